"""The pages without a session meet the guidelines as well, and the checks can fail.

Every page of the app is checked where it is opened anyway: `test_every_page.py`.
"""

from urllib.request import urlopen

import pytest

from dilviz.ui.site import SITE
from tests.browser.accessibility import missed_by_tab, violations


@pytest.fixture
def plain(browser, server, witness):
    """An open tab that is watched."""
    context = browser.new_context(base_url=server.address, viewport={"width": 900, "height": 900})
    opened = context.new_page()
    witness.watch(opened)
    yield opened
    witness.testify()
    context.close()


@pytest.mark.parametrize(
    "address",
    ["embed?net=conv3,%20[conv3|conv3%20d2]&theme=light", "embed?theme=dark", "handout?answers=1"],
)
def test_pages_without_a_session_are_accessible(plain, address):
    plain.goto("/" + address)
    if "embed" in address:
        plain.locator(".numbers .value").first.wait_for()
    assert violations(plain) == []
    assert missed_by_tab(plain) == []


FAULTY = """() => { document.body.innerHTML =
  '<button></button><p style="color: #999">Pale</p><img src="data:,">'; }"""
TRAP = """() => { document.body.innerHTML = '<div></div>';
  const root = document.body.firstChild.attachShadow({ mode: "open" });
  root.innerHTML = '<button>before</button><button>trap</button><button>never</button>';
  root.querySelectorAll("button")[1].onkeydown = () => false; }"""


def test_the_accessibility_checks_can_fail(plain):
    plain.goto("/healthz")
    plain.evaluate(FAULTY)
    rules = {one.partition(":")[0] for one in violations(plain)}
    assert {"button-name", "color-contrast", "image-alt"} <= rules
    plain.evaluate(TRAP)
    assert missed_by_tab(plain) == ["<button>never</button>"]


@pytest.mark.parametrize("address", [*(page.address for page in SITE), "embed", "_stcore/health"])
def test_every_answer_of_the_server_comes_with_a_policy(server, address):
    with urlopen(f"{server.address}/{address}", timeout=60) as reply:
        policy = reply.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy or "default-src 'none'" in policy
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
