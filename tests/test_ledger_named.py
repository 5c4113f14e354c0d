"""The ledger of requests: names by what is done and said, and what only bears or resembles a name or a number."""

from __future__ import annotations

import pytest

from disclosure.records.agency import Agency
from disclosure.screening import ledger
from disclosure.screening.written import Known, Written

PERSONS = """\
与滕桂兰面谈
与荀玉芬通话
已与苗春生电话沟通
向芦春燕答复
向解佳明道歉
向蒲志远当面说明
告知苗青云
告知蒲志远，可以补正
问过退休的档案员荀玉芬
问过已退休的老档案员顾佩珍
交付滕桂兰
交付解佳明一份
收到蒲志远补来的材料
收到苗春生补来
接待人蒲志远
接待人：蒲志远
档案员荀玉芬
档案员荀玉芬查过
第三方甲（即苗青云）
第三方甲（苗青云）不同意
申请人（即滕桂兰）
闻人晓东来窗口
联系万俟晓东
濮阳文静要求公开低保
告知钟离秀英补正
与慕容雪沟通
欧阳志远来电
由司徒建华代收
申请人万俟晓东
小柏说材料齐了
小伍说明天来
小柏说，不用寄了
小伍说
姓芦，名春燕
姓：殷，名：志刚
姓殷名志刚
解佳明水果店的执照
芦春燕理发店
蒲志远五金店
“滕桂兰”
申请人称呼为“滕桂兰”的材料
“苗春生”一案
平阳路258弄甲支弄7号底楼东间
报春路99弄12号后门三层
平阳路258弄7号底楼西间
莲花路12弄3号二楼前楼
张家弄12号前门二层
申请人手机13812345678
电话13812345678
联系138 1234 5678
信访件联系人13812345678
王丽华小学毕业
申请人王小明路过
申请人蒲志远〔2025〕12号
申请人张伟强广场舞
手机号13812345678
8613812345678
住平阳路3号302室
3号楼302室
办公室联系申请人，住平阳路88弄3号302室
与邬美琴面谈
与裴志强通话两次
向瞿晓明解释
向宗建平致歉
告知尹秋萍
告知柳志刚结果
问过离休的会计章玉珍
交付鲍国强
交给柯志明
收到邢桂英寄来的证明
收到奚建国送来的复印件
接待人邱玉兰
经办人：蒋国平
管理员尤志宏说
第三方乙（即梅素珍）
第三方丙：康建军
联系淳于志远
告知赫连建华
申请人鲜于丽萍
与拓跋明沟通
小宗说没有
老柳说不用
姓万俟，名志强
姓：柯，名：玉珍
姓费 名建国
祝国强五金店
左丽华理发店
单志强面馆
荀玉芬服装店
“蒲玉珍”
「芦建国」
“慕容建国”
张杨路12弄乙支弄3号亭子间
莲花路8弄3号后楼
七莘路33弄5号西间
报春路5弄2号二楼
""".splitlines()
NOBODY = """\
古信公〔2025〕12号告知书
高建函〔2024〕1号
江信复〔2025〕第6号
依据罗政发〔2023〕8号
联系古信公〔2025〕12号的经办科室
龙规划〔2022〕5号批复
宋庆龄基金会捐赠物资
徐光启纪念馆周边
钱学森图书馆的协议
要求公开鲁迅公园的绿化合同
联系陈云故居
黄兴公园改造
关于叶企孙小学的扩建
由陈伯吹实验小学转交
邹容路的路灯养护
上海市白玉兰奖评审
孙冶方奖评审材料
向宋庆龄学校答复
信访件20250312004
信访件138123456789
案卷202503120041234
档案室三楼302室
2号楼201档案库房
请到1号楼105窗口领取
3号楼402会议室
5号楼301办公室
与区规划局面谈
与安置对象面谈
向申请人答复
向区房管局道歉
问过退休的档案员
问过负责的经办人
交付金额
交付方式为邮寄
交付安置房
收到高桥镇补来的材料
收到房管所补来的清单
收到申请人补来的材料
接待人员已更换
接待人应当签字
档案员查找
档案员应当签字
第三方甲（即施工单位）
第三方甲
第三方乙
小区说明
小学说明
小程序说明
小时说明
小高层说明
小组说明
小型说明
小额说明
小包说明
姓名，年龄
姓氏笔画排序
司徒庙的规划
欧阳路的规划
钟离职后
申请书-补正通知
东方水果店的执照
罗店水果店的执照
“金桥开发”的合同
“高质量发展”专项
“安全生产”检查
“文明城区”创建
“方便群众”服务
“城中村”改造
“花园街区”方案
“温馨家园”项目
平阳路258弄综合改造
平阳路258弄甲支弄的下水道
平阳路258弄1至12号楼的加装电梯
报春路99弄12号楼道照明
报春路99弄12号楼外墙
平南路890号底楼大厅
平阳路258弄小区底楼商铺
梁政办发〔2024〕18号
马规资许〔2025〕第3号批复
罗街办答〔2025〕22号
向江苏信公〔2024〕8号
依据方房管函（2024）17号
茅以升科普馆
梅兰芳大剧院
陶行知纪念馆的门票
李白烈士故居
鲁迅纪念馆周边停车
蔡元培故居修缮
黄道婆纪念馆的拨款
张闻天故居
徐汇中学的扩建
陈鹤琴幼儿园
董浩云航运博物馆
朱屺瞻艺术馆
程十发美术馆
刘海粟美术馆分馆
范长江新闻奖申报
曹燕华乒乓培训学校
巴金故居
来件20241230001
件号20250618012
批次202506180001
受理件2025061800123
三楼档案室305室
档案室在2号楼305室
4号楼210接待窗口
5号楼101室档案库
2号楼4层401会议室
与申请人通话
与物业公司面谈
与高桥镇面谈
向信访人答复
告知书一份
告知权利义务
收到材料一份
收到金桥公司寄来的清单
交付明细
交付单位
交给档案室
调解员名单
管理员账号
登记员应当签字
“方便办事”窗口
“金色年华”项目
“梅家弄”地块
“江南里”小区
“石榴籽”工程
“白玉兰”奖
“马兰花”计划
“云参观”活动
小金库说明
小花园说明
小卖部说明
老解说
小解说
濮阳市的复函
濮阳路绿化
钟离县
蒲公英幼儿园
蒲汇塘的整治
蒲松路口红绿灯
荀子广场
芦苇荡的治理
芦恒路的施工
芦潮港镇政府
与蒲汇塘管理所沟通
告知蒲江社区
申请公开芦荟种植补贴
梅陇路258弄7号楼三层的消防
258弄12号一楼商铺
赫连公园
鲜于洁净的
联系淳于公司
单亲家庭水果店
解放水果店
祝福蛋糕店
左岸咖啡馆
""".splitlines()
FILES = {
    "申请书-万俟晓东.pdf": True,
    "补正材料_濮阳志强.pdf": True,
    "身份证-荀玉芬.jpg": True,
    "申请书-补正通知.pdf": False,
    "古信公〔2025〕12号告知书.pdf": False,
}
PLACES = {
    "安美路120号315室": False,
    "请到安美路120号315室领取": False,
    "安美路12号315室": True,
    "由安美路120号寄至示例路5号302室": True,
}


