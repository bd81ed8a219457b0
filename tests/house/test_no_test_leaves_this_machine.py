"""Is the network really closed while the tests run?"""

import socket

import pytest


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("2001:db8::1", 80)])
def test_a_connection_to_elsewhere_is_refused(address: tuple[str, int]) -> None:
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as line, pytest.raises(AssertionError, match="wanted to connect"):
        line.connect(address)


def test_a_name_elsewhere_is_not_even_looked_up() -> None:
    with pytest.raises(AssertionError, match="wanted to look up"):
        socket.create_connection(("clinic.example", 443))


def test_this_machine_may_talk_to_itself() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname()) as line:
            assert line.getpeername() == server.getsockname()
