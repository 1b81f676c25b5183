"""The module of a component, and the lines that fetch it."""

import re

import pytest

from dilviz.ui.components.bundle import FOLDER, stylesheet
from dilviz.ui.components.scripts import Script, fetching, names, script


def test_every_folder_with_a_main_module_is_a_component():
    assert names() == {main.parent.name for main in FOLDER.glob("*/main.js")} >= {"explore", "cost"}


@pytest.mark.parametrize("name", sorted(names()))
def test_a_module_brings_its_drawing_and_its_style(name):
    text = script(name).text
    assert text.count("export default function") == 1
    assert len(re.findall(r"^export const style = ", text, re.MULTILINE)) == 1
    assert stylesheet(FOLDER / name).splitlines()[0] in text


def test_another_text_has_another_name():
    one, other = Script("cost", "export default 1;"), Script("cost", "export default 2;")
    assert one.file != other.file == Script("cost", other.text).file


def test_what_is_sent_with_every_change_is_short_and_names_the_module():
    assert all(len(fetching(script(name))) < 1500 for name in names())
    assert f'"{script("cost").address}"' in fetching(script("cost"))
