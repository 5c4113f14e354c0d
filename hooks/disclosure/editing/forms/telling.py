"""What a finding says, in the words of the form: a field by its label, a choice by its name, a file by its title.

Findings are written once, for files: ``请填写 interprets: 文件编号。``. Whoever fills in a form sees labels and
buttons, and neither keys nor commands. The words are found in the text of the finding and looked up in the record
types; what is no such word stays as it is: ids, links, marks of the body, names of files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import BaseModel

from disclosure.editing.forms.criteria import RELATIONS
from disclosure.editing.forms.fields_named import FieldNamed, choice_of, label_in, named, named_elsewhere, within
from disclosure.editing.forms.lookups import Lookups
from disclosure.expressions import expression
from disclosure.reading.kinds import DOCUMENT
from disclosure.reading.yaml_tree import Location
from disclosure.records.base import RefTo
from disclosure.records.documents import Document
from disclosure.records.files import data_file, data_files
from disclosure.records.shapes import Takes

_KEY = r"[a-z][a-z_]*(?:-[a-z]+)*"
_WORD = rf"(?<![A-Za-z0-9_./:=&{{<#*-]){_KEY}(?![A-Za-z0-9_./*=}}>-]|:\S)"
_ENDS = r"(?=[，。；、？！（）]|\ 和|\ 或|\ 的|$)"
_VALUE = rf"\{{[^}}]*\}}|\[[^\]]*\](?![(（])|[^，。；、？！（）{{}}\[\]“”\ ][^，。；、？！（）{{}}]*?{_ENDS}"
# What is looked for, in this order; what is skipped holds no words of ours.
_PARTS = expression(
    rf"""(?P<skipped><[^>]*>|\{{\{{[^}}]*\}}\}}|!?\[[^\]]*\]\([^)]*\)|https?://\S+|“[^“”]*”(?!（)|\bref:\S+
        |disclosure\ [^。；，]*)
    |(?P<quoted>“(?P<inner>[^“”]*)”（(?P<behind>[^（）]*)）)
    |(?P<path>(?:data|docs)/[\w./年份编号名称栏目-]*[\w/])
    |例如\ (?P<like>{_WORD}):\ (?P<example>[^。；，]*)
    |(?P<pair>(?P<verb>[补另单独]*写(?:进|成|上)?|填写|改成|改为)?\ ?(?P<key>{_WORD}):\ (?P<value>{_VALUE})
        (?:（(?P<same>[^（）]*)）)?)
    |(?P<lead>\ ?-\ )?\{{(?P<inside>[^}}]*)\}}
    |(?P<of>{_WORD})(?P<by>\ ?(?:改成|改为|写成|里写|写)\ ?)(?P<to>{_WORD})(?!:)
    |(?P<word>{_WORD})(?:（(?P<meaning>[^（）]*)）)?
    |（(?P<aside>{_WORD})）""",
    re.VERBOSE,
)
_HERE = ("里", "下", "的", " 里", " 下", " 的")  # what follows a key below which the next ones stand
_COLUMN = RefTo("column")
_FOLDER = expression("docs/(?P<column>[a-z0-9-]+)/?(?P<year>[0-9]{4})?/?")
_ENDING = "。；"  # behind which another thing is told to be done
_MARK = "\x01"  # where a blank beside what was put in goes
_BLANKS = expression(rf"(?<=[^\x00-\x7f]) (?={_MARK})|(?<={_MARK}) (?=[^\x00-\x7f])|{_MARK}")
# What goes on after a field that is put to something: another field, or something that is to be written.
_AND, _AND_MORE = expression("^(?: ?和 ?|、)"), expression("^ ?和 ?")
_TRUTHS = {"true": "是", "false": "否", "yes": "是", "no": "否"}
_RELATIONS = {choice.value: choice.label for choice in RELATIONS}
_OF_LINES = (
    (expression("(?:另写|另加|加)一行(?=“)"), "填写"),
    (expression("(?<=”)(?:这)?一行"), "这一项"),
)
# What is done with a command there, and how in a form; else it is the administrator's.
_COMMANDS = (
    (expression("；也可以运行 disclosure clean [^。；，]+"), "；也可以上传以后按附件旁边的“去掉隐藏内容”"),
    (expression("，或者运行 disclosure check --fix"), ""),
    (expression(r"请?(重新)?(运行|用) (?=disclosure )"), r"请管理员\1\2 "),
)


class SaidInForm(NamedTuple):
    """A text as the form says it; ``fields`` are those of this record that it names, in the order in which it does.

    Each stands with the number of the instruction that names it, counted from 0.
    """

    text: str
    fields: tuple[tuple[int, Location], ...] = ()


@dataclass
class Teller:
    """Says texts about one place of one record, whose file lies at ``path``.

    Where they are about its body, only what cannot be a mark of the body is taken for a word of ours. In texts that are
    ``about_keys`` what is proposed in quotes is a key, else an id.
    """

    model: type[BaseModel]
    at: Location
    lookups: Lookups
    path: str = ""
    in_body: bool = False
    about_keys: bool = False
    _inner: Location = field(default=(), init=False)
    _other: type[BaseModel] | None = field(default=None, init=False)
    _last: type[BaseModel] | None = field(default=None, init=False)
    _turn: int = field(default=0, init=False)
    _fields: list[tuple[int, Location]] = field(default_factory=list, init=False)
    _put: str = field(default="", init=False)

    def said(self, text: str) -> SaidInForm:
        """The text in the form's words."""
        self._inner, self._other, self._last, self._turn, self._fields = (), None, None, 0, []
        for sought, put in _COMMANDS:
            text = sought.sub(put, text)
        made = _BLANKS.sub("", self._through(text))
        for sought, put in _OF_LINES:
            made = sought.sub(put, made)
        return SaidInForm(made, tuple(self._fields))

    def _through(self, text: str) -> str:
        """The text with each part of it said."""
        made, end = "", 0
        for found in _PARTS.finditer(text):
            between = text[end : found.start()]
            self._pass(between)
            count = len(self._fields)
            part = self._part(found, text)
            if self._puts(made):
                between = (_AND if len(self._fields) > count else _AND_MORE).sub("，填写", between)
            made += between + part
            end = found.end()
        return made + (_AND_MORE.sub("，填写", text[end:]) if self._puts(made) else text[end:])

    def _puts(self, made: str) -> bool:
        """Whether the last that was said is what a field is put to."""
        return bool(self._put) and made.endswith(f"成“{self._put}”{_MARK}")

    def _pass(self, between: str) -> None:
        """Where another instruction begins, what was said before of where things stand holds no more."""
        ends = sum(between.count(sign) for sign in _ENDING)
        if ends:
            self._turn += ends
            self._inner, self._other = (), None

    def _part(self, found: re.Match[str], text: str) -> str:
        before = text[: found.start()]
        if found["skipped"]:
            return self._proposed(found[0], before)
        if found["quoted"]:
            return self._quoted(found)
        if found["path"]:
            return self._path(found["path"], before)
        if found["like"]:
            return self._example(found)
        if found["pair"]:
            return self._pair(found, text[found.end() :])
        if found["inside"]:
            said = self._map(found["inside"]) or found["inside"]
            return f"{_MARK}，{said}" if found["lead"] and not before.endswith(("例如", "例如 ")) else f"{_MARK}{said}"
        if found["of"]:
            return self._set(found)
        if found["aside"]:
            known = self._field(found["aside"])
            return found[0] if known is None else _aside(known.label, before)
        return self._word(found["word"], found["meaning"] or "", text[found.end() :])

    # One word

    def _field(self, key: str, behind: str = "", *, bare: bool = False) -> FieldNamed | None:
        """The field that a key means here; noted where it is one of this record."""
        found = named(key, self._other or self.model, () if self._other else self.at, self._inner)
        if found is not None and found.is_near and self._other is None:
            self._fields.append((self._turn, found.location))
        if found is None and self._last is not None:
            found = named(key, self._last, ())
        if found is None and bare:
            found = named(key, Document, ())
        if found is None and (not bare or behind.startswith(_HERE)):
            found = named_elsewhere(key)
            self._other = self._last = found.model if found is not None else self._last
        if found is not None and behind.startswith(_HERE):
            self._inner = found.location
        return found

    def _word(self, word: str, meaning: str, behind: str) -> str:
        if self.in_body and self._other is None and "_" not in word and not behind.startswith(_HERE):
            return f"{word}（{meaning}）" if meaning else word  # a mark of the body
        if meaning and self._asks_of_persons:
            return _marked(meaning)
        model = self._other or self.model
        if meaning and choice_of(word, model, self.at, meaning):
            return _marked(meaning)
        choice = choice_of(word, model, self.at)
        own = named(word, model, self.at, self._inner)
        known = None if choice and (own is None or "-" in word) else self._field(word, behind, bare=True)
        if known is None:
            said = _marked(choice) if choice else word
            return said + (f"（{self._through(meaning)}）" if meaning else "")
        return _marked(known.label) + ("" if meaning in ("", known.label) else f"（{self._through(meaning)}）")

    @property
    def _asks_of_persons(self) -> bool:
        """Whether the place is a criterion: the words there are those of the office's own facts."""
        found = named(str(self.at[0]), self.model, ()) if self.at else None
        return found is not None and found.shape.shape.takes is Takes.CRITERIA

    def _proposed(self, quoted: str, before: str) -> str:
        """A key in quotes that is proposed; other quotes say what somebody has written."""
        inner = quoted[1:-1]
        if not self.about_keys or not before.endswith(("是不是", "移到")) or not re.fullmatch(_KEY, inner):
            return quoted
        known = self._field(inner)
        return quoted if known is None else f"“{known.label}”"

    def _quoted(self, found: re.Match[str]) -> str:
        """“标签”（key）, or “key”（标签）."""
        inner, behind = found["inner"], found["behind"]
        if re.fullmatch(_KEY, behind):
            is_known = self._asks_of_persons or self._field(behind) is not None
            return f"“{inner}”" if is_known else found[0]
        choice = choice_of(inner, self.model, self.at, behind) if re.fullmatch(_KEY, inner) else ""
        return f"“{choice}”" if choice else found[0]

    # A field and its value

    def _example(self, found: re.Match[str]) -> str:
        """An example needs no name of the field; what is filled in part by part is no line of text."""
        known = self._field(found["like"])
        if known is None:
            return found[0]
        if known.value.takes is Takes.STEP:
            return f"例如{_marked(known.label)}"
        said = self._value(known, found["example"])
        is_part = known.value.takes in (Takes.PART, Takes.SLOT) and found["example"].startswith("{")
        return f"例如{said}" if is_part else f"例如{_marked(said)}"

    def _pair(self, found: re.Match[str], behind: str) -> str:
        before = [*self._fields]
        known = self._field(found["key"])
        if known is None:
            return found[0]
        verb, value = found["verb"] or "", found["value"]
        known = _choosing(known, value)
        said, same = self._value(known, value), found["same"] or ""
        if verb == "补写" or behind.startswith(" 的"):  # an item of this kind is missing
            self._fields = before
            return f"{verb}{_marked(said)}"
        if verb and not value.isascii() and said == value:
            return f"{verb}{_marked(known.label)}：{value}"
        means = self._means(known, said) + (f"（{same}）" if same not in ("", said) else "")
        return f"把{means}" if verb else means

    def _means(self, known: FieldNamed, said: str) -> str:
        if said.startswith(_MARK):
            return f"{_marked(known.label)}里的{said}"
        how = "选" if known.value.takes in (Takes.CHOICE, Takes.TRUTH, Takes.REFERENCE) else "填"
        self._put = said
        return f"{_marked(known.label)}{how}成“{said}”{_MARK}"

    def _value(self, known: FieldNamed, value: str) -> str:
        if value.startswith("{"):
            inner, self._inner = self._inner, known.location
            said = self._map(value[1:-1])
            self._inner = inner
            return said or value
        return "、".join(self._single(known, item) for item in re.split(", *", value.strip("[]")))

    def _single(self, known: FieldNamed, value: str) -> str:
        shape = known.value
        if shape.takes is Takes.TRUTH and value in _TRUTHS:
            return _TRUTHS[value]
        if shape.expects is not None:
            return self.lookups.title_of(shape.expects, value) or value
        part = choice_of(value, shape.part, ()) if shape.part is not None else ""
        return label_in(shape.choice, value) or part or value

    def _map(self, inside: str) -> str:
        """Several fields with their values, as a mapping has them in one line."""
        pairs = [pair.partition(": ") for pair in re.split(", *", inside)]
        if self._asks_of_persons and all(key in _RELATIONS for key, _, _ in pairs):
            return "、".join(f"{_marked(_RELATIONS[key])}填成“{value}”{_MARK}" for key, _, value in pairs)
        before = [*self._fields]
        found = [(self._field(key.strip()), value) for key, _, value in pairs]
        self._fields = before
        if not all(known is not None and value for known, value in found):
            return ""
        return "、".join(self._means(known, self._value(known, value)) for known, value in found if known is not None)

    def _set(self, found: re.Match[str]) -> str:
        """One field, and to which of its choices it is put."""
        known = self._field(found["of"], found["by"])
        said = self._single(known, found["to"]) if known is not None else ""
        if known is not None and said != found["to"]:
            return f"{_marked(known.label)}{found['by'].strip()}“{said}”{_MARK}"
        to = self._field(found["to"])
        first = _marked(known.label) if known is not None else found["of"]
        return f"{first}{found['by']}{_marked(to.label) if to is not None else found['to']}"

    # A file

    def _folder(self, column: str, year: str, before: str) -> str:
        """A folder of documents: that of the record is where its attachments lie."""
        is_own = self.path.startswith(f"docs/{column}/{year}/")
        if is_own and before.endswith("不在 "):
            return _marked("附件")
        title = self.lookups.title_of(_COLUMN, column) or column
        return f"{_marked(title)}栏目的 {year} 年" if year else f"{_marked(title)}栏目"

    def _path(self, path: str, before: str) -> str:
        """What lies there: a record by its title, a folder by what it is for; the next keys are those of its type."""
        kind = data_file(path) or next((kind for kind in reversed(data_files()) if _begins(kind.pattern, path)), None)
        model = Document if path.endswith(DOCUMENT) else kind.model if kind is not None else None
        if path == self.path:
            return f"{_MARK}这一份{_MARK}"
        folder = _FOLDER.fullmatch(path)
        if folder is not None:
            return self._folder(folder["column"], folder["year"], before)
        self._other = self._last = model or self._other
        self._inner = ()
        title = self.lookups.paths.get(path, "")
        if title and model is Document:
            return f"{_MARK}《{title}》{_MARK}"
        return _marked(title or kind.model.type_label) if kind is not None else path


def _begins(pattern: str, path: str) -> bool:
    """Whether files of this kind lie in a folder."""
    folder, sought = pattern.rpartition("/")[0], path.strip("/")
    by_year = folder.replace("{year}", "[0-9]{4}")
    return "{" in pattern and (sought == folder.partition("/{")[0] or re.fullmatch(by_year, sought) is not None)


def _choosing(known: FieldNamed, value: str) -> FieldNamed:
    """The field of this key that has the value among its choices, where the nearest has others."""
    if known.value.choice is None or label_in(known.value.choice, value):
        return known
    alike = (FieldNamed(known.model, place, shape) for place, shape in within(known.model))
    key = known.location[-1]
    return next((one for one in alike if one.location[-1] == key and label_in(one.value.choice, value)), known)


def _aside(label: str, before: str) -> str:
    """A key in brackets behind what is meant: its label, unless that was just said."""
    return "" if before.endswith((label, f"{label}”")) else f"（“{label}”）"


def _marked(label: str) -> str:
    """A label as it stands in a text, and where blanks beside it go."""
    return f"{_MARK}“{label}”{_MARK}"
