"""A request before it is sent: its path made of checked ids, its headers and its body."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from storno_desktop.domain.problem import Problem, ProblemKind
from storno_desktop.domain.session import CompanyContext

_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_HEADER_VALUE = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request. `template` is the path without ids, the only form that is ever logged."""

    method: str
    path: str = field(repr=False)
    template: str
    query: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = field(default=None, repr=False)
    changes: bool = False
    """Whether something is changed there, so that a lost answer leaves the outcome open."""
    is_pdf: bool = False

    @property
    def may_be_repeated(self) -> bool:
        """Only what merely reads is ever sent twice."""
        return self.method == "GET"


def in_path(identifier: str) -> str:
    """An id as one step of a path: a UUID as it is, anything else quoted so that it stays one step."""
    if _UUID.fullmatch(identifier):
        return identifier
    return quote(identifier, safe="").replace(".", "%2E") or "%20"


def make_ask(
    method: str,
    template: str,
    *,
    invoice: str = "",
    link: str = "",
    context: CompanyContext | None = None,
    organization_id: str = "",
    query: tuple[tuple[str, str], ...] = (),
    fields: Mapping[str, object] | None = None,
    changes: bool = False,
    is_pdf: bool = False,
) -> Ask | Problem:
    """The request for `template`, where `{id}` stands for the invoice and `{link}` for one of its links.

    A Problem (INVALID) if an id cannot be put into a header or a text is no proper Unicode: PHP would take
    a body that it cannot decode for an empty one and cancel without a reason (contract §8).
    """
    headers: dict[str, str] = {}
    if context is not None:
        headers = {"X-Organization": context.organization_id, "X-Company": context.company_id}
    elif organization_id:
        headers = {"X-Organization": organization_id}
    if not all(_HEADER_VALUE.fullmatch(value) for value in headers.values()):
        return Problem(ProblemKind.INVALID, detail="an id that fits in no header")
    try:
        body = None
        if fields is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(fields, ensure_ascii=False, allow_nan=False).encode()
        path = template.replace("{id}", in_path(invoice)).replace("{link}", in_path(link))
        "".join(value for _name, value in query).encode()
    except UnicodeEncodeError:
        return Problem(ProblemKind.INVALID, detail="a text that is no proper Unicode")
    return Ask(
        method=method,
        path=path,
        template=template,
        query=query,
        headers=headers,
        body=body,
        changes=changes,
        is_pdf=is_pdf,
    )
