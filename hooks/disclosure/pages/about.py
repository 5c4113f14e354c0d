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
from disclosure.pages.page import Page, single_page, site_tags
from disclosure.pages.patrols import PATROLS, patrol_days
from disclosure.pages.processes import rule_anchor, rules_in_use
from disclosure.pages.site import Site
from disclosure.pages.standard_catalogue import CATALOGUE
from disclosure.pages.withdrawals import LIST as WITHDRAWN
from disclosure.records.administration import Redirect
from disclosure.records.agency import Audience
from disclosure.records.media_accounts import MediaAccount


@site_pages
def about_pages(site: Site) -> Iterator[Page]:
    """The site map, the page of rules, the moved addresses and the page not found."""
    yield _plain(site, addresses.SITE_MAP, "网站地图", "site_map.html", lambda links: _site_map(site))
    yield _plain(site, addresses.RULES, "发布规则与依据", "rules.html", lambda links: _rules(site))
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
    """Which article is watched by which rule, and which duty is not, with the reason."""
    watching: dict[str, list[Rule]] = defaultdict(list)
    for rule in site.rules:
        for citation in rule.basis:
            watching[citation].append(site.law.weighed(rule, site.today))
    silent = [rule for rule in site.rules if not site.law.binds(rule)]
    laws = sorted(site.law.laws.values(), key=lambda law: law.id)
    watched = {
        law.id: sum(1 for article in law.articles if watching.keys() & {f"{law.short}/{article.number}", article.key})
        for law in laws
    }
    return {
        "laws": laws,
        "watching": watching,
        "watched": watched,
        "silent": silent,
        "used": rules_in_use(site),
        "anchor": rule_anchor,
    }


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
