"""Terminals, pipes and files that the program prints to: their encoding, their colours, and that they may be gone."""

import codecs
import errno
import io
import os
import sys
from typing import TextIO

from gongkai.operating_system import system

_CHINESE = "公开检查（第1行）：《》〔〕"
_NEAREST = "gongkai.nearest"
_LIKE = {"✓": "√", "✗": "×"}
"""What our signs become in GBK."""
_TERMINALS_WITH_ESCAPES = ("WT_SESSION", "TERM", "TERM_PROGRAM", "ANSICON")
"""Environment variables of terminals on Windows that know colours; its old console shows their codes."""


def set_encodings() -> None:
    """Print Chinese, whatever the machine's locale: a terminal, or whoever sets PYTHONIOENCODING, gets the encoding it
    reads, if that has Chinese; all else UTF-8. A sign that the encoding has not is shown as its nearest, never a fault."""
    codecs.register_error(_NEAREST, _nearest)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            chosen = stream.isatty() or os.environ.get("PYTHONIOENCODING")
            if chosen and _has_chinese(stream.encoding):
                stream.reconfigure(errors=_NEAREST)
            else:
                stream.reconfigure(encoding="utf-8")


def set_utf8(stream: TextIO) -> None:
    """What is printed is for a program, which reads UTF-8."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8")


def escapes_work(stream: TextIO) -> bool:
    """Whether a stream is a terminal that understands colours and going back in a line."""
    if not stream.isatty():
        return False
    return not system.WINDOWS or any(name in os.environ for name in _TERMINALS_WITH_ESCAPES)


def reader_has_gone(problem: Exception) -> bool:
    """Whether the reader of our output has gone; Windows says so in words of its own."""
    if system.WINDOWS and isinstance(problem, OSError):
        return problem.errno in (errno.EINVAL, errno.EPIPE) and problem.filename is None
    return isinstance(problem, BrokenPipeError)


def _nearest(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    missing = problem.object[problem.start : problem.end]
    return "".join(_LIKE.get(sign, "?") for sign in missing), problem.end


def _has_chinese(encoding: str) -> bool:
    try:
        _CHINESE.encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True
