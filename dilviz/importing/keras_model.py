"""Networks from Keras models: exported to ONNX and read."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from dilviz.errors import GeometryError
from dilviz.importing.onnx_model import network_from_onnx
from dilviz.network.network import Network


def network_from_keras(model: Any) -> Network:
    """Export a Keras 3 model to ONNX and read what its units read.

    Keras needs tf2onnx (TensorFlow backend) or jax2onnx (JAX backend) for that. The file is
    written into a temporary folder and deleted.

    Parameters
    ----------
    model : keras.Model
        Functional or sequential with an input shape, or any that has been called once.

    Raises
    ------
    GeometryError
        If it is no Keras model, the export fails, or an operation cannot be followed.
    """
    if not hasattr(model, "export"):
        raise GeometryError(f"a Keras model can be exported, {type(model).__name__} cannot.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.onnx"
        try:
            model.export(str(path), format="onnx", verbose=False, **_signature(model))
        except Exception as error:  # whatever the backend and its converter raise
            said = str(error).strip().splitlines()
            raise GeometryError(
                f"Keras could not export the model: {said[0] if said else type(error).__name__}"
            ) from error
        return network_from_onnx(path)


def _signature(model: Any) -> dict[str, Any]:
    """The inputs that a model states, for one picture: Keras asks for a call without them."""
    inputs = [
        type(tensor)((1, *tensor.shape[1:]), dtype=tensor.dtype, name=tensor.name)
        for tensor in getattr(model, "inputs", None) or ()
    ]
    if not inputs:
        return {}
    return {"input_signature": inputs if len(inputs) == 1 else [inputs]}
