"""What the words of a document suggest for fields that it does not state; each guess is marked as one."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from gongkai.text.layout_patterns import day_in, without_spaces

_DAY = r"(?:[12]\d{3}年\d{1,2}月\d{1,2}日)"
_FROM = re.compile(rf"自(?P<day>{_DAY})起(?:施行|实施|执行|生效)")
_UNTIL = re.compile(
    rf"(?:有效期(?:至|到|截止)|有效期.{{0,20}}?至|执行至|至)(?P<day>{_DAY})(?:止|废止|截止|[。，；]|$)"
)
_OFFICE = re.compile(r"联系(?:科室|部门|处室)[：:](?P<name>[\u3400-\u9fff]{2,20})")
_PHONE = re.compile(r"(?:联系|咨询)电话[：:]\s*(?P<phone>0\d{2,3}[-－]?\d{7,8}|[2-8]\d{6,7})(?!\d)")
_OFTEN = 3


def days_of_effect(paragraphs: Iterable[str]) -> tuple[date | None, date | None]:
    """When the document says that it takes effect, and until when it holds."""
    begins = ends = None
    for text in paragraphs:
        words = without_spaces(text)
        if not re.search(r"本(?:通知|办法|意见|规定|细则|方案|决定|公告|通告|措施|文件)", words):
            continue
        if begins is None and (found := _FROM.search(words)):
            begins = day_in(found["day"])
        if ends is None and (found := _UNTIL.search(words)) and "有效" in words:
            ends = day_in(found["day"])
    return begins, ends


def labels(title: str, text: str, vocabulary: Mapping[str, str]) -> tuple[str, ...]:
    """The words of a vocabulary that stand in the title, or often in the text; at most three."""
    counted = {word: text.count(word) + _OFTEN * (word in title) for word in vocabulary}
    often = [word for word, count in counted.items() if count >= _OFTEN]
    return tuple(sorted(often, key=lambda word: -counted[word])[:3])


def whom_to_ask(text: str) -> tuple[str | None, str | None]:
    """The office and its landline; a mobile number is nobody's office."""
    office, phone = _OFFICE.search(text), _PHONE.search(text)
    name = office["name"] if office else None
    return name, f"{name}，{phone['phone']}" if name and phone else None
