"""Networks from PyTorch modules: exported to ONNX and read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dilviz.convolution import geometry
from dilviz.errors import GeometryError, optional_package
from dilviz.importing.onnx_model import network_of_model
from dilviz.network.network import Network


def network_from_torch(module: Any, input_shape: Sequence[int]) -> Network:
    """Export a PyTorch module with ``torch.onnx`` and read what its units read.

    PyTorch and its exporter's package onnxscript have to be installed; no weight leaves the
    process, no file is written.

    Parameters
    ----------
    module : torch.nn.Module
        It is exported in evaluation mode and gets its mode back.
    input_shape : sequence of int
        ``(C, H, W)`` or ``(C, L)``, without the axis of the pictures.

    Raises
    ------
    GeometryError
        If the shape is none, the exporter fails, or an operation cannot be followed.
    """
    torch = optional_package("torch", "PyTorch modules", extra="torch")
    if not isinstance(module, torch.nn.Module):
        raise GeometryError(f"a torch.nn.Module can be exported, {type(module).__name__} cannot.")
    shape = tuple(geometry.checked(length, "input_shape", 1) for length in input_shape)
    if len(shape) not in (2, 3):
        raise GeometryError(f"input_shape must be (C, H, W) or (C, L), got {input_shape!r}.")
    first = next(iter([*module.parameters(), *module.buffers()]), torch.zeros(()))
    kind = first.dtype if first.dtype.is_floating_point else torch.float32
    example = torch.zeros((1, *shape), dtype=kind, device=first.device)
    training = {part: part.training for part in module.modules()}
    try:
        program = torch.onnx.export(module.eval(), (example,), dynamo=True, verbose=False)
    except ImportError as error:
        raise GeometryError(f"PyTorch's exporter needs a package: {error}.") from None
    except Exception as error:  # the exporter lets errors of the module itself through
        said = str(error).strip().splitlines()
        raise GeometryError(
            f"PyTorch could not export the module for an input of {shape}: "
            f"{said[0] if said else type(error).__name__}"
        ) from error
    finally:
        for part, mode in training.items():
            part.training = mode
    return network_of_model(program.model_proto)
