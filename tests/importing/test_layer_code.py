"""Pasted layers of PyTorch and Keras: parsed, never executed."""

import pytest

from dilviz import GeometryError, network_from_code, parse_network, receptive_field

PRINTED = """
Sequential(
  (0): Conv2d(3, 64, kernel_size=(3, 3), stride=(1, 1), padding=same, dilation=(2, 2))
  (1): BatchNorm2d(64, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)
  (2): Sequential(
    (0): Conv2d(64, 64, kernel_size=(3, 5), stride=(1, 1), padding=(4, 8), dilation=(4, 4))
    (1): Sequential(
      (deep): Conv2d(64, 64, kernel_size=(3, 5), stride=(1, 1), padding=(4, 8), dilation=(4, 4))
    )
    (head): Flatten(start_dim=1, end_dim=-1)
  )
  (3): Linear(in_features=64, out_features=10, bias=True)
)
"""


@pytest.mark.parametrize(
    ("code", "notation"),
    [
        ("nn.Conv2d(3, 64, 3, padding=2, dilation=2)", "conv3 d2 c64"),
        ("torch.nn.Conv2d(8, 8, (3, 5), groups=8, padding='same')", "dwconv3x5 c8"),
        ("nn.Conv1d(4, 8, 2, dilation=4)", "1d, conv2 d4 valid c8"),
        ("nn.ConvTranspose2d(8, 4, 4, stride=2, padding=1)", "tconv4 s2 c4"),
        ("nn.Conv2d(3, 8, 3, 1, 2, 2)", "conv3 d2 c8"),
        ("nn.MaxPool2d(3, 2, 1)", "maxpool3 s2 p1"),
        ("nn.AvgPool2d(2)", "avgpool2"),
        ("nn.PixelShuffle(2)", "up2"),
        ("nn.Upsample(scale_factor=2.0)", "up2"),
        ("keras.layers.Conv2D(8, 3, dilation_rate=2, padding='same')", "conv3 d2 same c8"),
        ("layers.Conv1D(8, 3, dilation_rate=4, padding='causal')", "1d, conv3 d4 causal c8"),
        ("tf.keras.layers.DepthwiseConv2D(3, 2)", "dwconv3 s2 valid"),
        ("layers.SeparableConv2D(8, 5)", "dwconv5 valid, conv1 c8"),
        ("layers.UpSampling2D((2, 3))", "up2x3"),
        ("layers.MaxPooling2D()", "maxpool2"),
        (
            "nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.Conv2d(8, 8, 1))",
            "conv3 valid c8, relu, conv1 c8",
        ),
        (
            "keras.Sequential([keras.Input((9, 9, 3)), layers.Conv2D(8, 3, activation='relu')])",
            "conv3 valid c8",
        ),
        ("x = layers.Conv2D(8, 3)(x)\nx = layers.ReLU()(x)", "conv3 valid c8, relu"),
        ("y = layers.ReLU()(layers.Conv2D(8, 3, 1, 'same')(x))", "conv3 same c8, relu"),
        ("keras.Sequential(layers=[layers.Conv2D(n, 3, dilation_rate=2)])", "conv3 d2 valid"),
        ("layers.Conv2D(8, 3, 1, 'valid', None, 2)", "conv3 d2 valid c8"),
        ("layers.UpSampling2D(2, None, 'nearest'), layers.Dense(9)", "up2, id"),
        ("nn.Conv2d(c, c, 3, padding=1)", "conv3"),
    ],
)
def test_layers_as_the_notation_writes_them(code, notation):
    network = network_from_code(code)
    assert receptive_field(network) == receptive_field(parse_network(notation))
    kinds = [(node.op, node.kind, node.layer, node.channels) for node in network.nodes]
    expected = parse_network(notation)
    assert kinds == [(node.op, node.kind, node.layer, node.channels) for node in expected.nodes]
    assert network.one_dimensional == expected.one_dimensional


