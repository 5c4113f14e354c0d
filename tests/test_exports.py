"""What others take along: generated files that are no pages."""

from __future__ import annotations

import csv
import io
import json
import posixpath
import re
import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

import pytest
import rdflib
from icalendar import Calendar
from jsonschema import Draft202012Validator, FormatChecker
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from selectolax.lexbor import LexborHTMLParser

from disclosure.catalogue import ALL_RULES
from disclosure.exports.cells import guarded
from disclosure.exports.datasets import datasets
from disclosure.exports.rows import OpinionRow
from disclosure.exports.sitemaps import sitemaps
from disclosure.exports.tables import DataTable, csv_bytes, xlsx_bytes
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages import addresses, assets
from disclosure.pages.assets import Asset, assets_named_by_content, site_assets
from disclosure.pages.site import Site
from disclosure.publication import Publication, assembly, publication
from disclosure.records.decisions import Decision, Stage
from disclosure.records.documents import Document
from disclosure.records.kinds import POLICY_KINDS

TODAY = date(2025, 6, 18)
DECISION = "dec-2024-01"
HOSTILE = [
    '=HYPERLINK("https://evil.example","甲")', "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1,1)", "\t=1", "\r=1",
    "\n=1", "＝1+1", "＋1", "－1", "＠甲", " =1", "\u3000=1", "\u200b=1", "\ufeff=1", '"=1', "“=1”", "'=1", "﹦1", "−1",
    "\xa0 '=1",
]  # fmt: skip
HARMLESS = ["甲", "2023-014", "关于……的通知", "《办法》", "a=b", "（=）", "1-2", "", "——", "〔2023〕14号", "①"]


def site_of(root: Path, today: date = TODAY) -> Site:
    register = read_register(root)
    return Site(register, law_book(register), today, ALL_RULES)


@pytest.fixture(scope="module")
def site(small_office: Path) -> Site:
    return site_of(small_office)


@pytest.fixture(scope="module")
def made(site: Site) -> Publication:
    return publication(site)


@pytest.fixture(scope="module")
def files(made: Publication) -> dict[str, bytes]:
    """Every generated file by its address."""
    return {asset.address: asset.data for asset in made.assets}


# --- makers -------------------------------------------------------------------------------------------------------


def test_a_new_maker_of_files_is_found_by_itself(
    small_office: Path, made: Publication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    known = {asset.address for asset in made.named}
    for name in ("NAMED_BY_RECORDS", "NAMED_BY_CONTENT"):
        copy = [*getattr(assets, name)]
        monkeypatch.setattr(assets, name, copy)
        monkeypatch.setattr(assembly, name, copy)
    asked = []

    @site_assets
    def numbers(site: Site) -> Iterator[Asset]:
        yield Asset("data/numbers.bin", lambda: asked.append("numbers") or b"\x00\xff")

    @assets_named_by_content
    def digests(site: Site) -> Iterator[Asset]:
        asked.append("digests")
        yield Asset("search/0123.json", "编号")

    made = publication(site_of(small_office))
    assert {asset.address for asset in made.named} - known == {"data/numbers.bin"} and asked == []
    assert {"data/numbers.bin", "search/0123.json"} <= made.listing and asked == ["digests"]
    for address in made.pages:
        (tmp_path / address).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / address).write_text(made.render(address), "utf-8")
    made.lay(tmp_path)
    assert (tmp_path / "data/numbers.bin").read_bytes() == b"\x00\xff"
    assert (tmp_path / "search/0123.json").read_text("utf-8") == "编号"


# --- tables -------------------------------------------------------------------------------------------------------


