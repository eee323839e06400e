"""Log lines as JSON, one to a line, so that nothing typed by a person can forge one."""

import json
import logging

from django.http import HttpRequest

from nennep.web.middleware import ASKED_AS, ASKED_BY, request_id


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        asked = getattr(record, "request", None)  # Django hands it over with a refused request
        asked = asked if isinstance(asked, HttpRequest) else None
        noted = asked.META if asked else {}
        line: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "from": record.name,
            "request": request_id.get() or noted.get(ASKED_AS, ""),
            "message": record.getMessage(),
        }
        if asked:
            line |= {
                "method": asked.method,
                "status": getattr(record, "status_code", 0),
                "who": noted.get(ASKED_BY, ""),
            }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True)
