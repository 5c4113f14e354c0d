"""What a terminal, a code host's runner or an XML reader would obey or refuse, made harmless and still to be seen.

Findings quote what editors, import files and foreign pages contain, so none of it may steer the reader's tools:
control codes (colour, cursor), direction marks that reorder a line, zero-width characters, halves of surrogate pairs,
and the commands that runners look for in whatever a job prints.
"""

from __future__ import annotations

import json
import re
from typing import Any

from disclosure.expressions import expression

_UNSEEN = "\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff"
_SURROGATE = expression("[\ud800-\udfff]")
_STEERING = expression(f"[\x00-\x1f{_UNSEEN}]")
_STEERING_IN_JSON = expression(f"[{_UNSEEN}]")
# ``##[add-mask]`` (GitHub, Gitee), ``##vso[…]`` (Azure), ``##teamcity[…]`` are obeyed anywhere in a line,
# ``::add-mask::`` (GitHub) at its beginning.
_COMMAND = expression(r"##(?=\w*\[)")
_COMMAND_IN_JSON = expression(r"(?<=#)#(?=\w*\[)")
_COMMAND_AT_START = expression(r"^(\s*)::")


def visible(text: str) -> str:
    """``text`` on one line, every unseen character replaced by a sign for it: ``␛`` for escape, ``␊`` for a newline.

    Of a runner's command the first signs become full-width (``＃＃[``, ``：：``). What is left may stand in XML 1.0,
    which cannot hold control codes even when escaped.
    """
    return _COMMAND_AT_START.sub(r"\1：：", _COMMAND.sub("＃＃", _STEERING.sub(_sign, whole(text))))


def visible_lines(text: str) -> str:
    """``text`` of several lines, each of them made ``visible``."""
    return "\n".join(map(visible, text.split("\n")))


def whole(text: str) -> str:
    """``text`` that can be written as UTF-8: halves of surrogate pairs (undecodable file names) become ``�``."""
    return _SURROGATE.sub("\ufffd", text)


def json_text(value: Any) -> str:
    """``value`` as JSON for people and programs: Chinese as it is, what cannot be seen or is obeyed as ``\\uXXXX``.

    At the beginning of a line stands a quotation mark or a bracket, so that ``::`` needs no care.
    """
    plain = whole(json.dumps(value, ensure_ascii=False, indent=2))
    return _COMMAND_IN_JSON.sub(_escape, _STEERING_IN_JSON.sub(_escape, plain)) + "\n"


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"
