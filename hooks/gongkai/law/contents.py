"""What the law wants an annual report, and a bureau's disclosure, to contain."""

from typing import NamedTuple


class ReportPart(NamedTuple):
    """One of the six parts of an annual report."""

    number: str
    title: str
    known_by: tuple[str, ...]
    """Words of which a heading of it has at least one, as bureaus write it."""
    told_by_editor: bool
    """Whether it is words alone; else it is a table that is computed, and words are welcome."""

    @property
    def heading(self) -> str:
        """As the format writes it: 一、总体情况."""
        return f"{self.number}、{self.title}"


REPORT_PARTS = (
    ReportPart("一", "总体情况", ("总体情况",), True),
    ReportPart("二", "主动公开政府信息情况", ("主动公开",), False),
    ReportPart("三", "收到和处理政府信息公开申请情况", ("收到和处理", "信息公开申请"), False),
    ReportPart("四", "政府信息公开行政复议、行政诉讼情况", ("行政复议", "行政诉讼"), False),
    ReportPart("五", "存在的主要问题及改进情况", ("主要问题", "存在问题", "存在的问题", "改进情况"), True),
    ReportPart("六", "其他需要报告的事项", ("其他需要报告", "需要报告的其他"), True),
)
"""The parts of an annual report, in the order and words of the national format (国办公开办函〔2021〕30号)."""


def report_part(heading: str) -> ReportPart | None:
    """The part that a heading begins; None where it is none of them, （一）主动公开 within the first, say."""
    if heading.lstrip().startswith(("（", "(")):
        return None
    return next((part for part in REPORT_PARTS if any(word in heading for word in part.known_by)), None)


GUIDE_CONTENT = (
    "政府信息的分类、编排体系、获取方式",
    "政府信息公开工作机构的名称、办公地址、办公时间",
    "政府信息公开工作机构的联系电话、传真号码、互联网联系方式",
)
"""What the guide must have (条例 art. 12)."""

SYSTEM_CONTENT = (
    "公开工作制度，指定负责日常工作的机构（第四条）",
    "公开审查机制，明确审查的程序和责任（第十七条）",
    "信息管理动态调整机制（第十八条）",
    "信息发布机制（第二十三条）",
    "申请登记、审核、办理、答复、归档的工作制度（第四十五条）",
)
"""How a bureau must have settled its work on openness, by articles of 条例."""

STATUTORY_CONTENT = (
    "行政法规、规章和规范性文件",
    "机关职能、机构设置、办公地址和时间、联系方式、负责人姓名",
    "国民经济和社会发展规划、专项规划、区域规划及相关政策",
    "国民经济和社会发展统计信息",
    "行政许可和其他对外管理服务事项的依据、条件、程序和办理结果",
    "行政处罚、行政强制的依据、条件、程序和有一定社会影响的处罚决定",
    "财政预算、决算信息",
    "行政事业性收费项目及其依据、标准",
    "政府集中采购项目的目录、标准和实施情况",
    "重大建设项目的批准和实施情况",
    "扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施和实施情况",
    "突发公共事件的应急预案、预警信息和应对情况",
    "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况",
    "公务员招考的职位、名额、报考条件等事项和录用结果",
    "法律、法规、规章和国家有关规定要求主动公开的其他政府信息",
)
"""What 条例 art. 20 (1)-(15) names, in short."""
