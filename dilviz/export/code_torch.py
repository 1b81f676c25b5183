"""A network as PyTorch code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from dilviz.convolution.layer import Pair
from dilviz.export.code_functions import WEIGHT, X
from dilviz.export.code_moves import Border, Moves, slice_text, slices_of
from dilviz.export.code_operations import Joins, Operations, any_side, with_floor
from dilviz.export.code_plan import Plan
from dilviz.export.code_step import Step, numbers
from dilviz.export.code_torch_resize import resampled, upsampled
from dilviz.network.whole_map import Global

_IMPORTS = (
    ("import torch", "torch."),
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
    "Lambda": '''\
class Lambda(nn.Module):
    """A function as a module."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)''',
}

_BORDERS = {"reflect": "Reflection", "replicate": "Replication", "circular": "Circular"}


def torch_code(plan: Plan) -> str:
    """Write a chain as ``nn.Sequential``, a graph as an ``nn.Module``; input (N, C, H, W)."""
    modules = {step.name: list(_OPERATIONS.of(step)) for step in plan.steps}
    text = (_sequence if _is_chain(plan.steps) else _graph)(plan, modules)
    body = "\n\n\n".join([HELPERS[name] for name in HELPERS if name in text] + [text])
    imports = "\n".join(line for line, use in _IMPORTS if re.search(rf"(?<![\w.]){use}", body))
    return f"{imports}\n\n\n{body}"


def functional_convolution(step: Step, mode: str = "zeros") -> Iterator[str]:
    """Write a convolution as a call of ``F``; `mode` is one of ``nn.Conv2d``'s padding modes."""
    padding = step.padding or ()
    if not _ends_agree(padding) or (mode != "zeros" and step.padded):
        how = "" if mode == "zeros" else f', mode="{mode}"'
        yield f"F.pad({X}, {_last_axis_first(padding)}{how})"
        padding = ()
    settings = [X, WEIGHT, *_convolution_settings(step, padding)]
    yield f"F.conv{step.dimensions}d({', '.join(settings)})"


def _is_chain(steps: tuple[Step, ...]) -> bool:
    names = ["x", *(step.name for step in steps)]
    return all(step.inputs == (before,) for step, before in zip(steps, names, strict=False))


def _sequence(plan: Plan, modules: Mapping[str, list[str]]) -> str:
    lines = []
    for step in plan.steps:
        note = f"  # {step.name}" if step.node.named else ""
        lines += [
            f"        {_as_module(part)},{note}" for part in modules[step.name] or ["nn.Identity()"]
        ]
    body = "\n".join(["    return nn.Sequential(", *lines, "    )"])
    return f"def network(channels={plan.channels}):\n{body}"


