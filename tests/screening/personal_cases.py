"""Personal data, made up, every piece of it: no such person, number, card or home exists.

Identity numbers carry a real region and check digit and are counted up by code; mobiles lie in 1380000xxxx and its
like; names are stock figures. ``LEAKS`` holds (class, carrier, path, text, the rules of which one must fire);
``INNOCENT`` (what it looks like, path, text), in which nothing at all may be found.
"""

from __future__ import annotations

from itertools import count

from disclosure.screening.personal.digits import check_digit

_NUMBERS = count(1)
BODY, TITLE, YAML, COMMENT, NAME, ALT, TABLE, HIDDEN = (
    "正文",
    "标题",
    "数据文件",
    "注释",
    "文件名",
    "图片说明",
    "表格",
    "变形",
)

Leak = tuple[str, str, str, str, frozenset[str]]


def identity(born: str = "19900101") -> str:
    """An identity number that nobody bears, with nothing wrong in it."""
    first = f"310112{born}{next(_NUMBERS) % 1000:03}"
    return first + check_digit(first)


def mistyped(born: str = "19850607") -> str:
    """An identity number with a wrong check digit."""
    number = identity(born)
    return number[:17] + ("0" if number[17] != "0" else "1")


def old_identity() -> str:
    """One of the 15 digits that were given out before 1999."""
    return f"310112700101{next(_NUMBERS) % 1000:03}"


def mobile(start: str = "138") -> str:
    """A mobile number of a range that is used for examples."""
    return f"{start}0000{next(_NUMBERS) % 10000:04}"


def card(length: int = 19, start: str = "622202") -> str:
    """A card number that passes Luhn's check."""
    first = f"{start}{next(_NUMBERS):0{length - 7}}"
    total = 0
    for place, digit in enumerate(reversed(first)):
        value = int(digit) * (2 - place % 2)
        total += value - 9 if value > 9 else value
    return f"{first}{-total % 10}"


def _miswritten() -> str:
    """A card number with a wrong check digit."""
    number = card()
    return number[:-1] + str((int(number[-1]) + 3) % 10)


def _carried(kind: str, rules: str, value: str, label: str) -> list[Leak]:
    """The same value in every place of a file where text stands."""
    wanted = frozenset(rules.split())
    document = "docs/notices/2025/doc-2025-009.md"
    head = "---\nid: doc-2025-009\ntitle: 关于领取补贴的通知\n"
    return [
        (kind, BODY, document, f"{head}---\n请与张三核对，{label}{value}。\n", wanted),
        (kind, BODY, document, f"{head}---\n## 名单\n\n- 李四（{label}{value}）\n- 下一项\n", wanted),
        (kind, BODY, document, f"{head}---\n> 王五 {label}{value}\n\n1. 其他\n", wanted),
        (kind, TITLE, document, f"{head[:-1]}（赵六，{label}{value}）\n---\n正文。\n", wanted),
        (
            kind,
            YAML,
            "data/decisions/2025/dec-1.yml",
            f'id: dec-1\nnote: "陈七，{label}{value}"\n',
            wanted,
        ),
        (kind, YAML, document, f"{head}summary: 孙八的材料，{label}{value}\n---\n正文。\n", wanted),
        (kind, COMMENT, "data/columns.yml", f"columns: []\n# 周九来电，{label}{value}\n", wanted),
        (kind, COMMENT, document, f"{head}---\n正文。\n<!-- 吴十 {label}{value} -->\n", wanted),
        (kind, ALT, document, f"{head}---\n![郑一的证明，{label}{value}](doc-2025-009-1.png)\n", wanted),
        (kind, BODY, document, f"{head}---\n[附件：冯二，{label}{value}](doc-2025-009-1.pdf)\n", wanted),
        (kind, TABLE, document, f"{head}---\n| 序号 | 说明 |\n| --- | --- |\n| 1 | 蒋三，{label}{value} |\n", wanted),
        (kind, NAME, "docs/notices/2025", f"docs/notices/2025/沈四-{label.rstrip('：')}{value}.pdf", wanted),
    ]


def _plain(kind: str, carrier: str, rules: str, *texts: str, path: str = "docs/notices/2025/a.md") -> list[Leak]:
    return [(kind, carrier, path, text, frozenset(rules.split())) for text in texts]


def _wide(digits: str) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) if digit.isdigit() else digit for digit in digits)


def _disguised(number: str, groups: tuple[int, ...]) -> list[str]:
    """One number in all the ways that hide it from a plain search."""
    cuts = [sum(groups[:place]) for place in range(len(groups) + 1)]
    parts = [number[start:end] for start, end in zip(cuts, cuts[1:], strict=False)]
    return [
        " ".join(parts),
        "-".join(parts),
        ".".join(parts),
        "·".join(parts),
        "　".join(parts),
        "\u00a0".join(parts),
        "–".join(parts),
        "\u200b".join(parts),
        "\u00ad".join(parts),
        "\u2060".join(number),
        _wide(number),
        f"{_wide(number[:6])}{number[6:]}",
        f"**{parts[0]}**{''.join(parts[1:])}",
        f"{parts[0]}**{parts[1]}**{''.join(parts[2:])}",
        f"{parts[0]}`{parts[1]}`{''.join(parts[2:])}",
        f"<b>{parts[0]}</b>{''.join(parts[1:])}",
        f"{parts[0]}<span>{parts[1]}</span>{''.join(parts[2:])}",
        f"{parts[0]}<!-- -->{''.join(parts[1:])}",
        "".join(f"&#{ord(digit)};" for digit in number),
        f"{number[:3]}&#x{ord(number[3]):x};{number[4:]}",
        "&nbsp;".join(parts),
        "&shy;".join(parts),
        "".join(f"\\u{ord(digit):04x}" for digit in number),
        f"{number[:5]}\\x{ord(number[5]):02x}{number[6:]}",
        " ".join(number),
    ]


