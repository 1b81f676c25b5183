"""``python -m dilviz``: an answer on one stream, or one line on the other and status 2."""

import os
import sys

from dilviz.command_line import run
from dilviz.errors import GeometryError, MissingExtra


def main() -> int:
    """Print what a command answers."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        print(run(), flush=True)
    except (GeometryError, MissingExtra) as error:
        print("dilviz:", " ".join(str(error).split()), file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
