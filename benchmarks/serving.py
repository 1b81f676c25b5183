"""Servers of our own for a measurement: started on loopback, watched, and ended."""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from dilviz.export.sharing import table

ROOT = Path(__file__).parents[1]
PATIENCE = 60  # seconds; only a server that hangs comes near


class Server:
    """A server process: its address, its log and its memory."""

    def __init__(self, log: Path, port: int = 0, settings: dict[str, str] | None = None):
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log, self.settings = log, settings or {}
        self.start()

    def command(self) -> list[str]:
        """Say how this server is started."""
        options = {"server.port": self.port, "server.address": "127.0.0.1", **QUIET}
        return ["streamlit", "run", "app.py"] + [
            f"--{name}={value}" for name, value in options.items()
        ]

    def start(self) -> None:
        """Start it, or start it again on the same port."""
        with self.log.open("a") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *self.command()],
                cwd=ROOT,
                env=os.environ | self.settings,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    def wait_until_it_answers(self) -> float:
        """Return the seconds it took."""
        return until_it_answers(self.address, self.process, self.log)

    def kill(self) -> None:
        """End it without a warning, as a machine that fails does."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """Ask it to end."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()

    def memory(self) -> float:
        """Megabytes it holds now, its children included."""
        return sum(_kilobytes(pid, "VmRSS") for pid in _family(self.process.pid)) / 1024

    def peak(self) -> float:
        """Megabytes it held at most."""
        return _kilobytes(self.process.pid, "VmHWM") / 1024

    def processor_seconds(self) -> float:
        """Seconds of processor time it has used, its children included."""
        ticks = 0
        for pid in _family(self.process.pid):
            after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(after_name[11]) + int(after_name[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def tracebacks(self) -> int:
        """How many errors its log holds."""
        return self.log.read_text().count("Traceback (most recent call last)")


class AnswersOnly(Server):
    """The routes without a session, in `workers` processes."""

    def __init__(self, log: Path, port: int = 0, workers: int = 1):
        self.workers = workers
        super().__init__(log, port)

    def command(self) -> list[str]:
        """Say how this server is started."""
        options = f"--host 127.0.0.1 --port {self.port} --workers {self.workers}"
        return ["uvicorn", "--factory", "dilviz.web:alone", *options.split(), *LEAN]


def until_it_answers(address: str, process: subprocess.Popen, log: Path) -> float:
    """Wait for a process that serves an address; return the seconds it took."""
    began = time.perf_counter()
    while time.perf_counter() - began < PATIENCE and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
            return time.perf_counter() - began
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"the server did not start:\n{log.read_text()[-2000:]}")


Kind = TypeVar("Kind", bound=Server)


@contextmanager
def running(kind: Callable[[Path], Kind] = Server) -> Iterator[Kind]:
    """A server that answers, for as long as it is measured; `kind` makes it of its log's path."""
    with tempfile.TemporaryDirectory() as folder:
        server = kind(Path(folder) / "log.txt")
        try:
            server.wait_until_it_answers()
            yield server
        finally:
            server.stop()


QUIET = {
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "browser.gatherUsageStats": "false",
    "logger.hideWelcomeMessage": "true",
    "logger.enableRich": "false",  # colours inside "Traceback" would hide it from a search
}
LEAN = ["--log-level", "warning", "--no-access-log"]


def free_port() -> int:
    """Find a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def options(about: str | None) -> argparse.ArgumentParser:
    """Make a parser for a benchmark whose numbers can be kept, by the first line about it."""
    parser = argparse.ArgumentParser(description=(about or "").partition("\n")[0])
    parser.add_argument("--json", type=Path, help="also write the numbers here")
    return parser


def spread(times: list[float], scale: float = 1000) -> dict[str, float]:
    """Say the median, the 95th and the 99th percentile in milliseconds, and how many there are.

    The times are in seconds, or in milliseconds with a scale of 1.
    """
    if not times:
        return {"count": 0}
    cuts = statistics.quantiles(times, n=100, method="inclusive") if len(times) > 1 else []
    whole = {"p50": statistics.median(times), "max": max(times)}
    whole |= {"p95": cuts[94], "p99": cuts[98]} if cuts else {}
    rounded = {name: round(scale * value, 1) for name, value in whole.items()}
    return {**rounded, "count": len(times)}


def flat(row: dict[str, object]) -> dict[str, object]:
    """Write a record for people: percentiles as "median / 95th", lists as their lengths."""
    cells = {}
    for name, value in row.items():
        if isinstance(value, dict):
            value = f"{value['p50']:.1f} / {value.get('p95', 0):.1f}" if value["count"] else "–"
        cells[name] = len(value) if isinstance(value, list) else value
    return cells


def keep(found: object, file: Path | None) -> None:
    """Write the numbers behind a table to a file, if one is given."""
    if file:
        file.write_text(json.dumps(found, indent=1) + "\n")


def markdown(rows: list[dict[str, object]]) -> str:
    """Lay records out as a table; the first one names the columns."""
    names = list(rows[0])
    return table(names, [[row.get(name, "") for name in names] for row in rows])


def _family(pid: int) -> list[int]:
    """A process and all that it started."""
    listing = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid] + [member for child in listing for member in _family(int(child))]


def _kilobytes(pid: int, name: str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1])
    return 0
