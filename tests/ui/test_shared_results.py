"""Results for everybody are computed once, whoever asks first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from dilviz.errors import GeometryError
from dilviz.ui.shared_results import shared
from dilviz.ui.stack import figures


def test_who_asks_at_the_same_moment_waits_for_one_answer():
    asked = Barrier(4)
    computed = []

    @shared(most=3)
    def doubled(number):
        computed.append(number)
        return [number, number]

    def ask(number):
        asked.wait(timeout=10)
        return doubled(number)

    with ThreadPoolExecutor(4) as people:
        first, *others = people.map(ask, [5] * 4)
    assert first == [5, 5] and all(other is first for other in others)
    assert computed == [5]


def test_the_oldest_result_is_forgotten_and_an_error_is_no_result():
    computed = []

    @shared(most=2)
    def checked(number):
        computed.append(number)
        if number < 0:
            raise GeometryError("negative.")
        return number

    for number in (1, 2, 3, 1):
        checked(number)
    assert computed == [1, 2, 3, 1]
    for _ in range(2):
        with pytest.raises(GeometryError):
            checked(-1)
    assert computed[4:] == [-1, -1]


def test_the_figures_of_a_network_share_one_report(monkeypatch):
    described = []
    report = figures.report
    monkeypatch.setattr(
        figures, "report", lambda *a, **more: described.append(a) or report(*a, **more)
    )
    link = {"net": "conv3x5 d7, conv5x3 d2", "input": "61x83"}
    figures.overview.answer(link)
    figures.cone.answer(link)
    assert len(described) == 1
