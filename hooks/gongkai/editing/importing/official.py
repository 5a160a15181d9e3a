"""The parts of an official document (GB/T 9704-2012): head, title, body, sign-off and printing notes told apart."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from gongkai.editing.importing.blocks import Block, Intake, all_nodes
from gongkai.editing.importing.front_lines import IndexLines, contents_at, index_of
from gongkai.editing.importing.sign_off import sign_off_at
from gongkai.findings import WrongUse
from gongkai.model.title_marks import nested
from gongkai.text.layout_patterns import (
    ARTICLE,
    CHAPTER,
    clause_level,
    day_in,
    number_in,
    without_pdf_spaces,
    without_spaces,
)
from gongkai.text.layout_words import (
    COLOPHON,
    COPIES,
    HEAD_MARKS,
    ISSUED,
    OPENNESS,
    ORGAN,
    PRINTED,
    SEAL,
    SECRET,
    TITLE_END,
    annexes_in,
    ends_like_title,
    organs_in,
    under_title,
)

_TAIL = 6
"""Letters of what may stand in a line of its own behind what looks like a whole title: …政策 and 问答."""


@dataclass(frozen=True)
class Official:
    """What was recognised. `body` begins with the addressee and ends with sign-off and annexes."""

    title: str = ""
    number: str = ""
    issuers: tuple[str, ...] = ()
    signed: date | None = None
    addressee: str = ""
    body: tuple[Block, ...] = ()
    fields_in_doubt: dict[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    """Titles in the list of annexes (附件：1.…)."""
    openness: str = ""
    """What the document says of itself: 主动公开, 依申请公开…"""


def recognise(intake: Intake, file_name: str) -> Official:
    """Tell the parts apart; raises `WrongUse` for a document that is marked as secret."""
    parts = _Parts(intake)
    for block in parts.blocks[:12]:
        if SECRET.fullmatch(without_spaces(block.text)):
            raise WrongUse(f"{file_name} 标有密级“{block.text.strip()}”，不能公开，没有导入任何内容")
    parts.take_front_lines()
    parts.take_head()
    parts.take_title()
    parts.take_colophon()
    parts.take_sign_off()
    return parts.official(Path(file_name).stem)


class _Parts:
    """The document while its parts are being taken away; each step leaves what it did not recognise."""

    def __init__(self, intake: Intake) -> None:
        self.has_layout = intake.has_layout
        self.blocks = list(intake.blocks)
        sizes: Counter[float] = Counter()
        for block in self.blocks:
            if block.look.size:  # a table has none
                sizes[block.look.size] += len(block.text)
        self.body_size = sizes.most_common(1)[0][0] if sizes else 0.0
        self.found = Official()
        self.left_out = list(intake.left_out)
        self.in_doubt: dict[str, str] = {}
        self.index = IndexLines()

    def _drop(self, place: int, what: str) -> None:
        block = self.blocks.pop(place)
        said = without_pdf_spaces(block.text.replace("\n", " "))
        self.left_out.append(f"{what}“{said}”" if said else what)

    def take_front_lines(self) -> None:
        """IndexLines lines in front, whose values are kept as fields, and a table of contents."""
        for what, places in (("目录", lambda: contents_at(self.blocks)), ("索引信息", self._index_places)):
            for done, place in enumerate(places()):
                self._drop(place - done, what)

    def _index_places(self) -> tuple[int, ...]:
        self.index = index_of(self.blocks)
        return self.index.places

    def _number_at(self) -> int | None:
        for place, block in enumerate(self.blocks[:20]):
            lines = block.text.split("\n")
            if any(number_in(line) for line in lines):
                return place
        return None

    def take_head(self) -> None:
        """Red head, copy number, urgency, 发文字号, 签发人: all up to the number, but for a title above it."""
        at = self._number_at()
        if at is not None:
            lines = self.blocks[at].text.split("\n")
            self.found = replace(self.found, number=next(filter(None, map(number_in, lines))))
        organs: list[str] = []
        place = 0
        for _ in range(at + 1 if at is not None else 6):
            if place >= len(self.blocks):
                break
            block = self.blocks[place]
            words = without_spaces(block.text)
            is_number = at is not None and any(number_in(line) for line in block.text.split("\n"))
            if is_number or HEAD_MARKS.fullmatch(words):
                organs += organs_in(block.text) if is_number else []
                self._drop(place, "版头")
            elif self._is_red_head(block, before_number=at is not None):
                organs += organs_in(block.text)
                self._drop(place, "红头")
            elif (at is None and not words and block.node["t"] == "Para") or at is not None:
                place += 1
            else:
                break
        self.found = replace(self.found, issuers=tuple(dict.fromkeys(organs)))

    def _is_red_head(self, block: Block, *, before_number: bool) -> bool:
        words = without_spaces(block.text)
        if not words or len(words) > 80 or ends_like_title(words):
            return False
        if block.look.red or (words.endswith("文件") and len(words) > 4):
            return True
        return before_number and (
            block.look.floating or block.node["t"] == "Table" or bool(ORGAN.fullmatch(words))
        )

    def take_title(self) -> None:
        """One or several centred lines; in plain text, lines up to a word like 通知."""
        taken: list[str] = []
        while self.blocks and len(taken) < 6 and self._is_title(self.blocks[0], taken):
            taken.append(self.blocks.pop(0).text)
        while self.blocks and taken and (under := under_title(self.blocks[0].text)):
            day = day_in(self.blocks[0].text, whole=False)
            number = number_in(self.blocks[0].text)
            self.found = replace(self.found, number=self.found.number or number or "", signed=day)
            self._drop(0, under)
        title = re.sub(r"\s+", "", "".join(taken))
        title = title or self.index.title
        if not title and (title := self._title_from_text()):
            self.in_doubt["title"] = "原文件中没有标题行，这是按正文拟的"
        if not title and self.blocks and self._may_be_title(self.blocks[0]):
            title = without_spaces(self.blocks.pop(0).text)
            self.in_doubt["title"] = "这是原文件的第一行，请核对是不是标题"
        self.found = replace(self.found, title=title)

    def _is_title(self, block: Block, taken: list[str]) -> bool:
        words = without_spaces(block.text)
        plain = block.is_paragraph and words and not words.endswith(("：", ":", "。", "；"))
        if not plain or len(words) > 80 or day_in(words) or CHAPTER.match(words) or ARTICLE.match(words):
            return False
        large = self.body_size > 0 and block.look.size > self.body_size * 1.15
        if taken and ends_like_title("".join(map(without_spaces, taken))):
            return large and block.look.centred and len(words) <= _TAIL
        if block.look.title or ((block.look.centred or large) and not under_title(block.text)):
            return True
        if clause_level(words):
            return False
        if block.look.level == 1 and not taken:
            return sum(other.look.level == 1 for other in self.blocks) == 1
        near = "".join([*taken, words, *(without_spaces(b.text) for b in self.blocks[1 : 3 - len(taken)])])
        return ends_like_title(words) or (
            not self.has_layout and bool(TITLE_END.search(near)) and len(words) < 45
        )

    def _may_be_title(self, block: Block) -> bool:
        words = without_spaces(block.text)
        return (
            block.is_paragraph
            and 1 < len(words) <= 50
            and not words.endswith(tuple("：:。；，？?"))
            and not (clause_level(words) or ARTICLE.match(words) or CHAPTER.match(words) or day_in(words))
        )

    def _title_from_text(self) -> str:
        for block in self.blocks[:4]:
            if found := ISSUED.search(nested(without_pdf_spaces(block.text))):
                return f"关于印发{found['what']}的通知"
        return ""

    def take_colophon(self) -> None:
        """抄送, 印发 and the like at the end, and what the document says of its own openness."""
        place = len(self.blocks) - 1
        printed = False
        while place >= 0 and place >= len(self.blocks) - 12:
            block = self.blocks[place]
            words = without_spaces(block.text)
            if how := OPENNESS.fullmatch(words):
                self.found = replace(self.found, openness=how["how"])
                self._drop(place, "附注")
            elif COPIES.fullmatch(words) or COLOPHON.fullmatch(words) or PRINTED.fullmatch(words):
                last = PRINTED.fullmatch(words)
                if last and last["day"] and not self.found.signed:
                    self.in_doubt.setdefault("printed", last["day"])
                printed = printed or bool(last)
                self._drop(place, "版记")
            elif (block.node["t"] == "Table" and re.search(r"抄送[：:]|印发$", words)) or (
                printed and place and self._continues_copies(place)
            ):
                self._drop(place, "版记")
            place -= 1

    def _continues_copies(self, place: int) -> bool:
        """Whether a line stands between 抄送 and 印发, as the second line of the list of organs."""
        before = [without_spaces(block.text) for block in self.blocks[max(0, place - 4) : place]]
        return any(COPIES.fullmatch(words) for words in before)

    def take_sign_off(self) -> None:
        """Issuing organs and 成文日期; seals beside them are left out, the words stay in the body."""
        at, first, organs, together = sign_off_at(self.blocks)
        if at is None:
            if self.found.signed is None and "printed" in self.in_doubt:
                self.found = replace(self.found, signed=day_in(self.in_doubt.pop("printed")))
                self.in_doubt["signed"] = "原文件中没有成文日期，这是印发日期"
            self.in_doubt.pop("printed", None)
            return
        self.in_doubt.pop("printed", None)
        if together:
            self.in_doubt["issuer"] = "落款一行中有几个机关，请核对名称有没有分对"
        day = day_in(self.blocks[at].text, whole=False)
        self.found = replace(self.found, signed=day, issuers=tuple(organs) or self.found.issuers)
        for place in range(min(at + 2, len(self.blocks) - 1), max(first - 3, -1), -1):
            block = self.blocks[place]
            if not (first - 1 <= place <= at or block.look.floating):
                continue
            if SEAL.fullmatch(without_spaces(block.text)):
                self._drop(place, "印章")
            elif _pictured(block) and place > at:
                doubt = "落款后面的图片，请核对是不是印章；是印章的删去"
                self.blocks[place] = replace(block, doubt=doubt)
            elif _pictured(block) and (block.look.floating or first < place):
                self.left_out.append("落款处的印章图片")
                if without_spaces(block.text):
                    self.blocks[place] = replace(block, node=_without_images(block.node))
                else:
                    self.blocks.pop(place)

    def official(self, file_stem: str) -> Official:
        """What was recognised; a document without a title bears its file's name until the editor gives it one."""
        found, index = self.found, self.index
        if not found.title:
            found = replace(found, title=file_stem)
            self.in_doubt["title"] = "原文件中没有找到标题，这是文件名"
        self.found = replace(
            found,
            number=found.number or index.number,
            signed=found.signed or index.signed,
            issuers=found.issuers or tuple(filter(None, (index.issuer,))),
        )
        blocks = [
            block
            for block in self.blocks
            if block.text.strip() or block.node["t"] != "Para" or _pictured(block)
        ]
        addressee = ""
        for block in blocks[:2]:
            words = without_spaces(block.text)
            if words.endswith(("：", ":")) and not clause_level(words) and len(words) < 200:
                addressee = words[:-1]
                break
        return replace(
            self.found,
            body=tuple(blocks),
            addressee=addressee,
            fields_in_doubt=self.in_doubt,
            left_out=tuple(self.left_out),
            annexes=tuple(annexes_in(block.text for block in blocks)),
        )


def _pictured(block: Block) -> bool:
    return any(node["t"] == "Image" for node in all_nodes(block.node))


def _without_images(node: dict[str, object]) -> dict[str, object]:
    content = node["c"]
    assert isinstance(content, list)
    return {**node, "c": [part for part in content if part["t"] != "Image"]}
