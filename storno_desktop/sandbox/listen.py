"""Runs a sandbox on a loopback socket in a thread of its own."""

from __future__ import annotations

import asyncio
import socket
import threading
from types import TracebackType

from starlette.types import Receive, Scope, Send
from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

from storno_desktop.sandbox.faults import TRANSPORT
from storno_desktop.sandbox.ledger import Ledger
from storno_desktop.sandbox.plain import Json
from storno_desktop.sandbox.server import Sandbox
from storno_desktop.sandbox.settings import SandboxSettings

_HOST = "127.0.0.1"
_STARTING, _STOPPING = 30.0, 5.0


class _CuttableConnection(H11Protocol):
    """Hands each request the transport it came by, so that a fault can cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        app = self.app

        async def with_transport(scope: Scope, receive: Receive, send: Send) -> None:
            scope[TRANSPORT] = transport
            await app(scope, receive, send)

        self.app = with_transport


class _PromptServer(Server):
    """A server that ends at once when told, instead of looking every tenth of a second."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.accepting = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._told: asyncio.Event | None = None

    async def main_loop(self) -> None:
        self._loop, self._told = asyncio.get_running_loop(), asyncio.Event()
        self.accepting.set()
        await self._told.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        pending = list(self.server_state.tasks)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)

    def tell_to_stop(self) -> None:
        """From any thread; connections are cut, work in flight is given up."""
        if self._loop is not None and self._told is not None:
            self._loop.call_soon_threadsafe(self._told.set)


class SandboxServer:
    """A Storno server in memory, reachable at `url` between `start` and `stop`."""

    def __init__(self, settings: SandboxSettings) -> None:
        self.settings = settings
        self._sandbox = Sandbox(settings)
        self._server: _PromptServer | None = None
        self._thread: threading.Thread | None = None
        self._port = settings.port

    def __enter__(self) -> SandboxServer:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """The address to send requests to, without a slash at the end."""
        return f"http://{_HOST}:{self._port}"

    @property
    def accounts(self) -> list[Json]:
        """Who can sign in: `email`, `password`, `role`, what the account `shows` beyond a plain sign-in and, with
        a second factor, `totpSecret` and `backupCodes`; first an owner without any of that."""
        return self._sandbox.world.samples

    @property
    def api_keys(self) -> list[Json]:
        """The API keys: `name`, `key`, `email`, `scopes`, and whether it `works`."""
        return self._sandbox.world.sample_keys

    @property
    def oauth_client(self) -> Json:
        """The program registered for the browser: `clientId`, `name`, `redirectUri`, `scopes`."""
        return self._sandbox.world.oauth_client

    @property
    def sandbox(self) -> Sandbox:
        """The application with its world, for tests that change data behind the API's back."""
        return self._sandbox

    @property
    def ledger(self) -> Ledger:
        """The books; after a reset they are new ones."""
        return self._sandbox.world.ledger

    def start(self) -> None:
        """Returns when requests are accepted; raises OSError if the port is taken."""
        if self._server is not None:
            return
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((_HOST, self._port))
        except OSError:
            listener.close()
            raise
        self._port = int(listener.getsockname()[1])
        config = Config(
            self._sandbox,
            http=_CuttableConnection,
            ws="websockets-sansio",
            ws_ping_interval=None,  # hints have pings of their own
            lifespan="off",
            loop="asyncio",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
        )
        self._server = _PromptServer(config)
        self._thread = threading.Thread(
            target=self._server.run, args=([listener],), name="storno-sandbox", daemon=True
        )
        self._thread.start()
        if not self._server.accepting.wait(_STARTING):
            raise RuntimeError("the sandbox did not start")

    def stop(self) -> None:
        """Closes all connections and ends the thread; a second call does nothing."""
        server, thread = self._server, self._thread
        self._server = self._thread = None
        if server is None or thread is None:
            return
        server.tell_to_stop()
        thread.join(_STOPPING)
