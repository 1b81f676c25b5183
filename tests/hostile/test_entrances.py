"""Whatever a stranger sends: a sentence or an answer, soon, in bounded memory."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dilviz import GeometryError, network_from_json, parse_network
from tools.fuzz import blind
from tools.fuzz.entrances import ENTRANCES, Entrance
from tools.fuzz.watch import Watch

ROOT = Path(__file__).parents[2]
PATIENCE = 5  # seconds of processor time of one step: five times what a quiet machine needs


def run(*command):
    """Run a command from the root and return its status and what it printed."""
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, timeout=600
    )
    return done.returncode, done.stdout + done.stderr


def test_thousands_of_hostile_inputs_end_in_an_answer_or_a_sentence(tmp_path):
    status, printed = run(
        *("-m", "tools.fuzz", "all", "--quick", "--slow", str(PATIENCE), "--keep", str(tmp_path))
    )
    assert status == 0, printed
    assert printed.count(" 0 failures") == len(ENTRANCES), printed


def test_memory_beyond_the_bound_is_refused_by_the_system():
    code = "from tools.fuzz.watch import bound_memory; bound_memory(100); bytearray(200_000_000)"
    status, printed = run("-c", code)
    assert status != 0 and "MemoryError" in printed
    assert run("-c", code.replace("200_000_000", "50_000_000"))[0] == 0


def crash(data, watch):
    if b"7" in data:
        raise ZeroDivisionError("seven")


def endless(data, watch):
    watch.step("counting", lambda: sum(range(10**6 if b"7" in data else 1)))


def sentence(data, watch):
    watch.step("reading", lambda: parse_network("cnv3"))


@pytest.mark.parametrize(
    ("take", "slow", "failure"),
    [
        (crash, PATIENCE, "ZeroDivisionError at test_entrances.py"),
        (endless, 0.003, "Hang: counting"),
        (sentence, PATIENCE, None),
    ],
)
def test_exploring_finds_a_crash_and_a_hang_but_no_refusal(take, slow, failure):
    entrance = Entrance(take, (b"1",), (b"7",), quick=50)
    failures = blind.explore("x", entrance, cases=50, slow=slow).failures
    assert [what[: len(failure or "")] for what in failures] == ([failure] if failure else [])
    assert all(b"7" in data for data in failures.values())


def test_a_refusal_without_words_is_no_answer():
    def silent():
        raise GeometryError(" ")

    with pytest.raises(AssertionError, match="without a word"):
        Watch(1).step("reading", silent)


def test_the_same_seed_draws_the_same_inputs():
    def drawn(seed):
        seen = []
        entrance = Entrance(lambda data, _: seen.append(data), (b"conv3",), (b" d2",), quick=9)
        blind.explore("x", entrance, cases=30, seed=seed)
        return seen

    assert drawn(1) == drawn(1) != drawn(2)


words = st.sampled_from(
    ["conv3", "conv2x5", "up2", "tconv4", "maxpool2", "relu", "id", "1d", "cnv3", "a:", "3*(", ")"]
    + [
        "[",
        "|",
        "]",
        ",",
        "\n",
        "d2",
        "s2x1",
        "p1:0",
        "same",
        "causal",
        "c8",
        "o1",
        "add",
        "é",
        "٣",
    ]
)


@given(st.lists(words, max_size=12).map(" ".join))
def test_a_notation_is_read_the_same_again_or_refused_at_one_of_its_characters(text):
    try:
        spelled = str(parse_network(text))
    except GeometryError as refusal:
        assert refusal.position is None or 0 <= refusal.position <= len(text)
    else:
        assert str(parse_network(spelled)) == spelled


plain = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
values = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
nodes = st.fixed_dictionaries(
    {"id": st.sampled_from("abc") | values, "op": st.sampled_from(["conv", "add", "pad"]) | values},
    optional={
        name: values | st.integers(1, 3) | st.just([1, 2])
        for name in ("kernel_size", "stride", "dilation", "padding", "channels", "scale_factor")
    }
    | {"inputs": st.lists(st.sampled_from("xabc"), max_size=2) | values},
)


@given(
    st.fixed_dictionaries(
        {"input": st.just("x") | values, "output": st.sampled_from("xab") | values},
        optional={"nodes": st.lists(nodes, max_size=4) | values, "one_dimensional": values},
    )
    | values
)
def test_any_json_value_is_a_network_or_refused(data):
    try:
        network_from_json(data)
    except GeometryError as refusal:
        assert len(str(refusal)) > 10