def _identities() -> list[Leak]:
    kind = "身份证"
    found = _carried(kind, "PRI-001", identity(), "身份证号：") + _carried(kind, "PRI-001", identity("20010203"), "")
    found += _plain(
        kind,
        BODY,
        "PRI-001",
        f"持证人{identity()}已办结。",
        f"{identity('19551231')}",
        f"张三{identity()}",
        f"张三{identity()}{mobile()}",
        f"ID:{identity()}",
        f"sfz{identity()}",
        f"证件类型：居民身份证，号码 {identity()}，有效期长期。",
        f"第二代居民身份证（{identity('20150808')}）",
        f"残疾人证 {identity()}42 号",
        f"“{identity()}”",
        f"1. {identity()}",
        f"12 {identity()}",
        f"序号3、{identity()}；",
        f"https://example.gov.cn/q?sfz={identity()}",
        f"{identity()},李四,合格",
        f"公民身份号码\n{identity()}",
    )
    ending_in_x = next(number for number in iter(identity, "") if number.endswith("X"))
    found += _plain(
        kind,
        BODY,
        "PRI-001",
        f"号码{ending_in_x}",
        f"号码{ending_in_x.lower()}",
        f"{ending_in_x}{mobile()}",
        f"{ending_in_x[:17]} X",
        f"{ending_in_x[:17]}Ｘ，证件",
        f"{ending_in_x[:17]}\u0425，证件",
        f"{ending_in_x}42",
    )
    found += _plain(kind, HIDDEN, "PRI-001", *(f"证件 {text}。" for text in _disguised(identity(), (6, 8, 4))))
    found += _plain(kind, HIDDEN, "PRI-001", *_disguised(identity("19771111"), (6, 4, 4, 4)))
    numerals = str.maketrans("0123456789", "〇一二三四五六七八九")
    found += _plain(kind, HIDDEN, "PRI-001", f"身份证{identity().translate(numerals)}", identity().translate(numerals))
    capitals = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
    found += _plain(kind, HIDDEN, "PRI-001", f"证件号码：{identity().translate(capitals)}")
    thrice = identity()
    found += _plain(
        kind, HIDDEN, "PRI-001", f"{thrice[:6]}\n{thrice[6:14]}\n{thrice[14:]}", f"{thrice[:3]}\n{thrice[3:]}"
    )
    found += _plain(kind, HIDDEN, "PRI-001", f"{thrice[:6]} - {thrice[6:14]} - {thrice[14:]}", " - ".join(thrice))
    first, born, last = thrice[:6], thrice[6:14], thrice[14:]
    odd = (
        *(f"{first}{gap}{born}{gap}{last}" for gap in "~|+*"),
        f"（{first}）（{born}）（{last}）",
        f"[{first}]{born}{last}",
        f"\n\n- {first}\n- {born}\n- {last}",
        *(thrice.translate(str.maketrans("0123456789", signs)) for signs in _COUNTERS),
        f"{first}。{born}。{last}",
        thrice.replace("0", "О"),
        "、".join(thrice.translate(str.maketrans("0123456789", "〇一二三四五六七八九"))),
    )
    found += _plain(kind, HIDDEN, "PRI-001", *(f"身份证号：{text}" for text in odd), f"ID:{ending_in_x}A")
    encoded = "".join(f"%{ord(sign):02X}" for sign in thrice)
    found += _plain(kind, HIDDEN, "PRI-001", f"证号{_crossed()[:17]}（末位是叉）")
    found += _plain(kind, HIDDEN, "PRI-001", f"https://www.example.gov.cn/?q={encoded}", _of_a_foreigner())
    found += _plain(kind, HIDDEN, "PRI-001", *_in_parts(identity("19760203")))
    bare = identity("19630517")
    found += _plain(kind, HIDDEN, "PRI-003", f"附记 {bare[:6]} 1963年5月17日 {bare[14:]}")
    head = "| 姓名 | 地区 | 出生 | 尾号 |\n| --- | --- | --- | --- |\n"
    found += _plain(kind, TABLE, "PRI-001", f"{head}| 略 | {first} | {born} | {last} |\n")
    broken = identity()
    found += _plain(kind, HIDDEN, "PRI-001", f"号码{broken[:9]}\n{broken[9:]}", f"号码{broken[:12]}\n  {broken[12:]}")
    return found


def _crossed() -> str:
    """An identity number that ends in X."""
    return next(number for _ in range(1000) if (number := identity("19590617"))[17] == "X")


