"""Figures over HTTP, whatever a stranger asks for: an answer, a sentence, or no such figure."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dilviz import web
from dilviz.ui.linked_figure import figures_of, find_figure
from dilviz.ui.site import SITE

CLIENT = TestClient(Starlette(routes=web.routes("", find_figure)), raise_server_exceptions=False)
FIGURES = [figure for page in SITE for figure in figures_of(page.address).values()]
values = st.one_of(
    st.text(max_size=12),
    st.integers(-9, 10**7).map(str),
    st.sampled_from(["nan", "1e999", "-0", "٣", "x" * 9000, "3*(conv3 d2)", "\x00", "1,2,3"]),
)
names = st.sampled_from(sorted({name for one in FIGURES for name in one.settings.names()}))
queries = st.dictionaries(names | st.text(max_size=5), values, max_size=6)
places = st.sampled_from([(one.page, one.key) for one in FIGURES])
anywhere = st.tuples(*[st.text("abcdefgh-_.%/~é", max_size=9)] * 2)


@settings(max_examples=25, deadline=None)
@given(places | anywhere, queries)
def test_random_requests_are_answered_or_refused(place, query):
    reply = CLIENT.get("/figures/{}/{}".format(*place), params=query)
    assert reply.status_code in (200, 404)
    if reply.status_code == 200:
        answers = json.loads(reply.content, parse_constant=pytest.fail)  # no browser reads NaN
        for answer in answers.values():
            assert set(answer) == {"stamp", "data"} or answer["refused"].strip()
