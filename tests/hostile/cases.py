"""Hostile texts by rule: each is a pure function of (family, seed, index) and bears a token of its own.

The families: encodings, broken UTF-8, controls, Unicode traps, lengths, format strings, numbers and dates, spreadsheet
and log injections, and texts that are work for the reading engine without being language (in bombs.py).
"""

from __future__ import annotations

import codecs
import hashlib
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from tests.hostile.bombs import SHAPES, bomb

if TYPE_CHECKING:
    from collections.abc import Callable

SEED: Final = 20261125
LIMIT: Final = 200 * 1024  # bytes of text that are read

Fate = Literal["accepted", "refused", "either"]


@dataclass(frozen=True, slots=True)
class Case:
    """One file. `means` is the text a person who wrote it meant: accepted, it must be stored as exactly that."""

    name: str
    token: str
    data: bytes
    means: str
    fate: Fate
    offset: int | None = None  # of the byte that the refusal has to name
    size: int | None = None  # of a sparse file that is larger than its data

    @property
    def file_name(self) -> str:
        return f"{self.name.replace('/', '-')}-{self.token}.txt"


def token_of(family: str, seed: int, index: int) -> str:
    return "T" + hashlib.sha256(f"{family}/{seed}/{index}".encode()).hexdigest()[:8]


def told(token: str, inside: str) -> str:
    """An article that puts `inside` into its title and between words that the engine knows."""
    return (
        f"Minister meets {inside} {token}\n\nAntony Blinken visited Israel on Tuesday with {inside}. "
        f"“{inside} is near,” said President {inside} of France. Hamas attacked {inside} in Gaza.\n"
    )


# --- A1 encodings
SENTENCES: Final = (
    "The minister visited São Tomé on Tuesday, façade and naïveté included.",
    "زار الوزير القاهرة يوم الثلاثاء والتقى الرئيس.",
    "外交部长星期二访问了北京并会见了总统。",
    "The minister 😀 visited 🇫🇷 with 👩‍👩‍👧‍👦 on Tuesday.",
    "Minister Müller met Владимир and محمد in 東京, 서울 and Łódź.",
)
ENCODINGS: Final = (
    "utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-16-le+", "utf-16-be+", "utf-32-le", "utf-32-le+", "utf-32-be+",
    "latin-1", "cp1252", "cp1251", "koi8-r", "gb18030", "big5", "shift_jis", "euc-kr", "iso-2022-jp", "utf-7", "cp037",
)  # fmt: skip
MARKS: Final = {
    "utf-16-le+": codecs.BOM_UTF16_LE, "utf-16-be+": codecs.BOM_UTF16_BE,
    "utf-32-le+": codecs.BOM_UTF32_LE, "utf-32-be+": codecs.BOM_UTF32_BE,
}  # fmt: skip
READ: Final = {"utf-8", "utf-8-sig", "utf-16-le+", "utf-16-be+"}


def encoding(token: str, index: int, random: random.Random) -> Case:
    label = ENCODINGS[index % len(ENCODINGS)]
    codec = label.rstrip("+")
    declared = random.choice(["", f"charset={codec}\n", "charset=utf-8\n", "charset=ebcdic\n"])
    text = f"{token} {declared}\n{SENTENCES[index // len(ENCODINGS) % len(SENTENCES)]}\n"
    data = text.encode(codec, "ignore")
    means = data.decode(codec)
    fate: Fate = "accepted" if label in READ or data == means.encode() else "refused"
    return Case("", token, MARKS.get(label, b"") + data, means, fate)


# --- A2 broken UTF-8
FRAGMENTS: Final = (
    b"\xc0\x80", b"\xc1\xbf", b"\xe0\x80\x80", b"\xf0\x80\x80\x80", b"\xed\xa0\x80", b"\xed\xb0\x80",
    b"\xed\xa0\xbd\xed\xb8\x80", b"\xc3", b"\xe2", b"\xe2\x82", b"\xf0", b"\xf0\x9f", b"\xf0\x9f\x98", b"\x80",
    b"\xbf\xbf", b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\xf8\x88\x80\x80\x80", b"\xfe", b"\xff",
)  # fmt: skip
EDGES: Final = (0, 100, -1, 8191, 8192, 8193, 65535, 65536, 65537)


