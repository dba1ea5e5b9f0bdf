"""A page as the standard library parses it, and what is wrong with its markup, in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
FIELDS = {"select", "textarea"}
UNLABELLED = {"hidden", "submit", "button", "image", "reset"}
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "list")


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parent: Element | None
    line: int
    children: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words inside, in no particular order."""
        return " ".join([*self.words, *(child.text for child in self.children)]).strip()

    @property
    def name(self) -> str:
        """What assistive technology would call it, roughly."""
        named = " ".join(child.name for child in self.children)
        own = " ".join([*self.words, named]).strip()
        return self.attributes.get("aria-label", "") or own or self.attributes.get("title", "")

    def within(self, tag: str) -> bool:
        return self.parent is not None and (self.parent.tag == tag or self.parent.within(tag))


class Markup(HTMLParser):
    """The elements of a page or fragment; `problems` begins with what the parser itself stumbled over."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.problems: list[str] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        self.problems += [f"line {left.line}: <{left.tag}> is never closed" for left in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, count in Counter(name for name, _ in attrs).items():
            if count > 1:
                self._say(f"<{tag}> has {name} {count} times")
        parent = self._open[-1] if self._open else None
        element = Element(tag, {name: value or "" for name, value in attrs}, parent, self.getpos()[0])
        self.elements.append(element)
        if parent is not None:
            parent.children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].tag != tag:
            self._say(f"</{tag}> closes <{self._open[-1].tag if self._open else 'nothing'}>")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and data.strip():
            self._open[-1].words.append(data.strip())

    def _say(self, problem: str) -> None:
        self.problems.append(f"line {self.getpos()[0]}: {problem}")

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]


def problems_of(html: str, *, fragment: bool = False) -> list[str]:
    """Everything about a page's markup that our rules forbid; empty for a good page."""
    page = Markup(html)
    found = list(page.problems)
    found += [f"id {name} is used {count} times" for name, count in Counter(page.ids()).items() if count > 1]
    found += ["an id is empty or holds white space" for name in page.ids() if not name or name.split() != [name]]
    found += [problem for element in page.elements for problem in problems_of_element(element, set(page.ids()))]
    found += unlabelled(page)
    return found if fragment else [*found, *problems_of_outline(page)]


def problems_of_element(element: Element, ids: set[str]) -> list[str]:
    found = []
    given = element.attributes
    for name in REFERENCES:
        found += [
            f"{name} names the missing id {target}" for target in given.get(name, "").split() if target not in ids
        ]
    href = given.get("href", "")
    if href.startswith("#") and href[1:] not in ids:
        found.append(f"a link leads to the missing place {href}")
    if href.lower().split(":")[0] in {"javascript", "data", "vbscript"}:
        found.append(f"a link runs {href[:40]}")
    if href.startswith(("http:", "https:", "//")) and given.get("rel") != "noopener noreferrer nofollow":
        found.append(f"an outbound link without rel: {href[:60]}")
    if "style" in given or element.tag == "style" or (element.tag == "script" and "src" not in given):
        found.append(f"<{element.tag}> holds style or script of its own")
    found += [f"<{element.tag}> has {name}" for name in given if name.startswith(("on", "hx-on", "hx-vals", "hx-vars"))]
    if given.get("role") == "img" and not given.get("aria-label"):
        found.append(f"<{element.tag} role=img> has no name")
    if element.tag == "img" and "alt" not in given:
        found.append("<img> has no alt")
    if element.tag in {"a", "button", "summary", "th", "h1", "h2", "h3", "h4", "legend", "option"} and not element.name:
        found.append(f"<{element.tag}> has no name, line {element.line}")
    if element.tag == "th" and "scope" not in given:
        found.append("<th> has no scope")
    if element.tag == "details" and (not element.children or element.children[0].tag != "summary"):
        found.append("<details> does not begin with its summary")
    if any(name.startswith("hx-") and name[3:] in {"get", "post"} for name in given) and not (
        href or given.get("action")
    ):
        found.append(f"<{element.tag}> works with htmx only")
    return found


def unlabelled(page: Markup) -> list[str]:
    """Fields nobody says what they are for."""
    labelled = {element.attributes.get("for") for element in page.all("label")}
    return [
        f"<{element.tag} name={element.attributes.get('name')}> has no label"
        for element in page.all("input", *FIELDS)
        if element.attributes.get("type") not in UNLABELLED
        and element.attributes.get("id") not in labelled
        and not element.within("label")
        and not element.attributes.get("aria-label")
    ]


def problems_of_outline(page: Markup) -> list[str]:
    """Head, landmarks and headings of a whole page."""
    found = []
    levels = [int(element.tag[1]) for element in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    if levels.count(1) != 1:
        found.append(f"{levels.count(1)} first-level headings")
    if levels and levels[0] != 1:
        found.append(f"the first heading has level {levels[0]}")
    found += [
        f"a heading of level {after} follows one of level {before}"
        for before, after in pairwise(levels)
        if after > before + 1
    ]
    titles = [element.text for element in page.all("title") if not element.within("svg")]
    if len(titles) != 1 or not titles[0]:
        found.append(f"titles: {titles}")
    if [element.attributes.get("lang") for element in page.all("html")] != ["en"]:
        found.append("the page does not state its language")
    if len(page.all("main")) != 1:
        found.append(f"{len(page.all('main'))} main elements")
    return found
