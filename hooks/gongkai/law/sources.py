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
    otherwise=f"{_OPENNESS}：政策性文件与解读材料同步组织、同步审签、同步部署；日期相同是本系统的要求"
)
EVERY_POLICY_INTERPRETED = Basis(otherwise=f"{_OPENNESS}：加强政策解读；每份政策文件都要有解读是本系统的要求")
SUBSTANCE = Basis(otherwise=f"{_HOUSE}解读要讲到适用范围、办事指引等实质性内容")
FOLLOW_UP = Basis(otherwise=f"{_HOUSE}跟踪解读在政策出台以后")
DRAFT_INTERPRETED = Basis(otherwise=f"{_HOUSE}公开征求意见的草案同步解读")
CATALOGUE_BY_MARCH = Basis(last=f"{_DECISIONS}第三条")
FEEDBACK_IN_TIME = Basis(otherwise=f"{_HOUSE}决策出台后 {{feedback}}内公开意见的收集、采纳情况")
REFUSAL_REASONS = Basis(otherwise=f"{_HOUSE}公开意见不予采纳的原因")
DOCKET_COMPLETE = Basis(last=f"{_DECISIONS}第三十二条")
CONSULTATION_TERM = (
    f"{_DECISIONS}第十五条：公开征求意见的期限一般不少于{CONSULTATION.days}日，缩短的应当予以说明"
)
DRAFT_COMPLETE = Basis(last=f"{_DECISIONS}第三十二条；{CONSULTATION_TERM}")
CATALOGUE_OF_INFORMATION = f"{_REGULATION}第十二条：目录包括政府信息的索引、名称、内容概述、生成日期等内容"
DOCUMENT_NUMBER = "GB/T 9704-2012《党政机关公文格式》7.2.5 发文字号"
WORKING_DAYS = "国务院办公厅关于部分节假日安排的通知（逐年发布）"
SAME_SOURCE = Basis(otherwise=f"{_HOUSE}所指的文件要在，各处内容同源、同步更新")
SITE_INSPECTION = "《政府网站发展指引》（国办发〔2017〕47号）：做好日常巡检，及时修复失效链接"
ACCURATE = f"{_REGULATION}第六条：行政机关应当及时、准确地公开政府信息"
LINKS_KEPT = Basis(last=SITE_INSPECTION)
ACCESSIBILITY = "GB/T 37668-2019《信息技术 互联网内容无障碍可访问性技术要求与测试方法》"
DIAGRAMS_TOLD = Basis(last=ACCESSIBILITY)
PLAIN_FORMS = Basis(otherwise=f"{_HOUSE}一问一答要有问、有答，知识库才能收进去")
HOUSE = "本系统的编写约定（不是法规条文）：写法统一，程序才能替您核对日期和期限"

DISCLOSURE_IN_TIME = Basis(
    f"{_REGULATION}第二十六条：主动公开的信息自形成或者变更之日起{DISCLOSURE.days}个工作日内公开"
)
REQUEST_IN_TIME = Basis(f"{_REGULATION}第三十三条：自收到申请之日起{REQUEST.days}个工作日内答复")
REQUEST_EXTENDED = (
    f"{_REGULATION}第三十三条：延长答复期限经负责人同意，最长不超过{EXTENSION.days}个工作日；第三十五条"
)
CORRECTION_ASKED = (
    f"{_REGULATION}第三十条：自收到申请之日起{CORRECTION_DAYS}个工作日内一次性告知补正，"
    "答复期限自收到补正的申请之日起计算"
)
GROUNDS_TOLD = (
    f"{_REGULATION}第三十六条、第三十七条：不予公开的说明理由；"
    "《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）：按情形和申请人类别统计"
)
REPORT_BY_JANUARY = (
    f"{_REGULATION}第四十九条：每年{REPORT_DAY.replace(' ', '')}前公布上一年度政府信息公开工作年度报告"
)
PLAN_OF_WORK = Basis(otherwise=f"{_HOUSE}分解的任务按时完成")
REVIEWED_BEFORE_OUT = Basis(
    f"{_REGULATION}第十七条：公开前依法审查", "对每份政策文件都作合法性审查是本系统的要求"
)
TRUE_DATES = (
    f"{_REGULATION}第六条：及时、准确地公开政府信息；《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）："
    "伪造发稿日期等弄虚作假行为，单项否决"
)
EVIDENCE_KEPT = "本系统的约定（不是法规条文）：发布日期要有 git 历史为证，查不了的要说明"
COLUMNS_FRESH = Basis(last="《政府网站发展指引》（国办发〔2017〕47号）")
NO_PERSONAL_DATA = f"{_REGULATION}第十五条：涉及个人隐私、公开会损害第三方合法权益的信息不得公开"
NO_SECRETS = Basis(f"{_REGULATION}第十四条：国家秘密不予公开；第十七条：公开前依法审查")
SITE_SAFE = "《政府网站发展指引》（国办发〔2017〕47号）七：安全防护；具体清单是本系统的约定"
SITE_SELF_CONTAINED = "本系统的约定（不是法规条文）：网页不向其他网站请求任何内容，读者的访问情况不外泄"
WAIVERS_PUBLIC = "本系统的约定（不是法规条文）：例外必须公开、有理由、有批准人、有期限"
