"""Log lines: one JSON object each, so that any collector reads them; nothing a request sent can break a line."""

from __future__ import annotations

import datetime as dt
import json
import logging

MOST_TRACE = 4000


class JsonFormatter(logging.Formatter):
    """time, level, logger, message; of a request its method, path and reference; of an error its type and trace."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        request = getattr(record, "request", None)
        if request is not None and hasattr(request, "path"):
            line["method"], line["path"] = request.method, request.path
            line["reference"] = getattr(request, "reference", "")
        if status := getattr(record, "status_code", None):
            line["status"] = status
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["trace"] = self.formatException(record.exc_info)[-MOST_TRACE:]
        return json.dumps(line, ensure_ascii=True, default=str)
