"""What stands around every page: its name in the tab, the masthead, its question, the footer.

The part that Streamlit does not draw (colours, contents, lost connections) is the script
``components/around``. Embedded views have none of it.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

import dilviz
from dilviz.ui.site import FAVICON, SitePage

STYLE = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
LESSON = "lesson"
MASTHEAD = """<p class="masthead">
<a href="./" aria-label="dilviz, to the first page">dilviz</a>
<span>Dilated (atrous) convolution, exact and visible.</span>
{invitation}
</p>"""
INVITATION = '<a href="lesson">New here? Start the lesson</a>'
FOOTER = f"""<p class="footer">
<span>dilviz {dilviz.__version__}</span>
<a href="about/source.zip" download>Source</a>
<a href="about/licence.txt">Licence: MIT</a>
<a href="about/changes.txt">What is new</a>
<a href="api">HTTP routes</a>
</p>"""


def name_tab(page: SitePage) -> None:
    """Give the tab of the browser the name of the page."""
    st.set_page_config(page_title=page.tab, page_icon=str(FAVICON), layout="wide")


def above(page: SitePage) -> None:
    """Show the masthead, the question that the page answers, and its sentence."""
    if st.context.is_embedded:
        return
    st.html(f"<style>{STYLE}</style>")
    invitation = "" if page.address == LESSON else INVITATION
    st.html(MASTHEAD.format(invitation=invitation))
    if page.question:
        st.title(page.question)
    if page.sentence:
        st.markdown(page.sentence)


def below() -> None:
    """Say where the source, the licence and the changes are."""
    if not st.context.is_embedded:
        st.html(FOOTER)
