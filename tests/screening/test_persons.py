"""Persons are told by grammar: what is said of them is found in any words; prose in which nobody stands is silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure.findings import Severity
from disclosure.screening import leaks, personal
from disclosure.screening.personal import mentions
from disclosure.screening.personal.likeness import likeness
from disclosure.screening.personal.names import ends_with_name, is_name, persons
from disclosure.screening.written import Written
from screening import personal_spoken
from screening.trials import office, spoken_trials

# One sentence a line, in none of which a person stands. A file that is put there is tried as well.
PROSE = sorted(Path(__file__).with_name("prose").glob("*.txt"))


def rules(text: str) -> list[str]:
    return [hit.rule.id for hit in personal.hits(Written("docs/notices/2025/a.md", text), office())]


def named(text: str) -> list[str]:
    return [text[start:end] for start, end in persons(text)]


def false_errors(file: Path) -> list[str]:
    lines = file.read_text("utf-8").splitlines()
    return [
        f"{finding.rule} {line}"
        for line in lines
        for finding in leaks.leaks(Written("docs/notices/2025/a.md", line), office())
        if finding.severity is Severity.ERROR
    ]


def test_the_prose_is_there() -> None:
    assert sum(len(file.read_text("utf-8").splitlines()) for file in PROSE) >= 200


@pytest.mark.parametrize("file", PROSE, ids=lambda file: file.stem)
def test_prose_without_a_person_gives_no_error(file: Path) -> None:
    assert false_errors(file) == []


# Names that read as other words (何来, 曾, 于来, 林长) and an illness that nobody is in hospital for.
MISSED = [
    (personal_spoken.LIVING, "街道居民何来娣长期居住在示例巷61弄9号1106室，生活困难。"),
    (personal_spoken.LIVING, "经查，曾三妹在示例二村52弄30号楼2单元106室居住。"),
    (personal_spoken.LIVING, "街道居民于来娣长期居住在示例苑46幢701，生活困难。"),
    (personal_spoken.SUFFERING, "许阿毛因视力一级残疾住院治疗。"),
    (personal_spoken.SUFFERING, "社区走访了患哮喘的林长根，送上慰问金。"),
    (personal_spoken.AFTERWARDS, "经公示，曾一诺符合条件。他家住示例街91弄43号楼2单元1706室。"),
    (personal_spoken.AFTERWARDS, "经公示，曾一诺符合条件。他因病致贫，长期患骨质疏松，生活困难。"),
    (personal_spoken.AFTERWARDS, "受助人为曾三妹。该户被确诊为慢阻肺。"),
]


def test_of_nine_hundred_sentences_about_a_person_these_are_missed() -> None:
    trials = spoken_trials()
    assert len(trials) == 900
    assert [(trial.kind, trial.shown) for trial in trials if not trial.is_right] == MISSED


@pytest.mark.parametrize(
    ("fires", "silent"),
    [
        ("居民周立平患有高血压。", "因病就诊的居民周一至周五可以挂号。"),
        ("金志华领取低保金。", "发放低保金时，应当核对账户。"),
        ("施玉兰因病住院，诊断为肺炎。", "对肺炎患者因病施治。"),
        ("白秀英、王大伟均患哮喘。", "白喉、百日咳均可引起哮喘。"),
        ("程建国患有关节炎。", "病程记录写明关节炎的治疗经过。"),
        ("童小红，12岁。", "童工患病的，由单位负责治疗。"),
        ("何小玲患重病。", "何况是其本人患重病的。"),
        ("对家住示例路5号302室的梅春兰予以补助。", "梅雨季节，家住示例路5号102室的住户注意防潮。"),
        ("听取了肢体残疾二级的方志强的意见。", "肢体残疾二级的申请人方可领取。"),
        ("高文博（糖尿病）", "高温期间不宜外出的人群（糖尿病）"),
        ("受助人于洋洋，住示例路5号。", "由于洋洋洒洒的树叶堵塞，住示例路5号的居民反映积水。"),
        ("他叫欧阳小明，患自闭症。", "他来自欧阳路小学，学校接收自闭症儿童。"),
        ("老人曾小红患哮喘。", "老人曾多次因哮喘住院。"),
        ("残疾人应永福享受低保。", "残疾人应优先享受低保。"),
        ("居民方秀英确诊肺炎。", "居民方可凭诊断证明领取肺炎药品。"),
        ("阿依古丽·买买提患有肝炎。", "自主·自立是肝炎康复者的口号。"),
    ],
)
def test_a_name_is_told_by_its_grammar(fires: str, silent: str) -> None:
    assert [rule for rule in rules(fires) if rule in ("PRI-008", "PRI-009", "PRI-010")] != []
    assert rules(silent) == []


@pytest.mark.parametrize(
    ("fires", "silent"),
    [
        ("王建国患有高血压，李秀英照顾他。", "李秀英照顾患有高血压的老人。"),
        ("李秀英确诊肺癌，医生已经制定方案。", "李秀英医师治疗肺癌二十年。"),
        ("赵立新的女儿赵小红患自闭症。", "赵立新走访自闭症儿童康复中心。"),
        ("接受治疗的张伟患肺炎。", "张伟强调，要做好肺炎患者的救治。"),
        ("示例小学三年级学生陈小明获奖。", "示例小学三年级班主任陈小明获奖。"),
    ],
)
def test_who_is_at_work_is_not_the_one_concerned(fires: str, silent: str) -> None:
    assert rules(fires) != []
    assert rules(silent) == []


def test_names_in_running_text() -> None:
    assert named("由张建国、李秀英和居民王伟提出") == ["张建国", "李秀英", "王伟"]
    assert named("对于方便群众、施工安全、高温作业、金融服务和文化活动") == []
    assert named("主任张建国、李秀英同志到场") == []
    assert named("宋庆龄学校、鲁迅公园、雷锋精神和顾戴路5号") == []


@pytest.mark.parametrize("cue", [*mentions.IN_FRONT, *mentions.IN_A_SENTENCE], ids=lambda cue: cue.example)
def test_each_cue_in_front_of_a_name_decides_its_own_text(cue: mentions.Cue) -> None:
    head = cue.example.removesuffix("张建国")
    cues = (*mentions.IN_FRONT, *mentions.IN_A_SENTENCE)
    assert next(other for other in cues if other.pattern.search(head)) is cue


@pytest.mark.parametrize("cue", mentions.RIGHT_BEHIND, ids=lambda cue: cue.example)
def test_each_cue_behind_a_name_decides_its_own_text(cue: mentions.Cue) -> None:
    behind = cue.example.removeprefix("张建国")
    assert next(other for other in mentions.RIGHT_BEHIND if other.pattern.match(behind)) is cue


def test_a_name_alone() -> None:
    assert all(map(is_name, ("张三", "欧阳锋", "王国强", "阿依古丽·买买提")))
    assert not any(map(is_name, ("高级", "金额", "方案", "张阿姨", "王某某", "第一组")))
    assert ends_with_name("联系人张三，") and ends_with_name("请找李秀英 ")
    assert not ends_with_name("按照合同金额") and not ends_with_name("设备型号")


def test_a_name_looks_more_like_one_than_a_word_does() -> None:
    assert likeness("张", "建国") > likeness("张", "贴画") and likeness("周", "平") > likeness("周", "岁")


@pytest.mark.parametrize(
    ("fires", "silent"),
    [
        ("王建国是我社区居民。他患有高血压。", "王建国是我社区居民。社区医院开设高血压门诊，面向全体居民提供服务。"),
        ("受助人为李秀英。该户家住示例路5号302室。", "受助人为李某某。该户家住示例路5号302室。"),
        ("申请人张立新。因肺癌住院。", "申请人张立新。\n\n因肺癌住院的，按规定报销。"),
        ("社区来了居民王建国。走访时他确诊肺癌。", "社区来了义工王建国。他常去陪护确诊肺癌的老人。"),
        ("李秀英常来帮忙。她自己患有哮喘。", "李秀英常来帮忙。她资助罹患白血病的孩子。"),
    ],
)
def test_the_sentence_behind_a_name_is_doubted(fires: str, silent: str) -> None:
    assert rules(fires) == ["PRI-015"]
    assert rules(silent) == []


@pytest.mark.parametrize(
    ("fires", "silent"),
    [
        ("家住示例苑的赵小明年满15岁，被查出患有哮喘。", "家住示例苑的赵小明（化名）年满15岁。赵小明被查出患有哮喘。"),
        ("赵小明患有哮喘。文中的药品名是化名。", "赵小明患有哮喘。文中人物均为化名。"),
        ("周丽女士的孩子赵小明在示例小学三年级读书。", "周丽女士给上小学三年级的孩子报了名。"),
        ("周丽女士的孩子就读于示例小学三年级。", "周丽老师给在幼儿园中班的孩子们讲了故事。"),
        ("志愿者带着读初三的儿子赵小明到场。", "志愿者带着读过初三课文的学员到场。"),
        ("11 岁的赵小明很高兴。", "11 岁的孩子很高兴。"),
        ("周丽卧床多年，婆婆常来看她。", "周丽回到家，她正在喂卧床的婆婆吃饭。"),
        ("周丽中风偏瘫，由婆婆服侍。", "周丽多年伺候中风偏瘫的婆婆。"),
        ("周丽很难过。她长期卧床。", "周丽很细心。她深知长期卧床的老人怕孤独。"),
        ("村主任王建国，身患肺癌仍在工作。", "村主任王建国走访身患肺癌的村民。"),
        ("为患白血病的学生赵小明捐款。", "为患白血病的学生捐款。"),
    ],
)
def test_of_whom_something_is_said(fires: str, silent: str) -> None:
    assert rules(fires) != []
    assert rules(silent) == []


def test_a_disease_is_no_person() -> None:
    assert rules("赵立新患有非霍奇金淋巴瘤。") == ["PRI-009"]
    assert rules("非霍奇金淋巴瘤、马凡综合征和梅尼埃病纳入门诊慢特病。") == []


def test_a_town_is_no_person() -> None:
    assert named("由花岩溪镇、高石乡和梅江县的李秀英提出") == ["李秀英"]
    hit = next(personal.hits(Written("docs/a.md", "花岩溪镇的肢体残疾人李秀英，学会了种菜。"), office()))
    assert "李某某" in hit.message


def test_a_person_in_traditional_characters_is_told_at_his_place() -> None:
    text = "據悉，居民陳建國患有高血壓。\n王國強，住示例路5號302室。\n"
    hits = personal.hits(Written("docs/notices/2025/a.md", text), office())
    assert [(hit.rule.id, text[hit.start :][:2]) for hit in hits] == [("PRI-009", "患有"), ("PRI-008", "5號")]
    assert rules("高血壓門診面向長者開放，陳列館週一休館。") == []


def test_a_doubt_says_where_the_name_stands() -> None:
    hit = next(personal.hits(Written("docs/a.md", "受助人为李秀英。她患有哮喘。"), office()))
    assert hit.rule.severity is Severity.WARNING
    assert hit.message == "前一句写了姓名，这一句写着住址、病情或者其他个人情况（李某某）。"


@pytest.mark.parametrize(
    ("fires", "silent"),
    [
        ("孕前优生健康检查参检人员名单：张小明、李小红（夫妻）。", "安全生产检查人员名单：张小明、李小红。"),
        ("妇科两癌筛查对象：\n王秀英\n李桂兰\n", "检查项目：血压、血糖、乙肝五项、梅毒螺旋体抗体。"),
    ],
)
def test_a_list_of_those_who_were_examined(fires: str, silent: str) -> None:
    assert "PRI-009" in rules(fires)
    assert rules(silent) == []


@pytest.mark.parametrize(
    ("fires", "silent"),
    [
        (
            "王建国：\n\n　　您于2025年3月1日提交的政府信息公开申请收悉。",
            "示例公司：\n\n　　贵公司提交的政府信息公开申请收悉。",
        ),
        ("申请人：张伟\n\n你提出的申请收悉，答复如下。", "申请人：张某某\n\n你提出的申请收悉，答复如下。"),
        ("李秀英女士：您好！您反映的问题已转办。", "李女士：您好！您反映的问题已转办。"),
        ("赵立新于3月1日提出政府信息公开申请。", "公民、法人可以提出政府信息公开申请。"),
        ("周敏：您可以提交补充材料，申请已收到。", "联系人：周敏，您可以提交补充材料。"),
        ("尊敬的赵立新同志：你好！来信收悉。", "各居委会：你们反映的问题收悉。"),
    ],
)
def test_the_one_who_asked_is_not_named_in_a_reply(fires: str, silent: str) -> None:
    assert set(rules(fires)) == {"PRI-016"}
    assert rules(silent) == []


@pytest.mark.parametrize(
    ("fires", "silent"),
    [
        (
            "|姓名|体检结果|\n|-|-|\n|张三|乙肝|\n|李四|正常|\n",
            "|单位|检查人员|检查结果|\n|-|-|-|\n|甲店|张三|合格|\n|乙店|李四|合格|\n",
        ),
    ],
)
def test_results_of_an_examination_beside_names(fires: str, silent: str) -> None:
    assert rules(fires) == ["PRI-014"]
    assert rules(silent) == []
