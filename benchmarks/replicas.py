"""Several servers behind nginx, with the configuration of deploy/ (Debian: nginx-light)."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.serving import AnswersOnly, Server, free_port, running, until_it_answers
from deploy.nginx.replicas import replicas_conf

NGINX = Path(__file__).parents[1] / "deploy" / "nginx"
LOG = "nginx.txt"


class Replicas:
    """Servers that are measured as one."""

    def __init__(self, servers: list[Server], address: str):
        self.servers, self.address = servers, address

    def memory(self) -> float:
        """Megabytes that all hold now."""
        return sum(server.memory() for server in self.servers)

    def peak(self) -> float:
        """Megabytes that each held at most, together."""
        return sum(server.peak() for server in self.servers)

    def processor_seconds(self) -> float:
        """Seconds of processor time that all have used."""
        return sum(server.processor_seconds() for server in self.servers)

    def tracebacks(self) -> int:
        """How many errors their logs hold."""
        return sum(server.tracebacks() for server in self.servers)


@contextmanager
def serving(number: int) -> Iterator[Replicas]:
    """One server by itself, or several behind nginx."""
    if number > 1:
        with behind_nginx(number) as (replicas, _, _):
            yield replicas
    else:
        with running() as server:
            yield Replicas([server], server.address)


@contextmanager
def behind_nginx(number: int) -> Iterator[tuple[Replicas, Server, Path]]:
    """Replicas, the server of what needs no session, and the log of nginx in front of both."""
    with ExitStack() as stack:
        servers = [stack.enter_context(running()) for _ in range(number)]
        answers = stack.enter_context(running(AnswersOnly))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        address = stack.enter_context(_nginx(servers, answers, folder))
        yield Replicas(servers, address), answers, folder / LOG


@contextmanager
def _nginx(replicas: list[Server], answers: Server, folder: Path) -> Iterator[str]:
    """Run nginx with the very file of deploy/, on a free port; hand out its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    whole = (NGINX / "nginx.conf").read_text()
    (folder / "nginx.conf").write_text(whole.replace("listen 8080", f"listen 127.0.0.1:{port}"))
    places = [f"127.0.0.1:{server.port}" for server in replicas]
    (folder / "replicas.conf").write_text(
        replicas_conf(places, f"127.0.0.1:{answers.port}", "127.0.0.1")
    )
    # Started by root, its workers would be another user, who may not write in our folder.
    globally = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")
    command = ["nginx", "-p", f"{folder}/", "-c", f"{folder}/nginx.conf", "-g", globally]
    with (folder / LOG).open("w") as log:
        process = subprocess.Popen(command, stderr=log)
    try:
        until_it_answers(address, process, folder / LOG)
        yield address
    finally:
        process.terminate()
        process.wait()
