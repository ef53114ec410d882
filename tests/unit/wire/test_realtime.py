"""What comes over the line for hints is read with the tolerance that strangers deserve."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storno_desktop.wire.document import Unreadable
from storno_desktop.wire.realtime import HintMessage, Said, read_hint_messages, read_hint_token

CHANNEL = "invoices:company_019a0002-0000-7000-8000-000000000001"
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        ("{}", HintMessage(Said.PING)),
        (
            '{"id":1,"connect":{"client":"a","version":"6.1.0","expires":true,"ttl":3599,"ping":25,"pong":true}}',
            HintMessage(Said.WELCOME, ping=25.0, pong=True, ttl=3599.0),
        ),
        ('{"id":1,"connect":{}}', HintMessage(Said.WELCOME)),
        ('{"id":2,"subscribe":{"epoch":"x","offset":4}}', HintMessage(Said.SUBSCRIBED)),
        ('{"id":2,"subscribe":{"ttl":60}}', HintMessage(Said.SUBSCRIBED, ttl=60.0)),
        (
            '{"id":2,"error":{"code":103,"message":"permission denied"}}',
            HintMessage(Said.REFUSED, code=103),
        ),
        (
            json.dumps({"push": {"channel": CHANNEL, "pub": {"data": {"type": "invoice.deleted"}}}}),
            HintMessage(Said.NEWS, channel=CHANNEL),
        ),
        (
            json.dumps({"push": {"channel": CHANNEL, "unsubscribe": {"code": 2500}}}),
            HintMessage(Said.DISMISSED, channel=CHANNEL),
        ),
        ('{"push":{"disconnect":{"code":3000}}}', HintMessage(Said.DISMISSED)),
        (json.dumps({"push": {"channel": CHANNEL, "join": {}}}), HintMessage(Said.OTHER, channel=CHANNEL)),
        ('{"id":3,"refresh":{}}', HintMessage(Said.OTHER)),
    ],
)
def test_each_kind_of_message_is_told_from_the_others(frame: str, message: HintMessage) -> None:
    assert read_hint_messages(frame) == (message,)


def test_several_messages_come_in_one_frame() -> None:
    news = json.dumps({"push": {"channel": CHANNEL, "pub": {}}})
    read = read_hint_messages(f"{news}\n{{}}\n\n{news}\n")
    assert not isinstance(read, Unreadable)
    assert [each.said for each in read] == [Said.NEWS, Said.PING, Said.NEWS]


@pytest.mark.parametrize("frame", ["[]", "nonsense", '{"id":', "<html>", '{"push":', "1", '"text"', "\ud800"])
def test_what_is_no_message_is_unreadable(frame: str) -> None:
    assert isinstance(read_hint_messages(frame), Unreadable)


@pytest.mark.parametrize("ttl", [0, -1, "3600", True, None, 1e300, [], {}])
def test_a_lifetime_that_is_none_is_not_believed(ttl: object) -> None:
    frame = json.dumps({"id": 2, "subscribe": {"ttl": ttl}})
    assert read_hint_messages(frame) == (HintMessage(Said.SUBSCRIBED),)


@given(st.text() | ANYTHING.map(json.dumps) | st.fixed_dictionaries({"push": ANYTHING}).map(json.dumps))
def test_nothing_that_can_come_is_an_exception(frame: str) -> None:
    assert isinstance(read_hint_messages(frame), Unreadable | tuple)


@pytest.mark.parametrize("body", [b"", b"{}", b'{"token":""}', b'{"token":null}', b"[]", b"<html>"])
def test_no_token_is_unreadable(body: bytes) -> None:
    assert isinstance(read_hint_token(body), Unreadable)


def test_a_token_is_a_text() -> None:
    assert read_hint_token(b'{"token":"eyJ.a.b"}') == "eyJ.a.b"
