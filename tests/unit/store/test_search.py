from datetime import date, timedelta
from decimal import Decimal

import pytest

from storno_desktop.domain.invoice_summary import Direction, InvoiceStatus
from storno_desktop.domain.listview import Column, ListView
from storno_desktop.domain.search_question import LONGEST_TEXT, SearchQuestion
from storno_desktop.store.folding import fold, number_key
from storno_desktop.store.search import Search, amounts
from tests.unit.store.kept import COMPANY, NOON, TODAY, Shelf, a_shelf, an_invoice, many_invoices


def found(shelf: Shelf, text: str, **asked: object) -> list[str]:
    view = ListView(today=TODAY, text=text, **asked)  # type: ignore[arg-type]
    listing = shelf.reader.open(view, COMPANY)
    return [row.number for position in range(len(listing)) if (row := listing.row(position))]


def kept(shelf: Shelf) -> None:
    shelf.store.put(
        COMPANY,
        [
            an_invoice("FCT-2021-0012", buyer="Șapte Țări SRL", cif="RO1234567", issued=date(2026, 1, 1)),
            an_invoice("FCT-2021-0123", buyer="Brânză 100% „Î” SA", cif="1234599", issued=date(2026, 1, 2)),
            an_invoice("PRF_7", buyer="O'Neill NEAR (Cluj)", cif="DE223456789", issued=date(2026, 1, 3)),
            an_invoice("12", buyer="Țara 🎉 Nouă", cif="", issued=date(2025, 1, 1), total="-1234.56"),
            an_invoice("FCT-12", buyer="", cif="RO99", issued=date(2026, 1, 5), total="1234.56"),
        ],
        NOON,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sapte", ["FCT-2021-0012"]),
        ("ŞAPTE ţări", ["FCT-2021-0012"]),  # the cedilla forms of old keyboards
        ("ȚĂR", ["FCT-2021-0012", "12"]),
        ("branza sa", ["FCT-2021-0123"]),
        ("FCT-2021-00", ["FCT-2021-0012"]),
        ("fct-2021", ["FCT-2021-0123", "FCT-2021-0012"]),
        ("21-01", ["FCT-2021-0123"]),
        ("012", ["FCT-2021-0123", "FCT-2021-0012"]),
        ("1234567", ["FCT-2021-0012"]),
        ("RO1234567", ["FCT-2021-0012"]),
        ("ro 1234567", ["FCT-2021-0012"]),
        ("RO34567", ["PRF_7", "FCT-2021-0012"]),
        ("ro 34567", ["PRF_7", "FCT-2021-0012"]),
        ("RO12", ["FCT-2021-0123", "FCT-2021-0012"]),
        ("DE2234", ["PRF_7"]),
        ("1.234,56", ["FCT-12"]),
        ("1234.56", ["FCT-12"]),
        ("1,234.56", ["FCT-12"]),
        ("-1.234,56", ["12"]),
        ("−1234,56", ["12"]),
        ("near", ["PRF_7"]),
        ("(cluj)", ["PRF_7"]),
        ("o'neill", ["PRF_7"]),
        ("🎉 tara", ["12"]),
        ("   ", ["FCT-12", "PRF_7", "FCT-2021-0123", "FCT-2021-0012", "12"]),
        ("🎉", []),
        ("%", []),
        ("_", []),
        ("PRF_7", ["PRF_7"]),
        ("prf 7", ["PRF_7"]),
        ("sapte branza", []),
        ("apte", ["FCT-2021-0012"]),  # inside a word too, from three letters on
        ("apte țăr", ["FCT-2021-0012"]),
        ("neil", ["PRF_7"]),
        ("ei", []),
        ("2021-0", ["FCT-2021-0123", "FCT-2021-0012"]),
        ("fct 2021/0012", ["FCT-2021-0012"]),  # whatever stands between
    ],
)
def test_what_is_typed_finds(text: str, expected: list[str]) -> None:
    with a_shelf() as shelf:
        kept(shelf)
        assert found(shelf, text) == expected


