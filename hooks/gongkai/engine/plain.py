"""Plain `mkdocs build` and `mkdocs serve`: the same rules, the same staging and switch as `build.py`."""

import os
import sys
from contextlib import ExitStack
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from gongkai.building import pipeline
from gongkai.building.finishing import finish
from gongkai.engine.frame import Frame, refuse_other_frames
from gongkai.engine.making import PageMaker
from gongkai.findings import WrongUse
from gongkai.incremental.recorded_context import answers_of
from gongkai.incremental.run import Run, begin_run
from gongkai.operating_system import escapes_work
from gongkai.releases.staging import StagingFolder
from gongkai.releases.switch import staging_for
from gongkai.report import ContentRejected, Report, as_text
from gongkai.settings import Settings, raw_settings, read_settings

_COMMANDS = ("build", "serve")
_SEARCH = ("search", "material/search")


class PlainBuild:
    """One run of MkDocs that nobody prepared."""

    def __init__(self) -> None:
        self.command = "build"
        self.written = False
        self.frame: Frame | None = None
        self._cleanup = ExitStack()
        self._stage: StagingFolder | None = None
        self._run: Run | None = None
        self._report: Report | None = None

    def prepare(self, config: MkDocsConfig) -> Frame:
        """Judge the content; the site's folder becomes a staging folder. Raises MkDocs' `Abort`."""
        if self.command not in _COMMANDS:
            raise Abort(
                f"公开（Gongkai）的网站不能用 mkdocs {self.command} 发布，请用 build.py build，再发布它生成的网站"
            )
        try:
            _without_default_search(config)
            refuse_other_frames(config)
            settings = _settings(config)
            run, scan = begin_run(settings, comparable=False)
            plan, report = pipeline.plan_site(run, scan)
            if self.command == "serve":
                config.watch.append(str(settings.content))
            else:
                stage = self._cleanup.enter_context(staging_for(settings.site, fresh=True))
                self._run, self._stage, self._report = run, stage, report
                config.site_dir = str(stage.folder)
        except ContentRejected as rejected:
            print(as_text(rejected.report, escapes_work(sys.stderr)), file=sys.stderr)
            raise Abort("内容不合规则，没有发布") from rejected
        except WrongUse as problem:
            raise Abort(str(problem)) from problem
        if report.findings:
            print(as_text(report, escapes_work(sys.stderr)), file=sys.stderr)
        self.frame = Frame(plan, PageMaker(plan, answers_of(plan.context)), plan.due)
        return self.frame

    def finish(self) -> None:
        """Switch to the new site if it is whole; whatever happens, leave no staging folder."""
        with self._cleanup:
            if self.written and self.frame and self._stage and self._run and self._report:
                site = self.frame.site
                entries = dict(self.frame.maker.entries(self._stage.folder, site.due))
                finish(self._stage, site, self._run, entries, self._report)


def _without_default_search(config: MkDocsConfig) -> None:
    """MkDocs adds its own search to settings that name no plugins: nobody asked for it, and the site has another."""
    if "plugins" not in raw_settings(Path(config.config_file_path))[0]:
        plugins = config.plugins
        for handlers in plugins.events.values():
            handlers[:] = [one for one in handlers if plugins._event_origins.get(one) not in _SEARCH]


def _settings(config: MkDocsConfig) -> Settings:
    """As the command line reads them: folders that are ours by name go before MkDocs' own, but for `--site-dir`."""
    file = Path(config.config_file_path)
    ours = config.extra.get("gongkai")
    named = ours if isinstance(ours, dict) else {}
    in_file = file.parent / str(raw_settings(file)[0].get("site_dir", "site"))
    asked = config.site_dir != os.path.abspath(in_file)  # noqa: PTH100 (as MkDocs reads it; `resolve` follows links)
    return read_settings(
        file,
        content=None if "content" in named else Path(config.docs_dir),
        site=None if "site" in named and not asked else Path(config.site_dir),
    )
