"""Exported graphs of real networks against their exact dependency sets."""

import gzip
import json
from pathlib import Path

import pytest

from dilviz import network_from_onnx, receptive_field

GRAPHS = Path(__file__).parent / "graphs"
TRUTH = json.loads((GRAPHS / "truth.json").read_text())
CASES = [(name, exporter) for name, case in TRUTH.items() for exporter in case["exporters"]]


def read(name, exporter):
    return network_from_onnx(gzip.decompress((GRAPHS / f"{name}.{exporter}.onnx.gz").read_bytes()))


def ends(runs):
    return (runs[0][0], runs[-1][1]) if runs else None


@pytest.mark.parametrize(("name", "exporter"), CASES, ids=lambda value: value)
def test_two_units_read_what_they_read_in_the_framework(name, exporter):
    network = read(name, exporter)
    _, _, *size = TRUTH[name]["input"]
    axes = (("rows", 0), ("cols", 1))[2 - len(size) :]
    for case in TRUTH[name]["units"]:
        unit = (0, *case["unit"])[-2:]
        apart = receptive_field(network, size if len(size) == 2 else size[0], None, unit)
        whole = receptive_field(
            network, size if len(size) == 2 else size[0], None, unit, gates="follow"
        )
        for word, axis in axes:
            assert whole.read_interval[axis] == ends(case[word])
            if "without_global" in case and apart.sees_everything[axis]:
                assert apart.read_interval[axis] == ends(case["without_global"][word])


@pytest.mark.parametrize(
    ("name", "exporter", "path"),
    [
        ("tv.resnet50", "dynamo", "layer4.2.bn3"),  # the norm was folded into the convolution
        ("tv.resnet50", "script", "layer4.2.conv3"),
        ("tv.mobilenet_v2", "script", "features.17.conv.1.0"),
        ("monai.SegResNet", "dynamo", "up_layers.2.0.conv1.conv"),
        ("keras.two", "tensorflow", "sequential_1.conv2d_1"),
    ],
)
def test_nodes_keep_the_module_they_come_from(name, exporter, path):
    assert path in {node.path for node in read(name, exporter).nodes if node.op == "conv"}


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        ("tv.resnet50", ("ReduceMean mean", "Reshape view", "Gemm linear")),
        ("tv.fcn_resnet50", ()),
    ],
)
def test_only_the_head_after_the_last_map_is_left_out(name, left_out):
    assert read(name, "dynamo").left_out == left_out


def test_both_exporters_give_the_same_layers():
    for name in ("tv.resnet50", "tv.vgg16_features", "timm.darknet53"):
        dynamo, script = (
            [node.layer for node in read(name, exporter).nodes if node.op in ("conv", "pool")]
            for exporter in ("dynamo", "script")
        )
        assert dynamo == script