def _of_a_foreigner() -> str:
    first = "93184019900101001"
    return f"永久居留证 {first}{check_digit(first)}"


# What counts notes and items of a list, as digits.
_COUNTERS = ("⁰¹²³⁴⁵⁶⁷⁸⁹", "⓪①②③④⑤⑥⑦⑧⑨", "🄀⒈⒉⒊⒋⒌⒍⒎⒏⒐", "0⑴⑵⑶⑷⑸⑹⑺⑻⑼", "⓿❶❷❸❹❺❻❼❽❾", "〇〡〢〣〤〥〦〧〨〩")


def _in_parts(number: str) -> tuple[str, ...]:
    """A number whose bearer was born on 3 February 1976, with other things than gaps between its parts."""
    first, born, last = number[:6], number[6:14], number[14:]
    numerals = str.maketrans("0123456789", "〇一二三四五六七八九")
    said = "身份证号码"
    return (
        f"{said}{first} 1976年2月3日 {last}",
        f"{said}：{first}-1976-02-03-{last}",
        f"{said}{first}（1976.2.3）{last}",
        f"{said}{first}一九七六年二月三日{last}",
        f"证件号：{first}（一九七六年二月三日生）{last}",
        f"证件号：{first.translate(numerals)}，一九七六年二月三日，{last.translate(numerals)}",
        f"{said}前六位是{first}、中间是{born}、末四位是{last}",
        f"前六位{first}，出生日期1976年2月3日，后四位{last}",
        f"张三 {first} 1976/2/3 {last}",
        f"（{first}，{born}，{last}）",
        f"`{first}` `{born}` `{last}`",
        f"证件号前十七位为{number[:17]}，校验码为{number[17]}",
        f"区划码{first}，生日码{born}，顺序码{last[:3]}，校验码{last[3]}",
        f"身份证前十位{number[:10]}，后八位{number[10:]}",
        f"1976年2月3日生，地区{first}，末四位{last}",
        f"证号（倒序）：{number[::-1]}",
        f"证号（从右往左读）{number[::-1]}",
        f"地址码：{first}\n出生日期码：{born}\n顺序码：{last[:3]}\n校验码：{last[3]}",
        f"号码[^3]{number}".replace("[^3]3", "3[^3]"),
        f"{first}[{born}](a.md){last}",
        f"社会保障号码 {number[:14]} {last}",
        "的".join(number),
        f"{int(number[:17]):,}"[:-1] + f",{number[15:]}" if number[17] == "X" else f"{int(number):,}",
    )


def _named_identities() -> list[Leak]:
    kind = "身份证（错码、15位）"
    found = _carried(kind, "PRI-002", mistyped(), "身份证号：") + _carried(
        kind, "PRI-002", old_identity(), "证件号码："
    )
    return (
        found
        + _plain(
            kind,
            BODY,
            "PRI-002",
            f"姓名：张三，{mistyped()}",
            f"李四 {mistyped()}",
            f"户主王五，男，{old_identity()}",
            f"公民身份号码 {mistyped()}",
            f"身份证：{mistyped()[:6]} {mistyped()[6:14]} 1234",
            f"姓名 赵六 出生 证件 {old_identity()}",
            "身份证号123456789012345678",
            f"| 姓名 | 身份证号码 |\n| --- | --- |\n| 张三 | {mistyped()} |\n",
            f"{mistyped()}（身份证）",
            f"ID card: {mistyped()}",
        )
        + _plain(kind, BODY, "PRI-003", f"附 {mistyped()} 一份", f"{old_identity()}")
    )


