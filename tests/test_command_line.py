"""The command line, run as people run it: in a process of its own."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dilviz import GeometryError, network_to_json, parse_network, receptive_field
from dilviz.command_line import run
from dilviz.export.report import report
from dilviz.network.presets import NETWORKS

ROOT = Path(__file__).parents[1]
CONTEXT = NETWORKS["Context module"].notation


def process(*arguments, **settings):
    return subprocess.run(
        [sys.executable, "-m", "dilviz", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        **settings,
    )


@pytest.mark.parametrize(
    ("started", "named"),
    [
        ("/usr/local/bin/dilviz", "dilviz"),
        (r"dilviz.exe", "dilviz"),
        ("/somewhere/dilviz/__main__.py", "python -m dilviz"),
    ],
)
def test_errors_and_help_name_the_command_that_was_typed(monkeypatch, capsys, started, named):
    monkeypatch.setattr(sys, "argv", [started, "app", "--wrong"])
    with pytest.raises(SystemExit):
        run()
    assert capsys.readouterr().err.startswith(f"{named}: unrecognized arguments: --wrong")
    monkeypatch.setattr(sys, "argv", [started])
    assert run().startswith(f"usage: {named} [-h]")


def test_rf_prints_a_table_for_people():
    done = process("rf", "conv3, conv3 d2, conv3 d4")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.split() for line in done.stdout.splitlines()]
    assert lines[3][:5] == ["receptive", "field", "15", "x", "15"]
    assert lines[-1][:3] == ["3", "conv3", "d4"] and "15" in lines[-1]


def test_rf_prints_json_for_programs():
    done = process("rf", "conv3 s2 same, conv3x5 d1x2", "--input", "30x41", "--json")
    assert json.loads(done.stdout) == report(parse_network("conv3 s2 same, conv3x5 d1x2"), (30, 41))


def test_bad_input_is_one_line_and_status_2():
    done = process("rf", "conv3, cnv3")
    assert (done.returncode, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    assert line.startswith("dilviz: character 8: read 'cnv3', expected a layer")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rf"], "required: network"),
        (["area", "conv3"], "invalid choice: 'area'"),
        (
            ["rf", "conv3", "--input", "tall"],
            "--input: input size must be one whole number or rows x columns",
        ),
        (
            ["rf", "conv3", "--unit", "a,b"],
            "--unit: unit must be one whole number or rows x columns",
        ),
        (["code", "conv3", "--framework", "caffe"], "invalid choice: 'caffe'"),
        (["design", "--layers", "3"], "required: --size"),
    ],
)
def test_an_unknown_command_is_one_line_and_status_2(arguments, message, capsys):
    with pytest.raises(SystemExit) as end:
        run(arguments)
    assert end.value.code == 2
    [line] = capsys.readouterr().err.splitlines()
    assert message in line


def test_a_json_file_gives_the_answer_of_its_notation(tmp_path):
    file = tmp_path / "net.json"
    file.write_text(json.dumps(network_to_json(NETWORKS["HDC 1 2 9"].network)), encoding="utf-8")
    done = process("rf", str(file), "--json")
    assert json.loads(done.stdout)["pixels_read"] == 441
    assert run(["cost", str(file)]) == run(["cost", NETWORKS["HDC 1 2 9"].notation])


def test_a_file_of_onnx_is_read(tmp_path):
    onnx = pytest.importorskip("onnx")
    helper, kind = onnx.helper, onnx.TensorProto.FLOAT
    node = helper.make_node("Conv", ["x", "w"], ["y"], kernel_shape=[3, 5], dilations=[2, 1])
    ends = [helper.make_tensor_value_info(name, kind, [1, 1, 9, 12]) for name in "xy"]
    weights = helper.make_tensor("w", kind, [1, 1, 3, 5], [0.0] * 15)
    graph = helper.make_graph([node], "one", ends[:1], ends[1:], [weights])
    file = tmp_path / "net.ONNX"
    file.write_bytes(helper.make_model(graph).SerializeToString())
    assert json.loads(run(["rf", str(file), "--json"]))["size"] == [5, 5]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gone.json", None, "cannot be read: No such file"),
        ("gone.onnx", None, "cannot be read: No such file"),
        ("text.json", b"{", "this is not JSON"),
        ("bytes.json", b"\xff\xfe\x00", "no text in UTF-8"),
        ("damaged.onnx", b"\x00" * 40, "ONNX"),
        ("folder.json", "folder", "cannot be read: Is a directory"),
    ],
)
def test_a_file_that_cannot_be_read_is_an_error(name, content, message, tmp_path):
    if content == "folder":
        (tmp_path / name).mkdir()
    elif content is not None:
        (tmp_path / name).write_bytes(content)
    done = process("rf", str(tmp_path / name))
    assert done.returncode == 2 and done.stdout == ""
    [line] = done.stderr.splitlines()
    assert message in line


def test_rf_answers_for_one_unit_of_one_layer():
    asked = ["stem: conv3 s2, conv3", "--at", "stem", "--unit", "2,5", "--input", "20x33"]
    text = run(["rf", *asked])
    assert "The field of 'stem', unit (2, 5)" in text
    assert "3 to 5, 9 to 11" in text
    answer = json.loads(run(["coverage", *asked, "--json"]))
    assert answer["rows"]["interval"] == [3, 5] and answer["columns"]["interval"] == [9, 11]


def test_coverage_draws_what_is_never_read():
    text = run(["coverage", "1d, 3*(conv3 d2)"])
    assert "#.#.#.#.#.#.#" in text
    assert "never read: -5, -3, -1, 1, 3, 5" in text
    assert "pixels: 7 of 13 read (53.85%)" in text
    assert "no holes" in run(["coverage", "conv3, conv3 d2"])


def test_coverage_has_the_same_numbers_as_json():
    text = NETWORKS["DeepLab ASPP"].notation
    answer = json.loads(run(["coverage", text, "--json"]))
    field = receptive_field(parse_network(text))
    assert answer["pixels_read"] == field.pixels_read == 33
    assert answer["coverage"] == field.coverage
    assert answer["rows"]["samples_read"] == field.samples_read[0]
    assert answer["rows"]["holes"][0] == [-23, -19]


def test_long_fields_and_many_holes_are_shortened():
    text = run(["coverage", "conv3 d400, 9*(conv3 d2)"])
    assert "#" not in text and " and " in text and text.endswith("%)")


def test_cost_is_written_with_c_or_in_numbers():
    assert run(["cost", CONTEXT]).splitlines()[-1].split() == ["total", "C", "64", "C^2", "8", "C"]
    text = run(["cost", CONTEXT, "--channels", "21", "--input", "64"])
    assert text.splitlines()[-1].split() == ["total", "21", "28224", "168", "115605504"]
    answer = json.loads(run(["cost", CONTEXT, "--channels", "21", "--input", "64", "--json"]))
    assert answer["total"]["multiply_adds"] == 115605504
    assert answer["layers"]["8"]["weights"] == 441


def test_cost_in_json_names_c_where_channels_are_open():
    answer = json.loads(run(["cost", "conv3, conv1 c8", "--json"]))
    assert answer["total"] == {"channels": 8, "weights": "9 C² + 8 C", "biases": "C + 8"}


@pytest.mark.parametrize("framework", ["torch", "keras", "tensorflow", "jax"])
def test_code_is_python(framework):
    compile(run(["code", CONTEXT, "--framework", framework]), "written code", "exec")


def test_design_lists_stacks_with_the_wanted_field():
    asked = ["design", "--size", "67", "--exactly", "--layers", "7", "--most", "3"]
    rows = run(asked).splitlines()
    assert len(rows) == 4 and rows[1].startswith("   67")
    for found in json.loads(run([*asked, "--json"])):
        assert receptive_field(parse_network(found["notation"])).size == (67, 67)


def test_design_says_when_every_stack_sees_more_than_was_asked_for():
    asked = ["design", "--layers", "4", "--most", "2", "--size"]
    assert run([*asked, "68"]).startswith("None of these sees exactly 68")
    assert run([*asked, "67"]).startswith("field")


def test_design_in_json_has_the_numbers_of_the_page():
    asked = ["design", "--size", "9", "--holes", "--layers", "2", "--channels", "4", "--json"]
    [found] = [design for design in json.loads(run(asked)) if design["rates"] == [2, 2]]
    assert found["coverage"] == 25 / 81
    # each tap triples the variance of {-2, 0, 2}, which is 8 / 3
    assert found["standard_deviation"] == pytest.approx((16 / 3) ** 0.5)
    assert found["effective_share"] == pytest.approx((16 / 3) ** 0.5 / 9)
    assert found["for_channels"] == {"channels": 4, "weights": 288, "multiply_adds": 288}


def test_design_keeps_below_the_largest_rate():
    asked = ["design", "--size", "67", "--layers", "12", "--largest-rate", "8", "--json"]
    found = json.loads(run(asked))
    assert found and all(max(design["rates"]) <= 8 for design in found)
    assert any(max(design["rates"]) > 8 for design in json.loads(run([*asked[:5], "--json"])))


def test_ten_thousand_layers_are_answered():
    done = process("rf", "10000*(conv3 d2)")
    assert done.returncode == 0 and "40001 x 40001" in done.stdout
    assert "... and 9600 layers more." in done.stdout


def test_the_widest_fields_are_refused_in_a_sentence():
    done = process("rf", "2000*(conv3 s1000000)")
    assert done.returncode == 2 and "2^52 samples" in done.stderr


def test_names_that_the_terminal_cannot_write_do_not_stop_the_answer(tmp_path):
    nodes = [{"id": "größe→", "op": "conv", "inputs": ["x"], "kernel_size": 3}]
    file = tmp_path / "net.json"
    file.write_text(json.dumps({"input": "x", "output": "größe→", "nodes": nodes}))
    environment = {"PYTHONIOENCODING": "ascii", "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"}
    done = process("rf", str(file), env=environment)
    assert done.returncode == 0 and "gr\\xf6\\xdfe\\u2192" in done.stdout


def test_a_reader_that_stops_early_is_no_error():
    command = [sys.executable, "-m", "dilviz", "rf", "400*(conv3)"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe) as reading:
        reading.stdout.close()
        assert reading.stderr.read() == b""
    assert reading.returncode == 0


@pytest.mark.parametrize(
    ("kind", "start"), [("pdf", b"%PDF"), ("png", b"\x89PNG"), ("svg", b"<?xml")]
)
def test_plot_writes_the_figure_asked_for(tmp_path, kind, start):
    file = tmp_path / f"figure.{kind}"
    assert run(["plot", "conv3x5, conv3 d2", "--what", "squares", "-o", str(file)]) == str(file)
    assert file.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--what", "square", "-o", "figure.pdf"], "did you mean 'squares'?"),
        (["-o", "figure.jpg"], "written as pdf, svg, png, got 'jpg'"),
        (["-o", "nowhere/figure.pdf"], "'nowhere/figure.pdf' cannot be written: No such file"),
        (["--what", "growth", "--axis", "0", "-o", "figure.pdf"], "has no setting axis"),
    ],
)
def test_plot_explains_what_it_cannot_write(tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(GeometryError, match=re.escape(message)):
        run(["plot", "conv3", *arguments])
    assert list(tmp_path.iterdir()) == []


def test_a_network_can_come_from_standard_input():
    done = process("rf", "-", "--json", input="conv3, conv3x5 d2\n")
    assert json.loads(done.stdout)["size"] == [7, 11]


def test_layers_of_a_framework_are_read_as_a_network():
    answer = json.loads(run(["rf", "nn.Conv2d(3, 8, 3, dilation=2)", "--json"]))
    assert answer["size"] == [5, 5]
    with pytest.raises(GeometryError, match="Did you mean .Conv2d"):
        run(["rf", "nn.Conv9d(3, 8, 3)"])
