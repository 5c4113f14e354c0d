"""What can be set for the check of external links, each with its default and the reason for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """How the check of external links behaves. The defaults suit a nightly run over some thousand links."""

    # Where the owner of a checked site can learn who asks: the address goes into the user agent.
    contact: str = ""
    # Seconds between two requests to one host; hosts are asked side by side, one request each at a time.
    pace: float = 1.0
    # How many hosts are asked at the same time.
    hosts_at_once: int = 16
    # Seconds for one step of a connection, and for one request from beginning to end.
    timeout: float = 20.0
    time_cap: float = 45.0
    # How much of a page, and of any other file, is read. The title and the text of a page are all that is needed.
    page_bytes: int = 2_000_000
    file_bytes: int = 4_096
    # Redirects (also those that a page makes by itself) before a link is given up.
    redirects: int = 5
    # Seconds before each further round over what failed; a second look is also what makes a verdict 确定.
    gaps: tuple[float, ...] = (30.0, 300.0)
    # The longest Retry-After that is waited for within one run; a longer one is left to a later run.
    longest_wait: float = 300.0
    # After so many failed connections in a row the rest of a host's links is not tried in this round.
    host_strikes: int = 3
    # How long a verdict holds. 确定 and 危险 are looked at again in every run.
    ok_age: timedelta = timedelta(days=7)
    ok_jitter: float = 0.2
    moved_age: timedelta = timedelta(days=3)
    suspect_age: timedelta = timedelta(hours=6)
    # A name that surely exists. Where even this one cannot be found, the fault lies with our own name service, and a
    # missing name proves nothing. Empty: no such trial.
    control_host: str = "www.gov.cn"
    # Ask every page once more as a search engine would: finds pages that show gambling to search engines only.
    ask_as_spider: bool = False
    spider_agent: str = "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)"
    # Hosts that are linked on purpose; a link to a name one letter away from one of them is a sign of a trap.
    known_hosts: tuple[str, ...] = ()
    # Registrable domains outside of gov.cn and 政务 that count as government.
    government_domains: tuple[str, ...] = ()
    # A file of trusted certificates instead of the system's.
    ca_file: Path | None = None

    @property
    def agent(self) -> str:
        """The user agent, with the address of whoever answers for the requests."""
        contact = f"; +{self.contact}" if self.contact else ""
        return f"Mozilla/5.0 (compatible; disclosure-links/1.0{contact})"
