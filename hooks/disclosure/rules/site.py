"""The site as a whole: where it may stand, what its addresses lead to, which duties are watched."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.findings import Place, Severity
from disclosure.records.agency import Agency, Deployment
from disclosure.records.law import LOCAL, Law, Limit
from disclosure.register import Register
from disclosure.rules.framework import REGISTERED, Context, Fault, rule


@rule("DEP-001", "独立建站有批准依据", on=Agency, basis=("61号函/二", "47号文/街道网站"))
def standalone_site_is_approved(agency: Agency, context: Context) -> Iterator[Fault]:
    """A subdistrict publishes inside the district's portal unless a site of its own was approved.

    Bad:  deployment: standalone，没有 deployment_approval
    Good: deployment: district-section
    """
    if agency.deployment is Deployment.STANDALONE and agency.deployment_approval is None:
        message = "部署方式写的是独立网站，没有写批准依据（deployment_approval）。"
        yield agency.place("deployment"), message, "请改为 district-section，或者写明批准文件。"


@rule("DEP-002", "名称不自称网站", on=Agency, basis=("61号函/二",), severity=Severity.WARNING)
def site_does_not_call_itself_a_website(agency: Agency, context: Context) -> Iterator[Fault]:
    """A disclosure column does not bear the name of a website.

    Bad:  site_name: 某街道政府信息公开网站
    Good: site_name: 某街道政务公开
    """
    if agency.deployment is Deployment.DISTRICT_SECTION and "网站" in agency.site_name:
        message = f"栏目名称“{agency.site_name}”自称“网站”。"
        yield agency.place("site_name"), message, "政府信息公开不另设专门网站，请改为“某街道政务公开”一类的名称。"


@rule("LAW-001", "每项职责有规则检查或说明原因", on=Law, basis=("本办制度/5",))
def every_duty_is_watched_or_explained(law: Law, context: Context) -> Iterator[Fault]:
    """An article in data/laws is cited by a rule, or says why nothing checks it; not both.

    Bad:  一条既没有规则引用、也没有 unwatched
    Good: unwatched: 依申请公开办理模块尚未建成
    """
    for number, article in enumerate(law.articles if law.short in context.law.laws else ()):
        citation = f"{law.short}/{article.number}"
        watched = citation in context.cited or article.key in context.cited
        if watched is (article.unwatched is None):
            continue
        place = law.place("articles", number)
        if not watched:
            yield (
                place,
                f"{citation} 没有规则检查，也没有说明原因。",
                "请填写 unwatched，向公众说明暂未自动检查的原因。",
            )
        else:
            yield place, f"{citation} 已有规则检查，不再需要 unwatched。", "请删除 unwatched。"


@rule("LAW-002", "规则引用的条款已收录", on=Register, basis=("本办制度/5",))
def cited_articles_are_on_file(register: Register, context: Context) -> Iterator[Fault]:
    """Every article that a rule or a limit cites stands in data/laws, but for what each place settles for itself.

    Bad:  data/laws 里没有 713号令/15
    Good: data/laws/law-713.yml 里有 number: "15"
    """
    for limit in register.all(Limit):
        if not limit.basis.startswith(LOCAL) and context.law.article(limit.basis) is None:
            yield limit.place("basis"), f"data/laws 里没有收录“{limit.basis}”。", "请核对简称和条号，或者补充条款。"
    left = {key for key in context.cited if not key.startswith(LOCAL) and context.law.article(key) is None}
    for entry in context.rules if register.laws and left else ():
        for citation in entry.basis:
            if citation in left:
                law = register.laws.get(citation.rpartition("/")[0])
                place = law.place("articles") if law is not None else Place("data/laws")
                message = f"规则 {entry.id} 引用的“{citation}”没有收录。"
                yield place, message, "请在 data/laws 里补充这一条。"


@rule("LAW-003", "规则用到的期限都有数值", on=Register, basis=("本办制度/5",))
def limits_of_rules_are_on_file(register: Register, context: Context) -> Iterator[Fault]:
    """Every number that a rule applies stands in data/limits.yml; without it the rule would be silent.

    Bad:  data/limits.yml 里没有 publish-within
    Good: - id: publish-within
    """
    known = {limit.id for limit in register.limits}
    for entry in REGISTERED:
        if entry.rule.limit and entry.rule.limit not in known and not register.is_broken("data/limits.yml"):
            message = f"规则 {entry.rule.id} 要用的期限“{entry.rule.limit}”没有数值。"
            yield Place("data/limits.yml"), message, "请从代码库的历史版本恢复这一条。"


@rule("LAW-004", "法规简称不重复", on=Register, basis=("本办制度/1",))
def short_names_are_unique(register: Register, context: Context) -> Iterator[Fault]:
    """No two laws share the short name by which rules cite them.

    Bad:  两个文件都写 short: 711号令
    Good: 每部法规的 short 不同
    """
    first: dict[str, Law] = {}
    for law in register.all(Law):
        known = first.setdefault(law.short, law)
        if known is not law:
            yield law.place("short"), f"简称“{law.short}”已经用在 {known.path}。", "请换一个简称。"


@rule("LAW-010", "本机关所在地区写明", on=Agency, basis=("本办制度/5",), severity=Severity.WARNING)
def the_office_says_where_it_is(agency: Agency, context: Context) -> Iterator[Fault]:
    """An office with statutes of a place on file says where it is, or none of them would be in force for it.

    Bad:  没有 region，data/laws 里却有只在某省施行的规定
    Good: region: [某省, 某市, 某县]
    """
    places = [law.jurisdiction for law in context.register.all(Law) if not law.holds_in(agency.places)]
    if places and not agency.region:
        message = f"没有写所在地区（region），只在{places[0]}施行的规定没有用作依据。"
        yield agency.place(), message, "请补上 region，从省级到区县逐级写全称。"


@rule("RED-001", "跳转的旧网址写法正确", on=Register, basis=("本办制度/6",))
def redirect_starts_from_a_path(register: Register, context: Context) -> Iterator[Fault]:
    """A redirect's old address is a plain relative path that ends in .html, appears once and is no page of need.

    Bad:  old: /index（以斜杠开头）
    Good: old: documents/doc-2022-001.html
    """
    seen: set[str] = set()
    for redirect in register.redirects:
        old, place = redirect.old, redirect.place("old")
        if old in seen:
            yield place, f"旧网址“{old}”写了两次。", "请删除其中一条。"
        if not redirect.is_plain:
            remedy = "请写相对首页的网页路径，只用小写字母、数字和短横线，例如 documents/doc-2022-001.html。"
            yield place, f"旧网址“{old}”的写法不对。", remedy
        seen.add(old)
