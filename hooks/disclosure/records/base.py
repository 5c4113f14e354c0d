"""What all records are made of: the base class, references and absence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from disclosure.expressions import expression
from disclosure.findings import Place
from disclosure.reading.yaml_tree import Location, Tree
from disclosure.records.later import Later
from disclosure.records.values import ID_PATTERN, Choice, Day, Text, check_id, wrong

_YEAR = expression("[0-9]{4}")
Mark = TypeVar("Mark")


@dataclass(frozen=True)
class RefTo:
    """What a reference expects of its target: the record type, the kinds, and what the relation is called."""

    record: str
    relation: str = ""
    kinds: frozenset[str] = frozenset()

    @cached_property
    def written(self) -> str:
        """All of it as one text."""
        return f"{self.record} {self.relation} {sorted(self.kinds)}"


@dataclass(frozen=True, slots=True)
class WordIs:
    """What one word of a line of text is: the id of a record of this type; ``number`` counts the words from 0."""

    record: str
    number: int


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference as written: who points, from where, at which id, expecting what.

    It stands in the field at ``location``; one in a body, so many characters ``after`` its beginning.
    """

    source: Record
    target_id: str
    expects: RefTo
    location: Location
    after: int = 0

    @property
    def place(self) -> Place:
        """Where it is written."""
        return self.source.place_of(self.location, self.after)


_NOWHERE = Tree("")


