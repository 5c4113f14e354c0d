"""Every kind of trouble: the right verdict, no request too many, and none at all while a verdict holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from disclosure.links.external.checking import LinkInfo, check_external
from disclosure.links.external.memory import Standing
from disclosure.links.external.raw import RawFetch
from disclosure.links.external.settings import Settings
from external.scenarios import SCENARIOS, Scenario, furnish
from external.simulator import FakeTime, Internet, running

NOW = datetime(2025, 6, 18, 3, 0, tzinfo=UTC)


@dataclass
class Outcome:
    """Two runs over all scenarios, the second an hour after the first."""

    internet: Internet
    urls: dict[str, str]
    verdicts: dict[str, Standing]
    requests: Counter[str]
    verdicts_again: dict[str, Standing]
    requests_again: Counter[str]
    time: FakeTime
    agents: set[str]
    targets: list[tuple[str, str]]


@pytest.fixture(scope="module", params=["linkchecker", "raw"])
def outcome(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("external")
    with running(folder) as internet:
        furnish(internet)
        settings = Settings(
            contact="https://www.example.gov.cn/contact", timeout=1.2, time_cap=3, ca_file=internet.ca_file,
            hosts_at_once=24,
        )  # fmt: skip
        oracle = RawFetch(settings) if request.param == "raw" else None
        urls = {scenario.name: scenario.url(internet) for scenario in SCENARIOS}
        time = FakeTime()

        def run(now: datetime) -> tuple[dict[str, Standing], Counter[str]]:
            internet.log.clear()
            verdicts = check_external(
                {url: LinkInfo("2025-06-01") for url in urls.values()}, folder / "links.sqlite", now, settings,
                guard=internet.guard(), oracle=oracle, clock=time.clock, sleep=time.sleep,
            )  # fmt: skip
            return {name: verdicts[url] for name, url in urls.items()}, Counter(host for host, _ in internet.log)

        first, requests = run(NOW)
        agents, targets = set(internet.agents), list(internet.log)
        again, requests_again = run(NOW + timedelta(hours=1))
        return Outcome(internet, urls, first, requests, again, requests_again, time, agents, targets)


def known(scenario: Scenario) -> str:
    return scenario.name


@pytest.mark.parametrize("scenario", SCENARIOS, ids=known)
def test_the_verdict_is_right(outcome: Outcome, scenario: Scenario) -> None:
    verdict = outcome.verdicts[scenario.name]
    assert (verdict.state, verdict.reason, verdict.confirmed) == (scenario.state, scenario.reason, scenario.confirmed)


# Hosts that other scenarios lead to as well.
SHARED = {"casino": 2}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=known)
def test_a_verdict_costs_no_more_requests_than_it_must(outcome: Outcome, scenario: Scenario) -> None:
    expected = 1 if scenario.name == "very-busy" else scenario.requests
    assert outcome.requests[scenario.at] == expected + SHARED.get(scenario.name, 0)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=known)
def test_a_second_run_asks_only_for_what_is_certain(outcome: Outcome, scenario: Scenario) -> None:
    verdict = outcome.verdicts_again[scenario.name]
    assert outcome.requests_again[scenario.at] == (scenario.again or {"casino": 1}.get(scenario.name, 0))
    assert (verdict.state, verdict.reason) == (scenario.state, scenario.reason)
    assert verdict.remembered is (scenario.state.value in ("ok", "suspect"))


def test_a_gbk_name_arrives_byte_for_byte(outcome: Outcome) -> None:
    assert ("gbk.test", "/%D6%D0%B9%FA.doc") in outcome.targets


def test_a_title_in_gb18030_is_read_although_it_says_gb2312(outcome: Outcome) -> None:
    assert outcome.verdicts["old-label"].title == "朱镕基〇訚"


def test_a_lasting_redirect_comes_with_the_new_address(outcome: Outcome) -> None:
    assert outcome.verdicts["moved"].moved_to == outcome.internet.url("moved.test", "/c.html")
    assert outcome.verdicts["merged"].moved_to == ""


def test_requests_say_who_asks(outcome: Outcome) -> None:
    assert outcome.agents == {"Mozilla/5.0 (compatible; disclosure-links/1.0; +https://www.example.gov.cn/contact)"}


def test_the_rounds_keep_their_distance(outcome: Outcome) -> None:
    rounds = [seconds for seconds in outcome.time.slept if seconds >= 30]
    assert rounds[:2] == [120, 300]  # a server asked for 120 seconds instead of 30


def test_nobody_is_asked_at_a_private_address(outcome: Outcome) -> None:
    assert [host for host, _ in outcome.targets if "10.1.2.3" in host or "127.0.0.1" in host or host == "inside"] == []
