"""How to run Django's synchronous views under one ASGI server: three ways, interleaved, in one run.

Run as `python -m bench.serving`. Each way serves an empty view on loopback with the middleware every page
passes; four connections ask as fast as they are answered, for a bounded number of requests. Reported: requests
a second, and the server's CPU per request, which shared machines disturb least.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import socket
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

WAYS = ("asgi", "a2wsgi", "bridge")
REQUEST = b"GET /empty HTTP/1.1\r\nHost: localhost\r\nCookie: csrf=abc\r\nAccept: text/html\r\n\r\n"


def configure() -> None:
    """Let Django have an empty view at `/empty`, behind the middleware that every page passes."""
    import django
    from django.conf import settings
    from django.http import HttpRequest, HttpResponse
    from django.urls import path

    def empty(request: HttpRequest) -> HttpResponse:
        return HttpResponse("ok")

    settings.configure(
        ALLOWED_HOSTS=["localhost"],
        SECRET_KEY="only for this measurement",  # noqa: S106
        CONTENT_SECURITY_POLICY={"DIRECTIVES": {"default-src": ["'none'"]}},
        ROOT_URLCONF=type("urls", (), {"urlpatterns": [path("empty", empty)]}),
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "alongside.web.policy.PolicyMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
    )
    django.setup()


def application(way: str) -> Any:
    """Return the ASGI application that serves the empty view in this `way`."""
    from django.core.asgi import get_asgi_application
    from django.core.wsgi import get_wsgi_application

    if way == "asgi":
        return get_asgi_application()
    if way == "a2wsgi":
        from a2wsgi import WSGIMiddleware

        return WSGIMiddleware(get_wsgi_application(), workers=8)  # type: ignore[arg-type]
    from alongside.bridge import Bridge

    return Bridge(get_wsgi_application(), ThreadPoolExecutor(8))


def serve(way: str, http: str, loop: str, handle: int) -> None:
    """Serve in this `way` on the socket `handle` until told to stop, then print the CPU seconds it took."""
    import uvicorn

    configure()
    config = uvicorn.Config(
        application(way), http=http, loop=loop, lifespan="off", access_log=False, log_level="warning"
    )
    signal.signal(signal.SIGTERM, lambda *_: None)  # the server raises it again once it has stopped
    before = resource.getrusage(resource.RUSAGE_SELF)
    uvicorn.Server(config).run([socket.socket(fileno=handle)])
    after = resource.getrusage(resource.RUSAGE_SELF)
    print(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _ask(port: int, times: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        for _ in range(times):
            line.sendall(REQUEST)
            answer = b""
            while not answer.endswith(b"ok"):
                answer += line.recv(65536)
            assert answer.startswith(b"HTTP/1.1 200"), answer


def measure(way: str, http: str, loop: str, requests: int) -> tuple[float, float]:
    """Return requests a second and CPU milliseconds a request of one run."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    command = [sys.executable, "-m", "bench.serving", "--serve", way, http, loop, str(listener.fileno())]
    process = subprocess.Popen(command, pass_fds=[listener.fileno()], stdout=subprocess.PIPE, text=True)
    try:
        _ask(port, 50)
        start = time.perf_counter()
        with ThreadPoolExecutor(4) as people:
            list(people.map(lambda _: _ask(port, requests // 4), range(4)))
        took = time.perf_counter() - start
    finally:
        process.terminate()
        output, _ = process.communicate(timeout=20)
        listener.close()
    return requests / took, float(output.split()[-1]) * 1000 / (requests + 50)


def main() -> None:
    """Measure every way `--rounds` times, interleaved, and print the medians."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--serve", nargs=4)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=4000)
    parser.add_argument("--http", default="auto")
    parser.add_argument("--loop", default="auto")
    asked = parser.parse_args()
    if asked.serve:
        way, http, loop, handle = asked.serve
        serve(way, http, loop, int(handle))
        return
    seen: dict[str, list[tuple[float, float]]] = {way: [] for way in WAYS}
    for _ in range(asked.rounds):
        for way in WAYS:
            seen[way].append(measure(way, asked.http, asked.loop, asked.requests))
    print(f"python {sys.version.split()[0]}, {os.cpu_count()} cores, http={asked.http}, loop={asked.loop}")
    for way, runs in seen.items():
        rate, cpu = (statistics.median(column) for column in zip(*runs, strict=True))
        print(f"{way:8} {rate:8.0f} requests/s {cpu:7.3f} ms CPU a request")


if __name__ == "__main__":
    main()
