"""Uploads stay in memory: no part of somebody's picture is ever written to a disk."""

from starlette.formparsers import MultiPartParser

LARGEST_UPLOAD = 110_000_000  # bytes; above `server.maxUploadSize`


def keep_in_memory() -> None:
    """Raise the size from which Starlette puts an upload into a temporary file: 1 MB otherwise."""
    MultiPartParser.spool_max_size = LARGEST_UPLOAD
