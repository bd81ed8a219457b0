"""Does `filiform run` open the clinic, say how to get in, and close it politely?"""

import http.client
import signal
import socket
from pathlib import Path

import pytest

from filiform.ops.demo import cast
from tests.processes import Running, environment, filiform, free_port, own_database


def get(port: int, path: str) -> http.client.HTTPResponse:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", path)
    answer = line.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]
    line.close()
    return answer


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_a_clinic_opens_without_made_up_people_and_stops(
    tmp_path: Path, signum: signal.Signals
) -> None:
    port = free_port()
    with own_database(tmp_path) as env:
        env |= {"FILIFORM_DEMO": "0", "PORT": str(port)}
        with Running(["run"], env) as clinic:
            clinic.until(f"filiform is open: http://127.0.0.1:{port}/")
            clinic.until("Nobody is known here yet. Write: filiform createstaff")
            clinic.until("Stop with Ctrl-C")
            answer = get(port, "/account/login/")
            assert answer.status == 200
            assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
            clinic.tell(signum)
            assert clinic.end() == 0
    assert "Stopped. Nothing that was acknowledged is lost." in clinic.heard[-1]
    assert "Traceback" not in "".join(clinic.heard)


def test_no_address_is_written_down(tmp_path: Path) -> None:
    port = free_port()
    with own_database(tmp_path) as env:
        env |= {"FILIFORM_DEMO": "0", "PORT": str(port)}
        with Running(["run"], env) as clinic:
            clinic.until("Stop with Ctrl-C")
            assert get(port, "/no-such-page-of-ada/?name=ada").status == 404
            clinic.tell(signal.SIGTERM)
            clinic.end()
    assert "ada" not in "".join(clinic.heard)


def test_a_taken_port_is_said_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = filiform("run", env=environment(tmp_path, PORT=str(port)), code=1)
    assert f"Port {port} is taken" in done.stderr
    assert f"PORT={port + 1} filiform run" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_an_address_that_is_not_ours_is_said(tmp_path: Path) -> None:
    env = environment(tmp_path, HOST="192.0.2.1", PORT=str(free_port()))
    assert "Write HOST=127.0.0.1" in filiform("run", env=env, code=1).stderr


def test_every_role_of_the_demo_can_sign_in_with_what_was_printed() -> None:
    from filiform.ops.management.commands.run import logins

    said = "\n".join(logins())
    for role in ("patient", "therapist", "front desk", "owner"):
        assert role in said
    assert said.count(cast.PASSWORD) == len(cast.LOGINS)
