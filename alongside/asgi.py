"""The application as a server sees it: pages through the bridge, in threads.

`alongside serve` serves it, and any other ASGI server can: `alongside.asgi:application`. What the clock asks for is
done by `alongside serve` alone (`ticking`): one of those has to run beside any other.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

from django.core.wsgi import get_wsgi_application

from alongside import hold
from alongside.bridge import Bridge, Receive, Scope, Send
from alongside.guard import watch_connections
from alongside.home import data_home, keep_secret_key
from alongside.web import traces

THREADS = 8
"""How many pages are worked on at once: Python runs one at a time anyway, the others wait for the disk."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.settings")
keep_secret_key(data_home())
hold.share(data_home())
_pages = Bridge(get_wsgi_application(), ThreadPoolExecutor(THREADS, thread_name_prefix="page"))
watch_connections()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request; there is nothing but HTTP here."""
    if scope["type"] != "http":
        raise ValueError(f"Nothing here speaks {scope['type']}.")
    try:
        await _pages(scope, receive, send)
    except Exception:  # what the server prints of it would hold its message, and that may hold what somebody wrote
        traces.write("? ?")
