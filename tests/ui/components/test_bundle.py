"""Modules become one script; what cannot be joined is refused."""

import re

import pytest

from dilviz.ui.components.bundle import FOLDER, BundleError, bundle, stylesheet

ENTRIES = sorted(FOLDER.glob("*/main.js"))


@pytest.fixture
def modules(tmp_path):
    def write(**files):
        for name, text in files.items():
            (tmp_path / f"{name}.js").write_text(text)
        return tmp_path / "main.js"

    return write


def test_imported_modules_come_first_and_once(modules):
    entry = modules(
        main='import { a } from "./left.js";\nimport { b } from "./right.js";\n'
        "export default () => a + b;\n",
        left='import { c } from "./shared.js";\nexport const a = c;\n',
        right='import {\n  c,\n} from "./shared.js";\nexport function b() { return c; }\n',
        shared="export const c = 1;\n",
    )
    script = bundle(entry)
    assert script.count("const c = 1") == 1
    assert script.index("const c") < script.index("const a") < script.index("export default")
    assert not re.search(r"^import|^export (?!default)", script, re.MULTILINE)


def test_two_modules_with_one_name_are_refused(modules):
    entry = modules(
        main='import { a } from "./other.js";\nconst shade = a;\n',
        other="export const a = 1;\nfunction shade() {}\n",
    )
    with pytest.raises(BundleError, match=r"main\.js and other\.js both define shade"):
        bundle(entry)


@pytest.mark.parametrize(
    "line", ['import x from "./other.js";', 'import * as x from "./other.js";', 'import "https://a.example/b.js";']
)  # fmt: skip
def test_other_forms_of_import_are_refused(modules, line):
    with pytest.raises(BundleError, match=r"main\.js: only import"):
        bundle(modules(main=f"{line}\n", other="export default 1;\n"))


@pytest.mark.parametrize(
    "line", ['export { a } from "./other.js";', 'export * from "./other.js";', "export { b };"]
)
def test_re_exports_are_refused(modules, line):
    with pytest.raises(BundleError, match=r"main\.js: only export before a declaration"):
        bundle(modules(main=f"const b = 1;\n{line}\n", other="export const a = 1;\n"))


def test_modules_that_import_each_other_are_refused(modules):
    entry = modules(
        main='import { a } from "./left.js";\nexport default () => a();\n',
        left='import { b } from "./right.js";\nexport function a() { return b; }\n',
        right='import { a } from "./left.js";\nexport const b = a;\n',
    )
    with pytest.raises(BundleError, match=r"circle: left\.js -> right\.js -> left\.js\."):
        bundle(entry)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda path: path.parent.name)
def test_every_component_can_be_joined_and_names_no_other_address(entry):
    script, style = bundle(entry), stylesheet(entry.parent)
    assert len(re.findall(r"^export default", script, re.MULTILINE)) == 1
    for address in re.findall(r"https?://[^\s\"'`]+", script + style):
        assert address.startswith("http://www.w3.org/"), address
    assert "--tap:" in style
