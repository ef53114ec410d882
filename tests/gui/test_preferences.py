"""What a person chose stays chosen, and a damaged settings file reads as the usual."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from storno_desktop.domain.account import HOSTED_WEB, ServerProfile, account_id
from storno_desktop.domain.server_address import HOSTED_SERVER, ServerAddress
from storno_desktop.domain.session import SignInWay, User
from storno_desktop.service.policy import Policy
from storno_desktop.ui.known_account import KnownAccount
from storno_desktop.ui.preferences import Preferences, web_address_of
from storno_desktop.ui.sign_in_desk import SignInDesk
from storno_desktop.ui.theme import ThemeChoice


def test_choices_are_there_the_next_time(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    first = Preferences(file)
    first.language, first.theme, first.server = "ro", ThemeChoice.DARK, "https://facturi.example"
    first.email, first.company_id, first.shows_detail = "ana@exemplu.ro", "7", False
    first.geometry = QByteArray(b"\x01\x02\x00\xff")
    first.stays_signed_in = True
    first.keep()

    again = Preferences(file)

    assert (again.language, again.theme, again.server) == ("ro", ThemeChoice.DARK, "https://facturi.example")
    assert (again.email, again.company_id, again.shows_detail) == ("ana@exemplu.ro", "7", False)
    assert again.geometry == QByteArray(b"\x01\x02\x00\xff")
    assert again.stays_signed_in


def test_a_first_start_reads_the_usual(tmp_path: Path) -> None:
    usual = Preferences(tmp_path / "nothing" / "settings.ini")
    assert (usual.language, usual.theme) == ("", ThemeChoice.SYSTEM)
    assert (usual.server, usual.email, usual.company_id) == ("", "", "")
    assert usual.geometry.isEmpty()
    assert usual.shows_detail
    assert not usual.stays_signed_in


@pytest.mark.parametrize(
    "content",
    [
        b"[General]\nlanguage=klingon\ntheme=purple\ngeometry=7\ndetail=perhaps\nstay=2\n",
        b"\xff\xfe\x00garbage",
        b"[General\nlanguage",
        b"[General]\ngeometry=@Invalid()\nlanguage=@Invalid()\ntheme=@ByteArray()\n",
        b"",
    ],
)
def test_a_damaged_file_reads_as_the_usual(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.ini"
    file.write_bytes(content)
    read = Preferences(file)
    assert (read.language, read.theme) == ("", ThemeChoice.SYSTEM)
    assert read.geometry.isEmpty()
    assert read.shows_detail
    assert not read.stays_signed_in
    read.language = "ro"
    assert read.language == "ro"


ANA = KnownAccount(
    server="https://facturi.example",
    email="Ana.Pop@exemplu.ro",
    name='Ana, „Ani" Pop; șefă',
    way=SignInWay.BROWSER,
    organization_id="o-1",
    company_id="c-7",
    stays=True,
)
DAN = KnownAccount(server=HOSTED_SERVER, email="dan@exemplu.ro", name="Dan", way=SignInWay.API_KEY)
HOSTED = ServerAddress(HOSTED_SERVER)
OWN = ServerAddress("https://facturi.example")


def test_accounts_are_there_the_next_time_the_last_used_first(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    first = Preferences(file)
    first.add(ANA)
    first.add(DAN)
    first.add(replace(ANA, name="Ana"))
    first.current = ANA.id
    first.keep()

    again = Preferences(file)

    assert again.accounts == (replace(ANA, name="Ana"), DAN)
    assert again.current == ANA.id
    assert (again.server, again.email) == (ANA.server, ANA.email)
    assert (again.company_id, again.stays_signed_in) == ("c-7", True)


def test_another_spelling_of_the_e_mail_is_the_same_account(tmp_path: Path) -> None:
    kept = Preferences(tmp_path / "settings.ini")
    kept.add(ANA)
    kept.add(replace(ANA, email="ANA.POP@exemplu.ro "))
    assert [each.email for each in kept.accounts] == ["ANA.POP@exemplu.ro"]
    assert kept.known(account_id(OWN, " ana.pop@EXEMPLU.ro")) is not None


def test_what_is_known_of_an_account_changes_in_its_place_and_can_be_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    kept = Preferences(file)
    kept.add(DAN)
    kept.add(ANA)
    kept.current = DAN.id
    kept.company_id = "c-9"
    kept.stays_signed_in = True
    assert list(kept.accounts) == [ANA, replace(DAN, company_id="c-9", stays=True)]

    kept.remove(DAN.id)
    kept.update(DAN)

    assert list(kept.accounts) == [ANA]
    assert (kept.email, kept.company_id, kept.stays_signed_in) == ("", "", False)
    kept.remove(ANA.id)
    kept.keep()
    assert Preferences(file).current is None
    assert Preferences(file).accounts == ()
    assert b"exemplu" not in file.read_bytes()


def test_the_one_account_of_an_earlier_version_is_taken_over(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    file.write_text(
        "[General]\nserver=https://facturi.example\nemail=ana@exemplu.ro\ncompany=c-3\nstay=true\n",
        encoding="utf-8",
    )
    kept = Preferences(file)
    former = KnownAccount(server=OWN.url, email="ana@exemplu.ro", company_id="c-3", stays=True)
    assert list(kept.accounts) == [former]
    assert kept.current == former.id
    assert (kept.company_id, kept.stays_signed_in) == ("c-3", True)

    kept.add(DAN)
    kept.keep()

    assert Preferences(file).accounts == (DAN, former)
    assert Preferences(file).company_id == "c-3"
    kept.remove(former.id)
    kept.remove(DAN.id)
    assert list(kept.accounts) == []
    kept.keep()
    assert "c-3" not in file.read_text(encoding="utf-8")


def test_damaged_entries_read_as_absent(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    file.write_text(
        "[General]\nlock=7\nmonths=-1\n"
        "[accounts]\ncount=900000000\n"
        "1\\server=http://facturi.example\n1\\email=plain@exemplu.ro\n"  # not encrypted
        "2\\server=https://facturi.example\n2\\email=\n"
        "3\\server=https://facturi.example\n3\\email=way@exemplu.ro\n3\\way=magic\n"
        "4\\server=https://name:word@facturi.example\n4\\email=x@exemplu.ro\n"
        '5\\server=https://facturi.example\n5\\email="new\\nline@exemplu.ro"\n'
        "6\\server=facturi.example\n6\\email=good@exemplu.ro\n6\\stays=perhaps\n"
        "7\\server=https://facturi.example\n7\\email=GOOD@exemplu.ro\n"
        "x\\server=https://facturi.example\nx\\email=y@exemplu.ro\n"
        "8\\server=@Invalid()\n8\\email=a, b\n"
        "[servers]\ncount=1\n"
        "1\\server=nonsense here\n1\\web=https://a.example\n"
        "2\\server=https://facturi.example\n2\\web=http://facturi.example\n2\\client=abc\n",
        encoding="utf-8",
    )
    kept = Preferences(file)
    assert [(each.server, each.email, each.stays) for each in kept.accounts] == [
        (OWN.url, "good@exemplu.ro", False)
    ]
    assert (kept.lock_minutes, kept.months_listed) == (15, 0)
    assert kept.web_address(OWN) == ""
    assert kept.client_id(OWN) == "abc"


def test_a_person_who_comes_back_finds_the_company_of_the_same_organisation(tmp_path: Path) -> None:
    kept = Preferences(tmp_path / "settings.ini")
    ana = User(id="1", email="Ana@exemplu.ro", full_name="Ana Pop", organization_id="o-1")
    kept.company_id = "c-1"  # chosen before anybody was known
    assert kept.welcome(OWN, ana, stays=True).company_id == "c-1"
    assert kept.current == account_id(OWN, "ana@exemplu.ro")

    dan = replace(ana, id="2", email="dan@exemplu.ro", full_name="Dan")
    assert kept.welcome(OWN, dan, stays=False).company_id == ""
    kept.company_id = "c-2"

    assert kept.welcome(OWN, ana, stays=False).company_id == "c-1"
    assert [each.name for each in kept.accounts] == ["Ana Pop", "Dan"]
    assert not kept.stays_signed_in
    assert kept.welcome(OWN, replace(ana, organization_id="o-2"), stays=False).company_id == ""


def test_lock_time_and_months_take_only_what_is_offered(tmp_path: Path) -> None:
    kept = Preferences(tmp_path / "settings.ini")
    assert (kept.lock_minutes, kept.months_listed) == (15, 0)
    assert kept.lock_after(Policy()) == timedelta(minutes=15)
    kept.lock_minutes, kept.months_listed = 0, 24
    assert (kept.lock_minutes, kept.months_listed) == (0, 24)
    assert kept.lock_after(Policy()) is None
    assert kept.lock_after(Policy(lock_after=timedelta(minutes=7))) == timedelta(minutes=7)
    kept.lock_minutes = 90
    assert kept.lock_minutes == 15


def test_the_desk_begins_with_who_worked_here_last(tmp_path: Path) -> None:
    kept = Preferences(tmp_path / "settings.ini")
    nobody = SignInDesk(kept, Policy())
    assert (nobody.server, nobody.email, nobody.stays) == (HOSTED_SERVER, "", True)
    assert nobody.ways == frozenset(SignInWay)
    kept.add(DAN)
    kept.add(ANA)
    kept.current = ANA.id

    desk = SignInDesk(kept, Policy())
    assert (desk.server, desk.email, desk.stays) == (ANA.server, ANA.email, True)
    other = SignInDesk(kept, Policy(), account=DAN.id)
    assert (other.server, other.email, other.stays) == (HOSTED_SERVER, DAN.email, False)
    assert SignInDesk(kept, Policy(), newcomer=True).email == ""


def test_what_the_office_fixed_goes_before_what_was_chosen(tmp_path: Path) -> None:
    kept = Preferences(tmp_path / "settings.ini")
    kept.add(ANA)
    kept.current = ANA.id
    ways = frozenset({SignInWay.PASSWORD, SignInWay.API_KEY})
    policy = Policy(
        server=HOSTED, web_address="https://web.example", client_id="fixed", ways=ways, keep_signed_in=False
    )
    desk = SignInDesk(kept, policy)

    assert (desk.server, desk.email, desk.stays) == (HOSTED_SERVER, "", False)
    assert desk.server_is_fixed
    assert desk.stay_is_fixed
    assert desk.ways == ways
    assert desk.admits(DAN)
    assert not desk.admits(ANA)  # another server
    assert not desk.admits(replace(DAN, way=SignInWay.BROWSER))
    desk.keep_profile(ServerProfile(HOSTED, "https://typed.example", "typed"))
    assert desk.profile_of(HOSTED) == ServerProfile(HOSTED, "https://web.example", "fixed")
    assert SignInDesk(kept, Policy()).profile_of(HOSTED) == ServerProfile(HOSTED, HOSTED_WEB)


def test_a_profile_is_kept_for_each_server(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    kept = Preferences(file)
    desk = SignInDesk(kept, Policy())
    assert desk.profile_of(HOSTED) == ServerProfile(HOSTED, HOSTED_WEB)
    assert desk.profile_of(OWN) == ServerProfile(OWN, OWN.url)
    desk.keep_profile(ServerProfile(OWN, "https://web.facturi.example", "client-1"))
    desk.keep_profile(ServerProfile(HOSTED, HOSTED_WEB, "client, 2"))
    kept.keep()

    again = SignInDesk(Preferences(file), Policy())
    assert again.profile_of(OWN) == ServerProfile(OWN, "https://web.facturi.example", "client-1")
    assert again.profile_of(HOSTED) == ServerProfile(HOSTED, HOSTED_WEB, "client, 2")
    again.keep_profile(ServerProfile(OWN, OWN.url))
    assert again.profile_of(OWN) == ServerProfile(OWN, OWN.url)


@pytest.mark.parametrize(
    "typed", ["http://web.example", "ftp://web.example", "https://a:b@web.example", "a b"]
)
def test_a_web_address_is_encrypted_or_on_this_computer(typed: str) -> None:
    assert web_address_of(typed) is None
    assert web_address_of("http://localhost:3000/login") == "http://localhost:3000"


def test_which_companies_are_kept_is_remembered_by_account(tmp_path: Path) -> None:
    kept = Preferences(tmp_path / "settings.ini")
    server = ServerAddress("https://api.exemplu.ro")
    ana, ioan = account_id(server, "ana@exemplu.ro"), account_id(server, "ioan@exemplu.ro")
    assert kept.kept_companies(ana) is None
    kept.keep_companies(ana, {"a", "b"})
    kept.keep_companies(ioan, ())
    kept.megabytes = 500
    kept.keep()
    again = Preferences(tmp_path / "settings.ini")
    assert again.kept_companies(ana) == frozenset({"a", "b"})
    assert again.kept_companies(ioan) == frozenset()
    assert again.keeps_copy(ana, "a")
    assert not again.keeps_copy(ana, "c")
    assert not again.keeps_copy(ioan, "a")
    assert again.megabytes == 500
    again.keep_companies(ana, None)
    assert again.keeps_copy(ana, "c")


@pytest.mark.parametrize("text", ["300", "-1", "all", ""])
def test_a_damaged_size_is_no_limit(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.ini").write_text(f"[General]\nmegabytes={text}\n", encoding="utf-8")
    assert Preferences(tmp_path / "settings.ini").megabytes == 0
