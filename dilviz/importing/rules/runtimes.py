"""What runtimes make of ``auto_pad`` SAME, where it is not what ONNX defines: notes of a file."""

from __future__ import annotations

from dilviz.importing.call import Call
from dilviz.importing.rules.window_settings import Window

EXPLICIT = "Export it with explicit pads."
REFUSED = "onnxruntime refuses to run it"
SMALLER = "onnxruntime pads it as if it had none, so it computes a smaller map"
SHIFTED = "OpenCV pads it as if it had none at the start, so its map is shifted"
UPPER = "OpenCV pads it like SAME_UPPER, so its map is shifted by a sample where the total is odd"
SHORTER = "OpenCV computes a map that is a sample shorter"


def note_runtimes(call: Call, windows: list[Window]) -> None:
    """Note what onnxruntime and OpenCV do with the padding of windows."""
    if not windows[0].same:
        return
    word = windows[0].word
    said, name = f"auto_pad {word}", call.operation.outputs[0]
    if call.operation.kind == "ConvTranspose":
        if any(window.stride > 1 for window in windows):
            call.builder.note(f"{said} with a stride: {SHORTER}. {EXPLICIT}", name)
        return
    convolution = "Conv" in call.operation.kind
    if any(window.rate > 1 for window in windows):
        runtimes = f"{REFUSED}; {SHIFTED}" if convolution else SMALLER
        call.builder.note(f"{said} with a dilation: {runtimes}. {EXPLICIT}", name)
    if word == "SAME_LOWER" and any(map(_may_be_odd, windows)):
        call.builder.note(f"{said}: {UPPER}. {EXPLICIT}", name)


def _may_be_odd(window: Window) -> bool:
    """Whether the total padding is odd along its axis, for some sizes at least."""
    return window.taps > 1 and (window.reach % 2 == 0 or window.stride > 1)
