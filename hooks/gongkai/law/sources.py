"""The legal sources that findings cite.

Texts cited: 《中华人民共和国政府信息公开条例》(2019年修订, 国务院令第711号), 《重大行政决策程序暂行条例》
(国务院令第713号; departments apply it by reference), GB/T 9704-2012 《党政机关公文格式》. What a bureau's own work
points say stands in its settings (`basis`).
"""

from gongkai.law.basis import Basis
from gongkai.law.terms import CONSULTATION, CORRECTION_DAYS, DISCLOSURE, EXTENSION, REPORT_DAY, REQUEST

_OPENNESS = "《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）"
_HOUSE = "本系统的要求（不是法规条文）："
_REGULATION = "《政府信息公开条例》"
_DECISIONS = "《重大行政决策程序暂行条例》"

THREE_SYNCHRONIES = Basis(
    last="“同步”即日期相同，是本系统的读法",
    otherwise=f"{_OPENNESS}：政策性文件与解读方案、解读材料同步组织、同步审签、同步部署；日期相同是本系统的要求",
)
EVERY_POLICY_INTERPRETED = Basis(
    otherwise=f"{_OPENNESS}：谁起草、谁解读；每份政策文件都要有解读是本系统的要求"
)
SUBSTANCE = Basis(last=f"{_HOUSE}解读内容三项以上，要讲到适用范围或者办事指引")
FOLLOW_UP = Basis(otherwise=f"{_HOUSE}跟踪解读在政策出台以后")
DRAFT_INTERPRETED = Basis(last=f"{_HOUSE}公开征求意见开始的当天要有草案的解读")
CATALOGUE_BY_MARCH = Basis(
    last=f"{_DECISIONS}第三条第三款：决策机关可以确定决策事项目录、标准，向社会公布；第四十二条：政府部门参照执行"
    "（公布的期限不出自条例）；决策档案要对得上目录的事项，是本系统的要求"
)
FEEDBACK_IN_TIME = Basis(otherwise=f"{_HOUSE}决策出台后 {{feedback}}内公开意见的收集、采纳情况")
REFUSAL_REASONS = Basis(last=f"{_HOUSE}登记的每一条意见，没有采纳或者只采纳一部分的，都写明理由")
DOCKET_COMPLETE = Basis(
    last=f"{_DECISIONS}第三十二条：及时公布重大行政决策；公众代表列席情况同决策结果一并公开，条例没有规定"
)
DECISION_ORDER = Basis(
    last=f"{_DECISIONS}第十四条第一款：充分听取意见；第十八条：对意见研究论证，完善决策草案；"
    "第二十五条第一款：决策草案提交讨论前进行合法性审查；第二十九条：提交讨论时报送公众意见的研究采纳情况；"
    "第三十条第一款：决策草案应当经会议讨论（政府部门参照执行）。不是重大行政决策的也查先后，列席不晚于决策，档案与目录一致，"
    "开座谈会的也写草案，写理由可以代替日期，是本系统的要求"
)
CONSULTATION_TERM = (
    f"{_DECISIONS}第十五条第一款：公开征求意见的期限一般不少于{CONSULTATION.days}日，"
    "因情况紧急等原因需要缩短期限的，公开征求意见时应当予以说明"
)
DRAFT_COMPLETE = Basis(
    last=f"{_DECISIONS}第十五条第一款：公布决策草案及其说明等材料，明确提出意见的方式和期限（不是重大行政决策的也这样要求，是本系统的要求）"
)
FIELDS_NEEDED = (
    f"{_REGULATION}第十二条第三款：政府信息公开目录包括政府信息的索引、名称、内容概述、生成日期等内容；"
    "第五十条：政府信息公开工作年度报告应当包括的内容；其他必填内容是本系统的约定（不是法规条文）"
)
NAMES_UNIQUE = f"{_HOUSE}编号不重复，读者、热线和程序才能凭编号找到同一份文件、同一个事项"
DOCUMENT_NUMBER = "GB/T 9704-2012《党政机关公文格式》7.2.5 发文字号"
WORKING_DAYS = "国务院办公厅关于部分节假日安排的通知（逐年发布）"
SAME_SOURCE = Basis(otherwise=f"{_HOUSE}所指的文件要在，各处内容同源、同步更新")
ACCURATE = f"{_REGULATION}第六条第一款：行政机关应当及时、准确地公开政府信息"
LINKS_KEPT = Basis(otherwise=f"{_HOUSE}公布出去的链接要打得开，指到要去的地方")
ACCESSIBILITY = "GB/T 37668-2019《信息技术 互联网内容无障碍可访问性技术要求与测试方法》"
DIAGRAMS_TOLD = Basis(last=ACCESSIBILITY)
PLAIN_FORMS = Basis(otherwise=f"{_HOUSE}一问一答要有问、有答，知识库才能收进去")
AMOUNTS_TRUE = Basis(
    f"{_REGULATION}第六条第一款：行政机关应当及时、准确地公开政府信息",
    last=f"{_HOUSE}页面上算出来的数，要和政策原文、算例一致",
)
AMOUNTS_SAME = Basis(
    f"{_REGULATION}第六条第一款：行政机关应当及时、准确地公开政府信息",
    last=f"{_HOUSE}解读里的数要和政策原文一致",
)
TEXT_SAME = Basis(
    f"{_REGULATION}第六条第一款：行政机关应当及时、准确地公开政府信息",
    last=f"{_HOUSE}状态、日期、附件按字段显示，要和正文一致",
)
AMOUNTS_TRIED = Basis(otherwise=f"{_HOUSE}每个条件都要有算例试过")
HOUSE = "本系统的编写约定（不是法规条文）：写法统一，程序才能替您核对日期和期限"