def _mobiles() -> list[Leak]:
    kind = "手机"
    found = _carried(kind, "PRI-004", mobile(), "电话：") + _carried(kind, "PRI-004", mobile("159"), "")
    found += _plain(
        kind,
        BODY,
        "PRI-004",
        f"手机：{mobile('199')}",
        f"联系人：张三 {mobile('177')}",
        f"请加微信{mobile('166')}",
        f"+86{mobile()}",
        f"+86 {mobile()}",
        f"0086-{mobile()}",
        f"(+86){mobile('150')}",
        f"Tel:{mobile('186')}",
        f"tel{mobile()}",
        f"[拨打](tel:{mobile()})",
        f"张三、李四，{mobile()}、{mobile('139')}",
        f"{mobile()}/{mobile('135')}",
        f"电话{mobile()}（王老师）",
        f"13 {mobile()}",
        f"1.{mobile()}",
        f"0{mobile('137')}",
        f"张三{mobile()}李四",
        f"短信发送到{mobile('191')}。",
        f"dh={mobile()}",
        f"{mobile('133')},张三",
        f"QQ同号，手机{mobile()}",
        f"热线021-34220000或{mobile()}",
        f"传真54800000 手机{mobile()}",
    )
    found += _plain(kind, HIDDEN, "PRI-004", *(f"联系 {text}" for text in _disguised(mobile(), (3, 4, 4))))
    found += _plain(kind, HIDDEN, "PRI-004", *(f"请找张三 {text}" for text in _disguised(mobile("152"), (3, 4, 4))))
    found += _plain(
        kind,
        HIDDEN,
        "PRI-004",
        "联系一三八〇〇〇〇一二三四",
        "手机：一五〇-〇〇〇〇-一二三四",
        "电话138O000l234",
        "电话1三8〇〇〇〇1234",
        "张三 一三八 〇〇〇〇 一二三四",
        "值班人员张三：1 3 8 - 0 0 0 0 - 1 2 3 4。",
        "张三 1 3 8 — 0 0 0 0 — 1 2 3 4",
        "138-0000 1234",
        "138 - 0000 - 1234",
        "１３８　－　００００　－　１２３４",
        "电话：13800\n001234",
        "张三，1380000\n  1234",
        "电话138\n0000\n1234",
        "电话138（0000）1234",
        "手机：138，0000，1234",
        "手机" + "".join(f"{digit}\ufe0f\u20e3" for digit in "13800001234"),
        "sms:+8613800001234",
        "请与138 000 012 34联系",
        "①13800001234",
        "电话1380000123413900004321",
        "王小明：138杠0000杠1234",
        "李小华1的3的8的0的0的0的0的1的2的3的4",
        "李小华：**1** **3** **8** **0** **0** **0** **0** **1** **2** **3** **4**",
        "联系方式 13,800,001,234",
        "联系电话：1.3800001234E+10",
        "联络$138\\,0000\\,1234$",
        "请拨 138 000 012 34 认领",
        "手机幺三八洞洞洞洞幺两三四",
        "电话138\\\n00001234",
        "TEL13800001234mobile",
        "| 组长 | 号段 | 尾号 |\n| --- | --- | --- |\n| 略 | 1380000 | 1234 |\n",
        "手机：138(中间四位0000)1234",
        "138****1234，请核对中间四位0000",
        "手机138转0000再1234",
        "⑴⑶⑻(0)⑵⑶⑴⑵⑶⑷⑸联系张三",
        "| 手机 | 138 | 0000 | 1234 |\n| - | - | - | - |\n| 略 | 略 | 略 | 略 |\n",
        "|手机|||||||||||\n|-|-|-|-|-|-|-|-|-|-|-|\n|1|3|8|0|0|0|0|1|2|3|4|\n",
        "https://wa.me/8613800001234",
        "手机号为138-四个数字0000-1234",
        "⒈13800001234 张三\n⒉13800004321 李四",
        "电话13800001234²",
        "打（138）0000 1234",
        "手机：一，三，八，〇，〇，〇，〇，一，二，三，四",
        "拨打一、三、八、〇、〇、〇、〇、一、二、三、四",
        "电话前三位138，中间四位0000，后四位1234",
        "尾号1234的机主（号段1380000）",
        "手机138空格0000空格1234",
        "手机号倒着写：43210000831",
        "| 姓名 | 手机前 | 手机后 |\n| --- | --- | --- |\n| 略 | 138 | 00001234 |\n",
    )
    found += _plain(kind, HIDDEN, "PRI-003", "报名【138】【0000】【1234】")
    found += _plain(kind, HIDDEN, "PRI-003", "一三九零零零零五六七八", "幺三八零零零零幺二三四")
    return found


def _cards() -> list[Leak]:
    kind = "银行卡"
    found = _carried(kind, "PRI-005", card(), "银行卡号：") + _carried(
        kind, "PRI-005", card(16, "622848"), "开户行某某银行，账号"
    )
    number = card()
    groups = [number[start : start + 4] for start in range(0, 19, 4)]
    return (
        found
        + _plain(
            kind,
            BODY,
            "PRI-005",
            f"卡号 {' '.join(groups)}",
            f"卡号 {'-'.join(groups)}",
            f"储蓄卡{card(17)}",
            f"户名：张三，开户银行：某银行，{card(18, '621700')}",
            f"补贴打入李四的工商银行{card()}",
            f"账户{_wide(card())}",
            f"存折 {card()}",
            f"打到{card()}这张卡",
            f"账号{'，'.join(groups)}",
            f"王小明，卡{card()}",
            f"收款账号:{card(16, '436742')}",
            f"王五的工资卡（{card(16, '625900')}）",
            f"| 姓名 | 银行账号 |\n| --- | --- |\n| 张三 | {card()} |\n",
            f"Card no. {card(16, '400000')}",
            f"{card()}是张三的银行卡号",
            f"{card()}（农业银行）",
        )
        + _plain(
            kind,
            BODY,
            "PRI-003",
            f"银行卡号：{_miswritten()}",
            f"账号：{_miswritten()}",
            f"补贴打入{_miswritten()}账户",
            f"{_miswritten()}，开户行某某银行",
            f"张三的账户{_miswritten()}",
        )
        + _plain(
            kind,
            HIDDEN,
            "PRI-005",
            f"卡号{number[:8]}\u200b{number[8:]}",
            f"账号{number[:6]}**{number[6:12]}**{number[12:]}",
        )
    )


