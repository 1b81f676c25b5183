"""What SAME with a dilation rate does in frameworks, exporters and runtimes: measured.

``python -m tools.frameworks_table`` measures what is installed and writes
``dilviz/data/same_padding.json``, which the Frameworks page shows; of other software the row stays
as it was measured last. Each row runs one 3 x 3 layer of ones at rate 2 on a single bright pixel.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

DATA = Path(__file__).parents[1] / "dilviz" / "data" / "same_padding.json"
SIZE = (9, 11)
BRIGHT = (4, 5)


class Seen(NamedTuple):
    """What came out: the map, or the name of the error in its place."""

    map: np.ndarray | None
    error: str = ""


class Case(NamedTuple):
    """One way to ask for SAME with a rate: by which distribution, written how, measured how."""

    key: str
    distribution: str
    measure: Callable[[], np.ndarray]


def bright() -> np.ndarray:
    """A single bright pixel."""
    image = np.zeros(SIZE, np.float32)
    image[BRIGHT] = 1
    return image


def _torch() -> np.ndarray:
    import torch

    image = torch.from_numpy(bright())[None, None]
    return torch.conv2d(image, torch.ones(1, 1, 3, 3), padding="same", dilation=2)[0, 0].numpy()


def _tensorflow() -> np.ndarray:
    import tensorflow as tf

    kernel = np.ones((3, 3, 1, 1), np.float32)
    image = bright()[None, :, :, None]
    return tf.nn.conv2d(image, kernel, 1, "SAME", dilations=2).numpy()[0, :, :, 0]


def _keras() -> np.ndarray:
    import keras

    layer = keras.layers.Conv2D(
        1, 3, padding="same", dilation_rate=2, kernel_initializer="ones", use_bias=False
    )
    return np.asarray(layer(bright()[None, :, :, None]))[0, :, :, 0]


def _jax() -> np.ndarray:
    from jax import lax
    from jax import numpy as jnp

    image, kernel = jnp.asarray(bright()[None, None]), jnp.ones((1, 1, 3, 3))
    result = lax.conv_general_dilated(image, kernel, (1, 1), "SAME", rhs_dilation=(2, 2))
    return np.asarray(result)[0, 0]


def _paddle() -> np.ndarray:
    import paddle

    image, kernel = paddle.to_tensor(bright()[None, None]), paddle.ones([1, 1, 3, 3])
    return paddle.nn.functional.conv2d(image, kernel, padding="SAME", dilation=2).numpy()[0, 0]


def _mlx() -> np.ndarray:
    import mlx.core as mx

    image, kernel = mx.array(bright()[None, :, :, None]), mx.ones((1, 3, 3, 1))
    return np.array(mx.conv2d(image, kernel, padding=2, dilation=2))[0, :, :, 0]


def _exported(dynamo: bool) -> np.ndarray:
    """Export PyTorch's layer; run what the file says by its definition."""
    import torch
    from onnx import load_from_string

    layer = torch.nn.Conv2d(1, 1, 3, padding="same", dilation=2, bias=False)
    torch.nn.init.ones_(layer.weight)
    image, file = torch.from_numpy(bright())[None, None], BytesIO()
    if dynamo:
        file.write(torch.onnx.export(layer, (image,)).model_proto.SerializeToString())
    else:
        torch.onnx.export(layer, (image,), file, dynamo=False)
    model = load_from_string(file.getvalue())
    [node] = [node for node in model.graph.node if node.op_type == "Conv"]
    if any(attribute.s == b"SAME_UPPER" for attribute in node.attribute):
        raise ValueError("the file says auto_pad=SAME_UPPER beside dilations")
    return _by_definition(model, image.numpy())


def _onnx_layer(op: str) -> bytes:
    """A dilated layer of ONNX that asks for SAME by a word."""
    from onnx import TensorProto, helper, numpy_helper

    shape = (1, 1, *SIZE)
    settings: dict[str, Any] = {"dilations": [2, 2], "auto_pad": "SAME_UPPER"}
    settings["kernel_shape"] = [3, 3]
    inputs = ["x", "w"] if op == "Conv" else ["x"]
    node = helper.make_node(op, inputs, ["y"], **settings)
    ends = [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)]
    answer = [helper.make_tensor_value_info("y", TensorProto.FLOAT, (1, 1, "rows", "cols"))]
    ones = numpy_helper.from_array(np.ones((1, 1, 3, 3), np.float32), "w")
    graph = helper.make_graph([node], "layer", ends, answer, [ones] if op == "Conv" else [])
    opset = [helper.make_opsetid("", 13)]
    return helper.make_model(graph, opset_imports=opset, ir_version=8).SerializeToString()