def _graph(plan: Plan, modules: Mapping[str, list[str]]) -> str:
    made, used = [], []
    last = "x"
    for step in plan.steps:
        value = _OPERATIONS.joins.of(step)
        parts = [part for part in modules[step.name] if X not in part]
        if parts:
            module = parts[0] if len(parts) == 1 else f"nn.Sequential({', '.join(parts)})"
            made.append(f"        self.{step.name} = {module}")
            value = f"self.{step.name}({value})"
        used.append(f"        {step.name} = {value}")
        calls = [part for part in modules[step.name] if X in part]
        used += [f"        {step.name} = {part.replace(X, step.name)}" for part in calls]
        last = step.name
    return "\n".join(
        [
            "class Network(nn.Module):",
            f'    """{plan.title}"""',
            "",
            f"    def __init__(self, channels={plan.channels}):",
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


def _as_module(part: str) -> str:
    """A module; a call as one."""
    return f"Lambda(lambda x: {part.replace(X, 'x')})" if X in part else part


def _convolution(step: Step) -> Iterator[str]:
    padding = step.padding or ()
    if step.padding is None:
        yield f"SamePad({step.effective_kernel_size}, {step.stride})"
    elif not _ends_agree(padding):
        yield _pad(padding)
        padding = ()
    settings = [step.channels_in, step.channels_out, numbers(step.kernel_size)]
    settings += _convolution_settings(step, padding)
    yield f"nn.Conv{step.dimensions}d({', '.join(settings)})"


def _convolution_settings(step: Step, padding: tuple[Pair, ...]) -> list[str]:
    groups = step.channels_in if step.depthwise else str(step.groups)
    return [
        *_stride_and_dilation(step),
        *_equal_padding(padding),
        *[f"groups={groups}"] * (step.depthwise or step.groups > 1),
    ]


def _pooling(step: Step) -> Iterator[str]:
    ceil = step.ceil_mode and _fits_a_pool(step)
    if step.ceil_mode and not ceil:
        step = with_floor(step, "PyTorch")
    lowest = "0.0" if step.average else 'float("-inf")'
    settings = [numbers(step.kernel_size), f"stride={numbers(step.stride)}"]
    if step.padding is None:
        yield f"SamePad({step.effective_kernel_size}, {step.stride}, {lowest})"
    elif _fits_a_pool(step):
        settings += _equal_padding(step.padding)
    elif step.padded:
        yield _pad(step.padding, lowest)
    if step.average and step.dilated:
        yield f"DilatedMean({step.kernel_size}, {step.stride}, {step.dilation})"
        return
    settings += [f"dilation={numbers(step.dilation)}"] * step.dilated
    settings += ["ceil_mode=True"] * ceil
    yield f"nn.{'Avg' if step.average else 'Max'}Pool{step.dimensions}d({', '.join(settings)})"


def _fits_a_pool(step: Step) -> bool:
    """PyTorch pads a pooling by half its kernel at most, and equally at both ends."""
    assert step.padding is not None
    small = all(
        2 * before <= taps for (before, _), taps in zip(step.padding, step.kernel_size, strict=True)
    )
    return _ends_agree(step.padding) and small and not (step.average and step.dilated)


def _transposed(step: Step) -> Iterator[str]:
    crop = step.crop
    settings = [step.channels_in, step.channels_out, numbers(step.kernel_size)]
    settings += _stride_and_dilation(step)
    if _takes_crop(step):
        added = tuple(before - after for before, after in crop)
        settings += [f"padding={numbers(before for before, _ in crop)}"] * any_side(crop)
        settings += [f"output_padding={numbers(added)}"] * any(added)
        crop = ()
    settings += [f"groups={step.groups}"] * (step.groups > 1)
    yield f"nn.ConvTranspose{step.dimensions}d({', '.join(settings)})"
    yield from _cropped(crop)


def _takes_crop(step: Step) -> bool:
    """Whether PyTorch's padding and output padding can express what is cropped."""
    return all(
        0 <= before - after < max(stride, rate) and 0 <= before < size
        for (before, after), stride, rate, size in zip(
            step.crop, step.stride, step.dilation, step.effective_kernel_size, strict=True
        )
    )


def _stride_and_dilation(step: Step) -> list[str]:
    stride = [f"stride={numbers(step.stride)}"] * step.strided
    return stride + [f"dilation={numbers(step.dilation)}"] * step.dilated


def _equal_padding(padding: tuple[Pair, ...]) -> list[str]:
    return [f"padding={numbers(before for before, _ in padding)}"] * any_side(padding)


def _ends_agree(padding: tuple[Pair, ...]) -> bool:
    return all(before == after for before, after in padding)


def _last_axis_first(padding: Iterable[Pair]) -> tuple[int, ...]:
    return tuple(side for axis in reversed(tuple(padding)) for side in axis)


def _pad(padding: tuple[Pair, ...], value: str = "0.0") -> str:
    """Write a padding module; a negative padding crops."""
    return f"nn.ConstantPad{len(padding)}d({_last_axis_first(padding)}, {value})"


def _border(step: Step) -> Iterator[str]:
    """A padding module of its own for each mode; only that of zeros also crops."""
    added, mode, crop = Border.of(step)
    if mode == "zeros" and step.padding and step.padded:
        yield _pad(step.padding)
        return
    if any_side(added):
        yield f"nn.{_BORDERS[mode]}Pad{step.dimensions}d({_last_axis_first(added)})"
    yield from _cropped(crop)


def _cropped(crop: tuple[Pair, ...]) -> Iterator[str]:
    if any_side(crop):
        yield _pad(tuple((-before, -after) for before, after in crop))


def _pooled(step: Step) -> Iterator[str]:
    assert isinstance(step.node.settings, Global)
    sizes = [1 if whole else None for whole in step.along(step.node.settings.axes, True)]
    yield f"nn.AdaptiveAvgPool{step.dimensions}d({numbers(sizes)})"


def _sliced(step: Step) -> Iterator[str]:
    """PyTorch has no slice that runs backwards: there the positions are listed."""
    slices = slices_of(step)
    if all(by > 0 for _, by, _ in slices):
        yield from _MOVES.sliced(step)
        return
    for axis, (start, by, size) in enumerate(slices, start=2):
        if by > 0:
            positions = slice_text(start, by, size)
        else:
            stop = -1 if size is None else max(start + by * size, -1)
            positions = f"torch.arange({start}, {stop}, {by})"
        yield f"{X}[{':, ' * axis}{positions}]"


_MOVES = Moves(2, "torch", "torch.index_select({0}, {2}, torch.tensor({1}))", transpose="permute")
_OPERATIONS = Operations(
    {
        **_MOVES.writers(),
        "conv": _convolution,
        "pool": _pooling,
        "conv_transpose": _transposed,
        "pad": _border,
        "upsample": upsampled,
        "resize": resampled,
        "global": _pooled,
        "slice": _sliced,
    },
    "nn.ReLU()",
    Joins("torch.cat([{}], dim={})", "torch.zeros_like({}[:, :1])", spatial=2, channels=1),
)
