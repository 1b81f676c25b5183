"""The module of a component, and the lines that fetch it."""

import json
import re

import pytest

from dilviz.ui.components.bundle import FOLDER, stylesheet
from dilviz.ui.components.explore.component import explorer_data
from dilviz.ui.components.explore.offers import offers
from dilviz.ui.components.explore.settings import DEFAULT
from dilviz.ui.components.scripts import VENDOR, Script, fetching, names, script, vendored
from dilviz.ui.components.streamlit_scripts import addresses


def test_every_folder_with_a_main_module_is_a_component():
    assert names() == {main.parent.name for main in FOLDER.glob("*/main.js")} >= {"explore", "cost"}


@pytest.mark.parametrize("name", sorted(names()))
def test_a_module_brings_its_drawing_and_its_style(name):
    text = script(name).text
    assert text.count("export default function") == 1
    assert len(re.findall(r"^export const style = ", text, re.MULTILINE)) == 1
    assert stylesheet(FOLDER / name).splitlines()[0] in text


def test_a_vendored_package_is_its_file_with_licence_and_origin_beside_it():
    origins = (VENDOR / "README.md").read_text(encoding="utf-8")
    assert vendored() == {folder.name for folder in VENDOR.iterdir() if folder.is_dir()}
    for name in vendored():
        folder = VENDOR / name
        assert script(name).text == (folder / f"{name}.esm.js").read_text(encoding="utf-8")
        assert "Permission is hereby granted" in (folder / "LICENSE.md").read_text(encoding="utf-8")
        assert f"| `{name}/` | [" in origins


def test_what_is_fetched_later_has_its_address():
    scripts = {name: script(name).text for name in names()}
    assert [name for name, text in scripts.items() if re.search(r"\b[A-Z]+_ADDRESS\b", text)] == []
    assert f'"{script("pdf").address}"' in scripts["cost"]
    assert f'"{script("letters").address}"' in scripts["pdf"]
    assert f'"{script("gifenc").address}"' in scripts["explore"]
    assert f'"{addresses("PlotlyChart")[0]}"' in scripts["chart"]


def test_what_can_be_chosen_comes_once_with_the_script_of_the_explorer():
    assert script("explore").text.count(json.dumps(offers())) == 1
    assert len(json.dumps(explorer_data(DEFAULT))) < len(json.dumps(offers())) / 10


def test_another_text_has_another_name():
    first, second = Script("cost", "export default 1;"), Script("cost", "export default 2;")
    assert first.file != second.file == Script("cost", second.text).file


def test_fetching_lines_are_short_and_name_the_module():
    assert all(len(fetching(script(name))) < 1500 for name in names())
    assert f'"{script("cost").address}"' in fetching(script("cost"))
