"""Pages about the site itself: site map, rules and duties, moved addresses, page not found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from disclosure.findings import Rule
from disclosure.law.renewal import latest_in
from disclosure.pages import addresses
from disclosure.pages.audiences import FOR_ME
from disclosure.pages.called import catalogue_title
from disclosure.pages.hrefs import Links
from disclosure.pages.lists import listed_types
from disclosure.pages.makers import site_pages
from disclosure.pages.media_accounts import MEDIA, has_media
from disclosure.pages.organisation import ORGANISATION, has_organisation
from disclosure.pages.page import Page, single_page, site_tags, trail_to
from disclosure.pages.patrols import PATROLS, patrol_days
from disclosure.pages.processes import rule_anchor, rules_in_use
from disclosure.pages.site import Site
from disclosure.pages.standard_catalogue import CATALOGUE
from disclosure.pages.withdrawals import LIST as WITHDRAWN
from disclosure.records.administration import Redirect
from disclosure.records.agency import Audience
from disclosure.records.law import Article, Law
from disclosure.records.media_accounts import MediaAccount

_RULES = "发布规则与依据"


@site_pages
def about_pages(site: Site) -> Iterator[Page]:
    """The site map, the pages of rules, the moved addresses and the page not found."""
    yield _plain(site, addresses.SITE_MAP, "网站地图", "site_map.html", lambda links: _site_map(site))
    yield _plain(site, addresses.RULES, _RULES, "rules.html", lambda links: _rules(site))
    for law in _laws(site):
        yield _law_page(law, site)
    for redirect in site.register.redirects:
        yield from _redirect_page(site, redirect, redirect.place("old"))
    yield _not_found_page(site)


def _plain(site: Site, address: str, title: str, template: str, values: Any) -> Page:
    return single_page(
        site,
        address,
        title,
        template,
        values,
        f"{site.agency.site_name}：{title}",
    )


def _site_map(site: Site) -> Mapping[str, Any]:
    titles = [(catalogue, catalogue_title(catalogue, site)) for catalogue in site.register.catalogues]
    lists = [(kind.list_page, addresses.list_address(kind)) for kind in listed_types(site)]
    if site.register.all(Audience):
        lists.insert(0, (FOR_ME, addresses.list_address(Audience)))
    if site.has_catalogue:
        lists.append((CATALOGUE, addresses.STANDARD_CATALOGUE))
    if site.stand_ins:
        lists.append((WITHDRAWN, addresses.WITHDRAWN))
    if has_media(site):
        lists.append((MEDIA, addresses.list_address(MediaAccount)))
    if site.once(patrol_days):
        lists.append((PATROLS, addresses.PATROLS))
    organisation = ORGANISATION if has_organisation(site) else ""
    newest = {column.id: latest_in(column, site.register, site.today) for column in site.columns}
    return {"catalogues": titles, "lists": lists, "organisation": organisation, "newest": newest}


def _rules(site: Site) -> Mapping[str, Any]:
    """How many articles of each law are watched by rules, and which rules do not look here."""
    return {
        "laws": [(law, sum(bool(rules) for _, rules in _watched(law, site))) for law in _laws(site)],
        "silent": [rule for rule in site.rules if not site.law.binds(rule)],
        "used": rules_in_use(site),
        "anchor": rule_anchor,
    }


def _laws(site: Site) -> list[Law]:
    return sorted(site.law.laws.values(), key=lambda law: law.id)


def _law_page(law: Law, site: Site) -> Page:
    """Which article of a law is watched by which rule, and which duty is not, with the reason."""
    articles = _watched(law, site)
    watched = sum(bool(rules) for _, rules in articles)
    return Page(
        site=site,
        address=addresses.law_address(law.id),
        title=f"{law.title}：由哪些规则检查",
        template="law.html",
        source=site.agency.place(),
        values=lambda links: {"law": law, "articles": articles, "watched": watched},
        description=f"{law.title}：{len(law.articles)} 条，自动检查 {watched} 条，每一条由哪条规则检查。",
        tags=site_tags(site),
        trail=(*trail_to(site, None), (_RULES, addresses.RULES)),
    )


def _watched(law: Law, site: Site) -> list[tuple[Article, list[Rule]]]:
    """The articles of a law, each with the rules that rest on it."""
    watching = site.once(_watching)
    names = ((article, (f"{law.short}/{article.number}", article.key or "")) for article in law.articles)
    return [(article, [rule for name in told for rule in watching.get(name, [])]) for article, told in names]


def _watching(site: Site) -> dict[str, list[Rule]]:
    """The rules by what they rest on, as severe as they are here and today."""
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in site.rules:
        for citation in rule.basis:
            found[citation].append(site.law.weighed(rule, site.today))
    return found


def _redirect_page(site: Site, redirect: Redirect, place: Any) -> Iterator[Page]:
    target = site.register.records.get(redirect.new)
    if target is None or not addresses.has_page(target) or not redirect.is_plain:
        return  # a rule has already stopped the build; a preview must not write outside of the site either

    def values(links: Links) -> Mapping[str, Any]:
        return {"redirect": redirect, "target": target, "origin": place}

    yield single_page(
        site,
        redirect.old,
        "网址已更换",
        "redirect.html",
        values,
        "您访问的页面已经换了网址。",
        source=place,
        listed=False,
    )


def _not_found_page(site: Site) -> Page:
    """Served for any missing address at any depth, so its links start from the path of the site's own address."""
    root = "/" + "/".join(site.agency.site_url.split("/")[3:])

    def values(links: Links) -> Mapping[str, Any]:
        return {"root": root}

    return Page(
        site=site,
        address=addresses.NOT_FOUND,
        title="没有找到这个页面",
        template="not_found.html",
        source=site.agency.place(),
        values=values,
        description="您访问的页面不存在或者已经更换网址。",
        tags=site_tags(site),
        listed=False,
    )
