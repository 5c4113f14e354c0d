"""scripts/bootstrap on a machine that lacks what the tests need: it names it, and installs it where it may."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from demonstration import REPOSITORY

_TOOLS = ("bash", "cat", "dirname", "basename", "head", "tail", "sha256sum", "grep", "rm", "mktemp", "flock", "mv")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """The folder of the only programs that there are; no browser among them, and an apt-get that can install none."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in _TOOLS:
        found = shutil.which(name)
        if found:
            (programs / name).symlink_to(found)
    (programs / "python3").symlink_to(sys.base_prefix + "/bin/python3")
    _program(programs / "apt-get", 'echo "$*" >>"$(dirname "$0")/../asked"; exit 100')
    return programs


def _program(file: Path, script: str) -> None:
    file.write_text(f"#!{shutil.which('bash')}\n{script}\n", "utf-8")
    file.chmod(0o755)


def bootstrap(machine: Path, user: int, purpose: str) -> subprocess.CompletedProcess[str]:
    """How scripts/bootstrap ends in a fresh checkout, for root (0) or another user."""
    _program(machine / "id", f"echo {user}")
    checkout = machine.parent / "checkout"
    (checkout / "scripts").mkdir(parents=True, exist_ok=True)
    for name in ("scripts/bootstrap", "requirements.lock", "pyproject.toml"):
        shutil.copy(REPOSITORY / name, checkout / name)
    environment = {"PATH": str(machine), "HOME": str(machine.parent), "TMPDIR": str(machine.parent)}
    command = [str(machine / "bash"), str(checkout / "scripts/bootstrap"), purpose]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment)


def test_without_root_one_line_says_what_to_ask_for(machine: Path) -> None:
    ended = bootstrap(machine, 1000, "test")
    beginning = "缺少系统软件包：请管理员执行 apt-get install -y --no-install-recommends chromium"
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert ended.stderr.startswith(beginning) and ended.stderr.endswith("，然后重新运行本命令。\n")
    assert not (machine.parent / "asked").exists()


def test_as_root_what_is_missing_is_asked_of_the_system_by_name(machine: Path) -> None:
    ended = bootstrap(machine, 0, "test")
    assert ended.returncode == 2
    first, *_, last = ended.stderr.splitlines()
    packages = first.removeprefix("正在安装系统软件包 ").removesuffix("（约一分钟）……")
    assert packages.split()[0] in ("chromium-headless-shell", "chromium-browser")
    assert last == f"系统软件包 {packages} 安装失败：请按上面的信息检查网络和软件源，然后重新运行本命令。"
    update, install = (machine.parent / "asked").read_text("utf-8").splitlines()
    assert update.endswith(" update")
    assert install.endswith(f" install -y --no-install-recommends {packages}")
    assert not (machine.parent / "checkout/.venv").exists()


def test_an_old_python_is_named(machine: Path) -> None:
    (machine / "python3").unlink()
    _program(machine / "python3", 'if [[ $1 == -V ]]; then echo "Python 3.9.2"; else exit 1; fi')
    ended = bootstrap(machine, 1000, "runtime")
    told = "缺少 Python 3.11 或更新版本（现有：Python 3.9.2）：请安装后重新运行本命令。\n"
    assert (ended.returncode, ended.stderr) == (2, told)


def test_a_wrong_word_is_told_what_can_be_said(machine: Path) -> None:
    ended = bootstrap(machine, 1000, "tests")
    assert (ended.returncode, ended.stderr) == (2, "用法：scripts/bootstrap [runtime|test]\n")
