"""Posts, meetings, trainings, handovers: nobody is named, and the page shows what may be public."""

from __future__ import annotations

from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from demonstration import REPOSITORY
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages.makers import made
from disclosure.pages.site import Site
from disclosure.records.agency import Department
from disclosure.records.organisation import Handover, Meeting, Training
from disclosure.screening import posts
from disclosure.screening.written import Known, Written

TODAY = date(2025, 6, 18)
STAFFING = "data/staffing.yml"


def named(line: str, path: str = STAFFING) -> bool:
    return bool(list(posts.hits(Written(path, f"{line}\n"), Known())))


@pytest.mark.parametrize(
    "line",
    [
        "leader: 王晓样",
        "led_by: 李主任",
        "  - {unit: party-office, post: 张伟样}",
        "posts: [政务公开专岗, 赵某某]",
        "decided: 由陈书记牵头，月底前完成",
        "  post: 刘女士",
        "subject: 听取联络员王晓样的汇报",
        "  - {what: 台账交给经办人孙小样, done: 2025-03-03}",
        "          - {date: 2025-03-20, words: 周老师讲课}",
        "post: 欧阳晓样",
    ],
)
def test_whoever_is_named_is_told(line: str) -> None:
    assert named(line)


POSTS = """
政务公开专岗 文电管理岗 文书岗 安全员 法制员 办事处主要负责人 街道党工委书记 综合内勤岗 应急值守岗 党政办公室主任
常务副主任 部门联络员 司法所所长 网格长 财务管理岗 窗口综合岗 宣传干事 信息员 和谐促进员 纪工委书记
平安建设岗 高新企业服务岗 施工资料岗 成本核算岗 钟点值守岗 田园绿化岗 古建保护岗 方案审核岗
"""


@pytest.mark.parametrize("post", POSTS.split())
def test_a_post_is_nobody(post: str) -> None:
    assert not named(f"post: {post}")


SENTENCES = """
联络员和专岗一起参加
联络员都参加，专岗汇报进度
联络员于5月12日到会
联络员任务分到部门
联络员应当每周看一次
专岗管理标准目录和栏目
听取联络员全年工作情况
由党政办公室牵头，司法所配合
部署后备人员的安排
主讲依申请公开答复和个人信息保护
台账移交给党政办公室
栏目分工交给各部门联络员
牵头人员岗位写明到部门
接替安排由分管负责人定
后备岗位平时熟悉流程
专岗高温期间值守
经办的申请件逐项交清
窗口和热线诉求较多的事项专题研究
"""


@pytest.mark.parametrize("sentence", SENTENCES.split("\n")[1:-1])
def test_a_sentence_about_posts_names_nobody(sentence: str) -> None:
    assert not named(f"decided: {sentence}。", "data/meetings/2025/meeting-2025-01.yml")


def test_only_the_files_of_posts_are_read_so() -> None:
    assert not named("title: 王晓样", "data/columns.yml")
    assert named("led_by: 王晓样", "data/meetings/2025/meeting-2025-01.yml")


@pytest.mark.demonstration
def test_the_page_shows_each_unit_each_meeting_each_training_and_of_a_handover_only_its_sums() -> None:
    register = read_register(REPOSITORY)
    site = Site(register, law_book(register), TODAY)
    page = next(page for page in made(site) if page.address == "organisation.html")
    html = LexborHTMLParser(page.render()[0])
    rows = [node.text(strip=True) for node in html.css("tbody th")]
    assert rows == [unit.title for unit in register.all(Department)]
    ids = {node.attributes["id"] for node in html.css("li.row")}
    assert ids == {one.id for kind in (Meeting, Training, Handover) for one in register.all(kind)}
    days = [node.attributes["datetime"] for node in html.css("section[aria-labelledby=meetings] time")]
    assert days == sorted(days, reverse=True) != []
    text = html.body.text()
    for handover in register.all(Handover):
        assert f"交接清单 {len(handover.items)} 项" in text
        assert [item.what for item in handover.items if item.what in text] == []
