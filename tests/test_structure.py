"""The shape of the engine: imports go one way, and only the command line talks to the world."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGINE = ROOT / "hooks" / "disclosure"
MODULES = sorted(ENGINE.rglob("*.py"))

# Every package or module of the engine may import those before it (and itself), none after it.
ORDER = (
    "findings",
    "shares",
    "reading",
    "records",
    "register",
    "law",
    "attachments",
    "screening",
    "rules",
    "incoming",
    "pages",
    "links",
    "catalogue",
    "reporting",
    "publish",
    "cli",
)
CLOCKS = {("date", "today"), ("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("time", "time")}


def name_of(file: Path) -> str:
    return file.relative_to(ENGINE).as_posix()


@pytest.fixture(params=MODULES, ids=name_of)
def module(request) -> tuple[str, ast.Module]:
    return name_of(request.param), ast.parse(request.param.read_text("utf-8"))


def room(path: str) -> str:
    return path.split("/")[0].removesuffix(".py")


def imported(tree: ast.Module) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return found


def test_every_room_has_its_place_in_the_order():
    rooms = {room(name_of(file)) for file in MODULES} - {"__init__"}
    assert rooms == set(ORDER)


def test_imports_go_one_way(module):
    path, tree = module
    if path == "__init__.py":
        return
    own = ORDER.index(room(path))
    rooms = {name.split(".")[1] for name in imported(tree) if name.startswith("disclosure.")}
    assert [name for name in rooms if ORDER.index(name) > own] == []


def test_nothing_in_the_engine_imports_mkdocs(module):
    _, tree = module
    assert [name for name in imported(tree) if name.split(".")[0] in ("mkdocs", "material")] == []


def test_only_the_command_line_prints_or_asks_the_clock(module):
    path, tree = module
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    prints = [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]
    clocks = [
        call.lineno
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and (call.func.value.id, call.func.attr) in CLOCKS
    ]
    assert prints == []
    assert clocks == [] or path == "cli.py"


def test_functions_and_modules_stay_small(module):
    path, tree = module
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    long = {node.name: node.end_lineno - node.lineno + 1 for node in functions}
    assert {name: length for name, length in long.items() if length > 40} == {}
    assert (ENGINE / path).read_text("utf-8").count("\n") <= 350


def test_no_module_is_a_drawer_for_odds_and_ends(module):
    path, _ = module
    assert not set(path.removesuffix(".py").split("/")) & {"utils", "helpers", "common", "misc", "manager"}


def test_only_one_file_imports_mkdocs():
    files = [file for folder in ("hooks", "scripts") for file in (ROOT / folder).rglob("*.py")]
    names = {file.name: imported(ast.parse(file.read_text("utf-8"))) for file in files}
    using = [file for file, found in names.items() if any(name.split(".")[0] == "mkdocs" for name in found)]
    assert using == ["mkdocs_hooks.py"]


def test_the_engine_knows_no_agency():
    files = [file for file in ENGINE.rglob("*") if file.suffix in (".py", ".html", ".xml", ".css", ".js", ".svg")]
    assert [name_of(file) for file in files if any(word in file.read_text("utf-8") for word in ("古美", "闵行"))] == []
