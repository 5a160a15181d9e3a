"""The language of conditions and formulas: one grammar, read by recursive descent.

    expression = both { "or" both }
    both       = denied { "and" denied }
    denied     = "not" denied | compared
    compared   = sum [ ( "==" | "!=" | "<" | "<=" | ">" | ">=" ) sum ]
    sum        = product { ( "+" | "-" ) product }
    product    = signed { ( "*" | "/" ) signed }
    signed     = "-" signed | atom
    atom       = NUMBER [ "%" ] | TEXT in quotation marks | NAME | FUNCTION "(" expression { "," expression } ")"
               | "(" expression ")"
    FUNCTION   = "min" | "max" | "round" | "if"

`=` is read as `==`; ×, ÷, ≤, ≥, ≠ and full-width signs as what they stand for. NAME is what is asked, a rate, one of the
choices, or yes, no (是, 否). Nothing else can be named: no attribute, no index, no call of anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from gongkai.patterns import pattern

LONGEST, MOST, DEEPEST = 600, 200, 24
"""Characters and pieces of an expression, and how deep it may nest: what is longer nobody reads."""
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_WIDE = str.maketrans("（），＋－×＊÷／＝＜＞％０１２３４５６７８９", "(),+-**//=<>%0123456789")
_QUOTED = pattern(r"(\"[^\"]*\"|'[^']*')")
_TOKEN = pattern(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<share>\s*%)?|(?P<text>\"[^\"]*\"|'[^']*')"
    r"|(?P<name>[a-z_\u4e00-\u9fff][a-z0-9_\u4e00-\u9fff]*)|(?P<sign><=|>=|==|!=|[≤≥≠<>=+\-*/(),]))"
)
_MEANT = {"=": "==", "≤": "<=", "≥": ">=", "≠": "!="}
_COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
ARGUMENTS = {"min": (2, 9), "max": (2, 9), "round": (1, 2), "if": (3, 3)}
"""How many a function takes, at least and at most."""


class WrongExpression(ValueError):
    """The expression cannot be read or has no meaning; the message is for the editor."""


@dataclass(frozen=True)
class Number:
    """A number as written."""

    value: Fraction
    share: bool = False


@dataclass(frozen=True)
class Literal:
    """A text in quotation marks: a choice or a day."""

    value: str


@dataclass(frozen=True)
class Named:
    """What is asked, a rate, a choice, or yes and no."""

    name: str


@dataclass(frozen=True)
class Operation:
    """An operator or a function with what it is applied to."""

    name: str
    parts: tuple["Node", ...]


Node = Number | Literal | Named | Operation


BINDS = {
    "or": 1,
    "and": 2,
    "not": 3,
    **dict.fromkeys(_COMPARISONS, 4),
    **dict.fromkeys("+-", 5),
    **dict.fromkeys("*/", 6),
    "negative": 7,
}
"""How closely an operator binds."""


def wants_brackets(node: Operation, place: int, part: Node) -> bool:
    """Whether a part is written in brackets: it binds less closely than what it stands within, or as closely behind it."""
    own = BINDS.get(part.name, 10) if isinstance(part, Operation) else 10
    around = BINDS.get(node.name, 0)
    return own < around or (own == around and (bool(place) or around == BINDS["=="]))


def nodes_in(node: Node) -> Iterator[Node]:
    """A tree's every piece, itself first, as they were written."""
    yield node
    for part in node.parts if isinstance(node, Operation) else ():
        yield from nodes_in(part)


@lru_cache(maxsize=2000)
def parsed(written: str) -> Node:
    """The tree of an expression; raises `WrongExpression`."""
    if len(written) > LONGEST:
        raise WrongExpression(f"太长（{len(written)} 个字符，最多 {LONGEST} 个），分成几个条件写")
    tokens = _tokens(_narrow(written))
    if len(tokens) > MOST:
        raise WrongExpression(f"太长（{len(tokens)} 个数、名称和符号，最多 {MOST} 个），分成几个条件写")
    return _Parser(tokens).whole()


def _narrow(written: str) -> str:
    """With half-width signs, but for what stands in quotation marks: a choice is as it is."""
    pieces = _QUOTED.split(written.translate(_QUOTES))
    return "".join(piece if place % 2 else piece.translate(_WIDE) for place, piece in enumerate(pieces))