class Part(BaseModel):
    """A mapping inside a record, with no id of its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Former(NamedTuple):
    """Where records of a type stood before each had a file of its own: the file, and its list that held them.

    An empty name of the list says that the record was the file itself; ``renamed`` has its fields of another name.
    """

    files: str
    members: str = ""
    renamed: Mapping[str, str] = MappingProxyType({})


class Record(Part):
    """A thing with a permanent id. It knows the line of each of its fields and whom it points at.

    ``files`` says where its files lie: ``data/decisions/{year}/{id}.yml``, where ``{id}`` is the permanent id (the
    file's name, whether or not a field repeats it) and ``{year}`` of four figures; empty for what another's file lists.

    ``page_folder`` is where their pages lie on the site; empty, they have none and nothing can link to them.
    ``list_page`` is the heading of a page that lists them all, below that on the office's own work if ``of_work``. A
    type that ``tells_back`` shows who refers to the record. The handbook explains what is ``for_editors``.
    """

    record_type: ClassVar[str]  # the word by which references name this type
    type_label: ClassVar[str]
    files: ClassVar[str] = ""
    required: ClassVar[bool] = False  # no project is without this file
    former: ClassVar[Former | None] = None
    page_folder: ClassVar[str] = ""
    list_page: ClassVar[str] = ""
    of_work: ClassVar[bool] = False
    tells_back: ClassVar[bool] = False
    for_editors: ClassVar[bool] = True

    # Asked for all the time, and pydantic's own private attributes are slow to come.
    __slots__ = ("_tree", "_later")

    def model_post_init(self, context: Any) -> None:
        """Of a record that was read from nowhere its fields stand nowhere."""
        self._tree = _NOWHERE

    @classmethod
    def unread(cls, known: dict[str, Any], tree: Tree, later: Later) -> Self:
        """A record that is read when something is asked that is neither ``known`` nor told of it ``later``."""
        made = cls.__new__(cls)
        put = object.__setattr__  # pydantic's own would look for a field of this name
        put(made, "__dict__", known)
        put(made, "_tree", tree)
        put(made, "_later", later)
        return made

    if not TYPE_CHECKING:  # or every name would be one of a record

        def __getattr__(self, name: str) -> Any:
            """A field of a record that has not been read yet, for which it need not be if it is plain."""
            later = self.later if name != "_later" else None
            is_field = later is not None and name in type(self).model_fields
            if is_field and name not in later.fields.behind:
                return self.__dict__.setdefault(name, later.fields.of(type(self), name))
            is_behind = is_field or later is not None and name in BaseModel.__slots__
            return getattr(self._read(), name) if is_behind else super().__getattr__(name)

    @property
    def later(self) -> Later | None:
        """What is told of a record that has not been read yet."""
        return getattr(self, "_later", None)

    def _read(self) -> Self:
        """This record, read if it was not."""
        later = self.later
        if later is not None:
            made, put = later.read(), object.__setattr__
            object.__delattr__(self, "_later")
            for name in BaseModel.__slots__:  # the fields, and what pydantic notes of them
                put(self, name, getattr(made, name))
        return self

    def __eq__(self, other: object) -> bool:
        """Two records that say the same in two places are two."""
        if self is other or not isinstance(other, Record) or self._tree != other._tree:
            return self is other
        return super(Record, self._read()).__eq__(other._read())

    def __hash__(self) -> int:
        """Records that are the same stand in the same place."""
        return hash((type(self), self.path, self.key))

    def __copy__(self) -> Self:
        """The same, from the same place."""
        return super(Record, self._read()).__copy__().rooted_at(self._tree)

    def model_dump(self, **how: Any) -> dict[str, Any]:
        """All fields, as pydantic tells them."""
        return super(Record, self._read()).model_dump(**how)

    def __repr_args__(self) -> Any:
        """All fields, for whoever looks for a fault."""
        return super(Record, self._read()).__repr_args__()

    @property
    def key(self) -> str:
        """The record's id; singletons have none and use their type's name."""
        return str(getattr(self, "id", self.record_type))

    @classmethod
    def address_of(cls, key: str) -> str:
        """Where the page of the record with an id lies, relative to the site's root: ``documents/doc-2023-014.html``.

        Titles, states and dates never move it.
        """
        return f"{cls.page_folder}/{key}.html"

    @property
    def page_address(self) -> str:
        """Where its own page lies."""
        return self.address_of(self.key)

    @property
    def path(self) -> str:
        """The file that the record stands in."""
        return self._tree.path

    @property
    def file_name(self) -> str:
        """The name of the file that the record stands in, without its ending."""
        return _stem_of(self.path)

    @property
    def file_year(self) -> str:
        """The year by which the record is filed: the folder of four figures that its file lies in, or ``""``."""
        return _year_of(self.path)

    @property
    def tree(self) -> Tree:
        """What it was read from."""
        return self._tree

    @property
    def withdrawal(self) -> Record | None:
        """What tells that this was taken down and only stands in for what was there; ``None`` for all else."""
        return None

    def rooted_at(self, tree: Tree) -> Self:
        """This record, knowing that it was read from ``tree``."""
        self._tree = tree
        return self

    def place(self, *location: str | int) -> Place:
        """Where a field stands; where it would belong if it is not written."""
        return self._tree.place(location)

    def place_of(self, location: Location, after: int) -> Place:
        """Where a reference in a field stands; a record with a body knows what stands so many characters in it."""
        return self._tree.place(location)

    def written(self, *location: str | int) -> bool:
        """Whether the editor wrote this field."""
        return self._tree.written(location)

    def references(self) -> Iterator[Reference]:
        """Every reference in the record's fields, in the order of the model."""
        if self.later is not None:
            for told, target, expects in self.later.references:
                yield Reference(self, target, expects, tuple(told))
            return
        for location, target, expects in _references(self, ()):
            yield Reference(self, target, expects, location)


@lru_cache(maxsize=1 << 14)
def _stem_of(path: str) -> str:
    name = path.rpartition("/")[2]
    stem, _, suffix = name.rpartition(".")
    return stem if stem and suffix else name


@lru_cache(maxsize=1 << 14)
def _year_of(path: str) -> str:
    return next((step for step in PurePosixPath(path).with_suffix("").parts if _YEAR.fullmatch(step)), "")


def _references(part: BaseModel, above: Location) -> Iterator[tuple[Location, str, RefTo]]:
    for name, expects in reference_fields(type(part)):
        value = getattr(part, name)
        location = (*above, name)
        if value is None:
            continue
        if isinstance(value, (list, tuple)):
            for number, item in enumerate(value):
                yield from _reference_value(item, (*location, number), expects)
        else:
            yield from _reference_value(value, location, expects)


def _reference_value(value: Any, location: Location, expects: RefTo | None) -> Iterator[tuple[Location, str, RefTo]]:
    if isinstance(value, Record):
        return
    if isinstance(value, Slot):
        if value.ref is not None and expects is not None:
            yield location, value.ref, expects
    elif isinstance(value, BaseModel):
        yield from _references(value, location)
    elif expects is not None:
        yield location, str(value), expects


@cache
def reference_fields(model: type[BaseModel]) -> tuple[tuple[str, RefTo | None], ...]:
    """The fields of ``model`` that are references, or that hold parts which may contain some."""
    found: list[tuple[str, RefTo | None]] = []
    for name, info in model.model_fields.items():
        expects = next((mark for mark in info.metadata if isinstance(mark, RefTo)), None)
        inner = expects or mark_in(info.annotation, RefTo)
        if inner is not None or holds_part(info.annotation):
            found.append((name, inner))
    return tuple(found)


def mark_in(annotation: Any, kind: type[Mark]) -> Mark | None:
    """The first mark of a kind in an annotation such as ``list[Annotated[Id, RefTo("column")]] | None``."""
    for mark in getattr(annotation, "__metadata__", ()):
        if isinstance(mark, kind):
            return mark
    inner = (mark_in(part, kind) for part in getattr(annotation, "__args__", ()))
    return next(filter(None, inner), None)


def holds_part(annotation: Any) -> bool:
    """Whether a mapping with fields of its own may stand there."""
    if isinstance(annotation, type):
        return issubclass(annotation, BaseModel)
    return any(map(holds_part, getattr(annotation, "__args__", ())))


class AbsenceReason(Choice):
    """Why a slot has no document. The public reads the label."""

    NOT_DUE = "not-due", "未到期"
    NOT_REQUIRED = "not-required", "不适用"
    WITHHELD = "withheld", "依法不公开"
    NONE_RECEIVED = "none-received", "未收到意见"


class Slot(Part):
    """A place in a process: a reference, or an absence with its basis. An empty slot does not exist.

    Written as ``doc-2023-014`` or as ``{absent: not-due, due: 2023-09-30}``.
    """

    ref: str | None = None
    absent: AbsenceReason | None = Field(None, title="缺少的原因", description="为什么没有这份材料")
    basis: Text | None = Field(None, title="依据", description="不适用、不公开的依据或理由")
    due: Day | None = Field(None, title="预计时间", description="未到期的，预计什么时候公开")
    was_due: Day | None = Field(None, title="原来的预计时间", description="推迟过的，写最早公布的那个时间")
    delay: Text | None = Field(None, title="推迟的原因", description="推迟过的，写明为什么，公众会看到")

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        if isinstance(value, str):
            if value.strip() in ("无", "没有", "暂无", "不适用", "/", "-"):
                raise wrong(
                    f"不能写“{value}”。", "没有文件的，请写 absent 及原因，例如 {absent: not-due, due: 2025-10-31}。"
                )
            return {"ref": check_id(value)}
        if isinstance(value, dict) and "absent" not in value:
            raise wrong("既没有写文件编号，也没有写 absent。", "请写文件编号，或者写 absent: not-due（加 due）等原因。")
        if not isinstance(value, dict | cls):
            raise wrong("的写法不对。", "请只写一个文件编号，或者写 absent: not-due（加 due）等原因。")
        return value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        absence = handler.resolve_ref_schema(handler(schema))
        absence["properties"].pop("ref", None)
        absence["required"] = ["absent"]
        return {"anyOf": [{"type": "string", "pattern": ID_PATTERN}, absence]}
