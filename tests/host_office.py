"""The small office with a hooks folder of its own, in which a test may put overrides, hooks and settings."""

from __future__ import annotations

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]


def with_own_hooks(project: Path) -> Path:
    """Give the project a hooks folder that holds the engine and nothing else; its overrides' folder."""
    (project / "hooks").unlink()
    (project / "hooks" / "overrides" / "assets").mkdir(parents=True)
    for name in ("disclosure", "mkdocs_hooks.py"):
        (project / "hooks" / name).symlink_to(REPOSITORY / "hooks" / name)
    return project / "hooks" / "overrides"


def with_settings(project: Path, old: str, new: str) -> None:
    """Change mkdocs.yml in one place."""
    text = (project / "mkdocs.yml").read_text("utf-8")
    assert text.count(old) == 1
    (project / "mkdocs.yml").unlink()
    (project / "mkdocs.yml").write_text(text.replace(old, new), "utf-8")


def with_hook(project: Path, code: str) -> None:
    """Add a hook of the office's own."""
    (project / "own_hook.py").write_text(code, "utf-8")
    with_settings(project, "  - hooks/mkdocs_hooks.py\n", "  - hooks/mkdocs_hooks.py\n  - own_hook.py\n")
