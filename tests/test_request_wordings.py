"""How the ledger's citations and the words on remedies are read, in whatever form an office writes them."""

from __future__ import annotations

import pytest

from disclosure.law.remedies import skips_reconsideration
from disclosure.law.request_articles import cited_articles
from disclosure.rules.guide_statements import statements
from disclosure.rules.guide_wording import old_remedy

CITED: dict[str, set[tuple[int, int | None]]] = {
    "《中华人民共和国政府信息公开条例》（国务院令第711号）第三十六条第（四）项": {(36, 4)},
    "《政府信息公开条例》（2019年修订）第三十六条": {(36, None)},
    "《中华人民共和国政府信息公开条例（2019修订）》第三十六条第四项": {(36, 4)},
    "中华人民共和国国务院令第711号第三十六条第（四）项": {(36, 4)},
    "国务院令（第711号）第36条": {(36, None)},
    "《政府信息公开条例》（2007年4月5日国务院令第492号公布，2019年4月3日国务院令第711号修订）第十六条第一款": {
        (16, None)
    },
    "《政府信息公开条例》（以下简称《条例》）第三十六条第（一）、（二）项": {(36, 1), (36, 2)},
    "根据条例第三十六条第四项的规定": {(36, 4)},
    "依据《条例》第三十六条第（四）项“本机关不掌握”的规定，第三十七条": {(36, 4), (37, None)},
    "第十四条、第十五条和第十六条": {(14, None), (15, None), (16, None)},
    "第十四条至第十六条": {(14, None), (15, None), (16, None)},
    "第十四、十五条": {(14, None), (15, None)},
    "第三十六条第一项和第四项": {(36, 1), (36, 4)},
    "第三十六条第（四）、第（五）项、第三十七条": {(36, 4), (36, 5), (37, None)},
    "711号令/36": {(36, None)},
    "711号令/36（4）": {(36, 4)},
    "711号令36(4)": {(36, 4)},
    "711号令/14、15": {(14, None), (15, None)},
    "条例36(2)、第37条": {(36, 2), (37, None)},
    "36(4)": {(36, 4)},
    "第36": {(36, None)},
    "条例第36": {(36, None)},
    "公开条例第36条": {(36, None)},
    "２０１９年修订的《政府信息公开条例》第３６条第（４）项": {(36, 4)},
    "新《条例》第三十六条": {(36, None)},
    "信息公开条例（2019）第十六条第二款": {(16, None)},
    "二〇一九年修订的信息公开条例第三十六条第（六）项": {(36, 6)},
    "《政府信息公开条例》〔国令第711号〕第四十二条": {(42, None)},
    "（国务院令第711号第三十六条第五项）": {(36, 5)},
    "《政府信息公开条例》第三十六条第（四）项、《行政复议法》第二十三条": {(36, 4)},
    "《行政复议法》第十一条，《政府信息公开条例》第三十六条": {(36, None)},
    "《政府信息公开条例》第三十六条（附件共36页）": {(36, None)},
    "《中华人民共和国政府信息公开条例第三十六条》": {(36, None)},
    "《中华人民共和国政府信息公开条例》\n第三十六条 第（四）项": {(36, 4)},
    "政府信息公开条例（中华人民共和国国务院令（第711号））第36条第(4)项": {(36, 4)},
    "《政府信息公开条例》第三十六条第三款": {(36, None)},
    "依法适用《政府信息公开条例》第三十六条第（七）项": {(36, 7)},
}
# Laws of others, other orders, and names without an article.
NOT_CITED = (
    "《广州市政府信息公开规定》第三十六条",
    "广州市政府信息公开条例第三十六条",
    "《上海市政府信息公开规定》（沪府令20号）第36条",
    "《反不正当竞争法》第九条",
    "713号令/36",
    "国务院令第492号第三十六条",
    "行政复议法/36",
    "本办制度/36",
    "《土地管理法实施条例》第三十六条",
    "《关于实施政府信息公开条例若干问题的意见》第十四条",
    "《条例》",
    "711号令",
    "",
    "沪府办〔2019〕36号",
)
RIGHT = """\
先申请行政复议，对复议决定不服的，再提起行政诉讼。
应当先向区政府申请行政复议。复议机关不予受理或者逾期不作决定的，可以向人民法院提起行政诉讼。
复议为提起行政诉讼的必经程序，请先向区政府申请复议。
行政复议为提起诉讼的必经程序。
行政复议前置；对复议决定不服的，可以在十五日内向法院起诉。
应当先申请行政复议。不服的，可以向人民法院起诉。
申请行政复议；不服的，向法院起诉
提起行政诉讼以前，应当先申请行政复议。
未经复议，不得向人民法院起诉。
不能直接向法院起诉，请先复议。
可以自收到之日起60日内申请行政复议，对行政复议决定不服的，可以自收到复议决定书之日起15日内向人民法院提起行政诉讼。
应当先依法申请行政复议，对行政复议决定仍然不服的，也可以向人民法院起诉。
经行政复议以后，方可提起行政诉讼。
先行政复议，后行政诉讼。
可以依法申请行政复议。
应先向区人民政府申请行政复议；复议机关维持的，可以提起行政诉讼。
请先申请复议，复议期满没有结果的，可以起诉。
告知先申请行政复议，并写明了复议机关、期限和起诉的法院。
首先应当申请行政复议，对复议结果有异议的，可向有管辖权的法院提起诉讼。
""".splitlines()
WRONG = """\
可以申请行政复议或者提起行政诉讼。
可以申请行政复议，也可以提起行政诉讼。
可以申请复议、提起诉讼。
可以依法申请行政复议或者向人民法院起诉
可以先申请行政复议，也可以直接向法院起诉。
可以先申请行政复议，也可以提起行政诉讼。
可以自收到答复之日起60日内申请行政复议，或者自收到答复之日起6个月内向人民法院起诉。
可以在六个月内向人民法院提起行政诉讼。
可以直接提起行政诉讼，不必先复议。
对本答复不服的，可以选择行政复议或者行政诉讼。
您可以向区政府申请复议，还可以到法院起诉。
行政复议、行政诉讼均可。
可径行向人民法院提起诉讼
申请行政复议，对本答复不服也可提起行政诉讼。
告知可以申请行政复议，也可以提起行政诉讼，写明了机关和期限。
可以申请行政复议。也可以向人民法院提起诉讼。
如不服，六十日内复议；亦可六个月内起诉。
""".splitlines()


def test_articles_are_read_however_they_are_cited() -> None:
    assert {text: found for text, right in CITED.items() if (found := cited_articles([text])) != right} == {}
    assert cited_articles(CITED) == set().union(*CITED.values())


def test_orders_years_and_the_laws_of_others_are_no_articles_of_the_regulation() -> None:
    assert {text: found for text in NOT_CITED if (found := cited_articles([text]))} == {}


@pytest.mark.parametrize(("told", "skips"), [*((text, False) for text in RIGHT), *((text, True) for text in WRONG)])
def test_the_ledger_and_the_guides_agree_on_whether_reconsideration_comes_first(told: str, skips: bool) -> None:
    assert skips_reconsideration(told) is skips
    guide = f"## 不予公开怎么办\n{told}\n"
    assert any(True for said in statements(guide) for _ in old_remedy(said)) is skips
