"""The shape of the engine: imports go one way, and only the command line talks to the world."""

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from disclosure.attachments import readers
from disclosure.pages.makers import makers
from disclosure.reading.kinds import SUFFIXES
from disclosure.records.files import record_types

ROOT = Path(__file__).parent.parent
ENGINE = ROOT / "hooks" / "disclosure"

# Every package or module of the engine may import those before it (and itself), none after it.
ORDER = (
    "expressions",
    "findings",
    "shares",
    "order",
    "replacing",
    "reading",
    "memory",
    "records",
    "indexed",
    "register",
    "waiting",
    "watched",
    "life",
    "ratings",
    "offering",
    "unopened",
    "withdrawn",
    "loading",
    "lain",
    "past",
    "matching",
    "law",
    "annual",
    "coverage",
    "gathering",
    "plan",
    "agenda",
    "attachments",
    "screening",
    "rules",
    "suppression",
    "check",
    "incoming",
    "lowered",
    "inspection",
    "pages",
    "search",
    "faces",
    "exports",
    "publication",
    "links",
    "reporting",
    "upkeep",
    "founding",
    "importing",
    "editing",
    "auditing",
    "survey",
    "publish",
    "district",
    "catalogue",
    "emergency",
    "cli",
)
CLOCKS = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("time", "time")}
TYPE_NAME = re.compile(r"_?[A-Z][a-z]+(?:[A-Z][a-z]+)*")
DRAWERS = {"utils", "helpers", "common", "misc", "manager"}


def name_of(file: Path) -> str:
    return file.relative_to(ENGINE).as_posix()


TEXTS = {name_of(file): file.read_text("utf-8") for file in sorted(ENGINE.rglob("*.py"))}


@cache
def modules() -> dict[str, ast.Module]:
    """What stands in every module of the engine."""
    return {path: parsed(text) for path, text in TEXTS.items()}


@cache
def parsed(text: str) -> ast.Module:
    """A module by its text."""
    return ast.parse(text)


@cache
def walked(tree: ast.Module) -> tuple[ast.AST, ...]:
    """Everything in a module, which most tests go through."""
    return tuple(ast.walk(tree))


def room(path: str) -> str:
    return path.split("/")[0].removesuffix(".py")


