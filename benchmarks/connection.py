"""One connection of HTTP that is kept open: a request, its whole answer, then the next."""

from __future__ import annotations

import asyncio
from typing import Self


class Connection:
    """``async with Connection(address) as connection: await connection.ask("GET /healthz")``."""

    def __init__(self, address: str):
        self.host, _, self.port = address.removeprefix("http://").partition(":")

    async def __aenter__(self) -> Self:
        """Connect."""
        self.reader, self.writer = await asyncio.open_connection(self.host, int(self.port))
        return self

    async def __aexit__(self, *_) -> None:
        """Hang up."""
        self.writer.close()
        await self.writer.wait_closed()

    async def ask(
        self, request: str, *headers: str, body: str = ""
    ) -> tuple[int, dict[str, str], bytes]:
        """Send a request and read its answer: the status, the headers and the body."""
        length = f"Content-Length: {len(body)}"
        lines = [f"{request} HTTP/1.1", f"Host: {self.host}", length, *headers, "", body]
        self.writer.write("\r\n".join(lines).encode())
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode()
        first, *rest = head.splitlines()
        pairs = (line.partition(": ") for line in rest if line)
        found = {name.lower(): value for name, _, value in pairs}
        content = await self.reader.readexactly(int(found.get("content-length", 0)))
        return int(first.split()[1]), found, content
