"""A tree of saved pages as the systems of Chinese portals make them, each page with the truth of what is on it."""

# ruff: noqa: E501 (pages are as long as they are)

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SECRET = "内部底稿"
PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le") + b"\0" * 600
TABLE = (
    "<table border=1><tr><td rowspan=2>项目</td><td colspan=2>标准</td></tr><tr><td>市级</td><td>区级</td></tr>"
    "<tr><td>助餐</td><td>1元</td><td>2元</td></tr></table>"
)


@dataclass
class OldPage:
    """A page of the tree and what must be read of it; ``guessed`` are the fields that can only be guessed."""

    path: str
    html: str
    title: str
    published: str
    column: str
    doc_no: str = ""
    made: str = ""
    texts: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    encoding: str = "utf-8"


def metas(title: str, published: str, column: str, **others: str) -> str:
    """The tags that the rule wants."""
    tags = {"SiteName": "示例区政府", "ArticleTitle": title, "PubDate": published, "ContentSource": "某街道办事处"}
    tags |= {"ColumnName": column}
    return "".join(f'<meta name="{name}" content="{value}">' for name, value in (tags | others).items())


def frame(head: str, body: str) -> str:
    """A page with the furniture of a portal around what is on it."""
    menu = "".join(f'<li><a href="/lm{number}/">栏目{number}</a></li>' for number in range(12))
    return (
        f"<!DOCTYPE html><html><head><meta charset='CHARSET'>{head}<title>页</title><script>var s='{SECRET}'</script></head>"
        f"<body><div class='header'><ul class=nav>{menu}</ul></div>{body}"
        f"<div class='footer'>版权所有 示例区政府 <a href='/map.html'>网站地图</a></div></body></html>"
    )


HIDDEN = f"<p style='display:none'>{SECRET}</p><!-- {SECRET} --><span hidden>{SECRET}</span>"

