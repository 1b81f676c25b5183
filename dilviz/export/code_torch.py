"""A network as PyTorch code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dilviz.convolution.layer import Pair
from dilviz.export.code_plan import Step, numbers

_IMPORTS = (
    ("import torch", "torch.cat"),
    ("from torch import nn", "nn."),
    ("from torch.nn import functional as F", "F."),
)

HELPERS = {
    "SamePad": '''\
class SamePad(nn.Module):
    """TensorFlow's SAME: padding that depends on the size of the input."""

    def __init__(self, reach, stride, value=0.0):
        super().__init__()
        self.axes, self.value = list(zip(reach, stride)), value

    def forward(self, x):
        sides = []
        for size, (reach, stride) in zip(x.shape[2:], self.axes):
            total = max((-(-size // stride) - 1) * stride + reach - size, 0)
            sides = [total // 2, total - total // 2, *sides]
        return F.pad(x, sides, value=self.value)''',
    "DilatedMean": '''\
class DilatedMean(nn.Module):
    """Average pooling with a dilation rate, which PyTorch does not have."""

    def __init__(self, kernel_size, stride, dilation):
        super().__init__()
        self.kernel_size, self.stride, self.dilation = kernel_size, stride, dilation

    def forward(self, x):
        count = x.shape[1]
        weight = x.new_ones(count, 1, *self.kernel_size)
        convolve = F.conv2d if len(self.kernel_size) == 2 else F.conv1d
        mean = weight / weight[0].numel()
        return convolve(x, mean, stride=self.stride, dilation=self.dilation, groups=count)''',
}


def torch_code(title: str, dimensions: int, steps: tuple[Step, ...]) -> str:
    """Write a chain as ``nn.Sequential``, a graph as an ``nn.Module``; input (N, C, H, W)."""
    modules = {step.name: list(_modules(step, dimensions)) for step in steps}
    text = _sequence(steps, modules) if _is_chain(steps) else _graph(title, steps, modules)
    body = "\n\n\n".join([HELPERS[name] for name in HELPERS if name in text] + [text])
    imports = "\n".join(line for line, use in _IMPORTS if use in body)
    return f"{imports}\n\n\n{body}"


def _is_chain(steps: tuple[Step, ...]) -> bool:
    names = ["x", *(step.name for step in steps)]
    return all(step.inputs == (before,) for step, before in zip(steps, names, strict=False))


def _sequence(steps: Iterable[Step], modules: dict[str, list[str]]) -> str:
    lines = []
    for step in steps:
        note = f"  # {step.name}" if step.node.named else ""
        lines += [f"        {module},{note}" for module in modules[step.name] or ["nn.Identity()"]]
    body = "\n".join(["    return nn.Sequential(", *lines, "    )"])
    return f"def network(channels=64):\n{body}"


def _graph(title: str, steps: Iterable[Step], modules: dict[str, list[str]]) -> str:
    made, used = [], []
    last = "x"
    for step in steps:
        joined = _joined(step)
        parts = modules[step.name]
        if parts:
            module = parts[0] if len(parts) == 1 else f"nn.Sequential({', '.join(parts)})"
            made.append(f"        self.{step.name} = {module}")
            joined = f"self.{step.name}({joined})"
        used.append(f"        {step.name} = {joined}")
        last = step.name
    return "\n".join(
        [
            "class Network(nn.Module):",
            f'    """{title}"""',
            "",
            "    def __init__(self, channels=64):",
            "        super().__init__()",
            *made,
            "",
            "    def forward(self, x):",
            *used,
            f"        return {last}",
            "",
            "",
            "network = Network",
        ]
    )


def _joined(step: Step) -> str:
    if len(step.inputs) == 1:
        return step.inputs[0]
    if step.op == "concat":
        return f"torch.cat([{', '.join(step.inputs)}], dim=1)"
    return " + ".join(step.inputs)


def _modules(step: Step, n: int) -> Iterator[str]:
    """Yield the modules of one step, in order."""
    if step.op == "conv":
        yield from _convolution(step, n)
    elif step.op == "pool":
        yield from _pooling(step, n)
    elif step.op == "pad" and step.padding and step.padded:
        yield _pad(step.padding, n)
    elif step.op == "conv_transpose":
        yield from _transposed(step, n)
    elif step.op == "upsample":
        yield f'nn.Upsample(scale_factor={numbers(step.stride)}, mode="nearest")'
    elif step.node.kind == "relu":
        yield "nn.ReLU()"


def _convolution(step: Step, n: int) -> Iterator[str]:
    settings = _settings(step)
    if step.padding is None:
        yield f"SamePad({step.reach}, {step.stride})"
    elif _even(step.padding):
        settings += [f"padding={numbers(before for before, _ in step.padding)}"] * step.padded
    else:
        yield _pad(step.padding, n)
    if step.depthwise:
        settings.append(f"groups={step.reads}")
    settings += [f"groups={step.groups}"] * (step.groups > 1)
    channels = f"{step.reads}, {step.makes}"
    yield f"nn.Conv{n}d({', '.join([channels, numbers(step.kernel_size), *settings])})"


def _pooling(step: Step, n: int) -> Iterator[str]:
    lowest = "0.0" if step.average else 'float("-inf")'
    settings = [numbers(step.kernel_size), f"stride={numbers(step.stride)}"]
    if step.padding is None:
        yield f"SamePad({step.reach}, {step.stride}, {lowest})"
    elif _fits_a_pool(step):
        settings += [f"padding={numbers(before for before, _ in step.padding)}"] * step.padded
    elif step.padded:
        yield _pad(step.padding, n, lowest)
    if step.average and step.dilated:
        yield f"DilatedMean({step.kernel_size}, {step.stride}, {step.dilation})"
        return
    if step.dilated:
        settings.append(f"dilation={numbers(step.dilation)}")
    yield f"nn.{'Avg' if step.average else 'Max'}Pool{n}d({', '.join(settings)})"


def _fits_a_pool(step: Step) -> bool:
    """PyTorch pads a pooling by half its kernel at most, and equally at both ends."""
    assert step.padding is not None
    small = all(
        2 * before <= taps for (before, _), taps in zip(step.padding, step.kernel_size, strict=True)
    )
    return _even(step.padding) and small and not (step.average and step.dilated)


def _transposed(step: Step, n: int) -> Iterator[str]:
    channels = f"{step.reads}, {step.makes}"
    crop = step.crop
    settings = [channels, numbers(step.kernel_size), *_settings(step)]
    if _takes_padding(step):
        more = tuple(before - after for before, after in crop)
        settings += [f"padding={numbers(before for before, _ in crop)}"] * any(map(any, crop))
        settings += [f"output_padding={numbers(more)}"] * any(more)
        crop = ()
    settings += [f"groups={step.groups}"] * (step.groups > 1)
    yield f"nn.ConvTranspose{n}d({', '.join(settings)})"
    if any(map(any, crop)):
        yield _pad(tuple((-before, -after) for before, after in crop), n)


def _takes_padding(step: Step) -> bool:
    """Whether PyTorch's padding and output padding can say what is cropped."""
    return all(
        0 <= before - after < max(stride, rate) and 0 <= before < reach
        for (before, after), stride, rate, reach in zip(
            step.crop, step.stride, step.dilation, step.reach, strict=True
        )
    )


def _settings(step: Step) -> list[str]:
    stride = [f"stride={numbers(step.stride)}"] * step.strided
    return stride + [f"dilation={numbers(step.dilation)}"] * step.dilated


def _even(padding: tuple[Pair, ...]) -> bool:
    return all(before == after for before, after in padding)


def _pad(padding: tuple[Pair, ...], n: int, value: str = "0.0") -> str:
    """Write a padding module: the last axis comes first, and less than nothing crops."""
    sides = tuple(side for axis in reversed(padding) for side in axis)
    return f"nn.ConstantPad{n}d({sides}, {value})"
