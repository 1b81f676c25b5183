"""A hundred things at random, on all pages; `make walk` does a thousand."""

import os

from tests.browser.monkey import Monkey

ACTIONS, SEED = int(os.environ.get("ACTIONS", 100)), int(os.environ.get("SEED", 1))


def test_nothing_that_people_do_at_random_breaks_a_page(page, witness):
    opened = page("stack")
    opened.on("dialog", lambda dialog: dialog.dismiss())
    monkey = Monkey(opened, SEED)
    for _ in range(ACTIONS):
        monkey.act()
        troubles = monkey.disagreements() or witness.testify()
        assert not troubles, "\n".join([*troubles, "after", *monkey.did[-12:]])
