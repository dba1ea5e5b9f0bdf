"""`manage.py run` from an empty database to a page, and how it ends."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.running.stage import until

if TYPE_CHECKING:
    import subprocess

    from tests.running.stage import Stage


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def words_until_ready(process: subprocess.Popen[str]) -> str:
    """What the command says, up to the line with the address."""
    words = ""
    assert process.stdout is not None
    for line in process.stdout:
        words += line
        if "is ready at" in line:
            return words
    pytest.fail(f"it ended before it was ready:\n{words}")


def get(port: int, path: str, host: str = "127.0.0.1") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(host, port, timeout=10)
    connection.request("GET", path, headers={"Connection": "close"})
    return connection.getresponse()


def test_first_and_second_start(stage: Stage) -> None:
    """Everything is made on the first start, and nothing again on the second."""
    port = free_port()
    command = ("manage.py", "run", "--no-demo", "--port", str(port))
    first = stage.start(*command)
    words = words_until_ready(first)
    assert f"http://127.0.0.1:{port}/" in words
    assert re.search(r"user admin, password \S{12,}", words)
    with get(port, "/healthz") as answer:
        assert answer.status == 200
    with get(port, "/static/admin/css/base.css") as answer:
        assert answer.status == 200
    loaded = [Path(f"/proc/{pid}/maps").read_text("utf-8") for pid in stage.processes()]
    assert loaded
    assert not any("site-packages/spacy" in maps for maps in loaded), "the parser's 300 MB are for ingest alone"
    idle = socket.create_connection(("127.0.0.1", port))  # a browser that keeps its connection
    first.send_signal(signal.SIGINT)
    rest, _ = first.communicate(timeout=10)
    idle.close()
    assert first.returncode == 0, rest
    assert "Traceback" not in rest
    assert stage.is_empty()

    began = time.monotonic()
    second = stage.start(*command, "--host", "127.0.0.2")
    words = words_until_ready(second)
    assert time.monotonic() - began < 10, "the second start has nothing to do"
    assert "password" not in words
    with get(port, "/healthz", "127.0.0.2") as answer:
        assert answer.status == 200, "the address of --host is a host name it answers for"
    assert not re.search(r"tables|facts|static files", words)
    second.send_signal(signal.SIGTERM)
    rest, _ = second.communicate(timeout=10)
    assert second.returncode == 0, rest
    assert stage.is_empty()

    third = stage.start(*command)
    words_until_ready(third)
    os.kill(third.pid, signal.SIGKILL)
    third.wait()
    assert until(stage.is_empty, 5), stage.processes()
    with socket.create_server(("127.0.0.1", port)):
        pass  # the port is free again


def test_an_interrupt_while_it_prepares_ends_quietly(stage: Stage) -> None:
    process = stage.start("manage.py", "run", "--no-demo", "--port", str(free_port()))
    assert process.stdout is not None
    assert "Database" in process.stdout.readline()
    process.send_signal(signal.SIGINT)
    words, _ = process.communicate(timeout=10)
    assert process.returncode == 130, words
    assert "Traceback" not in words
    assert until(stage.is_empty, 5)
