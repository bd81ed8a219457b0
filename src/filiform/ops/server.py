"""How is the clinic served? By gunicorn, in this process, with the worker that sends letters."""

import contextlib
import errno
import os
import signal
import socket
import threading
from collections.abc import Callable
from typing import Any

from django.core.management import CommandError
from gunicorn.app.base import BaseApplication

from filiform.ops.post import keep_looking

THREADS = 8
GRACE = 20
"""Seconds in which a request that runs may end when the clinic is stopped."""


def make_sure_of(host: str, port: int) -> None:
    """Raises CommandError, with what to do, where nobody can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except PermissionError:
        raise CommandError(
            f"Port {port} is not for this user. Choose another one: PORT=8000 filiform run"
        ) from None
    except OSError as problem:
        if problem.errno == errno.EADDRINUSE:
            says = (
                f"Port {port} is taken. Stop what runs there, or choose another one: "
                f"PORT={port + 1} filiform run"
            )
        else:
            says = f"HOST is {host!r}, which is no address of this machine. Write HOST=127.0.0.1"
        raise CommandError(says) from None


class Clinic(BaseApplication):
    """The web server with one process of our own, which also sends the letters."""

    def __init__(
        self, host: str, port: int, *, ready: Callable[[], None], ended: Callable[[], None]
    ) -> None:
        self.bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self.ready, self.ended = ready, ended
        self.stop = threading.Event()
        super().__init__()

    def load_config(self) -> None:
        chosen: dict[str, Any] = {
            "bind": self.bind,
            "workers": 1,
            "worker_class": "gthread",
            "preload_app": True,  # one that takes the place of another is there at once
            "threads": THREADS,
            "timeout": 120,
            "graceful_timeout": GRACE,
            "loglevel": "warning",
            "accesslog": None,  # addresses may say who is a patient
            "control_socket_disable": True,
            "when_ready": self._when_ready,
            "post_worker_init": self._begin_to_post,
            "worker_exit": self._stop_posting,
            "on_exit": lambda _: self.ended(),
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """With every page read in, so that the first request does not wait for it."""
        from django.core.wsgi import get_wsgi_application
        from django.urls import get_resolver

        get_resolver().check()
        return get_wsgi_application()

    def _when_ready(self, arbiter: Any) -> None:
        """Ctrl-C ends like a polite stop: requests that run may end."""
        own = os.getpid()
        signal.signal(signal.SIGINT, lambda *_: os.kill(own, signal.SIGTERM))
        self.ready()

    def _begin_to_post(self, worker: Any) -> None:
        with contextlib.suppress(ValueError):
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal tells us all at once
        threading.Thread(target=keep_looking, args=(self.stop,), name="post", daemon=True).start()

    def _stop_posting(self, arbiter: Any, worker: Any) -> None:
        self.stop.set()
