"""The witness of the browser tests sees what it is there to see."""

import pytest


@pytest.fixture
def plain(browser, server, witness):
    """An open page that is watched and has nothing on it, whatever the app's own pages do."""
    opened = browser.new_page()
    witness.watch(opened)
    opened.goto(f"{server.address}/healthz")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("provoke", "trouble"),
    [
        ("() => console.error('a bad day')", "console error: a bad day"),
        ("() => { setTimeout(() => nothing_of_this_name(), 0) }", "script error"),
        (
            "() => { new Image().src = 'http://example.invalid/x.png' }",
            "request to another machine",
        ),
        ("() => { new WebSocket('ws://example.invalid/') }", "request to another machine"),
        ("() => { setTimeout('1', 0) }", "Content Security Policy"),
    ],
)
def test_the_witness_reports_a_fault_of_the_page(plain, witness, provoke, trouble):
    plain.evaluate(provoke)
    for _ in range(100):
        if any(trouble in one for one in witness.testify()):
            break
        plain.wait_for_timeout(50)
    seen = witness.testify()
    plain.close()  # so that nothing more of it is heard
    witness.troubles.clear()
    assert any(trouble in one for one in seen), seen


def test_the_witness_reports_an_exception_on_the_page(plain, witness):
    plain.evaluate(
        """() => document.body.insertAdjacentHTML(
             'beforeend', '<div data-testid="stException">ValueError: no</div>')"""
    )
    seen = witness.testify()
    plain.evaluate("""() => document.querySelector('[data-testid="stException"]').remove()""")
    witness.troubles.clear()
    assert seen == ["exception on the page: ValueError: no"]


def test_the_witness_reports_a_traceback_in_the_log(plain, witness, server):
    with server.log.open("a") as log:
        log.write("Traceback (most recent call last):\n  somewhere\n")
    seen = witness.testify()
    witness.troubles.clear()
    witness.forgive_the_log()
    assert "traceback in the server's log" in seen[0]


def test_the_witness_reports_nothing_on_a_healthy_page(plain, witness):
    assert witness.testify() == []
