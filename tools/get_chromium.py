"""Make sure that a Chromium is there for the browser tests."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"  # no windows to draw: a page opens with a tenth of the work
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """Path of a Chromium: the variable CHROMIUM, one on the PATH, or Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named and Path(named).exists():
        return named
    for name in NAMES:
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install() -> None:
    """Install Debian's package as root, else Playwright's own build."""
    if _from_debian(SHELL) or find_chromium() or _from_debian("chromium"):
        return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def _from_debian(package: str) -> bool:
    """Install a package if this is root on Debian; tell whether it is there now."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    if _apt("install", package):
        return True
    return _apt("update") and _apt("install", package)  # the lists were old, or not there


def _apt(*words: str) -> bool:
    command = ["apt-get", "-y", "-qq", *words]
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=180)
    except subprocess.TimeoutExpired:  # a machine whose package lists lead nowhere
        return False
    return done.returncode == 0


def main() -> None:
    """Find a Chromium, install one if there is none, and say which it is."""
    if not os.environ.get("CHROMIUM") and not shutil.which(SHELL):
        install()
    found = find_chromium()
    if found is None:
        sys.exit("No Chromium was found and none could be installed. Set CHROMIUM to its path.")
    print(f"Chromium for the browser tests: {found}")


if __name__ == "__main__":
    main()
