"""Modules of PyTorch, exported by both exporters, against automatic differentiation."""

import io
import warnings

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn

from dilviz import network_from_onnx, network_from_torch, receptive_field


class Module(nn.Module):
    """A 3 x 3 convolution, then what a function of the map and of this module does."""

    def __init__(self, body, channels=8, **parts):
        super().__init__()
        self.stem = nn.Conv2d(3, channels, 3, padding=1)
        self.body = body
        for name, part in parts.items():
            self.add_module(name, part)

    def forward(self, x):
        return self.body(self, self.stem(x))


def c2f(self, x):
    """The block of YOLOv8."""
    maps = list(self.first(x).chunk(2, 1))
    maps.append(maps[-1] + self.deep(maps[-1]))
    return self.last(torch.cat(maps, 1))


def res2net(self, x):
    """Groups of channels, each with the one before it added."""
    parts, last = [], 0
    for part in x.chunk(4, 1):
        last = self.deep(part + last)
        parts.append(last)
    return torch.cat(parts, 1)


def shuffle(self, x):
    n, c, h, w = x.shape
    kept, read = x.chunk(2, 1)
    joined = torch.cat([kept, self.deep(read)], 1)
    return joined.view(n, 2, c // 2, h, w).transpose(1, 2).reshape(n, c, h, w)


def convnext(self, x):
    y = self.deep(x).permute(0, 2, 3, 1)
    return x + self.linear(F.gelu(self.norm(y))).permute(0, 3, 1, 2)


def channel_attention(self, x):
    """Attention over channels, as in Restormer."""
    n, c, h, w = x.shape
    q, k, v = (part.reshape(n, -1, h * w) for part in self.deep(x).chunk(3, 1))
    weights = (q @ k.transpose(-1, -2) / 100).softmax(-1)
    return x + (weights @ v).reshape(n, -1, h, w)


def axial_attention(self, x):
    """Attention along the columns of each row."""
    q, k, v = self.linear(x.permute(0, 2, 3, 1)).chunk(3, -1)
    weights = (q @ k.transpose(-1, -2) / 100).softmax(-1)
    return x + (weights @ v).permute(0, 3, 1, 2)


def window_attention(self, x):
    """Shifted windows of 4 x 3, as in Swin."""
    n, c, h, w = x.shape
    moved = torch.roll(x, (-2, -1), (2, 3)).permute(0, 2, 3, 1)
    tokens = moved.view(n, h // 4, 4, w // 3, 3, c).transpose(2, 3).reshape(-1, 12, c)
    q, k, v = self.linear(tokens).chunk(3, -1)
    tokens = (q @ k.transpose(-1, -2) / 100).softmax(-1) @ v
    back = tokens.view(n, h // 4, w // 3, 4, 3, c).transpose(2, 3).reshape(n, h, w, c)
    return x + torch.roll(back, (2, 1), (1, 2)).permute(0, 3, 1, 2)


def shifts(self, x):
    parts = x.chunk(4, 1)
    moved = [
        torch.roll(parts[0], 1, 2),
        parts[1].flip(3),
        F.pad(parts[2], (2, 0, 0, 1))[:, :, 1:, :-2],
        F.pad(parts[3], (1, 1, 2, 0), mode="reflect")[:, :, :-2, 2:],
    ]
    return self.deep(torch.cat(moved, 1))


def unfolded(self, x):
    columns = F.unfold(x, 3, dilation=2, padding=2, stride=(1, 2))
    return self.linear(columns.transpose(1, 2)).transpose(1, 2).reshape(1, 5, x.shape[2], -1)


def space_to_batch(self, x):
    """A dilated convolution by hand."""
    n, c, h, w = x.shape
    apart = x.reshape(n, c, h // 2, 2, w // 3, 3).permute(0, 3, 5, 1, 2, 4)
    y = self.deep(apart.reshape(n * 6, c, h // 2, w // 3))
    return y.reshape(n, 2, 3, c, h // 2, w // 3).permute(0, 3, 4, 1, 5, 2).reshape(n, c, h, w)


def pyramid(self, x):
    y = F.interpolate(self.deep(F.avg_pool2d(x, 2)), scale_factor=2, mode="bilinear")
    return x + y


def squeeze(self, x):
    return x * self.deep(x.mean((2, 3), keepdim=True)).sigmoid()


def conv(inputs, outputs, kernel_size=3, **settings):
    return nn.Conv2d(inputs, outputs, kernel_size, **({"padding": 1} | settings))


MODULES = {
    "c2f": lambda: Module(c2f, first=conv(8, 8, 1, padding=0), deep=conv(4, 4), last=conv(12, 6)),
    "res2net": lambda: Module(res2net, deep=conv(2, 2)),
    "channel_shuffle": lambda: Module(shuffle, deep=conv(4, 4)),
    "convnext": lambda: Module(
        convnext, deep=conv(8, 8, 5, padding=2), norm=nn.LayerNorm(8), linear=nn.Linear(8, 8)
    ),
    "channel_attention": lambda: Module(channel_attention, deep=conv(8, 24)),
    "axial_attention": lambda: Module(axial_attention, linear=nn.Linear(8, 24)),
    "window_attention": lambda: Module(window_attention, linear=nn.Linear(8, 24)),
    "shifts": lambda: Module(shifts, deep=conv(8, 4)),
    "unfold": lambda: Module(unfolded, linear=nn.Linear(72, 5)),
    "space_to_batch": lambda: Module(space_to_batch, deep=conv(8, 8)),
    "pyramid": lambda: Module(pyramid, deep=conv(8, 8)),
    "squeeze": lambda: Module(squeeze, deep=conv(8, 8, 1, padding=0)),
    "instance_norm": lambda: Module(lambda self, x: self.deep(self.norm(x)), deep=conv(8, 4),
                                    norm=nn.InstanceNorm2d(8)),
    "pixel_shuffle": lambda: Module(lambda self, x: self.deep(F.pixel_shuffle(x, 2)),
                                    deep=conv(2, 4, dilation=2)),
    "uneven_adaptive_pooling": lambda: Module(
        lambda self, x: x + F.interpolate(F.adaptive_avg_pool2d(x, (5, 4)), x.shape[2:])
    ),
}  # fmt: skip
SHAPE = (3, 16, 12)
BY_DEFAULT_EXPORTER_ONLY = ("uneven_adaptive_pooling",)


def script_network(module):
    """The network that the older exporter writes."""
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(module, (torch.zeros(1, *SHAPE),), buffer, dynamo=False)
    return network_from_onnx(buffer.getvalue())


def lines_read(module, unit):
    """First and last row and column with a gradient of this unit."""
    x = torch.randn(1, *SHAPE, dtype=torch.double, requires_grad=True)
    output = module.double()(x)
    output[0, :, unit[0], unit[1]].sum().backward()
    module.float()
    read = (x.grad[0] != 0).any(0)
    found = [read.any(1).nonzero().flatten(), read.any(0).nonzero().flatten()]
    return tuple((int(lines[0]), int(lines[-1])) for lines in found), output.shape[2:]


@pytest.mark.parametrize("name", MODULES)
@pytest.mark.parametrize("exporter", ["dynamo", "script"])
@pytest.mark.filterwarnings("ignore")
def test_units_read_what_gradients_reach(name, exporter):
    if exporter == "script" and name in BY_DEFAULT_EXPORTER_ONLY:
        with pytest.raises(torch.onnx.errors.SymbolicValueError):
            script_network(MODULES[name]().eval())
        return
    torch.manual_seed(0)
    module = MODULES[name]().eval()
    network = network_from_torch(module, SHAPE) if exporter == "dynamo" else script_network(module)
    _, size = lines_read(module, (0, 0))
    for unit in ((size[0] // 2, size[1] // 2), (0, size[1] - 1), (size[0] - 1, 0)):
        field = receptive_field(network, None, None, unit, gates="follow")
        assert field.read_interval == lines_read(module, unit)[0]


@pytest.mark.filterwarnings("ignore")
def test_a_module_keeps_its_mode_and_a_wrong_shape_is_a_sentence():
    from dilviz import GeometryError

    module = nn.Sequential(nn.Conv1d(4, 8, 3, dilation=2), nn.Dropout(), nn.ReLU()).train()
    network = network_from_torch(module, np.array([4, 30]))
    assert module.training and all(part.training for part in module)
    assert network.one_dimensional and receptive_field(network).size == (1, 5)
    with pytest.raises(GeometryError, match=r"must be \(C, H, W\) or \(C, L\), got \(4,\)"):
        network_from_torch(module, (4,))
    with pytest.raises(GeometryError, match="PyTorch could not export the module for an input of"):
        network_from_torch(module, (3, 30))
    with pytest.raises(GeometryError, match="input_shape must be a whole number, got 30.5"):
        network_from_torch(module, (4, 30.5))
    with pytest.raises(GeometryError, match="a torch.nn.Module can be exported, str cannot"):
        network_from_torch("nn.Conv1d(4, 8, 3)", (4, 30))
