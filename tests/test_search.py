"""The index of the search: what can be found, by which tokens, in which files; and what is remembered of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from unicodedata import normalize
from zlib import crc32

import pytest
from pypinyin import lazy_pinyin

from demonstration import REPOSITORY
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages.assets import Asset
from disclosure.pages.site import Site
from disclosure.reading.plain_text import plain_text
from disclosure.records.documents import Attachment
from disclosure.records.review import Disclosure
from disclosure.register import Register
from disclosure.search.entries import Findable, entries, in_order
from disclosure.search.index import index_of, search_files
from disclosure.search.postings import Postings
from disclosure.search.readings import readings
from disclosure.search.sounds import sound_list, sound_of, sounds_for
from disclosure.search.tokens import counted, folded
from exam.papers import papers

DAY = date(2025, 6, 18)
MEMORY = Path(".disclosure", "tokens")


def site_of(root: Path) -> Site:
    register = read_register(root)
    return Site(register, law_book(register), DAY)


def contents(assets: Iterator[Asset]) -> dict[str, bytes]:
    """The files of an index, without the name of their folder, which is told by their content."""
    files = {asset.address: asset.data for asset in assets}
    folder = json.loads(files["search/index.json"])["folder"]
    return {address.removeprefix(f"{folder}/"): data for address, data in files.items()}


# --- tokens -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("加装电梯", "加装 装电 电梯"),
        ("演示规〔2023〕2号", "演示 示规 2023 2号 号"),
        ("演示规[2023] 2 号", "演示 示规 2023 2号 号"),
        ("2024年度预算", "2024 预算"),
        ("１５个工作日，1,200 元", "15个 个工 工作 作日 1200 元"),
        ("不低于95%", "不低 低于 95%"),
        ("GML-doc-2024-036", "gml doc 2024 036"),
        ("1. 目的 2.5倍", "目的 2.5 倍"),
        ("ＡＢ\u3000c", "ab c"),
        ("12345热线", "12345 热线"),
        ("", ""),
        ("…… —— 3", ""),
    ],
)
def test_a_text_is_taken_apart(text: str, tokens: str) -> None:
    assert sorted(counted(text)) == sorted(tokens.split())


def test_tokens_are_counted() -> None:
    assert counted("电梯、电梯和电梯") == Counter({"电梯": 3, "梯和": 1, "和电": 1})


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("见[《办法》](ref:doc-2023-001)第**三**条", "见《办法》第三条"),
        ("![流程图](doc-1.png)", "流程图"),
        ("## 一、对象\n- 老人", " 一、对象\n 老人"),
        ("前<!-- 内部说明 -->后<br>", "前后"),
    ],
)
def test_of_markdown_the_words_are_searched(markdown: str, seen: str) -> None:
    assert plain_text(markdown) == seen


def test_how_a_pair_is_read() -> None:
    assert (sound_of("电梯"), sound_of("增长"), sound_of("ab"), sound_of("梯")) == ("'dian'ti", "'zen'zan", "", "")


def test_the_table_of_sounds_is_that_of_the_library() -> None:
    rows, cells = range(0xB0, 0xF8), range(0xA1, 0xFF)
    signs = (bytes((row, cell)).decode("gb2312", "ignore") for row in rows for cell in cells)
    read = {sign: lazy_pinyin(sign)[0] for sign in signs if sign}
    lines = (line.split(" ") for line in sound_list().split("\n"))
    assert {sign: spelt for spelt, group in lines for sign in group} == {
        sign: spelt for sign, spelt in read.items() if spelt.isascii()
    }


def test_of_rare_characters_those_are_told_that_stand_in_what_is_found() -> None:
    told = [dict(line.split(" ") for line in sounds_for(written).split("\n")) for written in ([], ["烟霭"])]
    assert [("爱" in table["ai"], "霭" in table["ai"]) for table in told] == [(True, False), (True, True)]
    assert told[0].keys() == told[1].keys() == {line.split(" ")[0] for line in sound_list().split("\n")}


# --- what can be found ---------------------------------------------------------------------------------------------


@pytest.fixture
def office(office_copy: Path) -> Site:
    return site_of(office_copy)


def test_every_record_with_a_page_can_be_found(office: Site) -> None:
    with_page = {record.address_of(record.key) for record in office.register.records.values() if record.page_folder}
    found = {entry.address for entry in entries(office)}
    assert (with_page - found, found & {"404.html", "search.html", "index.html"}) == (set(), set())
    assert {"about/rules.html", "about/site-map.html"} <= found - with_page


def test_what_is_not_public_cannot_be_found(office: Site) -> None:
    document = office.register.documents[0]
    hidden = document.model_copy(update={"disclosure": Disclosure.ON_REQUEST}).rooted_at(document._tree)
    register: Register = replace(office.register, records={**office.register.records, document.id: hidden})
    left = {entry.address for entry in entries(Site(register, office.law, DAY))}
    assert {entry.address for entry in entries(office)} - left == {f"documents/{document.id}.html"}


def test_what_is_wide_or_apart_is_found_as_what_is_narrow_and_together() -> None:
    choice = Random(7).choice
    signs = "，：；（）！？％＋－／～＝　①㎡ａＡ１é\u0301\u0338ｶﾞか\u3099ﬁ½甲乙丙1a ,;()=<"
    for length in range(2_000):
        text = "".join(choice(signs) for _ in range(length % 9))
        assert folded(text) == folded(normalize("NFKC", text))


@pytest.mark.demonstration
def test_the_text_of_attachments_is_searched() -> None:
    found = entries(site_of(REPOSITORY))
    entry = next(entry for entry in found if entry.address.endswith("doc-2023-010.html"))
    bare = replace(entry, attachments=())
    read = dict(zip(("with", "without"), (one.tokens for one in readings([entry, bare], REPOSITORY)), strict=True))
    assert "申请表" in entry.keywords[-1]
    assert {token for _, tokens in read["with"] for token in tokens} > {
        token for _, tokens in read["without"] for token in tokens
    }


def test_a_file_with_a_hidden_part_is_not_searched(tmp_path: Path) -> None:
    from docx import Document as Word

    paper = Word()
    paper.add_paragraph("看得见的段落")
    paper.save(str(tmp_path / "open.docx"))
    paper.add_paragraph("看不见的段落").runs[0].font.hidden = True
    paper.save(str(tmp_path / "hidden.docx"))
    found = [entry_of(name, attachments=(f"{name}.docx",)) for name in ("open", "hidden")]
    tokens = [{token for _, names in read.tokens for token in names} for read in readings(found, tmp_path)]
    assert [("看得" in names, "看不" in names) for names in tokens] == [(True, False), (False, False)]


def entry_of(title: str, **fields: object) -> Findable:
    return Findable(**{"address": f"documents/{title}.html", "title": title, "kind": "通知公告", **fields})  # type: ignore[arg-type]


# --- the files ----------------------------------------------------------------------------------------------------


def read_back(files: dict[str, bytes]) -> dict[str, set[tuple[int, int]]]:
    """Every token of the index with its entries and their steps, as the programs of the browser read them."""
    start = json.loads(files["start.json"])
    found: dict[str, set[tuple[int, int]]] = {}
    for number in range(start["files"]):
        data = iter(files[f"{number:x}.bin"])
        while (size := varint(data)) is not None:
            token = bytes(next(data) for _ in range(size)).decode()
            row = iter([next(data) for _ in range(varint(data) or 0)])
            assert crc32(token.encode()) % start["files"] == number
            varint(row), varint(row)
            found[token] = set(entries_in(row))
    return found


def entries_in(row: Iterator[int]) -> Iterator[tuple[int, int]]:
    while (step := varint(row)) is not None:
        entry = 0
        for _ in range(varint(row) or 0):
            entry += varint(row) or 0
            yield entry, step


def varint(data: Iterator[int]) -> int | None:
    value = shift = 0
    for byte in data:
        value += (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value
    return None


def test_every_token_is_found_where_it_belongs(tmp_path: Path) -> None:
    found = in_order(papers(60, seed=3))
    expected: dict[str, set[tuple[int, int]]] = {}
    for number, read in enumerate(readings(found, tmp_path)):
        for step, tokens in read.tokens:
            for token in tokens:
                expected.setdefault(token, set()).add((number, step))
    assert read_back(contents(index_of(found, [], tmp_path))) == expected


def test_no_file_is_empty_and_all_are_small(tmp_path: Path) -> None:
    for count in (0, 1, 2, 150):
        files = contents(index_of(in_order(papers(count, seed=3)), [], tmp_path))
        postings = [len(data) for name, data in files.items() if name.endswith(".bin")]
        assert postings == [size for size in postings if 0 < size < 12_000]
        assert json.loads(files["start.json"])["files"] == len(postings)


def test_of_a_token_that_many_have_the_heaviest_are_kept() -> None:
    postings = Postings()
    for number in range(3_000):
        postings.add([(1 + number % 60, ["预算", "的"])])
    rows = read_back({"start.json": b'{"files": 1}', "0.bin": b"".join(postings.files())})
    assert {token: (len(kept), min(step for _, step in kept)) for token, kept in rows.items()} == {
        "预算": (2_000, 21),
        "的": (200, 57),
    }


def test_what_an_entry_is_is_told_in_runs(office: Site) -> None:
    start = json.loads(contents(search_files(office))["start.json"])
    found = entries(office)
    told = [
        (start["kinds"][kind][0], year, [start["audiences"][one] for one in audiences])
        for many, kind, _, year, audiences, _ in start["runs"]
        for _ in range(many)
    ]
    assert told == [(entry.kind, entry.day.year if entry.day else 0, list(entry.audiences)) for entry in found]


def test_synonyms_are_told_as_far_as_they_can_find_something(tmp_path: Path) -> None:
    found = [entry_of("电动自行车停放办法"), entry_of("电动自行车充电")]
    groups = [["电瓶车", "电动自行车", "小电驴"], ["狗", "犬"]]
    start = json.loads(contents(index_of(found, groups, tmp_path))["start.json"])
    assert start["same"] == [[["电动自行车"], ["小电驴", "电瓶车"]]]


def test_the_folder_is_another_for_another_content_alone(tmp_path: Path) -> None:
    one, same, other = (
        json.loads(next(index_of([entry_of(title)], [], tmp_path)).data)["folder"] for title in ("甲地", "甲地", "乙地")
    )
    assert one == same != other


def test_a_shuffled_register_gives_the_same_bytes(office: Site) -> None:
    expected = contents(search_files(office))
    records = list(office.register.records.items())
    Random(5).shuffle(records)
    shuffled = Site(replace(office.register, records=dict(records)), office.law, DAY)
    assert contents(search_files(shuffled)) == expected


# --- what is remembered --------------------------------------------------------------------------------------------


def test_a_warm_build_gives_the_bytes_of_a_cold_one(office: Site) -> None:
    memory = office.register.root / MEMORY
    cold = contents(search_files(office))
    written = memory.stat().st_mtime_ns
    assert contents(search_files(office)) == cold
    assert memory.stat().st_mtime_ns == written  # all of it was known


@pytest.mark.parametrize("damage", ["cut", "turned", "foreign", "empty", "text", "endless"])
def test_a_broken_memory_is_forgotten_in_silence(office: Site, damage: str) -> None:
    memory = office.register.root / MEMORY
    cold = contents(search_files(office))
    whole = memory.read_bytes()
    broken = {
        "cut": whole[: len(whole) // 2],
        "turned": whole[:200] + bytes(255 - byte for byte in whole[200:400]) + whole[400:],
        "foreign": bytes(16) + whole[16:],
        "empty": b"",
        "text": b"not ours" * 20,
        "endless": whole[:32] + b"\xff" * 40 + whole[72:],
    }
    memory.write_bytes(broken[damage])
    assert contents(search_files(office)) == cold
    assert memory.read_bytes() == whole


def test_where_nothing_can_be_remembered_all_is_read(office: Site) -> None:
    cold = contents(search_files(office))
    memory = office.register.root / MEMORY
    memory.unlink()
    memory.mkdir()
    assert contents(search_files(office)) == cold


def test_a_changed_paper_is_read_anew_and_a_removed_one_forgotten(tmp_path: Path) -> None:
    found = in_order(papers(30, seed=1))
    list(index_of(found, [], tmp_path))
    size = (tmp_path / MEMORY).stat().st_size
    changed = [replace(found[0], body="全新的内容"), *found[2:]]
    warm = contents(index_of(changed, [], tmp_path))
    assert (tmp_path / MEMORY).stat().st_size < size
    assert warm == contents(index_of(changed, [], tmp_path / "elsewhere"))


@pytest.mark.parametrize(
    "edit",
    [
        lambda found: [*found[:7], replace(found[7], body="全新的内容"), *found[8:]],
        lambda found: [*found[:7], replace(found[7], title="另外的题目", body=""), *found[8:]],
        lambda found: found[1:],
        lambda found: in_order([*found, entry_of("新到的文件", day=date(2020, 1, 1), body="新的内容")]),
        lambda found: in_order([replace(found[0], kind="其他", current=True), *found[1:]]),
        lambda found: in_order([*found[:5], *found[6:], *papers(2, seed=9)]),
        lambda found: found[::-1],
        lambda found: found[:3],
    ],
    ids=["body", "title", "removed", "new", "moved", "two at once", "all moved", "most removed"],
)
def test_postings_that_grew_are_those_gathered_anew(
    edit: Callable[[list[Findable]], list[Findable]], tmp_path: Path
) -> None:
    found = in_order(papers(40, seed=1))
    list(index_of(found, [], tmp_path))
    changed = edit(found)
    for now in (changed, changed, found):
        warm = contents(index_of(now, [], tmp_path))
        assert warm == contents(index_of(now, [], tmp_path, remembers=False))


@pytest.mark.parametrize("damage", ["cut", "turned", "foreign", "empty", "another's"])
def test_broken_postings_are_forgotten_in_silence(damage: str, tmp_path: Path) -> None:
    found, others = in_order(papers(30, seed=1)), in_order(papers(30, seed=2))
    list(index_of(others, [], tmp_path / "others"))
    list(index_of(found, [], tmp_path))
    file = tmp_path / ".disclosure" / "postings"
    whole = file.read_bytes()
    broken = {
        "cut": whole[:-40],
        "turned": whole[:200] + bytes(255 - byte for byte in whole[200:400]) + whole[400:],
        "foreign": bytes(16) + whole[16:],
        "empty": b"",
        "another's": (tmp_path / "others" / ".disclosure" / "postings").read_bytes(),
    }
    file.write_bytes(broken[damage])
    changed = [replace(found[0], body="全新的内容"), *found[1:]]
    assert contents(index_of(changed, [], tmp_path)) == contents(index_of(changed, [], tmp_path, remembers=False))


def test_a_changed_attachment_is_read_anew(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    read = []
    for text in ("第一种内容", "另外一种说法"):
        file.write_text(text, "utf-8")
        read.append([item.tokens for item in readings([entry_of("附件", attachments=("a.txt",))], tmp_path)])
    assert read[0] != read[1]


# --- synonyms -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ("[{words: [电瓶车, 电动车]}]", []),
        ("[{words: [电瓶车]}]", ["2: “意思相同的词”（words）只有 1 项，至少要 2 项。"]),
        ("[{words: [电瓶车, 电 动 车]}]", ["2: “意思相同的词”（words）的词语“电 动 车”里有空格或者标点。"]),
        (
            "[{words: [电瓶车, 电动车]},\n  {words: [助动车, 电动车]}]",
            ["3: “意思相同的词”（words）里的“电动车”写了不止一次。"],
        ),
        (
            "[{words: [WiFi, 无线网]},\n  {words: [热点, ｗｉｆｉ]}]",
            ["3: “意思相同的词”（words）里的“ｗｉｆｉ”写了不止一次。"],
        ),
    ],
)
def test_editors_are_told_of_synonyms_that_cannot_be(office_copy: Path, groups: str, told: list[str]) -> None:
    file = office_copy / "data/synonyms.yml"
    file.unlink()
    file.write_text(f"groups:\n  {groups}\n", "utf-8")
    findings = [finding for finding in read_register(office_copy).findings if finding.place.path == "data/synonyms.yml"]
    assert [f"{finding.place.line}: {finding.message}" for finding in findings] == told


def test_attachments_that_are_not_there_are_not_looked_for(office: Site) -> None:
    document = office.register.documents[0]
    missing = Attachment(file="gone.pdf", title="不在的附件")
    changed = document.model_copy(update={"attachments": [missing]}).rooted_at(document._tree)
    register = replace(office.register, records={**office.register.records, document.id: changed})
    found = {entry.address: entry for entry in entries(Site(register, office.law, DAY))}
    assert found[f"documents/{document.id}.html"].attachments == ()