def broken_utf8(token: str, index: int, random: random.Random) -> Case:
    fragment = FRAGMENTS[index % len(FRAGMENTS)]
    edge = EDGES[index // len(FRAGMENTS) % len(EDGES)]
    edge = random.choice(EDGES[5:]) if edge == 8193 else edge
    body = f"{token} The minister visited Oman. ".encode() * (1 if edge < 8000 else 1 + edge // 20)
    at = len(body) if edge < 0 else edge
    data = body[:at] + fragment + (b"" if edge < 0 else b" " + body[at:])
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return Case("", token, data, "", "refused", offset=error.start)
    raise AssertionError("every fragment is broken")


# --- A3 controls
CONTROLS: Final = (*range(0x20), *range(0x7F, 0xA0))
PLAIN: Final = {"\t", "\n", "\v", "\f", "\r"}


def control(token: str, index: int, random: random.Random) -> Case:
    letter = chr(CONTROLS[index % len(CONTROLS)])
    shown = random.choice([letter, letter * 2, f"mini{letter}ster", f"Isr{letter}{letter}ael", f"{letter} word"])
    means = told(token, shown)
    fate: Fate = "accepted" if letter in PLAIN or letter >= "\x80" else "refused"
    return Case("", token, means.encode(), means, fate)


# --- A4 Unicode traps
TRAPS: Final = (
    *(chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x200C, 0x200D, 0xFEFF, 0x2060)),
    *"\u2028\u2029\u0085\u000b\u000c\u00ad\u034f\u115f\u3164\ufe0f\ufe0e\ufffc\ufffd\U000e0001\U000e0041\U000e007f",
    "\ufdd0", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "\ue000", "\U000f0000", "e\u0301", "é", "ﬁ", "Å", "Å",
    "ｅ", "①", "İ", "ı", "ß", "ẞ", "Σας", "ςΣσ", "Аntony Вlinken", "lsrael", "Ιsrael", "H\u200damas", "Ha\u00admas",
    "Is\u0307rael", "e" + "\u0301" * 10, "e" + "\u0301" * 1000, "o" + "\u0336\u035f\u0489" * 3000, "\u0301first",
    "\u200f" * 500, "\u202e" * 200 + "live", "🏳️‍🌈", "👨‍👩‍👧‍👦" * 50, "🇮🇱🇵🇸", "🇮", "\U0001f1e6" * 99, "क्ष" * 40,
    "་" * 400, "﷽" * 60, "\u0e33" * 300,
)  # fmt: skip


def trap(token: str, index: int, random: random.Random) -> Case:
    one = TRAPS[index % len(TRAPS)]
    inside = random.choice([one, f"Anto{one}ny", f"{one}Israel", f"Israel{one}", f"{one} and {random.choice(TRAPS)}"])
    means = told(token, inside)
    return Case("", token, means.encode(), means, "accepted")


# --- A5 lengths
LENGTHS: Final = (
    0, 1, 2, 254, 255, 256, 257, 2047, 2048, 2703, 2704, 2705, 2706, 65535, 65536, 65537, 131071, 131072, 131073,
    LIMIT - 1, LIMIT, LIMIT + 1, 1_048_575, 1_048_576, 10_000_000, 1_000_000_000,
)  # fmt: skip
FILLINGS: Final = ("x", "Minister ", "é", "😀", "visited Israel. ", "1")


def length(token: str, index: int, random: random.Random) -> Case:
    size = LENGTHS[index % len(LENGTHS)]
    filling = FILLINGS[index // len(LENGTHS) % len(FILLINGS)]
    if size > 20_000_000:
        return Case("", token, token.encode(), "", "refused", size=size)
    unit = len(filling.encode())
    text = f"{token} {filling * (size // unit + 1)}" if size > 20 else "x" * size
    data = text.encode()[:size].decode("utf-8", "ignore")
    data += "." * (size - len(data.encode()))
    # Ten thousand short sentences are no article, and are refused as such below the limit of bytes.
    fate: Fate = "refused" if not size or size > LIMIT else "either" if "." in filling and size > 40_000 else "accepted"
    return Case("", token, data.encode(), data, fate)


# --- A6 format strings and templates
FORMATS: Final = (
    "%s", "%n%n%n", "%(x)s", "%d %x %p", "%%", "{0}", "{}", "{0.__class__.__mro__}", "{token!r:>{width}}", "${7*7}",
    "{{7*7}}", "{{ settings.SECRET_KEY }}", "{% debug %}", "{% load static %}", "{# gone #}", "{% if %}",
    "<%= 7*7 %>", "<?php 7*7 ?>", "#{7*7}", "@{7*7}", "$(id)", "`id`", "\\N{BULLET}", "\\x41", "\\u0041", "\\0",
    "\\1", "\\g<1>", "\\n\\r\\t", "\\", "'", '"', "''", "<script>hit(1)</script>", "<img src=x onerror=hit(2)>",
    "</title><x-hit>", "<!--", "-->", "]]>", "<![CDATA[", "&lt;", "&#60;x", "&amp;amp;", "javascript:hit(3)",
    "' OR 1=1 --", "'; DROP TABLE events_event; --", "\\' UNION SELECT 1", "$$x$$", "%00", "../../x", "((((",
    "a{99999}", "[z-a]", "*", "?", "^$", "(?P<x>", "& | !", ":* <->", "a & | b", "__class__",
)  # fmt: skip


def format_string(token: str, index: int, random: random.Random) -> Case:
    one = FORMATS[index % len(FORMATS)]
    means = told(token, random.choice([one, one * 3, f"{one}{token}", f"{one} {random.choice(FORMATS)}"]))
    return Case("", token, means.encode(), means, "accepted")


# --- A7 numbers and dates
NUMBERS: Final = (
    "1e400", "-1e400", "NaN", "inf", "-Infinity", "-0", "٣", "１２", "1_000", "0x10", "0b1", "1,5", "1.2.3", "½", "Ⅷ",
    "9" * 4301, "-" + "9" * 400, "0000-00-00", "0001-01-01", "0000", "9999-12-31", "10000-01-01", "294276-12-31",
    "29 February 2023", "February 30", "31 April 2024", "24:00", "23:59:60", "2024-10-22T10:00+14:00",
    "2024-10-22T10:00-99:99", "44 BC", "4714 BC", "now", "today", "infinity", "2147483648", "9223372036854775808",
    "18446744073709551616", "32/13/2024", "00/00/0000", "13 October 0", "1 January 1", "31 December 9999",
    "99 October 2024", "October 99", "October 0", "Monday 31 September 2021", "a century ago", "99999 years ago",
    "the year 10000", "10000 days ago", "999999999999 weeks ago", "a million months ago", "in 99999999 days",
    "40,000 years earlier", "the 0th of May", "the 1st of January 0000", "two thousand years later", "in 1",
    "since 9999", "from 9998 to 10001", "last year", "next 9999999999 months", "the 31st", "the 99th century",
    "the 1830s", "the 99990s", "2024-W53", "Q5 2024", "spring 0", "12/31/9999",
)  # fmt: skip


def number(token: str, index: int, random: random.Random) -> Case:
    one = NUMBERS[index % len(NUMBERS)]
    forms = (f"on {one}", f"in {one}", one, f"{one} after Monday", f"between {one} and {random.choice(NUMBERS)}")
    when = random.choice(forms)
    means = (
        f"Talks in Oman {when} {token}\n\nPublished: {one}\n\nAntony Blinken visited Israel {when}. "
        f"Hamas attacked Israel {when}, killing {one} people. Iran will meet France {random.choice(forms)}.\n"
    )
    return Case("", token, means.encode(), means, "accepted")


# --- A8 spreadsheets and logs
INJECTIONS: Final = (
    "=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "|x", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.invalid","y")',
    "=IMPORTXML(1)", "x\r\nSet-Cookie: a=b", "x\r\n\r\n<html>", "x\nERROR forged line", 'x\n{"level": "forged"}',
    "x\rover", "\b\b\bover", "\x1b[31mred", "\x1b]8;;http://x.invalid\x07link\x1b]8;;\x07", "\x1b[2J", "\x9b31m",
    "\x85next", "x,y\"z", "x;y", "'=1", "\ufeff=1",
)  # fmt: skip


def injection(token: str, index: int, random: random.Random) -> Case:
    one = INJECTIONS[index % len(INJECTIONS)]
    means = random.choice(
        [f"{one} {token}\n\nMinister {one} visited Israel.\n", f"{token} {one}\n{one}\n", told(token, one)]
    )
    fate: Fate = "refused" if any(ord(letter) < 32 and letter not in PLAIN for letter in one) else "accepted"
    return Case("", token, means.encode(), means.removeprefix("\ufeff"), fate)  # a mark in front is no part of the text


# --- A9 natural-language bombs
SIZES: Final = (16, 64, 128, 199, 1024)  # KB; the last one is over the limit


def language_bomb(token: str, index: int, random: random.Random) -> Case:
    del random
    shape = list(SHAPES)[index % len(SHAPES)]
    size = SIZES[index // len(SHAPES) % len(SIZES)] * 1024
    means = f"{token}\n\n{bomb(shape, size - 20)}"
    return Case("", token, means.encode(), means, "refused" if size > LIMIT else "either")


MAKERS: Final[dict[str, tuple[int, Callable[[str, int, random.Random], Case]]]] = {
    "A1": (100, encoding),
    "A2": (180, broken_utf8),
    "A3": (130, control),
    "A4": (220, trap),
    "A5": (78, length),
    "A6": (120, format_string),
    "A7": (142, number),
    "A8": (75, injection),
    "A9": (len(SHAPES) * len(SIZES), language_bomb),
}
"""Family -> how many cases it has, and its rule."""


def make(family: str, index: int, seed: int = SEED) -> Case:
    """The case `family`/`seed`/`index`, always the same."""
    token = token_of(family, seed, index)
    case = MAKERS[family][1](token, index, random.Random(token))
    return Case(f"{family}/{index}", token, case.data, case.means, case.fate, case.offset, case.size)
