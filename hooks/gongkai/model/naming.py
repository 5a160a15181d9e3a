"""Names for new files: short, lasting, and typed by nobody."""

import re
from collections.abc import Iterator
from itertools import count

from gongkai.findings import WrongUse
from gongkai.operating_system import why_unusable

SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_RESERVED = {"index", "readme", "catalogue"}
_EMPTY_WORDS = re.compile(
    r"^关于|印发|做好|进一步|开展|[《》〈〉“”（）()，、·\s]|的(?:通知|意见|公告|通告|决定|函|批复)$|^解读|政策解读|一问一答"
)
_NUMBER = re.compile(r"(.*?)〔?(\d{4})〕?(?:年第)?(\d+)号")


def slug_for(title: str, number: str = "") -> str:
    """From the 发文字号 (示人社〔2024〕11号: `shirenshe-11`), else from the first words of the title, in pinyin."""
    if (found := _NUMBER.fullmatch(number)) is not None:
        organ = _pinyin(found[1], "") or "gonggao"
        return f"{organ}-{found[3]}"
    words = _pinyin(_EMPTY_WORDS.sub("", title)[:8], "-")
    return (
        words if words and words not in _RESERVED and not why_unusable(words) else f"{words or 'wenjian'}-1"
    )


def _pinyin(text: str, between: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 (its dictionaries take a while to load)

    parts = (re.sub("[^a-z0-9]", "", part.lower().replace("ü", "v")) for part in lazy_pinyin(text))
    return between.join(part for part in parts if part)


def checked_slug(slug: str) -> str:
    """A name given by hand; raises `WrongUse` for one that no path may have."""
    if why := why_unusable(slug):
        raise WrongUse(f"“{slug}”不能作文件名：{why}")
    if not SLUG.fullmatch(slug) or slug in _RESERVED:
        raise WrongUse(
            f"“{slug}”不能作文件名：只能用小写字母、数字和连字符，不能用 {'、'.join(sorted(_RESERVED))}"
        )
    return slug


def unused_name(slug: str, taken: Iterator[str] | set[str] | frozenset[str]) -> str:
    """The name, or the name with the first number that makes it free."""
    used = set(taken)
    if slug not in used:
        return slug
    return next(candidate for n in count(2) if (candidate := f"{slug}-{n}") not in used)