def test_what_print_shows_keeps_its_paths():
    network = network_from_code(PRINTED)
    assert [node.path for node in network.nodes] == ["0", "1", "2.0", "2.1.deep"]
    assert network.left_out == ("Flatten 2.head", "Linear 3")
    assert receptive_field(network).size == (1 + 4 + 8 + 8, 1 + 4 + 16 + 16)


def test_a_padding_mode_that_print_shows_without_quotes_is_read():
    layer = "(0): Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), padding_mode={})"
    for mode in ("reflect", "replicate", "circular"):
        network = network_from_code(f"Sequential(\n  {layer.format(mode)}\n)")
        assert network == network_from_code(
            f"nn.Sequential(nn.Conv2d(3, 8, 3, padding=1, padding_mode='{mode}'))"
        )
        assert network.nodes[0].settings.padding_mode == mode


def test_assigned_layers_bear_their_names_and_are_taken_in_order():
    network = network_from_code("self.stem = nn.Conv2d(3, 8, 3)\nself.deep = nn.Conv2d(8, 8, 3)")
    assert [node.id for node in network.nodes] == ["stem", "deep"]
    assert network.notes == (
        "The layers are taken as a chain, in the order in which they are written.",
    )


def test_norms_over_the_map_see_everything():
    network = network_from_code("nn.Sequential(nn.Conv1d(4, 4, 3), nn.GroupNorm(2, 4))")
    assert receptive_field(network, 30, None, (0, 9)).sees_everything == (False, True)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("nn.Conv2D(3, 64, 3)", "the layer 'Conv2D' is not known. Did you mean 'Conv2d'?"),
        ("layers.Conv2d(64, 3)", "Did you mean 'Conv2D'?"),
        ("nn.MaxPol2d(2)", "Did you mean 'MaxPool2d'?"),
        ("nn.Transformer()", "'Transformer' is not known"),
        ("nn.Conv2d(3, 64)", "kernel_size must be a whole number or one for each axis, got None"),
        ("nn.Conv2d(3, 64, 3, dilation=0)", "dilation rate must be at least 1"),
        ("nn.Conv2d(3, 64, 3), nn.Conv1d(3, 4, 3)", "layers of one and of two dimensions"),
        ("nn.Flatten(), nn.Conv2d(3, 4, 3)", "leaves no rows and columns"),
        ("nn.AdaptiveAvgPool2d(7)", "depend on the size of its input"),
        ("import os\nos.system('x')", "the layer 'system' is not known"),
        ("class Net: pass", "line 1: only layers are read, not classdef"),
        ("nn.Conv2d(3, 64, 3", "this is not Python code"),
        ("(" * 200, "more than 60 brackets"),
        ("x" * 200_001, "has 200001 characters; at most 100000"),
        ("", "there is no code"),
        ("ResNet(\n  (conv1): Conv2d(3, 64, 3)\n)", "ResNet is not a Sequential"),
        ("layers.Add()([a, b])", "layers that join several maps are not read from code"),
        (
            "y = layers.Conv2D(8, 3)(x)\nz = layers.Conv2D(8, 3)(x)",
            "line 2: a layer reads 'x', but the line before makes 'y'",
        ),
        ("nn.ModuleList([nn.Conv2d(3, 8, 3)])", "line 1: ModuleList is not a Sequential"),
        (PRINTED.replace("(1): Sequential(", "(1): ModuleList("), "ModuleList is not a Sequential"),
        (PRINTED.strip().removesuffix(")"), "its last bracket is missing"),
        (PRINTED + ")", "closes nothing"),
        (PRINTED.replace("(1): BatchNorm2d", "(0-1): 2 x BatchNorm2d"), "line 3 of the printed"),
        ("nn.Conv2d(3, 8, 3, stride=s)", "stride is 's', which is not known here. Write its value"),
        ("nn.MaxPool2d(2, s)", "MaxPool2d: stride is 's'"),
        ("nn.Conv2d(3, 8, 3, dilatoin=2)", "no argument 'dilatoin'. Did you mean 'dilation'?"),
        ("nn.Conv2d(3, 8, 3, dilation_rate=2)", "'dilation_rate'. Did you mean 'dilation'?"),
        ("layers.Conv2D(8, 3, stride=2)", "no argument 'stride'. Did you mean 'strides'?"),
        ("nn.Conv2d(3, 8, 3, **settings)", "Conv2d: what ** stands for is not known here"),
        ("nn.Sequential(OrderedDict([('a',)]))", "line 1: \"('a',)\" is no layer with its name"),
        ("nn.Sequential(OrderedDict([(f(), nn.ReLU())]))", "is no layer with its name"),
        ("nn.Sequential(OrderedDict([3]))", "'3' is no layer with its name"),
        ("nn.Upsample(scale_factor='x')", "Upsample: its arguments are not of the kinds"),
        ("nn.Upsample(scale_factor=())", "Upsample: its arguments are not of the kinds"),
        ("nn.Conv2d(3, 8, 3, groups=None)", "number of groups must be at least 1, got 0"),
        ("nn.Conv2d(3, 8, 3, groups=0)", "number of groups must be at least 1, got 0"),
        ("layers.UpSampling2D(2, interpolation=['x'])", "its arguments are not of the kinds"),
        ("layers.Cropping2D(((1, 2), (3,)))", "Cropping2D: its arguments are not of the kinds"),
        ("layers.Cropping1D((1, 2, 3))", "Cropping1D: its padding (1, 2, 3) is not read"),
        ("nn.ReLU(padding=1)", "ReLU has no argument 'padding'. Leave it out."),
        ("nn.LPPool2d(2, 3, padding=1)", "LPPool2d has no argument 'padding'"),
        ("nn.Conv2d(3, 8, 3, padding_mode='mirror')", "padding mode must be one of zeros, reflect"),
        ("layers.LayerNormalization(axis=[1, 2])", "only axis=-1, the channels, is read"),
        ("layers.Conv2DTranspose(8, 3, 2, output_padding=1)", "output_padding is not read"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(code, message):
    with pytest.raises(GeometryError) as caught:
        network_from_code(code)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("code", "note"),
    [
        ('layers.Conv2D(8, 3, strides=2, dilation_rate=2, padding="same")', "Keras refuses"),
        ('nn.Conv2d(3, 8, 3, 2, "same")', "PyTorch refuses"),
        ('nn.Conv2d(3, 8, 3, padding="same", dilation=2)', ""),
        ('layers.DepthwiseConv2D(3, strides=2, dilation_rate=2, padding="same")', ""),
    ],
)
def test_what_a_framework_refuses_is_read_and_said(code, note):
    notes = " ".join(network_from_code(code).notes)
    assert note in notes and bool(note) == bool(notes)


def test_arguments_that_change_nothing_read_may_stand_in_a_call():
    code = 'nn.Conv2d(in_channels=3, out_channels=n, kernel_size=3, bias=False, device="cpu")'
    assert str(network_from_code(code)) == "conv3 valid"
    code = 'layers.Conv2D(8, 3, activation="relu", data_format="channels_last", name="a")'
    assert str(network_from_code(code)) == "conv3 valid c8"


def test_ceil_mode_may_be_a_number_as_in_the_framework():
    code = "nn.MaxPool2d(2, ceil_mode={})"
    assert network_from_code(code.format(1)) == network_from_code(code.format(True))
    assert network_from_code(code.format(1)) != network_from_code(code.format(False))


def test_circular_padding_goes_around_what_a_crop_leaves():
    """Columns 5 and 6 of 0 .. 6 before them, as PyTorch computes it."""
    network = network_from_code(
        "nn.Sequential(nn.CircularPad2d((2, -2, 0, 0)), nn.Conv2d(1, 1, 1))"
    )
    columns = [receptive_field(network, (5, 9), None, (3, col)).read_interval for col in (0, 8)]
    assert columns == [((3, 3), (5, 5)), ((3, 3), (6, 6))]
