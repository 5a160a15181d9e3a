"""Tells when files have changed: an editor who saves makes several events of one change."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event, Thread

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

_MEANT = ("created", "modified", "moved", "deleted")
"""Events of changes; reading a file makes events too."""
_QUIET = 0.02
"""Seconds in which the events of one change are gathered."""
_CALM = 0.4
"""Seconds without a change after which there is time for what can wait."""


class Watcher(FileSystemEventHandler):
    """Calls `changed` after every change in some folders, or of some files, and `calm` some time after the last,
    until it is closed."""

    def __init__(
        self,
        folders: Iterable[Path],
        files: Iterable[Path],
        changed: Callable[[], None],
        calm: Callable[[], None],
    ) -> None:
        self._folders = tuple(folder.resolve() for folder in folders)
        self._files = tuple(file.resolve() for file in files)
        self._changed = changed
        self._calm = calm
        self._seen = Event()
        self._closed = False
        try:
            self._observer = self._started(Observer())
        except OSError:  # the system has no more watches to give: look now and then
            self._observer = self._started(PollingObserver())
        self._thread = Thread(target=self._tell, name="watcher", daemon=True)
        self._thread.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Something happened to a file."""
        places = [Path(str(place)) for place in (event.src_path, event.dest_path) if place]
        ours = any(p in self._files or any(p.is_relative_to(f) for f in self._folders) for p in places)
        if ours and event.event_type in _MEANT and not event.is_directory:
            self._seen.set()

    def close(self) -> None:
        """Watch no longer."""
        self._closed = True
        self._seen.set()
        self._observer.stop()
        self._observer.join()
        self._thread.join()

    def _started(self, observer: BaseObserver) -> BaseObserver:
        for folder in self._folders:
            observer.schedule(self, str(folder), recursive=True)
        for folder in {file.parent for file in self._files}:
            observer.schedule(self, str(folder), recursive=False)
        observer.start()
        return observer

    def _tell(self) -> None:
        restless = False
        while not self._closed:
            if self._seen.wait(_CALM if restless else None):
                time.sleep(_QUIET)
                self._seen.clear()
                self._changed()
                restless = True
            else:
                self._calm()
                restless = False
