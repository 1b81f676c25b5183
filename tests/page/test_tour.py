"""The tour runs from its first cell to its last, and shows what it says."""

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
TOUR = ROOT / "docs" / "tour.ipynb"


@pytest.fixture(scope="module")
def outputs():
    """What the code cells show: a list of dicts of kind -> content."""
    notebook = nbformat.read(TOUR, as_version=4)
    place = {"metadata": {"path": str(ROOT)}}
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources=place)
    client.execute(env={name: os.environ[name] for name in os.environ if name != "MPLBACKEND"})
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [output.data for cell in cells for output in cell.outputs]


def test_the_tour_is_kept_without_outputs():
    notebook = nbformat.read(TOUR, as_version=4)
    nbformat.validate(notebook)
    assert not any(cell.get("outputs") for cell in notebook.cells)


def test_networks_and_fields_show_themselves(outputs):
    shown = [data["text/html"] for data in outputs if "text/html" in data]
    assert len(shown) == 2
    assert all("<svg" in html and "67 × 67 samples" in html for html in shown)


def test_figures_are_pictures(outputs):
    assert sum("image/png" in data for data in outputs) == 2


def test_arrays_are_printed(outputs):
    assert sum("array(" in data["text/plain"] for data in outputs) == 2
