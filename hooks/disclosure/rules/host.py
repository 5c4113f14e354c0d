"""mkdocs.yml: each key that has no effect here is told, with what to do instead.

MkDocs drives the build, but pages, order, look and dialect are the engine's. Whoever knows MkDocs or Material expects
its settings to work; one that is passed over in silence is a trap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from disclosure.findings import Place, Severity
from disclosure.reading.yaml_tree import Data, Tree
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule

# The site's name in a mkdocs.yml that leaves it to data/agency.yml: MkDocs insists on one.
PLACEHOLDER = "政务公开"
# The folder of the engine's own theme, which older settings still name.
_OWN_THEME = "hooks/disclosure/pages/theme"
_OVERRIDES = "hooks/overrides/"

_ORDER = {"nav": "导航", "not_in_nav": "导航以外的页面", "pages": "导航"}
_DIALECT = {"markdown_extensions": "Markdown 扩展", "mdx_configs": "Markdown 扩展的设置"}
_FILES = {"extra_css": "另加的样式", "extra_javascript": "另加的脚本", "extra_templates": "另加的模板"}
_LOOK = {
    "palette": "配色", "features": "功能开关", "logo": "标志", "favicon": "网页图标", "icon": "图标", "font": "字体",
    "language": "语言", "locale": "语言", "direction": "文字方向", "static_templates": "另加的页面",
}  # fmt: skip
_AS_IT_IS = {"language": "zh", "font": "false", "docs_dir": "docs"}  # settings that say what is so anyway
_FACTS = {
    "site_url": "网址", "site_description": "网站说明", "site_author": "作者", "copyright": "版权说明",
    "repo_url": "代码库网址", "repo_name": "代码库名称", "edit_uri": "编辑链接", "edit_uri_template": "编辑链接",
    "google_analytics": "访问统计",
}  # fmt: skip
_OTHERS = {
    "docs_dir": "内容的文件夹", "exclude_docs": "不发布的文件", "draft_docs": "草稿", "validation": "MkDocs 的检查",
    "remote_branch": "gh-deploy 的分支", "remote_name": "gh-deploy 的远程库", "INHERIT": "沿用别的设置文件",
}  # fmt: skip
_EXTRA = frozenset({"alternate", "analytics", "annotate", "consent", "generator", "homepage", "social", "status",
                    "tags", "version"})  # fmt: skip
_EFFECTIVE = ("site_name", "site_dir", "theme", "plugins", "hooks", "watch", "strict", "dev_addr", "extra",
              "use_directory_urls")  # fmt: skip
_KNOWN = (*_EFFECTIVE, *_ORDER, *_DIALECT, *_FILES, *_FACTS, *_OTHERS)


@rule("MKD-001", "栏目的次序写在 data/columns.yml", on=Register, severity=Severity.WARNING)
def order_is_that_of_the_columns(register: Register, context: Context) -> Iterator[Fault]:
    """Navigation follows data/columns.yml; a list in mkdocs.yml changes nothing.

    Bad:  nav: [index.md]
    Good: 移动 data/columns.yml 里的栏目
    """
    remedy = "请删去这一项；要调整次序，移动 data/columns.yml 里的栏目。"
    yield from _told(register, _ORDER, "栏目和页面由 data/columns.yml 和 docs/ 决定", remedy)


@rule("MKD-002", "Markdown 的写法不另外设置", on=Register, severity=Severity.WARNING)
def dialect_is_fixed(register: Register, context: Context) -> Iterator[Fault]:
    """The dialect of Markdown is the engine's, so that the check sees what readers will see.

    Bad:  markdown_extensions: [pymdownx.tasklist]
    Good: 照手册“正文的写法”写
    """
    remedy = "请删去这一项；可以用的写法见手册“正文的写法”。"
    yield from _told(register, _DIALECT, "正文的写法是固定的", remedy)


@rule("MKD-003", "样式和脚本不从 mkdocs.yml 加入", on=Register, severity=Severity.WARNING)
def files_are_added_as_overrides(register: Register, context: Context) -> Iterator[Fault]:
    """Styles of an office's own lie in hooks/overrides/assets; scripts and templates are not added.

    Bad:  extra_css: [extra.css]
    Good: hooks/overrides/assets/extra.css
    """
    for key, remedy in {
        "extra_css": f"请删去这一项，把样式文件放进 {_OVERRIDES}assets/。",
        "extra_javascript": "请删去这一项；网页不运行另加的脚本，需要的功能请告诉程序的负责人。",
        "extra_templates": f"请删去这一项；网页的外框可以在 {_OVERRIDES} 里改。",
    }.items():
        yield from _told(register, {key: _FILES[key]}, "网页只用检查过的文件", remedy)


@rule("MKD-004", "外观不在 mkdocs.yml 里设置", on=Register, severity=Severity.WARNING)
def look_is_the_shells(register: Register, context: Context) -> Iterator[Fault]:
    """Of Material only the stylesheet is used; its palette, features, logo and fonts are not.

    Bad:  theme 下面写 palette、features、logo
    Good: theme 下面只写 name: material
    """
    theme = _theme(register)
    for key in theme:
        if key in ("name", "custom_dir") or theme[key] == _AS_IT_IS.get(key):
            continue
        message = f"“theme”里的“{key}”{_in_brackets(_LOOK.get(key, ''))}不起作用：网页的外观是统一的。"
        remedy = f"请删去这一项；标志和颜色可以在 {_OVERRIDES} 里改。"
        yield _place(register, "theme", key), message, remedy
    if theme.get("name", "material") != "material":
        message = "主题不能换：网页的样式取自 material。"
        yield _place(register, "theme", "name"), message, "请写成 name: material。"


@rule("MKD-005", "模板放在 hooks/overrides", on=Register, severity=Severity.WARNING)
def templates_are_overrides(register: Register, context: Context) -> Iterator[Fault]:
    """Templates made for Material are not used, since the pages are not Material's.

    Bad:  theme 下面写 custom_dir: overrides
    Good: 把要改的部分写成 hooks/overrides/masthead.html
    """
    folder = str(_theme(register).get("custom_dir", _OWN_THEME)).rstrip("/")
    if folder != _OWN_THEME:
        message = f"“custom_dir”里的模板不起作用：网页不用 Material 的模板，“{folder[:40]}”不会被读取。"
        remedy = f"请删去这一项；网页的外框可以在 {_OVERRIDES} 里改，办法见那里的 README.md。"
        yield _place(register, "theme", "custom_dir"), message, remedy


@rule("MKD-006", "机关和网站的情况写在 data/agency.yml", on=Register, severity=Severity.WARNING)
def facts_are_the_agencys(register: Register, context: Context) -> Iterator[Fault]:
    """Name, address and description of the site come from data/agency.yml.

    Bad:  site_url: https://example.com/
    Good: 只写 site_name: 政务公开，其余在 data/agency.yml
    """
    remedy = "请删去这一项；网站的名称、网址和说明写在 data/agency.yml。"
    yield from _told(register, _FACTS, "这些情况取自 data/agency.yml", remedy)
    name = _settings(register).data.get("site_name", PLACEHOLDER)
    own = register.agency.site_name if register.agency is not None else name
    if name not in (PLACEHOLDER, own):
        message = f"“site_name”不起作用：网站的名称是 data/agency.yml 里的“{own}”。"
        yield _place(register, "site_name"), message, f"请在那里修改名称，这里写“{PLACEHOLDER}”。"


@rule("MKD-007", "mkdocs.yml 的其他设置起作用", on=Register, severity=Severity.WARNING)
def other_settings_have_an_effect(register: Register, context: Context) -> Iterator[Fault]:
    """The folder of the content, the form of addresses and the checks are the engine's.

    Bad:  docs_dir: content
    Good: 内容放在 docs/
    """
    settings = _settings(register).data
    others = {key: label for key, label in _OTHERS.items() if settings.get(key, "") != _AS_IT_IS.get(key)}
    yield from _told(register, others, "本程序用固定的办法", "请删去这一项。")
    if str(settings.get("use_directory_urls", "false")).lower() != "false":
        message = "“use_directory_urls”不起作用：网址由编号决定，以 .html 结尾。"
        yield _place(register, "use_directory_urls"), message, "请写成 use_directory_urls: false，或者删去。"
    extra = settings.get("extra")
    for key in extra if isinstance(extra, dict) else ():
        if key in _EXTRA:
            message = f"“extra”里的“{key}”不起作用：网页不用 Material 的模板。"
            yield _place(register, "extra", key), message, "请删去这一项。"


@rule("MKD-008", "mkdocs.yml 里的项都认识", on=Register, severity=Severity.WARNING)
def keys_are_known(register: Register, context: Context) -> Iterator[Fault]:
    """A key that neither MkDocs nor the engine knows is a slip.

    Bad:  plugin: []
    Good: plugins: []
    """
    for key in _settings(register).data:
        if key not in _KNOWN:
            close = get_close_matches(key, _KNOWN, n=1, cutoff=0.6)
            remedy = f"您要写的是不是“{close[0]}”？" if close else "请删去这一项。"
            yield _place(register, key), f"不认识“{key[:40]}”这一项，它不起作用。", remedy


def _told(register: Register, keys: Mapping[str, str], why: str, remedy: str) -> Iterator[Fault]:
    """Those of the keys that mkdocs.yml holds, with why they have no effect."""
    for key, label in keys.items():
        if key in _settings(register).data:
            yield _place(register, key), f"“{key}”{_in_brackets(label)}不起作用：{why}。", remedy


def _in_brackets(label: str) -> str:
    return f"（{label}）" if label else ""


def _settings(register: Register) -> Tree:
    return register.settings or Tree("mkdocs.yml")


def _theme(register: Register) -> dict[str, Data]:
    """What stands under ``theme``, which may also be no more than a name."""
    theme = _settings(register).data.get("theme")
    return theme if isinstance(theme, dict) else {"name": theme} if isinstance(theme, str) else {}


def _place(register: Register, *steps: str) -> Place:
    return _settings(register).place(steps)
