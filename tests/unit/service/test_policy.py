"""What a policy fixes, what is wrong in a broken one, and who may have written it."""

from __future__ import annotations

import os
import sys
import tomllib
from base64 import b64decode
from datetime import timedelta
from pathlib import Path

import pytest

from storno_desktop.domain.program_version import ProgramVersion
from storno_desktop.domain.restore_rules import RestoreRules, WhenApproved
from storno_desktop.domain.server_address import ServerAddress
from storno_desktop.domain.session import SignInWay
from storno_desktop.service.policy import (
    Flaw,
    FlawKind,
    Policy,
    PolicyFault,
    UpdateFeed,
    parse_policy,
    strictest_policy,
)
from storno_desktop.service.policy_file import (
    MOST_BYTES,
    policy_in_force,
    policy_place,
    read_policy,
    unprotected,
)

EXAMPLE = Path(__file__).parents[3] / "packaging" / "policy.example.toml"

KEY = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
posix = pytest.mark.skipif(sys.platform == "win32", reason="owners and modes of POSIX")


def myself() -> frozenset[int]:
    """Root and whoever runs the tests: what they own counts as well kept."""
    return frozenset({0, os.getuid()}) if sys.platform != "win32" else frozenset({0})


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a policy may lie: a folder that only its owner may change."""
    folder = tmp_path / "storno-desktop"
    folder.mkdir(mode=0o755)
    return folder / "policy.toml"


def written(place: Path, text: str, mode: int = 0o644) -> Path:
    place.write_text(text, encoding="utf-8")
    place.chmod(mode)
    return place


def flaws_of(read: Policy | PolicyFault) -> list[tuple[FlawKind, str]]:
    assert isinstance(read, PolicyFault), read
    return [(flaw.kind, flaw.where) for flaw in read.flaws]


# --------------------------------------------------------------------------------------------- meaning


def test_the_example_is_a_policy_and_shows_every_key() -> None:
    policy = parse_policy(EXAMPLE.read_text(encoding="utf-8"))
    assert policy == Policy(
        server=ServerAddress("https://api.storno.ro"),
        web_address="https://app.storno.ro",
        client_id="storno-desktop-example",
        ways=frozenset({SignInWay.BROWSER, SignInWay.PASSWORD}),
        keep_signed_in=False,
        lock_after=timedelta(minutes=10),
        months=24,
        megabytes=500,
        restore=RestoreRules(permissions=frozenset({"invoice.edit"})),
        feed=UpdateFeed("https://updates.example.ro/storno-desktop.json", b64decode(KEY)),
        least_version=ProgramVersion(0, 1, 0),
    )


def test_each_key_of_the_example_is_explained() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    keys = [key for table in tomllib.loads("\n".join(lines)).values() for key in table]
    assert len(keys) == 19
    for key in keys:
        at = next(number for number, line in enumerate(lines) if line.startswith(f"{key} ="))
        assert lines[at - 1].startswith("# "), key


@pytest.mark.parametrize("text", ["", "# nothing\n", "[server]\n[sign_in]\n[lock]\n[restore]\n"])
def test_what_is_not_said_is_not_fixed(text: str) -> None:
    assert parse_policy(text) == Policy()


def test_one_key_fixes_one_thing() -> None:
    assert parse_policy('[sign_in]\nways = ["api-key", "api-key"]\n') == Policy(
        ways=frozenset({SignInWay.API_KEY})
    )
    assert parse_policy("[sign_in]\nkeep = true\n") == Policy(keep_signed_in=True)
    assert parse_policy("[lock]\nafter_minutes = 480\n") == Policy(lock_after=timedelta(hours=8))
    assert parse_policy("[data]\nmonths = 60\n") == Policy(months=60)
    assert parse_policy("[data]\nmegabytes = 2000\n") == Policy(megabytes=2000)


@pytest.mark.parametrize("value", ["0", "13", "-12", "true", '"24"', "24.0", "[]"])
@pytest.mark.parametrize("key", ["months", "megabytes"])
def test_only_what_the_settings_offer_can_be_fixed_of_the_data(key: str, value: str) -> None:
    assert flaws_of(parse_policy(f"[data]\n{key} = {value}\n")) == [(FlawKind.NOT_A_CHOICE, f"data.{key}")]


@pytest.mark.parametrize(
    ("web", "meant"),
    [
        ("https://app.storno.ro/", "https://app.storno.ro"),
        ("https://facturi.firma.ro/oauth", "https://facturi.firma.ro"),
        ("http://localhost:3000", "http://localhost:3000"),
    ],
)
def test_a_web_address_is_not_taken_for_an_api(web: str, meant: str) -> None:
    assert parse_policy(f'[server]\nweb = "{web}"\n') == Policy(web_address=meant)


def test_the_rules_for_restoring_are_read_and_what_is_left_out_is_strict() -> None:
    policy = parse_policy(
        """[restore]
        window_days = 20
        approval = "on-warning"
        supervisor_roles = ["owner"]
        supervisor_permissions = ["payment.delete"]
        canceller_may_approve = true
        reason_length = 25
        confirms_alone = true
        alone_after_minutes = 15
        """
    )
    assert isinstance(policy, Policy)
    assert policy.restore == RestoreRules(
        window_days=20,
        approval=WhenApproved.ON_WARNING,
        roles=frozenset({"owner"}),
        permissions=frozenset({"payment.delete"}),
        canceller_may_approve=True,
        reason_length=25,
        confirms_alone=True,
        alone_after=timedelta(minutes=15),
    )
    assert parse_policy("[restore]\nwindow_days = 20\n") == Policy(restore=RestoreRules(window_days=20))
    assert Policy().restore == RestoreRules()
    assert RestoreRules().approval is WhenApproved.ALWAYS
    assert not RestoreRules().canceller_may_approve
    assert not RestoreRules().confirms_alone


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("window_days = 31", FlawKind.NOT_DAYS),
        ("window_days = 0", FlawKind.NOT_DAYS),
        ("window_days = true", FlawKind.NOT_DAYS),
        ('approval = "sometimes"', FlawKind.UNKNOWN_WHEN),
        ("approval = 1", FlawKind.UNKNOWN_WHEN),
        ("supervisor_roles = []", FlawKind.NOT_A_LIST),
        ('supervisor_roles = [""]', FlawKind.NOT_A_LIST),
        ("canceller_may_approve = 1", FlawKind.NOT_A_FLAG),
        ("reason_length = 9", FlawKind.NOT_A_LENGTH),
        ("reason_length = 201", FlawKind.NOT_A_LENGTH),
        ("alone_after_minutes = 0", FlawKind.NOT_A_NUMBER),
        ('supervisor = "always"', FlawKind.UNKNOWN_KEY),
    ],
)
def test_rules_for_restoring_that_cannot_be_meant_break_the_policy(line: str, kind: FlawKind) -> None:
    key = line.partition(" ")[0]
    assert flaws_of(parse_policy(f"[restore]\n{line}\n")) == [(kind, f"restore.{key}")]


@pytest.mark.parametrize(
    ("text", "kind", "where"),
    [
        ("[server\n", FlawKind.NOT_TOML, "line 1, column 8"),
        ('[server]\napi = "x', FlawKind.NOT_TOML, "end of document"),
        (f"a = {'[' * 5_000}", FlawKind.NOT_TOML, ""),
        ("[lock]\nafter_minutes = 5\n[lock]\n", FlawKind.NOT_TOML, "line 3, column 6"),
        ("[servers]\n", FlawKind.UNKNOWN_TABLE, "servers"),
        ("keep = false\n", FlawKind.UNKNOWN_TABLE, "keep"),
        ('"a\\nb" = 1\n', FlawKind.UNKNOWN_TABLE, "a b"),
        ('server = "https://api.storno.ro"\n', FlawKind.NOT_A_TABLE, "server"),
        ("restore = true\n", FlawKind.NOT_A_TABLE, "restore"),
        ("[[lock]]\nafter_minutes = 5\n", FlawKind.NOT_A_TABLE, "lock"),
        ("[lock]\nminutes = 5\n", FlawKind.UNKNOWN_KEY, "lock.minutes"),
        ("[lock]\nafter_minutes.x = 5\n", FlawKind.NOT_A_NUMBER, "lock.after_minutes"),
        ("[server]\napi = 5\n", FlawKind.NOT_TEXT, "server.api"),
        ('[server]\napi = ""\n', FlawKind.NOT_AN_ADDRESS, "server.api"),
        ('[server]\napi = "http://api.firma.ro"\n', FlawKind.NOT_AN_ADDRESS, "server.api"),
        ('[server]\napi = "https://ana:parola@firma.ro"\n', FlawKind.HOLDS_CREDENTIALS, "server.api"),
        ("[server]\nweb = true\n", FlawKind.NOT_TEXT, "server.web"),
        ('[server]\nweb = "ftp://firma.ro"\n', FlawKind.NOT_AN_ADDRESS, "server.web"),
        ("[server]\noauth_client_id = 1\n", FlawKind.NOT_TEXT, "server.oauth_client_id"),
        ('[server]\noauth_client_id = ""\n', FlawKind.NOT_A_CLIENT_ID, "server.oauth_client_id"),
        ('[server]\noauth_client_id = "a b"\n', FlawKind.NOT_A_CLIENT_ID, "server.oauth_client_id"),
        (f'[server]\noauth_client_id = "{"a" * 201}"\n', FlawKind.NOT_A_CLIENT_ID, "server.oauth_client_id"),
        ('[sign_in]\nways = "browser"\n', FlawKind.NOT_A_LIST, "sign_in.ways"),
        ("[sign_in]\nways = []\n", FlawKind.NOT_A_LIST, "sign_in.ways"),
        ("[sign_in]\nways = [1]\n", FlawKind.NOT_A_LIST, "sign_in.ways"),
        ('[sign_in]\nways = ["browser", "Password"]\n', FlawKind.UNKNOWN_WAY, "sign_in.ways"),
        ('[sign_in]\nkeep = "false"\n', FlawKind.NOT_A_FLAG, "sign_in.keep"),
        ("[sign_in]\nkeep = 0\n", FlawKind.NOT_A_FLAG, "sign_in.keep"),
        ("[lock]\nafter_minutes = 0\n", FlawKind.NOT_A_NUMBER, "lock.after_minutes"),
        ("[lock]\nafter_minutes = 481\n", FlawKind.NOT_A_NUMBER, "lock.after_minutes"),
        ("[lock]\nafter_minutes = 5.0\n", FlawKind.NOT_A_NUMBER, "lock.after_minutes"),
        ("[lock]\nafter_minutes = true\n", FlawKind.NOT_A_NUMBER, "lock.after_minutes"),
        ('[updates]\nleast_version = "1.2"\n', FlawKind.NOT_A_VERSION, "updates.least_version"),
        ("[updates]\nleast_version = 1\n", FlawKind.NOT_TEXT, "updates.least_version"),
        (f'[updates]\nkey = "{KEY}"\n', FlawKind.KEY_AND_FEED, "updates"),
        ('[updates]\nfeed = "https://a.ro/f"\n', FlawKind.KEY_AND_FEED, "updates"),
        (f'[updates]\nfeed = "https://a.ro/f"\nkey = "{KEY[4:]}"\n', FlawKind.NOT_A_KEY, "updates.key"),
        (f'[updates]\nfeed = "https://a.ro/f"\nkey = "{KEY}!"\n', FlawKind.NOT_A_KEY, "updates.key"),
        (f'[updates]\nfeed = "http://a.ro/f"\nkey = "{KEY}"\n', FlawKind.NOT_AN_ADDRESS, "updates.feed"),
        (f'[updates]\nfeed = "https://a.ro/f?x"\nkey = "{KEY}"\n', FlawKind.NOT_AN_ADDRESS, "updates.feed"),
        (
            f'[updates]\nfeed = "https://a:b@a.ro/"\nkey = "{KEY}"\n',
            FlawKind.HOLDS_CREDENTIALS,
            "updates.feed",
        ),
        (f'[updates]\nfeed = "a.ro/f"\nkey = "{KEY}"\n', FlawKind.NOT_AN_ADDRESS, "updates.feed"),
    ],
)
def test_what_is_wrong_is_named(text: str, kind: FlawKind, where: str) -> None:
    assert flaws_of(parse_policy(text)) == [(kind, where)]


def test_a_mistake_elsewhere_does_not_lift_the_lowest_version() -> None:
    fault = parse_policy('[updates]\nleast_version = "9.0.0"\n[lock]\nafter_minutes = 0\n')
    assert isinstance(fault, PolicyFault)
    assert strictest_policy(fault).least_version == ProgramVersion(9, 0, 0)


def test_everything_that_is_wrong_is_named_at_once() -> None:
    text = '[server]\napi = "nowhere at all"\n[sign_in]\nkep = true\n[lock]\nafter_minutes = "soon"\n[x]\n'
    fault = parse_policy(text)
    assert flaws_of(fault) == [
        (FlawKind.NOT_AN_ADDRESS, "server.api"),
        (FlawKind.NOT_A_NUMBER, "lock.after_minutes"),
        (FlawKind.UNKNOWN_KEY, "sign_in.kep"),
        (FlawKind.UNKNOWN_TABLE, "x"),
    ]
    assert str(fault).count("; ") == 3
    assert str(fault).startswith("server.api: this has to be an https address")
    assert "nowhere" not in str(fault)


# ------------------------------------------------------------------------------------------ the file


def test_without_a_file_nothing_is_fixed(place: Path) -> None:
    assert read_policy(place) == Policy()
    assert read_policy(place / "below" / "policy.toml") == Policy()
    assert policy_in_force(place) == Policy()


def test_a_well_kept_file_holds(place: Path) -> None:
    policy = read_policy(written(place, "\ufeff[lock]\nafter_minutes = 7\n"), myself())
    assert policy == Policy(lock_after=timedelta(minutes=7))


def test_the_place_is_the_systems_and_cannot_be_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    before = policy_place()
    for name in ("HOME", "ProgramData", "PROGRAMDATA", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS"):
        monkeypatch.setenv(name, "/elsewhere")
    assert policy_place() == before
    assert before.is_absolute()
    assert before.name == "policy.toml"


def test_a_broken_policy_gives_the_strictest_one(place: Path) -> None:
    policy = policy_in_force(written(place, "[lock]\nafter_minutes = 480\nkeep = true\n"), myself())
    assert (policy.lock_after, policy.keep_signed_in) == (timedelta(minutes=5), False)
    assert (policy.megabytes, policy.months) == (200, None)
    assert policy.fault == PolicyFault((Flaw(FlawKind.UNKNOWN_KEY, "lock.keep"),))


def test_a_folder_in_the_place_of_the_file_is_no_policy(place: Path) -> None:
    place.mkdir(mode=0o755)
    assert flaws_of(read_policy(place, myself())) == [(FlawKind.UNREADABLE, str(place))]


def test_an_endless_file_is_not_read_to_its_end(place: Path) -> None:
    written(place, "#" * MOST_BYTES)
    assert read_policy(place, myself()) == Policy()
    written(place, "#" * (MOST_BYTES + 1))
    assert flaws_of(read_policy(place, myself())) == [(FlawKind.TOO_LARGE, str(place))]


def test_bytes_that_are_no_text_are_no_policy(place: Path) -> None:
    place.write_bytes(b"# \xff\xfe\n")
    place.chmod(0o644)
    assert flaws_of(read_policy(place, myself())) == [(FlawKind.NOT_TOML, str(place))]


# ------------------------------------------------------------------------------------- who may write


@posix
@pytest.mark.parametrize("mode", [0o664, 0o646, 0o666, 0o777])
def test_a_file_that_others_may_write_counts_as_broken(place: Path, mode: int) -> None:
    written(place, "[lock]\nafter_minutes = 480\n", mode)
    assert flaws_of(read_policy(place, myself())) == [(FlawKind.NOT_PROTECTED, str(place))]
    assert policy_in_force(place, myself()).keep_signed_in is False


@posix
@pytest.mark.parametrize("mode", [0o775, 0o757, 0o777])
def test_a_folder_that_others_may_write_counts_as_broken(place: Path, mode: int) -> None:
    written(place, "[lock]\nafter_minutes = 480\n")
    place.parent.chmod(mode)
    assert flaws_of(read_policy(place, myself())) == [(FlawKind.NOT_PROTECTED, str(place.parent))]


@posix
def test_a_folder_further_up_counts_too(place: Path, tmp_path: Path) -> None:
    written(place, "")
    tmp_path.chmod(0o777)
    assert flaws_of(read_policy(place, myself())) == [(FlawKind.NOT_PROTECTED, str(tmp_path))]


@posix
def test_where_only_owners_may_remove_nobody_can_exchange_a_file(place: Path) -> None:
    written(place, "")
    place.parent.chmod(0o1777)
    assert read_policy(place, myself()) == Policy()


@posix
def test_what_belongs_to_a_stranger_counts_as_broken(place: Path) -> None:
    written(place, "")
    stranger = frozenset({max(myself()) + 1})
    read = read_policy(place, stranger)
    assert (FlawKind.NOT_PROTECTED, str(place)) in flaws_of(read)
    assert (FlawKind.NOT_PROTECTED, str(place.parent)) in flaws_of(read)


@posix
def test_only_root_is_trusted_unless_a_test_says_otherwise(place: Path) -> None:
    """As root the file is root's and holds; for everybody else their own file is broken."""
    written(place, "[lock]\nafter_minutes = 7\n")
    read = read_policy(place)
    if os.getuid() == 0:
        os.chown(place, 65534, 65534)
        assert read == Policy(lock_after=timedelta(minutes=7))
        read = read_policy(place)
    assert (FlawKind.NOT_PROTECTED, str(place)) in flaws_of(read)


