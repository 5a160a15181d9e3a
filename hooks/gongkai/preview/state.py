"""The section in memory and whoever asks for pages: one thread reads, judges and makes, as the cache wants it."""

import gc
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Condition
from typing import TypeVar

from gongkai.building.house_rule_trial import try_house_rules
from gongkai.building.overlay import refuse_overlay
from gongkai.building.section import read_section
from gongkai.engine import Framer
from gongkai.findings import WrongUse
from gongkai.incremental.run import stored
from gongkai.model import TypedDocuments
from gongkai.preview.pages import Pages, PreviewPage
from gongkai.preview.reload import judge_changed, judge_everything, judge_rest, told_alike
from gongkai.preview.section import PreviewedSection
from gongkai.settings import Settings
from gongkai.source import scan_folder

Result = TypeVar("Result")


class ProgramFault(Exception):
    """The program failed; its traceback has been printed."""


class PreviewState:
    """Answers for the section as it is now. Every method may be called from any thread."""

    def __init__(self, read_settings: Callable[[], Settings]) -> None:
        self._read_settings = read_settings
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="preview")
        self._changed = Condition()
        self._version = 0
        self._closed = False
        self._look = ""
        self._trouble = False
        self._typed = TypedDocuments()
        self._pages = self._ask(self._open)

    def refresh(self) -> None:
        """Look at the files again; pages that are waited for are told when something has changed."""
        self._tell(self._ask(self._look_again))

    def settle(self) -> None:
        """Judge what could wait while pages were; raises `ProgramFault`, as all methods do that read or make."""
        self._tell(self._ask(self._settle))

    def page(self, path: str) -> PreviewPage:
        """The page at a path; raises `ProgramFault`."""
        return self._ask(lambda: self._pages.page(path))

    def file(self, path: str) -> Path | bytes | None:
        """A file of the theme, of the content, or of the search index, by its path below the site."""
        return self._ask(lambda: self._file(path))

    def wait(self, path: str, seen: str, seconds: float) -> bool | None:
        """Whether the page is another than the one `seen`, now or within so many seconds; None once all is over."""
        with self._changed:
            version = self._version
        if not self._closed and self.page(path).seen == seen:
            with self._changed:
                self._changed.wait_for(lambda: self._version != version or self._closed, seconds)
        return None if self._closed else self.page(path).seen != seen

    @property
    def section(self) -> PreviewedSection:
        """The section as it is now."""
        return self._pages.section

    @property
    def watched(self) -> tuple[Path, ...]:
        """The folders of the content, the theme and the bureau's own rules."""
        settings = self.section.settings
        own = [settings.house_rules] if settings.house_rules else []
        return (settings.content, *own, *self._framer.theme)

    def close(self) -> None:
        """Let go of everybody who waits."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.shutdown(cancel_futures=True)

    def _tell(self, changed: bool) -> None:
        if changed:
            with self._changed:
                self._version += 1
                self._changed.notify_all()

    def _ask(self, work: Callable[[], Result]) -> Result:
        future: Future[Result] = self._thread.submit(work)
        problem = future.exception()
        if problem is None:
            return future.result()
        if isinstance(problem, WrongUse):
            raise problem
        sys.excepthook(type(problem), problem, problem.__traceback__)
        raise ProgramFault from problem

    def _open(self) -> Pages:
        settings = self._read_settings()
        memo = stored(settings)
        try_house_rules(settings, memo)
        refuse_overlay(settings)
        section = judge_everything(
            settings, memo, read_section(settings, scan_folder(settings.content), memo, typed=self._typed)
        )
        section = replace(section, settings=_alone(settings), memo=replace(memo, jobs=1))
        self._framer = Framer(settings.config_file, section.context(None))
        self._look = self._stamp(settings)
        gc.collect()
        gc.freeze()  # the section stays: looking through it for garbage would take a tenth of a second each time
        return Pages(section, self._framer, self._look)

    def _look_again(self) -> bool:
        before = self.section
        try:
            settings = _alone(self._read_settings())
            memo = stored(settings)
            try_house_rules(settings, memo)
            look = self._stamp(settings)
            if look != self._look or self._trouble:
                refuse_overlay(settings)
            scan = scan_folder(settings.content)
        except WrongUse as problem:
            return self._in_trouble(str(problem))
        unchanged = scan.fingerprint == before.judged.folder.fingerprint
        if unchanged and look == self._look and settings == before.settings and not self._trouble:
            return False
        section = judge_changed(settings, memo, scan, before, self._typed)
        if look != self._look:
            self._framer, self._look = Framer(settings.config_file, section.context(None)), look
        self._pages, self._trouble = Pages(section, self._framer, look), False
        return True

    def _settle(self) -> bool:
        before = self.section
        section = judge_rest(before)
        if self._trouble or told_alike(before, section):
            return False
        self._pages = Pages(section, self._framer, self._look)
        return True

    def _in_trouble(self, said: str) -> bool:
        """The last section stays, with what is wrong now said above its pages."""
        self._pages, self._trouble = Pages(self.section, self._framer, self._look, said), True
        return True

    def _stamp(self, settings: Settings) -> str:
        """Changes whenever a file of the theme, one of the bureau's own rules, or the settings file does."""
        own = [settings.house_rules] if settings.house_rules else []
        files = [
            settings.config_file,
            *filter(None, [settings.synonyms]),
            *(file for folder in (*self._framer.theme, *own) for file in sorted(folder.rglob("*"))),
        ]
        states = (
            (str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files if file.is_file()
        )
        return repr(tuple(states))

    def _file(self, path: str) -> Path | bytes | None:
        found = self._framer.assets.get(path) or self.section.file(path)
        if found is None and path.startswith("search/"):
            return self.section.search_index.get(path)
        return found


def _alone(settings: Settings) -> Settings:
    """The settings for one process: threads and new processes do not go together."""
    return replace(settings, jobs=1)
