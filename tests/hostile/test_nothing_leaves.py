"""The server asks nobody: no name is looked up and no connection opened but on this machine."""

import http.client

import pytest

from tests.browser.server import Server

# Python imports this first: it writes down whom the process asks for.
RECORDER = """
import ipaddress, os, socket, sys

def _told(host):
    try:
        return ipaddress.ip_address(host).is_loopback or ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return host in (None, "", "localhost")

def _watch(event, given):
    host = None
    if event == "socket.getaddrinfo":
        host = given[0]
    elif event == "socket.connect" and given[0].type & 0xF == socket.SOCK_STREAM:
        host = given[1][0] if isinstance(given[1], tuple) else None
    if not _told(host.decode() if isinstance(host, bytes) else host):
        with open(os.environ["ASKED_FOR"], "a") as file:
            file.write(f"{event} {host}\\n")

sys.addaudithook(_watch)
"""
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


@pytest.fixture
def watched(tmp_path):
    """A server on all addresses, as in a container, and the file of whom it asked for."""
    (tmp_path / "sitecustomize.py").write_text(RECORDER)
    asked = tmp_path / "asked.txt"
    asked.touch()
    environment = {"PYTHONPATH": str(tmp_path), "ASKED_FOR": str(asked)}
    server = Server(tmp_path / "log.txt", {"server.address": "0.0.0.0"}, environment)
    try:
        server.wait_until_it_answers()
        yield server, asked
    finally:
        server.stop()


def answer_to(server, headers):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", "/_stcore/stream", headers={**UPGRADE, **headers})
    status = connection.getresponse().status
    connection.close()
    return status


def test_a_websocket_from_another_site_is_refused_without_asking_the_internet(watched):
    server, asked = watched
    assert answer_to(server, {"Origin": "http://elsewhere.example"}) == 403
    assert asked.read_text() == ""


def test_a_page_is_let_in_under_any_name_of_its_server(watched):
    server, asked = watched
    name = f"classroom.example:{server.port}"
    assert answer_to(server, {"Host": name, "Origin": f"http://{name}"}) == 101
    assert asked.read_text() == ""