def test_an_exact_number_or_cif_stands_on_top_of_newer_ones() -> None:
    with a_shelf() as shelf:
        kept(shelf)
        assert found(shelf, "12")[0] == "12"
        assert found(shelf, "12")[1:] == ["FCT-12", "FCT-2021-0123", "FCT-2021-0012"]
        assert found(shelf, "ro1234567")[0] == "FCT-2021-0012"
        assert found(shelf, "1234567")[0] == "FCT-2021-0012"
        assert found(shelf, "12", descending=False)[0] == "12"
        assert found(shelf, "12", sort=Column.TOTAL)[0] == "12"
        assert found(shelf, "12", states=frozenset({InvoiceStatus.PAID})) == []
        assert found(shelf, "12", direction=Direction.INCOMING) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("client:țări", ["FCT-2021-0012"]),
        ('client:"sapte tari"', ["FCT-2021-0012"]),
        ('client:"tari sapte"', []),
        ("client:123", []),  # a number or a CIF is no client
        ("client:apte", ["FCT-2021-0012"]),
        ("client:t", ["FCT-2021-0012", "12"]),
        ("client:ap", []),
        ('client:"pte ta"', ["FCT-2021-0012"]),
        ("cif:123", ["FCT-2021-0123", "FCT-2021-0012"]),
        ("cif:RO1234567", ["FCT-2021-0012"]),
        ("cif:34567", ["PRF_7", "FCT-2021-0012"]),
        ("număr:12", ["12", "FCT-12"]),  # the exact one on top
        ("number:123", ["FCT-2021-0123"]),  # no CIF and no amount
        ("total:>1000", ["FCT-12"]),
        ("total:<0", ["12"]),
        ("total:1.234,56", ["FCT-12"]),
        ("total:119..119", ["PRF_7", "FCT-2021-0123", "FCT-2021-0012"]),
        ("total:>119 total:<119", []),
        ("data:2025", ["12"]),
        ("data:2026-01-02..03.01.2026", ["PRF_7", "FCT-2021-0123"]),
        ("data:2025 data:2026", []),
        ("status:emise", ["FCT-12", "PRF_7", "FCT-2021-0123", "FCT-2021-0012", "12"]),
        ("status:anulate", []),
        ("status:emise data:2025", ["12"]),
        ("fct total:119", ["FCT-2021-0123", "FCT-2021-0012"]),
        ("12 data:2026", ["FCT-12", "FCT-2021-0123", "FCT-2021-0012"]),
        ('"fct 12"', ["FCT-12"]),
        ('"sapte tari"', ["FCT-2021-0012"]),
        (
            "total:>abc 12",
            ["12", "FCT-12", "FCT-2021-0123", "FCT-2021-0012"],
        ),  # not understood, so not narrowed
        ("client: cif:", ["FCT-12", "PRF_7", "FCT-2021-0123", "FCT-2021-0012", "12"]),
    ],
)
def test_a_named_field_narrows(text: str, expected: list[str]) -> None:
    with a_shelf() as shelf:
        kept(shelf)
        assert found(shelf, text) == expected


def cancelled_for(shelf: Shelf, *reasons: str) -> None:
    for index, reason in enumerate(reasons, start=1):
        invoice = an_invoice(f"ANL-{index}", status=InvoiceStatus.CANCELLED, issued=date(2026, 2, index))
        shelf.store.put(COMPANY, [invoice], NOON)
        shelf.store.know_reason(COMPANY, invoice.id, reason, NOON)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dubla", ["ANL-3", "ANL-1"]),
        ("DUBLĂ emitere", ["ANL-1"]),
        ("motiv:dublă", ["ANL-3", "ANL-1"]),
        ("reason:dub", ["ANL-3", "ANL-1"]),
        ("motiv:d", ["ANL-3", "ANL-1"]),
        ('motiv:"client greșit"', ["ANL-2"]),
        ('motiv:"greşit client"', []),
        ("motiv:sapte", []),  # a client is no reason
        ("motiv:client motiv:dubla", ["ANL-3"]),
        ("motiv:dubla alfa", ["ANL-3", "ANL-1"]),
        ("motiv:dubla sapte", []),
        ("motiv:dubla nr:anl-3", ["ANL-3"]),
        ("anl-3 motiv:dubla", ["ANL-3"]),
        ("status:anulate client", ["ANL-3", "ANL-2"]),
        ("motiv:ubla", []),  # words of a reason are found by their beginnings
        ("du", []),  # and without its field only from three letters on
    ],
)
def test_an_invoice_is_found_by_the_reason_of_its_cancellation(text: str, expected: list[str]) -> None:
    with a_shelf() as shelf:
        kept(shelf)
        cancelled_for(shelf, "Dublă emitere", "CLIENT GREŞIT, altă firmă", "factură dublă la alt client")
        assert found(shelf, text) == expected
        page = shelf.reader.open(ListView(today=TODAY, text=text), COMPANY, first=1)
        assert [row.number for at in range(len(page)) if (row := page.row(at))][:1] == expected[:1]


