"""The part of a page's link that its components write, and no widget of Streamlit's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class PageLink:
    """The names in the link that a page writes itself, not its widgets."""

    names: tuple[str, ...]

    def query(self) -> dict[str, str]:
        """Read these names."""
        return {name: st.query_params[name] for name in self.names if name in st.query_params}

    def replace(self, query: Mapping[str, str]) -> None:
        """Write all these names; what other parts of the app keep in the link stays."""
        others = {name: st.query_params[name] for name in st.query_params if name not in self.names}
        st.query_params.from_dict({**others, **query})

    def write(self, name: str, value: str, default: str = "") -> None:
        """Write a value under a name into the link; the default is left out."""
        if value != default:
            st.query_params[name] = value
        elif name in st.query_params:
            del st.query_params[name]
