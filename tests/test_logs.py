"""Log lines are one JSON object each, whatever a request or an error brings along."""

from __future__ import annotations

import json
import logging
import sys

from django.test import RequestFactory

from newsapp.logs import JsonFormatter


def record(message: str, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("newsapp.test", logging.ERROR, __file__, 1, message, None, None)
    made.__dict__.update(extra)
    return made


def test_a_line_is_one_json_object() -> None:
    line = JsonFormatter().format(record("first\r\nforged: \x1b[31mred ‮"))
    assert "\n" not in line
    assert line.isascii()
    assert json.loads(line)["message"].startswith("first")


def test_a_line_names_the_request_and_its_reference() -> None:
    request = RequestFactory().get("/events/")
    request.reference = "ab12cd34"  # type: ignore[attr-defined]
    line = json.loads(JsonFormatter().format(record("failed", request=request, status_code=500)))
    assert (line["method"], line["path"], line["reference"], line["status"]) == ("GET", "/events/", "ab12cd34", 500)


def test_a_line_holds_the_error_and_its_trace() -> None:
    try:
        raise ValueError("no such thing")
    except ValueError:
        made = record("failed")
        made.exc_info = sys.exc_info()
    line = json.loads(JsonFormatter().format(made))
    assert line["error"] == "ValueError"
    assert "no such thing" in line["trace"]
