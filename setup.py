"""Put the app into the wheel: app.py, pages/, its settings, licence and list of changes.

In the repository they are at the top, where Streamlit looks for them and people find them. In an
installed package they are in dilviz/_app, from where ``dilviz app`` starts them.
"""

from pathlib import Path
from shutil import copyfile

from setuptools import setup
from setuptools.command.build_py import build_py

TOP = ("app.py", "LICENSE", "CHANGELOG.md", ".streamlit/config.toml")
APP = (*TOP, *sorted(map(str, Path("pages").glob("*.py"))))


class WithTheApp(build_py):
    """Copy the app's files beside the modules that are built."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return  # the app is run from the repository
        for file in APP:
            target = Path(self.build_lib) / "dilviz" / "_app" / file
            target.parent.mkdir(parents=True, exist_ok=True)
            copyfile(file, target)


setup(cmdclass={"build_py": WithTheApp})
