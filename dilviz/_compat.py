"""Patches of other people's code: why, what they gain, and when each of them can be deleted.

Each function patches one thing, once, when the server starts. Each names the test that fails when
the patch has stopped working. The packages are imported inside: a server without the app has no
Streamlit.
"""

from __future__ import annotations


def disable_external_ip_lookup() -> None:
    """Stop Streamlit from asking checkip.amazonaws.com for the address of this machine.

    Why: it asks when a websocket comes from another site, and all who are served wait for the
    answer: where packets that leave are dropped, for half a minute. Nothing is lost: whoever opens
    the app under that address is let in because the page and its websocket have the same host.
    Test: ``tests/hostile/test_nothing_leaves.py``.
    Delete when: Streamlit has an option for it.
    """
    from streamlit import net_util

    net_util.get_external_ip = lambda: None


def keep_link_of_next_page() -> None:
    """Stop Streamlit from dropping names from a link because another page has bound them.

    Why: two pages may bind the same name (``net`` of Stack and Gridding). When the browser goes
    from one to the other by an address (Back, Forward, a link), Streamlit takes the name for a
    rest of the page before, drops its value and writes the link without it.
    Test: ``tests/browser/test_visiting.py``.
    Delete when: ``QueryParams.populate_from_query_string`` keeps all names of an address that the
    browser asks for as a step in its history.
    """
    from streamlit.runtime.state.query_params import QueryParams

    populate = QueryParams.populate_from_query_string

    def keep_all(
        self: QueryParams, query_string: str, valid_script_hashes: set[str] | None = None
    ) -> None:
        if valid_script_hashes is not None:
            for binding in list(self._bindings_by_widget.values()):
                if binding.script_hash not in valid_script_hashes:
                    self.unbind_widget(binding.widget_id)
        populate(self, query_string)

    QueryParams.populate_from_query_string = keep_all  # type: ignore[method-assign]
