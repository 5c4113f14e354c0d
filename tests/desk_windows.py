"""The desk's jobs in a window of Chromium, with and without scripts: fields are filled in and buttons pressed there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from playwright.sync_api import Locator, Page, sync_playwright

from desk_visits import File, Visit
from desks import ORIGIN, Answer, Browser, filled
from disclosure.cli.browsers import chromium
from disclosure.editing.desk.application import Application

_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
_FOLDED = "xpath=ancestor::details[not(@open)]/summary"


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


class WindowVisit(Visit):
    """Somebody's way through the desk, in a window."""

    def __init__(self, application: Application, window: Page) -> None:
        self._window = window
        super().__init__(Browser(application))

    def goes(self, address: str) -> Visit:
        self._window.goto(f"{ORIGIN}{address}")
        return self._looks()

    def fills(self, values: Mapping[str, str | list[str]]) -> Visit:
        for called, value in values.items():
            control = self._control(called)
            chosen = [value] if isinstance(value, str) else value
            wanted = [control.options.get(words, words) for words in chosen]
            fields = self._window.locator(f'form.record [name="{control.name}"]:not([type=hidden])')
            self._unfold(fields.first)
            kind, tag = fields.first.get_attribute("type"), fields.first.evaluate("item => item.tagName")
            if kind in ("radio", "checkbox"):
                for field in fields.all():
                    if field.get_attribute("value") in wanted:
                        field.check()
                    elif kind == "checkbox":
                        field.uncheck()
            elif tag == "SELECT":
                fields.first.select_option(wanted[0])
            else:
                fields.first.fill(wanted[0])
        return self

    def chooses(self, file: File) -> Visit:
        name, data = file
        self._window.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        )
        return self

    def presses(self, words: str, within: str = "") -> Visit:
        named = self._window.get_by_role("button", name=words, exact=True)
        button = named if named.count() else self._window.locator("button", has_text=words)
        with self._window.expect_navigation():
            button.last.click()
        return self._looks()

    def _unfold(self, field: Locator) -> None:
        while (folded := field.locator(_FOLDED)).count():
            folded.first.click()

    def _looks(self) -> Visit:
        self._window.wait_for_load_state()
        self.page = Answer(200, [], self._window.content().encode())
        self._pairs = filled(self._form) if self._form is not None else []
        return self


@contextmanager
def windows(width: int, with_scripts: bool) -> Iterator[Callable[[Application], Visit]]:
    """What opens a window of its own for an application, which is served until the next is opened."""
    serving: list[Application] = []
    with (
        make_server("127.0.0.1", 8381, lambda environ, start: serving[-1](environ, start), WSGIServer, Quiet) as server,
        sync_playwright() as playwright,
    ):
        thread = Thread(target=server.serve_forever)
        thread.start()
        browser = playwright.chromium.launch(executable_path=chromium(), args=_FLAGS)

        def opens(application: Application) -> Visit:
            serving.append(application)
            context = browser.new_context(
                viewport={"width": width, "height": 900}, java_script_enabled=with_scripts, locale="zh-CN"
            )
            context.set_default_timeout(15000)
            return WindowVisit(application, context.new_page())

        yield opens
        browser.close()
        server.shutdown()
        thread.join()
