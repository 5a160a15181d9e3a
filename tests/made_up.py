"""Numbers of persons that belong to nobody: made when a test runs, so that the repository holds none."""

import hashlib
import re
from collections.abc import Callable

_CHECKS = "10X98765432"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_PLACE = re.compile(r"‹(\w+?)(?::(\w+))?›")


def some_digits(count: int, seed: str) -> str:
    """Digits that look like any, the same ones each time."""
    return str(int(hashlib.sha256(seed.encode()).hexdigest(), 16))[10 : 10 + count]


def mobile(seed: str = "mobile") -> str:
    """Eleven digits from 19 on: no letter of them can be read as something else."""
    return "19" + some_digits(9, seed)


def resident_id(birth: str = "19900307", ends_in_x: bool = False) -> str:
    """Eighteen characters with a good check digit."""
    numbers = (f"310118{birth}{serial:03}" for serial in range(100, 999))
    checked = (number + _check(number) for number in numbers)
    return next(number for number in checked if (number[-1] == "X") is ends_in_x)


def card(prefix: str = "622202", length: int = 19) -> str:
    """A bank card number with a good check digit."""
    start = prefix + some_digits(length - len(prefix) - 1, "card")
    return next(start + str(last) for last in range(10) if _luhn(start + str(last)))


def credit_code() -> str:
    """A company's code of eighteen digits whose middle could be a day of birth."""
    codes = (f"91311920030{serial:06}" for serial in range(10_000, 20_000))
    checked = (
        code + _USCC[-sum(_USCC.index(s) * pow(3, i, 31) for i, s in enumerate(code)) % 31] for code in codes
    )
    return next(code for code in checked if code.isdigit() and code[-1] == _check(code[:17]))


def filled(text: str) -> str:
    """The text with its ‹places› filled in; what they mean is told in tests/safety/disguises.yml."""
    return _PLACE.sub(lambda place: _disguised(_number(place[1]), place[2]), text)


def _number(name: str) -> str:
    whole = {
        "m": mobile(),
        "i": resident_id(),
        "x": resident_id(ends_in_x=True),
        "c": card(),
        "v": card("4367", 16),
        "credit": credit_code(),
    }
    if name == "o":
        return whole["i"][:6] + whole["i"][8:17]
    if name == "x17":
        return whole["x"][:17]
    if name in whole:
        return whole[name]
    cuts = {"m": (0, 3, 7, 11), "i": (0, 6, 14, 18), "c": (0, 4, 8, 12, 16, 19)}[name[0]]
    part = int(name[1:])
    return whole[name[0]][cuts[part - 1] : cuts[part]]


def _disguised(number: str, how: str | None) -> str:
    digit: dict[str, Callable[[str], str]] = {
        "full": lambda d: chr(ord(d) + 0xFEE0),
        "bold": lambda d: chr(0x1D7CE + int(d)),
        "chinese": lambda d: "〇一二三四五六七八九"[int(d)],
        "bank": lambda d: "零壹贰叁肆伍陆柒捌玖"[int(d)],
        "letters": lambda d: {"0": "O", "1": "l"}.get(d, d),
        "keycap": lambda d: f"{d}\ufe0f\u20e3",
        "entities": lambda d: f"&#{ord(d)};",
        "hex": lambda d: f"&#x{ord(d):x};",
        "percent": lambda d: f"%{ord(d):02x}",
    }
    if how is not None and how in digit:
        return "".join(map(digit[how], number))
    if how == "apart":
        return " ".join(number)
    if how == "joined":
        return "\u200d".join(number)
    if how == "wrong":
        return number[:-1] + str((int(number[-1]) + 1) % 10)
    if how == "noday":
        return number[:10] + "13" + number[12:]
    return number


def _check(number: str) -> str:
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=True)) % 11]


def _luhn(digits: str) -> bool:
    doubled = (int(d) * (1 + place % 2) for place, d in enumerate(reversed(digits)))
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0
