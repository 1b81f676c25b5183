"""``dilviz app``: start the web app."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from dilviz.errors import optional_package


def add(options: ArgumentParser) -> None:
    """Add the options of this command."""
    options.add_argument("--port", type=int, default=8501, help="default 8501")
    options.add_argument(
        "--address", default="localhost", help="default localhost: this machine only"
    )


def answer(arguments: Namespace) -> str:
    """Serve the pages until the process is interrupted."""
    streamlit = optional_package("streamlit.web.cli", "The pages of the app", extra="app")
    from dilviz.ui.site import SCRIPT

    settings = {
        "server.port": arguments.port,
        "server.address": arguments.address,
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
    }
    print(f"dilviz is at http://{arguments.address}:{arguments.port} until Ctrl+C.", flush=True)
    flags = [word for name, value in settings.items() for word in (f"--{name}", str(value))]
    streamlit.main(["run", str(SCRIPT), *flags], standalone_mode=False)
    return "dilviz has ended."
