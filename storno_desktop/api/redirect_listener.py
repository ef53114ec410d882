"""Where the browser comes back to: a door on this computer that opens for one sign-in (contract §3.4)."""

import asyncio
import contextlib
import html
import logging
from collections.abc import Callable
from urllib.parse import urlsplit

from storno_desktop.domain.problem import Problem, ProblemKind

_log = logging.getLogger(__name__)

PATH = "/callback"
_LONGEST_REQUEST = 16 * 1024
_PATIENCE = 10.0
"""Seconds for one request to be said in full."""

_HEAD = (
    "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\n"
    "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n"
    "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\nConnection: close\r\n\r\n"
)
_PAGE = (
    '<!doctype html><html><meta charset="utf-8"><title>Storno Desktop</title>'
    '<body style="font: 18px sans-serif; margin: 20vh auto; max-width: 30em; text-align: center">'
    "<h1>Storno Desktop</h1><p>{sentence}</p></body></html>"
)


class RedirectListener:
    """Listens on 127.0.0.1, on a port that the system chooses, until an answer comes that `expect` was told of.

    What does not belong to the sign-in (other paths, other hosts, a wrong state) is turned away and waited
    on: another page in the same browser can neither answer nor end it. `sentence` is plain text for the
    person to read in the browser.
    """

    def __init__(self, sentence: str) -> None:
        self._read: Callable[[str], str | Problem] | None = None
        self._sentence = sentence
        self._server: asyncio.Server | None = None
        self._port = 0
        self._answer: asyncio.Future[str | Problem] | None = None

    async def open(self) -> Problem | None:
        """Begin to listen; a Problem where this computer does not let us."""
        self._answer = asyncio.get_running_loop().create_future()
        try:
            self._server = await asyncio.start_server(
                self._serve, "127.0.0.1", 0, limit=_LONGEST_REQUEST, reuse_address=False
            )
        except OSError as error:
            return Problem(ProblemKind.NO_NETWORK, detail=f"no port to listen on: {type(error).__name__}")
        self._port = self._server.sockets[0].getsockname()[1]
        return None

    @property
    def redirect_uri(self) -> str:
        """Where the browser is to come back to; the very same text goes to the server with the code."""
        return f"http://127.0.0.1:{self._port}{PATH}"

    def expect(self, read: Callable[[str], str | Problem]) -> None:
        """How an answer is told from anything else: `read` gets the query of each visit to the right path."""
        self._read = read

    async def answer(self, patience: float) -> str | Problem:
        """The code, or why there is none; TIMED_OUT after `patience` seconds."""
        if self._answer is None:
            return Problem(ProblemKind.TIMED_OUT, detail="nobody listens")
        try:
            return await asyncio.wait_for(asyncio.shield(self._answer), patience)
        except TimeoutError:
            return Problem(ProblemKind.TIMED_OUT, detail="nothing came from the browser")

    def settle(self, answer: str | Problem) -> None:
        """The answer came another way."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(answer)

    async def close(self) -> None:
        """Listen no more; whoever waits is told that it was given up."""
        self.settle(Problem(ProblemKind.TIMED_OUT, detail="given up"))
        if self._server is not None:
            self._server.close()
            with contextlib.suppress(OSError):
                await self._server.wait_closed()

    # -------------------------------------------------------------------------------------- inside

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_PATIENCE):
                head = await reader.readuntil(b"\r\n\r\n")
            status, answer = self._judge(head.decode("latin-1"))
            body = _PAGE.format(
                sentence=html.escape(self._sentence if status == "200 OK" else status)
            ).encode()
            writer.write(_HEAD.format(status=status, length=len(body)).encode() + body)
            await writer.drain()
            if answer is not None:
                self.settle(answer)
        except (TimeoutError, OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            _log.info("a visitor of the sign-in said nothing that could be read")
        finally:
            writer.close()

    def _judge(self, head: str) -> tuple[str, str | Problem | None]:
        """What to answer a visitor, and the answer to the sign-in if the visit was one."""
        line, *lines = head.split("\r\n")
        words = line.split(" ")
        hosts = [each.partition(":")[2].strip() for each in lines if each.lower().startswith("host:")]
        if len(words) != 3 or words[0] != "GET":
            return "405 Method Not Allowed", None
        target = urlsplit(words[1])
        if self._read is None or target.path != PATH or hosts != [f"127.0.0.1:{self._port}"]:
            return "404 Not Found", None
        answer = self._read(target.query)
        if isinstance(answer, Problem) and answer.kind is ProblemKind.WRONG_STATE:
            return "400 Bad Request", None
        return "200 OK", answer
