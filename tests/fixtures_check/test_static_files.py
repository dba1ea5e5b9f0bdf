"""Shipped files are the ones that were reviewed: vendored code by hash, fonts by weight, every CSS address in place."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
SEED_ARTICLE = ROOT / "fixtures" / "articles" / "blinken_arrives_in_israel.txt"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_seed_article_is_byte_for_byte_what_was_received() -> None:
    assert sha256(SEED_ARTICLE) == "716b1f87ce1cc7df27dd96eab2d3e63890abb941870ac02bd5c054bb52a1b538"
    assert len(SEED_ARTICLE.read_text(encoding="utf-8")) == 3939


@pytest.mark.parametrize("folder", [STATIC / "vendor", ROOT / "tests" / "vendor"], ids=["static", "tests"])
def test_vendored_files_match_the_hashes_of_their_readme(folder: Path) -> None:
    readme = (folder / "README.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `([^`]+)` \|.*`([0-9a-f]{64})` \|$", readme, flags=re.MULTILINE))
    found = {path.name: sha256(path) for path in folder.iterdir() if path.name != "README.md"}
    assert found == listed


def test_style_sheets_refer_to_files_that_exist() -> None:
    addresses = [
        (sheet, address)
        for sheet in sorted((STATIC / "css").glob("*.css"))
        for address in re.findall(r'url\("([^"#]+)"\)', sheet.read_text(encoding="utf-8"))
    ]
    assert addresses
    for sheet, address in addresses:
        assert (sheet.parent / address).is_file(), (sheet.name, address)


def test_a_page_in_plain_english_loads_at_most_130_kilobytes_of_fonts() -> None:
    fonts = {path.stem: path.stat().st_size for path in (STATIC / "fonts").glob("*.woff2")}
    plain = [size for stem, size in fonts.items() if "latin-ext" not in stem]
    assert len(plain) == 4
    assert sum(plain) <= 130_000


def test_fonts_lie_beside_their_licence_and_list_their_size() -> None:
    readme = (STATIC / "fonts" / "README.md").read_text(encoding="utf-8")
    for path in (STATIC / "fonts").glob("*.woff2"):
        assert f"| `{path.name}` | {path.stat().st_size:,} |" in readme
    for licence in ("OFL-Newsreader.txt", "OFL-AnnalsSans.txt"):
        assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / licence).read_text(encoding="utf-8")


def test_scripts_hold_nothing_the_content_security_policy_forbids() -> None:
    for script in (STATIC / "js").glob("*.js"):
        code = script.read_text(encoding="utf-8")
        assert not re.search(r"\beval\(|\bnew Function\(|document\.cookie|https?://", code), script.name


def test_the_notice_names_what_is_not_ours() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for owner in ("blinken_arrives_in_israel", "GeoNames", "Natural Earth", "Open Font License", "axe-core", "djlint"):
        assert owner in notice
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
