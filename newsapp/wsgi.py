"""The WSGI application, for `manage.py run` and for any WSGI server."""

from __future__ import annotations

import multiprocessing
import os

from django.core.wsgi import get_wsgi_application

from newsapp import postgres, processes

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsapp.settings")
if not os.environ.get("DATABASE_URL"):
    postgres.ensure()
if server := multiprocessing.parent_process():
    # A killed Granian would leave its workers, and they the port and the database.
    processes.end_with_parent(server.pid or os.getppid())

application = get_wsgi_application()
