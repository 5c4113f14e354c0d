"""The page of all data, and the same as a catalogue for machines (DCAT 2, in JSON-LD)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from disclosure.exports.datasets import Dataset, datasets, size
from disclosure.exports.heads import terms
from disclosure.exports.planned import PlanItemRow
from disclosure.exports.rows import (
    DecisionRow,
    DirectLineRow,
    FigureDataRow,
    OpinionRow,
    PatrolRow,
    QuestionMonthRow,
    QuestionRow,
    ResponseRow,
)
from disclosure.exports.schemas import WORDS, schema_names
from disclosure.exports.working import OpenWorkRow
from disclosure.pages import addresses
from disclosure.pages.assets import Asset, site_assets
from disclosure.pages.documents import size_in_words
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import site_pages
from disclosure.pages.page import Page, single_page
from disclosure.pages.site import Site
from disclosure.pages.structured import MEDIA_TYPES

_TITLE = "数据下载"
_FORMS = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True)
class FileOnOffer:
    """One file of a dataset: its form in a word, where it is, and how large."""

    form: str
    address: str
    size: str


@site_pages
def data_page(site: Site) -> Iterator[Page]:
    """What data there is, what is in it, and on what terms it may be used."""
    listed = site.once(datasets)

    def values(links: Links) -> Mapping[str, Any]:
        return {
            "groups": _groups(listed, site),
            "terms": terms(site),
            "schemas": [(WORDS[name], addresses.schema_address(name)) for name in schema_names(site)],
        }

    yield single_page(
        site,
        addresses.DATA,
        _TITLE,
        "data.html",
        values,
        f"{site.agency.site_name}的数据：{len(listed)} 张表，CSV、Excel、JSON 三种格式，还有日历和订阅。",
        changed=_changed(listed),
    )


def _groups(listed: list[Dataset], site: Site) -> list[tuple[str, list[tuple[Dataset, list[FileOnOffer]]]]]:
    """The tables under the headings of the page, each with its files."""
    described = [(dataset, _files(dataset, site)) for dataset in listed]
    decisions = [item for item in described if item[0].row in (DecisionRow, OpinionRow)]
    questions = [item for item in described if item[0].row in (QuestionRow, QuestionMonthRow)]
    figures = [item for item in described if item[0].row in (FigureDataRow, ResponseRow, DirectLineRow)]
    inspected = [item for item in described if item[0].row is PatrolRow]
    work = [item for item in described if item[0].row in (PlanItemRow, OpenWorkRow)]
    columns = [item for item in described if item not in (*decisions, *questions, *figures, *inspected, *work)]
    headed = (
        ("重大行政决策", decisions),
        ("政策留言", questions),
        ("好差评和热线", figures),
        ("公开工作", work),
        ("栏目", columns),
        ("日常巡查", inspected),
    )
    return [(heading, items) for heading, items in headed if items]


def _files(dataset: Dataset, site: Site) -> list[FileOnOffer]:
    return [
        FileOnOffer(_FORMS[form], address, size_in_words(size(address, site)))
        for form, address in dataset.addresses.items()
    ]


def _changed(listed: list[Dataset]) -> date | None:
    """The last day that changed a table, of those that are not told as of the day itself."""
    return max((item.modified for item in listed if item.row not in (PlanItemRow, OpenWorkRow)), default=None)


@site_assets
def data_catalogue(site: Site) -> Iterator[Asset]:
    """The same for machines."""
    yield Asset(addresses.DATA_CATALOGUE, lambda: json.dumps(dcat(site), ensure_ascii=False, indent=1) + "\n")


def dcat(site: Site) -> dict[str, Any]:
    """All data as a catalogue of DCAT."""
    listed = site.once(datasets)
    made = {
        "@context": _CONTEXT,
        "@id": site.url(addresses.DATA),
        "@type": "dcat:Catalog",
        "dct:title": f"{site.agency.site_name}：{_TITLE}",
        "dct:language": "zh-CN",
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": site.agency.name},
        "dct:rights": terms(site),
        "dcat:dataset": [_described(dataset, site) for dataset in listed],
    }
    changed = _changed(listed)
    return {**made, "dct:modified": _day(changed)} if changed is not None else made


def _described(dataset: Dataset, site: Site) -> dict[str, Any]:
    return {
        "@id": site.url(addresses.DATA_CATALOGUE) + f"#{dataset.key}",
        "@type": "dcat:Dataset",
        "dct:title": dataset.title,
        "dct:description": dataset.description,
        "dct:modified": _day(dataset.modified),
        "dct:rights": terms(site),
        "dcat:landingPage": {"@id": site.url(dataset.page)},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:format": _FORMS[form],
                "dcat:mediaType": MEDIA_TYPES[form],
                "dcat:downloadURL": {"@id": site.url(address)},
                "dcat:byteSize": size(address, site),
            }
            for form, address in dataset.addresses.items()
        ],
        "dct:conformsTo": {"@id": site.url(addresses.schema_address(dataset.row.schema_name))},
    }


def _day(day: date) -> dict[str, str]:
    return {"@value": day.isoformat(), "@type": "xsd:date"}
