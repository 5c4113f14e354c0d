"""Names of persons in running text: told by surname, by what stands around them, and by what cannot be a name."""

from __future__ import annotations

import re

# Surnames that begin no everyday word, or whose everyday words are listed below.
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜"
    "倪严牛温芦季俞章鲁葛伍韦毕聂丛焦柳邢岳齐梅莫庄辛涂谷祁舒耿牟卜詹关苗凌费纪靳盛童欧甄曲游阳裴卫屈鲍覃霍翁隋甘景"
    "包司柏宁柯阮桂柴冉辜吉饶瞿戚丘滕晋苑邬臧畅苟褚廉娄符奚穆燕郎邸冀谈姬屠郜晏栾郁蒙窦迟敖糜鄢冷卓花仇艾蓝巩稽虞卞"
    "封竺冼楚佟匡宗巫鞠桑荆谌沙岑习胥蔺尤"
)
_MORE_SURNAMES = (
    "向位强来全简盖木党连商计都原衣应台明保和单成时解查路房车边古华项席管申左祝水池米谯仝祖仲宫宇乐井官令付肖闫覃撒"
    "年库热"
)
_DOUBLE = (
    "欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|东方|南宫|长孙|宇文|轩辕|端木|百里|呼延|东郭|独孤|闻人|公冶|"
    "澹台|司空|申屠|太史"
)
# Characters that hardly ever stand in a given name; some of them stand for a name that is masked already.
_NEVER = (
    "某的是在了为将对按被把从到就也都不其该本各每有无以之而所由可须经因则但并且若如此这那哪什么怎少几和与及或等家"
    "街区市县村镇乡弄号室院校员者们户项类种级度期间元请报办理行应当款条件法规章额量率费价款税物品件表册单据证照票签"
    "患系住身做去已曾未将要会能够还仅只您我你他她它个位次份地处里外内上下前后左右往至自给让使得着吗呢吧"
)
_WORDS = (
    "方案 方便 方法 方式 方面 方向 方可 方针 高龄 高度 高效 高层 高空 高血 高新 高校 高等 高考 高温 高于 高级 "
    "高标 高质 高速 高压 高风 高架 高发 高端 高峰 高清 高铁 高中 张贴 张江 张扬 成员 安全 安置 安装 安排 安静 "
    "安保 安检 安定 安心 安徽 金额 金融 金属 金山 金银 任务 任何 任职 任命 任免 任期 任教 任意 江苏 江西 江南 "
    "江北 江海 江河 周边 周期 周末 周年 周围 周转 周一 周二 周三 周四 周五 周六 周日 周知 马上 马路 马桶 马拉 "
    "黄色 黄浦 黄线 黄金 黄河 石油 石材 白天 白血 白内 白色 白领 白名 白癜 温度 温馨 温暖 温州 温泉 康复 康养 "
    "康健 康乐 毛坯 毛利 毛巾 龙头 龙华 龙江 雷电 雷雨 雷锋 易燃 易爆 易腐 易制 易地 易发 武装 武汉 武警 武器 "
    "武术 文件 文化 文明 文体 文字 文书 文旅 文物 文本 文艺 文号 文献 文稿 文档 文章 文具 洪水 洪涝 游客 游泳 "
    "游戏 游乐 游园 游览 阳台 阳光 阳性 卫生 卫健 卫视 卫星 宁波 宁夏 景观 景区 景点 柏油 燕窝 花园 花卉 花坛 "
    "花样 花名 冷库 冷链 冷水 冷藏 沙发 沙石 沙滩 沙龙 盛夏 童装 童年 田林 田园 田间 林业 林地 林木 林草 夏季 "
    "夏天 夏令 钱款 钱物 许可 许多 何时 何种 何处 余额 余人 余名 程序 程度 谈话 谈判 纪委 纪律 纪念 纪检 纪要 "
    "齐全 齐心 季度 季节 牛奶 牛羊 欧盟 欧洲 欧元 万元 万人 万名 万余 万一 万件 关于 关爱 关心 关注 关怀 关键 "
    "关系 关闭 关联 关停 关口 关节 关切 常见 常态 常务 常住 常用 常委 常规 常年 常驻 常识 严格 严重 严禁 严厉 "
    "严肃 严防 严打 严控 严查 包括 包含 包装 包干 包容 包保 施工 施行 施策 施肥 施救 甘肃 苗木 苗圃 苏州 苏南 "
    "梅毒 梅雨 辛苦 辛勤 孔洞 申请 申报 申领 申诉 申办 申通 申辩 申明 申述 段落 鲁迅 蓝天 蓝色 封闭 封条 封存 "
    "封控 吉林 习惯 习俗 曲线 曲艺 乔木 符合 符号 司法 司机 司局 宗教 宗旨 宗地 丛书 焦虑 焦点 盛大 费用 费率 "
    "谷物 齐抓 牟利 贺信 毕业 毕竟 章程 章节 章鱼 温控 冷暖 卓越 艾滋 迟到 迟延 穆斯 范围 范本 范畴 范例 金石 "
    "丁类 乔迁 莫名 庄严 柳州 梁柱 陆地 陆续 陆上 陆生 海关 余下 余款 屈光 游离 匡算 蒙古 滕州 甲类 贾汪 金钱 "
    "金质 石膏 石料 史料 史实 连锁 和解 和谐 明确 明细 明显 应当 应急 应用 应对 应届 保障 保险 保护 保证 保管 "
    "保健 保密 保洁 保安 计划 计算 计生 全部 全面 全体 全市 全国 全区 单位 单元 单独 单亲 成立 成果 成年 成长 "
    "时间 时限 时段 时效 解决 解释 解读 查询 查处 查看 路段 路面 路口 房屋 房产 房间 车辆 车位 车间 车库 华东 "
    "华侨 华人 项目 管理 管道 管辖 商业 商户 商品 商铺 都市 原因 原则 原件 原告 来源 来信 来访 来电 向上 强化 "
    "强制 强烈 简化 简单 简介 连接 连续 党员 党委 党组 党建 官方 衣物 台湾 台风 位置 水平 水务 水电 水域 池塘 "
    "席位 左右 祝贺 祖国 年龄 年度 年满 热线 热心 库存 付款 令牌 边界 边缘 古代 古树 井盖 宫颈 米粉 乐园 木材 "
    "姓名 性别 民族 职务 职称 电话 备注 合计 小计 总计 序号 说明 联系"
)  # fmt: skip
_ADDRESSED = "阿姨|先生|女士|小姐|大爷|大妈|大叔|大伯|老伯|老师|奶奶|爷爷|师傅|同学|医生|警官"
_NOT = f"(?!{'|'.join(_WORDS.split())}|.(?:{_ADDRESSED}))"
_GIVEN = f"[^\\W0-9A-Za-z_{_NEVER}]"
_HAN = "[\u3400-\u9fff]"

