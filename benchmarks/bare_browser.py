"""How long a search takes in a Chromium that nothing listens to: the DevTools protocol over a pipe, the page alone asked.

Playwright listens to every request of a page, and it is the page's process that tells it: a seventh of the time of a search by meaning.
"""

import itertools
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.search_browser import ARGUMENTS, PAGE, SLOWER

_READY = "document.readyState === 'complete' && location.href !== 'about:blank'"
_LONGEST = 20
"""Seconds that a page may take to load."""
_TYPING = 1500
"""Milliseconds on the open page before words are sent: nobody types them sooner, and the page makes itself ready meanwhile."""

_TIME = """async (query) => {
  const list = document.querySelector("#gk-search-results"), input = document.querySelector("[data-gk-query]");
  input.value = query;
  const start = performance.now();
  const done = new Promise((resolve, reject) => {
    new MutationObserver((_, observer) => {
      if (list.dataset.gkState === "working" && !list.dataset.gkAnswered) return;
      observer.disconnect();
      if (list.dataset.gkState === "failed") reject(new Error("failed"));
      else resolve();
    }).observe(list, { attributes: true });
  });
  input.form.requestSubmit();
  await done;
  return performance.now() - start;
}"""


class BareBrowser:
    """A Chromium and the pipe to it."""

    def __init__(self, sends: int, hears: int) -> None:
        """`sends` and `hears` are the ends of the two pipes that are ours."""
        self._sends, self._hears = sends, os.fdopen(hears, "rb", buffering=0)
        self._rest, self._numbers = b"", itertools.count(1)

    def time_to_answer(self, address: str, query: str) -> float:
        """Milliseconds from the submitted form to the answer, on a page that has been open for a moment, its caches empty."""
        context = self._told("Target.createBrowserContext")["browserContextId"]
        target = self._told("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        page = self._told("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._told("Emulation.setDeviceMetricsOverride", page, **PAGE, deviceScaleFactor=1, mobile=False)
        self._told("Page.navigate", page, url=f"{address}search/")
        for _look in range(_LONGEST * 50):
            if self._value(page, _READY):
                break
            time.sleep(0.02)
        else:
            raise SystemExit(f"{address}search/ did not load")
        self._told("Emulation.setCPUThrottlingRate", page, rate=SLOWER)
        time.sleep(_TYPING / 1000)
        taken = float(self._value(page, f"({_TIME})({json.dumps(query)})"))
        self._told("Target.disposeBrowserContext", browserContextId=context)
        return taken

    def _value(self, page: str, expression: str) -> Any:
        told = self._told(
            "Runtime.evaluate", page, expression=expression, awaitPromise=True, returnByValue=True
        )
        leaving = expression == _READY  # a page that is just being left cannot be asked
        if "exceptionDetails" in told and not leaving:
            raise SystemExit(f"{expression[:80]}: {told['exceptionDetails']}")
        return told["result"].get("value")

    def _told(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        asked: dict[str, Any] = {"id": number, "method": method, "params": params}
        if session:
            asked["sessionId"] = session
        os.write(self._sends, json.dumps(asked).encode() + b"\0")
        while True:
            while b"\0" not in self._rest:
                heard = self._hears.read(1 << 16)
                if not heard:
                    raise SystemExit("Chromium has ended")
                self._rest += heard
            one, _end, self._rest = self._rest.partition(b"\0")
            answer = json.loads(one)
            if answer.get("id") == number:
                if "error" in answer:
                    raise SystemExit(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result


@contextmanager
def bare_browser(chromium: str) -> Iterator[BareBrowser]:
    """A Chromium for as long as it is needed; `chromium` is its program."""
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()

    with tempfile.TemporaryDirectory(prefix="gongkai-chromium-", ignore_cleanup_errors=True) as profile:
        command = [
            chromium,
            *ARGUMENTS,
            "--headless",
            "--remote-debugging-pipe",
            f"--user-data-dir={profile}",
        ]
        as_chromium_expects = f'exec "$0" "$@" 3<&{theirs_in} 4>&{theirs_out} >/dev/null 2>&1'
        with subprocess.Popen(
            ["/bin/sh", "-c", as_chromium_expects, *command], pass_fds=(theirs_in, theirs_out)
        ) as process:
            os.close(theirs_in)
            os.close(theirs_out)
            try:
                yield BareBrowser(ours_out, ours_in)
            finally:
                process.kill()
                os.close(ours_out)
