"""The register reads what lies in the project, and nothing that a shortcut would bring in from elsewhere."""

from disclosure import publish
from disclosure.register import read_register


def test_a_shortcut_is_neither_read_nor_published(office_copy, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("不该公开", "utf-8")
    (office_copy / "docs/notices/2025/secret.txt").symlink_to(secret)
    found = publish.build(office_copy, office_copy / "site", None)
    assert [(item.rule, item.place.path) for item in found] == [("FIL-004", "docs/notices/2025/secret.txt")]
    assert not (office_copy / "site").exists()
    assert "docs/notices/2025/secret.txt" not in read_register(office_copy).files
