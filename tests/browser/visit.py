"""What a page asked for and complained about while a reader used it."""

from __future__ import annotations

import gzip
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, Response


class Visit:
    """Collects all answers and complaints of a page from now on."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.answers: list[Response] = []
        self.requested: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requested.append(request.url))
        page.on("response", self._answered)
        page.on("requestfailed", self._failed)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("console", lambda said: self.complaints.append(f"{said.type}: {said.text}"))

    def _answered(self, response: Response) -> None:
        self.answers.append(response)
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")

    def _failed(self, request: Request) -> None:
        """A request that the browser itself gives up because the reader has moved on is no fault of the site's."""
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {request.url} {request.failure}")

    def strangers(self) -> list[str]:
        """The requests that left for another host than the page's own."""
        own = urlsplit(self.page.url).netloc
        return [url for url in self.requested if not url.startswith("data:") and urlsplit(url).netloc != own]

    def weight(self) -> int:
        """How many bytes the answers have, each compressed as a web server does it."""
        return sum(len(gzip.compress(response.body())) for response in self.answers)
