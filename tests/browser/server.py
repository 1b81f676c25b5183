"""The app as people run it: a server of its own on a free port, and what it prints."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 90  # seconds; only a server that hangs comes near


def free_port():
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A running app: its address and its log; `options` are Streamlit's."""

    def __init__(self, log: Path, options=None, environment=None, port=None):
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = log
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        chosen = {
            "server.port": self.port,
            "server.address": "127.0.0.1",
            "server.headless": "true",
            "server.fileWatcherType": "none",
            "browser.gatherUsageStats": "false",
            "logger.enableRich": "false",  # colours inside "Traceback" would hide it from a search
            **(options or {}),
        }
        command += [f"--{name}={value}" for name, value in chosen.items()]
        with log.open("a") as out:  # a test may add to it as well
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    def wait_until_it_answers(self):
        """Return as soon as the server is healthy; fail with its log if it is not."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.address}/_stcore/health", timeout=5).close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"the app did not start:\n{self.log.read_text()}")

    def stop(self):
        """End the server, and only this one."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Restarting(Server):
    """A server that, after ``stop()``, starts at the same address by ``start()``."""

    def start(self):
        """Start it again."""
        self.__init__(self.log, port=self.port)
        self.wait_until_it_answers()
