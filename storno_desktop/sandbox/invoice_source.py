"""Where invoices come from before anybody changes them: a seed file in memory, or a generator."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from storno_desktop.sandbox.invoice import Invoice
from storno_desktop.sandbox.plain import Json


class InvoiceHead(Protocol):
    """What is known of an untouched invoice without building it, under the names of the generator."""

    @property
    def status(self) -> str: ...
    @property
    def direction(self) -> str: ...
    @property
    def currency(self) -> str: ...
    @property
    def document_type(self) -> str: ...


@dataclass(frozen=True)
class SeedHead:
    """The head of an invoice of a seed file."""

    status: str
    direction: str
    currency: str
    document_type: str


class RecordGenerator(Protocol):
    """What the sandbox asks of a generator: records by index, ordered by issue date within a company."""

    def company_range(self, key: str) -> range: ...
    def index_of(self, invoice_id: str) -> int | None: ...
    def invoice_id(self, index: int) -> str: ...
    def issue_date(self, index: int) -> date: ...
    def window(self, key: str, first: date, last: date) -> range: ...
    def record(self, index: int) -> Json: ...
    def head(self, index: int) -> InvoiceHead: ...


class InvoiceSource(RecordGenerator, Protocol):
    """Records, and the order in which the invoices were created (a higher number is younger)."""

    def created(self, index: int) -> int: ...

    def currencies(self, key: str) -> list[str]:
        """The currencies of a company, in the order of the ids that brought them."""
        ...


class SeedInvoices:
    """The invoices of a seed file, newest issue date first within each company."""

    def __init__(self, records: list[Json]) -> None:
        births = dict(zip((_id(record) for record in records), _births(records), strict=True))
        self._records = sorted(records, key=lambda record: (record["company"], *_newest_first(record)))
        self._births = [births[_id(record)] for record in self._records]
        self._indices = {_id(record): index for index, record in enumerate(self._records)}
        self._days = [-_day(record).toordinal() for record in self._records]
        keys = [record["company"] for record in self._records]
        self._ranges = {key: range(bisect_left(keys, key), bisect_right(keys, key)) for key in set(keys)}

    def company_range(self, key: str) -> range:
        """The indices of one company's invoices; empty for a company without any."""
        return self._ranges.get(key, range(0))

    def index_of(self, invoice_id: str) -> int | None:
        """Where an invoice stands, None when the file does not know it."""
        return self._indices.get(invoice_id)

    def invoice_id(self, index: int) -> str:
        """The id at an index."""
        return _id(self._records[index])

    def issue_date(self, index: int) -> date:
        """The issue date at an index."""
        return date.fromordinal(-self._days[index])

    def window(self, key: str, first: date, last: date) -> range:
        """The indices of a company's invoices issued from `first` to `last`, both included."""
        whole = self.company_range(key)
        start = bisect_left(self._days, -last.toordinal(), whole.start, whole.stop)
        stop = bisect_right(self._days, -first.toordinal(), whole.start, whole.stop)
        return range(start, max(start, stop))

    def record(self, index: int) -> Json:
        """The record as the file has it."""
        return self._records[index]

    def head(self, index: int) -> InvoiceHead:
        """What filters look at first."""
        detail = self._records[index]["detail"]
        return SeedHead(detail["status"], detail["direction"], detail["currency"], detail["documentType"])

    def created(self, index: int) -> int:
        """The rank of its creation."""
        return self._births[index]

    def currencies(self, key: str) -> list[str]:
        """The company's currencies, in the order of ids."""
        records = sorted((self._records[index] for index in self.company_range(key)), key=_id)
        return list(dict.fromkeys(str(record["detail"]["currency"]) for record in records))


class GeneratedInvoices:
    """A generator seen as a source: creation follows the issue date, currencies are sampled."""

    _SAMPLE = 1000

    def __init__(self, generator: RecordGenerator) -> None:
        self._generator = generator
        self.company_range = generator.company_range
        self.index_of = generator.index_of
        self.invoice_id = generator.invoice_id
        self.issue_date = generator.issue_date
        self.window = generator.window
        self.record = generator.record
        self.head = generator.head

    def created(self, index: int) -> int:
        """The rank of its creation: days first, then the index."""
        return self._generator.issue_date(index).toordinal() * 10_000_000 + index

    def currencies(self, key: str) -> list[str]:
        """The currencies of the company's first thousand invoices."""
        sample = self.company_range(key)[: self._SAMPLE]
        return list(dict.fromkeys(self.head(index).currency for index in sample))


def source_invoice(source: InvoiceSource, index: int) -> Invoice:
    """The untouched invoice at an index."""
    return Invoice.of_record(source.record(index), source.created(index))


def _id(record: Json) -> str:
    return str(record["detail"]["id"])


def _day(record: Json) -> date:
    return date.fromisoformat(str(record["detail"]["issueDate"])[:10])


def _newest_first(record: Json) -> tuple[int, int]:
    return -_day(record).toordinal(), -int(_id(record).replace("-", ""), 16)


def _births(records: list[Json]) -> list[int]:
    """Ranks of creation, read from the file's order.

    A seed file lists a company's invoices by creation, and those of one moment by falling id. So a
    later moment begins where the id rises, or where the history itself begins later.
    """
    births: list[int] = []
    rank = 0
    for index, record in enumerate(records):
        if index:
            before = records[index - 1]
            if _id(record) > _id(before) or _beginning(record) > _beginning(before):
                rank += 1
        births.append(rank)
    return births


def _beginning(record: Json) -> str:
    return str(record["events"][-1]["createdAt"]) if record["events"] else ""
