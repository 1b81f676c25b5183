"""One learner without a screen: a websocket that speaks to the app as a browser does.

A browser keeps the large messages that it was sent and names them in its next request; so does
a `Learner`, or every answer would carry all scripts again. Addresses are on this machine only.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Coroutine
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx2
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.foresight import Foresight
from benchmarks.messages import RUN_ENDED, Answer, States, Trouble, rerun

LOCAL = ("127.0.0.1", "localhost", "::1")
PATIENCE = 120  # seconds; only a server that hangs comes near


class Learner:
    """One session: ``async with Learner(address, "stack") as learner: await learner.visit()``."""

    def __init__(self, address: str, page: str = "", link: dict[str, str] | None = None):
        if urlsplit(address).hostname not in LOCAL:
            raise ValueError(f"{address} is another machine: a load test stays on this one.")
        self.address, self.page, self.link = address, page, dict(link or {})
        self.session = ""
        self._states: States = {}
        self._bound: dict[str, str] = {}  # what widgets wrote in the link stays there
        self._ids: dict[str, str] = {}  # key of a widget -> its id
        self._fragments: dict[str, str] = {}  # key of a widget -> the part of the page it reruns
        self._kept: dict[str, ForwardMsg] = {}
        self._quiet: set[str] = set()  # keys of widgets whose change starts no run
        self._http = httpx2.AsyncClient(base_url=address, timeout=PATIENCE, trust_env=False)
        self._socket: Any = None
        self.foresight = Foresight(self._figure)

    async def __aenter__(self) -> Learner:
        """Fetch what a browser fetches first, for its cookies, then open the websocket."""
        await self._connect()
        return self

    async def come_back(self) -> Answer:
        """After a lost connection: connect anew, as a browser does, and run the page's link."""
        end = time.perf_counter() + PATIENCE
        while True:
            try:
                await self._connect()
                return await self.visit()
            except (Trouble, OSError, httpx2.HTTPError, websockets.WebSocketException):
                if time.perf_counter() > end:
                    raise
                await asyncio.sleep(0.2)

    async def _connect(self) -> None:
        self._states, self._ids, self._fragments, self._kept = {}, {}, {}, {}
        self._quiet.clear()
        self.foresight = Foresight(self._figure)
        for path in (f"/{self.page}", "/_stcore/health"):
            response = await self._http.get(path)
            if response.status_code != 200:
                raise Trouble(f"{path} answered {response.status_code}")
        cookies = "; ".join(f"{name}={value}" for name, value in self._http.cookies.items())
        self._socket = await websockets.connect(
            self.address.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=["streamlit"],
            additional_headers={"Cookie": cookies, "User-Agent": "dilviz learner"},
            max_size=None,
            compression=None,
            proxy=None,
            open_timeout=PATIENCE,
        )
        self._take_cookies(self._socket.response.headers.get_all("Set-Cookie"))

    async def __aexit__(self, *_) -> None:
        """Leave, as by closing the tab."""
        if self._socket:
            await self._socket.close()
        await self._http.aclose()

    def _take_cookies(self, lines: list[str]) -> None:
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                self._http.cookies.set(name, morsel.value)

    def cookie(self, name: str) -> str:
        """Say what a cookie holds."""
        return self._http.cookies.get(name, "")

    async def visit(self) -> Answer:
        """Run the page from its link."""
        return await self._run()

    async def type(self, key: str, text: str) -> Answer:
        """Type into a text field that lives in the link."""
        self.link[key] = self._bound[key] = text
        return await self._foreseen(self.put(key, "string_value", text))

    async def slide(self, key: str, value: int) -> Answer:
        """Release a slider that lives in the link."""
        self.link[key] = self._bound[key] = str(value)
        return await self._foreseen(self.put(key, "double_array_value", [value]))

    async def tell(self, key: str, **state: Any) -> Answer:
        """Let a component of ours say something."""
        return await self.put(key, "json_value", json.dumps(state))

    async def put(self, key: str, kind: str, value: Any) -> Answer:
        """Set a widget, as the browser reports it."""
        self._states[self._id(key)] = (kind, value)
        return Answer() if key in self._quiet else await self._run(self._fragments[key])

    async def ask(self, key: str, event: str, value: Any) -> Answer:
        """Let a component of ours ask for something once: the next run does not hear it again."""
        widget = self._id(key)
        self._states.setdefault(widget, ("json_value", "{}"))  # a browser sends it too
        once = f"$$STREAMLIT_INTERNAL_KEY_{widget}__events"
        trigger = json.dumps([{"event": event, "value": value}])
        run = self._run(self._fragments[key], {once: ("json_trigger_value", trigger)})
        return await self._foreseen(run)

    def _id(self, key: str) -> str:
        if key not in self._ids:
            raise Trouble(f"the page has no widget {key!r}")
        return self._ids[key]

    async def _foreseen(self, run: Coroutine[Any, Any, Answer]) -> Answer:
        """Ask for figures while the page runs; what both bring has to be the same."""
        began = time.perf_counter()
        following = asyncio.create_task(self.foresight.follow(self.link))
        try:
            answer, ahead = await run, await following
        finally:
            following.cancel()
        ahead |= await self.foresight.complete(answer.elements, self.link)
        for key in ahead.keys() & answer.elements.keys():
            brought = answer.mounted(key)
            stamp = brought.pop("ahead")["stamp"]
            if ahead[key] != {"stamp": stamp, "data": brought or ahead[key]["data"]}:
                raise Trouble(f"{key} ahead of the page is not what the page shows")
        answer.figures = {key: figure["data"] for key, figure in ahead.items()}
        answer.seconds = answer.seconds or time.perf_counter() - began
        return answer

    async def upload(self, key: str, name: str, content: bytes) -> Answer:
        """Give a file to an uploader: ask where to, send it over HTTP, then say so."""
        message = BackMsg()
        message.file_urls_request.request_id = "1"
        message.file_urls_request.file_names.append(name)
        message.file_urls_request.session_id = self.session
        await self._send(message)
        urls = (await self._until("file_urls_response")).file_urls_response.file_urls[0]
        token = {"X-Xsrftoken": self.cookie("_streamlit_xsrf")}
        response = await self._over_http("PUT", urls.upload_url, token, {"file": (name, content)})
        if response.status_code != 204:
            raise Trouble(f"the upload answered {response.status_code}: {response.text[:200]}")
        return await self.put(key, "file_uploader_state_value", (urls, name, len(content)))

    async def fetch(self, path: str, headers: dict[str, str] | None = None) -> bytes:
        """Ask over HTTP, as the scripts of a page do."""
        response = await self._over_http("GET", f"/{path}", headers or {})
        if response.status_code != 200:
            raise Trouble(f"/{path} answered {response.status_code}: {response.text[:200]}")
        return response.content

    async def _figure(self, path: str) -> bytes | None:
        try:
            response = await self._over_http("GET", f"/{path}", {})
        except httpx2.TransportError:
            return None  # a browser waits for the page then
        if response.status_code in (404, 500):
            raise Trouble(f"/{path} answered {response.status_code}: {response.text[:200]}")
        return response.content if response.status_code == 200 else None

    async def _over_http(
        self, method: str, path: str, headers: dict[str, str], files: Any = None
    ) -> httpx2.Response:
        """Ask; and once more if the line that was kept open is closed, as browsers do."""
        try:
            return await self._http.request(method, path, headers=headers, files=files)
        except httpx2.TransportError:
            return await self._http.request(method, path, headers=headers, files=files)

    async def _run(self, fragment: str = "", once: States | None = None) -> Answer:
        began, answer = time.perf_counter(), Answer()
        await self._send(self._request(fragment, self._states | (once or {})))
        async with asyncio.timeout(PATIENCE):
            while True:
                raw = await self._receive()
                answer.received += len(raw)
                message = self._whole(ForwardMsg.FromString(raw))
                self._take(message, answer)
                if message.WhichOneof("type") == "script_finished":
                    if message.script_finished not in RUN_ENDED:
                        continue  # an older run was stopped for this one
                    answer.seconds = time.perf_counter() - began
                    return answer

    def _request(self, fragment: str, states: States) -> BackMsg:
        page = f"{self.address}/{self.page}"
        return rerun(page, urlencode(self.link), fragment, self._kept, states)

    async def _send(self, message: BackMsg) -> None:
        try:
            await self._socket.send(message.SerializeToString())
        except websockets.ConnectionClosed as closed:
            raise Trouble(f"the connection was lost: {closed}") from closed

    async def _receive(self) -> bytes:
        try:
            return await self._socket.recv()
        except websockets.ConnectionClosed as closed:
            raise Trouble(f"the connection was lost: {closed}") from closed

    async def _until(self, kind: str) -> ForwardMsg:
        async with asyncio.timeout(PATIENCE):
            while True:
                message = ForwardMsg.FromString(await self._receive())
                if message.WhichOneof("type") == kind:
                    return message

    def _whole(self, message: ForwardMsg) -> ForwardMsg:
        if message.ref_hash:
            return self._kept[message.ref_hash]
        if message.metadata.cacheable and message.hash:
            self._kept[message.hash] = message
        return message

    def _take(self, message: ForwardMsg, answer: Answer) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id or self.session
        elif kind == "page_info_changed":
            self.link = {
                **httpx2.QueryParams(message.page_info_changed.query_string),
                **self._bound,
            }
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._take_element(message.delta, answer)

    def _take_element(self, delta: Any, answer: Answer) -> None:
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise Trouble(f"exception on the page: {element.exception.message[:300]}")
        widget = getattr(getattr(element, kind), "id", "")
        if widget.startswith("$$ID-"):
            key = widget.split("-", 2)[2]
            self._ids[key], self._fragments[key] = widget, delta.fragment_id
            if getattr(getattr(element, kind), "ignore_rerun", False):
                self._quiet.add(key)
            answer.elements[key] = element
            if kind == "bidi_component" and '"ahead":' in element.bidi_component.json:
                self.foresight.mounted(key, answer.mounted(key), self.link)