def _covered_too_little() -> list[Leak]:
    number, phone = identity(), mobile()
    return _plain(
        "遮盖不够",
        BODY,
        "PRI-006",
        f"{number[:17]}*",
        f"{number[:14]}****",
        f"身份证{number[:14]}***{number[17]}",
        f"{number[:10]}****{number[14:]}",
        f"{number[:16]}××",
        f"{number[:14]}XXXX",
        f"{number[:14]}●●●●",
        f"{number[:14]}＊＊＊＊",
        f"证件{number[:6]}**{number[8:]}",
        f"{number[:15]}***",
        f"{number[:12]}***{number[15:]}",
        f"{phone[:10]}*",
        f"{phone[:9]}**",
        f"{phone[:4]}**{phone[6:]}",
        f"电话{phone[:5]}*{phone[6:]}",
        f"{phone[:8]}***",
        f"张三{phone[:3]}*{phone[4:]}",
        f"{phone[:9]}××",
        f"卡号{card()[:15]}****",
        f"银行卡{card()[:12]}***{card()[15:]}",
        f"手机{phone[:10]}×",
        f"身份证{old_identity()[:13]}**",
        f"李某（{number[:6]}********{number[14:]}，1990年01月01日生）",
    ) + _plain("遮盖不够", TABLE, "PRI-006", f"| 姓名 | 证件 |\n| --- | --- |\n| 张* | {number[:14]}**** |\n")


def _papers() -> list[Leak]:
    found = _carried("护照、通行证", "PRI-007", "E00000123", "护照号码：")
    return found + _plain(
        "护照、通行证",
        BODY,
        "PRI-007",
        "护照 G00000123",
        "护照号码E 0000 0123",
        "护照（EA0000123）",
        "passport no. E00000999",
        "护照号：e00000456",
        "持护照E 00000123入境",
        "港澳居民来往内地通行证 H00000001",
        "回乡证M0000000101",
        "港澳居民来往内地通行证号码：H0000000102",
        "往来港澳通行证C00000123",
        "台湾居民来往大陆通行证00000123",
        "台胞证号 0000012301",
        "大陆居民往来台湾通行证 T00000123",
        "香港居民身份证 A000012(3)",
        "香港永久性居民身份证A000012（3）",
        "澳门居民身份证1000012(3)",
        "军官证号 00001234",
        "外国人永久居留身份证 USA310000000123",
        "永居证 USA 3100 000001 23",
        "护照一本，号码 EK 000 0123",
        "通行证 CB-0000123",
        "台胞证 0000 0123",
        "军人某某，南字第0000123号",
        "士兵证号：士字第20120001号",
        "POCHNZHANG<<SAN<<<<<<<<<<<<<<<<<<<<<<<<<<<<<\nEB00001230CHN",
        "| 姓名 | 护照号码 |\n| --- | --- |\n| 约翰 | E00000321 |\n",
    )


def _plates_and_mailboxes() -> list[Leak]:
    found = _carried("车牌", "PRI-012", "沪A00D01", "车牌") + _carried("邮箱", "PRI-013", "zhangsan0000@qq.com", "邮箱")
    found += _plain(
        "车牌",
        BODY,
        "PRI-012",
        "沪A·00001停放",
        "沪AD00001",
        "车辆（沪A 00012）",
        "浙B0000K",
        "京N·0000A",
        "苏E0000学",
        "沪A00001D",
        "沪ＡＤ００００１",
        "号牌为皖A0000挂",
    )
    return found + _plain(
        "邮箱",
        BODY,
        "PRI-013",
        "lisi@163.com",
        "请发至 wangwu@126.com。",
        "123456000@qq.com",
        "a.b@gmail.com",
        "zhao@foxmail.com",
        "sun@139.com",
        "li@sina.com",
        "x@hotmail.com",
        "联系人：张三 zhangsan@company.example",
        "zhang＠qq.com",
        "zhang(at)qq.com",
        "zhang[at]163.com",
        "mailto:li@yeah.net",
    )


def _homes() -> list[Leak]:
    home = "示例一路900弄91号302室"
    found = _carried("住址", "PRI-008 PRI-014", home, "家庭住址")
    return found + _plain(
        "住址",
        BODY,
        "PRI-008",
        "张三住示例一路900弄91号302室",
        "户主：李四，住址：示例路88弄9号101室",
        "王五，女，现住示例新村7号楼2单元301室",
        "赵六（示例路10弄11号1202室）",
        "申请人陈明，家住示例路5弄6号-302",
        "居民周建国，户籍地址示例路99弄8号602室。",
        "欧阳小明，居住地：某小区3幢502室",
        "阿依古丽·买买提，住址：示例路1弄2号303室",
        "当事人：吴小莉\n住址：示例路1弄2号404室",
        "- name: 郑强\n  address: 家庭住址 示例路3弄4号505室",
        "钱进，联系地址：示例路200弄3号101室",
        "孙丽家住示例路12弄34号",
        "户主冯刚，家庭住址：示例路15号201室",
        "朱红梅，住在示例路7弄8号909室",
        "姓名 沈括 住址 示例一村12号303室",
        "司马南风，男，住所：示例路8弄1号101室",
        "独居老人杨桂英，住示例路55弄6号701室",
        "何伟（身份证地址：示例路6幢2单元101室）",
        "被处罚人：许立，住示例路18弄3号204室",
        "郭靖的家庭住址为示例路100弄1号楼502室",
        "姓名：马超，示例路100弄1号502室，已签收",
        "孙丽，户籍地址：示例县柏村村委会上寨组14号",
        "冯刚住在菜场旁边的12号院西厢房",
        "孙丽芳，暂住于派出所斜对面的红砖楼二楼205",
        "申请人郭靖（女，门牌为示例巷36号之二）",
        "马超是水电厂宿舍4排9号的住户",
    )


