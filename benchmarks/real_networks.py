"""From a model's file to the receptive field of every layer, beside gradients in PyTorch.

With gradients, the field after a layer is where the gradient of one of its units is not zero: one
backward pass for each layer, after one forward pass for all. Here a field is exact for every unit;
there it is that of one unit, and of one input size.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import dilviz
from tools.export_graphs import EXPORTS, Export, without_weights

COMPARED = ("resnet50", "deeplabv3_resnet50")
REPEATS = 5
MOST_GRADIENTS = 12  # layers whose gradients are measured; the others take as long


class Reading(NamedTuple):
    """Seconds to read a file and to find all fields, and of how many layers."""

    read: float
    fields: float
    layers: int

    @property
    def whole(self) -> float:
        """From the file to the fields."""
        return self.read + self.fields


def _resnet() -> Any:
    from torchvision.models import resnet50

    return resnet50(weights=None)


def _hrnet() -> Any:
    import timm

    return timm.create_model("hrnet_w48")


NETWORKS = {
    "resnet50": Export(_resnet, (1, 3, 224, 224)),
    "deeplabv3_resnet50": EXPORTS["deeplabv3_resnet50"],
    "hrnet_w48": Export(_hrnet, (1, 3, 224, 224)),
}


def declared_operators() -> Any:
    """Let torchvision be imported where its compiled operators do not load.

    A torchvision built for CUDA beside a PyTorch without it is such a pair. The models need none of
    these operators, but the import names two that are not there.

    Returns
    -------
    Library or None
        What declares them, as long as it is kept; None where they load.
    """
    import torch

    try:
        import torchvision  # noqa: F401
    except RuntimeError:
        library = torch.library.Library("torchvision", "DEF")
        for name in ("nms", "qnms"):
            library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        return library
    return None


def main(names: list[str]) -> None:
    """Print the times of each network, and the ratio where gradients are taken."""
    operators = declared_operators()
    if operators is not None:
        print("torchvision's compiled operators do not load here; its models do", flush=True)
    for name in names:
        module = NETWORKS[name].make().eval()
        ours = reading(file_of(module, NETWORKS[name].shape))
        words = f"read {1000 * ours.read:.0f} ms, all fields {1000 * ours.fields:.0f} ms"
        print(f"{name}: {ours.layers} layers, {words}", flush=True)
        if name in COMPARED:
            theirs = gradients(module, NETWORKS[name].shape)
            print(
                f"  gradients of {theirs.layers} layers, from {theirs.measured} of them: "
                f"{theirs.seconds:.1f} s, {theirs.seconds / ours.whole:.0f} times as long",
                flush=True,
            )


def file_of(module: Any, shape: tuple[int, ...]) -> bytes:
    """Export a model with the default exporter, its weights beside the file."""
    import torch

    model = torch.onnx.export(module, (torch.zeros(shape),), dynamo=True, verbose=False)
    return without_weights(model.model_proto).SerializeToString()


def reading(file: bytes) -> Reading:
    """Read a file and find all fields; the fastest of some times each."""
    network = dilviz.network_from_onnx(file)
    read = fastest(lambda: dilviz.network_from_onnx(file))
    fields = fastest(lambda: dilviz.receptive_fields(network))
    return Reading(read, fields, len(network.nodes))


def fastest(act: Callable[[], object]) -> float:
    """Measure the fastest of some runs, in seconds."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return min(times)


class Gradients(NamedTuple):
    """How long the gradients of all layers take, in seconds, and of how many it was measured."""

    seconds: float
    layers: int
    measured: int


def gradients(module: Any, shape: tuple[int, ...]) -> Gradients:
    """Take the gradient of a middle unit after layers with a window, evenly chosen."""
    import torch

    image = torch.rand(shape, requires_grad=True)
    maps = list(_maps(module, image))
    chosen = maps[:: -(-len(maps) // MOST_GRADIENTS)]
    start = time.perf_counter()
    for each in chosen:
        middle = each[0, :, each.shape[2] // 2, each.shape[3] // 2].sum()
        [gradient] = torch.autograd.grad(middle, image, retain_graph=True)
        gradient.abs().sum((0, 1)).nonzero()
    seconds = (time.perf_counter() - start) * len(maps) / len(chosen)
    return Gradients(seconds, len(maps), len(chosen))


def _maps(module: Any, image: Any) -> Iterator[Any]:
    """Run a model; yield what its convolutions and poolings made."""
    from torch import nn

    made: list[Any] = []
    windows = [each for each in module.modules() if isinstance(each, nn.Conv2d | nn.MaxPool2d)]
    hooks = [each.register_forward_hook(lambda _m, _x, y: made.append(y)) for each in windows]
    module(image)
    for hook in hooks:
        hook.remove()
    yield from made


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=[*NETWORKS], metavar="NAME")
    main(parser.parse_args().names)
