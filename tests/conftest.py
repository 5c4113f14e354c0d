"""What several tests share: the second, small office of tests/site as a whole project in a folder of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from fcntl import LOCK_EX, flock
from functools import cache, partial
from pathlib import Path

import pytest

import forks
from company import rounds, told_apart
from demonstration import REPOSITORY, assemble, build_again, build_demonstration, linked_copy
from disclosure import publish
from disclosure.auditing.judging import Audit
from disclosure.findings import Finding
from disclosure.order import Order
from disclosure.publish import running
from disclosure.shares import collect_rarely
from report_audits import audited_files
from rule_examples import (
    Example,
    findings_of,
    findings_of_built,
    findings_of_some_built,
    read_examples,
    remembering,
    take_back,
)
from small_office import is_demonstration

# What serves the site of the demonstration, or its pages; the second asks for one of two that do.
_OF_THE_DEMONSTRATION = {"demonstration_site", "demonstration_again", "site_url", "demonstration_pages"}
# The files whose tests take longest, the longest first.
_LONG = (
    "test_accessibility", "test_exams", "test_examples", "test_injections", "test_publish", "test_search_page",
    "test_faults", "test_withdraw", "test_keyboard", "test_warm_builds", "test_attachments", "test_published",
    "test_memory", "test_host_pages", "test_init", "test_serve", "test_desk_kinds", "test_desk_jobs",
)  # fmt: skip
# How many examples are checked at once: more hide each other too often.
_AT_ONCE = 6
Built = Callable[[], dict[str, list[Finding]]]


def pytest_addoption(parser: pytest.Parser) -> None:
    about = "only the rule examples whose names begin so (may be given several times)"
    parser.addoption("--example", action="append", metavar="RULE", help=about)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long begin, so that no worker is left alone with one at the end.

    Where an office has put its own content in the demonstration's place, what is about that is skipped by name.
    """
    place = {stem: number for number, stem in enumerate(_LONG)}
    items.sort(key=lambda item: place.get(item.path.stem, len(place)))
    if is_demonstration(REPOSITORY):
        return
    gone = pytest.mark.skip(reason="演示内容已经换成本机关自己的内容（disclosure init）")
    for item in items:
        asked = _OF_THE_DEMONSTRATION & {*getattr(item, "fixturenames", ())}
        if item.get_closest_marker("demonstration") or (asked and not item.get_closest_marker("any_office")):
            item.add_marker(gone)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: while a test waits for its browser or its program, another goes on."""
    return len(os.sched_getaffinity(0)) + 1


def pytest_sessionstart() -> None:
    """Collect garbage as seldom as the commands do: the tests make as much and keep more."""
    collect_rarely()


@pytest.fixture(scope="session", autouse=True)
def builds_in_forks() -> Iterator[None]:
    """What tests build in their own process is built in a fork of it; ``disclosure`` and MkDocs as programs are not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "_mkdocs", forks.ordered)
        yield


@pytest.fixture(scope="session")
def demonstration_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the demonstration site, built once by the first worker that asks. Tests read it."""
    return _made_once("demonstration", build_demonstration, request, tmp_path_factory)


@pytest.fixture(scope="session")
def demonstration_again(
    request: pytest.FixtureRequest, builds_in_forks: None, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The demonstration's project, its site built a second time, in a fork, by the first worker that asks.

    Tests read it, or copy it.
    """
    build = partial(build_again, disclosure=forks.disclosure)
    return _made_once("again", lambda folder: build(folder / "project"), request, tmp_path_factory)


