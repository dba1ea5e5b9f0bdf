#!/usr/bin/env python3
"""The one command of newsapp. `python3 manage.py run` and `python3 manage.py test` need nothing but Python 3.11.

This file alone stays readable for old Pythons, so that they can say what is missing.
"""

import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))


def leave_old_python() -> None:
    """Goes on under a Python that newsapp supports, or says which one is needed."""
    for name in ("python3.14", "python3.13", "python3.12", "python3.11"):
        try:
            works = subprocess.call([name, "-c", ""], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
        except OSError:
            continue
        if works:
            os.execvp(name, [name] + sys.argv)
    sys.exit(
        "newsapp needs Python 3.11 or newer and this is Python %d.%d. Install a newer one beside it "
        "(Debian, Ubuntu: apt install python3 python3-venv) and run the command again." % sys.version_info[:2]
    )


def main() -> None:
    from newsapp import first_run, postgres, serve

    command = first_run.command_in(sys.argv)
    try:
        if command == "run":
            serve.refuse_taken_port(sys.argv[2:])  # before minutes of setting up
        first_run.enter_environment(sys.argv)  # goes on below, or replaces this process by one that does
        if command == "test":
            os.chdir(ROOT)
            os.execv(sys.executable, [sys.executable, "-m", "pytest"] + sys.argv[2:])
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsapp.settings")
        if postgres.is_needed(sys.argv[1:]):
            postgres.ensure()

        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
    except first_run.SetupError as error:
        sys.exit("newsapp: %s" % error)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        leave_old_python()
    main()
