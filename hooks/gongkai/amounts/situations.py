"""What kind of sentence an amount stands in: an example, a reckoning, what was before, a report of what was done, another law.

Each is told by words that stand near the amount, and each lets less pass than a reader might: what is let pass unasked is a
number that may be wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.amounts.passages import Passage
from gongkai.patterns import pattern

_NAMES = "张王李赵刘陈杨黄周吴徐孙朱胡林郭何罗郑梁谢宋唐许邓韩冯曹彭曾"
_EXAMPLE = pattern(
    rf"例如|比如|举例|例子|某月|举个例|譬如|假设|假如|假定|例[：:]|以[^。；]{{1,30}}为例|(?<![大较缩最弱])[小老](?=[{_NAMES}])(?!高|周|何|许|方)|[{_NAMES}]某"
    rf"|[{_NAMES}](?:女士|先生|师傅|大姐|阿姨)|某[^，。；]{{0,6}}(?:企业|工地|项目|机构|学校|家庭|店|户|公司|单位|人|员工|职工|毕业生|商户|个体)|[A-Z甲乙丙丁](?:公司|企业|单位|店|方案|基地|机构|厂|户)|算账|算例"
)
_BEGINNING = 12
"""Letters of a passage within which an example begins that is its whole matter."""
_EXAMPLE_HEADING = pattern(r"案例|算例|举例|示例|算账|算一算|实例|[一二三四五]例|例[一二三四五\d]")
_BACKGROUND = pattern(r"背景|过程|由来|必要性|目的意义|出台意义")
_RECKONED = pattern(
    r"[=＝≈]|共|合计|累计|总计|总额|总共|相当于|折合|折算|即|多|少|差|省|减|增|负担|还能|还可|剩|加上|扣除|全年|一年下来|满可得|可得|领满|缴满|缴足|全程|全部"
    r"|最长需|从.{1,12}到|算下来|算出|提高了|缩短了|延长了|压缩|平均|每年|一年|按.{1,8}算|审核到|受理到|申请到|满\d+个月(?:为|的)|[×÷]"
)
_OLD_RULE = pattern(
    r"原(?:来|先|有|办法|标准|政策|规定|通知|方案|细则|意见)|旧|修订前|调整前|修改前|变化前|老办法|老政策"
)
_RECKONED_PERIOD = pattern(
    r"[=＝]|共|合计|总|还能|还可|再(?!次)|剩|缩短|延长了|压缩|提高了|全程|全部|从.{1,12}到|最长需|审核到|受理到|申请到|[×÷]|百分点"
)
_EQUATION = pattern(r"[×÷＝=]")
_BEFORE = pattern(
    r"原(?!因|则|件|文|告|址|价|籍|单位)|旧|此前|以前|之前的|过去|先前|修订前|调整前|修改前|变化前|仍按|上一?年|去年|往年|老办法|老政策"
)
_NEW = pattern(r"新|现行|修订后|调整后|修改后|变化后|本办法|本次")
_FROM = pattern(r"(?:由|从|在|比|较)[^，。；]{0,16}\Z")
_FROM_TO = pattern(
    r"\A[^，。；]{0,8}(?:提高|上调|增加|增至|升至|调整|调为|降低|降至|下调|减少|减至|缩短|压缩|压减|延长|扩大|放宽|统一)"
)
_FACT = pattern(
    r"(?:截至|截止到?|去年|上年|近[一二三四五两\d]+年|以来|20\d\d年|上半年|前三季度|目前|已经|全区|全市|全国|我区).*?"
    r"(?:共|累计|已|先后|达到?了?|完成|实现|新增|同比|增长).{0,14}?(?:发放|支出|投入|拨付|减免|兑现|惠及|服务|受理|办理|返还|帮助|吸纳|培训|增长|下降)"
)
_GROWTH = pattern(r"同比|环比|增幅|增速|较上年|比上年")
_OTHER_LAW = pattern(r"《([^《》]{2,40})》[^。；《]{0,24}?(?:规定|明确|要求|第[一二三四五六七八九十百\d]+条)")
_LIMIT = pattern(r"(?:不(?:得|能)?(?:超过|高于|低于|少于)|最高|上限)(?:为|是|达|额)?\Z")
_PROCESS = pattern(r"草案|征求意见|听证|座谈|起草|论证|评估|公众|采纳|意见建议|审议")
_INPUT = (
    r"最低工资标准|工资标准|工资|月薪|薪|收入|贷款|借款|租金|房租|租用|学费|缴费|缴纳|基数|营业|销售|投资|花费|花了|支出|费用|价格|成本|欠|实际|支付|票据|发票|原价|利息|利率|持股|占股"
    r"|赔偿|罚款|订单|流水|余额|存款|预算|注册资本|年龄|工龄|已领|领了|领过|缴了|工作了|干了|失业|离校|毕业|参保|距|开业|经营|成立|购买|买|合同|社保|医疗费|住院|收费|报名费|定价|售价|自付|减免了|占|率"
)
_BENEFIT = (
    r"上限|下限|金额|补贴|补助|奖励|津贴|奖补|资助|可领|能领|领取|可得|能得|可享|享受|最高|最低|标准|给予|发放|报销|返还|减免|免征|担保额|额度|应得|可以领"
    r"|补偿|贴息|得到|获得|可申请|拨付|发给"
)
_LAST_WORD = pattern(rf"(?P<input>{_INPUT})|(?P<benefit>{_BENEFIT})")
_NORM = pattern(
    r"最高|最长|最多|最短|不超过|不得|不少于|不低于|至少|以内|日内|月内|年内|天内|时内|应当|须|必须|期限|时限"
)


@dataclass(frozen=True)
class Situation:
    """What is known of the place of an amount."""

    example: bool = False
    reckoned: bool = False
    before: bool = False
    """It tells what was, before the policy."""
    old_rule: bool = False
    """It tells so in words that are said of a rule, so that an older text that nobody knows may state it."""
    reckoned_period: bool = False
    """The same as `reckoned`, for periods and shares: fewer words tell so."""
    limit: bool = False
    """It says right before the amount that there may be no more, or no less."""
    silent: bool = False
    """Nothing is asked of the amounts there."""
    process: bool = False
    """It tells how the policy came to be."""


def sentence_around(words: str, start: int, end: int) -> str:
    """The sentence in which something stands."""
    first = max(words.rfind(sign, 0, start) for sign in "。；！？") + 1
    ends = [place for sign in "。；！？" if (place := words.find(sign, end)) >= 0]
    return words[first : min(ends, default=len(words))]


def _whole_sentence(words: str, start: int, end: int) -> str:
    after = words.find("。", end)
    return words[words.rfind("。", 0, start) + 1 : after if after >= 0 else len(words)]


def is_example(passage: Passage, start: int, *, begun: bool) -> bool:
    """Whether what stands at a place is part of an example: after a word that opens one, or under such a heading."""
    if begun or _EXAMPLE_HEADING.search(passage.heading) or _EXAMPLE_HEADING.search(passage.around):
        return True
    if passage.is_heading and passage.under_question:
        return True
    opened = _EXAMPLE.search(passage.words)
    return opened is not None and opened.start() <= start


def opens_example(words: str) -> bool:
    """Whether a passage opens an example that goes on to the end of its section: it begins with one, or ends with a colon."""
    opened = _EXAMPLE.search(words)
    return opened is not None and (opened.start() < _BEGINNING or words.rstrip().endswith(("：", ":")))


def situation(
    passage: Passage, start: int, end: int, clause: str, titles: Sequence[str], *, example: bool
) -> Situation:
    """The situation of an amount from `start` to `end`; `titles`: of what the passage rests on."""
    words, sentence = passage.words, sentence_around(passage.words, start, end)
    after = words[end : end + 24]
    near = f"{passage.around}，{clause}"
    changed = bool(_FROM.search(words[max(start - 20, 0) : start]) and _FROM_TO.match(after))
    return Situation(
        example=example,
        reckoned=bool(
            _RECKONED.search(near)
            or _EQUATION.search(sentence_around(words[:start], start, start))
            or (_EQUATION.search(sentence) and (example or is_conditional(sentence)))
        ),
        before=changed or bool(_BEFORE.search(f"{passage.around}，{sentence}")),
        silent=(bool(_BACKGROUND.search(passage.heading)) and not passage.under_question)
        or bool(_GROWTH.search(clause))
        or bool(_FACT.search(sentence))
        or _cites_another(_whole_sentence(words, start, end), titles),
        old_rule=changed or bool(_OLD_RULE.search(f"{passage.around}，{sentence}")),
        reckoned_period=bool(_RECKONED_PERIOD.search(near)),
        limit=bool(_LIMIT.search(words[:start])),
        process=bool(_PROCESS.search(sentence)),
    )


def _cites_another(sentence: str, titles: Sequence[str]) -> bool:
    """Whether a sentence says what another law or document says."""
    for found in _OTHER_LAW.finditer(sentence) if "《" in sentence else ():
        if not any(found[1] in title or title in found[1] for title in titles):
            return True
    return False


def is_input(clause: str, place: int, *, asked: bool = False) -> bool:
    """Whether an amount of an example is something that its person has or had, not what the policy gives; `asked`: in a
    question, where nothing but such words tells."""
    words = [found.lastgroup for found in _LAST_WORD.finditer(clause, 0, place)]
    if not words:
        after = _LAST_WORD.search(clause, place)
        return not asked if after is None else after.lastgroup == "input"
    return words[-1] == "input"


def is_conditional(sentence: str) -> bool:
    """Whether a sentence supposes something."""
    return "如果" in sentence or "若" in sentence


def tells_of_before(words: str) -> bool:
    """Whether words tell of what was before."""
    return _BEFORE.search(words) is not None


def tells_of_new(words: str) -> bool:
    """Whether the heading of a column tells of what is new."""
    return _NEW.search(words) is not None


def is_norm(clause: str) -> bool:
    """Whether a clause says what may or must be."""
    return _NORM.search(clause) is not None