def _tokens(written: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    place = 0
    while written[place:].strip():
        token = _TOKEN.match(written, place)
        if token is None:
            raise WrongExpression(f"“{written[place:].strip()[:12]}”读不懂{_hint(written[place:].strip())}")
        place = token.end()
        if token["number"]:
            found.append(("share" if token["share"] else "number", token["number"]))
        elif token["text"]:
            found.append(("text", token["text"][1:-1]))
        elif token["name"]:
            found.append(("name", token["name"]))
        else:
            found.append(("sign", _MEANT.get(token["sign"], token["sign"])))
    return found


def _hint(rest: str) -> str:
    if rest[0] in "\"'":
        return "：引号没有成对"
    if rest[0].isascii() and rest[0].isupper():
        return "：名称一律用小写字母"
    return "：只能用数字、名称、+ - * /、比较、and or not、min max round if 和括号"


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._place = 0
        self._depth = 0

    def whole(self) -> Node:
        if not self._tokens:
            raise WrongExpression("是空的")
        node = self._expression()
        if self._place < len(self._tokens):
            said = self._tokens[self._place][1]
            more = "；两头都有范围的，写成 a >= 16 and a <= 24" if said in _COMPARISONS else ""
            raise WrongExpression(f"读到“{said}”接不下去，前面少了运算符号，或者括号没有成对{more}")
        return node

    def _taken(self, *allowed: tuple[str, str]) -> str:
        """The next token, if it is one of these."""
        if self._place < len(self._tokens) and self._tokens[self._place] in allowed:
            self._place += 1
            return self._tokens[self._place - 1][1]
        return ""

    def _expect(self, sign: str) -> None:
        if not self._taken(("sign", sign)):
            raise WrongExpression(f"少了“{sign}”，括号和逗号要成对、齐全")

    def _expression(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise WrongExpression(f"括号套得太深（最多 {DEEPEST} 层），分成几个条件写")
        node = self._both()
        while self._taken(("name", "or")):
            node = Operation("or", (node, self._both()))
        self._depth -= 1
        return node

    def _both(self) -> Node:
        node = self._denied()
        while self._taken(("name", "and")):
            node = Operation("and", (node, self._denied()))
        return node

    def _denied(self) -> Node:
        turns = 0
        while self._taken(("name", "not")):
            turns += 1
        node = self._compared()
        return Operation("not", (node,)) if turns % 2 else node

    def _compared(self) -> Node:
        left = self._sum()
        sign = self._taken(*(("sign", one) for one in _COMPARISONS))
        return Operation(sign, (left, self._sum())) if sign else left

    def _sum(self) -> Node:
        node = self._product()
        while sign := self._taken(("sign", "+"), ("sign", "-")):
            node = Operation(sign, (node, self._product()))
        return node

    def _product(self) -> Node:
        node = self._signed()
        while sign := self._taken(("sign", "*"), ("sign", "/")):
            node = Operation(sign, (node, self._signed()))
        return node

    def _signed(self) -> Node:
        turns = 0
        while self._taken(("sign", "-")):
            turns += 1
        node = self._atom()
        return Operation("negative", (node,)) if turns % 2 else node

    def _atom(self) -> Node:
        if self._place >= len(self._tokens):
            raise WrongExpression("没有写完")
        kind, said = self._tokens[self._place]
        self._place += 1
        if kind in ("number", "share"):
            return Number(Fraction(said) / (100 if kind == "share" else 1), kind == "share")
        if kind == "text":
            return Literal(said)
        if (kind, said) == ("sign", "("):
            node = self._expression()
            self._expect(")")
            return node
        if kind == "name" and said in ARGUMENTS:
            return self._function(said)
        if kind == "name" and said not in ("and", "or", "not"):
            if self._place < len(self._tokens) and self._tokens[self._place] == ("sign", "("):
                raise WrongExpression(f"没有“{said}”这个算法，只有 {'、'.join(ARGUMENTS)}")
            return Named(said)
        raise WrongExpression(f"“{said}”前面少了内容")

    def _function(self, name: str) -> Node:
        self._expect("(")
        parts = [self._expression()]
        while self._taken(("sign", ",")):
            parts.append(self._expression())
        self._expect(")")
        least, most = ARGUMENTS[name]
        if not least <= len(parts) <= most:
            wanted = str(least) if least == most else f"{least} 至 {most}"
            raise WrongExpression(f"{name}(…) 里应有 {wanted} 项，用逗号隔开，现有 {len(parts)} 项")
        return Operation(name, tuple(parts))
