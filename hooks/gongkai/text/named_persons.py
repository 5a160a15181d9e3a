"""Names of persons in a text, as far as its own words say that they are some: what a later text no longer names must not
be looked up in the earlier one.

Recognised are names in a table below 姓名, 申请人 and the like, and behind such a word and a colon. Officials who sign,
contacts of an office and authors are none: they are named for the public's use, and change without anything being taken back.
"""

from collections.abc import Iterator, Sequence

from gongkai.patterns import pattern
from gongkai.text.redline import TextBlock

_WHO = (
    r"姓\s*名|名\s*单|当事人|申请人|被申请人|投诉人|被投诉人|举报人|咨询人|来信人|来访人|信访人|上诉人|原告|被告|第三人"
    r"|被处罚人|处罚对象|相对人|患者|学生|考生|户主|居民|村民|劳动者|求职者|受助人|救助对象|补贴对象姓名|享受人员|获得者|申领人"
    r"|拟录用人员|拟聘用人员|参保人|缴费人|领取人|监护人|法定代理人|家长|配偶"
)
_SURE = pattern(r"姓\s*名|名\s*单")
_HEAD = pattern(rf"(?:[\w（(]{{0,6}})?(?:{_WHO})[\w）)]{{0,4}}")
_BEHIND = pattern(rf"(?P<who>{_WHO})\s*[:：]\s*(?P<names>[\u4e00-\u9fff·、，,\s]{{2,60}})")
_NAME = pattern(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}·[\u4e00-\u9fff·]{1,12}")
_BETWEEN = pattern(r"[、，,\s]+")
_HIDDEN = pattern(r"[某×＊*○〇ＸxX]")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余杜叶程魏苏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付"
    "方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_SURNAMED = pattern(rf"[{_SURNAMES}]|欧阳|上官|司马|诸葛|司徒|夏侯|皇甫|慕容|尉迟|公孙|令狐|东方|.+·")
"""Below 申请人 stand kinds of persons as well as names (失业人员, 个体户); below 姓名 names alone."""
_MASKED = pattern(
    rf"\d{{2,}}[*＊×✱]{{2,}}\d{{0,6}}|[{_SURNAMES}](?:[*＊×○]{{1,2}}|某{{1,2}}(?![年月日市县区地个些种单企公部]))"
)


def persons_named(blocks: Sequence[TextBlock]) -> frozenset[str]:
    """Every name that is open to read."""
    return frozenset(name for name in _named(blocks) if not _HIDDEN.search(name))


def masked(blocks: Sequence[TextBlock]) -> frozenset[str]:
    """What stands there with a part hidden: 138****1234, 王某."""
    return frozenset(match[0] for block in blocks for match in _MASKED.finditer(block.text))


def _named(blocks: Sequence[TextBlock]) -> Iterator[str]:
    table, columns = 0, dict[int, str]()
    for block in blocks:
        if block.kind != "row":
            for match in _BEHIND.finditer(block.text):
                yield from _names(match["names"], match["who"])
            continue
        if block.table != table:
            table, columns = block.table, {}
        heads = {n: cell for n, cell in enumerate(block.cells) if _HEAD.fullmatch(cell.strip())}
        if heads and block.heads == len(block.cells):
            columns = heads
            continue
        for number, cell in enumerate(block.cells):
            if head := columns.get(number) or heads.get(number - 1):
                yield from _names(cell, head)


def _names(written: str, head: str) -> Iterator[str]:
    for one in _BETWEEN.split(written.strip()):
        if _NAME.fullmatch(one) and (_SURE.search(head) or _SURNAMED.match(one)):
            yield one