DISCLOSURE_IN_TIME = Basis(
    f"{_REGULATION}第二十六条：主动公开的信息自形成或者变更之日起{DISCLOSURE.days}个工作日内及时公开"
    "（以成文日期为形成之日）"
)
REQUEST_IN_TIME = Basis(f"{_REGULATION}第三十三条第二款：自收到申请之日起{REQUEST.days}个工作日内予以答复")
STILL_LATE = f"说明原因不免除逾期的责任（{_REGULATION}第五十三条）"
REQUEST_EXTENDED = (
    f"{_REGULATION}第三十三条第二款：延长答复期限应当经政府信息公开工作机构负责人同意并告知申请人，"
    f"最长不得超过{EXTENSION.days}个工作日；第三十五条：申请的数量、频次明显超过合理范围而理由合理的，可以确定合理的延迟期限并告知申请人"
    "（这一种也写批准人，是本系统的要求）"
)
CORRECTION_ASKED = (
    f"{_REGULATION}第三十条：自收到申请之日起{CORRECTION_DAYS}个工作日内一次性告知申请人作出补正，"
    "答复期限自收到补正的申请之日起计算（逾期才通知的怎样起算，条例没有规定，仍从收到申请起算是本系统的读法）"
)
GROUNDS_TOLD = (
    f"{_REGULATION}第三十六条第（三）项、第（五）项：不予公开、不属于本机关负责公开的，说明理由；"
    "《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）：按情形和申请人类别统计"
)
REPORT_BY_JANUARY = (
    f"{_REGULATION}第四十九条第一款：县级以上人民政府部门每年{REPORT_DAY.replace(' ', '')}前"
    "提交上一年度政府信息公开工作年度报告并向社会公布"
)
PLAN_OF_WORK = Basis(otherwise=f"{_HOUSE}分解的任务按时完成")
REVIEWED_BEFORE_OUT = Basis(
    f"{_REGULATION}第十七条第二款：依照保守国家秘密法等规定对拟公开的政府信息进行审查",
    "对每份政策文件都作合法性审查、在签发以前完成，写理由可以代替日期，是本系统的要求",
)
LOOKED_AT = Basis(
    f"{_REGULATION}第十七条第一款：行政机关应当建立健全政府信息公开审查机制，明确审查的程序和责任",
    last="几个人审、审哪几步、从哪天起，由本单位设置；作者不能审自己的稿、改动后要重新审，是本系统的要求",
)
TRUE_DATES = (
    f"{_REGULATION}第六条第一款：及时、准确地公开政府信息；《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）："
    "伪造发稿日期等弄虚作假行为，单项否决"
)
EVIDENCE_KEPT = "本系统的约定（不是法规条文）：发布日期要有 git 历史为证，查不了的要说明"
COLUMNS_FRESH = Basis(
    f"{_REGULATION}第十二条第一款：行政机关编制、公布的政府信息公开指南应当及时更新",
    last="《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）：栏目长期不更新、空白栏目达到规定数量的，单项否决；"
    "各栏目的天数由本单位设置",
)
NO_PERSONAL_DATA = (
    f"{_REGULATION}第十五条：涉及商业秘密、个人隐私等公开会对第三方合法权益造成损害的政府信息，不得公开"
)
NO_SECRETS = Basis(
    f"{_REGULATION}第十四条：依法确定为国家秘密的政府信息不予公开；第十六条：内部事务信息、过程性信息可以不予公开；"
    "第十七条第二款：公开前依法审查",
    last="内部标志一律不能发布，比第十六条的“可以不予公开”严，是本系统的要求",
)
SITE_SAFE = "《政府网站发展指引》（国办发〔2017〕47号）七：安全防护；具体清单是本系统的约定"
SITE_SELF_CONTAINED = "本系统的约定（不是法规条文）：网页不向其他网站请求任何内容，读者的访问情况不外泄"
WAIVERS_PUBLIC = "本系统的约定（不是法规条文）：例外必须公开、有理由、有批准人、有期限"
VALIDITY_SETTLED = (
    "本系统的约定（不是法规条文）：规范性文件写明有效到哪天，社会公众才知道它是否还能适用；"
    "最长几年出自地方规定，写在设置文件 mkdocs.yml 的 terms 下 validity 里；"
    "延长的从原失效日期起算、试行的延长仍按试行的年限，是本系统的读法"
)
