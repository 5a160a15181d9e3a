"""What tests start ends: `serve` by either signal, whatever it inherited, and every test by its time limit."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import whole_section as whole
from tests.processes import children, end, kill
from tests.sample import ROOT
from tests.sections import Section

DEAF = "trap '' INT TERM QUIT HUP; exec \"$@\""
"""As under `nohup` and a shell's `&`, and worse: the command inherits the signals ignored."""


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_serve_ends_on_a_signal_that_it_inherited_as_ignored(number: signal.Signals, tmp_path: Path) -> None:
    config = Section(tmp_path, {"index.md": "欢迎。\n"}, whole.TODAY).write().config_file
    serve = [sys.executable, str(ROOT / "build.py"), "serve", "--config", str(config), "--port", "0"]
    process = subprocess.Popen(["sh", "-c", DEAF, "sh", *serve], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert next(found for line in process.stdout if (found := re.search(r"http://\S+/", line)))
    start = time.perf_counter()
    assert end(process, number) == 0
    assert time.perf_counter() - start < 5
    assert "预览已结束" in process.stdout.read()
    process.stdout.close()


HANGS = """
import subprocess
import sys

def test_that_waits_for_a_child_that_will_not_end(tmp_path):
    command = ["sh", "-c", "trap '' INT TERM QUIT HUP; echo here; sleep 600 & wait; sleep 600"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        child.stdout.readline()
        print("waiting for", child.pid, file=sys.stderr)
        child.terminate()

def test_that_comes_after_it():
    pass
"""


def test_a_test_that_hangs_fails_and_what_it_started_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "test_hangs.py"
    file.write_text(HANGS)
    command = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT)]
    more = [
        "-p",
        "pytest_timeout",
        "-p",
        "tests.time_limits",
        "-p",
        "no:cacheprovider",
        "--timeout",
        "1",
        "--basetemp",
        str(tmp_path / "its own"),
        str(file),
    ]
    done = subprocess.run(
        [*command, *more],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )
    assert done.returncode == 1
    assert "1 failed, 1 passed" in done.stdout
    assert "Timeout" in done.stdout
    waited_for = re.search(r"waiting for (\d+)", done.stdout)
    assert waited_for
    assert not Path("/proc", waited_for[1]).exists()


def test_a_process_is_killed_with_all_that_it_started() -> None:
    command = ["sh", "-c", "trap '' TERM; sleep 600 & echo here; wait; sleep 600"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"here\n"
        (below,) = children(process.pid)
        process.terminate()
        kill([process.pid])
    for _ in range(100):  # an orphan's end is told by whoever takes it over
        status = Path("/proc", str(below), "stat")
        if not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return
        time.sleep(0.05)
    raise AssertionError("it lives on")


def test_every_test_has_a_time_limit(request: pytest.FixtureRequest) -> None:
    assert 0 < float(request.config.getini("timeout")) <= 300
    limits = [item.get_closest_marker("timeout") for item in request.session.items]
    assert all(limit.args[0] > 0 for limit in limits if limit)