def test_an_exact_number_or_cif_in_its_field_stands_on_top() -> None:
    with a_shelf() as shelf:
        kept(shelf)
        assert found(shelf, "nr:12 total:<0") == ["12"]
        assert found(shelf, "nr:12 cif:99") == ["FCT-12"]
        assert found(shelf, "cif:RO99 fct") == ["FCT-12"]
        assert found(shelf, "cif:1234599", descending=False) == ["FCT-2021-0123"]
        assert found(shelf, "nr:fct-12 srl") == []
        assert found(shelf, '"12"')[0] == "12"
        assert found(shelf, "12 client:tara") == ["12"]
        assert found(shelf, "12 client:sapte") == ["FCT-2021-0012"]


def test_sums_follow_the_named_fields() -> None:
    with a_shelf() as shelf:
        kept(shelf)
        for text, expected in (
            ("status:emise", 5),
            ("status:draft", 0),
            ("data:2026", 4),
            ("total:119", 3),
            ("client:tara data:2025", 1),
        ):
            sums = shelf.reader.totals(ListView(today=TODAY, text=text), COMPANY)
            assert sum(each.invoice_count for each in sums) == expected, text


@pytest.mark.parametrize(
    "text",
    [
        '"', '""', "'", "%", "_", "*", "^", "NEAR", "NEAR(a b)", "a AND", "OR", "NOT a", "number:", "{cif} : a",
        "(", ")", "((((", "-", "--", "+", "a*", '"a', "\\", ";DROP TABLE invoice", "\0", "a\0b", "\ufeff", "🎉🎉🎉",
        "👩‍👩‍👧", "ﬁ", "İ", "ß", "\u0301", "a" * 10_000, "ă " * 5_000, '"' * 10_000, "(" * 10_000, "1" * 10_000,
        "motiv:", "motiv:*", 'motiv:"a', "motiv:NEAR(a b)", "motiv:((((", "motiv:🎉", "client:", 'client:"', "client:((((", "cif:*", 'nr:"a\"', "nr:NEAR(a b)", "total:9999999999999", "data:9999-99",
        "data:>9999", "status:'", 'client:"" nr:"%"', "cif:" + "9" * 5_000, "client:" * 50,
        "99999999999999", "1.2.3.4", "1,2,3", "−", "٣٤٥", "½", "a\nb", "\t",
    ],
)  # fmt: skip
def test_no_text_breaks_the_search(text: str) -> None:
    with a_shelf() as shelf:
        kept(shelf)
        for first in (None, 1):
            view = ListView(today=TODAY, text=text)
            listing = shelf.reader.open(view, COMPANY, first=first)
            assert len(listing) <= 5
            shelf.reader.totals(view, COMPANY)
        assert shelf.store.count(COMPANY) == 5


@pytest.mark.parametrize("mark", ['"', "%", "_", "*", "(", "NEAR", "a\0b", "🎉", "ß", "ﬁ", "x:y", "''", "--"])
def test_strange_numbers_are_found_by_themselves(mark: str) -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, [an_invoice(f"AB{mark}9"), an_invoice("other", buyer="")], NOON)
        assert found(shelf, f"AB{mark}9") == [f"AB{mark}9"]


