"""The ledger of requests tells persons in its sentences, and is silent of places, offices, shops and papers."""

from __future__ import annotations

import pytest

from disclosure.records.agency import Agency
from disclosure.screening import ledger
from disclosure.screening.wording import phrases
from disclosure.screening.wording.prose import Prose
from disclosure.screening.written import Known, Written

PERSONS = """\
联系了付志勇，没有接
询问了代书人温建华
要求公开鲁国良一户的补偿
要求公开范金龙户的危房鉴定结论
要求公开陆阿毛户2024年的临时救助审批表
问了经办人顾文斌，说材料已经移交档案室
问过居委会书记钱玉兰，没有留存
又问过潘丽华，她说没有见过
已告知郑小东可以补正
告知申请人的姐姐郭秀珍来窗口领取
已经征得唐志强同意
书面征得蒋美玲的同意后提供
该信息涉及潘建国的住房情况，部分公开
涉及沈某（沈文娟）的病历，不予公开
隐去葛明亮的住址一处
隐去第三人袁秀芳的签名
由其女周敏代收
由邻居谢国平代收后转交
由其配偶吕红梅代签
送达时其妻何秀云在场
家属联系电话0 2 1 5 4 8 8 1 2 3 6
住宅电话 021 6412 00 35
邮箱wang_l at 163.com
邮箱 lihua＃qq.com
邮件发至zhao.min（at）sina.cn
与当事人老孙电话沟通了两次
老钱来窗口问过一次
向老朱说明了收费标准
张老师（张国栋）来电补充
王阿姨（王桂芳）到窗口查阅
赵某某（赵海燕）的补偿协议不予公开
Li Xiaoming 来电询问进度
由 Chen Jianguo 代为提交
Wang Fang到窗口领取答复书
居委会主任陶永康提供了复印件
经办人员韩雪梅查过台账
其父金福根代为签收
其儿子孟凡超到窗口提交委托书
联系了业主杜志刚，不同意公开
第三人书面意见由严秀兰提交
征求了邱海峰的意见，不同意公开
电话联系潘永明，告知补正事项
请社工戴晓燕协助送达
问了承办人孟庆华，材料在城建办
问过楼组长尹桂香，没有
通知了黄志远来窗口补正
联系过方建平，电话打不通
告诉贾明霞可以邮寄
要求公开戴福生户的征收补偿协议
涉及任某某（任海涛）的个人信息
遮去夏春梅的身份证号码
征得权利人石文君同意
由儿媳姚春燕代收
其弟侯永刚到窗口提交材料
家属毛秀娟来电询问
与申请人老周当面核对
向当事人老黄解释了期限
邵女士（邵佳怡）补充
王先生（王晨）到场
Zhou Meiling 提交申请
Xu Bo 来电
邮箱 sunny88 at gmail.com
邮箱 abc#sina.com
本人座机 0 2 1 5 4 1 2 3 4 5 6
5 4 1 2 3 4 5 6（家里）
经书记汤国华批准
请邻居万小芳转交
找彭立新核实过
和蔡卫东电话沟通
隐去段文杰的签名
涉及龚雪琴的住址
与当事人老吴当面沟通
隐去朱秀英的身份信息一处
已经征得冯小刚同意
告知赵小明可以申请行政复议
""".splitlines()
NOBODY = """\
征得东方明珠同意
问过城建中心，没有制作
问过居委会，没有留存
问了档案室，查到一份
问过物业公司，说由业委会保管
问过房管办，不掌握
问过华漕镇政府，没有
问过颛桥镇规建办，没有
告知区水务局受理
告知向马桥镇人民政府申请
告知申请人可以申请行政复议
告知当事人补正
告知向区规划资源局查询
告知方式为邮寄
告知高兴花苑业委会
告知和平村村委会
告知华东师范大学
告知万科物业
告知江川路街道办事处
告知龙湖天街管理方
征得第三方同意
征得权利人书面同意
征得区教育局同意
征得全体业主同意
征得金地集团同意
征求第三方意见
征求华润置地的意见
征求安信农保公司的意见，不同意公开
涉及商业秘密，不予公开
涉及个人隐私，部分公开
涉及第三方合法权益
涉及国家秘密
涉及房屋征收补偿
涉及安全生产
涉及金额较大
涉及方案调整
涉及项目三处
涉及高层住宅的加装电梯
涉及何种信息不明确
涉及周边居民的意见
隐去报价明细表
隐去身份证号码一处
隐去施工单位的银行账号
隐去金额一栏
隐去成员名单一处
隐去签名和手机号码
由居委会代收
由门卫代收
由物业代收
由单位前台代收
由其代理人代收
要求公开每户的补偿标准
要求公开困难户的救助标准
要求公开低保户的认定办法
要求公开全镇动迁户的安置方案
要求公开独居老人户数
要求公开平阳一村三百户的改造方案
要求公开个体工商户的登记情况
要求公开农户的补贴标准
某某（姓名）已隐去
某某公司（甲方）的合同
老年食堂的补贴标准
老旧小区的改造方案
老城厢的保护方案
老马路菜场的摊位审批
老闵行的规划图
老金山饭店的消防验收
牛奶棚、马桥豆腐干摊位设置的审批
马桥豆腐干的非遗申报材料
华漕镇许浦村的宅基地方案
颛桥镇桶棺糕摊位的审批
Shanghai Minhang 的双语路牌
Wan Ke 广场的停车收费标准
Apple Music 的采购合同
Word 文档一份
Wi Fi 覆盖点位清单
Excel 表格见附件
电话 12345 转办
档号 0 2 1 号
共 0 2 0 份
2 0 2 5 年度预算
at 窗口领取
＃3楼电梯的检验报告
1＃楼的加装电梯方案
古美街道办答〔2025〕7号
示例路街办告〔2025〕第12号
经办人员已更换
经办人签字后归档
居委会主任任期的规定
居委会主任何时换届的通知
主任办公会议纪要
其子公司的资质材料
其父母的户籍不在本区
家属区的停车规划
家属院改造方案
书记任前公示
业主大会的表决结果
业主方便查阅的公示
第三人书面意见由区商务委转交
申请人当面提交
向当事人老年证办理点询问
马桥镇老年大学的课程表
吴泾镇老街改造的批复
小杨生煎的占道审批
张江镇的规划
乔家栅摊位的审批
王家沙点心店的占道许可
邵万生门店的食品检查记录
沈大成糕团店的检查记录
高压线迁移的方案
方案由金桥设计院提交
联系了徐汇区房管局，没有
联系华建集团，没有
问过马桥镇规建办
问了梅陇镇档案室
问过田林街道，没有制作
告知高桥镇政府
告知万达广场管理方
告知金茂物业提供台账
告知江川社区可以查询
告知安信农保公司
联系张江集团核实
联系龙湖物业，没有回复
联系金桥管委会
联系了罗阳居委会
涉及张江园区的规划
涉及龙柏新村的改造
涉及曹杨新村的房屋
涉及平阳新村
涉及陶瓷堆场的审批
涉及文物保护单位
涉及白蚁防治合同
涉及石材采购
涉及水务设施
涉及常住人口数据
涉及房屋安全鉴定
涉及金融机构的资料
涉及江海公司的商业秘密
涉及严重污染
涉及童车厂旧址
涉及温室大棚补贴
涉及花园管理
隐去马赛克处的人像
隐去白名单
隐去金额和账号
隐去黄页号码
征得金地集团同意
征得方正集团同意
征得万科公司书面同意
征求安全生产专家意见
由金杨街道提交
由高新公司提交
由龙华街道转交
由江苏公司代签
由施工方提供
由常务会议同意
由华漕镇代收
经高院核实
经常来电
与方案编制单位沟通
与龙头企业签订
与安置对象沟通
向应急局提出
向金融办核实
对高空坠物的处理
给于补贴
请于明日来窗口领取
请马上补正
主任高度重视
书记马上到现场
经理任命文件
会计石油费凭证
社工方面的支出
职工任职表
职工安置方案
律师费用明细
门卫岗亭的审批
保安费用的发票
承办人员应当签字
联系人员名单
申请人可以补正
户外广告的审批
住户名册不公开
空调外机户数
动迁安置户的安置标准
该路段安置户的名册
江南新村十二户的改造
军烈属户的慰问标准
五保户的供养标准
张江小吃店的执照
金桥饭店的消防验收
高桥松饼店的许可
罗店饭店的检查
江桥批发市场摊位
梅陇水果店的执照
七宝羊肉面馆的检查
颛桥桶棺糕摊位的审批
朱家角粽子摊位
He Nan Road 的路牌
Jing An 区的答复
Long Hua 寺周边规划
Wang Ke 系统的采购
New Park 项目的审批
Tai Chi 课程
PDF at 附件
C#课程资料 at 官网
办公电话 021 6412 0035
物业电话 0 2 1 6 0 0 0 0 0 0 0
家属区物业电话 021-60000000
其他部门电话 021-60000000
家庭医生电话 021-60000000
老马路的规划
老周期的报表
老金属厂的地块
小高层来源资料
小黄车来回清运
小区来电登记表
课程老师资质
班主任老师名额
高老师资配备
告知高桥社区事务中心
给马桥强恕学校答复
金石街坊户外改造
与高桥石化沟通
""".splitlines()


