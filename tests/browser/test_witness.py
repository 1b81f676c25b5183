"""The witness of the browser tests sees what it is there to see."""

import pytest


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
    ],
)
def test_sees(page, witness, provoke, trouble):
    opened = page()
    opened.evaluate(provoke)
    for _ in range(100):
        if any(trouble in one for one in witness.testify()):
            break
        opened.wait_for_timeout(50)
    seen = witness.testify()
    opened.close()  # so that nothing more of it is heard
    witness.troubles.clear()
    assert any(trouble in one for one in seen), seen


def test_sees_an_exception_on_the_page(page, witness):
    opened = page()
    opened.evaluate(
        """() => document.body.insertAdjacentHTML(
             'beforeend', '<div data-testid="stException">ValueError: no</div>')"""
    )
    seen = witness.testify()
    opened.evaluate("""() => document.querySelector('[data-testid="stException"]').remove()""")
    witness.troubles.clear()
    assert seen == ["exception on the page: ValueError: no"]


def test_sees_a_traceback_in_the_log(page, witness, server):
    page()
    with server.log.open("a") as log:
        log.write("Traceback (most recent call last):\n  somewhere\n")
    seen = witness.testify()
    witness.troubles.clear()
    witness.forgive_the_log()
    assert "traceback in the server's log" in seen[0]


def test_is_quiet_about_a_page_that_is_well(page, witness):
    page()
    assert witness.testify() == []
