"""The bridge: what a page is told of a request, and how its answer gets back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest

from alongside import bridge

T = TypeVar("T")
Start = Callable[[str, list[tuple[str, str]]], object]


@pytest.fixture(scope="module")
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


def run(what: Coroutine[Any, Any, T]) -> T:
    """Run it on an event loop of its own, in a thread of its own: a browser's tests may have left theirs here."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, what).result()


def scope(**changes: Any) -> dict[str, Any]:
    return {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "raw_path": b"/p/x/",
        "query_string": b"",
        "headers": [],
        "client": ("127.0.0.1", 5),
        "server": ("127.0.0.1", 8000),
        **changes,
    }


def carry(
    pool: ThreadPoolExecutor, page: bridge.Application, parts: list[bytes], **changes: Any
) -> list[dict[str, Any]]:
    """Send a request whose body comes in `parts`; return the messages that come back."""
    sent: list[dict[str, Any]] = []
    coming = iter(
        [{"type": "http.request", "body": part, "more_body": n < len(parts)} for n, part in enumerate(parts, 1)]
    )

    async def receive() -> dict[str, Any]:
        return next(coming, {"type": "http.disconnect"})

    async def send(message: Any) -> None:
        sent.append(message)

    run(bridge.Bridge(page, pool)(scope(**changes), receive, send))
    return sent


def echo(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    start("201 Created", [("Content-Type", "text/plain"), ("Set-Cookie", " a=1"), ("Set-Cookie", "b=2")])
    return [environ["wsgi.input"].read()]


def test_a_body_in_parts_reaches_the_page_whole(pool: ThreadPoolExecutor) -> None:
    start, body = carry(pool, echo, [b"one ", b"two"])
    assert start["status"] == 201
    assert start["headers"] == [(b"content-type", b"text/plain"), (b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")]
    assert body == {"type": "http.response.body", "body": b"one two", "more_body": False}


def test_a_body_at_the_limit_is_taken(pool: ThreadPoolExecutor) -> None:
    start, *parts = carry(pool, echo, [b"x" * bridge.BODY_LIMIT])
    assert start["status"] == 201
    assert sum(len(part["body"]) for part in parts) == bridge.BODY_LIMIT


def sized(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    start("200 OK", [])
    return [environ["CONTENT_LENGTH"].encode(), b" ", environ["CONTENT_TYPE"].encode(), environ["wsgi.input"].read()]


def test_of_one_byte_more_the_page_hears_the_size_alone(pool: ThreadPoolExecutor) -> None:
    headers = [(b"content-type", b"multipart/form-data; boundary=x")]
    _, body = carry(pool, sized, [b"x" * bridge.BODY_LIMIT, b"y"], headers=headers)
    assert body["body"].decode() == f"{bridge.BODY_LIMIT + 1} application/x-www-form-urlencoded"


def test_a_body_without_end_is_not_read_for_ever() -> None:
    pieces = iter(range(1000))

    async def receive() -> dict[str, Any]:
        next(pieces)
        return {"type": "http.request", "body": b"x" * 1024 * 1024, "more_body": True}

    body, size = run(bridge.whole_body(receive))
    assert body == b""
    assert bridge.DRAIN_LIMIT < size <= bridge.DRAIN_LIMIT + 1024 * 1024
    assert next(pieces) <= bridge.DRAIN_LIMIT // (1024 * 1024) + 1


def test_who_hangs_up_gets_no_answer(pool: ThreadPoolExecutor) -> None:
    assert carry(pool, pytest.fail, []) == []  # type: ignore[arg-type]


def test_a_long_answer_comes_in_parts_and_is_closed(pool: ThreadPoolExecutor) -> None:
    class Long:
        closed = False

        def __iter__(self) -> Iterator[bytes]:
            return iter([b"x" * 100_000] * 9)

        def close(self) -> None:
            self.closed = True

    body = Long()

    def page(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        start("200 OK", [])
        return body

    _, *parts = carry(pool, page, [b""])
    assert len(parts) > 1
    assert sum(len(part["body"]) for part in parts) == 900_000
    assert [part["more_body"] for part in parts] == [True] * (len(parts) - 1) + [False]
    assert body.closed


def test_the_environ_tells_the_request() -> None:
    told = bridge.environ(
        scope(
            raw_path=b"/p/%C5%B5/%ff",
            query_string=b"a=1&b=%20",
            headers=[(b"host", b"localhost:8000"), (b"content-type", b"text/x"), (b"content-length", b"99")],
        ),
        b"abc",
        3,
    )
    assert told["PATH_INFO"].encode("latin-1") == b"/p/\xc5\xb5/\xff"
    assert told["QUERY_STRING"] == "a=1&b=%20"
    assert (told["HTTP_HOST"], told["CONTENT_TYPE"], told["CONTENT_LENGTH"]) == ("localhost:8000", "text/x", "3")
    assert (told["REMOTE_ADDR"], told["SERVER_PORT"], told["wsgi.url_scheme"]) == ("127.0.0.1", "8000", "http")


def test_no_header_can_pose_as_another() -> None:
    told = bridge.environ(scope(headers=[(b"x_forwarded_proto", b"https"), (b"content-length", b"7")]), b"", 0)
    assert "HTTP_X_FORWARDED_PROTO" not in told
    assert told["CONTENT_LENGTH"] == "0"


def test_repeated_headers_are_joined_as_their_kind_asks() -> None:
    told = bridge.environ(
        scope(headers=[(b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"host", b"x"), (b"host", b"y")]), b"", 0
    )
    assert told["HTTP_COOKIE"] == "a=1; b=2"
    assert told["HTTP_HOST"] == "x,y"
