"""Keras models, what is claimed of their units, and what changes their outputs.

One process runs one backend: ``python -m tests.oracles.keras_models jax`` prints, as JSON, for
each model and unit the first and last row and column claimed and seen.
"""

import json
import os
import sys

import numpy as np

SIZE = (15, 20)


def models(keras):
    """A function for each model that builds it from its input."""
    layers = keras.layers

    def chain(*parts):
        def build(x):
            for part in parts:
                x = part(x)
            return x

        return build

    def squeezed(x):
        x = layers.Conv2D(4, 3, padding="same")(x)
        gate = layers.GlobalAveragePooling2D(keepdims=True)(x)
        return layers.Multiply()([x, layers.Conv2D(4, 1, activation="sigmoid")(gate)])

    def joined(x):
        one = layers.Conv2D(4, 3, padding="same", dilation_rate=(2, 1))(x)
        other = layers.Conv2D(4, (1, 3), padding="same", dilation_rate=4)(x)
        return layers.Concatenate()([layers.Add()([one, other]), x])

    return {
        "dilated": chain(layers.Conv2D(4, 3, dilation_rate=2), layers.Conv2D(4, (3, 1))),
        "dilated_same": chain(layers.Conv2D(4, 3, dilation_rate=(3, 2), padding="same")),
        "strided_same": chain(layers.Conv2D(4, 3, 2, "same"), layers.Conv2D(4, 4, 3, "same")),
        "depthwise_strided_dilated_same": chain(
            layers.DepthwiseConv2D(3, strides=2, dilation_rate=2, padding="same")
        ),
        "separable": chain(layers.SeparableConv2D(4, 3, dilation_rate=2, padding="same")),
        "pooled": chain(layers.AveragePooling2D(3, 2, "same"), layers.Conv2D(4, 3)),
        "upsampled": chain(
            layers.Conv2D(4, 3), layers.UpSampling2D((2, 3), interpolation="bilinear")
        ),
        "transposed": chain(layers.Conv2DTranspose(4, 3, 2, "same"), layers.Conv2D(4, 3)),
        "cropped": chain(
            layers.ZeroPadding2D(((2, 0), (0, 3))),
            layers.Conv2D(4, 3),
            layers.Cropping2D(((1, 0), (2, 1))),
        ),
        "norm_and_dense": chain(
            layers.Conv2D(4, 3), layers.LayerNormalization(), layers.Dense(4, "silu")
        ),
        "squeezed": squeezed,
        "joined": joined,
        "causal": chain(
            layers.Conv1D(4, 3, dilation_rate=2, padding="causal"),
            layers.Conv1D(4, 2, dilation_rate=4, padding="causal"),
        ),
        "recurrent": chain(layers.LSTM(4, return_sequences=True), layers.Conv1D(4, 3)),
    }


def ready(keras, name, build):
    """The model with weights none of which is near zero."""
    shape = (SIZE[1], 3) if name in ("causal", "recurrent") else (*SIZE, 3)
    inputs = keras.Input(shape)
    model = keras.Model(inputs, build(inputs))
    random = np.random.default_rng(3)
    model.set_weights([random.uniform(0.2, 1, w.shape) / w.shape[0] for w in model.get_weights()])
    return model, shape


def seen(model, shape, unit):
    """First and last entry of each axis that changes a unit."""
    random = np.random.default_rng(4)
    numbers = random.standard_normal(shape)
    found = []
    for axis in range(len(shape) - 1):
        batch = np.repeat(numbers[None], shape[axis] + 1, axis=0)
        for line in range(shape[axis]):
            index = (line, *[slice(None)] * axis, line)
            batch[index] += 1
        values = np.asarray(model(batch.astype(np.float32)))[(slice(None), *unit)]
        changed = np.abs(values[:-1] - values[-1]).max(axis=-1) > 1e-6
        lines = np.flatnonzero(changed)
        found.append([int(lines[0]), int(lines[-1])] if lines.size else None)
    return found


def claimed(network, unit):
    """The same, as the field of the network states it."""
    from dilviz import receptive_field

    at = (0, *unit)[-2:]
    read = receptive_field(network, None, None, at, gates="follow").read_interval
    return [None if ends is None else list(ends) for ends in read[-len(unit) :]]


def answers(backend):
    """For each model what is claimed and seen for three units, or the error."""
    os.environ |= {"KERAS_BACKEND": backend, "TF_CPP_MIN_LOG_LEVEL": "3"}
    import keras

    from dilviz import network_from_keras

    found = {}
    for name, build in models(keras).items():
        model, shape = ready(keras, name, build)
        try:
            network = network_from_keras(model)
            sizes = model.output_shape[1:-1]
            middle, last = tuple(n // 2 for n in sizes), tuple(n - 1 for n in sizes)
            units = (middle, last, (0,) * len(sizes))
            found[name] = [[claimed(network, u), seen(model, shape, u)] for u in units]
        except Exception as error:  # shown by the test
            found[name] = f"{type(error).__name__}: {error}"[:300]
    return found


if __name__ == "__main__":
    print(json.dumps(answers(sys.argv[1])))