# 阿依古丽·买买提: told by its dot.
_DOTTED = f"{_HAN}{{1,8}}(?:[·•・‧．]{_HAN}{{1,10}}){{1,3}}"
# In running text: a common surname and a given name of one or two characters.
NAME = f"(?:{_DOTTED}|{_NOT}(?:(?:{_DOUBLE}){_GIVEN}{{1,2}}|[{_SURNAMES}]{_GIVEN}{{1,2}}))"
# After a label, or alone in a cell: rarer surnames too, and two surnames in front of the given name.
NAMED = f"(?:{_DOTTED}|{_NOT}(?:(?:{_DOUBLE}){_GIVEN}{{1,2}}|[{_SURNAMES}{_MORE_SURNAMES}]{_GIVEN}{{1,3}}))"

LABELS = (
    "姓名|名字|申请人|户主|当事人|患者|病人|救助对象|保障对象|帮扶对象|服务对象|残疾人|低保户|低保对象|低保人员|特"
    "困人员|特困供养人员|困难群众|困难家庭|孤儿|困境儿童|留守儿童|儿童|学生|幼儿|新生|孕妇|产妇|居民|村民|业主|租户"
    "|住户|租客|房主|户名|监护人|家长|母亲|父亲|之子|之女|儿子|女儿|配偶|妻子|丈夫|信访人|举报人|投诉人|来电人|反映"
    "人|原告|被告|被处罚人|被征收人|被执行人|违法行为人|联系人|本人|退役军人|优抚对象|独居老人|孤老|老人|伤者|死者|"
    "逝者|持卡人|开户人|收款人|车主|驾驶人|乘客|精神障碍患者|社区矫正对象|被监护人|未成年人"
)
_BOUND = r"(?:(?<![^\s，,。；;、：:（(“\"'|>\-*0-9.．/_\[【#《!])|(?<=[与和由向给找及]))"
AFTER = (
    r"(?=[\s，,。；;、：:（(）)”\"'|<的患因系为是身住家现生于之男女被0-9A-Z*_.\-核来到领获已自经说称向与和持签罹怀接未无有等在将被把参画写做报提凭以共出每]"
    r"|同学|小朋友|一家|夫妇|申请|享受|反映|确诊|同志|$)"
)
_LABELLED = re.compile(
    f"(?:{LABELS}|[人员户者工民生友属]|\\bname)(?:[：:＝=|\\s“\"'*]{{1,4}}({NAMED}){AFTER}|({NAME}){AFTER})",
    re.IGNORECASE,
)
_STANDING = re.compile(f"{_BOUND}({NAME}){AFTER}")
_SEXED = re.compile(f"{_BOUND}({NAMED})[，,、（(\\s]{{0,2}}[男女](?![\u3400-\u9fff])")
_NAMED_BEFORE = re.compile(f"(?:{LABELS})[：:＝=|\\s“\"'*]{{0,4}}$")
_TITLE = (
    "主任|书记|局长|处长|科长|所长|队长|站长|院长|校长|园长|区长|市长|镇长|部长|主席|委员|代表|教授|医生|律师|法官|"
    "警官|民警|经理|记者|院士|专家|调解员|志愿者|社工|组长|秘书长|巡视员|调研员|干部|会长|理事|督导员|网格长|楼组长"
    "|社区工作者"
)
_TITLE_BEFORE = re.compile(f"(?:{_TITLE})[：:\\s]?$")
_TITLE_AFTER = re.compile(f"(?:{_TITLE}|同志)")
# 顾戴路100弄, 江安、黄桦路: many streets and villages begin with a surname.
_PLACE_AFTER = re.compile("(?:[东西南北中][一二三]?)?(?:路|街|弄|巷|村|新村|公路|大道|小区|公寓|社区|居委)")
_PLACE = re.compile("..[路街弄巷村]")
_HOUSE_AFTER = re.compile(r"\s?[0-9一二三四五六七八九十]")

