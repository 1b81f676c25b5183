"""Patches of other people's code: why, what each gains, and when it can be deleted.

Python's are here; a server calls them once, when it starts. Each names the test that fails when it
has stopped working. The packages are imported inside: a server without the app has no Streamlit.

Those of the browser stand with the code that needs them, in ``dilviz/ui/components/``, all but
the last two in ``ahead/``:

- ``holding.js`` replaces ``WebSocket.prototype.send``. Why: the run of a page that a control starts
  keeps browser and server busy while its figures are fetched and drawn: without it those in sight
  on the Stack page come 12 to 20 ms later. It waits until all are drawn, 100 ms at most.
  Test: ``tests/browser/test_ahead.py``. Delete when: ``benchmarks.released`` shows no difference
  without it.
- ``links.js`` replaces ``history.pushState`` and ``replaceState``. Why: Streamlit does not announce
  that it has written the link, and it pushes an entry for each name that a run changes, and for a
  page that answers after it was left, so that Back stops at links that no visitor chose. Tests:
  ``tests/browser/test_ahead.py``, ``test_going_back.py`` and ``test_visiting.py``. Delete when:
  the Navigation API is in all browsers and Streamlit makes one entry for one action.
- ``visiting.js`` takes clicks on links to pages away from Streamlit and dispatches ``popstate``
  instead. Why: a click runs the next page with the link of the page before; Back runs it with
  its own. Test: ``tests/browser/test_visiting.py``. Delete when: ``st.navigation`` takes the link
  of a page from its address.
- ``reconnecting.js`` reads ``data-test-connection-state``. Why: after a restart of the server
  Streamlit connects anew but does not run the page, and the new session ignores all that is
  pressed. Test: ``tests/browser/test_visiting.py``. Delete when: Streamlit runs the page of a new
  session.

- ``around/colours.js`` replaces ``window.matchMedia`` for the question whether the system is dark.
  Why: Streamlit has no control for its theme in a page, and a reload would lose what a session
  holds. Test: ``tests/browser/test_first_minute.py``. Delete when: Streamlit sets its theme from
  a script.
- ``around/server.js`` sets ``window.__streamlit.BACKEND_BASE_URL``. Why: Streamlit looks for its
  server below the page first, and every console has two errors. Test: ``tests/browser/witness.py``,
  which forgives no such request. Delete when: Streamlit looks beside the page first.

Three more places rely on what is not promised: ``dilviz/ui/site.py`` names the scripts of
Streamlit's widgets and ``dilviz/web/preload.py`` finds their files, so that browsers fetch them
while a page starts (``tests/web/test_preload.py``). ``dilviz/server/process_memory.py`` sets
glibc's malloc (``tests/server/test_process_memory.py``).
"""

from dilviz._compat.back import run_by_link_what_is_behind_it
from dilviz._compat.links import UNHEARD, keep_link_of_next_page, merge_links
from dilviz._compat.repeated_work import (
    ask_for_one_text,
    copy_places_quickly,
    write_component_data_once,
    write_theme_once,
)
from dilviz._compat.server import (
    disable_external_ip_lookup,
    hear_ended_runs_to_their_end,
    keep_end_of_fragments,
    keep_uploads_in_memory,
    keep_what_waits_around_fragments,
    set_tcp_nodelay,
)
from dilviz._compat.together import run_all_parts_that_are_told_of

__all__ = [
    "UNHEARD",
    "ask_for_one_text",
    "copy_places_quickly",
    "disable_external_ip_lookup",
    "hear_ended_runs_to_their_end",
    "keep_end_of_fragments",
    "keep_link_of_next_page",
    "keep_uploads_in_memory",
    "keep_what_waits_around_fragments",
    "merge_links",
    "run_all_parts_that_are_told_of",
    "run_by_link_what_is_behind_it",
    "set_tcp_nodelay",
    "write_component_data_once",
    "write_theme_once",
]
