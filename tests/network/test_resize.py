"""Resampling: every output of every mode against ONNX's reference evaluator."""

from itertools import product

import numpy as np
import pytest
from onnx import TensorProto, helper
from onnx.reference import ReferenceEvaluator

from dilviz import GeometryError, Node
from dilviz.fields.axis_steps import axis_step
from dilviz.fields.positions import Samples
from dilviz.fields.real_samples import positions_of
from dilviz.network.resize import COORDINATES, MODES, Resize, simple_fraction
from dilviz.network.resize_taps import NEAREST_MODES

SIZES = (2, 3, 5, 7)
TARGETS = [{"size": size} for size in (1, 4, 9)] + [{"scale": scale} for scale in (0.5, 1.5, 2.0)]
NOISE = 1e-9  # what the reference calls a weight where it is 0 exactly
ROI = (0.125, 0.75)


def variants():
    """(mode, coordinates, nearest_mode, antialias, exclude_outside) that ONNX allows."""
    for mode, coordinates in product(MODES, COORDINATES):
        for nearest_mode in NEAREST_MODES if mode == "nearest" else NEAREST_MODES[:1]:
            for antialias in (False,) if mode == "nearest" else (False, True):
                for exclude in (False, True) if mode == "cubic" else (False,):
                    yield mode, coordinates, nearest_mode, antialias, exclude


def resize_model(samples, variant, size=None, scale=None):
    """An ONNX model that resizes one axis of `samples`, many rows at once."""
    mode, coordinates, nearest_mode, antialias, exclude = variant
    constants = [helper.make_tensor("roi", TensorProto.FLOAT, [4], [0, ROI[0], 1, ROI[1]])]
    if size is None:
        constants.append(helper.make_tensor("to", TensorProto.FLOAT, [2], [1, scale]))
    else:
        constants.append(helper.make_tensor("to", TensorProto.INT64, [2], [samples, size]))
    node = helper.make_node(
        "Resize",
        ["x", "roi", *([""] if size is not None else []), "to"],
        ["y"],
        mode=mode,
        coordinate_transformation_mode=coordinates,
        nearest_mode=nearest_mode,
        antialias=int(antialias),
        exclude_outside=int(exclude),
    )
    graph = helper.make_graph(
        [node],
        "resize",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [samples, samples])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        constants,
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 19)], ir_version=9)


def read_by(weights, noise):
    """What every output reads, of weights (samples, outputs)."""
    return [set(np.flatnonzero(abs(column) > noise).tolist()) for column in weights.T]


def resize_settings(variant, size=None, scale=None):
    mode, coordinates, nearest_mode, antialias, exclude = variant
    return Resize(
        mode,
        coordinates,
        nearest_mode,
        size=(None, size),
        scales=(None, scale),
        antialias=antialias,
        exclude_outside=exclude,
        roi=((0.0, 1.0), ROI),
    )


def read_by_steps(settings, samples):
    """What every output reads along the columns, followed backwards one by one."""
    step = axis_step(Node("r", "resize", ("x",), settings=settings), 1, samples)
    units = [Samples(output, 1) for output in range(settings.output_size(1, samples))]
    sets = [unit if step is None else step.read(unit, real=True) for unit in units]
    return [set(positions_of(read)) if read else set() for read in sets]


@pytest.mark.parametrize(
    "variant",
    [v for v in variants() if v[1] != "tf_half_pixel_for_nn" and not v[3]],
    ids=lambda variant: "-".join(map(str, variant)),
)
def test_every_output_reads_what_the_reference_reads(variant):
    """Where the scale times the size is whole: else the reference takes the product for a size.

    Nor of 7 samples to 9: the middle output stands on a sample, and rounding puts it beside.
    """
    for samples, to in product(SIZES[:3], [{"size": 4}, {"size": 9}, {"scale": 2.0}]):
        settings = resize_settings(variant, **to)
        model = ReferenceEvaluator(resize_model(samples, variant, **to))
        [weights] = model.run(None, {"x": np.eye(samples)})
        assert read_by_steps(settings, samples) == read_by(weights, NOISE), (samples, to)


def test_a_rule_and_a_list_of_all_outputs_agree_where_both_exist():
    for variant, samples in product(variants(), SIZES):
        settings = resize_settings(variant, size=6)
        if settings.read_rule(1, samples) is not None:
            listed = [set(read) for read in settings.listed(1, samples)]
            assert read_by_steps(settings, samples) == listed


def test_scales_are_the_simple_fraction_that_single_precision_means():
    assert simple_fraction(float(np.float32(2 / 3))).limit_denominator(9) == simple_fraction(2 / 3)
    assert Resize(scales=(1 / 3, float(np.float32(1 / 3)))).output_size(1, 30) == 10


def test_a_rule_repeats_after_the_denominator_of_the_scale():
    rule = Resize("linear", scales=(1.5, 1.5)).read_rule(0, None)
    assert (rule.stride, len(rule.runs)) == (2, 3)
    assert Resize("linear", "align_corners", size=(9, 9)).read_rule(0, None) is None
    assert Resize("linear", "align_corners", size=(9, 9)).read_rule(0, 5).stride == 1


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"mode": "area"}, "mode must be one of nearest, linear, cubic, got 'area'"),
        ({"coordinates": "corner"}, "coordinates must be one of half_pixel"),
        ({"size": (0, 3)}, "size must be at least 1, got 0"),
        ({"scales": (0.0, 1.0)}, "scales must be a number from 1e-06 to 1000000, got 0.0"),
        ({"scales": (float("nan"), 1.0)}, "scales must be a number"),
        ({"scales": 2.0}, r"scales must be a pair \(rows, cols\), got 2.0"),
        ({"antialias": 1}, "antialias must be true or false, got 1"),
    ],
)
def test_settings_that_cannot_be(settings, message):
    with pytest.raises(GeometryError, match=message):
        Resize(**settings)


def test_a_scale_that_leaves_nothing_names_the_layer():
    node = Node("r", "resize", ("x",), settings=Resize(scales=(0.25, 1.0)))
    with pytest.raises(GeometryError, match="layer 'r': a scale of 0.25 leaves none of 3 samples"):
        node.output_size(0, 3)