def test_there_is_a_table_for_each_year_each_column_with_documents_and_each_account_of_opinions(
    site: Site, files: dict[str, bytes]
) -> None:
    stems = {"decisions", "opinions", "questions", "questions/months", "open-work"}
    stems |= {f"catalogues/{catalogue.id}" for catalogue in site.register.catalogues}
    stems |= {f"columns/{column.id}" for column in site.columns if site.by_column.get(column.id)}
    stems |= {f"decisions/{item.id}/opinions" for item in site.register.decisions if has_items(item)}
    expected = {f"data/{stem}.{form}" for stem in stems for form in ("csv", "xlsx", "json")}
    whole = {f"data/decisions/{item.id}.{form}" for item in site.register.decisions for form in ("json", "zip")}
    found = {address for address in files if address.startswith("data/") and not address.startswith("data/schema/")}
    picks = {f"data/for-me/{key}.json" for key in ("who-residents", "who-shops", "life-gardening")}
    policies = {item.id for item in site.register.documents if item.kind in POLICY_KINDS}
    taken = {f"data/documents/{key}.{form}" for key in policies for form in ("json", "docx")}
    assert found == expected | whole | picks | taken | {"data/catalog.jsonld"}


def has_items(decision: Decision) -> bool:
    return decision.opinions is not None and decision.opinions.items != []


def test_csv_and_excel_and_json_say_the_same(site: Site, files: dict[str, bytes]) -> None:
    for dataset in site.once(datasets):
        fields = dataset.row.model_fields
        rows = json.loads(files[dataset.addresses["json"]])["rows"]
        heads, *cells = read_csv(files[dataset.addresses["csv"]])
        sheet = load_workbook(io.BytesIO(files[dataset.addresses["xlsx"]]))["数据"]
        assert heads == [info.title for info in fields.values()] == [cell.value for cell in sheet[1]]
        assert cells == [[as_csv(row.get(name)) for name in fields] for row in rows]
        values = [[as_csv(as_json(cell)) for cell in row] for row in sheet.iter_rows(min_row=2)]
        assert values == cells, dataset.title
        assert rows, dataset.title


def test_the_tables_hold_what_the_records_say(site: Site, files: dict[str, bytes]) -> None:
    policies = json.loads(files["data/columns/policies.json"])["rows"]
    documents = site.by_column["policies"]
    assert [row["id"] for row in policies] == [document.id for document in documents]
    assert [row["title"] for row in policies] == [document.title for document in documents]
    assert [row["validity"] for row in policies] == [document.validity.label for document in documents]
    decisions = json.loads(files["data/decisions.json"])["rows"]
    assert [row["id"] for row in decisions] == [decision.id for decision in site.register.decisions]
    told = [decision.opinions for decision in site.register.decisions]
    assert [row.get("received") for row in decisions] == [item.received if item else None for item in told]
    opinions = json.loads(files["data/opinions.json"])["rows"]
    assert [row["summary"] for row in opinions] == [one.summary for item in told if item for one in item.items]


def test_a_csv_file_is_what_excel_and_rfc_4180_ask_for(files: dict[str, bytes]) -> None:
    content = files["data/decisions.csv"]
    assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == len(read_csv(content))


def test_numbers_are_numbers_dates_are_dates_and_the_head_stays_in_sight(files: dict[str, bytes]) -> None:
    book = load_workbook(io.BytesIO(files["data/columns/consultations.xlsx"]))
    sheet, explained = book["数据"], book["说明"]
    kinds = {cell.value: sheet.cell(2, cell.column).value for cell in sheet[1]}
    assert isinstance(kinds["发布日期"], datetime) and isinstance(kinds["截止日期"], datetime)
    assert isinstance(kinds["附件数"], int) and isinstance(kinds["编号"], str)
    assert sheet.freeze_panes == "A2" and sheet.column_dimensions["C"].width > 20
    about = {row[0].value: row[1].value for row in explained.iter_rows()}
    assert {"名称", "说明", "发布机关", "来源网页", "更新日期", "使用条件", "标题"} <= set(about)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_no_formula_gets_into_a_table(text: str) -> None:
    table = DataTable("甲", OpinionRow, [opinion(text)], ())
    _, row = read_csv(csv_bytes(table))
    assert row[3] == f"'{text}"
    sheet = load_workbook(io.BytesIO(xlsx_bytes(table)))["数据"]
    assert [cell.data_type for cell in sheet[2]] == ["s", "s", "n", "s", "n", "s", "n", "s"]
    assert unescape(sheet.cell(2, 4).value) == text


@pytest.mark.parametrize("text", HARMLESS, ids=ascii)
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


