"""What people type instead of the notation, and the spelling or the advice they get."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dilviz import GeometryError, parse_network
from dilviz.network.common_spellings import LAYERS
from dilviz.network.notation import is_notation
from dilviz.network.suggestions import IS_CODE, LONGEST_WHOLE, advice, did_you_mean
from dilviz.network.vocabulary import KINDS

ATTEMPTS = [
    ("3*conv3", "3*(conv3)"),
    ("3 x conv3 d2", "3*(conv3 d2)"),
    ("conv3 x3", "3*(conv3)"),
    ("conv3*3", "3*(conv3)"),
    ("(conv3 d2)*3", "3*(conv3 d2)"),
    ("2(conv3)", "2*(conv3)"),
    ("3*[conv3, relu]", "3*(conv3, relu)"),
    ("cnv3", "conv3"),
    ("stem: cnv7 s2", "stem: conv7 s2"),
    ("3x3 d2", "conv3 d2"),
    ("3x5 conv", "conv3x5"),
    ("k3 d2", "conv3 d2"),
    ("1, 2, 4", "conv3, conv3 d2, conv3 d4"),
    ("rates 1 2 4", "conv3, conv3 d2, conv3 d4"),
    ("[1, 2, 5]", "conv3, conv3 d2, conv3 d5"),
    ("pool2", "maxpool2 or avgpool2"),
    ("max pool 3", "maxpool3"),
    ("maxpool", "maxpool2"),
    ("avg_pool 3", "avgpool3"),
    ("conv3, global avg pool", "conv3, gap"),
    ("conv3, chomp1d 2", "conv3, crop2"),
    ("MaxPool2d 2", "maxpool2"),
    ("conv3, bn, relu", "conv3, relu"),
    ("conv3 bn relu", "conv3, relu"),
    ("conv3 r2", "conv3 d2"),
    ("conv3 l2", "conv3 d2"),
    ("conv3 dilation 2", "conv3 d2"),
    ("conv3 d=2", "conv3 d2"),
    ("conv3 d 2", "conv3 d2"),
    ("conv3d2", "conv3 d2"),
    ("conv3-d2", "conv3 d2"),
    ("conv3 stride 2", "conv3 s2"),
    ("conv3/2", "conv3 s2"),
    ("dilation 2", "conv3 d2"),
    ("stride 2", "conv3 s2"),
    ("conv3 padding=same", "conv3 same"),
    ("conv3 same padding", "conv3 same"),
    ("conv3 pad 1", "conv3 p1"),
    ("conv3 64", "conv3 c64"),
    ("conv3 channels=64", "conv3 c64"),
    ("3x3 conv, 64 channels", "conv3 c64"),
    ("conv3 -> conv3 d2", "conv3, conv3 d2"),
    ("conv3 → conv3", "conv3, conv3"),
    ("conv3; conv3 d2", "conv3, conv3 d2"),
    ("conv3 + conv3", "conv3, conv3"),
    ("conv3 conv3 d2", "conv3, conv3 d2"),
    ("conv3,, conv3", "conv3, conv3"),
    ("conv", "conv3"),
    ("conv 3", "conv3"),
    ("conv(3, dilation=2)", "conv3 d2"),
    ("conv3 (d2)", "conv3 d2"),
    ("conv3×3 d2", "conv3 d2"),
    ("atrous conv 3 rate 6", "conv3 d6"),
    ("d2 conv3", "conv3 d2"),
    ("deconv4 s2", "tconv4 s2"),
    ("upsample 2", "up2"),
    ("depthwise 3", "dwconv3"),
    ("leaky relu", "relu"),
    ("relu3", "relu"),
    ("skip", "id"),
    ("3*(conv3", "3*(conv3)"),
    ("[conv1 | conv3", "[conv1 | conv3]"),
    ("conv3)", "conv3"),
    ("conv3 | id", "[conv3 | id]"),
    ("[conv3, conv3] + id", "[conv3, conv3 | id]"),
    ("1d conv3 d2", "1d, conv3 d2"),
    ("input, conv3, output", "conv3"),
]


# As other keyboards, papers and frameworks have it.
OF_OTHER_HABITS = [
    ("３x３", "conv3"),
    ("conv３　d２", "conv3 d2"),
    ("conv3，conv3 d2", "conv3, conv3 d2"),
    ("conv3、conv3 d2", "conv3, conv3 d2"),
    ("3×3 conv, rate 2", "conv3 d2"),
    ("3x3卷积", "conv3"),
    ("空洞卷积 3，膨胀率 4", "conv3 d4"),
    ("Faltung 3, Schrittweite 2", "conv3 s2"),
    ("convolución 3 tasa 2", "conv3 d2"),
    ("convolution 3 taux 2", "conv3 d2"),
    ('"conv3 d2"', "conv3 d2"),
    ("conv3 padding='same'", "conv3 same"),
    ("conv3 d2.", "conv3 d2"),
    ("convd2", "conv3 d2"),
    ("convs2", "conv3 s2"),
    ("conv3x", "conv3"),
    ("k3d2", "conv3 d2"),
    ("k3s1p1", "conv3 s1 p1"),
    ("3x3d2", "conv3 d2"),
    ("3x3@2", "conv3 d2"),
    ("64@3x3", "conv3 c64"),
    ("conv3x3x64", "conv3 c64"),
    ("3x3 conv, 64, /2", "conv3 c64 s2"),
    ("64 3x3 convs", "conv3 c64"),
    ("conv3 stride=(2,2)", "conv3 s2"),
    ("conv(3,3)", "conv3"),
    ("conv3.d2", "conv3 d2"),
    ("conv3:d2", "conv3 d2"),
    ("conv3[d2]", "conv3 d2"),
    ("conv3{d2}", "conv3 d2"),
    ("conv3 dilated", "conv3 d2"),
    ("conv3 dilatoin 2", "conv3 d2"),
    ("conv_bn_relu", "conv3, relu"),
    ("conv3relu", "conv3, relu"),
    ("grouped conv3", "conv3"),
    ("3*3", "conv3"),
    ("conv 3*3", "conv3"),
    ("conv3*3 d2", "conv3 d2"),
    ("conv3^5", "5*(conv3)"),
    ("5 conv3", "5*(conv3)"),
    ("5 times conv3", "5*(conv3)"),
    ("conv3 2x", "2*(conv3)"),
    ("two conv3", "2*(conv3)"),
    ("three 3x3 convs", "3*(conv3)"),
    ("2x[conv3|id]", "2*([conv3|id])"),
    ("upsample x2", "up2"),
    ("bilinear ×2", "resize2"),
    ("pixelshuffle2", "up2"),
    ("global average pooling", "gap"),
    ("adaptive avg pool", "gap"),
    ("conv3 || conv3 d2", "[conv3 | conv3 d2]"),
    ("residual(conv3, conv3)", "[conv3, conv3 | id]"),
    ("x + conv3", "[conv3 | id]"),
    ("resblock(64)", "[conv3, conv3 | id]"),
    ("3 x bottleneck", "3*([conv1, conv3, conv1 | id])"),
    ("sepconv3 d2 c64", "dwconv3 d2, conv1 c64"),
    ("1D: conv3", "1d, conv3"),
    ("1/2/5", "conv3, conv3 d2, conv3 d5"),
    ("conv3 d=1,2,4", "conv3, conv3 d2, conv3 d4"),
    ("conv3 d1, d2, d4", "conv3, conv3 d2, conv3 d4"),
    ("3x3 convs with rates 1, 2 and 4", "conv3, conv3 d2, conv3 d4"),
    ("kernels 3, 5, 7", "conv3, conv5, conv7"),
    ("[3,3,3]", "conv3, conv3, conv3 or conv3 d3, conv3 d3, conv3 d3"),
    ("image, conv3, conv3", "conv3, conv3"),
    ("conv3 twice", "2*(conv3)"),
    ("conv3 d2 thrice", "3*(conv3 d2)"),
    ("conv3 repeated 3 times", "3*(conv3)"),
    ("conv3 then conv3 d2", "conv3, conv3 d2"),
    ("conv3, followed by conv3 d2", "conv3, conv3 d2"),
    ("dilated conv", "conv3 d2"),
    ("CBR", "conv3, relu"),
    ("CBR, CBR5 d2", "conv3, relu, conv5 d2, relu"),
    ("3 x ConvBNReLU", "3*(conv3, relu)"),
    ("separable conv", "dwconv3, conv1"),
    ("3,1,1;3,1,2", "conv3, conv3 d2 or conv3 p1, conv3 p2"),
    ("(3, 1, 1), (5, 2, 4)", "conv3, conv5 s2 d4 or conv3 p1, conv5 s2 p4"),
    ("3 1 1, 3 1 2", "conv3, conv3 d2 or conv3 p1, conv3 p2"),
    ("[[11,4,0],[3,2,0]]", "conv11 s4 p0, conv3 s2 p0"),
    ("3 1 1\n3 1 2", "conv3, conv3 d2 or conv3 p1, conv3 p2"),
]


def refusal(text):
    with pytest.raises(GeometryError) as caught:
        parse_network(text)
    return caught.value


@pytest.mark.parametrize(("attempt", "meant"), ATTEMPTS + OF_OTHER_HABITS)
def test_the_error_asks_whether_the_right_spelling_was_meant(attempt, meant):
    error = refusal(attempt)
    assert str(error).endswith(f"Did you mean {meant}?")
    assert 0 <= error.position <= len(attempt)
    for suggestion in meant.split(" or "):
        parse_network(suggestion)


@pytest.mark.parametrize(
    ("attempt", "sentence"),
    [
        ("bn", "Batch norm reads one sample: leave it out."),
        ("conv3, batch norm", "Batch norm reads one sample: leave it out."),
        ("dropout", "Dropout reads one sample: leave it out."),
        ("conv3, fc", "A fully connected layer reads the whole map: end the network before it."),
        (
            "conv3, fc1000",
            "A fully connected layer reads the whole map: end the network before it.",
        ),
        ("conv3, lstm", "A recurrent layer reads the whole map: end the network before it."),
        ("conv3d", "Layers have two axes here, rows and columns: leave the third out."),
        ("224", "The input size is no layer: it has a field of its own."),
        ("input 224x224, conv3", "The input size is no layer: it has a field of its own. Did you"),
        ("7", "A number needs a word: conv7 for a kernel size, conv3 d7 for a dilation rate."),
        ("conv3 d1.5", "Sizes and rates are whole numbers."),
        ("vgg16", "The page Stack has VGG-16."),
        ("ResNet-50", "The page Stack has ResNet-50 (stride in 3 × 3) or ResNet-50 (stride in 1"),
        ("mobilenet v2", "This is a whole network: write its layers, or load its model as ONNX."),
        ("layer { type: 'Convolution' }", "This is a file of Caffe"),
        ("nn.Conv2d(64,64,3,dilation=2)", IS_CODE),
        ("Conv2D(64, 3, dilation_rate=2)", IS_CODE),
    ],
)
def test_the_error_says_what_to_leave_out(attempt, sentence):
    assert sentence in str(refusal(attempt))


@pytest.mark.parametrize("text", ["", "xyzzy", "?", "conv3 q2", "foo(3)", "hello"])
def test_without_a_suggestion_the_words_of_the_notation_are_listed(text):
    message = str(refusal(text))
    assert "Did you mean" not in message
    assert "(conv, dwconv" in message or "a dilation rate (d2)" in message


def test_of_a_long_text_the_one_item_is_respelled():
    text = "conv3, " * LONGEST_WHOLE + "3x3 d2"
    assert str(refusal(text)).endswith("Did you mean conv3 d2?")


WORDS = [
    "conv3",
    "cnv3",
    "3x3",
    "d=2",
    "*",
    "(",
    ")",
    "[",
    "|",
    "]",
    ",",
    ";",
    "->",
    "pool",
    "bn",
    "３，",
    "res",
    "k3.0",
    "²",
]


@given(st.lists(st.sampled_from([*WORDS, "2", "rate", "64", "1d", " ", "\n"]), max_size=14))
def test_what_is_suggested_can_be_read(words):
    text = " ".join(words)
    found = re.search(r"Did you mean (.*)\?$", advice(text, 0, is_notation), re.DOTALL)
    for suggestion in found[1].split(" or ") if found else ():
        assert is_notation(suggestion)


@pytest.mark.parametrize("text", ["1" * 300_000, "(" * 300_000, "a " * 150_000, "x*1 (" * 60_000])
def test_of_a_huge_text_only_the_neighbourhood_is_searched(text):
    assert str(refusal(text))


def test_every_word_of_the_notation_is_its_own_spelling():
    assert all(LAYERS[kind] == kind for kind in KINDS)


def test_the_nearest_known_name_is_asked_for():
    assert did_you_mean("chanels", ("net", "channels")) == " Did you mean channels?"
    assert did_you_mean("theme", ("net", "channels")) == ""
    for word, letter in (("dilation", "d"), ("kernel_size", "k"), ("padding", "p")):
        assert did_you_mean(word, ("net", "k", "d", "p")) == f" Did you mean {letter}?"
        assert did_you_mean(word, ("net", "q")) == ""
