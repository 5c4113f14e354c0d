"""Post the comment that tells the story of a change, in the place of the one that an earlier run has left.

    python3 scripts/post_story.py github COMMENT.md
    python3 scripts/post_story.py gitlab COMMENT.md

Runs with the right to comment and nothing else. It is the main branch's own script, imports nothing of the engine,
reads one text that a run without any right has made, and runs nothing of the change. Which request the text belongs to
is asked of the host by the commit that the run was made for, and never read from the text. Where a change from somebody
else's repository touches more than content, its run may have been another program: then its text is not repeated.

GitHub: TOKEN, API, REPOSITORY, HEAD_SHA, HEAD_OWNER, HEAD_BRANCH, LINK. GitLab: TOKEN and what its runner sets.
Exit status: 0 posted or nothing to post, 2 could not be posted.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

MARK = "<!-- disclosure: story -->"
LIMIT = 65_536  # characters
CONTENT = ("docs/", "data/")
_PAGES = 30  # of a hundred; GitHub lists no more than 3,000 files of a change
_WITHHELD = (
    f"{MARK}\n\n这次改动来自别的代码库，并且改了 docs/、data/ 以外的文件：它的说明不在这里重复。"
    "请管程序的人先看过这些文件，再看这次运行的产物：{link}\n"
)


class NotPosted(Exception):
    """The comment could not be posted; the message says why."""


class Host:
    """A code host's interface: JSON in, JSON out, nothing but the one address that was given."""

    def __init__(self, api: str, headers: Mapping[str, str]) -> None:
        self._api, self._headers = api.rstrip("/"), dict(headers) | {"Accept": "application/json"}

    def ask(self, method: str, path: str, body: Mapping[str, str] | None = None) -> Any:
        """What the host answers. Raises NotPosted."""
        data = json.dumps(body).encode() if body is not None else None
        headers = self._headers | ({"Content-Type": "application/json"} if data else {})
        try:
            with urlopen(Request(f"{self._api}{path}", data, headers, method=method), timeout=60) as answer:
                return json.load(answer)
        except (URLError, ValueError, OSError) as error:
            raise NotPosted(f"{method} {path}：{error}") from error

    def listed(self, path: str) -> Iterator[Any]:
        """The items of a list of several pages."""
        for page in range(1, _PAGES + 1):
            items = self.ask("GET", f"{path}{'&' if '?' in path else '?'}{urlencode({'per_page': 100, 'page': page})}")
            yield from items
            if len(items) < 100:
                return


def main(arguments: list[str] | None = None, environment: Mapping[str, str] = os.environ) -> int:
    """Post as the arguments say."""
    parser = argparse.ArgumentParser(description="把改动说明写成合并请求的评论")
    parser.add_argument("host", choices=("github", "gitlab"))
    parser.add_argument("comment", type=Path)
    options = parser.parse_args(arguments)
    if not options.comment.is_file():
        print("那次运行没有留下改动说明：没有写评论")
        return 0
    try:
        print((_on_github if options.host == "github" else _on_gitlab)(_text(options.comment), environment))
    except (NotPosted, KeyError) as error:
        print(f"没有写评论：{error}", file=sys.stderr)
        return 2
    return 0


def _text(file: Path) -> str:
    """The comment, if it is one. Raises NotPosted."""
    try:
        text = file.read_bytes()[: 4 * LIMIT + 1].decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NotPosted(f"没有改动说明（{error}）") from error
    if not text.startswith(f"{MARK}\n") or len(text) > LIMIT:
        raise NotPosted("文件不是改动说明")
    return text


def _on_github(text: str, told: Mapping[str, str]) -> str:
    host = Host(told["API"], {"Authorization": f"Bearer {told['TOKEN']}"})
    home = f"/repos/{told['REPOSITORY']}"
    head = quote(f"{told['HEAD_OWNER']}:{told['HEAD_BRANCH']}", safe="")
    for request in host.ask("GET", f"{home}/pulls?state=open&head={head}"):
        if request["head"]["sha"] == told["HEAD_SHA"]:
            number = int(request["number"])
            is_own = ((request["head"].get("repo") or {}).get("full_name")) == told["REPOSITORY"]
            if not is_own and not _is_content(host, f"{home}/pulls/{number}"):
                text = _WITHHELD.format(link=told["LINK"])
            return _put(host, f"{home}/issues/{number}/comments", f"{home}/issues/comments", "PATCH", text)
    return "合并请求已经关闭，或者又有了新的提交：没有写评论"


def _is_content(host: Host, request: str) -> bool:
    """Whether a change touches content alone; one that is too long to be told is none."""
    count = 0
    for file in host.listed(f"{request}/files"):
        count += 1
        names = {str(file["filename"]), str(file.get("previous_filename") or file["filename"])}
        if not all(name.startswith(CONTENT) for name in names):
            return False
    return 0 < count < 100 * _PAGES


def _on_gitlab(text: str, told: Mapping[str, str]) -> str:
    host = Host(told["CI_API_V4_URL"], {"PRIVATE-TOKEN": told["TOKEN"]})
    notes = f"/projects/{told['CI_PROJECT_ID']}/merge_requests/{told['CI_MERGE_REQUEST_IID']}/notes"
    return _put(host, notes, notes, "PUT", text)


def _put(host: Host, comments: str, one: str, method: str, text: str) -> str:
    """Write over the comment of an earlier run, or write the first; a host lets nobody change another's."""
    for comment in host.listed(comments):
        if str(comment.get("body")).startswith(MARK):
            try:
                host.ask(method, f"{one}/{int(comment['id'])}", {"body": text})
                return "已经更新评论"
            except NotPosted:
                continue  # somebody else's, who has copied the mark
    host.ask("POST", comments, {"body": text})
    return "已经写了评论"


if __name__ == "__main__":
    sys.exit(main())
