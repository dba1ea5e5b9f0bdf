"""Plain text files: the first line is the title, the whole file is the text, kept exactly as decoded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsapp.importers.documents import Document, Refusal, first_line

if TYPE_CHECKING:
    from pathlib import Path

# The extraction engine reads no more than this; UTF-16 may take twice the bytes on disk, and a mark.
MAX_TEXT_BYTES: Final = 200 * 1024
_MAX_FILE_BYTES: Final = 2 * MAX_TEXT_BYTES + 4
_MARKS: Final = (
    (b"\xff\xfe\x00\x00", ""),
    (b"\x00\x00\xfe\xff", ""),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_OTHER_FORMATS: Final = (
    (b"%PDF", "a PDF"), (b"PK\x03\x04", "a zip archive or office document"), (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"), (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"), (b"{\\rtf", "a rich text document"), (b"SQLite format", "a database"),
)  # fmt: skip
# TAB, LF, VT, FF and CR belong to plain text; every other control character means that the bytes are something else.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# A run ends with a hyphen or with any byte that cannot be part of it; without the hyphen it is told from a sum and a
# telephone number by standing apart and by letters of both cases.
_UTF7: Final = re.compile(
    rb"\+[A-Za-z0-9/]{3,512}-"
    rb"|(?<![^\s(\"'])(?=\+[A-Z0-9/]*[a-z])(?=\+[a-z0-9/]*[A-Z])\+[A-Za-z0-9/]{5,512}(?![A-Za-z0-9/+-])"
)


def read_text_file(path: Path) -> Document:
    """The text of `path` in UTF-8 (with or without its mark) or in UTF-16 with its mark. Raises Refusal otherwise.

    Nothing is guessed and nothing is replaced: line ends and every other character stay as they are, so that an offset
    into the text is an offset into the decoded file. Only the byte order mark is not part of the text.
    """
    name = str(path)
    data = _read(path, name)
    if not data:
        raise Refusal(name, "the file is empty")
    for magic, what in _OTHER_FORMATS:
        if data.startswith(magic):
            raise Refusal(name, f"not plain text: the file is {what}")
    text = _decode(data, name)
    if not text.strip():
        raise Refusal(name, "the file holds nothing but white space")
    size = len(text.encode())
    if size > MAX_TEXT_BYTES:
        raise Refusal(name, f"the text has {size // 1024} KB; at most {MAX_TEXT_BYTES // 1024} KB are read")
    return Document(title=first_line(text), text=text, source_path=name)


def _read(path: Path, name: str) -> bytes:
    try:
        if not path.is_file():
            raise Refusal(name, "no such file" if not path.exists() else "not a file")
        with path.open("rb") as stream:
            data = stream.read(_MAX_FILE_BYTES + 1)
    except OSError as error:
        raise Refusal(name, f"cannot be read: {error.strerror or 'input error'}") from None
    except ValueError:
        raise Refusal(name, "not a file name") from None
    if len(data) > _MAX_FILE_BYTES:
        raise Refusal(
            name,
            f"the file is over {_MAX_FILE_BYTES // 1024} KB; texts of at most {MAX_TEXT_BYTES // 1024} KB are read",
        )
    return data


def _decode(data: bytes, name: str) -> str:
    mark, encoding = next(((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    if not encoding:
        raise Refusal(name, "UTF-32 is not read; save the file as UTF-8")
    body = data[len(mark) :]
    if encoding == "utf-8" and (offset := body.find(b"\x00")) >= 0:
        raise Refusal(name, f"not plain text: NUL byte at offset {offset + len(mark)}")
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        offset = error.start + len(mark)
        line = body[: error.start].count(b"\n") + 1 if encoding == "utf-8" else None
        shown = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        reason = f"not {shown}: byte 0x{body[error.start]:02X} at offset {offset}; save the file as UTF-8"
        raise Refusal(name, reason, line=line) from None
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        reason = f"not plain text: control character U+{ord(control.group()):04X} at character {control.start()}"
        raise Refusal(name, reason, line=line)
    if text.isascii() and _is_utf7(body):
        raise Refusal(name, "UTF-7 is not read; save the file as UTF-8")
    return text


def _is_utf7(data: bytes) -> bool:
    """Whether several runs after a plus sign, or a long one, decode to letters beyond ASCII: no plain English text."""
    found = 0
    for match in list(_UTF7.finditer(data))[:20]:
        try:
            letters = match.group().decode("utf-7")
        except UnicodeDecodeError:
            continue
        if all(letter > "\x7f" and letter.isprintable() for letter in letters):
            found += 1 + len(letters) // 12
    return found >= 2