_SURNAME = re.compile(f"[{_SURNAMES}{_MORE_SURNAMES}·•・‧．]|{_DOUBLE}")
IS_NAME = re.compile(f"(?:{NAMED})")
_ENDS_WITH_NAME = re.compile(f"(?:(?<!{_HAN})|(?<=[人员户者属主名民生姓]))(?:{NAMED})[\\s，,、：:（(_\\-|]*$")


def persons(text: str) -> list[tuple[int, int]]:
    """Where names of persons stand in a sentence, by order; those of officials, told by their titles, left out."""
    if not _SURNAME.search(text):
        return []
    found = {match.span(group) for match in _LABELLED.finditer(text) for group in (1, 2) if match[group]}
    found |= {match.span(1) for pattern in (_STANDING, _SEXED) for match in pattern.finditer(text)}
    return sorted(span for span in found if not _is_official(text, span) and not _is_place(text, span))


def is_name(text: str) -> bool:
    """Whether a text by itself reads as the unmasked name of a person."""
    return IS_NAME.fullmatch(text.replace(" ", "").replace("\u3000", "")) is not None


def ends_with_name(text: str) -> bool:
    """Whether the last thing in a text is a name."""
    return _ENDS_WITH_NAME.search(text[-12:]) is not None


def _is_place(text: str, span: tuple[int, int]) -> bool:
    """Whether a run is, or begins, the name of a street or a village; 姓名：王小路 remains a person."""
    if _PLACE_AFTER.match(text, span[1]):
        return True
    if _PLACE.fullmatch(text, *span) is None:
        return text[span[1] - 1] in "路街巷" and _HOUSE_AFTER.match(text, span[1]) is not None
    return _HOUSE_AFTER.match(text, span[1]) is not None or _NAMED_BEFORE.search(text, 0, span[0]) is None


def _is_official(text: str, span: tuple[int, int]) -> bool:
    before, after = text[max(0, span[0] - 5) : span[0]], text[span[1] : span[1] + 4]
    return bool(_TITLE_BEFORE.search(before) or _TITLE_AFTER.match(after))