UCAP = OldPage(
    "www.example.gov.cn/zhengce/content/2024-03/05/content_69001.htm",
    frame(
        metas("示例区养老服务办法", "2024-03-05 10:20", "政策文件"),
        "<table class='bd1'><tr><td><b>索 引 号：</b></td><td>000-2024-00012</td><td><b>主题分类：</b></td><td>民政</td></tr>"
        "<tr><td><b>发文机关：</b></td><td>某街道办事处</td><td><b>成文日期：</b></td><td>2024年02月28日</td></tr>"
        "<tr><td><b>发文字号：</b></td><td>某街发〔2024〕3号</td><td><b>发布日期：</b></td><td>2024年03月05日</td></tr></table>"
        f"<div class='pages_content' id='UCAPCONTENT'><p style='text-align:center'><strong>示例区养老服务办法</strong></p>"
        f"<p>　　第一条　为了规范养老服务，制定本办法。</p><p>　　<b>一、补贴标准</b></p>{TABLE}{HIDDEN}"
        "<p>　　附件：1.<a href='69001/files/aa.pdf'>申请表.pdf</a></p><p>　　见<a href='/zhengce/content/2024-04/10/content_69002.htm'>解读</a>。</p></div>",
    ),
    "示例区养老服务办法", "2024-03-05 10:20", "政策文件", "某街发〔2024〕3号", "2024-02-28",
    ("第一条　为了规范养老服务，制定本办法。", '<th rowspan="2" scope="col">项目</th>', "一、补贴标准"), ("申请表",),
)  # fmt: skip
TRS = OldPage(
    "zwgk/tzgg/202405/t20240506_81234.html",
    frame(
        metas("关于路灯检修的通知", "2024-05-06 09:00:15", "通知公告"),
        "<div class='article'><h2>关于路灯检修的通知</h2><div class='info'>来源：某街道办事处　发布时间：2024-05-06　浏览次数：<span>12</span></div>"
        "<div class='TRS_Editor'><style type='text/css'>.TRS_Editor P{margin:0}</style><div class=TRS_Editor>"
        f"<p>　　6月23日至27日检修路灯。</p><p align=center><img src='./W020240506_1.png' alt='检修路段图' OLDSRC='W02'></p>{HIDDEN}</div></div>"
        "<div class='fujian'>附件：<a href='./P020240506_2.pdf'>检修安排</a>（12KB）</div></div>",
    ),
    "关于路灯检修的通知", "2024-05-06 09:00", "通知公告", "", "", ("6月23日至27日检修路灯。", "![检修路段图]("), ("检修安排",),
    encoding="gb18030",
)  # fmt: skip
LAYOUT = OldPage(
    "html/news/1234.html",
    frame(
        "",
        "<table width=1000><tr><td width=200><a href='/a'>左</a><br><a href='/b'>栏</a></td><td><table><tr><td class=title>"
        "<h1>街道举办消防演练</h1></td></tr><tr><td>发布时间：2024-07-01 08:30 来源：示例日报 字号：[大][中][小]</td></tr>"
        f"<tr><td id=zoom><font size=3>　　7月1日上午，街道举办消防演练。<br>　　居民三百多人参加。<br><br>{HIDDEN}</font>"
        "<a href='../../down.jsp?fileId=77&name=plan.doc'>演练方案.doc</a></td></tr></table></td></tr></table>",
    ),
    "街道举办消防演练", "2024-07-01 08:30", "html/news", "", "", ("7月1日上午，街道举办消防演练。", "居民三百多人参加。"), ("演练方案",),
    ("title", "published"), "gbk",
)  # fmt: skip
HANWEB = OldPage(
    "www.example.gov.cn/art/2024/8/9/art_1229_555.html",
    frame(
        metas("关于社区食堂收费的公告", "2024-08-09", "通知公告").replace("PubDate", "pubdate").replace("ArticleTitle", "articletitle"),
        "<div id='barrierfree_container'><div class='xxgk-info'><ul><li><span>索引号：</span>EX-2024-99</li><li><span>文号：</span>无</li>"
        "<li><span>公开日期：</span>2024-08-09</li><li><span>生成日期：</span>2024-08-01</li></ul></div>"
        f"<div id='zoom'><!--ZJEG_RSS.content.begin--><p>　　自9月1日起，午餐每份12元。</p>{HIDDEN}<ol><li>老人九折</li><li>儿童八折</li></ol><!--ZJEG_RSS.content.end-->"
        "<p><a href='/module/download/downfile.jsp?classid=0&filename=2408091010.pdf'><img src='/icons/icon_pdf.gif'>价目表</a></p></div></div>",
    ),
    "关于社区食堂收费的公告", "2024-08-09", "通知公告", "", "2024-08-01", ("自9月1日起，午餐每份12元。", "1.老人九折"), ("价目表",),
)  # fmt: skip
SAVED = OldPage(
    "收藏/关于防汛值班的通知.html",
    "<!-- saved from url=(0052)http://www.example.gov.cn/xxgk/tz/20240910.shtml -->"
    + frame(
        metas("关于防汛值班的通知", "2024年9月10日 16:05", "通知公告"),
        "<div class='main-box'><div class='article-content'><p>　　各居民区：</p><p>　　请做好值班。</p>"
        f"<p><img src='./关于防汛值班的通知_files/pic.png'></p>{HIDDEN}<p style='text-align:right'>某街道办事处</p><p style='text-align:right'>2024年9月9日</p>"
        "</div><div class='share'>分享到：微信</div></div>",
    ),
    "关于防汛值班的通知", "2024-09-10 16:05", "通知公告", "", "2024-09-09", ("各居民区：", "请做好值班。", "2024年9月9日"), (),
    ("made",),
)  # fmt: skip
PLAIN = OldPage(
    "news/2024/a-77.html",
    frame(
        "<meta property='og:title' content='x'>",
        f"<main><article><header><h1>社区图书角开放<i hidden>{SECRET}</i></h1><p>发布日期：2024-10-01 浏览量：31<span style='display:none'>{SECRET}</span><script>document.write('{SECRET}')</script></p></header>"
        f"<p>社区图书角十月起每天开放，欢迎居民前来借阅，开放时间是九点到十七点。</p>{HIDDEN}<p>相关事项请到前台咨询。</p>"
        "<footer>上一篇：没有了 下一篇：<a href='a-78.html'>义诊</a></footer></article></main>",
    ),
    "社区图书角开放", "2024-10-01", "news", "", "", ("社区图书角十月起每天开放", "相关事项请到前台咨询。"), (),
    ("title", "published"),
)  # fmt: skip
NAMELESS = OldPage(
    "news/2024/b-1.html",
    frame(
        metas("楼道照明更新完成", "2024-11-11 11:11", "工作动态"),
        "<div class=w1200><div class=l><div>楼道照明更新完成</div><div>2024-11-11</div><div class=q>"
        "<p>　　今年街道更新了四十个小区的楼道照明，全部采用感应灯，居民晚上回家更方便。</p>"
        f"<p>　　更新以后，每年可以节约用电三万度，费用由街道统一支付。</p>{HIDDEN}</div></div></div>",
    ),
    "楼道照明更新完成", "2024-11-11 11:11", "工作动态", "", "",
    ("今年街道更新了四十个小区的楼道照明", "每年可以节约用电三万度"), (), ("body",),
)  # fmt: skip
NEAR = OldPage(
    "www.example.gov.cn/xxgk/2024/luxian.html",
    frame(
        metas("公交线路调整", "2024-12-01 00:00:00", "首页>政务公开>通知公告"),
        "<div class='view TRS_UEDITOR'><p>　　12月1日起调整。</p><p>见<a href='/zhengce/content/2024-03/05/content_69001.htm'>办法</a>、"
        "<a href='https://www.gov.cn/x.html'>国务院网站</a>。</p><p>附件：<a href='/files/none.xls'>时刻表.xls</a></p></div>",
    ),
    "公交线路调整", "2024-12-01", "通知公告", "", "", ("12月1日起调整。", "[国务院网站](https://www.gov.cn/x.html)", "[办法](ref:"), (),
)  # fmt: skip
ASPX = OldPage(
    "html/plans/show-3.aspx",
    frame(
        "",
        "<div class='xxgk'><table><tr><th>索 引 号</th><td>014/2024-1</td><th>信息分类</th><td>规划计划</td></tr><tr><th>发布机构</th><td>某街道</td>"
        "<th>公开日期</th><td>2024-04-05</td></tr><tr><th>文　　号</th><td>某街〔2024〕5号</td><th>信息名称</th><td>年度工作要点</td></tr></table>"
        "<div id='ctl00_divContent' class='nr'><font>　　年度工作要点如下，请各居民区遵照执行，按季度报送落实情况。</font><br/>"
        f"　　一是抓好养老服务，新建两处助餐点，改造一处日间照料中心。{HIDDEN}<br/>　　二是完成三个小区的雨污分流改造。</div></div>",
    ),
    "年度工作要点", "2024-04-05", "", "某街〔2024〕5号", "",
    ("年度工作要点如下", "一是抓好养老服务", "二是完成三个小区的雨污分流改造。"), (), ("body",), "gb2312",
)  # fmt: skip
BLOCKS = OldPage(
    "html/news/4.shtml",
    frame(
        "",
        "<div class='con_left'>栏目</div><div class='con_right'><span class='biaoti'><h2>召开防汛工作会议</h2></span>"
        f"<div class=xx>日期：2024-05-06&nbsp;来源：党政办公室&nbsp;点击数：<script>document.write('{SECRET}')</script></div>"
        "<div class=nr_txt><div>　　5月6日下午召开防汛工作会议，部署汛期值班和低洼小区排水工作，各部门负责人参加。</div>"
        f"<div>　　会议要求严格执行值班制度，备足物资，及时转移危险地段的居民。</div>{HIDDEN}</div><div>上一篇：<a href=3.shtml>无</a></div></div>",
    ),
    "召开防汛工作会议", "2024-05-06", "", "", "", ("5月6日下午召开防汛工作会议", "会议要求严格执行值班制度"), (),
    ("title", "published", "body"), "gbk",
)  # fmt: skip
PAGES = (UCAP, TRS, LAYOUT, HANWEB, SAVED, PLAIN, NAMELESS, NEAR, ASPX, BLOCKS)
FILES = {
    "www.example.gov.cn/zhengce/content/2024-03/05/69001/files/aa.pdf": PDF,
    "zwgk/tzgg/202405/P020240506_2.pdf": PDF,
    "zwgk/tzgg/202405/W020240506_1.png": PNG,
    "down.jsp@fileId=77&name=plan.doc": OLD_WORD,
    "www.example.gov.cn/module/download/2408091010.pdf": PDF,
    "收藏/关于防汛值班的通知_files/pic.png": PNG,
}
LIST = frame(
    "<meta name=ColumnName content=通知公告>",
    "<ul class=list>"
    + "".join(f"<li><a href=t{n}.html>某通知{n}</a><span>2024-0{n}-01</span></li>" for n in range(1, 9))
    + "</ul>",
)
MAP = """site: http://www.example.gov.cn/
columns:
  政策文件: {column: policies, kind: policy}
  通知公告: notices
  工作动态: {column: news, kind: news, department: 党政办公室}
  html/news: {column: news, kind: news}
  html/plans: plans
  news: {column: news, kind: news}
"""


def lay(root: Path) -> None:
    """Write the whole tree: the pages, their files, a list, and one page twice."""
    for page in PAGES:
        _put(root / page.path, page.html.replace("CHARSET", page.encoding).encode(page.encoding))
    for path, data in FILES.items():
        _put(root / path, data)
    _put(root / "zwgk/tzgg/index.html", LIST.encode())
    second = TRS.html.replace("6月23日至27日检修路灯。", "请绕行。").replace("CHARSET", "utf-8")
    _put(root / "zwgk/tzgg/202405/t20240506_81234_1.html", second.encode())
    _put(root / "m/t20240506_81234.html", TRS.html.replace("CHARSET", "utf-8").encode())


def _put(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
