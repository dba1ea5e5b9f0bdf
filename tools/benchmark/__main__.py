"""python -m tools.benchmark [--events 20000] [--seconds 3] [--rounds 3]

Makes a database of its own on the server DATABASE_URL names (else on the embedded one), fills it, serves it as
`manage.py run` does, and asks for pages in turn, round by round. Needs wrk. Quote the ratios, not the figures: machines
differ and are noisy. Prints one table and one JSON line.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]
PORT = 8765
BASE = f"http://127.0.0.1:{PORT}"
REFERENCE = "one query, no template"


def measure(path: str, seconds: int, *, gzip: bool = False) -> tuple[float, float]:
    """Requests per second and the slowest one in a hundred in milliseconds, eight connections."""
    command = ["wrk", "-t1", "-c8", f"-d{seconds}s", "--latency", BASE + path]
    if gzip:
        command[1:1] = ["-H", "Accept-Encoding: gzip"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said:
        raise SystemExit(f"{path} did not answer 200:\n{said}")
    rate = float(re.search(r"Requests/sec:\s+([0-9.]+)", said)[1])  # type: ignore[index]
    slow = re.search(r"99%\s+([0-9.]+)(us|ms|s)", said)
    scale = {"us": 0.001, "ms": 1.0, "s": 1000.0}
    return rate, float(slow[1]) * scale[slow[2]] if slow else 0.0


def weigh(path: str) -> tuple[int, int]:
    """Bytes of a page, plain and compressed."""
    sizes = []
    for encoding in ("identity", "gzip"):
        request = urllib.request.Request(BASE + path, headers={"Accept-Encoding": encoding})  # noqa: S310
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            sizes.append(len(answer.read()))
    return sizes[0], sizes[1]


def manage(*words: str, env: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-m", "django", *words], check=True, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)


def wait_for(path: str) -> None:
    for _ in range(200):
        try:
            with urllib.request.urlopen(BASE + path):  # noqa: S310
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("the server did not start")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.benchmark")
    parser.add_argument("--events", type=int, default=20_000)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if not shutil.which("wrk"):
        raise SystemExit("wrk is needed: apt install wrk")
    sys.path.insert(0, str(ROOT))
    import psycopg

    from newsapp import postgres

    server = postgres.ensure()
    database = f"newsapp_benchmark_{os.getpid()}"
    parts = urlsplit(server)
    url = urlunsplit(parts._replace(path=f"/{database}"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {database}")
    with tempfile.TemporaryDirectory() as var:
        env = {
            **os.environ,
            "DATABASE_URL": url,
            "NEWSAPP_VAR": var,
            "DJANGO_SETTINGS_MODULE": "tools.benchmark.settings",
            "PYTHONPATH": str(ROOT),
        }
        try:
            return run(options, env)
        finally:
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f"drop database {database} with (force)")


def run(options: argparse.Namespace, env: dict[str, str]) -> int:
    print(f"filling a database with {options.events} events ...", file=sys.stderr)
    manage("migrate", env=env)
    manage("load_fixtures", env=env)
    manage("collectstatic", "--noinput", env=env)
    subprocess.run([sys.executable, "-m", "tools.benchmark.fill", str(options.events)], check=True, cwd=ROOT, env=env)
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "1"),
            *("--host", "127.0.0.1", "--port", str(PORT), "--log-level", "error", "newsapp.wsgi:application"),
        ],
        cwd=ROOT,
        env=env,
    )
    try:
        wait_for("/healthz")
        pages = {
            "events, 50 rows": "/events/",
            "events, filtered": "/events/?country=ISR&type=19",
            "home": "/",
            "event": "/events/1/",
            "article": "/articles/benchmark-report-1/",
            "actor": "/actors/antony-blinken/",
            "country": "/countries/ISR/",
        }
        asked = {REFERENCE: "/benchmark/one-query/", **pages}
        asked |= {f"{name}, made anew": "/benchmark/anew" + path for name, path in pages.items()}
        rates: dict[str, list[float]] = {name: [] for name in asked}
        slowest: dict[str, list[float]] = {name: [] for name in asked}
        for path in asked.values():
            wait_for(path)
            measure(path, 1)
        for _ in range(options.rounds):
            for name, path in asked.items():
                rate, slow = measure(path, options.seconds)
                rates[name].append(rate)
                slowest[name].append(slow)
        weights = {name: weigh(path) for name, path in pages.items()}
    finally:
        server.terminate()
        server.wait(timeout=10)
    report(options, rates, slowest, weights)
    return 0


def report(
    options: argparse.Namespace,
    rates: dict[str, list[float]],
    slowest: dict[str, list[float]],
    weights: dict[str, tuple[int, int]],
) -> None:
    print(f"{'page':30} {'req/s':>8} {'of ref.':>8} {'p99 ms':>8} {'KB':>7} {'KB gz':>6}")
    result = {}
    for name, figures in rates.items():
        shares = [figure / reference for figure, reference in zip(figures, rates[REFERENCE], strict=True)]
        plain, packed = weights.get(name, (0, 0))
        result[name] = {"rate": round(statistics.median(figures), 1), "share": round(statistics.median(shares), 3)}
        weight = f"{plain / 1000:7.1f} {packed / 1000:6.1f}" if plain else ""
        print(
            f"{name:30} {statistics.median(figures):8.0f} {statistics.median(shares):8.0%} "
            f"{statistics.median(slowest[name]):8.1f} {weight}"
        )
    print(json.dumps({"events": options.events, "rounds": options.rounds, "pages": result}))


if __name__ == "__main__":
    sys.exit(main())