def is_told(field: str, sentence: str, agency: Agency | None = None) -> bool:
    return any(ledger.hits(Written("x/2025/a.yml", f"{field}: {sentence}"), Known(agency)))


@pytest.mark.parametrize("field", ["talk", "subject"])
def test_a_person_is_told_by_what_is_done_with_him(field: str) -> None:
    assert [sentence for sentence in PERSONS if not is_told(field, sentence)] == []


@pytest.mark.parametrize("field", ["talk", "subject"])
def test_what_only_bears_a_name_or_a_long_number_is_nobody(field: str) -> None:
    assert [sentence for sentence in NOBODY if is_told(field, sentence)] == []


def test_the_sign_of_an_agency_is_nobody_in_a_note() -> None:
    signs = [sentence for sentence in NOBODY if "〔" in sentence]
    assert signs and not any(is_told("note", sentence) for sentence in signs)


def test_a_name_in_the_name_of_a_file_is_told() -> None:
    assert {name: is_told("document", name) for name in FILES} == FILES


def test_the_offices_own_house_is_nobodys_home() -> None:
    house = "示例市示例区安美路120号"
    others = {**dict.fromkeys(("name", "sponsor", "site_name"), ""), "email": None, "public_numbers": ()}
    agency = Agency.model_construct(short_name="安美路街道", phone="", address=house, **others)
    assert {place: is_told("talk", place, agency) for place in PLACES} == PLACES