def _births() -> list[Leak]:
    found = _carried("出生日期", "PRI-011 PRI-014", "1990年1月1日", "出生日期：")
    return found + _plain(
        "出生日期",
        BODY,
        "PRI-011",
        "张三，男，1990年1月1日出生",
        "姓名：李四，出生日期：1985-06-07",
        "王小丫（1992年3月4日生）",
        "赵六，女，汉族，1978年12月5日生，上海人",
        "申请人陈明，出生于1966年6月6日",
        "户主：周平\n生日：2001/02/03",
        "name: 吴京\nbirthday: 1988-08-08",
        "欧阳锋，生于1955年5月5日。",
        "孙悦，男，汉族，出生年月：1990.01.02",
        "当事人郑洁，女，1983年7月5日出生，住某区",
    )


def _health() -> list[Leak]:
    found = _carried("健康、残疾、救助", "PRI-009", "肢体残疾二级", "")
    found += _carried("健康、残疾、救助", "PRI-009", "患有尿毒症", "")
    return found + _plain(
        "健康、残疾、救助",
        BODY,
        "PRI-009",
        "张三患肺癌，申请救助",
        "居民李四身患重病，确诊为白血病",
        "王五因患尿毒症需要透析",
        "困难群众王五，患有重度抑郁，收入低",
        "给予李小四救助金3000元，原因是其确诊肺癌",
        "冯建长期靠呼吸机维持",
        "低保户赵六",
        "低保对象：陈明、周平",
        "特困人员吴小英，独居",
        "残疾人孙立，视力残疾一级",
        "精神障碍患者郑伟",
        "患者：冯建",
        "姓名：蒋丽，病种：乳腺癌",
        "沈阳阳，智力残疾",
        "患者韩梅梅的病情为肝癌晚期",
        "杨过系低保户",
        "朱洁为低保家庭成员",
        "秦岭，女，残疾等级：三级",
        "尤勇享受最低生活保障",
        "许晴领取困难残疾人生活补贴",
        "何洁怀孕12周",
        "吕布，精神残疾二级，监护人吕小布",
        "社区矫正对象施小龙",
        "name: 张明\nnote: 艾滋病感染者",
        "欧阳娜娜确诊肺结核",
        "买买提·艾力患有肝炎",
        "孕妇曹颖，孕12周",
        "失独老人严华",
        "重残人员华英",
        "救助对象：金大中，救助原因：尿毒症",
        "魏强申请临时救助，已获批准",
        "陶红，女，1990年生，患抑郁症",
    )


def _minors() -> list[Leak]:
    found = _carried("未成年人", "PRI-010", "某某小学三年级（2）班", "")
    return found + _plain(
        "未成年人",
        BODY,
        "PRI-010",
        "示例小学三年级2班学生王小明获奖",
        "学生：李小红，示例中学初二（3）班",
        "孤儿张小宝",
        "困境儿童赵小虎，由祖母照料",
        "陈小米，就读于示例小学",
        "周小宝，男，8岁",
        "吴小妹（12岁）",
        "留守儿童郑小军",
        "未成年人冯小伟",
        "示例幼儿园大一班 韩小冬",
        "姓名：蒋小天，年龄：9周岁，示例小学",
        "沈小鱼同学，示例中学高一(5)班",
        "事实无人抚养儿童杨小花",
        "患儿朱小丹",
        "孙小圣，示例实验学校五年级",
        "欧阳小雪，在读示例中学",
    )


