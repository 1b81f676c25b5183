"""The routes on a server of their own, without Streamlit."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dilviz import web


@pytest.fixture(scope="session")
def client():
    """Ask the routes over HTTP."""
    with TestClient(Starlette(routes=web.routes(), middleware=web.middleware())) as asking:
        yield asking
