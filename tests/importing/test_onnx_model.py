"""ONNX models: read, left out, and refused by name."""

import numpy as np
import pytest
from onnx import TensorProto, helper, numpy_helper

from dilviz import GeometryError, network_from_onnx, parse_network, receptive_field


def weights(name, *shape):
    return numpy_helper.from_array(np.zeros(shape, np.float32), name)


def model(nodes, *, constants=(), shape=(1, 3, None, None), outputs=None):
    x = helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)
    names = outputs or [nodes[-1].output[0]]
    outs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in names]
    graph = helper.make_graph(nodes, "net", [x], outs, list(constants))
    return helper.make_model(graph).SerializeToString()


def op(kind, inputs, output, **attributes):
    return helper.make_node(kind, inputs.split(), [output], **attributes)


def conv(source, output, taps=3, **attributes):
    return op("Conv", f"{source} w{taps}", output, **attributes)


W = [weights("w3", 8, 3, 3, 3), weights("w1", 8, 3, 1, 1), weights("wd", 8, 1, 3, 3)]


def read(*nodes, constants=W, **more):
    return network_from_onnx(model(list(nodes), constants=constants, **more))


def test_a_stack_with_a_classifier_keeps_its_maps_and_lists_the_rest():
    network = read(
        conv("x", "a", pads=[1, 1, 1, 1]),
        op("Relu", "a", "b"),
        conv("b", "c", dilations=[2, 2], pads=[2, 2, 2, 2]),
        op("GlobalAveragePool", "c", "d"),
        op("Flatten", "d", "e"),
        op("Gemm", "e w3", "f"),
    )
    assert str(network) == "a: conv3 c8, b: relu, c: conv3 d2 c8"
    assert network.left_out == ("GlobalAveragePool d", "Flatten e", "Gemm f")
    assert receptive_field(network).size == (7, 7)
    assert receptive_field(network, at="a").size == (3, 3)


def test_every_setting_is_per_axis():
    network = read(
        conv("x", "a", strides=[2, 1], dilations=[1, 3], pads=[1, 2, 0, 4], kernel_shape=[3, 3])
    )
    layer = network.nodes[0].layer
    assert layer.stride == (2, 1) and layer.dilation == (1, 3)
    assert layer.padding == ((1, 0), (2, 4))


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (op("MaxPool", "x", "y", kernel_shape=[3, 2], strides=[2, 2]), "maxpool3x2 s2"),
        (op("AveragePool", "x", "y", kernel_shape=[3, 3], pads=[1] * 4), "avgpool3 s1 p1"),
        (conv("x", "y", auto_pad="SAME_UPPER", strides=[2, 2]), "conv3 s2 same c8"),
        (conv("x", "y", auto_pad="SAME_LOWER", dilations=[1, 1]), "conv3 c8"),
        (conv("x", "y", auto_pad="VALID"), "conv3 valid c8"),
        (op("Conv", "x wd", "y", group=8), "dwconv3 valid c8"),
        (op("Conv", "x w3", "y", group=2), "conv3 valid c8 g2"),
        (op("ConvTranspose", "x w3", "y", group=4), "tconv3 valid c12 g4"),
        (
            op("ConvTranspose", "x w3", "y", strides=[2, 2], pads=[1] * 4, output_padding=[1, 1]),
            "tconv3 s2 o1 c3",
        ),
        (op("Pad", "x pads", "y"), "id p1:2x0:3"),
        (op("Resize", "x  scales", "y", mode="nearest"), "up2x3"),
        (op("Upsample", "x scales", "y"), "up2x3"),
        (op("DepthToSpace", "x", "y", blocksize=2), "up2"),
        (op("SpaceToDepth", "x", "y", blocksize=2), "maxpool2"),
    ],
)
def test_operations(node, text):
    constants = [
        *W,
        numpy_helper.from_array(np.array([0, 0, 1, 0, 0, 0, 2, 3]), "pads"),
        numpy_helper.from_array(np.array([1, 1, 2, 3], np.float32), "scales"),
    ]
    if node.op_type == "Resize":
        node.input[:] = ["x", "", "scales"]
    network = read(node, constants=constants, shape=(1, 12, None, None))
    assert str(network).removeprefix("y: ") == text


