"""Resampling against onnxruntime: every output, in every mode.

Left aside is what single precision makes of a sample whose weight is exactly 0: where an output
stands on a sample, onnxruntime may find it a ten-millionth beside it, and where it is rounded
there, on the other side of it.
"""

from itertools import product

import numpy as np
import onnxruntime
import pytest

from tests.network.test_resize import (
    SIZES,
    TARGETS,
    read_by,
    read_by_steps,
    resize_model,
    resize_settings,
    variants,
)

NOISE = 1e-5
onnxruntime.set_default_logger_severity(4)


def run(model, samples):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options)
    return session.run(None, {"x": np.eye(samples, dtype=np.float32)})[0]


def is_a_matter_of_rounding(variant, samples, to):
    """An odd number of samples made one: the output stands on the middle sample."""
    mode, coordinates, nearest_mode, _, _ = variant
    return nearest_mode == "floor" and to == {"size": 1} and samples in (3, 7)


@pytest.mark.parametrize(
    "variant", list(variants()), ids=lambda variant: "-".join(map(str, variant))
)
def test_every_output_reads_what_onnxruntime_reads(variant):
    compared = 0
    for samples, to in product(SIZES, TARGETS):
        settings = resize_settings(variant, **to)
        if settings.output_size(1, samples) == samples:
            continue  # onnxruntime copies whatever keeps its size
        if is_a_matter_of_rounding(variant, samples, to):
            continue
        try:
            weights = run(resize_model(samples, variant, **to), samples)
        except onnxruntime.capi.onnxruntime_pybind11_state.OnnxRuntimeException:
            continue  # not every mode is there for two axes
        assert read_by_steps(settings, samples) == read_by(weights, NOISE), (samples, to)
        compared += 1
    assert compared or variant[0] != "nearest"
