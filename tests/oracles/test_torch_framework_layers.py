"""The PyTorch code of the Frameworks page, executed, gives the engine's numbers."""

import numpy as np
import torch

import dilviz
from dilviz.papers.context_module import FORMS, RATES, ContextModule
from dilviz.papers.initialisation import identity_weights
from tests.export.test_framework_layers import LAYERS, framework_call


def test_the_code_runs_and_gives_our_numbers():
    numbers = np.random.default_rng(0)
    for layer, size in LAYERS:
        x = numbers.integers(-9, 10, size).astype(np.float32)
        weight = numbers.integers(-9, 10, layer.kernel_size).astype(np.float32)
        expected = dilviz.conv2d(
            x, weight, stride=layer.stride, padding=layer.padding, dilation=layer.dilation
        )
        code = framework_call("PyTorch", layer, size).code
        names = {"x": torch.tensor(x)[None, None], "weight": torch.tensor(weight)[None, None]}
        if "conv1d" in code:
            names = {name: values[:, :, 0] for name, values in names.items()}
        exec(code, names)
        np.testing.assert_array_equal(names["y"].numpy().squeeze(), expected.squeeze())


def test_the_context_module_equals_torch():
    for form in FORMS:
        module = ContextModule(form, 3)
        weights = identity_weights(module, 0.01)
        maps = np.random.default_rng(1).normal(size=(3, 20, 23)).astype(np.float32)
        theirs = torch.tensor(maps)[None]
        for number, (rate, weight) in enumerate(zip(RATES, weights, strict=True)):
            theirs = torch.nn.functional.conv2d(
                theirs, torch.tensor(weight), padding=rate * (weight.shape[-1] // 2), dilation=rate
            )
            theirs = theirs.relu() if number < 7 else theirs
        ours = module.run(maps, weights)[-1]
        np.testing.assert_allclose(ours, theirs[0].numpy(), rtol=1e-3, atol=1e-5)