def test_ceil_mode_counts_the_window_that_is_not_whole():
    node = op("MaxPool", "x", "y", kernel_shape=[3, 3], strides=[2, 2], ceil_mode=1)
    for size in range(3, 12):
        assert read(node).sizes(size)["y"][0] == -(-(size - 3) // 2) + 1


def test_branches_are_joined_as_the_model_joins_them():
    network = read(
        conv("x", "a", pads=[1] * 4),
        conv("a", "b", pads=[1] * 4),
        op("Add", "a b", "c"),
        op("Concat", "c a", "d", axis=1),
    )
    assert [node.op for node in network.nodes] == ["conv", "conv", "add", "concat"]
    assert receptive_field(network).size == (5, 5)


def test_a_gate_computed_from_the_whole_map_is_a_value_without_positions():
    network = read(
        conv("x", "a", pads=[1] * 4),
        op("GlobalAveragePool", "a", "g"),
        conv("g", "h", taps=1),
        op("Sigmoid", "h", "s"),
        op("Mul", "a s", "y"),
    )
    assert [node.id for node in network.nodes] == ["a", "g", "h", "s", "y"]
    assert network.positionless["s"] == (True, True)
    assert network.positionless["y"] == (False, False)
    assert network.left_out == ()


def test_a_sequence_model_is_one_dimensional():
    network = read(
        op("Pad", "x p", "padded"),
        op("Conv", "padded w", "y", dilations=[4]),
        constants=[
            weights("w", 8, 3, 2),
            numpy_helper.from_array(np.array([0, 0, 4, 0, 0, 0]), "p"),
        ],
        shape=(1, 3, None),
    )
    assert network.one_dimensional
    field = receptive_field(network)
    assert field.size == (1, 5) and field.start == (0, -4)
    assert field == receptive_field(parse_network("1d, conv2 d4 causal"))


def test_a_path_is_as_good_as_bytes_and_weights_beside_it_are_not_opened(tmp_path):
    tensor = weights("w3", 8, 3, 3, 3)
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    entry = tensor.external_data.add()
    entry.key, entry.value = "location", "/no/such/file"
    path = tmp_path / "model.onnx"
    path.write_bytes(model([conv("x", "y")], constants=[tensor]))
    assert receptive_field(network_from_onnx(path)).size == (3, 3)
    assert network_from_onnx(str(path)) == network_from_onnx(path)


OUTSIDE = numpy_helper.from_array(np.zeros(100, np.int64), "many")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"not a model", "this is not an ONNX model, or it is damaged"),
        (b"", "holds no operations"),
        (model([conv("x", "y")], constants=W)[:-9], "damaged|no operation|no input"),
        (model([conv("x", "y")], constants=W, shape=(1,)), r"its inputs have \[1\] axes"),
        (model([conv("x", "y")], constants=W, shape=(1, 10)), "'y': it reads a tensor of 2 axes"),
        (model([op("Flatten", "x", "y")]), "the first is Flatten y"),
        (
            model([op("Resize", "x", "y", mode="linear")]),
            "ONNX operation Resize 'y': its scale is not a constant for each axis. It reads 'x'",
        ),
        (model([op("Resize", "x", "y", mode="nearest")]), "its scale is not a constant for each"),
        (model([op("Pad", "x many", "y")], constants=[OUTSIDE]), "a setting holds 100 numbers"),
        (model([op("Pad", "x nowhere", "y")]), "reads 'nowhere', which nothing in the model makes"),
        (model([conv("x", "y", dilations=[0, 1])], constants=W), "'y': dilation rate must be at"),
        (model([conv("x", "y", strides=[1])], constants=W), "strides should have 2 numbers"),
        (model([conv("x", "y", group=-2)], constants=W), "number of groups must be at least 1"),
        (model([conv("x", "y", pads=[1, 1])], constants=W), "pads should have 4 numbers"),
        (
            model([conv("x", "y", kernel_shape=[10**12, 3])], constants=W),
            "kernel size must be at most 1000000, got 1000000000000",
        ),
        (model([conv("x", "a"), conv("a", "a")], constants=W), "two nodes are called 'a'"),
        (
            model([op("Concat", "x x", "y", axis=2)]),
            "it joins maps of open sizes; give an input size",
        ),
        (
            model([op("ConvTranspose", "x w3", "y", output_shape=[9, 9])], constants=W),
            "output_shape depends on the input",
        ),
    ],
)
def test_models_that_cannot_be_followed_are_refused_by_name(content, message):
    with pytest.raises(GeometryError, match=message):
        network_from_onnx(content)


def test_bytes_beyond_the_limit_are_not_parsed():
    with pytest.raises(GeometryError, match="the ONNX file has 536870913 bytes; at most 536870912"):
        network_from_onnx(bytes(512 * 1024 * 1024 + 1))


def test_a_large_file_that_is_no_model_is_called_damaged(tmp_path):
    path = tmp_path / "huge.onnx"
    with path.open("wb") as file:
        file.truncate(600 * 1024 * 1024)
    with pytest.raises(GeometryError, match="not an ONNX model, or it is damaged"):
        network_from_onnx(path)


def test_random_damage_gives_a_network_or_a_sentence():
    whole = model([conv("x", "a"), op("Relu", "a", "b"), op("Add", "a b", "c")], constants=W)
    random = np.random.default_rng(sum(map(ord, "onnx")))
    for _ in range(400):
        damaged = bytearray(whole)
        for position in random.integers(0, 300, 3):
            damaged[position] = random.integers(256)
        try:
            network_from_onnx(bytes(damaged))
        except GeometryError as error:
            assert str(error)


def test_a_name_that_is_no_text_is_damage():
    content = model([conv("x", "longname")], constants=W)
    damaged = content.replace(b"longname", b"\xff\xfengname")
    with pytest.raises(GeometryError, match="damaged: one of its names is no text"):
        network_from_onnx(damaged)
