"""A hundred things at random, on all pages; `make walk` does a thousand."""

import os
import re

from tests.browser.monkey import Monkey

ACTIONS, SEED = int(os.environ.get("ACTIONS", 100)), int(os.environ.get("SEED", 1))
# Streamlit 1.67, when a run of a session overtakes another one: seldom, by chance, and the run that
# follows puts it right. Whether the page is in order is looked at all the same.
OVERTAKEN = re.compile(r"Cannot set a node at a delta path")


def test_nothing_that_people_do_at_random_breaks_a_page(page, witness):
    opened = page("stack")
    opened.on("dialog", lambda dialog: dialog.dismiss())
    monkey = Monkey(opened, SEED)
    for _ in range(ACTIONS):
        monkey.act()
        troubles = monkey.disagreements() or not_overtaken(witness)
        assert not troubles, "\n".join([*troubles, "after", *monkey.did[-12:]])


def not_overtaken(witness):
    """What the witness saw, and will not see again."""
    troubles = [one for one in witness.testify() if not OVERTAKEN.search(one)]
    witness.troubles.clear()
    witness.forgive_the_log()
    return troubles
