"""Recordings of no content, as small as their containers allow."""

from __future__ import annotations

import struct


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def mp4(seconds: int, told_besides: bytes = b"") -> bytes:
    head = struct.pack(">5I", 0, 0, 0, 600, seconds * 600) + b"\0" * 80
    return box(b"ftyp", b"isom\0\0\2\0isom") + box(b"moov", box(b"mvhd", head) + told_besides) + box(b"mdat", b"\0" * 9)


def webm(seconds: float, told_besides: bytes = b"") -> bytes:
    info = b"\x2a\xd7\xb1\x83" + (1_000_000).to_bytes(3, "big") + b"\x44\x89\x88" + struct.pack(">d", seconds * 1000)
    segment = b"\x15\x49\xa9\x66" + bytes([0x80 | len(info)]) + info + told_besides
    return b"\x1aE\xdf\xa3\x80" + b"\x18S\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff" + segment


def mp3(told_besides: bytes = b"") -> bytes:
    size = bytes([0, 0, len(told_besides) >> 7, len(told_besides) & 0x7F])
    return b"ID3\x04\0\0" + size + told_besides + b"\xff\xfb\x90\x64" + b"\0" * 16_000