def is_told(field: str, sentence: str) -> bool:
    return any(ledger.hits(Written("x/2025/a.yml", f"{field}: {sentence}"), Known()))


@pytest.mark.parametrize("field", ["talk", "subject"])
def test_a_person_in_a_sentence_is_told(field: str) -> None:
    assert [sentence for sentence in PERSONS if not is_told(field, sentence)] == []


@pytest.mark.parametrize("field", ["talk", "subject"])
def test_places_offices_shops_and_papers_are_nobody(field: str) -> None:
    assert [sentence for sentence in NOBODY if is_told(field, sentence)] == []


def test_the_offices_own_place_is_nobody() -> None:
    written = Written("x/2025/a.yml", "subject: 安美小吃摊位的设置")
    agency = Agency.model_construct(short_name="安美路街道", phone="", email=None, address="", public_numbers=())
    told = [len([*ledger.hits(written, known)]) for known in (Known(), Known(agency))]
    assert told == [1, 0]


def test_the_short_form_of_the_offices_name_in_a_papers_number_is_no_slip() -> None:
    own = "示例市示例区柳溪路街道办事处"
    agency = Agency.model_construct(name=own, short_name="柳溪路街道", sponsor=own, site_name="柳溪路街道政务公开")
    texts = ["柳溪路街办告〔2025〕第12号", "柳溪街道办答〔2025〕7号", "柳溪路街到办答〔2025〕7号", "请到柳溪街道办理"]
    prose = Prose(Written("x/2025/a.yml", ""))
    told = [[slip.rule.id for slip in phrases.slips(text, prose, Known(agency))] for text in texts]
    assert told == [[], [], ["FRM-012"], ["FRM-012"]]