def _tables() -> list[Leak]:
    path = "docs/notices/2025/a.md"
    rows = [
        ("PRI-001", ["序号", "姓名", "身份证号"], ["1", "张三", identity()], ["2", "李四", identity()]),
        ("PRI-002", ["姓名", "证件号码"], ["张三", mistyped()], ["李四", old_identity()]),
        ("PRI-004", ["姓名", "职务", "联系电话"], ["张三", "楼组长", mobile()], ["李四", "志愿者", mobile()]),
        ("PRI-004", ["联系人", "手机"], ["王五", mobile()], ["赵六", mobile()]),
        ("PRI-005", ["户主", "开户行", "银行账号"], ["张三", "某银行", card()], ["李四", "某银行", card()]),
        ("PRI-014", ["姓名", "家庭住址"], ["张三", "示例路1弄2号303室"], ["李四", "示例路1弄2号304室"]),
        (
            "PRI-014",
            ["申请人", "地址", "面积"],
            ["张三", "示例路1弄2号303室", "50"],
            ["李四", "示例路1弄2号304室", "60"],
        ),
        ("PRI-014", ["姓名", "出生日期", "性别"], ["张三", "1990-01-01", "男"], ["李四", "1991年2月3日", "女"]),
        ("PRI-014", ["姓名", "病种", "金额"], ["张三", "尿毒症", "1000"], ["李四", "肺癌", "2000"]),
        ("PRI-014", ["姓名", "残疾等级"], ["张三", "一级"], ["李四", "二级"]),
        ("PRI-014", ["救助对象", "低保金（元）"], ["张三", "1500"], ["李四", "1600"]),
        ("PRI-014", ["学生姓名", "班级"], ["王小明", "三（2）班"], ["李小红", "四（1）班"]),
        ("PRI-014", ["姓名", "就读学校"], ["王小明", "示例小学"], ["李小红", "示例小学"]),
        ("PRI-014", ["姓 名", "住址"], ["欧阳锋", "示例路1弄2号303室"], ["阿依古丽·买买提", "示例路3弄"]),
        ("PRI-014", ["残疾人姓名", "致残原因"], ["张三", "车祸"], ["李四", "先天"]),
        ("PRI-007", ["姓名", "护照号码"], ["张三", "E00000001"], ["李四", "E00000002"]),
        ("PRI-012", ["车主", "车牌号"], ["张某", "沪A00001"], ["李某", "沪A00002"]),
        ("PRI-013", ["姓名", "邮箱"], ["张三", "zs0000@qq.com"], ["李四", "ls0000@163.com"]),
        ("PRI-004", ["甲", "乙"], ["张三", mobile()], ["李四", mobile()]),
        ("PRI-014", ["甲", "乙"], ["张三", "示例路1弄2号303室"], ["李四", "示例路1弄2号304室"]),
        ("PRI-001", ["夫妻", "日期"], ["张三 " + identity(), "1月"], ["李四 " + identity(), "2月"]),
    ]
    found: list[Leak] = []
    for rule, *lines in rows:
        wanted = frozenset({rule})
        bars = [f"| {' | '.join(line)} |" for line in lines]
        rule_line = f"| {' | '.join('---' for _ in lines[0])} |"
        found.append(
            ("表格", TABLE, path, "\n".join(["前言。", "", bars[0], rule_line, *bars[1:], "", "后记。"]), wanted)
        )
        loose = [" | ".join(line) for line in lines]
        found.append(("表格", TABLE, path, "\n".join([loose[0], rule_line.strip("| "), *loose[1:]]), wanted))
        found.append(("表格", TABLE, "a.xlsx", "\n".join("\t".join(line) for line in lines), wanted))
    return (
        found
        + _plain(
            "表格",
            TABLE,
            "PRI-008",
            "| 姓名 | 张三 | 性别 | 男 |\n| --- | --- | --- | --- |\n| 家庭住址 | 示例路1弄2号303室 | 电话 | 无 |\n",
            "| 姓名 | 张三 |\n| --- | --- |\n| 住址 | 示例路1弄2号303室 |\n",
        )
        + _plain("表格", TABLE, "PRI-004", f"| 联系人 | {mobile()} |\n| --- | --- |\n| 地点 | 活动室 |\n")
    )


def _in_real_settings() -> list[Leak]:
    """Sentences as they stand in notices, lists and replies; written after the rules, to see what these miss."""
    return [
        leak
        for rules, text in (
            ("PRI-001", f"经查，当事人刘大伟（公民身份号码：{identity()}）于2025年3月在示例路占道经营。"),
            ("PRI-004", f"请各位志愿者联系王阿姨{mobile()}领取物资"),
            ("PRI-001", f"业主代表签名：陈建国 {identity()} {mobile()}"),
            ("PRI-001", f"受助人：徐丽华；身份证：{identity()}；开户行：某行示例支行；卡号：{card()}"),
            ("PRI-001", f"本次抽签结果：1.马云飞{identity()}；2.罗志祥{identity()}"),
            ("PRI-008", "经社区走访，独居老人宋桂兰家住示例三村15号402室，行动不便。"),
            ("PRI-009", "社区居民潘小莲（肢体二级残疾）申请无障碍改造。"),
            ("PRI-009", "困难职工田建明因患肝硬化长期住院治疗。"),
            ("PRI-009", "我街道低保人员姚明华，因病致贫。"),
            ("PRI-010", "学生蔡小苗（示例二中初一（4）班）被评为优秀志愿者。"),
            ("PRI-010", "小朋友何乐乐，5岁，来自示例幼儿园。"),
            ("PRI-008", "龚玉梅，女，1951年8月9日出生，住示例路18弄7号501室。"),
            ("PRI-012", "车主请速挪车：沪B·D0000"),
            ("PRI-009", "户主姓名：聂平 家庭成员：3人 致困原因：精神分裂症"),
            ("PRI-008", "信访人方小玉反映：本人系残疾人，住示例新村9号楼3单元601室"),
            ("PRI-009", "刑满释放人员邓某某、社区矫正人员孙小俪每月报到"),
            ("PRI-009", "确诊患者彭小晏，居住在示例苑12幢1103室"),
            ("PRI-010", "孟小飞的女儿孟小非在示例小学四（3）班就读"),
            ("PRI-005", f"发放对象：葛小优；残疾证等级：二级；账号：{card()}"),
            ("PRI-008", "租客钱多多，暂住示例公寓8号楼1208室"),
            ("PRI-009", "精准帮扶：贫困户万小凤，患脑梗后遗症"),
            ("PRI-014", "姓名|性别|出生|住址\n-|-|-|-\n金小庸|男|1950-01-01|示例路5弄6号701室\n"),
            ("PRI-014", "<table><tr><td>姓名</td><td>残疾类别</td></tr><tr><td>史小龙</td><td>肢体</td></tr></table>"),
        )
        for leak in _plain("实际语境", BODY, rules, text)
    ]


