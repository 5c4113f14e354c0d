"""What is said of persons in whole sentences, made from parts: where somebody lives, what he suffers from, in one
sentence with his name or in the next. Nobody of these names lives at these addresses.

``spoken(kind)`` gives so many texts of a kind, the same for the same seed.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

SEED = 20250618
LIVING, SUFFERING, AFTERWARDS = "住处的说法", "病名和残疾", "姓名在前一句"
KINDS = (LIVING, SUFFERING, AFTERWARDS)

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
_GIVEN = "".join(
    (
        "伟,芳,敏,静,丽,强,磊,军,洋,勇,艳,杰,娟,涛,明,超,秀英,秀兰,桂英,桂兰,玉梅,淑珍,建国,",
        "建华,志强,国强,海燕,红霞,春梅,凤英,小红,小明,大伟,文博,子轩,欣怡,浩然,雨桐,梓涵,俊杰,雅婷,",
        "思远,家豪,金宝,福根,水生,长根,来娣,阿毛,三妹,卫东,永福,德明,宝珍,兰芳,慧敏,晓东,立新,振华,",
        "国平,爱华,玉兰,美玲,嘉怡,佳琪,一诺,若曦,丹丹,多多",
    )
).split(",")
_ROADS = ("示例路", "东示例路", "示例大道", "示例二村", "示例公路", "示例街", "示例巷")
_DOORS = ("{}弄{}号{}室", "{}号", "{}弄{}号", "{}号{}幢{}室", "{}弄{}号楼2单元{}室", "{}弄{}号3楼东户")
_ESTATES = ("示例花园{}号楼{}室", "示例苑{}幢{}", "示例公寓{}号{}室", "示例小区{}栋1单元{}", "石桥村{}组{}号")
_ILLNESSES = "".join(
    (
        "高血压,糖尿病,冠心病,心脏病,哮喘,支气管哮喘,关节炎,类风湿关节炎,恶性肿瘤,肺癌,胃癌,乳腺癌,",
        "甲状腺癌,淋巴瘤,白血病,尿毒症,慢性肾衰竭,肾病综合征,肝硬化,乙肝,肺结核,脑梗死,脑出血,中风,",
        "帕金森病,阿尔茨海默病,癫痫,精神分裂症,抑郁症,双相情感障碍,自闭症,脑瘫,红斑狼疮,强直性脊柱炎,",
        "血友病,再生障碍性贫血,尘肺病,慢阻肺,白内障,青光眼,股骨头坏死,腰椎间盘突出,骨质疏松,甲亢,胃溃疡,",
        "痛风,慢性病,重病,肢体残疾二级,视力一级残疾,听力残疾三级,智力残疾,精神残疾二级,二级残疾,重度残疾",
    )
).split(",")
_LIVE = (
    "居民{n}现居住于{a}。",
    "{n}，现居{a}，请予核实。",
    "经查，{n}在{a}居住。",
    "{n}家住{a}，由女儿照料。",
    "{n}，女，户籍地为{a}。",
    "申请人{n}（住址：{a}）提出申请。",
    "户主{n}，家庭住址{a}。",
    "街道居民{n}长期居住在{a}，生活困难。",
    "独居老人{n}的住址为{a}。",
    "当事人{n}，住{a}。",
    "{n}一家住在{a}。",
    "反映人{n}称其居住的{a}漏水。",
    "家住{a}的{n}获得救助。",
    "请志愿者前往{a}看望{n}。",
    "对居住在{a}的{n}予以补助。",
    "{n}租住于{a}，每月租金800元。",
    "村民{n}常住{a}。",
    "{n}户籍在{a}，人户分离。",
    "受助人{n}，联系地址{a}。",
    "{n}搬至{a}居住已有三年。",
    "{n}的家在{a}。",
    "姓名：{n}，居住地址：{a}。",
)
_SUFFER = (
    "{n}患有{i}。",
    "居民{n}长期患{i}，生活困难。",
    "{n}因{i}住院治疗。",
    "申请人{n}身患{i}，申请医疗救助。",
    "{n}，女，68岁，{i}。",
    "低保户{n}，{i}。",
    "经核查，{n}确诊{i}。",
    "{n}被诊断为{i}。",
    "{n}（{i}）",
    "对患有{i}的{n}给予补助。",
    "{n}的{i}需要长期服药。",
    "社区走访了患{i}的{n}，送上慰问金。",
    "{n}近年来受{i}困扰。",
    "{n}有{i}病史。",
    "{n}丈夫去世，本人患{i}。",
    "困难职工{n}因{i}致贫。",
    "姓名：{n}，病情：{i}。",
    "1. {n}，{i}，救助2000元。",
    "{n}：{i}",
    "村民{n}于2023年查出{i}。",
    "学生{n}患{i}，学校组织募捐。",
    "{n}{i}多年，由社区结对帮扶。",
)
_NAMED = (
    "{n}是我社区居民。",
    "受助人为{n}。",
    "社区工作人员走访了居民{n}。",
    "{n}今年68岁。",
    "本次救助对象是{n}。",
    "申请人{n}于2025年3月提出申请。",
    "{n}，男，退休工人。",
    "街道接到{n}的求助。",
    "经公示，{n}符合条件。",
)
_REFERRING = ("他", "她", "其", "该户", "本人", "该居民", "他因病致贫，", "她丧偶独居，", "据了解，他", "")
_THEN = (
    "患有{i}。",
    "住在{a}。",
    "现居住于{a}。",
    "长期患{i}，生活困难。",
    "因{i}住院。",
    "家住{a}。",
    "被确诊为{i}。",
)


def spoken(kind: str, many: int = 300) -> list[str]:
    """So many sentences of a kind."""
    chance = Random(f"{SEED} {kind}")
    return [_MAKERS[kind](chance) for _ in range(many)]


def name(chance: Random) -> str:
    """A name as common as can be."""
    return chance.choice(_SURNAMES) + chance.choice(_GIVEN)


def _address(chance: Random) -> str:
    numbers = [chance.randint(2, 99), chance.randint(1, 60), chance.randint(1, 18) * 100 + chance.randint(1, 6)]
    if chance.random() < 0.4:
        return chance.choice(_ESTATES).format(numbers[1], numbers[2])
    return chance.choice(_ROADS) + chance.choice(_DOORS).format(*numbers)


def _living(chance: Random) -> str:
    return chance.choice(_LIVE).format(n=name(chance), a=_address(chance))


def _suffering(chance: Random) -> str:
    return chance.choice(_SUFFER).format(n=name(chance), i=chance.choice(_ILLNESSES))


def _afterwards(chance: Random) -> str:
    then = chance.choice(_THEN).format(i=chance.choice(_ILLNESSES), a=_address(chance))
    return chance.choice(_NAMED).format(n=name(chance)) + chance.choice(_REFERRING) + then


_MAKERS: dict[str, Callable[[Random], str]] = {
    LIVING: _living,
    SUFFERING: _suffering,
    AFTERWARDS: _afterwards,
}
