"""Fetching the feed of news about this program, by the same road as everything else."""

from urllib.parse import urlsplit

from storno_desktop.api.ask import Ask
from storno_desktop.api.transport import Limits, Transport
from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.server_address import ServerAddress

_LIMITS = Limits(read=15.0, whole=30.0, answer=64 * 1024)


async def fetch_feed(address: str) -> bytes | Problem:
    """What stands at this https address; nobody is named to its server, and no redirect is followed."""
    parts = urlsplit(address)
    transport = Transport(ServerAddress(f"{parts.scheme}://{parts.netloc}"), limits=_LIMITS)
    try:
        answer = await transport.send(Ask(method="GET", path=parts.path or "/", template="update feed"))
    finally:
        await transport.aclose()
    if isinstance(answer, Problem):
        return answer
    if answer.status != 200:
        return Problem(ProblemKind.NOT_FOUND, status=answer.status)
    return answer.body
