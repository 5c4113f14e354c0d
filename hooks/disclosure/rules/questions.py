"""Questions on policies: answered in time, answered at all, and resting on what holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from disclosure.expressions import expression
from disclosure.findings import Place, Severity
from disclosure.law.replies import ReplyStanding, reply_to_question
from disclosure.life import bases, standing
from disclosure.reading.clause_references import clause_called
from disclosure.records.agency import Agency, Deployment
from disclosure.records.documents import Document
from disclosure.records.questions import Question
from disclosure.register import Register
from disclosure.rules.answers import Says, likeness, says
from disclosure.rules.delays import and_again, promises_too_early
from disclosure.rules.framework import Context, Fault, rule

_MONTHS = "message-reply"
_ENDED = expression("废止|失效|不再|停止|到期")
_PROMISE = ("本办制度/21",)
_ANSWER = ("本办制度/22",)
_NO_SUCCESSOR = "请核对现行的规定，重新答复；没有替代文件的，写明现在不再办理。"


@rule("QUE-001", "留言的日期先后合理", on=Question, basis=_PROMISE)
def dates_of_a_question_are_in_order(question: Question, context: Context) -> Iterator[Fault]:
    """A question is received, then answered, and neither in the future; a new date is later than what it puts off.

    Bad:  received: 2025-06-10，answered: 2025-06-09
    Good: received: 2025-06-09，answered: 2025-06-10
    """
    days = [("received", "收到日期", question.received), ("answered", "答复日期", question.answered)]
    known = [(name, label, day) for name, label, day in days if day is not None]
    for (_, _, earlier), (name, label, later) in pairwise(known):
        if later < earlier:
            yield question.place(name), f"{label} {later} 早于收到日期 {earlier}。", "请核对这两个日期。"
            return
    for name, label, day in known:
        if day > context.today:
            yield question.place(name), f"{label} {day} 还没有到（今天是 {context.today}）。", "请写实际的日期。"
            return
    due = _reply(question, context).due or question.received
    yield from promises_too_early(question, due)


@rule("QUE-002", "留言和答复各项齐全", on=Question, basis=_ANSWER)
def a_question_is_whole(question: Question, context: Context) -> Iterator[Fault]:
    """What is shown has its question; an answer has its day and its words; what is said of it follows from it.

    Bad:  写了 answered，没有 answer
    Good: answered: 2025-06-10，answer: 可以，由业主委员会代交。
    """
    if question.question is None and not question.private:
        remedy = "请用提问人的话写一句；内容涉及个人情况的，写 private: true。"
        yield question.place(), "没有写问题（question）。", remedy
    if question.answered is None and (question.answer is not None or question.satisfaction is not None):
        told = "answer" if question.answer is not None else "satisfaction"
        label = "答复" if question.answer is not None else "提问人评价"
        yield question.place(told), f"写了{label}（{told}），没有写答复日期（answered）。", "请填写 answered。"
    if question.answered is not None and question.answer is None and not question.private:
        message = "写了答复日期（answered），没有写答复的内容（answer）。"
        yield question.place("answered"), message, "请填写 answer；已经单独答复、内容不登出的，写 private: true。"


@rule("QUE-003", "留言按期答复", on=Question, basis=_PROMISE, severity=Severity.NOTICE, by_time=True)
def questions_are_answered_in_time(question: Question, context: Context) -> Iterator[Fault]:
    """An open question is within the office's own period, or the office has said why not and when.

    Bad:  答复期限 5 个工作日，received: 2025-06-09，2025-06-18 还没有答复
    Good: 写上 answer 和 answered，或者 delay: {reason: 需要核对用地, new_date: 2025-06-20}
    """
    standing = _reply(question, context)
    explained = question.delay is not None and question.delay.still_runs(context.today)
    if _waits(question, standing) and standing.is_late and not standing.is_far_too_late and not explained:
        late = f"已超过{standing.late_by}{_guess(standing)}{and_again(question)}"
        message = f"这条留言应于 {standing.due} 前答复，{late}。"
        yield question.place("received"), message, "请答复；一时答不了的，在 delay 里写明原因和新的日期。"


@rule(
    "QUE-004",
    "留言不超过三个月没有回应",
    on=Question,
    basis=("19号函/互动回应差",),
    severity=Severity.NOTICE,
    limit=_MONTHS,
    by_time=True,
)
def no_question_waits_for_months(question: Question, context: Context) -> Iterator[Fault]:
    """No open question is older than three months, whatever the office has promised.

    Bad:  received: 2025-03-17，2025-06-18 还没有答复
    Good: 三个月以内写上 answer 和 answered
    """
    standing = _reply(question, context)
    if _waits(question, standing) and standing.is_far_too_late:
        months = context.law.months(_MONTHS, context.today)
        late = f"应于 {standing.due} 前答复，已超过{standing.late_by}{_guess(standing)}，"
        message = f"这条留言{late if standing.is_late else ''}{standing.latest} 满 {months} 个月，仍没有回应。"
        yield question.place("received"), message, "请尽快答复；超过期限没有回应的，检查时整站不合格。"


@rule("QUE-005", "逾期答复写明原因", on=Question, basis=_PROMISE, severity=Severity.WARNING)
def late_answers_say_why(question: Question, context: Context) -> Iterator[Fault]:
    """An answer that came late says why.

    Bad:  应于 2025-06-05 前答复，answered: 2025-06-06，没有 delay
    Good: delay: {reason: 需要核对用地}
    """
    standing = _reply(question, context)
    if standing.is_open or question.delay is not None or not (standing.is_late or standing.is_far_too_late):
        return
    late = f"应于 {standing.due} 前答复，晚了{standing.late_by}{_guess(standing)}"
    months = context.law.months(_MONTHS, context.today)
    far = f"答复时已经超过 {months} 个月（{standing.latest} 满期）" if standing.is_far_too_late else ""
    said = "，".join(part for part in (late if standing.is_late else "", far) if part)
    remedy = "请核对日期；确实晚了的，在 delay 里写明原因（reason）。"
    yield question.place("answered"), f"这条留言{said}，没有写原因。", remedy


def _reply(question: Question, context: Context) -> ReplyStanding:
    return reply_to_question(question, context.register, context.law, context.today)


def _waits(question: Question, standing: ReplyStanding) -> bool:
    """Whether there is no answer; of one that only lacks its day QUE-002 speaks."""
    return standing.is_open and question.answer is None


def _guess(standing: ReplyStanding) -> str:
    return "（放假安排没有公布，按周末推算）" if standing.provisional else ""


@rule("QUE-006", "答复说清能不能、怎么办", on=Question, basis=_ANSWER, severity=Severity.WARNING)
def answers_do_not_only_send_elsewhere(question: Question, context: Context) -> Iterator[Fault]:
    """An answer says what holds; a telephone number may follow.

    Bad:  answer: 您好，请咨询12345热线或者相关部门，感谢您的关注。
    Good: answer: 可以，凭告知单到居委会领取。还有不清楚的可以打 12345。
    """
    if question.answer is not None and not question.private and says(question.answer) is Says.ELSEWHERE:
        message = "这条答复只让提问人去问别处，没有回答问题。"
        yield question.place("answer"), message, "请先写能不能、怎么办，再写可以找谁；要别的部门答的，问清楚了再答。"


@rule("QUE-011", "答复不只是客套话", on=Register, basis=_ANSWER, severity=Severity.WARNING)
def answers_are_not_mere_politeness(register: Register, context: Context) -> Iterator[Fault]:
    """An answer has something to say besides thanks and good intentions.

    Bad:  answer: 您的来信已经收悉，会认真研究，感谢支持。
    Good: answer: 不能。补贴要在验收合格后六个月内申请。
    """
    for question in _answered(register):
        if question.key not in register.once(pasted) and says(question.answer or "") is Says.NOTHING:
            message = "这条答复只有客套话，没有回答问题。"
            yield question.place("answer"), message, "请写能不能、怎么办、依据哪一条。"


@rule("QUE-007", "不同的问题不用同一段答复", on=Register, basis=_ANSWER, severity=Severity.WARNING)
def different_questions_have_different_answers(register: Register, context: Context) -> Iterator[Fault]:
    """The same text answers two questions only where the office says that they are the same question.

    Bad:  三个不同的问题都答“已经收悉，会认真研究”，只差标点
    Good: 各答各的；问的是同一件事的，写 same_as
    """
    for group in _pasted(register):
        last = max(group, key=lambda question: (question.answered or question.received, question.id))
        ids = "、".join(question.id for question in group)
        message = f"{len(group)} 条不同的留言用了同一段答复：{ids}。"
        yield last.place("answer"), message, "请针对各自的问题分别答复；问的是同一件事的，用 same_as 写明是哪一条。"


def pasted(register: Register) -> frozenset[str]:
    """The questions that share their answer with another, of which QUE-007 tells."""
    return frozenset(question.key for group in _pasted(register) for question in group)


def _pasted(register: Register) -> list[list[Question]]:
    """Questions that are not the same, yet have one answer but for signs and greetings; groups of two or more."""
    alike: dict[str, list[Question]] = defaultdict(list)
    for question in _answered(register):
        alike[likeness(question.answer or "")].append(question)
    alike.pop("", None)
    roots = register.once(_roots)
    return [group for group in alike.values() if len({roots[question.key] for question in group}) > 1]


def _answered(register: Register) -> list[Question]:
    return [question for question in register.all(Question) if question.answer is not None and not question.private]


def _roots(register: Register) -> dict[str, str]:
    """For each question the one of which it is the same again, through all that say so; of a ring one that is in it."""
    known = {question.key: question.same_as for question in register.all(Question)}
    roots: dict[str, str] = {}
    for key in known:
        above, passed = key, dict[str, None]()
        while above not in roots and above not in passed:
            passed[above] = None
            following = known[above]
            if following not in known:
                break
            above = following
        roots |= dict.fromkeys(passed, roots.get(above, above))
    return roots


@rule("QUE-008", "答复不依据已经废止、失效的文件", on=Question, basis=("47号文/有效性标注", *_ANSWER))
def answers_rest_on_what_holds(question: Question, context: Context) -> Iterator[Fault]:
    """On the day of the answer, the policies on which it rests held. Of what ended later its page tells.

    Bad:  2025-05-29 的答复依据 2025-05-01 废止的文件
    Good: 依据取代它的新文件
    """
    if question.answered is None or question.private:
        return
    for policy in bases(question, context.register):
        state = standing(policy, context.register, context.today)
        if state is not None and state.successor is None and _ENDED.search(question.answer or ""):
            continue  # it answers that there is nothing any more
        if state is None or not state.is_dead or state.since is None or state.since > question.answered:
            continue  # it held, or nobody knows since when it does not
        number, there = policy.doc_no or policy.id, state.successor
        message = f"这条答复（{question.answered}）依据的《{policy.title}》（{number}）{state.said}"
        if there is not None:
            message += f"现行的是《{there.title}》（{there.doc_no or there.id}）。"
        remedy = f"请依据现行的文件重新答复，并在 cites 里写 {there.id}。" if there is not None else _NO_SUCCESSOR
        yield _place_of(question, policy), message, remedy


def _place_of(question: Question, policy: Document) -> Place:
    """The line that names the policy on which an answer rests."""
    numbers = [number for number, cited in enumerate(question.cites) if cited.policy == policy.id]
    return question.place("cites", numbers[0]) if numbers else question.place("policy")


@rule("QUE-009", "问到和依据的条款存在", on=Question, basis=_ANSWER)
def cited_clauses_exist(question: Question, context: Context) -> Iterator[Fault]:
    """The clauses that are asked about and cited stand in the text of the policy.

    Bad:  cites: [doc-2025-061 第十四条]，而这份文件只有十一条
    Good: cites: [doc-2025-061 第十一条]
    """
    asked = [(question.policy or "", clause, ("clauses", at)) for at, clause in enumerate(question.clauses)]
    cited = [(item.policy, item.clause or "", ("cites", at)) for at, item in enumerate(question.cites)]
    for key, clause, location in (*asked, *cited):
        policy = context.register.get(key, Document)
        if policy is None or policy.withdrawal is not None or not clause:
            continue
        if clause_called(policy.body.clauses, clause) is not None:
            continue
        if not policy.body.clauses and policy.attachments:
            continue  # its text lies in a file beside it
        message = f"《{policy.title}》里没有“{clause}”。"
        yield question.place(*location), message, f"请核对条款{_extent(policy)}。"


def _extent(policy: Document) -> str:
    """Which clauses there are, in words."""
    articles = [clause for clause in policy.body.clauses if clause.is_article]
    if articles:
        return f"：这份文件有 {len(articles)} 条，最后是{articles[-1].name}"
    names = "、".join(clause.name for clause in policy.body.clauses if clause.level == 1)
    return f"：这份文件有{names[:60]}" if names else "；这份文件没有编号的条款，只写文件编号就可以"


@rule("QUE-010", "同样的问题指向最早的那一条", on=Question, basis=("本办制度/2",))
def same_questions_lead_to_the_first(question: Question, context: Context) -> Iterator[Fault]:
    """``same_as`` names the question that stands for all of them: not itself, and none that points on.

    Bad:  q-2025-003 写 same_as: q-2025-002，而 q-2025-002 又写 same_as: q-2025-001
    Good: 两条都写 same_as: q-2025-001
    """
    place, target = question.place("same_as"), context.register.get(question.same_as or "", Question)
    if target is question or target is None:
        return  # of which REF-003 and REF-001 speak
    if target.same_as is not None:
        root = context.register.get(context.register.once(_roots)[target.key], Question)
        if root is None or context.register.get(root.same_as or "", Question) is not None:
            yield place, f"这条留言和“{target.id}”互相指来指去。", "请留下最早的一条不写 same_as，其余的都写它的编号。"
        else:
            message = f"same_as 指向“{target.id}”，而它又指向“{target.same_as}”。"
            yield place, message, f"请直接写“{root.id}”。"
    elif target.private:
        yield place, f"same_as 指向单独答复的“{target.id}”，它不登出。", "请写一条登出的留言的编号，或者删去 same_as。"


@rule("QUE-012", "自己的留言板放在可以放的地方", on=Agency, basis=("61号函/二",))
def own_board_stands_where_it_may(agency: Agency, context: Context) -> Iterator[Fault]:
    """A board of the office's own stands on an approved site, or on a path that the portal has handed over.

    Bad:  deployment: district-section，board: {own: /isso}，没有写路径是谁交给本机关的
    Good: board: {own: /isso, granted: 区府办政务公开科}
    """
    board = agency.board
    if board is not None and board.own and agency.deployment is not Deployment.STANDALONE and board.granted is None:
        message = f"自己的留言板放在 {board.own}，没有写明这个路径是谁交给本机关用的（granted）。"
        remedy = "请在 board 下写 granted，或者删去 own，改用上级政府网站的留言入口。"
        yield agency.place("board", "own"), message, remedy


@rule(
    "QUE-013",
    "单独答复的留言不写内容",
    on=Question,
    basis=("711号令/15", "个人信息保护法/51"),
    severity=Severity.NOTICE,
)
def private_questions_have_no_text(question: Question, context: Context) -> Iterator[Fault]:
    """What was answered alone is counted; its words do not lie beside what is public.

    Bad:  private: true，question: 我家的低保什么时候批
    Good: private: true，不写 question 和 answer
    """
    if question.private and (question.question is not None or question.answer is not None):
        told: Place = question.place("question" if question.question is not None else "answer")
        yield told, "这条留言是单独答复的，内容还写在文件里，看得到代码库的人都能看到。", "请删去 question 和 answer。"
