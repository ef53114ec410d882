"""A tiny real server on loopback whose answers a test chooses, for everything that can go wrong on the way."""

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable

Road = Callable[[asyncio.StreamReader, asyncio.StreamWriter, bytes], Awaitable[None]]


def answer(status: str, body: bytes = b"{}", *, headers: str = "", declared: int | None = None) -> bytes:
    """A whole HTTP/1.1 answer; `declared` lies about the length of the body."""
    length = len(body) if declared is None else declared
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{headers}"
        f"Content-Length: {length}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


def saying(*answers: bytes) -> Road:
    """Gives these answers in turn, the last one for ever, and ends the connection after each."""
    left = list(answers)

    async def road(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _asked: bytes) -> None:
        writer.write(left.pop(0) if len(left) > 1 else left[0])
        await writer.drain()

    return road


async def silence(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter, _asked: bytes) -> None:
    """Says nothing until the client goes away."""
    await reader.read()


async def reset(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _asked: bytes) -> None:
    """Cuts the connection after the whole request has come."""
    writer.transport.abort()


class FaultyServer:
    """Listens in a thread of its own between `__enter__` and `__exit__`; keeps what it was asked."""

    def __init__(
        self, road: Road, tls: ssl.SSLContext | None = None, *, waits_for: bytes = b"\r\n\r\n"
    ) -> None:
        self.road = road
        self._waits_for = waits_for
        self._tls = tls
        self.asked: list[bytes] = []
        self._writers: list[asyncio.StreamWriter] = []
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._port = 0
        self._thread = threading.Thread(target=self._run, name="faulty-server", daemon=True)

    @property
    def port(self) -> int:
        return self._port

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self._port}"

    def requests(self, path: str) -> int:
        """How often this path was asked for."""
        return sum(asked.split(b" ", 2)[1].split(b"?")[0] == path.encode() for asked in self.asked)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._over = asyncio.Event()
        server = await asyncio.start_server(self._meet, "127.0.0.1", 0, ssl=self._tls)
        self._port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._over.wait()
        server.close()
        for _ in range(
            4
        ):  # a connection that was just taken is given to nobody, and lost, where its task is cut off
            await asyncio.sleep(0)
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        for writer in self._writers:
            writer.transport.abort()
        await asyncio.sleep(0)  # connections are given back one turn of the loop after they were cut

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.append(writer)
        try:
            head = await reader.readuntil(self._waits_for)
            length = next(
                (
                    int(line.split(b":")[1])
                    for line in head.lower().split(b"\r\n")
                    if line.startswith(b"content-length")
                ),
                0,
            )
            asked = head + await reader.readexactly(length)
            self.asked.append(asked)
            await self.road(reader, writer, asked)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    def __enter__(self) -> "FaultyServer":
        self._thread.start()
        assert self._ready.wait(30)
        return self

    def __exit__(self, *_of_the_test: object) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(30)