def test_a_percent_sign_is_no_wildcard() -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, [an_invoice("A1B", buyer=""), an_invoice("A%B", buyer="")], NOON)
        assert found(shelf, "a%b") == ["A%B"]


def test_a_changed_name_is_found_by_the_new_one_only() -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, [an_invoice(buyer="Vechi")], NOON)
        shelf.store.put(COMPANY, [an_invoice(buyer="Nou")], NOON + timedelta(minutes=1))
        assert found(shelf, "vechi") == []
        assert found(shelf, "nou") == ["FCT-0001"]


def test_a_long_search_is_answered_page_by_page_as_at_once() -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, many_invoices(1_500), NOON)
        for descending in (True, False):
            view = ListView(today=TODAY, text="fct", descending=descending)
            whole = shelf.reader.open(view, COMPANY)
            page = shelf.reader.open(view, COMPANY, first=128)
            assert not page.is_complete
            assert 128 <= len(page) < len(whole)
            assert page.ids == whole.ids[: len(page)]
            page.adopt(whole)
            assert page.ids == whole.ids


@pytest.mark.parametrize(
    "text", ["fct srl", "client:srl 2025", "2024 beta cif:1", "nr:2025 nr:fct alfa", "beta alfa"]
)
def test_several_words_are_answered_page_by_page_as_at_once(text: str) -> None:
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, many_invoices(3_000), NOON)
        for descending in (True, False):
            view = ListView(today=TODAY, text=text, direction=None, descending=descending)
            whole = shelf.reader.open(view, COMPANY)
            for first in (1, 100, 600):
                page = shelf.reader.open(view, COMPANY, first=first)
                assert len(page) >= min(first, len(whole))
                assert page.ids == whole.ids[: len(page)]
                page.adopt(whole)
                assert page.ids == whole.ids


def test_many_matches_by_another_column_are_left_to_another_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storno_desktop.store.listing.FEW_MATCHES", 50)
    with a_shelf() as shelf:
        shelf.store.put(COMPANY, many_invoices(300), NOON)
        view = ListView(today=TODAY, text="fct", sort=Column.TOTAL, direction=None)
        page = shelf.reader.open(view, COMPANY, first=128)
        assert (len(page), page.is_complete) == (0, False)
        whole = shelf.reader.open(view, COMPANY)
        page.adopt(whole)
        assert (len(page), page.is_complete) == (300, True)
        assert page.row(7) == whole.row(7)
        few = ListView(today=TODAY, text="fct-2026-00001", sort=Column.TOTAL, direction=None)
        assert shelf.reader.open(few, COMPANY, first=128).is_complete


def test_amounts_are_read_as_written_here_and_elsewhere() -> None:
    assert amounts("1.234,56") == {Decimal("1234.56")}
    assert amounts("1.234") == {Decimal("1234"), Decimal("1.234")}
    assert amounts("1234,5") == {Decimal("1234.5")}
    assert amounts("12.34.56") == amounts("abc") == amounts("1e5") == amounts("٣") == frozenset()


def test_only_so_much_of_a_text_counts() -> None:
    search = Search.of(SearchQuestion.of("a" * 10_000))
    assert search is not None
    assert [len(term.text) for term in search.terms] == [LONGEST_TEXT]
    assert Search.of(SearchQuestion.of(" \n\t")) is None


def test_numbers_sort_by_the_size_of_their_digits() -> None:
    numbers = ["FCT-10", "FCT-9", "fct-009", "FCT-2", "AB-100", "ÂB-99"]
    assert sorted(numbers, key=number_key) == ["ÂB-99", "AB-100", "FCT-2", "FCT-9", "fct-009", "FCT-10"]


def test_folding_makes_one_letter_of_three() -> None:
    assert fold("Ș") == fold("ş") == fold("S") == "s"
    assert fold("ȚțŢţTt") == "tttttt"
    assert fold("ĂăÂâ ÎîIi") == "aaaa iiii"
