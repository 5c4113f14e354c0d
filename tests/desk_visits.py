"""An editor at the desk: reads a page, fills in its fields by what they are called, presses a button by its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from desks import Answer, Browser, Pairs, filled

File = tuple[str, bytes]  # its name at the editor's, what is in it
_FIELD_OF_FILES = "desk:file"
_BETWEEN = " > "
_FOLLOWED = 5  # redirections


class Called(NamedTuple):
    """A control by what it is called: the words above it, its own last; for what is chosen by words, those too."""

    words: tuple[str, ...]
    name: str
    options: Mapping[str, str]  # words of a choice → its value

    def goes_by(self, wanted: tuple[str, ...]) -> bool:
        """Whether the words name it: the last is its own, those before it stand above in this order."""
        above = iter(self.words[:-1])
        return self.words[-1:] == wanted[-1:] and all(word in above for word in wanted[:-1])


@dataclass
class Visit:
    """Somebody's way through the desk; ``page`` is what is seen now."""

    browser: Browser
    page: Answer = field(init=False)
    _pairs: Pairs = field(default_factory=list)
    _files: list[tuple[str, str, bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.goes("/")

    def goes(self, address: str) -> Visit:
        """To an address, and wherever it leads on."""
        return self._sees(self.browser.get(address))

    def follows(self, words: str) -> Visit:
        """A link by its words."""
        links = [node for node in self.page.page.css("a[href]") if _said(node) == words]
        assert links, f"no link {words}: {self.page.words('a[href]')}"
        return self.goes(links[0].attributes["href"] or "")

    def fills(self, values: Mapping[str, str | list[str]]) -> Visit:
        """Fields by what they are called, ``征求意见 > 截止日期``: text as it is typed, choices by their words."""
        for called, value in values.items():
            control = self._control(called)
            chosen = [value] if isinstance(value, str) else value
            unknown = [words for words in chosen if control.options and words not in control.options]
            assert not unknown, f"{called} has no {unknown}, but {[*control.options]}"
            kept = [pair for pair in self._pairs if pair[0] != control.name]
            typed = [control.options.get(words, words).replace("\n", "\r\n") for words in chosen]
            self._pairs = [*kept, *((control.name, words) for words in typed)]
        return self

    def reads(self, called: str) -> str:
        """What stands in a field."""
        name = self._control(called).name
        return next((value for key, value in self._pairs if key == name), "")

    def chooses(self, file: File) -> Visit:
        """A file, for the field of files."""
        self._files = [(_FIELD_OF_FILES, *file)]
        return self

    def presses(self, words: str, within: str = "") -> Visit:
        """A button by its words; ``within``: the words above it."""
        buttons = [
            (node, form)
            for form in self.page.page.css("form[method=post]")
            for node in form.css("button")
            if _said(node) == words and within in ("", *_captions(node))
        ]
        assert buttons, f"no button {words} {within}: {self.page.words('button')}"
        button, form = buttons[-1]
        name = button.attributes.get("name")
        pressed = [(name, button.attributes.get("value") or "")] if name else []
        typed = self._pairs if form.attributes.get("class") == "record" else filled(form)
        return self._sees(self.browser.post(str(form.attributes["action"]), [*typed, *pressed], self._files))

    @property
    def told(self) -> list[tuple[str, str]]:
        """What is told at which field: the words above it, what is wrong and how it is mended."""
        return [
            (_BETWEEN.join(self._captions_at(node)), _said(line))
            for node in self.page.page.css("form .field-faults")
            if (node.attributes.get("id") or "").startswith("e-")
            for line in node.css("li")
        ]

    @property
    def summary(self) -> list[str]:
        """What is listed above the form."""
        return self.page.words("#findings li")

    @property
    def _form(self) -> LexborNode | None:
        return self.page.page.css_first("form.record")

    def _captions_at(self, faults: LexborNode) -> list[str]:
        own = next((item for item in faults.parent.css("label[for]")), None) if faults.parent else None
        own_words = [_said(own)] if own is not None and faults.parent.attributes.get("class") == "field" else []
        return [*_captions(faults), *own_words]

    def _sees(self, answer: Answer) -> Visit:
        for _ in range(_FOLLOWED):
            if answer.status not in (302, 303):
                break
            answer = self.browser.get(answer.header("Location").partition("#")[0])
        assert answer.status == 200, answer.text
        self.page, self._files = answer, []
        self._pairs = filled(self._form) if self._form is not None else []
        return self

    def _control(self, called: str) -> Called:
        wanted = tuple(called.split(_BETWEEN))
        form = self._form
        assert form is not None, self.page.text
        controls = [*_controls(form)]
        found = [item for item in controls if item.goes_by(wanted)]
        assert found, f"no field {called}: {[_BETWEEN.join(item.words) for item in controls]}"
        nearest = [item for item in found if len(item.words) == min(len(item.words) for item in found)]
        assert len(nearest) == 1, f"{called} is more than one field: {[_BETWEEN.join(item.words) for item in found]}"
        return nearest[0]


def _controls(form: LexborNode) -> Iterator[Called]:
    """All controls of a form; those that are chosen by words once, with all the words."""
    labels = {node.attributes.get("for"): _said(node) for node in form.css("label[for]")}
    chosen: dict[str, Called] = {}
    for node in form.css("input, select, textarea"):
        name, kind = node.attributes.get("name") or "", node.attributes.get("type") or ""
        if kind in ("hidden", "file", "submit"):
            continue
        if kind in ("radio", "checkbox"):
            words, value = _said(node.parent) if node.parent else "", node.attributes.get("value") or ""
            if name.endswith(":remove"):
                yield Called((*_captions(node), words), name, {"是": value})
                continue
            known = chosen.get(name)
            chosen[name] = Called((*_captions(node),), name, {**(known.options if known else {}), words: value})
            continue
        options = {_said(option): option.attributes.get("value") or "" for option in node.css("option")}
        yield Called((*_captions(node), labels.get(node.attributes.get("id"), "")), name, options)
    yield from sorted(chosen.values(), key=lambda item: len(item.words))


def _captions(node: LexborNode) -> list[str]:
    """The words of the groups that a node stands in, outermost first."""
    found: list[str] = []
    above = node.parent
    while above is not None and above.tag != "form":
        caption = next((item for item in above.iter() if item.tag in ("legend", "summary")), None)
        if caption is not None and above.tag in ("fieldset", "details"):
            found.insert(0, _said(caption))
        above = above.parent
    return found


def _said(node: LexborNode) -> str:
    """The words of a node, without what is said beside them."""
    words = " ".join(node.text().split())
    for beside in node.css(".field-needed, .field-brief"):
        words = words.replace(" ".join(beside.text().split()), "").strip()
    return words


def in_words(told: Iterable[tuple[str, str]]) -> list[str]:
    """What is told at fields, a line each."""
    return [f"{called}：{words}" for called, words in told]
