"""README's table of speed is the one that the benchmark's numbers give."""

import json

from benchmarks.convolution import CASES, PEERS
from tools import speed

RECORD = json.loads(speed.NUMBERS.read_text(encoding="utf-8"))


def test_readme_states_the_numbers_of_the_record():
    _, table, _ = speed.parts_of(speed.README.read_text(encoding="utf-8"))
    assert table == speed.text(RECORD)


def test_another_number_changes_the_table():
    results = json.loads(json.dumps(RECORD["results"]))
    [plain] = [result for result in results if result["name"] == speed.PLAIN]
    plain["milliseconds"] = {"dilviz": 3, "OpenCV": 1}
    assert "OpenCV takes 1 ms where NumPy takes 3 ms, 3 times as long" in speed.text(
        RECORD | {"results": results}
    )


def test_the_record_is_the_median_of_five_whole_runs_of_every_case_and_peer():
    assert RECORD["runs"] >= 5
    assert [result["name"] for result in RECORD["results"]] == [case.name for case in CASES]
    assert "not installed" not in RECORD["versions"].values()
    assert set(RECORD["versions"]) == set(PEERS)
