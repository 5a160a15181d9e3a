"""Plugins and hooks of others: every event of theirs is looked at before and after, and refused, by its name, where what
it did would be lost, or would make a page say what no rule has judged. docs/settings.md has the table."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from mkdocs.config.defaults import MkDocsConfig

from gongkai.engine.events import LOOKS, UNHEARD, Look, LostEvent, Ours
from gongkai.findings import WrongUse

Handler = Callable[..., Any]


def watch(config: MkDocsConfig, us: object, ours: Ours) -> bool:
    """Look at all events of others than `us` from now on; whether there are any. Raises for those that pages of ours do
    not have."""
    plugins = config.plugins
    found = False
    for event, handlers in plugins.events.items():
        for place, handler in enumerate(handlers):
            if getattr(handler, "__self__", None) is us:
                continue
            found = True
            name = plugins._event_origins.get(handler, "?")
            if event in UNHEARD:
                refuse(name, event, UNHEARD[event])
            if not isinstance(handler, _Watched):
                handlers[place] = watched = _Watched(name, event, handler, ours)
                plugins._event_origins[watched] = name
    return found


def refuse(name: str, event: str, why: str) -> NoReturn:
    """Stop, and say what to do."""
    raise WrongUse(
        f"插件 {name} 不能用，没有发布任何内容。它在 on_{event} 里{why}。请从设置文件的 plugins 或 hooks 里删去它"
    )


class _Watched:
    """An event handler of somebody else."""

    def __init__(self, name: str, event: str, handler: Handler, ours: Ours) -> None:
        self._name, self._event, self._handler, self._ours = name, event, handler, ours

    def __call__(self, *arguments: Any, **more: Any) -> Any:
        item = arguments[0] if arguments else None
        try:
            looks = [look(self._ours, item, **more) for look in LOOKS.get(self._event, ())]
            for look in looks:
                next(look)
            with self._warnings_told():
                result = self._handler(*arguments, **more)
            for look in looks:
                _sent(look, item if result is None else result)
        except LostEvent as lost:
            refuse(self._name, self._event, str(lost))
        return result

    @contextmanager
    def _warnings_told(self) -> Iterator[None]:
        """Tell whose a warning is, in the language of those who read it."""
        teller = _Teller(f"插件 {self._name}（on_{self._event}）提醒：")
        root = logging.getLogger()
        root.addHandler(teller)
        try:
            yield
        finally:
            root.removeHandler(teller)


class _Teller(logging.Handler):
    def __init__(self, says: str) -> None:
        super().__init__(logging.WARNING)
        self._says = says

    def emit(self, record: logging.LogRecord) -> None:
        """Print it."""
        print(f"{self._says}{record.getMessage()}", file=sys.stderr)


def _sent(look: Look, result: Any) -> None:
    try:
        look.send(result)
    except StopIteration:
        return
