"""Regular expressions that are compiled at their first use."""

import copy
import pickle
import pkgutil
import re
from importlib import import_module

import pytest

import gongkai
from gongkai.patterns import _Uncompiled, pattern

ROOMS = ("text", "amounts", "safety", "source", "calculator", "editing", "model", "operating_system", "rules")


def test_each_of_the_program_s_can_be_compiled() -> None:
    """A mistake in one would show itself only where it is first asked."""
    found = 0
    for module in pkgutil.walk_packages(gongkai.__path__, "gongkai."):
        if module.name.split(".")[1] in ROOMS:
            for value in vars(import_module(module.name)).values():
                for one in value if isinstance(value, tuple) else (value,):
                    if isinstance(one, _Uncompiled):
                        re.compile(one.pattern, one.flags)
                        found += 1
    assert found > 150


def test_it_is_used_like_a_compiled_one() -> None:
    for one in (
        pattern("[a-c]+", re.I),
        copy.copy(pattern("[a-c]+", re.I)),
        pickle.loads(pickle.dumps(pattern("[a-c]+", re.I))),
    ):
        assert one.pattern == "[a-c]+"
        assert one.sub("-", "ABCdab") == "-d-"
        assert one.findall("ab da") == ["ab", "a"]
        assert (one.fullmatch("abd"), bool(one.match("abd"))) == (None, True)
    with pytest.raises(AttributeError):
        _ = pattern("a").no_such_thing  # type: ignore[attr-defined]
