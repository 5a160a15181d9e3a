"""Test files are compiled by the first of the processes among which tests are divided; the others wait, and read what it
left. All would compile the same file at the same time otherwise, and a clean clone has 300 of them."""

import os
import sys
from collections.abc import Generator

import pytest

from gongkai.operating_system import exclusive_lock


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    run, cache = os.environ.get("PYTEST_XDIST_TESTRUNUID"), getattr(session.config, "cache", None)
    if not run or not cache or sys.dont_write_bytecode:
        return (yield)
    folder = cache.mkdir("collecting")
    compiled = folder / "compiled"
    with exclusive_lock(folder / "lock", lambda: None):
        if not compiled.exists() or compiled.read_text(encoding="utf-8") != run:
            done = yield
            compiled.write_text(run, encoding="utf-8")
            return done
    return (yield)