@cache
def imported(tree: ast.Module) -> frozenset[str]:
    found: set[str | None] = set()
    for node in walked(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return frozenset(filter(None, found))


def test_every_room_has_its_place_in_the_order():
    assert {room(path) for path in modules()} - {"__init__"} == set(ORDER)


def test_imports_go_one_way():
    against = [
        f"{path} imports {name}"
        for path, tree in modules().items()
        if path != "__init__.py"
        for name in sorted(imported(tree))
        if name.startswith("disclosure.") and ORDER.index(name.split(".")[1]) > ORDER.index(room(path))
    ]
    assert against == []


def test_rules_and_screening_do_not_meet():
    siblings = {"rules": "disclosure.screening", "screening": "disclosure.rules"}
    against = [
        f"{path} imports {name}"
        for path, tree in modules().items()
        for name in sorted(imported(tree))
        if name.startswith(siblings.get(room(path), "-"))
    ]
    assert against == []


def test_nothing_in_the_engine_imports_mkdocs():
    hosts = {"mkdocs", "material"}
    assert [path for path, tree in modules().items() if {name.split(".")[0] for name in imported(tree)} & hosts] == []


def test_only_the_command_line_prints_or_asks_the_clock():
    found = [
        f"{path}:{call.lineno} {ast.unparse(call.func)}"
        for path, tree in modules().items()
        for call in walked(tree)
        if isinstance(call, ast.Call) and (prints(call.func) or asks_the_clock(call.func) and room(path) != "cli")
    ]
    assert found == []


def prints(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id == "print"


def asks_the_clock(function: ast.expr) -> bool:
    if not isinstance(function, ast.Attribute) or not isinstance(function.value, ast.Name):
        return False
    return (function.value.id, function.attr) in CLOCKS


def test_what_has_a_page_has_a_maker_of_pages():
    with_page = {kind.record_type for kind in record_types() if kind.page_folder}
    assert {maker.on.record_type for maker in makers() if maker.on is not None} == with_page


def test_the_environment_is_read_in_few_places():
    """``order`` and ``cli`` say what a build is asked to do; the oracle hands its own environment to a child."""
    reading = {
        path for path, tree in modules().items() if room(path) not in ("order", "cli") and reads_environment(tree)
    }
    assert reading == {"links/external/oracle.py"}


def reads_environment(tree: ast.Module) -> bool:
    names = {node.attr for node in walked(tree) if isinstance(node, ast.Attribute)} | imported(tree)
    return bool(names & {"environ", "getenv", "environb", "os.environ", "os.getenv"})


def test_no_module_compiles_an_expression_for_later():
    """``expression`` of disclosure.expressions is compiled when it is first asked something."""
    calls = [(path, call) for path, tree in modules().items() for call in at_import(tree)]
    assert [f"{path}:{call.lineno}" for path, call in calls if ast.unparse(call.func) == "re.compile"] == []


def at_import(node: ast.AST) -> list[ast.Call]:
    """The calls that are made when a module is read: all but those inside of functions."""
    found = [node] if isinstance(node, ast.Call) else []
    inner = [] if isinstance(node, ast.FunctionDef | ast.Lambda) else ast.iter_child_nodes(node)
    return found + [call for child in inner for call in at_import(child)]


def test_functions_and_modules_stay_small():
    lengths = {
        f"{path}:{node.name}": node.end_lineno - node.lineno + 1
        for path, tree in modules().items()
        for node in walked(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > 40} == {}
    assert {path: text.count("\n") for path, text in TEXTS.items() if text.count("\n") > 350} == {}


def test_a_name_means_one_thing():
    places = defaultdict(list)
    for path, tree in modules().items():
        for name in (*classes(tree), *aliases(tree)):
            places[name].append(path)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def classes(tree: ast.Module) -> list[str]:
    return [node.name for node in walked(tree) if isinstance(node, ast.ClassDef)]


def aliases(tree: ast.Module) -> list[str]:
    """The types that a module names by an assignment: ``Fault = tuple[…]``, ``Share = TypeVar(…)``."""
    targets = [node.targets[0] for node in tree.body if isinstance(node, ast.Assign)]
    return [target.id for target in targets if isinstance(target, ast.Name) and TYPE_NAME.fullmatch(target.id)]


def test_no_module_is_a_drawer_for_odds_and_ends():
    assert [path for path in modules() if set(path.removesuffix(".py").split("/")) & DRAWERS] == []


def test_only_one_file_imports_mkdocs():
    files = [file for folder in ("hooks", "scripts") for file in (ROOT / folder).rglob("*.py")]
    names = {file.name: imported(parsed(file.read_text("utf-8"))) for file in files}
    using = [file for file, found in names.items() if any(name.split(".")[0] == "mkdocs" for name in found)]
    assert using == ["mkdocs_hooks.py"]


def test_the_engine_knows_no_agency():
    files = [file for file in ENGINE.rglob("*") if file.suffix in (".py", ".html", ".xml", ".css", ".js", ".svg")]
    assert [name_of(file) for file in files if any(word in file.read_text("utf-8") for word in ("古美", "闵行"))] == []


def _constants(tree: ast.Module) -> list[str]:
    """The strings of a module but for its docstrings and what people read."""
    spoken = {id(node.value) for node in walked(tree) if isinstance(node, ast.Expr)}
    found = [node for node in walked(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [node.value for node in found if id(node) not in spoken and not re.search(r"[\u4e00-\u9fff]", node.value)]


_NAMES = "|".join(name for name in SUFFIXES if name != "com")  # that one is a domain as well
_SUFFIX = re.compile(rf"(?<![\w/*\])])\\?\.(?:\(\?:)?(?:{_NAMES})(?![\w-])", re.IGNORECASE)
# Attachments name the parts inside a package, pages the addresses that they make, exports the pages in a bundle;
# records an address of old, and the schema that programs use.
_NAMED = {
    "reading": tuple(SUFFIXES),
    "attachments": ("xml", "bin"),
    "pages": ("html", "xml", "json", "ics"),
    "exports": ("html",),
    "records": ("html", "json"),
    "search": ("json", "txt", "bin"),
    "faces": ("json", "html"),
    "district": ("json", "html", "yml"),
}


def test_file_suffixes_stand_only_in_the_table_of_kinds():
    named = [
        f"{path}: {text}"
        for path, tree in modules().items()
        for text in _constants(tree)
        for match in _SUFFIX.finditer(text)
        if match[0].lstrip("\\.(?:").lower() not in _NAMED.get(room(path), ())
    ]
    assert named == []


def test_only_examined_kinds_are_published():
    published = {suffix.kind for suffix in SUFFIXES.values() if suffix.is_published or suffix.is_recorded}
    assert published == readers.READ
    assert [name for name, suffix in SUFFIXES.items() if suffix.is_published and suffix.is_active] == []


def test_no_pattern_has_a_possessive_group() -> None:
    """``(?:…)*+`` does not match what it should on Python before 3.11.5, Debian 12's among them.

    Where something inside of the group can be taken back, it takes too much or too little (CPython issue 106052).
    ``(?>(?:…)*)`` means the same and is right everywhere; a possessive sign (``[a-z]*+``) is right too.
    """
    possessive = re.compile(r"(?<!\\)\)(?:[*+?]|\{[0-9,]+\})\+")
    found = {
        f"{path}:{node.lineno}"
        for path, tree in modules().items()
        for node in walked(tree)
        if "(?" in (text := written(node)) and possessive.search(text)
    }
    assert found == set()


def written(node: ast.AST) -> str:
    """The text of a literal, without what is put into it."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))
