"""A webhook goes to public names by https, to the very address that was looked at, and waits for nobody for long."""

import socket
import threading
import time

import pytest
from django.core.checks import run_checks

from livesessions.archive.webhooks import sending
from livesessions.archive.webhooks.addresses import Refused, may_be_reached, target_of
from livesessions.archive.webhooks.sending import Outcome, send
from livesessions.archive.webhooks.signing import new_secret, signed
from tests.archive.webhooks.conftest import secure

PUBLIC = ("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34")
INSIDE = (
    "0.0.0.0",  # noqa: S104  (nobody listens)
    "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.2.1", "198.18.0.1", "203.0.113.1", "224.0.0.1",
    "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::7f00:1",
    "64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2001:0:0:0::1", "2001:db8::1", "2002:7f00:1::1", "fe80::1", "fe80::1%eth0",
    "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "100::1",
)  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address):
    assert may_be_reached(address)


@pytest.mark.parametrize("address", INSIDE)
def test_no_address_that_only_the_server_reaches(address):
    assert not may_be_reached(address)


def test_the_setting_of_these_tests_opens_this_machine_and_nothing_else(reachable):
    assert {address for address in INSIDE if may_be_reached(address)} == {
        "127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1",
    }  # fmt: skip


@pytest.mark.parametrize("on_a_laptop", [True, False])
def test_a_real_site_does_not_start_with_that_setting(reachable, settings, on_a_laptop):
    settings.LAPTOP = on_a_laptop
    assert ("archive.E001" in [each.id for each in run_checks()]) == (not on_a_laptop)


@pytest.mark.parametrize(
    "address",
    [
        "", "x", "http://example.org/", "ftp://example.org/", "https://", "https://example.org:22/", "https://a b.nl/",
        "https://user@example.org/", "https://user:pass@example.org/", "https://:pass@example.org/",
        "https://example.org/#part", "https://exämple.org/", "https://example.org:9/", "https://example.org/\r\nX: y",
        "https://" + "a" * 64 + ".nl/", "https://[::1/", "https://example.org/" + "x" * 500, "//example.org/",
    ],
)  # fmt: skip
def test_no_other_address(address):
    with pytest.raises(Refused):
        target_of(address)


def test_an_address_in_parts():
    target = target_of("https://Hooks.example.org:8443?key=1")
    assert (target.scheme, target.host, target.port, target.path) == ("https", "hooks.example.org", 8443, "/?key=1")
    assert target_of("https://example.org/a").port == 443


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/",
        "https://localhost/",
        "https://0x7f.1/",
        "https://2130706433/",
        "https://[::1]/",
        "https://[fe80::1]/",
    ],
)
def test_however_this_machine_is_spelt(address):
    assert send(address, {}, b"{}") == Outcome("forbidden")


def test_the_vector_of_standard_webhooks():
    """The example of its own tests."""
    body = b'{"test": 2432232314}'
    said = signed("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert said["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert said["webhook-id"] == "msg_p5jXN8AQM9LWM0D4loKWxJek" and said["webhook-timestamp"] == "1614265330"
    assert new_secret() != new_secret() and new_secret().startswith("whsec_")


def test_what_arrives(receiver, reachable):
    assert send(receiver.address, {"webhook-id": "msg_1"}, b'{"a": 1}') == Outcome("", 204)
    [(path, headers, body)] = receiver.received
    assert (path, body) == ("/hook?key=1", b'{"a": 1}')
    assert headers["Host"] == f"localhost:{receiver.port}" and headers["webhook-id"] == "msg_1"
    assert headers["Content-Type"] == "application/json" and not {"Cookie", "Authorization"} & headers.keys()


@pytest.mark.parametrize("status", [302, 307, 400, 404, 410, 500])
def test_any_other_answer_is_no_arrival_and_no_redirect_is_followed(receiver, reachable, status):
    receiver.status, receiver.headers = status, {"Location": receiver.address}
    assert send(receiver.address, {}, b"{}") == Outcome("status", status)
    assert len(receiver.received) == 1


def test_the_certificate_is_looked_at(receiver, reachable, certificate, monkeypatch):
    secure(receiver, certificate)
    address = f"https://localhost:{receiver.port}/"
    assert send(address, {}, b"{}") == Outcome("certificate") and not receiver.received
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert send(address, {}, b"{}") == Outcome("", 204)
    assert send(address.replace("localhost", "127.0.0.1"), {}, b"{}") == Outcome("certificate"), "it is for a name"


def test_nobody_is_there(reachable):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert send(f"http://127.0.0.1:{taken.getsockname()[1]}/", {}, b"{}") == Outcome("unreachable")
    assert send("https://nobody.invalid/", {}, b"{}") == Outcome("not_found")


def test_who_does_not_answer_is_left(receiver, reachable, monkeypatch):
    monkeypatch.setattr(sending, "PATIENCE", 5.0)
    monkeypatch.setattr(sending, "LONGEST", 0.2)
    receiver.released.clear()
    began = time.monotonic()
    assert send(receiver.address, {}, b"{}") == Outcome("unreachable")
    assert time.monotonic() - began < 2


def test_who_says_no_http_is_left(reachable):
    with socket.create_server(("127.0.0.1", 0)) as server:

        def babble():
            line, _where = server.accept()
            with line:
                line.recv(1000)
                line.sendall(b"\x00\xff" * 50_000)

        threading.Thread(target=babble, daemon=True).start()
        assert send(f"http://127.0.0.1:{server.getsockname()[1]}/", {}, b"{}") == Outcome("unreachable")


def leads_to(monkeypatch, *answers):
    """Have a name lead to these, one answer after the other, and to this machine after that; how often it was asked."""
    asked = []
    real = socket.getaddrinfo

    def answer(host, *args, **kwargs):
        if host != "rebinding.example":
            return real(host, *args, **kwargs)
        asked.append(host)
        places = answers[len(asked) - 1] if len(asked) <= len(answers) else ["127.0.0.1"]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, 443)) for place in places]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


def test_a_name_is_resolved_once_and_that_address_is_connected_to(monkeypatch):
    asked = leads_to(monkeypatch, ["93.184.216.34"])
    connected = []

    def connect(where, timeout):
        connected.append(where)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", connect)
    assert send("https://rebinding.example/", {}, b"{}") == Outcome("unreachable")
    assert asked == ["rebinding.example"] and connected == [("93.184.216.34", 443)]


def test_a_name_that_leads_inside_too_is_refused(monkeypatch):
    leads_to(monkeypatch, ["93.184.216.34", "10.0.0.1"])
    assert send("https://rebinding.example/", {}, b"{}") == Outcome("forbidden")
