"""MkDocs in the product's own environment works only for settings that name our plugin or hook: without it, nothing would be
checked, and drafts would go out. ProperDocs is MkDocs by another name.

`make setup` runs this file once, which puts it into the environment; from then on every Python there imports it first.
So it imports nothing before MkDocs is about to build, and knows nothing of the product, whose place may change.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType
    from typing import Any

_BUILDS = ("mkdocs.commands.build", "properdocs.commands.build")
_PLUGIN, _HOOK = "gongkai", "site_hook.py"
_REFUSAL = (
    "设置里没有公开（Gongkai）的检查程序，不能生成，什么都没有写。请用 python build.py build；"
    "要用 mkdocs，请在设置里写 hooks: [hooks/site_hook.py]"
)


class Gate:
    """Finds the module with which MkDocs builds, serves and publishes, and stands before it."""

    @classmethod
    def find_spec(
        cls, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module as Python finds it, its `build` guarded; nothing of any other module."""
        if name not in _BUILDS:
            return None
        from importlib.machinery import PathFinder  # noqa: PLC0415

        spec = PathFinder.find_spec(name, path, target)
        if spec and spec.loader:
            load = spec.loader.exec_module

            def guarded(module: ModuleType) -> None:
                load(module)
                module.build = _refusing(module.build, name.partition(".")[0])

            spec.loader.exec_module = guarded
        return spec


def _refusing(build: Callable[..., None], engine: str) -> Callable[..., None]:
    def guarded(config: Any, **more: Any) -> None:
        hooks = (str(hook).replace("\\", "/").rpartition("/")[2] for hook in config.hooks)
        if _PLUGIN not in config.plugins and _HOOK not in hooks:
            from importlib import import_module  # noqa: PLC0415

            raise import_module(f"{engine}.exceptions").Abort(_REFUSAL)
        build(config, **more)

    return guarded


def install() -> None:
    """Put this file into the environment of the Python that runs it."""
    import sysconfig  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    folder, here = Path(sysconfig.get_path("purelib")), Path(__file__)
    (folder / here.name).write_bytes(here.read_bytes())
    (folder / f"{here.stem}.pth").write_text(f"import {here.stem}\n", encoding="utf-8")


if __name__ == "__main__":
    install()
else:
    sys.meta_path.insert(0, Gate)
