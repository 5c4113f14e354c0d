"""The link gate's work divided among processes: the same findings, and no silence when one of them breaks off."""

import os
from pathlib import Path

import pytest

from disclosure.links import gate
from disclosure.links.gate import check_site
from disclosure.shares import ShareFailed, in_shares, muster, processors

forking = pytest.mark.skipif(processors() < 2 and not hasattr(os, "fork"), reason="this system cannot fork")


@forking
@pytest.mark.parametrize("count", [1, 2, 3])
def test_all_shares_learn_what_each_has_given(count):
    def work(number, gather):
        return gather(number * 10), gather(chr(65 + number))

    everyone = ([number * 10 for number in range(count)], [chr(65 + number) for number in range(count)])
    assert in_shares(count, work) == [everyone] * count


@forking
@pytest.mark.parametrize("count", [1, 3])
def test_every_ticket_goes_to_one_share(count):
    crew = muster(count)
    drawn = [list(crew.tickets(total)) for total in (50, 0, 7)]
    parts = crew.hand_in(drawn)
    for stage, total in enumerate((50, 0, 7)):
        assert sorted(number for part in parts for number in part[stage]) == list(range(total))
    assert all(numbers == sorted(numbers) for part in parts for numbers in part)


@forking
def test_a_share_that_breaks_off_is_no_silence():
    def work(number, gather):
        if number == 1:
            os._exit(1)
        return gather(number)

    with pytest.raises(ShareFailed):
        in_shares(2, work)


@forking
def test_a_share_that_crashes_says_why_and_prints_nothing(capfd):
    def work(number, gather):
        if number == 1:
            raise KeyError("seeded")
        return gather(number)

    with pytest.raises(ShareFailed, match="KeyError: 'seeded'，test_shares.py:"):
        in_shares(2, work)
    assert capfd.readouterr() == ("", "")


def page(number: int, links: str) -> str:
    return f"<title>甲市某办法之{number}</title><h1 id='top{number}'>甲市某办法之{number}</h1>{links}"


def write_site(root: Path) -> None:
    """Pages enough to be shared, with dead, odd and wrong links whose proof lies in the other share."""
    for number in range(300):
        far = (number + 150) % 300
        links = [f'<a href="p{far}.html#top{far}">甲市某办法之{far}</a>']
        links += [f'<a href="gone{number}.html">无</a>'] if number % 50 == 0 else []
        links += ['<a href="p1.html#none">段落</a>'] if number == 7 else []
        links += ['<a href="htttp://a.cn/">网站</a>'] if number == 290 else []
        links += ['<a href="p5.html">《乙市养犬管理条例》</a>'] if number == 299 else []
        links += ['<a href="p299.html">《乙市养犬管理条例》</a>'] * (number in range(20, 32))
        (root / f"p{number}.html").write_text(page(number, "".join(links)), "utf-8")


@forking
def test_the_findings_do_not_depend_on_the_number_of_processes(tmp_path, monkeypatch):
    write_site(tmp_path)
    found = []
    for count in (1, 2, 5):
        monkeypatch.setattr(gate, "processors", lambda count=count: count)
        found.append(check_site(tmp_path))
    assert found[0] == found[1] == found[2]
    assert {"LNK-101", "LNK-102", "LNK-209", "LNK-312"} <= {finding.rule for finding in found[0]}
    assert sum(finding.rule == "LNK-101" for finding in found[0]) == 6
