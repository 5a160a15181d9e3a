"""Regular expressions that are compiled when they are first asked something.

Of the long ones, with whole lists of words in them, most commands ask none or a few; compiling all took a fifth of the
time in which the program starts (docs/performance.md).
"""

import re
from typing import Any, cast

_ASKED = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _Uncompiled:
    """What stands where a compiled expression is expected, until it is asked something; from then on its methods are the
    compiled one's own. Functions of `re` do not take it."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern, self.flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _ASKED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        self.__dict__.update((asked, getattr(compiled, asked)) for asked in _ASKED)
        return self.__dict__[name]


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """An expression to be used like a compiled one; a mistake in it shows at its first use."""
    return cast("re.Pattern[str]", _Uncompiled(source, flags))
