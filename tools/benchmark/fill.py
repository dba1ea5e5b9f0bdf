"""python -m tools.benchmark.fill N: N events in articles of ten, drawn with a fixed seed, into DATABASE_URL."""

from __future__ import annotations

import datetime as dt
import random
import sys

import django

SEED = 42
PER_ARTICLE = 10
TYPES = [
    ("042", "CONSULT"), ("190", "ASSAULT"), ("112", "ACCUSE"), ("010", "STATEMENT"), ("057", "AGREE"),
    ("173", "COERCE"), ("020", "REQUEST"), ("141", "PROTEST"),
]  # fmt: skip


def main() -> int:
    django.setup()
    from django.db import connection, transaction

    from tests.builders import BLINKEN, HAMAS, IRAN, ISRAEL, JORDAN, NETANYAHU, UN, Told, build_article

    draw = random.Random(SEED)  # noqa: S311  figures to measure with, no secrets
    parties = [BLINKEN, NETANYAHU, ISRAEL, JORDAN, IRAN, HAMAS, UN]
    start = dt.date(2021, 1, 1)
    with transaction.atomic():
        for number in range(1, int(sys.argv[1]) // PER_ARTICLE + 1):
            day = start + dt.timedelta(days=draw.randrange(1400))
            told = []
            for index in range(PER_ARTICLE):
                cameo, plover = draw.choice(TYPES)
                source, target = draw.sample(parties, 2)
                words = (
                    f"{source.name} dealt{index} with {target.name} over the matter of {draw.randrange(10**6)} words"
                )
                told.append(
                    Told(
                        (source,), f"dealt{index} with", (target,), cameo, plover, first=day, last=day,
                        place=draw.choice([None, ("Israel", "ISR"), ("Beirut", "LBN")]),
                        words=f"{words}, a sentence about as long as those of the news tend to be on most days.",
                    )
                )  # fmt: skip
            build_article(*told, title=f"Benchmark report {number}", published=day, path=f"benchmark/{number}.txt")
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    return 0


if __name__ == "__main__":
    sys.exit(main())
