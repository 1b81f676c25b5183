"""Nothing goes out: Streamlit asks the Internet for the address of this machine."""

from __future__ import annotations

from streamlit import net_util


def ask_nobody() -> None:
    """Let Streamlit do without the address that the Internet sees.

    It asks for it when a websocket comes from another site, and all who are served wait for the
    answer: where packets that leave are dropped, for half a minute. Nothing is lost: whoever opens
    the app under that address is let in because the page and its websocket have the same host.
    """
    net_util.get_external_ip = _unknown


def _unknown() -> None:
    """Know no address."""
