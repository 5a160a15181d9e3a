"""Titles in marks, nested as GB/T 15834-2011 4.15 wants them: 《…〈…《…》…〉…》."""

_OPEN, _CLOSE = "《〈", "》〉"


def in_marks(title: str) -> str:
    """A title in marks: 关于印发《甲办法》的通知 is 《关于印发〈甲办法〉的通知》."""
    marked = f"《{title}》"
    return nested(marked) if "《" in title or "〈" in title else marked


def nested(text: str) -> str:
    """A text whose marks within 《》 change with each level; as it is where a mark has no counterpart. What stands in
    〈〉 alone is left: it need not be a title."""
    signs = list(text)
    open_: list[str] = []
    for place, sign in enumerate(text):
        if sign in _OPEN:
            open_.append(sign)
        elif sign in _CLOSE and (not open_ or _CLOSE.index(sign) != _OPEN.index(open_[-1])):
            return text
        if sign in _OPEN + _CLOSE and open_[0] == "《":
            signs[place] = (_OPEN if sign in _OPEN else _CLOSE)[(len(open_) - 1) % 2]
        if sign in _CLOSE:
            open_.pop()
    return text if open_ else "".join(signs)


def without_marks(text: str) -> str:
    """The title that a text consists of, marks and all; any other text as it is."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "《") - (sign == "》")
        if depth == 0 and place < len(text) - 1:
            return text
    return text[1:-1] if text.startswith("《") and text.endswith("》") else text
