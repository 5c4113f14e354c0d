"""A fixed sample of every exam of scripts/exam passes, and the exams go on where they were stopped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from disclosure.reading.yaml_tree import Tree, read_tree
from exam import Slice
from exam.excerpts import LONGEST, excerpts
from exam.refusals import change_of, misjudged
from exam.running import exams, parts_of, state_of, take
from rule_examples import remembering

SEED, SHARE = 8, 0.02
# Of these exams a smaller share tries all that they try, and takes as long as most of the others.
SHARES = {
    "forms": 0.005,
    "kills": 0.015,
    "mangling": 0.005,
    "memory": 0.008,
    "mutants": 0.01,
    "pages": 0.012,
    "put": 0.01,
}
# Exams that put their defects into the demonstration's content, or ask for it.
OF_THE_DEMONSTRATION = {"search", "seeded_links"}


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.demonstration) if name in OF_THE_DEMONSTRATION else name for name in exams()],
)
def test_a_sample_of_the_exam_passes(name: str) -> None:
    with remembering():
        assert exams()[name].run(SEED, SHARES.get(name, SHARE)) == []


def test_every_exam_says_in_chinese_what_it_shows() -> None:
    assert [
        name for name, module in exams().items() if not (module.__doc__ or "").partition("\n")[0].endswith("。")
    ] == []


class Exam:
    """Three parts that note when they run; the second has a miss, the third breaks until it is mended."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.broken = True

    def parts(self) -> list[Slice]:
        return [Slice(name, self.part(name)) for name in ("one", "two", "three")]

    def part(self, name: str) -> Callable[[], list[str]]:
        def run() -> list[str]:
            self.ran.append(name)
            if name == "three" and self.broken:
                raise ValueError("broken")
            return ["two: missed"] if name == "two" else []

        return run


def sit(exam: Exam, memory: Path, state: str = "a") -> list[str]:
    return take("trial", exam.parts(), memory, state, lambda _: None)


def test_what_was_done_is_told_again_but_not_done_again(tmp_path: Path) -> None:
    exam, memory = Exam(), tmp_path / "exam" / "trial-1.json"
    assert sit(exam, memory) == ["two: missed", "three：没有做完，ValueError: broken"]
    exam.broken = False
    assert sit(exam, memory) == ["two: missed"]
    assert sit(exam, memory) == ["two: missed"]
    assert exam.ran == ["one", "two", "three", "three"]


def test_a_changed_project_is_examined_anew(tmp_path: Path) -> None:
    exam, memory = Exam(), tmp_path / "trial-1.json"
    exam.broken = False
    assert sit(exam, memory, "a") == sit(exam, memory, "b") == ["two: missed"]
    assert exam.ran == ["one", "two", "three"] * 2


def test_any_source_counts_as_a_change_and_nothing_else_does(tmp_path: Path) -> None:
    for path in ("hooks/engine.py", "tests/test_x.py", "notes.txt"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("one")
    states = [state_of(tmp_path)]
    for path in ("hooks/engine.py", "tests/test_x.py", "notes.txt"):
        (tmp_path / path).write_text("two")
        states.append(state_of(tmp_path))
    assert [one == other for one, other in zip(states, states[1:], strict=False)] == [False, False, True]


def test_parts_have_seeds_and_sizes_of_their_own() -> None:
    asked: list[tuple[int, float]] = []

    def run(seed: int, share: float) -> list[str]:
        asked.append((seed, share))
        return []

    for module in (SimpleNamespace(run=run), SimpleNamespace(run=run, PARTS=4)):
        assert [part.run() for part in parts_of(module, 7)] in ([[]], [[]] * 4)  # type: ignore[arg-type]
    assert asked == [(7, 1.0), *((7000 + number, 0.25) for number in range(4))]


def read_well(text: str) -> Tree:
    tree, findings = read_tree(text, "")
    assert tree is not None and findings == []
    return tree


def test_each_part_of_a_long_file_stands_in_one_excerpt_as_it_stands_in_the_file() -> None:
    rows = [f"  - name: 第{number}项  # 说明\n    places: [甲, 乙]\n" for number in range(2 * LONGEST)]
    text = "# 开头\nid: one\nrows:\n" + "".join(rows) + "others:\n  - 丙\nlast: end\n"
    parts = list(excerpts(text, read_well))
    read = [read_well(part).data for part in parts]
    assert [row for data in read for row in data.get("rows", [])] == read_well(text).data["rows"]
    assert [key for data in read for key in data if key != "rows"] == ["id", "others", "last"]
    assert max(part.count("\n") for part in parts) <= LONGEST + 2 and all(part.startswith("# 开头\n") for part in parts)


def test_what_cannot_be_cut_is_one_excerpt() -> None:
    for text in (
        "id: one\n",
        "text: |\n" + "  一行\n" * 2 * LONGEST,
        "rows: [甲,\n" + "  乙,\n" * 2 * LONGEST + "  丙]\n",
    ):
        assert list(excerpts(text, read_well)) == [text]


@pytest.mark.parametrize(
    ("words", "lacking"),
    [
        ("左边写了是哪一项，右边还没有写内容。", {"counts.0:key": "甲", "counts.0:value": ""}),
        ("还没有选是哪一项情况，这一条没有写进去。", {"counts.0:fact": "", "counts.0:value": "甲"}),
        ("选了“文件”，还没有选是哪一份。", {"counts.0": "", "counts.0.absent": "", "counts.0:is": "paper"}),
    ],
)
def test_a_change_may_be_refused_for_what_it_lacks_and_not_if_it_lacks_nothing(words: str, lacking: dict[str, str]):
    told: Counter[str] = Counter()
    for sent, count in ((lacking, 0), ({name: value or "乙" for name, value in lacking.items()}, 1)):
        change = change_of([*lacking][-1], [*sent.items()], ("counts", 0), {"counts": ["甲"]})
        assert len([*misjudged([words], change, told)]) == count
    assert sorted(told.values()) == [1, 1] and told["不该拒绝"] == 1