def _made_once(
    name: str, make: Callable[[Path], Path], request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """What one of the workers has made for all, in a folder of its own."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if hasattr(request.config, "workerinput") else own
    with (shared / f"{name}.txt").open("a+", encoding="utf-8") as note:
        flock(note, LOCK_EX)
        note.seek(0)
        made = note.read()
        if not made:
            made = str(make(tmp_path_factory.mktemp(name)))
            note.write(made)
    return Path(made)


@pytest.fixture
def chosen(request: pytest.FixtureRequest) -> list[Example]:
    """The rule examples to work: all, or those whose names begin as ``--example`` says."""
    beginnings = tuple(request.config.getoption("--example") or [""])
    examples = [example for example in read_examples() if example.name.startswith(beginnings)]
    assert examples, f"no example's name begins with {beginnings}"
    return examples


@pytest.fixture(scope="session")
def small_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small office's project, put together once. Tests read it; who wants to change it takes ``office_copy``."""
    root = tmp_path_factory.mktemp("small-office") / "project"
    assemble(root)
    return root


@pytest.fixture
def office_copy(small_office: Path, tmp_path: Path) -> Path:
    """The small office's project, for one test to change as it likes."""
    return _office_at(tmp_path / "project", small_office)


def _office_at(root: Path, small_office: Path) -> Path:
    made = shutil.ignore_patterns(".disclosure", "site", "public")
    return Path(shutil.copytree(small_office, root, symlinks=True, ignore=made))


@pytest.fixture(scope="session")
def published_office(small_office: Path, builds_in_forks: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small office's project with its site and what the build of it remembers, built once. Tests read it."""
    root = _office_at(tmp_path_factory.mktemp("published") / "project", small_office)
    assert publish.build(root, Order(out=root / "site")).published
    return root


@pytest.fixture
def published_copy(published_office: Path, tmp_path: Path) -> Path:
    """The small office's project with its site, for one test to change as it likes."""
    return Path(shutil.copytree(published_office, tmp_path / "project", symlinks=True))


@cache
def companions() -> dict[str, list[Example]]:
    """The examples that are checked at once with an example, itself included, by its name.

    An example is alone that has a day of its own, or that changes files on which all others rest.
    """
    checked = [example for example in read_examples() if not example.looks_at_links]
    alone = [example for example in checked if example.stands_alone]
    groups = rounds((example for example in checked if not example.stands_alone), most=_AT_ONCE)
    return {example.name: group for group in (*groups, *([example] for example in alone)) for example in group}


@cache
def built_together() -> dict[str, list[Example]]:
    """The examples that are built at once with an example that is not built with all, by its name; itself included."""
    apart = [example for example in read_examples() if example.is_built_alone]
    groups = rounds(example for example in apart if not example.stands_alone)
    alone = ([example] for example in apart if example.stands_alone)
    return {example.name: group for group in (*groups, *alone) for example in group}


@pytest.fixture(scope="session")
def found(
    small_office: Path, found_in_built: Built, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Example], list[Finding]]:
    """What the engine finds in an example; each example is worked once, whichever test asks first."""
    project = linked_copy(small_office, tmp_path_factory.mktemp("examples") / "project")
    known: dict[str, list[Finding]] = {}

    def checked(examples: Sequence[Example]) -> list[Finding]:
        try:
            with remembering():
                return findings_of(examples, project)
        finally:
            for example in examples:
                take_back(example, project, small_office)

    def built(examples: Sequence[Example]) -> list[Finding]:
        alone = linked_copy(small_office, tmp_path_factory.mktemp(examples[0].rule) / "project")
        return findings_of_some_built(examples, alone)

    def of(example: Example) -> list[Finding]:
        if example.looks_at_links and not example.is_built_alone:
            return found_in_built()[example.name]
        if example.name not in known:
            beside, look = (built_together, built) if example.is_built_alone else (companions, checked)
            known.update({one.name: told for one, told in told_apart(beside()[example.name], look)})
        return known[example.name]

    return of


@pytest.fixture
def audit(tmp_path: Path) -> Callable[..., Audit]:
    """Audits the contents of files: a report, and last year's with it."""
    return partial(audited_files, tmp_path)


@pytest.fixture(scope="session")
def found_in_built(small_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """What one build with all examples of the link rules finds, by example."""

    @cache
    def built() -> dict[str, list[Finding]]:
        project = linked_copy(small_office, tmp_path_factory.mktemp("links") / "project")
        return findings_of_built(
            [item for item in read_examples() if item.looks_at_links and not item.is_built_alone], project
        )

    return built
