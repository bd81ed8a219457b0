"""Who takes our texts in the tests? A provider on this machine, in place of one outside."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import unquote

Taken = list[tuple[str, dict[str, Any]]]


@contextmanager
def provider(*, status: int) -> Iterator[tuple[str, Taken]]:
    """Where it listens, and what it was told: (path, message) in turn."""
    taken: Taken = []

    class Provider(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said = self.rfile.read(int(self.headers["Content-Length"]))
            taken.append((unquote(self.path), json.loads(said)))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Says nothing: what it was told is asserted."""

    server = HTTPServer(("127.0.0.1", 0), Provider)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}", taken
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