def test_quotes_line_breaks_and_markup_come_back_as_they_were() -> None:
    texts = ['甲"乙",丙', "第一行\n第二行", "</script><script>alert(1)</script>", "_x0041_", "a\u2028b", "\U0001f600𠀀"]
    table = DataTable("甲", OpinionRow, [opinion(text) for text in texts], ())
    assert [row[3] for row in read_csv(csv_bytes(table))[1:]] == texts
    sheet = load_workbook(io.BytesIO(xlsx_bytes(table)))["数据"]
    assert [sheet.cell(number, 4).value for number in range(2, len(texts) + 2)] == texts


def opinion(text: str) -> OpinionRow:
    return OpinionRow(
        decision="d", decision_title="甲", number=1, summary=text, outcome="采纳", url="https://office.example/d.html"
    )


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def as_csv(value: object) -> str:
    """A value of a JSON file as it stands in the CSV file."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "；".join(value)
    text = str(value)
    return text[:16].replace("T", " ") if text.endswith("+08:00") else guarded(text)


def as_json(cell: Any) -> object:
    """A cell of an Excel file as its value stands in the JSON file; Excel knows no days without an hour."""
    if isinstance(cell.value, datetime):
        return f"{cell.value.isoformat()}+08:00" if "hh" in cell.number_format else f"{cell.value:%Y-%m-%d}"
    return cell.value


# --- JSON and its schemas -----------------------------------------------------------------------------------------


def test_every_json_file_is_valid_by_the_schema_that_it_names(site: Site, files: dict[str, bytes]) -> None:
    checked = set()
    for address, content in files.items():
        if address.startswith("data/") and address.endswith(".json") and not address.startswith("data/schema/"):
            read = json.loads(content)
            named = read["$schema"].removeprefix(site.agency.site_url)
            validator(files[named]).validate(read)
            checked.add(named)
    assert checked == {address for address in files if address.startswith("data/schema/")}


def test_a_schema_refuses_what_is_wrong(files: dict[str, bytes]) -> None:
    read = json.loads(files["data/decisions.json"])
    judge = validator(files["data/schema/decisions.json"])
    assert judge.is_valid(read)
    for change in ({"order": "1"}, {"url": "not an address"}, {"unknown": 1}):
        assert not judge.is_valid({**read, "rows": [{**read["rows"][0], **change}]})
    assert not judge.is_valid({**read, "rows": [{"id": "a"}]})
    assert not judge.is_valid({**read, "modified": "gestern"})


def validator(schema: bytes) -> Draft202012Validator:
    read = json.loads(schema)
    Draft202012Validator.check_schema(read)
    return Draft202012Validator(read, format_checker=FormatChecker())


def test_a_decisions_record_has_every_stage_with_its_paper_or_the_reason(site: Site, files: dict[str, bytes]) -> None:
    for decision in site.register.decisions:
        told = json.loads(files[f"data/decisions/{decision.id}.json"])["decision"]
        assert [stage["stage"] for stage in told["stages"]] == [stage.value for stage in Stage]
        for stage in told["stages"]:
            slot = decision.stages.slot(Stage(stage["stage"]))
            assert (stage.get("paper", {}).get("id"), "absent" in stage) == (slot.ref, slot.absent is not None)


# --- the whole record in one file -----------------------------------------------------------------------------------


def test_a_bundle_has_every_paper_and_attachment(site: Site, files: dict[str, bytes]) -> None:
    decision = site.register.get(DECISION, Decision)
    with ZipFile(io.BytesIO(files[f"data/decisions/{DECISION}.zip"])) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names == [*dict.fromkeys(names)]
        titles = [page(archive, name).css_first("h1").text().strip() for name in names if name.endswith(".html")]
        assert json.loads(archive.read("data.json")) == json.loads(files[f"data/decisions/{DECISION}.json"])
        assert archive.read("opinions.csv") == files[f"data/decisions/{DECISION}/opinions.csv"]
    papers = [site.register.get(key, Document) for _, key in decision.documents()]
    assert titles == [decision.title, *(paper.title for paper in papers)]


def test_attachments_lie_in_the_bundle_as_the_editors_gave_them(office_copy: Path) -> None:
    decision = site_of(office_copy).register.get(DECISION, Decision)
    _, key = next(decision.documents())
    paper = site_of(office_copy).register.get(key, Document)
    shutil.copy(office_copy / "docs/notices/2025/doc-2025-003-1.pdf", office_copy / paper.folder / f"{key}-1.pdf")
    file = office_copy / paper.path
    text = file.read_text("utf-8")
    file.unlink()
    head = f"\nattachments:\n  - file: {key}-1.pdf\n    title: 附件\n---\n"
    file.write_text(text.replace("\n---\n", head, 1) + f"\n见 [附件]({key}-1.pdf)。\n", "utf-8")
    made = {asset.address: asset for asset in publication(site_of(office_copy)).assets}
    with ZipFile(io.BytesIO(made[f"data/decisions/{DECISION}.zip"].data)) as archive:
        name = f"files/{key}/{key}-1.pdf"
        assert archive.read(name) == (office_copy / paper.folder / f"{key}-1.pdf").read_bytes()
        linked = [node.attributes["href"] for node in page(archive, "01-决策草案全文.html").css("main a")]
    assert linked.count(name) >= 2


def test_links_of_a_bundle_lead_within_it_or_to_the_site(made: Publication, files: dict[str, bytes]) -> None:
    home, seen = made.site.agency.site_url, 0
    bundles = {address: content for address, content in files.items() if address.endswith(".zip")}
    for address, content in bundles.items():
        with ZipFile(io.BytesIO(content)) as archive:
            for name in (name for name in archive.namelist() if name.endswith(".html")):
                for node in page(archive, name).css("[href], [src]"):
                    href = node.attributes.get("href") or node.attributes.get("src") or ""
                    path = unquote(urlsplit(href).path)
                    inside = posixpath.normpath(path) in archive.namelist() or not path
                    outside = unquote(href.removeprefix(home).partition("#")[0]) in {*made.listing, ""}
                    other = urlsplit(href).scheme in ("http", "https", "tel", "mailto") and not href.startswith(home)
                    assert inside or (href.startswith(home) and outside) or other, (address, name, href)
                    seen += 1
    assert len(bundles) == len(made.site.register.decisions) and seen > 100


def page(archive: ZipFile, name: str) -> LexborHTMLParser:
    return LexborHTMLParser(archive.read(name).decode())


# --- calendars ----------------------------------------------------------------------------------------------------


def test_a_consultation_is_an_event_of_its_closing_day_with_an_alarm(site: Site, files: dict[str, bytes]) -> None:
    for document in site.consultations:
        calendar = Calendar.from_ical(files[f"consultations/{document.id}.ics"])
        (event,) = calendar.walk("VEVENT")
        (alarm,) = event.walk("VALARM")
        assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
        assert event["UID"] == f"{document.id}@{urlsplit(site.agency.site_url).netloc}"
        assert event["DTSTART"].dt == document.consultation.closes
        assert (event["DTEND"].dt - event["DTSTART"].dt).days == 1
        assert document.title in event["SUMMARY"] and event["URL"] == site.url(addresses.address(document))
        assert event["DTSTAMP"].dt.replace(tzinfo=None) == document.published - timedelta(hours=8)
        assert alarm["ACTION"] == "DISPLAY" and alarm["TRIGGER"].dt.days == -3
    every = Calendar.from_ical(files["consultations.ics"]).walk("VEVENT")
    assert [str(event["UID"]).partition("@")[0] for event in every] == [item.id for item in site.consultations]
    assert len(every) == 3


def test_no_line_of_a_calendar_is_longer_than_it_may_be(files: dict[str, bytes]) -> None:
    lines = files["consultations.ics"].split(b"\r\n")
    assert max(map(len, lines)) <= 75 and lines[-1] == b"" and not any(b"\n" in line for line in lines)


# --- catalogue of the data ------------------------------------------------------------------------------------------


def test_the_page_of_all_data_names_every_table_with_its_size_and_day(made: Publication) -> None:
    tree = LexborHTMLParser(made.render(addresses.DATA))
    linked = {posixpath.normpath(f"data/{node.attributes['href']}") for node in tree.css("main a[download]")}
    assert linked == {address for dataset in made.site.once(datasets) for address in dataset.addresses.values()}
    assert len(tree.css(".datasets > li")) == len(made.site.once(datasets)) == len(tree.css(".datasets time"))
    sizes = [node.text() for node in tree.css("main a[download]")]
    assert all(size.endswith(("KB）", "MB）")) for size in sizes)


def test_the_catalogue_is_dcat_and_true(made: Publication, files: dict[str, bytes]) -> None:
    graph = rdflib.Graph().parse(data=files[addresses.DATA_CATALOGUE].decode(), format="json-ld")
    (catalogue,) = graph.subjects(rdflib.RDF.type, rdflib.DCAT.Catalog)
    listed = set(graph.objects(catalogue, rdflib.DCAT.dataset))
    assert listed == set(graph.subjects(rdflib.RDF.type, rdflib.DCAT.Dataset)) and len(listed) == len(
        made.site.once(datasets)
    )
    home = made.site.agency.site_url
    for file in graph.subjects(rdflib.RDF.type, rdflib.DCAT.Distribution):
        (url,), (size,) = graph.objects(file, rdflib.DCAT.downloadURL), graph.objects(file, rdflib.DCAT.byteSize)
        assert len(files[str(url).removeprefix(home)]) == int(size)
    terms = {node for triple in graph for node in triple if isinstance(node, rdflib.URIRef)}
    ours = {
        term: space
        for space in (rdflib.DCAT, rdflib.DCTERMS, rdflib.FOAF)
        for term in terms
        if str(term).startswith(str(space))
    }
    assert {term for term, space in ours.items() if term not in space} == set() and len(ours) > 12
    days = {str(day) for day in graph.objects(None, rdflib.DCTERMS.modified) if isinstance(day, rdflib.Literal)}
    assert sorted(days)[-2] < max(days) == TODAY.isoformat()  # what is to be done is told as of the day itself


# --- feeds --------------------------------------------------------------------------------------------------------


def test_a_decision_has_a_feed_of_its_papers_the_newest_first(site: Site, files: dict[str, bytes]) -> None:
    decision = site.register.get(DECISION, Decision)
    feed = files[f"feeds/decisions/{DECISION}.xml"].decode()
    papers = [site.register.get(key, Document) for _, key in decision.documents()]
    papers.sort(key=lambda paper: (paper.published, paper.id), reverse=True)
    places = [feed.index(f"<title>{paper.title}</title>") for paper in papers]
    assert places == sorted(places) and feed.count("<entry>") == len(papers)


# --- the same bytes -------------------------------------------------------------------------------------------------


def test_the_same_records_give_the_same_bytes_on_another_day(small_office: Path, files: dict[str, bytes]) -> None:
    later = publication(site_of(small_office, date(2026, 3, 2)))
    again = {asset.address: asset.data for asset in later.named}
    changed = {address for address in again if files[address] != again[address]}
    moving = {
        "feeds/open-consultations.xml",
        "hall.css",
        "faces.json",  # which says as of which day
        *(address for address in changed if "for-me" in address),  # cards end
        *(addresses.data_address(addresses.OPEN_WORK, form) for form in addresses.TABLES),  # what is to be done by then
        addresses.DATA_CATALOGUE,
    }
    bundles = {address for address in changed if address.endswith(".zip")}  # pages say how a consultation stands today
    assert changed - moving - bundles == set() and len(again) > 70


@pytest.mark.parametrize(("most", "largest"), [(20, 1 << 20), (1 << 20, 6_000)])
def test_a_sitemap_that_is_full_is_an_index_of_several(small_office: Path, most: int, largest: int) -> None:
    site = site_of(small_office)
    pages = list(publication(site).pages.values())
    [whole] = sitemaps(site, pages)
    index, *parts = sitemaps(site, pages, most, largest)
    assert index.address == "sitemap.xml" and len(parts) > 2
    assert located(index) == [site.url(part.address) for part in parts]
    assert [address for part in parts for address in located(part)] == located(whole)
    assert max(len(located(part)) for part in parts) <= most and max(len(part.data) for part in parts) <= largest
    assert "<sitemapindex" in str(index.content) and all("<urlset" in str(part.content) for part in (whole, *parts))


def located(asset: Asset) -> list[str]:
    return re.findall(r"<loc>([^<]*)</loc>", str(asset.content))
