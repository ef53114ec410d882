"""Joins routes, dialect and world into one ASGI application."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from urllib.parse import parse_qsl

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import Message, Receive, Scope, Send

from storno_desktop.sandbox.call import Answer, Call
from storno_desktop.sandbox.control import control_routes
from storno_desktop.sandbox.cost import wait_ms
from storno_desktop.sandbox.faults import Faults, FaultyRoad
from storno_desktop.sandbox.realtime import PATH
from storno_desktop.sandbox.refusal import Refusal
from storno_desktop.sandbox.routes.door import Door
from storno_desktop.sandbox.routes.doors import all_routes
from storno_desktop.sandbox.settings import SandboxSettings
from storno_desktop.sandbox.world import World, build

Endpoint = Callable[[Request], Awaitable[Response]]


class Sandbox:
    """The application; `world` is replaced as a whole by `reset`."""

    def __init__(self, settings: SandboxSettings) -> None:
        self.settings = settings
        self.world: World = build(settings)
        self.faults = Faults.of_file(settings.faults)
        self._routes = Router(
            [self._route(door) for door in all_routes()]
            + (control_routes(self, self.faults) if settings.control else []),
            redirect_slashes=False,
        )
        self._road = FaultyRoad(self._answer, self.faults)

    def reset(self) -> None:
        """Forgets every change and every session."""
        self.world.realtime.cut()
        self.world = build(self.settings)
        self.faults.clear()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; faults strike before and after the rest, and every answer tells the sandbox's time."""
        if scope["type"] == "websocket":
            await self._connect(scope, receive, send)
            return

        async def dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                date = (b"date", self.world.clock.http_date().encode())
                message = {**message, "headers": [*message["headers"], date]}
            await send(message)

        await self._road(scope, receive, dated)

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A connection for hints; any fault but a delay keeps it from coming about."""
        fault = self.faults.strike("GET", scope["path"])
        if fault is not None and fault.kind == "delay":
            await asyncio.sleep(fault.ms / 1000)
        elif fault is not None or scope["path"] != PATH:
            await send({"type": "websocket.close", "code": 1008})  # 403 to whoever knocks
            return
        await self.world.realtime(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        scope["app"] = self  # makes the router raise instead of answering unknown paths itself
        try:
            await self._routes(scope, receive, send)
        except HTTPException as error:
            refusal = Refusal(error.status_code, "", "E8")
            call = await call_of(request, read_body=False)
            await self._response(self.world.dialect.shapes.refused(refusal, call))(scope, receive, send)

    def _route(self, door: Door) -> Route:
        async def endpoint(request: Request) -> Response:
            call = await call_of(request)
            shapes = self.world.dialect.shapes
            try:
                answer = door.open(call, self.world)
            except Refusal as refusal:
                answer = shapes.refused(refusal, call)
            await self._take_time(answer)
            return self._response(replace(answer, headers={**door.headers, **answer.headers}))

        return Route(door.path, endpoint, methods=[door.method])

    async def _take_time(self, answer: Answer) -> None:
        wait = wait_ms(self.settings, answer.examined)
        if wait:
            await asyncio.sleep(wait / 1000)

    def _response(self, answer: Answer) -> Response:
        headers = {
            "Cache-Control": "no-cache, private",
            **answer.headers,
        }
        if answer.raw is not None:
            return Response(answer.raw, answer.status, {**headers, "Content-Type": answer.kind})
        if answer.status == 204:
            return Response(b"", 204, headers)
        return Response(orjson.dumps(answer.body), answer.status, {**headers, "Content-Type": answer.kind})


async def call_of(request: Request, *, read_body: bool = True) -> Call:
    """The request with its body read."""
    return Call(
        method=request.method,
        path=request.url.path,
        places=request.path_params,
        query=dict(parse_qsl(request.url.query, keep_blank_values=True)),
        headers={name.lower(): value for name, value in request.headers.items()},
        body=await request.body() if read_body else b"",
        peer=request.client.host if request.client else "",
    )
