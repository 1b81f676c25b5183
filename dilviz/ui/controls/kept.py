"""What a page writes into its link itself, kept while people visit another page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dilviz.ui import memory


@dataclass(frozen=True)
class KeptLink:
    """The names of a link that one page writes itself.

    Streamlit brings back the widgets that are bound to the link, and only these.
    """

    page: str
    names: tuple[str, ...]

    def restore(self) -> None:
        """Bring the link back to what it was before a visit to another page."""
        if memory.just_arrived() and not self._told():
            st.query_params.update(st.session_state.get(self._key, {}))
        self._keep()

    def query(self) -> dict[str, str]:
        """Read its names, brought back first where that is due."""
        self.restore()
        return self._told()

    def put(self, query: Mapping[str, str]) -> None:
        """Write all its names; what other parts of the app keep in the link stays."""
        others = {name: it for name, it in st.query_params.items() if name not in self.names}
        st.query_params.from_dict({**others, **query})

    def write(self, name: str, value: str, default: str = "") -> None:
        """Write one name; what is left out means the default."""
        if value != default:
            st.query_params[name] = value
        elif name in st.query_params:
            del st.query_params[name]
        self._keep()

    @property
    def _key(self) -> str:
        return f"link of {self.page}"

    def _keep(self) -> None:
        st.session_state[self._key] = self._told()

    def _told(self) -> dict[str, str]:
        return {name: st.query_params[name] for name in self.names if name in st.query_params}