def _onnxruntime(op: str) -> np.ndarray:
    import onnxruntime

    onnxruntime.set_default_logger_severity(4)
    session = onnxruntime.InferenceSession(_onnx_layer(op), providers=["CPUExecutionProvider"])
    return session.run(None, {"x": bright()[None, None]})[0][0, 0]


def _reference() -> np.ndarray:
    from onnx import load_from_string

    return _by_definition(load_from_string(_onnx_layer("Conv")), bright()[None, None])


def _by_definition(model: Any, images: np.ndarray) -> np.ndarray:
    """Run a model of ONNX in the reference evaluator."""
    from onnx.reference import ReferenceEvaluator

    answers: Any = ReferenceEvaluator(model).run(None, {model.graph.input[0].name: images})
    return answers[0][0, 0]


def _opencv() -> np.ndarray:
    import cv2

    network = cv2.dnn.readNetFromONNX(np.frombuffer(_onnx_layer("Conv"), np.uint8))
    network.setInput(bright()[None, None])
    return network.forward()[0, 0]


def _openvino() -> np.ndarray:
    import openvino

    core = openvino.Core()
    compiled = core.compile_model(core.read_model(BytesIO(_onnx_layer("Conv"))), "CPU")
    return compiled([bright()[None, None]])[0][0, 0]


CASES = (
    Case("torch", "torch", _torch),
    Case("tensorflow", "tensorflow", _tensorflow),
    Case("keras", "keras", _keras),
    Case("jax", "jax", _jax),
    Case("paddle", "paddlepaddle", _paddle),
    Case("mlx", "mlx", _mlx),
    Case("export", "torch", lambda: _exported(dynamo=True)),
    Case("export-script", "torch", lambda: _exported(dynamo=False)),
    Case("onnxruntime-conv", "onnxruntime", lambda: _onnxruntime("Conv")),
    Case("onnxruntime-pool", "onnxruntime", lambda: _onnxruntime("MaxPool")),
    Case("opencv", "opencv-python-headless", _opencv),
    Case("openvino", "openvino", _openvino),
    Case("onnx", "onnx", _reference),
)


def seen(case: Case) -> Seen:
    """Run a case; an error is an answer too."""
    try:
        return Seen(case.measure())
    except Exception as error:  # whatever it is, it is what people meet
        return Seen(None, type(error).__name__)


def result(answer: Seen) -> str:
    """Name what came out, by the map that the definition gives.

    >>> result(Seen(None, "Fail")), result(Seen(np.zeros((5, 7))))
    ('error', 'smaller')
    """
    if answer.map is None:
        return "error"
    if answer.map.shape != SIZE:
        return "smaller"
    lit = np.argwhere(np.round(answer.map) > 0).tolist()
    spaced = [[BRIGHT[0] + row, BRIGHT[1] + col] for row in (-2, 0, 2) for col in (-2, 0, 2)]
    if lit == spaced:
        return "as defined"
    dense = [[BRIGHT[0] + row, BRIGHT[1] + col] for row in (-1, 0, 1) for col in (-1, 0, 1)]
    return "rate ignored" if lit == dense else "shifted"


def as_rows(answer: Seen) -> list[str]:
    """Write a map as rows of signs: which outputs the bright pixel reaches."""
    if answer.map is None:
        return []
    return ["".join("#" if value > 0.5 else "." for value in row) for row in answer.map]


def measured(case: Case, known: dict[str, Any], today: str) -> dict[str, Any]:
    """The row of a case, measured anew where its software is installed."""
    try:
        number = version(case.distribution)
    except PackageNotFoundError:
        return known
    answer = seen(case)
    outcome = {"result": result(answer), "map": as_rows(answer), "error": answer.error}
    return known | outcome | {"version": number.partition("+")[0], "date": today}


def main() -> None:
    """Measure what is installed and write the table."""
    rows = {row["key"]: row for row in json.loads(DATA.read_text(encoding="utf-8"))}
    for case in CASES:
        rows[case.key] = measured(case, rows[case.key], date.today().isoformat())
        print(case.key, rows[case.key]["version"], rows[case.key]["result"])
    DATA.write_text(json.dumps([*rows.values()], indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
