"""Servers that are not what DATABASE_URL should name: silent, another protocol's, unwilling, or too old."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Answer = Callable[[socket.socket], None]


def message(kind: bytes, body: bytes) -> bytes:
    """One message of PostgreSQL's protocol: a letter, the length, the body."""
    return kind + struct.pack("!i", len(body) + 4) + body


def read_startup(client: socket.socket) -> None:
    """Refuses encryption as often as it is asked for, and reads the message that opens a session."""
    while True:
        (length,) = struct.unpack("!i", client.recv(4, socket.MSG_WAITALL))
        (code,) = struct.unpack("!i", client.recv(length - 4, socket.MSG_WAITALL)[:4])
        if code not in (80877103, 80877104):  # the requests for TLS and for GSSAPI
            return
        client.sendall(b"N")


def refusing(code: str, reason: str) -> Answer:
    def answer(client: socket.socket) -> None:
        read_startup(client)
        fields = f"SFATAL\0VFATAL\0C{code}\0M{reason}\0\0"
        client.sendall(message(b"E", fields.encode()))

    return answer


def of_version(version: str) -> Answer:
    """A server that lets anybody in and says which version it is."""

    def answer(client: socket.socket) -> None:
        read_startup(client)
        settings = {"server_version": version, "client_encoding": "UTF8", "standard_conforming_strings": "on"}
        told = b"".join(message(b"S", f"{name}\0{value}\0".encode()) for name, value in settings.items())
        client.sendall(message(b"R", struct.pack("!i", 0)) + told + message(b"Z", b"I"))
        client.recv(1000)

    return answer


def silent(client: socket.socket) -> None:
    """Reads and never answers."""
    while client.recv(1000):
        pass


def speaking_http(client: socket.socket) -> None:
    client.recv(1000)
    client.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


def hanging_up(client: socket.socket) -> None:
    client.recv(1000)


@contextlib.contextmanager
def serving(answer: Answer) -> Iterator[int]:
    """The port of a server that answers each connection in this way."""

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = server.accept()
                with client, contextlib.suppress(OSError, struct.error):
                    client.settimeout(3)
                    answer(client)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield int(server.getsockname()[1])
        server.shutdown(socket.SHUT_RDWR)
    thread.join(25)
