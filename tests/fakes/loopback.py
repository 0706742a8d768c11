"""A fake service on a port of this computer, so that its answers come as bytes over a socket and not as objects."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import requests
from requests.adapters import BaseAdapter, HTTPAdapter


class Loopback(HTTPServer):
    """Serves `service`, which takes requests as if they had been sent to `host`."""

    def __init__(self, service: BaseAdapter, host: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.service = service
        self.host = host
        self.thread = threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Let go of the port."""
        self.shutdown()
        self.server_close()
        self.thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Loopback
    protocol_version = "HTTP/1.1"

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        url = f"https://{self.server.host}{self.path}"
        asked = requests.Request(self.command, url, dict(self.headers), data=self.rfile.read(length)).prepare()
        asked.url = url  # as it came: not tidied
        answer = self.server.service.send(asked)
        self.send_response(answer.status_code)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")  # or the client would keep what is closed here
        if answer.status_code != 204:
            self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _answer  # noqa: N815  # http.server's names

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the screen."""


class ToLoopback(HTTPAdapter):
    """The real wire, ending at a Loopback."""

    def __init__(self, loopback: Loopback) -> None:
        super().__init__()
        self._loopback = loopback

    def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:
        here = request.copy()
        port = self._loopback.server_address[1]
        here.url = (request.url or "").replace(f"https://{self._loopback.host}", f"http://127.0.0.1:{port}")
        return super().send(here, **more)
