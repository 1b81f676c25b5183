"""Connections to a server that is handed its socket do not wait for acknowledgements."""

import socket
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dilviz import web


@pytest.fixture
def listening():
    """A socket as Streamlit makes it: its protocol is not named."""
    with socket.socket(family=socket.AF_INET) as sock:
        sock.bind(("127.0.0.1", 0))
        sock.listen()
        yield sock


def test_connections_of_a_started_server_have_tcp_nodelay(listening):
    assert not listening.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    with (
        TestClient(web.alone()),
        socket.create_connection(listening.getsockname()),
        listening.accept()[0] as accepted,
    ):
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_closed_and_udp_sockets_are_ignored(listening):
    closed = socket.socket()
    closed.close()
    with socket.socket(type=socket.SOCK_DGRAM) as datagrams, TestClient(web.alone()):
        assert datagrams.fileno() >= 0


def test_the_app_uses_this_lifespan():
    assert "lifespan=web.lifespan" in (Path(__file__).parents[2] / "app.py").read_text("utf-8")
