"""The surnames of the country, in one table for all that asks whether a name begins, by what else they are.

Counted by how many bear them; a surname of many that is also a word must be told by more than itself.
"""

from __future__ import annotations

# Nine persons in ten bear one of these.
COMMON = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎武乔贺赖龚肖"
)
# And these hardly ever end a word.
_FEWER = (
    "万文庞樊殷翟颜欧倪严俞葛韦聂邢祁耿牟詹凌骆甄裴覃霍翁隋阮鲍瞿戚滕邬臧褚娄奚穆郜晏栾窦鄢佟冼谌岑蔺鞠卞"
    "佘亓逄阚隗仉庹蹇訾缑郄禤昝眭逯邰郗妫嵇芮汲邴郏晁郦靳荀蒲缪阙揭邝粟綦"
)
# These do, or begin one as often as a name.
_ALSO_WORDS = (
    "高于方金白易常兰施陶洪安牛温芦季章鲁伍毕丛焦柳岳齐梅莫庄辛涂谷舒卜关苗费纪盛童曲游阳卫屈甘景包司柏宁柯桂柴冉辜吉"
    "饶丘晋芦苑畅苟廉符燕郎邸冀谈姬屠郁蒙迟敖糜冷卓花仇艾蓝巩稽虞封竺楚匡宗巫桑荆沙习胥尤"
)
SURNAMES = "".join(dict.fromkeys(COMMON + _FEWER + _ALSO_WORDS))
# Words first, and a surname of few.
DOUBTFUL = (
    "向位强来全简盖木党连商计都原衣应台明保单成时解查路房车边古华项席管申左祝水池米谯仝祖仲宫宇乐井官令付闫撒年库热麻"
    "农代植母初由者苍刀"
)
# As often an adverb, a verb or a measure: 曾长期, 应享受, 全程.
EVERYDAY = "曾常时易应从于向连都全单方尤何万来年成明解许任管保计查施关房车水"
_COMPOUND = (
    "欧阳 上官 司马 诸葛 皇甫 尉迟 公孙 慕容 令狐 司徒 夏侯 东方 南宫 长孙 宇文 轩辕 端木 百里 呼延 东郭 独孤 闻人 "
    "公冶 澹台 司空 申屠 太史 万俟 濮阳 钟离 淳于 赫连 拓跋 鲜于 闾丘 公羊"
)
COMPOUND = tuple(_COMPOUND.split())
# What tells by itself that a name begins, even behind other characters.
PLAIN = "".join(sign for sign in SURNAMES if sign not in _ALSO_WORDS)
