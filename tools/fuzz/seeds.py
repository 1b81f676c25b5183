"""Good inputs of every kind, small, and the words they are made of."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np

import dilviz
from dilviz.network.node import OPS
from dilviz.network.vocabulary import KINDS
from dilviz.pictures.kernels import KERNELS

PAGE = Path(dilviz.__file__).parent / "web" / "page" / "embed.html"
SCRIPTS = PAGE.read_text(encoding="utf-8").count("<script")

NUMBERS = ("0", "1", "2", "3", "7", "16", "99", "1000", "999999", "1000000", "1000001", "-1")
HUGE = ("9" * 30, "9" * 5000, "1e400", "nan", "inf", "0x10", "٣", "²")  # digits of other scripts

_NETWORKS = (
    "conv3, conv3 d2, conv3 d4",
    "stem: conv7x5 s2 p3:0x1:2 c64, maxpool3 s2 p1, 3*(conv3 d2x1), relu",
    "[conv1 | conv3 d6 | conv3 d12 same | id] concat, avgpool2",
    "1d, conv2 causal, [conv2 d4 causal, conv1 | id], tconv4 s2 p1 o1, up2",
    "20*(conv3 s2 same, [conv3 | conv3 d3 valid])",
    "dwconv3 d1000, id p3:0, conv999 d1000",
    "conv3 d2, resize2 cubic, crop1, gap",
    "4,2,1,SAME;4,1,1,VALID",
)
NOTATION = tuple(text.encode() for text in _NETWORKS)
NOTATION_WORDS = tuple(
    word.encode()
    for word in (
        *(kind + size for kind in KINDS for size in ("", "3", "1000000", "1x9")),
        *(letter + number for letter in "dspoc" for number in NUMBERS),
        *(" same", " valid", " causal", " concat", " add", "p1:0x2:3", "id"),
        *("[", "]", "|", "(", ")", ",", "\n", ":", "a:", "2*(", "20000*(", "1d, ", " "),
        *HUGE,
    )
)


def _json_networks():
    for text in _NETWORKS:
        data = dilviz.network_to_json(dilviz.parse_network(text))
        yield json.dumps(data | {"nodes": data["nodes"][:6], "output": data["nodes"][:6][-1]["id"]})


JSON = tuple(text.encode() for text in _json_networks())
JSON_WORDS = tuple(
    word.encode()
    for word in (
        *(f'"{op}"' for op in OPS),
        *('"id":', '"op":', '"inputs":', '"kernel_size":', '"stride":', '"dilation":'),
        *('"padding":', '"scale_factor":', '"output_padding":', '"channels":', '"kind":'),
        *('"same"', '"valid"', "[", "]", "{", "}", ",", "null", "true", "1.5", "1e9", '"x"', '"1"'),
        *('"\\ud800"', '"\\u0000"', "[[1,2],[3,4]]", "[1,2]", "[" * 2000),
        *NUMBERS,
        *HUGE,
    )
)


_NUMBERS: dict[str, Any] = {  # constants that the models read
    "pads": [0, 0, 1, 2, 0, 0, 3, 4],
    "split": [1, 3, 4, 2, 6],
    "joined": [1, 6, 4, 6],
    "rows": [0, 3, 1],
    "ends": [9, 9, 9],
    "axis": 3,
}
_SIZED, _OPEN = [8, 6], [None, None]  # rows and columns of the input
# Size of the input, then nodes: operation, what it reads, attributes; named by their numbers.
_MODELS: tuple[tuple[Any, ...], ...] = (
    (_OPEN, ("Conv", "x w", {"pads": [1] * 4, "dilations": [2, 2]}), ("Relu", "0", {})),
    (
        _OPEN,
        ("MaxPool", "x", {"kernel_shape": [3, 3], "strides": [2, 2], "ceil_mode": 1}),
        ("Pad", "0 pads", {}),
        ("Resize", "1  scales", {"mode": "nearest"}),
        ("Concat", "2 2", {"axis": 1}),
    ),
    (
        _SIZED,
        ("Reshape", "x split", {}),
        ("Transpose", "0", {"perm": [0, 3, 1, 2, 4]}),
        ("Reshape", "1 joined", {}),
        ("Softmax", "2", {"axis": 2}),
        ("Gather", "3 rows", {"axis": 2}),
        ("Concat", "4 4", {"axis": 2}),
        ("Slice", "5 rows ends", {}),
        ("ReduceMean", "6", {"keepdims": 1}),
        ("Mul", "6 7", {}),
    ),
    (
        _SIZED,
        ("Shape", "x", {}),
        ("Expand", "x 0", {}),
        ("Tile", "1 joined", {}),
        ("MatMul", "2 w", {}),
        ("Einsum", "3 3", {"equation": "abcd,abed->abce"}),
        ("CumSum", "4 axis", {}),
    ),
    (
        _OPEN,
        ("ConvTranspose", "x w", {"strides": [2, 2], "output_padding": [1, 1]}),
        ("DepthToSpace", "0", {"blocksize": 2}),
        ("AveragePool", "1", {"kernel_shape": [2, 3], "auto_pad": "SAME_UPPER"}),
        ("Flatten", "2", {}),
    ),
)


def _onnx_models():
    from onnx import TensorProto, helper, numpy_helper

    values = {name: np.array(numbers) for name, numbers in _NUMBERS.items()}
    values["w"] = np.zeros((4, 3, 3, 3), np.float32)
    values["scales"] = np.array([1, 1, 2, 2], np.float32)
    constants = [numpy_helper.from_array(value, name) for name, value in values.items()]
    for size, *operations in _MODELS:
        nodes = [
            helper.make_node(op, read.split(" "), [str(number)], **attributes)
            for number, (op, read, attributes) in enumerate(operations)
        ]
        x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 3, *size])
        out = helper.make_tensor_value_info(nodes[-1].output[0], TensorProto.FLOAT, None)
        graph = helper.make_graph(nodes, "net", [x], [out], constants)
        yield helper.make_model(graph).SerializeToString()


ONNX = tuple(_onnx_models())
ONNX_WORDS = (
    *(name.encode() for name in ("Conv", "MaxPool", "Pad", "Resize", "Concat", "SpaceToDepth")),
    *(name.encode() for name in ("pads", "strides", "dilations", "kernel_shape", "group", "axis")),
    *(b"x", b"w", b"\xff\xff\xff\xff\xff\xff\xff\xff\x7f", b"\xff" * 9 + b"\x01", b"\x00", b"\x0a"),
)


def _pictures():
    from PIL import Image

    down, right = np.mgrid[:6, :9]
    colours = np.stack([down * 40, right * 25, down * right], -1).astype(np.uint8)
    for name, picture in (
        ("PNG", Image.fromarray(colours)),
        ("PNG", Image.fromarray(colours[..., 0].astype(np.uint16) * 257)),
        ("PNG", Image.fromarray(colours).convert("P")),
        ("JPEG", Image.fromarray(colours)),
        ("WEBP", Image.fromarray(colours)),
        ("GIF", Image.fromarray(colours)),
        ("BMP", Image.fromarray(colours)),
        ("TIFF", Image.fromarray(colours)),
        ("TIFF", Image.fromarray(colours[..., 0].astype(np.float32))),
    ):
        buffer = BytesIO()
        picture.save(buffer, name)
        yield buffer.getvalue()


PICTURES = tuple(_pictures())
PICTURE_WORDS = (
    *(b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"eXIf", b"acTL", b"iCCP", b"zTXt", b"IEND", b"GIF89a"),
    *(b"VP8L", b"VP8X", b"ALPH", b"ANMF", b"II*\x00", b"MM\x00*", b"\xff\xd8", b"\xff\xda", b"BM"),
    *(b"\x00\x00\x00\x00", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x00\x01\x00\x00"),
)

EXPLORE = tuple(
    urlencode(query).encode()
    for query in (
        {"n": "9x12", "k": "3x5", "d": "2", "s": "1x2", "p": "1:0x2", "mode": "reflect"},
        {"w": "1,2,3;4,5,6;7,8,9", "values": "typed", "v": "1,2;3,4", "pin": "in:3,-1"},
        {
            "dims": "1d",
            "flip": "1",
            "rates": "1,2,4",
            "w": "sobel x",
            "p": "same",
            "values": "ramp",
        },
    )
)
QUESTIONS = tuple(
    urlencode({"net": text, **more}).encode()
    for text, more in zip(
        (*_NETWORKS[:4], JSON[0].decode()),
        (
            {"input": "224x320"},
            {"at": "stem", "unit": "2,5"},
            {"channels": "3", "input": "64"},
            {"unit": "9"},
            {},
        ),
        strict=True,
    )
)
LINK_WORDS = tuple(
    word.encode()
    for word in (
        *("&n=", "&k=", "&d=", "&s=", "&p=", "&mode=", "&flip=", "&dims=", "&values=", "&v="),
        *("&w=", "&pin=", "&rates=", "&net=", "&input=", "&at=", "&unit=", "&channels=", "%00"),
        *("typed", "photo", "1d", "2d", "same", "valid", "reflect", "circular", "in:", "out:"),
        *("sobel+x", "x", "%D7", "%3C%2Fscript%3E%3Cscript%3E", "%22%3E", "%2C", ";", ",", ":"),
        *NUMBERS,
        *(re.sub(r"\W", "%20", number) for number in HUGE),
    )
)
SMALL_PHOTO = np.random.default_rng(1).integers(0, 256, (31, 45, 3), dtype=np.uint8)
FILTERS = tuple(
    urlencode(query).encode()
    for query in (
        {"kernel": "gaussian", "gaussian-sigma": "2", "p": "8:0x4:4", "mode": "circular"},
        {"kernel": "custom", "w": "1 0 -1; 2 0 -2.5", "s": "3", "d": "7", "scaled": "scaled"},
        {"kernel": "motion blur", "motion-blur-length": "7", "motion-blur-angle": "45"},
        {"image": "cat", "kernel": "sobel magnitude", "colour": "colour", "p": "valid"},
    )
)
FILTER_WORDS = (
    *LINK_WORDS,
    *(name.replace(" ", "+").encode() for name in KERNELS),
    *(f"&{name}=".encode() for name in ("kernel", "colour", "scaled", "gabor-angle", "image")),
)
WEIGHTS = (b"1 0 -1; 2 0 -2; 1 0 -1", b"1,2;3,4", b"0.5 1e-3\n2 3", b"in:3,-1", b"1:0x2:2", b"9x12")
NUMBER_WORDS = tuple(
    word.encode()
    for word in (*NUMBERS, *HUGE, ";", ",", " ", "\n", "e", ".", "-", "−", "x", ":", "1_0", "+")
)


def _figures():
    nets = [{"net": text, "n": "40x56", "grid": "11"} for text in _NETWORKS[:4]]
    for place in ("gridding/field", "gridding/verdicts", "gridding/classes", "gridding/fixes"):
        yield from ((place, link) for link in nets)
    yield "gridding/photographs", nets[0] | {"photo": "coffee"}
    yield "gridding/designs", {"size": "31", "layers": "4", "kernels": "3,5", "out": "3"}
    yield "gridding/designs", {"fit": "at least this", "holes": "allowed", "axes": "sequences"}
    yield "stack/overview", nets[1] | {"c": "3", "scale": "log"}
    yield "stack/cone", nets[3] | {"axis": "columns"}
    yield "stack/paths", nets[2]
    yield "stack/placed", nets[1] | {"at": "stem", "unit": "2,5"}
    for key in ("table", "derivation"):
        yield f"cost/{key}", {"field": "31", "channels": "4", "image": "40", "rate": "3"}
    yield "context-module/module-layers", {"form": "Large", "c": "3", "pad": "33"}
    yield "context-module/module-film", {"form": "Basic", "maps": "noise", "map": "2"}
    yield "context-module/module-border", {"m": "70"}
    yield "context-module/module-surgery", {"cut": "1"}
    yield "frameworks/spelled", {"n": "32x40", "k": "3x5", "d": "2", "p": "same"}
    for key in ("stuffed", "phases", "pixels", "line", "costs"):
        yield (
            f"frameworks/{key}",
            {"rows": "11", "cols": "14", "rate": "3", "taps": "3", "seed": "7", "layers": "2"},
        )
    yield "lesson/lesson-panel", {"step": "gridding", "seed": "7", "view": "projector"}
    yield "evidence/ledger", {"group": "all", "q": "VGG"}


FIGURES = tuple(f"{place}?{urlencode(link)}".encode() for place, link in _figures())
FIGURE_WORDS = (
    *LINK_WORDS,
    *(
        f"&{name}=".encode()
        for name in (
            *("grid", "photo", "size", "fit", "holes", "layers", "kernels", "axes", "out", "c"),
            *("field", "channels", "image", "rate", "form", "pad", "maps", "init", "map", "m"),
            *("cut", "rows", "cols", "taps", "seed", "row", "w1", "step", "view", "group", "q"),
        )
    ),
)
