"""The law as data: every number of days, every date and every legal source stands here, once.

Texts cited: 《中华人民共和国政府信息公开条例》(2019年修订, 国务院令第711号), 《重大行政决策程序暂行条例》
(国务院令第713号; departments apply it by reference), GB/T 9704-2012 《党政机关公文格式》, and the bureau's
work points of 2024, 青人社〔2024〕11号.
"""

from datetime import date, timedelta

WORK_POINTS = "2024年政务公开工作要点（青人社〔2024〕11号）"
DISCLOSURE = "《政府信息公开条例》"
DECISIONS = "《重大行政决策程序暂行条例》"

THREE_SYNCHRONIES = f"{WORK_POINTS}三（一）：政策解读与政策文件同步起草、同步审签、同步发布"
EVERY_POLICY_INTERPRETED = f"{WORK_POINTS}三（一）：应解读、尽解读"
PLAIN_FORMS = f"{WORK_POINTS}三（一）：采用一问一答、案例分析、图示图解等通俗易懂的方式"
SUBSTANCE = f"{WORK_POINTS}三（一）：聚焦核心概念、适用范围、办事指引等实质性内容"
FOLLOW_UP = f"{WORK_POINTS}三（一）：政策出台后开展动态跟踪解读"
DRAFT_INTERPRETED = f"{WORK_POINTS}三（一）：对公开征集意见的政策草案同步开展解读"
KNOWLEDGE_BASE = f"{WORK_POINTS}三（二）：业务窗口知识库建设"
CATALOGUE_BY_MARCH = (
    f"{WORK_POINTS}四（一）：年度重大行政决策事项目录于3月31日前向社会公开；{DECISIONS}第三条"
)
FEEDBACK_IN_TIME = f"{WORK_POINTS}四（一）：决策出台后的10个工作日内公开意见的收集、采纳情况"
REFUSAL_REASONS = f"{WORK_POINTS}四（一）：公开较为集中意见不予采纳的原因"
DOCKET_COMPLETE = (
    f"{WORK_POINTS}四（一）：公开决策草案全文、草案说明、草案解读、意见采纳情况、列席情况、决策结果；"
    f"{DECISIONS}第三十二条"
)
CONSULTATION_TERM = f"{DECISIONS}第十五条：公开征求意见的期限一般不少于30日，缩短的应当予以说明"
CATALOGUE_OF_INFORMATION = f"{DISCLOSURE}第十二条：目录包括政府信息的索引、名称、内容概述、生成日期等内容"
DOCUMENT_NUMBER = "GB/T 9704-2012《党政机关公文格式》7.2.5 发文字号"
WORKING_DAYS = "国务院办公厅关于部分节假日安排的通知（逐年发布）"
SAME_SOURCE = f"{WORK_POINTS}四（三）：规范栏目内容保障，确保数据同源、同步更新"
SITE_INSPECTION = "《政府网站发展指引》（国办发〔2017〕47号）：做好日常巡检，及时修复失效链接"
ACCESSIBILITY = "GB/T 37668-2019《信息技术 互联网内容无障碍可访问性技术要求与测试方法》"
HOUSE = "本系统的编写约定（不是法规条文）：写法统一，程序才能替您核对日期和期限"

DISCLOSURE_IN_TIME = (
    f"{DISCLOSURE}第二十六条：主动公开的信息自形成或者变更之日起20个工作日内公开；{WORK_POINTS}二（一）"
)
REQUEST_IN_TIME = f"{DISCLOSURE}第三十三条：自收到申请之日起20个工作日内答复；{WORK_POINTS}二（二）"
REQUEST_EXTENDED = f"{DISCLOSURE}第三十三条：延长答复期限经负责人同意，最长不超过20个工作日；第三十五条"
REPORT_BY_JANUARY = f"{DISCLOSURE}第四十九条：每年1月31日前公布上一年度政府信息公开工作年度报告"
PLAN_OF_WORK = f"{WORK_POINTS}五：分解任务，明确责任，抓好落实"
REVIEWED_BEFORE_OUT = (
    f"{DISCLOSURE}第十七条：公开前依法审查；{WORK_POINTS}二（二）：保密审查；"
    "对每份政策文件都作合法性审查是本系统的要求"
)
TRUE_DATES = (
    f"{DISCLOSURE}第六条：及时、准确地公开政府信息；《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）："
    "伪造发稿日期等弄虚作假行为，单项否决"
)
EVIDENCE_KEPT = "本系统的约定（不是法规条文）：发布日期要有 git 历史为证，查不了的要说明"
COLUMNS_FRESH = f"{WORK_POINTS}四（三）：规范栏目内容保障；《政府网站发展指引》（国办发〔2017〕47号）"
NO_PERSONAL_DATA = f"{DISCLOSURE}第十五条：涉及个人隐私、公开会损害第三方合法权益的信息不得公开"
NO_SECRETS = (
    f"{DISCLOSURE}第十四条：国家秘密不予公开；第十七条：公开前依法审查；{WORK_POINTS}二（二）：保密审查"
)
ACCURATE = f"{DISCLOSURE}第六条：行政机关应当及时、准确地公开政府信息"
SITE_SAFE = "《政府网站发展指引》（国办发〔2017〕47号）七：安全防护；具体清单是本系统的约定"
SITE_SELF_CONTAINED = "本系统的约定（不是法规条文）：网页不向其他网站请求任何内容，读者的访问情况不外泄"
WAIVERS_PUBLIC = "本系统的约定（不是法规条文）：例外必须公开、有理由、有批准人、有期限"

REPORT_PARTS = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
"""The parts of an annual report, in the order of the national format."""

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

DISCLOSURE_WORKING_DAYS = 20
"""Working days from signing within which a policy is published (条例 art. 26)."""

REQUEST_WORKING_DAYS = 20
"""Working days within which a request is answered (条例 art. 33)."""

EXTENSION_WORKING_DAYS = 20
"""The longest extension of that term, in working days (条例 art. 33); beyond it art. 35 asks for a reason."""

FEEDBACK_WORKING_DAYS = 10
"""Working days after a decision within which the opinions and what became of them are published."""

CONSULTATION_DAYS = 30
"""Days from the opening to the closing of a public consultation: closes - opens must be at least this."""


def catalogue_due(year: int) -> date:
    """The last good day for publishing the year's catalogue of major decisions (March 31 included)."""
    return date(year, 3, 31)


def report_due(year: int) -> date:
    """The last good day for publishing the report on `year`: January 31 of the next (条例 art. 49)."""
    return date(year + 1, 1, 31)


def consultation_earliest_close(opens: date) -> date:
    """The first closing day that gives the public the full term, in calendar days."""
    return opens + timedelta(days=CONSULTATION_DAYS)
