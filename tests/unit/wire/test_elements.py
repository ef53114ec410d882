"""The rows of a page as they were written: every byte of them, or nothing."""

import json

import pytest

from storno_desktop.domain.invoice_summary import InvoiceSummary
from storno_desktop.domain.listing import Page
from storno_desktop.wire.elements import elements_of
from storno_desktop.wire.pages import read_page
from tests.unit.wire.recorded import recordings

ROW = '{"id":"%s","number":"F-1","status":"issued","issueDate":"2026-03-01","total":%s,"currency":"RON"}'


def a_page(data: str, *, before: str = "", after: str = "") -> bytes:
    return f'{{{before}"total":2,"page":1,"limit":20,"data":{data}{after}}}'.encode()


def read(body: bytes) -> Page[InvoiceSummary]:
    page = read_page(body)
    assert isinstance(page, Page)
    return page


@pytest.mark.parametrize("number", ["1.10", "1e2", "100", "12345678901234567890.5e-10", "-0.0"])
def test_numbers_keep_their_spelling(number: str) -> None:
    page = read(a_page(f"[{ROW % ('a', number)}]"))
    assert page.documents == ((ROW % ("a", number)).encode(),)


def test_spaces_escapes_and_letters_stay_as_they_came() -> None:
    rows = [
        '{ "id" : "a",\n\t"status":"issued","issueDate":"2026-03-01","total":"1", "x":"\\u0219\\/ș" }',
        ROW % ("b", "2"),
    ]
    page = read(a_page(f"[ {rows[0]}\n, {rows[1]} ]", before=' "data" : [1], "x": {"data": [2]}, '))
    assert page.documents == tuple(row.encode() for row in rows)
    assert [row.id for row in page.rows] == ["a", "b"]


def test_a_list_with_gaps_gives_its_elements_too() -> None:
    page = read(a_page(f'{{"0": {ROW % ("a", "1")}, "2": {ROW % ("b", "2")} }}'))
    assert page.documents == tuple((ROW % each).encode() for each in (("a", "1"), ("b", "2")))


def test_the_documents_stand_beside_the_rows_that_could_be_read() -> None:
    page = read(a_page(f'[{ROW % ("a", "1")},{{"id":"broken"}},{ROW % ("b", "2")}]'))
    assert page.unreadable == 1
    assert [json.loads(document)["id"] for document in page.documents] == [row.id for row in page.rows]


@pytest.mark.parametrize(
    "data",
    [
        "null",
        "[]",
        f"[{ROW % ('a', 'NaN')}]",
        f'[{ROW % ("a", "1")},{{"deep":{"[" * 150}{"]" * 150}}}]',
    ],
)
def test_what_cannot_be_told_apart_costs_no_row(data: str) -> None:
    page = read_page(a_page(data))
    if isinstance(page, Page):
        assert len(page.documents) in {0, len(page.rows)}


def test_another_reading_of_the_list_gives_nothing() -> None:
    body = a_page(f"[{ROW % ('a', '1')}]")
    assert elements_of(body, "data", [{"id": "b"}]) == ()
    assert elements_of(body, "rows", []) == ()
    assert elements_of(b"\xff", "data", []) == ()
    assert elements_of(b"[1]", "data", []) == ()
    assert elements_of(b'{"data"', "data", []) == ()


def test_every_recorded_list_gives_all_its_rows() -> None:
    seen = 0
    for recording in recordings():
        page = read_page(recording.body)
        if isinstance(page, Page):
            assert len(page.documents) == len(page.rows)
            seen += len(page.rows)
    assert seen > 100
