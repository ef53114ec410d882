"""Reading a JSON document of the server's: what is tolerated, and the value for what cannot be read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, RootModel, ValidationError
from pydantic.alias_generators import to_camel

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A document that is not what this server should say.

    `why` names the places and kinds of the faults, never a value from the document.
    """

    why: str


class WireDocument(BaseModel):
    """The common ground of all documents: camelCase names, unknown keys ignored, frozen."""

    model_config = ConfigDict(extra="ignore", frozen=True, alias_generator=to_camel, populate_by_name=False)


def _text(value: Any) -> Any:
    if value is None or isinstance(value, list | dict):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.strip() if isinstance(value, str) else str(value)


def _required_text(value: Any) -> Any:
    text = _text(value)
    if not text:
        raise ValueError("empty")
    return text


def _flag(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip().lower() in {"1", "true", "yes"}
    return value is True or (isinstance(value, int | float) and not isinstance(value, bool) and value == 1)


def _object_or_nothing(value: Any) -> Any:
    return value if isinstance(value, dict) else None


def listed(value: object) -> list[Any]:
    """A list as PHP may send it: a list, an object whose keys have gaps, or null for none (contract §27).

    ValueError for anything else: a list that carries evidence must not quietly become empty.
    """
    if value is None:
        return []
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        return list(value.values())
    raise ValueError("not a list")


Text = Annotated[str, BeforeValidator(_text)]
"""Text; numbers become text, null and empty PHP arrays become ""."""
RequiredText = Annotated[str, BeforeValidator(_required_text)]
Flag = Annotated[bool, BeforeValidator(_flag)]
OptionalObject = BeforeValidator(_object_or_nothing)
"""Marks a nested object; PHP writes an empty one as `[]` (contract §1)."""
Listed = BeforeValidator(listed)


def _where(fault: ValidationError) -> str:
    places = []
    for error in fault.errors(include_url=False, include_context=False, include_input=False)[:3]:
        # Positions and names of our own models only: unknown keys of a foreign document never come here.
        path = ".".join(str(part) for part in error["loc"][:4]) or "document"
        places.append(f"{path}: {error['type']}")
    return "; ".join(places)


def read(model: type[M], body: bytes) -> M | Unreadable:
    """The document in `body` (JSON, UTF-8) as `model`; Unreadable instead of any exception."""
    try:
        return model.model_validate_json(body)
    except ValidationError as fault:
        return Unreadable(_where(fault))


def read_part(model: type[M], part: object) -> M | Unreadable:
    """One element of a document that was already parsed, as `model`."""
    try:
        return model.model_validate(part)
    except ValidationError as fault:
        return Unreadable(_where(fault))


class _AnyDocument(RootModel[Any]):
    pass


def read_rows(body: bytes) -> list[Any] | Unreadable:
    """The elements of a bare list or of `{"data": [...]}`: sources disagree about which (contract §26)."""
    document = read(_AnyDocument, body)
    if isinstance(document, Unreadable):
        return document
    content = document.root
    if isinstance(content, list):
        return content
    if isinstance(content, dict) and isinstance(content.get("data"), list | dict):
        return listed(content["data"])
    return Unreadable("document: neither a list nor an object with one")


def read_all(model: type[M], body: bytes, to_value: Callable[[M], T]) -> tuple[T, ...] | Unreadable:
    """All elements of a list, turned into values; one that cannot be read makes all of it Unreadable.

    For lists that are evidence (payments, events...): a missing element must not pass for none.
    """
    rows = read_rows(body)
    if isinstance(rows, Unreadable):
        return rows
    values = []
    for position, row in enumerate(rows):
        element = read_part(model, row)
        if isinstance(element, Unreadable):
            return Unreadable(f"element {position}: {element.why}")
        values.append(to_value(element))
    return tuple(values)
