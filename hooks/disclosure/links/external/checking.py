"""The check of external links: rounds over what failed, a pace for every host, and no verdict on one look alone."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

from disclosure.links.external.address import Address, is_external, parse
from disclosure.links.external.fetching import Fetch, NoAnswer
from disclosure.links.external.guard import Guard
from disclosure.links.external.judging import OK, Impression, State, judge, of_fault
from disclosure.links.external.memory import Memory, Standing, due, open_memory, utc, with_baseline
from disclosure.links.external.oracle import Oracle
from disclosure.links.external.pace import Clock, Pace, Sleep
from disclosure.links.external.raw import RawFetch
from disclosure.links.external.settings import Settings
from disclosure.links.external.snapshot import Snapshot
from disclosure.links.external.visiting import Visit, Visitor
from disclosure.links.hostnames import InvalidHost

_UNREACHED = {NoAnswer.TIMEOUT.value, NoAnswer.REFUSED.value, NoAnswer.CONNECTION.value}
_POSTPONED = Impression(State.SUSPECT, "postponed", "对方要求稍后再来，这一次没有查完")
_BUSY = {429, 503}


@dataclass(frozen=True, slots=True)
class LinkInfo:
    """What is known of a link besides its address."""

    first_seen: str = ""  # the commit or the day that brought it
    added: bool = False  # it is new with the change that is being checked


@dataclass(slots=True)
class Case:
    """One address on its way to a verdict."""

    address: Address
    earlier: Standing | None
    impressions: list[Impression] = field(default_factory=list)
    visit: Visit | None = None
    asked_for: float = 0.0  # the server's Retry-After, in seconds

    @property
    def confirmed(self) -> Impression | None:
        """What has been seen twice: in this run, or now and at the end of an earlier one."""
        counted = Counter(impression.reason for impression in self.impressions if impression.can_be_confirmed)
        if self.earlier is not None and self.earlier.reason in counted:
            counted[self.earlier.reason] += 1
        twice = {reason for reason, count in counted.items() if count >= 2}
        return next((impression for impression in reversed(self.impressions) if impression.reason in twice), None)

    @property
    def settled(self) -> bool:
        """Whether a further look would change nothing."""
        return self.impressions[-1] == OK or self.confirmed is not None


def check_external(
    urls: Mapping[str, LinkInfo],
    cache_path: Path,
    now: datetime,
    settings: Settings | None = None,
    *,
    guard: Guard | None = None,
    oracle: Fetch | None = None,
    clock: Clock = monotonic,
    sleep: Sleep = sleep,
) -> dict[str, Standing]:
    """The verdict on each of ``urls`` that is http or https. What an earlier run still knows costs no request.

    ``guard`` decides which addresses may be asked; ``oracle`` takes LinkChecker's place (for tests); ``clock`` and
    ``sleep`` rule the pace and the time between rounds.
    """
    settings = settings or Settings()
    now = utc(now)
    with ExitStack() as stack:
        memory = stack.enter_context(open_memory(cache_path))
        asked = oracle or stack.enter_context(Oracle(settings))
        visitor = Visitor(
            guard or Guard(control_host=settings.control_host),
            Pace(settings.pace, clock, sleep),
            asked,
            RawFetch(settings),
            settings.redirects,
        )
        return _verdicts(urls, memory, _Run(visitor, settings, now, sleep))


def _verdicts(urls: Mapping[str, LinkInfo], memory: Memory, run: _Run) -> dict[str, Standing]:
    found: dict[str, Standing] = {}
    cases: dict[str, Case] = {}
    infos: dict[str, LinkInfo] = {}
    owners: dict[str, str] = {}
    for url, info in sorted(urls.items()):
        if not is_external(url):
            continue
        try:
            address = parse(url)
        except InvalidHost as error:
            found[url] = _impossible(url, info, str(error), run.now)
            continue
        owners[url] = address.url
        infos.setdefault(address.url, info)
        cases.setdefault(address.url, Case(address, None))
    known = {key: memory.recall(key) for key in cases}
    fresh = {key: entry[0] for key, entry in known.items() if entry and run.now < entry[1]}
    for key, case in cases.items():
        entry = known[key]
        case.earlier = entry[0] if entry else None
    run.look([case for key, case in cases.items() if key not in fresh])
    for key, case in cases.items():
        if key not in fresh:
            fresh[key] = run.verdict(case, infos[key])
            memory.keep(fresh[key], due(fresh[key], run.settings, case.asked_for))
    found.update({url: replace(fresh[key], added=urls[url].added) for url, key in owners.items()})
    return found


def _impossible(url: str, info: LinkInfo, detail: str, now: datetime) -> Standing:
    """No second look is needed at a name that cannot exist."""
    impression = of_fault(NoAnswer.INVALID_HOST, detail)
    return Standing(
        url, impression.state, now, impression.reason, impression.words, confirmed=True, added=info.added,
        first_seen=info.first_seen,
    )  # fmt: skip


class _Run:
    """One run: the rounds, and what is shared by its links."""

    def __init__(self, visitor: Visitor, settings: Settings, now: datetime, sleep: Sleep) -> None:
        self.settings = settings
        self.now = now
        self._visitor = visitor
        self._sleep = sleep
        self._siblings: dict[str, Visit] = {}
        self._waited = 0.0

    def look(self, cases: Sequence[Case]) -> None:
        """Look at all, then again at what failed, until it is settled or the rounds are used up."""
        pending = list(cases)
        for gap in (0.0, *self.settings.gaps):
            pending = [case for case in pending if case.asked_for <= self.settings.longest_wait]
            if not pending:
                return
            self._rest(max(gap, *(case.asked_for for case in pending)))
            self._round(pending)
            pending = [case for case in pending if not case.settled]

    def _rest(self, seconds: float) -> None:
        if seconds:
            self._sleep(seconds)
            self._waited += seconds
        self._visitor.guard.forget()
        self._siblings.clear()

    def _round(self, cases: Iterable[Case]) -> None:
        hosts: dict[str, list[Case]] = {}
        for case in cases:
            hosts.setdefault(case.address.host, []).append(case)
        stop = threading.Event()
        with ThreadPoolExecutor(self.settings.hosts_at_once) as pool:
            futures = [pool.submit(self._host, group, stop) for group in hosts.values()]
            try:
                for future in futures:
                    future.result()
            except BaseException:
                stop.set()
                raise

    def _host(self, cases: Sequence[Case], stop: threading.Event) -> None:
        """The links of one host, one after the other; no more of them once the host is down or asks for quiet."""
        unreached, quiet = 0, 0.0
        for case in cases:
            if stop.is_set():
                return
            if quiet:
                case.asked_for = quiet
                case.impressions.append(_POSTPONED)
            elif unreached >= self.settings.host_strikes:
                case.impressions.append(of_fault(NoAnswer.CONNECTION))
            else:
                self._look_at(case)
                quiet = case.asked_for
                unreached = unreached + 1 if case.impressions[-1].reason in _UNREACHED else 0

    def _look_at(self, case: Case) -> None:
        visit = self._visitor.visit(case.address)
        case.asked_for = self._asked_for(visit)
        case.visit = visit
        before = case.earlier.before if case.earlier else None
        case.impressions.append(judge(visit, before, self.settings, self._sibling, self._as_spider))

    def _asked_for(self, visit: Visit) -> float:
        """How long the host wants to be left alone; who is asked too often and names no time gets the usual gap."""
        status = visit.response.status
        if status not in _BUSY:
            return 0.0
        usual = min(self.settings.gaps, default=0.0) if status == 429 else 0.0
        return visit.response.retry_after(self.now + timedelta(seconds=self._waited)) or usual

    def _sibling(self, visit: Visit) -> Visit | None:
        """The visit to a name that does not exist, once a directory and round (a host has one thread only)."""
        address = visit.start.sibling()
        if address.url not in self._siblings:
            self._siblings[address.url] = self._visitor.visit(address)
        return self._siblings[address.url]

    def _as_spider(self, visit: Visit) -> Snapshot | None:
        if not self.settings.ask_as_spider or not (visit.page.title or visit.page.text):
            return None
        return self._visitor.visit(visit.start, self.settings.spider_agent).page

    def verdict(self, case: Case, info: LinkInfo) -> Standing:
        """What the looks at a link come to."""
        confirmed = case.confirmed if case.impressions[-1] != OK else None
        impression = confirmed or case.impressions[-1]
        state, words = impression.state, impression.words
        if confirmed is None and state in (State.CERTAIN, State.DANGER):
            state, words = State.SUSPECT, f"{words}，只见到一次，待复核"
        earlier, visit = case.earlier, case.visit
        again = earlier is not None and earlier.reason == impression.reason
        verdict = Standing(
            url=case.address.url,
            state=state,
            checked_at=self.now,
            reason=impression.reason,
            words=words,
            signs=impression.signs,
            confirmed=confirmed is not None,
            status=visit.response.status if visit else 0,
            end_url=visit.end.url if visit else "",
            moved_to=visit.end.url if visit and state is State.OK and visit.lasting else "",
            title=visit.page.title if visit else "",
            strikes=0 if impression == OK else 1 + (earlier.strikes if again and earlier else 0),
            first_seen=(earlier.first_seen if earlier else "") or info.first_seen,
        )
        return with_baseline(verdict, earlier, visit.page if visit else Snapshot())