@posix
def test_the_way_is_followed_through_links(place: Path, tmp_path: Path) -> None:
    """A link in a well kept folder that leads through an open one leads to a file that anybody may exchange."""
    open_folder, kept = tmp_path / "open", tmp_path / "kept"
    open_folder.mkdir(mode=0o755)
    kept.mkdir(mode=0o755)
    written(kept / "policy.toml", "[lock]\nafter_minutes = 7\n")
    (open_folder / "onward").symlink_to("../kept/policy.toml")
    place.symlink_to(open_folder / "onward")
    assert read_policy(place, myself()) == Policy(lock_after=timedelta(minutes=7))
    open_folder.chmod(0o777)
    assert flaws_of(read_policy(place, myself())) == [(FlawKind.NOT_PROTECTED, str(open_folder))]


@posix
@pytest.mark.parametrize("target", ["nowhere.toml", "policy.toml"])
def test_a_link_that_leads_nowhere_is_a_broken_policy(place: Path, target: str) -> None:
    place.symlink_to(target)
    assert flaws_of(read_policy(place, myself())) == [(FlawKind.UNREADABLE, str(place))]


@posix
def test_every_step_from_the_root_down_is_looked_at(place: Path) -> None:
    written(place, "")
    steps = set(unprotected(place, frozenset()))
    assert {place, *place.parents} <= steps
