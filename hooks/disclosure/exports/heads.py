"""What a file of data says of itself: who publishes it, which page shows the same, on what terms it may be used."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from disclosure.exports.rows import DataRow
from disclosure.pages import addresses
from disclosure.pages.site import Site

_DEFAULT_TERMS = "可以免费查阅、下载和使用，使用时请注明来源和更新日期。"


def head(site: Site, row: type[DataRow], title: str, page: str, modified: date) -> dict[str, str]:
    """What a JSON file says of itself; ``page`` is the address of the page that shows the same."""
    return {
        "$schema": site.url(addresses.schema_address(row.schema_name)),
        "title": title,
        "publisher": site.agency.name,
        "page": site.url(page),
        "modified": modified.isoformat(),
        "terms": terms(site),
    }


def one_line(told: Mapping[str, Any]) -> str:
    """A JSON file; on one line, since the encoder that indents takes ten times as long."""
    return json.dumps(told, ensure_ascii=False) + "\n"


def terms(site: Site) -> str:
    """On what terms the data may be used."""
    return site.agency.data_terms or _DEFAULT_TERMS
