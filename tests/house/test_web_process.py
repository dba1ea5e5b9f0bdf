"""What a web process has loaded, that the code and the migrations agree, and that tests stay on this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_socket import SocketConnectBlockedError

ROOT = Path(__file__).resolve().parents[2]

ANSWER_ONE_REQUEST = """
import sys
from newsapp.wsgi import application
from django.test import Client
status = Client().get("/healthz").status_code
loaded = {"spacy", "thinc", "newsapp.extraction.pipeline"} & set(sys.modules)
print(status, sorted(loaded))
"""


def test_a_web_process_never_loads_the_parser(database_server: str, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "NEWSAPP_EMBEDDED_DSN": database_server,
        "NEWSAPP_VAR": str(tmp_path),
        "NEWSAPP_SECRET_KEY": "only-for-this-test",
        "NEWSAPP_ALLOWED_HOSTS": "testserver",
    }
    answer = subprocess.run(
        [sys.executable, "-c", ANSWER_ONE_REQUEST],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.stdout.strip() == "200 []", answer.stderr


def test_the_network_is_off_while_tests_run() -> None:
    with (
        socket.socket() as attempt,
        pytest.warns(UserWarning, match=r"192\.0\.2\.1"),
        pytest.raises(SocketConnectBlockedError),
    ):
        attempt.connect(("192.0.2.1", 80))


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