_UNUSUAL = "李有才 张有福 陈无忌 张为民 王在田 张不凡 王大地 赵和平 缪长福 农长福 代长福 綦长福"


def _by_other_names() -> list[Leak]:
    """Names that do not look like names, told by what is around them."""
    ill = [f"{name}患尿毒症。" for name in _UNUSUAL.split()]
    labels = "艾滋病感染者 乙肝病毒携带者 社区戒毒人员 刑释人员 失独家庭 脱贫户 低保边缘户 低收入家庭 监测户"
    labelled = [f"{label}张长福。" for label in labels.split()]
    homes = (
        "李有才（男，71岁，平南一村5号201室）",
        "姓名：李有才，住址：平南一村5号201室。",
        "被告知人祝家骏，住址：平南一村5号201室。",
    )
    kind = "不像姓名的姓名"
    found = _plain(kind, BODY, "PRI-009", *ill, *labelled, "退伍军人李铁柱，因战致残，六级。")
    found += _plain(kind, BODY, "PRI-008", *homes, "申请人张立群，户籍地址：石门县观山社区6组。")
    rows = (
        ("姓名", "病情", "李有才", "尿毒症"),
        ("姓名", "残疾类别", "张为民", "视力一级"),
        ("户主姓名", "住址", "扎西", "平南一村5号201室"),
        ("申请人", "家庭住址", "阿依古丽", "石塘村大屋组"),
    )
    tables = (f"| {a} | {b} |\n| - | - |\n| {c} | {d} |\n" for a, b, c, d in rows)
    return found + _plain(kind, TABLE, "PRI-014", *tables)


def _table(*lines: str) -> str:
    """A table of Markdown, its cells set apart by strokes."""
    rule_line = "|".join("---" for _ in lines[0].split("|"))
    return "".join(f"|{line}|\n" for line in (lines[0], rule_line, *lines[1:]))


def _beside_other_words() -> list[Leak]:
    """Numbers followed by words that begin like a unit, cut by lines, rounded by sheets, or under odd headings."""
    number, slip = identity(), mistyped()
    return [
        leak
        for rules, text in (
            ("PRI-004", f"李华{mobile()}元旦值班"),
            ("PRI-004", f"{mobile()}户主李华"),
            ("PRI-004", f"{mobile()}个人电话 李华"),
            ("PRI-004", f"李华 {mobile()}家属"),
            ("PRI-004", f"王小明{mobile()}台账"),
            ("PRI-004", f"A{mobile()}"),
            ("PRI-004", "电话：138\n00001234"),
            ("PRI-004", "138\\-0000\\-1234"),
            ("PRI-004", "李华 13800 001234"),
            ("PRI-005", f"补贴打入王小明社保卡 {card()}"),
            ("PRI-005", f"李华一卡通：{card()}"),
            ("PRI-005", f"李华农行卡{card()}"),
            ("PRI-005", f"单位账户另行公布。李华 银行卡号 {card()}"),
            ("PRI-005", _table("姓名|农行", f"王小明|{card()}")),
            ("PRI-002", _table("身份证号|备注", f"{slip[0]}.{slip[1:14]}e+17|无")),
            ("PRI-002", _table("身份证号|备注", f"{slip[:15]}000|无")),
            ("PRI-001", f"身份证号\t{chr(9).join(number)}\n姓名\t王小明\n"),
            ("PRI-001", _table(f"姓名|{'|'.join('甲' * 18)}", f"王小明|{'|'.join(number)}")),
            ("PRI-002", f"身份证号{number[:17]}"),
            ("PRI-001", f"身份证号：{number[:6]},{number[6:14]},{number[14:]}"),
            ("PRI-001", f"身份证号：{number[:6]}\n{number[6:14]}\n{number[14:]}"),
            ("PRI-007", "军官证号：军字第0000001号"),
            ("PRI-007", _table("姓名|护照号", "王小明|500000001")),
            ("PRI-007", _table("姓名|护照号", "王小明|E00000001")),
            ("PRI-007", _table("姓名|证件号码", "王小明|E00000001")),
            ("PRI-014", _table("姓名|小区|楼号|房号", "王小明|示例苑|5|301")),
            ("PRI-014", _table("姓名|家庭住址", "王小明|古龙路1弄2号301室", "李华|顾戴路1弄2号302室")),
            ("PRI-008", "301室业主王小明"),
        )
        for leak in _plain("实际语境", BODY, rules, text)
    ]


LEAKS: list[Leak] = [
    leak
    for make in (
        _identities,
        _named_identities,
        _mobiles,
        _cards,
        _covered_too_little,
        _papers,
        _plates_and_mailboxes,
        _homes,
        _births,
        _health,
        _minors,
        _tables,
        _in_real_settings,
        _beside_other_words,
        _by_other_names,
    )
    for leak in make()
]
