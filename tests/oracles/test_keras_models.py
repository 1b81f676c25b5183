"""`network_from_keras` on both backends: what is claimed is what changes the outputs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REFUSED = {  # what releases of a backend's converter do not write, or write as a loop
    ("jax", "upsampled"): "GeometryError: Keras could not export the model",
    ("jax", "recurrent"): "GeometryError: ONNX operation Loop",
}


@pytest.mark.parametrize("backend", ["jax", "tensorflow"])
def test_units_read_what_changes_them(backend):
    """A backend is chosen once for a process, so each has one of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.oracles.keras_models", backend],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout.splitlines()[-1])
    assert len(answers) > 10
    for name, found in answers.items():
        if isinstance(found, str):
            assert found.startswith(REFUSED[backend, name])
        else:
            assert [claimed for claimed, _ in found] == [seen for _, seen in found], name
