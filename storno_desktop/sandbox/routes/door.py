"""A door: the method and path of a request, and the function behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from storno_desktop.sandbox.asker import Asker, identify
from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.world import World

Known = Callable[[Call, Asker], Answer]
Anonymous = Callable[[Call, World], Answer]


@dataclass(frozen=True)
class Door:
    """`path` is written as Starlette writes it; `open` answers a call or raises a Refusal.

    `headers` go with every answer, refusals included.
    """

    method: str
    path: str
    open: Anonymous
    headers: Mapping[str, str] = field(default_factory=dict)


def known(method: str, path: str, answer: Known) -> Door:
    """A door for those who say who they are."""

    def opened(call: Call, world: World) -> Answer:
        return answer(call, identify(call, world))

    return Door(method, path, opened)


def anonymous(method: str, path: str, answer: Anonymous) -> Door:
    """A door for everybody."""
    return Door(method, path, answer)
