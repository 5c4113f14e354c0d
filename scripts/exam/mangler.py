"""Files as slips, programs and ill will leave them: valid ones mangled in bytes, lines and values, and wholly random.

Everything is drawn from the ``random.Random`` that is given, so that a seed makes the same files on every machine.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

# What editors, their programs and ill will may put where a value belongs.
PIECES = (
    "", " ", "~", "null", "[[[[", "{", "}{", "[]", "{}", "- - - -", "&a", "*a", "&a [*a]", "!!python/object:os.system",
    "!!int x", "!", "%", "@", "`", "|", ">", "'", '"', '"\\', "---", "...", "? ", ": ", ":", "#", " #x", "：", "<<: {}",
    "[]: b", "{a: b}: c", "? [a]\n: b", "*a : b", "\t", "\r", "\n", "\r\n", "\n\n  ", "\0", "\x85", "\u2028", "\u2029",
    "\ufeff", "\u202e", "\u2066", "\u200b", "\ufffe", "\ue000", "\ue0001:2\ue001", "\U0001f600", "🇨🇳", "①", "٣", "²",
    "е", "ｓ", "0001-01-01", "9999-12-31", "9999-12-31 23:59", "2025-02-30", "0000-00-00", "-1", "0", "1e999", "nan",
    "0x10", "1_0", "9" * 9, "9" * 400, "a" * 300, "文" * 5000, "[" * 3000, "a: " * 50, "../../etc/passwd", "a/../b",
    "/", ".", "..", "con", "ref:", "[](ref:)", "[](ref:doc-2025-003#)", "](", "<a href=", "](ref:" * 200, "<script>",
    "{absent: not-due}", "{absent: not-due, due: 9999-12-31}", "{absent: x}", "{absent: x, absent: y}",
    '"\\0\\e[31m\\n"', "<!--", "<svg/onload=x>", "&#x6a;", "::error::", "##[add-mask]", "*" * 3000, "![" * 500,
    "> " * 300 + "- 甲", "- " * 300, "```\n" * 99, "| 甲 |\n| --- |\n", "[^1]: 甲", "=\n" * 500, "!!! note\n",
    "机密★1年", "110101199003070011", "1e9", " " * 20_000, "\n" * 5000, "<b>" * 900, "`" * 999, "a:\n" + " " * 9 + "b",
)  # fmt: skip
_TOKENS = "#*_`[](){}<>&|\\!-=+:;,.'\"~^$%@?/ \n\t0a甲、。（）《》“”"
_ENCODINGS = ("gb18030", "utf-16", "utf-16-le", "utf-8-sig", "utf-32", "big5")
_LINE_ENDS = ("\r\n", "\r", "\x85", "\u2028", "\n\r", "\x0b", "\0\n")
_LONGEST = 1 << 20  # bytes


def mangled(raw: bytes, random: Random) -> bytes:
    """Another content for a file that holds ``raw``, in one of many ways broken."""
    way = random.choice(_WAYS)
    return way(raw, random)[:_LONGEST]


def _text(raw: bytes, random: Random) -> bytes:
    text = raw.decode()
    for _ in range(random.randint(1, 4)):
        start, piece = random.randint(0, len(text)), random.choice(PIECES)
        end = start + random.choice((0, 0, 1, 8, 120))
        text = random.choice((text[:start] + piece + text[end:], text[:end] + text[start:], text[:start] + text[end:]))
    return text.encode()


def _lines(raw: bytes, random: Random) -> bytes:
    lines = raw.decode().split("\n")
    for _ in range(random.randint(1, 5)):
        one, other = random.randrange(len(lines)), random.randrange(len(lines))
        match random.randrange(5):
            case 0:
                lines[one], lines[other] = lines[other], lines[one]
            case 1:
                lines.insert(other, lines[one])
            case 2:
                lines[one] = random.choice((" ", "  ", "\t", "\u3000", "- ", "> ", "    ")) * 2 + lines[one].lstrip()
            case 3:
                lines[one] = ""
            case _:
                del lines[one:other]
                lines = lines or [""]
    return "\n".join(lines).encode()


def _values(raw: bytes, random: Random) -> bytes:
    """Values replaced, keys and indentation kept."""
    lines = raw.decode().split("\n")
    valued = [number for number, line in enumerate(lines) if ": " in line or line.lstrip().startswith("- ")]
    for number in random.sample(valued, min(len(valued), random.randint(1, 4))):
        key, mark, _ = lines[number].partition(": " if ": " in lines[number] else "- ")
        lines[number] = key + mark + random.choice(PIECES)
    return "\n".join(lines).encode()


def _bytes(raw: bytes, random: Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(random.randint(1, 8)):
        place = random.randint(0, len(changed))
        changed[place : place + random.randint(0, 3)] = random.randbytes(random.randint(0, 3))
    return bytes(changed)


def _cut(raw: bytes, random: Random) -> bytes:
    return raw[: random.randint(0, len(raw))]


def _encoded(raw: bytes, random: Random) -> bytes:
    return raw.decode().encode(random.choice(_ENCODINGS), "replace")


def _line_ends(raw: bytes, random: Random) -> bytes:
    return raw.decode().replace("\n", random.choice(_LINE_ENDS)).encode()


def _nested(raw: bytes, random: Random) -> bytes:
    depth = random.choice((10, 21, 100, 2000))
    opening = random.choice(("[", "{a: ", "- ", "> ", "? ", "*a_b", "<div>", "1. ", "[甲](", "“", "（"))
    stair = "".join(f"{'  ' * min(level, 200)}- a:\n" for level in range(depth))
    return raw + random.choice((opening * depth, stair, f"a: {opening * depth}\n")).encode()


def _crowded(raw: bytes, random: Random) -> bytes:
    """A few signs over and over, up to a hundred thousand characters of them."""
    piece = "".join(random.choices(_TOKENS, k=random.randint(1, 6)))
    times = random.choice((100, 100, 300, 300, 1000, 1000, 3000, 10_000, 100_000)) // len(piece)
    return raw + b"\n\n" * random.randint(0, 1) + (piece * times).encode()


def _random_text(raw: bytes, random: Random) -> bytes:
    made = "".join(random.choices(_TOKENS, k=random.choice((10, 300, 3000))))
    return made.encode() if random.random() < 0.5 else b"---\nid: doc-2025-003\n---\n" + made.encode()


def _random_bytes(raw: bytes, random: Random) -> bytes:
    return random.randbytes(random.choice((0, 1, 2, 3, 50, 5000)))


# The first ones are what happens to people.
_WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _text, _text, _lines, _lines, _values, _values, _values, _bytes, _cut, _encoded, _line_ends, _nested, _crowded,
    _random_text, _random_bytes,
)  # fmt: skip
