"""The server's hints: the tokens for them, and what comes over a line of Centrifugo's JSON protocol (contract §19)."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Annotated, Any

from pydantic import BeforeValidator

from storno_desktop.wire.document import (
    Flag,
    OptionalObject,
    RequiredText,
    Text,
    Unreadable,
    WireDocument,
    read,
)


def _seconds(value: Any) -> Any:
    fits = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 10**9
    return float(value) if fits else 0.0


def _number(value: Any) -> Any:
    fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31
    return value if fits else 0


_Seconds = Annotated[float, BeforeValidator(_seconds)]
_Number = Annotated[int, BeforeValidator(_number)]


class _Token(WireDocument):
    token: RequiredText


class _Welcome(WireDocument):
    ping: _Seconds = 0.0
    pong: Flag = False
    ttl: _Seconds = 0.0


class _Subscribed(WireDocument):
    ttl: _Seconds = 0.0


class _Refused(WireDocument):
    code: _Number = 0


class _Push(WireDocument):
    channel: Text = ""
    pub: Annotated[dict[str, Any] | None, OptionalObject] = None
    unsubscribe: Annotated[dict[str, Any] | None, OptionalObject] = None
    disconnect: Annotated[dict[str, Any] | None, OptionalObject] = None


class _Reply(WireDocument):
    id: _Number = 0
    connect: Annotated[_Welcome | None, OptionalObject] = None
    subscribe: Annotated[_Subscribed | None, OptionalObject] = None
    error: Annotated[_Refused | None, OptionalObject] = None
    push: Annotated[_Push | None, OptionalObject] = None


class Said(Enum):
    """The kinds of message that matter here."""

    PING = auto()
    WELCOME = auto()
    SUBSCRIBED = auto()
    REFUSED = auto()
    NEWS = auto()
    """Something was published on `channel`."""
    DISMISSED = auto()
    """The server ends the subscription or the connection."""
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class HintMessage:
    """One message. `ping` is how often the server asks (seconds, 0 for never), `pong` whether it wants an
    answer, `ttl` for how many seconds a token is good (0: not said), `code` why it refused."""

    said: Said
    channel: str = ""
    ping: float = 0.0
    pong: bool = False
    ttl: float = 0.0
    code: int = 0


def read_hint_token(body: bytes) -> str | Unreadable:
    """A token for connecting or for one channel."""
    document = read(_Token, body)
    return document if isinstance(document, Unreadable) else document.token


def read_hint_messages(text: str) -> tuple[HintMessage, ...] | Unreadable:
    """What one frame says: messages of JSON, each on a line. Who published what is not looked at."""
    messages = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        reply = read(_Reply, line.encode(errors="replace"))
        if isinstance(reply, Unreadable):
            return reply
        messages.append(_meaning(reply))
    return tuple(messages)


def _meaning(reply: _Reply) -> HintMessage:
    if reply.error is not None:
        return HintMessage(Said.REFUSED, code=reply.error.code)
    if reply.connect is not None:
        welcome = reply.connect
        return HintMessage(Said.WELCOME, ping=welcome.ping, pong=welcome.pong, ttl=welcome.ttl)
    if reply.subscribe is not None:
        return HintMessage(Said.SUBSCRIBED, ttl=reply.subscribe.ttl)
    push = reply.push
    if push is None:
        return HintMessage(Said.OTHER if reply.id or reply.model_fields_set else Said.PING)
    if push.pub is not None:
        return HintMessage(Said.NEWS, channel=push.channel)
    if push.unsubscribe is not None or push.disconnect is not None:
        return HintMessage(Said.DISMISSED, channel=push.channel)
    return HintMessage(Said.OTHER, channel=push.channel)
