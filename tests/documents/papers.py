"""Invented official documents, clause by clause: what an import of them must give, whatever their make."""

from dataclasses import dataclass, replace
from datetime import date

Cell = tuple[str, int, int]
"""Words, rows and columns that a cell spans."""


@dataclass(frozen=True)
class Clause:
    """One paragraph. `level`: that of the heading in the page (2 to 5), 0 for running text."""

    text: str
    level: int = 0
    rank: int = 0
    """1 for 一、, 2 for （一）, 3 for 1., 4 for （1）: how the clause is numbered, headings and text alike."""
    words: str = ""
    """The text without its number, where Word is to number it."""


@dataclass(frozen=True)
class Table:
    """A table; `rows` hold cells in order, those covered by a spanning cell left out."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Paper:
    """A document."""

    title: str
    number: str
    issuers: tuple[str, ...]
    signed: date
    addressee: str
    parts: tuple[Clause | Table, ...]
    annexes: tuple[str, ...] = ()
    after: tuple[Clause | Table, ...] = ()
    """What stands after the sign-off."""
    signed_as: str = "2024年5月8日"


_NUMBERS = ("一二三四五六七八九", "一二三四五六七八九", "123456789", "123456789")
_FORMS = ("{}、", "（{}）", "{}.", "（{}）")


def outline(*items: tuple[int, bool, str]) -> tuple[Clause, ...]:
    """Clauses from (rank, is it a heading, words); ranks are numbered as in GB/T 9704, rank 0 not at all."""
    counts = [0, 0, 0, 0]
    headings: list[int] = []
    found = []
    for rank, heading, words in items:
        if rank == 0:
            found.append(Clause(words))
            continue
        counts[rank - 1] += 1
        counts[rank:] = [0] * (4 - rank)
        number = _FORMS[rank - 1].format(_NUMBERS[rank - 1][counts[rank - 1] - 1])
        headings = [other for other in headings if other < rank]
        level = 2 + len(headings) if heading else 0
        if heading:
            headings.append(rank)
        found.append(Clause(number + words, level, rank, words))
    return tuple(found)


NOTICE = Paper(
    title="关于印发《示例区技能人才培养补贴实施办法》的通知",
    number="示人社〔2024〕121号",
    issuers=("示例区人力资源和社会保障局",),
    signed=date(2024, 5, 8),
    addressee="各街道办事处、镇人民政府，各有关单位",
    parts=outline(
        (
            0,
            False,
            "为进一步规范技能人才培养补贴管理，根据国家和市有关规定，结合本区实际，现就有关事项通知如下。",
        ),
        (1, True, "总体要求"),
        (
            0,
            False,
            "坚持需求导向、质量优先，对企业和培训机构开展的职业技能培训给予补贴，2024年全区计划培训3,000人次。",
        ),
        (1, True, "补贴对象和标准"),
        (2, True, "补贴对象"),
        (0, False, "在本区登记注册、依法缴纳社会保险费的企业，以及经备案的培训机构，可以申请补贴。"),
        (3, False, "企业应当与培训对象签订一年以上劳动合同；"),
        (3, False, "培训机构应当在有效期内持有办学许可证。"),
        (2, True, "补贴标准"),
        (3, True, "企业补贴"),
        (0, False, "按照每人每学时15元给予补贴，同一人员每年不超过3次。"),
        (4, False, "初级工、中级工按照基本标准执行；"),
        (4, False, "高级工以上按照基本标准上浮20%。"),
        (3, True, "机构补贴"),
        (0, False, "按照每人每学时12元给予补贴，由区就业促进中心每季度集中拨付一次，逾期未申请的视为放弃。"),
        (1, True, "工作要求"),
        (
            2,
            False,
            "加强组织领导。各街道、各单位要明确分管负责人和经办人员，确保补贴政策落实到位、资金使用安全。",
        ),
        (2, False, "加强监督检查。对弄虚作假骗取补贴的，责令退回，并依法处理。"),
        (0, False, "本通知自2024年6月1日起施行，有效期至2029年5月31日。"),
    ),
)

MATERIALS = Table(
    (
        (("类别", 1, 1), ("材料名称", 1, 1), ("要求", 1, 2)),
        (("企业", 2, 1), ("营业执照", 1, 1), ("数据核验", 1, 1), ("免交", 1, 1)),
        (("劳动合同", 1, 1), ("上传首页和签章页", 1, 1), ("必交", 1, 1)),
        (("机构", 3, 1), ("办学许可证", 1, 1), ("上传正本", 1, 1), ("必交", 1, 1)),
        (("培训计划", 1, 1), ("写明课时、师资和场地", 1, 1), ("必交", 1, 1)),
        (("以上材料均为一式一份，复印件加盖公章", 1, 3),),
    )
)
FIGURES = Table(
    (
        (("序号", 1, 1), ("工种", 1, 1), ("学时", 1, 1), ("标准（元）", 1, 1)),
        (("1", 1, 1), ("电工", 1, 1), ("120", 1, 1), ("1,800", 1, 1)),
        (("2", 1, 1), ("养老护理员", 1, 1), ("160", 1, 1), ("2,400", 1, 1)),
        (("3", 1, 1), ("焊工|气割", 1, 1), ("120", 1, 1), ("1,800", 1, 1)),
    )
)
WITH_TABLES = replace(
    NOTICE,
    title="关于公布2024年技能培训补贴标准的通知",
    number="示人社〔2024〕122号",
    parts=(*NOTICE.parts[:3], FIGURES, *NOTICE.parts[3:6], MATERIALS, NOTICE.parts[-1]),
)
JOINT = replace(
    NOTICE,
    title="关于开展企业用工服务专项行动的通知",
    number="示人社联〔2024〕17号",
    issuers=("示例区人力资源和社会保障局", "示例区总工会"),
)
MEASURES = replace(
    NOTICE,
    number="示人社规〔2024〕12号",
    parts=(Clause("现将《示例区技能人才培养补贴实施办法》印发给你们，请认真遵照执行。"),),
    after=(
        Clause("示例区技能人才培养补贴实施办法", 2),
        Clause("第一章 总则", 3),
        Clause("第一条 为规范技能人才培养补贴管理，制定本办法。"),
        Clause("第二条 本办法适用于本区行政区域内的技能人才培养补贴。"),
        Clause("第二章 补贴管理", 3),
        Clause("第一节 申请", 4),
        Clause("第三条 申请补贴应当具备下列条件："),
        Clause("（一）依法登记注册；"),
        Clause("（二）依法缴纳社会保险费。"),
        Clause("第二节 审核", 4),
        Clause("第四条 区人力资源社会保障局应当自受理之日起10个工作日内完成审核。"),
        Clause("第三章 附则", 3),
        Clause("第五条 本办法自2024年6月1日起施行。"),
    ),
)
ANNEXED = replace(
    NOTICE,
    title="关于申报2024年技能大师工作室的通知",
    number="示人社〔2024〕123号",
    annexes=("技能大师工作室申报表", "技能大师工作室评分标准"),
    after=(
        Clause("附件2　技能大师工作室评分标准", 2),
        Clause("一、评分办法", 3),
        Clause("评分采用百分制，由评审专家独立打分，取平均值作为最终得分，得分70分以上的列入公示名单。"),
    ),
)
UNNUMBERED = replace(
    NOTICE,
    title="关于办理灵活就业登记的公告",
    number="2024年第93号",
    addressee="",
    parts=(
        Clause("为方便灵活就业人员办理登记，现就有关事项公告如下。"),
        Clause("谁可以办理", 2),
        Clause("在本区居住、以非全日制或者新就业形态就业的劳动者，均可以办理灵活就业登记，不受户籍限制。"),
        Clause("在哪里办理", 2),
        Clause("线上办理", 3),
        Clause("登录网上办事大厅，按照提示填写个人信息和就业信息，提交后2个工作日内可以查询办理结果。"),
        Clause("线下办理", 3),
        Clause("到居住地街道社区事务受理服务中心的综合窗口办理，窗口工作人员协助网上录入信息。"),
        Clause("何时生效", 2),
        Clause("登记自审核通过的次日起生效，劳动者可以凭登记结果申请灵活就业社会保险补贴。"),
    ),
)
JOINT_IN_CHINESE = replace(JOINT, signed_as="二〇二四年五月八日")
