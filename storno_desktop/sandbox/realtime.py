"""The server's hints: a Centrifugo as far as its clients use it, which says on a channel that something changed (contract §19)."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Iterator

import orjson
from starlette.types import Receive, Scope, Send

from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.plain import Json
from storno_desktop.sandbox.tokens import Tokens

PATH = "/connection/websocket"
TOKEN_SECONDS = 3600
PING_SECONDS = 25
INVALID_TOKEN, BAD_REQUEST, SHUTDOWN, NO_PONG = 3500, 3501, 3001, 3012
"""Codes that close a connection; from 3500 on Centrifugo's own clients do not come back."""
_DENIED, _EXPIRED, _UNKNOWN_METHOD = 103, 109, 104


def invoice_channel(company_id: str) -> str:
    """Where changes of a company's invoices are told."""
    return f"invoices:company_{company_id}"


class _Listener:
    """One connection: what is still to be sent, and the channels it asked for."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.post: asyncio.Queue[bytes | int] = asyncio.Queue()
        self.person: object = None
        self.owes_pong = False
        self.channels: set[str] = set()

    def put(self, said: bytes | int) -> None:
        """Send this, from any thread; a number closes the connection with that code."""
        with contextlib.suppress(RuntimeError):  # the sandbox ended meanwhile
            self.loop.call_soon_threadsafe(self.post.put_nowait, said)


class Realtime:
    """All connections of one world. The same for both dialects; nothing is kept for those who come later.

    `is_deaf` lets it swallow everything, pings included, as a server that hangs; `ping_seconds` is how often it
    asks whether somebody is still there.
    """

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._listeners: set[_Listener] = set()
        self.ping_seconds: float = PING_SECONDS
        self.pongs = 0
        self.token_seconds = TOKEN_SECONDS
        self.is_deaf = False
        self.origins: list[str] = []
        """The Origin headers that came: the real server lets in those of its web pages only."""

    # -------------------------------------------------------------------------------------- letting in

    def connection_token(self, user_id: object) -> str:
        """A token to connect with, good for an hour."""
        return self._tokens.signed({"sub": user_id}, self.token_seconds)

    def subscription_token(self, user_id: object, channel: str) -> str:
        """A token for one channel; whether the person has any business there is not asked (contract §19)."""
        return self._tokens.signed({"sub": user_id, "channel": channel}, self.token_seconds)

    # -------------------------------------------------------------------------------------- telling

    @property
    def channels(self) -> list[str]:
        """The channels that somebody listens to, once for each listener."""
        return sorted(channel for listener in self._listeners for channel in listener.channels)

    def tell(self, company_id: str, kind: str, invoice: Invoice | None = None) -> None:
        """Something happened to an invoice; without one the message is bare, as for a deletion."""
        message: Json = {"type": kind}
        if invoice is not None:
            fields = ("id", "number", "status", "direction", "total", "currency")
            message["invoice"] = {name: invoice.detail.get(name) for name in fields}
        self.publish(invoice_channel(company_id), message)

    def publish(self, channel: str, message: Json) -> None:
        """Say this to all who listen, from any thread."""
        for listener in list(self._listeners):
            if channel in listener.channels:
                listener.put(_line({"push": {"channel": channel, "pub": {"data": message}}}))

    def cut(self, code: int = SHUTDOWN) -> None:
        """Close all connections, from any thread."""
        for listener in list(self._listeners):
            listener.put(code)

    # -------------------------------------------------------------------------------------- one connection

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one connection until either side ends it."""
        await receive()
        self.origins += [value.decode("latin-1") for name, value in scope["headers"] if name == b"origin"]
        await send({"type": "websocket.accept"})
        listener = _Listener()
        self._listeners.add(listener)
        sending = asyncio.create_task(self._send_all(listener, send))
        try:
            while (message := await receive())["type"] == "websocket.receive":
                if self.is_deaf:
                    continue
                for command in _commands(message.get("text") or ""):
                    self._obey(listener, command)
        except asyncio.CancelledError:
            pass  # the sandbox ends; the connection is cut already
        finally:
            self._listeners.discard(listener)
            sending.cancel()

    async def _send_all(self, listener: _Listener, send: Send) -> None:
        while True:
            try:
                said: bytes | int = await asyncio.wait_for(listener.post.get(), self.ping_seconds or None)
            except TimeoutError:
                said = NO_PONG if listener.owes_pong else b"{}"
                listener.owes_pong = True
            if self.is_deaf:
                continue
            if isinstance(said, int):
                await send({"type": "websocket.close", "code": said, "reason": ""})
                return
            await send({"type": "websocket.send", "text": said.decode()})

    def _obey(self, listener: _Listener, command: Json) -> None:
        number = command.get("id")
        if not command:  # the answer to a ping
            self.pongs += 1
            listener.owes_pong = False
            return
        if "connect" in command:
            claims = self._tokens.claims(str(command["connect"].get("token")))
            if claims is None:
                listener.put(INVALID_TOKEN)
            elif claims == "expired":
                listener.put(_refused(number, _EXPIRED, "token expired"))
            else:
                listener.person = claims["sub"]
                listener.put(_line({"id": number, "connect": self._welcome()}))
        elif listener.person is None:
            listener.put(BAD_REQUEST)
        elif "subscribe" in command:
            wanted = command["subscribe"]
            claims = self._tokens.claims(str(wanted.get("token")))
            if claims == "expired":
                listener.put(_refused(number, _EXPIRED, "token expired"))
            elif claims is None or claims != {"sub": listener.person, "channel": wanted.get("channel")}:
                listener.put(_refused(number, _DENIED, "permission denied"))
            else:
                listener.channels.add(str(wanted["channel"]))
                place = {"recoverable": True, "epoch": "sandbox", "positioned": True}
                listener.put(_line({"id": number, "subscribe": {**self._lifetime(), **place}}))
        else:
            listener.put(_refused(number, _UNKNOWN_METHOD, "method not found"))

    def _welcome(self) -> Json:
        pinging = {"ping": self.ping_seconds, "pong": True} if self.ping_seconds else {}
        return {"client": secrets.token_hex(16), "version": "6.0.0", **self._lifetime(), **pinging}

    def _lifetime(self) -> Json:
        return {"expires": True, "ttl": self.token_seconds}


def _commands(text: str) -> Iterator[Json]:
    """Several commands may come in one message, each on a line."""
    for line in filter(None, text.split("\n")):
        command = orjson.loads(line)
        yield command if isinstance(command, dict) else {}


def _line(reply: Json) -> bytes:
    return orjson.dumps(reply)


def _refused(number: object, code: int, text: str) -> bytes:
    return _line({"id": number, "error": {"code": code, "message": text}})
