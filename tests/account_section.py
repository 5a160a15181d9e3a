"""What a year gives account of, beside the whole section: registers, reports, plans, events. On `TODAY` one
finding stands, and is waived."""

from tests import whole_section as whole

TODAY = whole.TODAY

REQUESTS = "requests/2024.yml"
REPORT = "reports/2023.md"
PLAN = "plans/2024.md"
OPEN_DAY = "participation/2024/open-day.md"
SURVEY = "participation/2024/survey.md"
HEARING = "participation/2024/hearing.md"
INTERACTIONS = "interactions/2024.yml"
RULES = "about/rules.md"
BUDGET = "about/statutory-7-budget.md"
WAIVERS = "waivers.yml"

_REQUESTS = """# 一行一件
- {no: 2023-009, received: 2023-12-25, replied: 2024-01-10, outcome: 无法提供, ground: 本机关不掌握相关政府信息}
- no: 2024-001
  received: 2024-01-15
  reviewed: {secrecy: 2024-01-25, legal: 2024-01-25}
  replied: 2024-01-29
  outcome: 予以公开
  disclosed: {document: about/statutory-7-budget.md, why: 多个申请人申请}
- no: 2024-002
  received: 2024-02-20
  correction_asked: 2024-02-26
  correction_received: 2024-03-04
  paused:
    - {from: 2024-03-11, to: 2024-03-15, why: 征求第三方意见}
  reviewed: {secrecy: 2024-03-29, legal: 2024-04-01}
  replied: 2024-04-02
  outcome: 部分公开
  disclosed: {document: about/statutory-7-budget.md}
- no: 2024-003
  received: 2024-03-01
  replied: 2024-04-08
  outcome: 不予公开
  ground: 属于四类过程性信息
  late_reason: 档案调取用时较长，已向申请人说明。
- {no: 2024-004, received: 2024-04-25, extended: {on: 2024-05-15, days: 10, approved_by: 分管负责人}}
- no: 2024-005
  received: 2024-05-08
  paused:
    - {from: 2024-05-16, why: 征求第三方意见}
- {no: 2024-006, received: 2024-05-13, correction_asked: 2024-05-16}
- {no: 2024-007, received: 2024-05-14}
"""

_REPORT = """---
title: 2023年政府信息公开工作年度报告
year: 2023
published: 2024-01-25
---

## 一、总体情况

全年平稳。

## 二、主动公开政府信息情况

文件全部公开。

## 四、因政府信息公开工作被申请行政复议、提起行政诉讼情况

没有。
"""

_PLAN = f"""---
title: 2024年工作要点任务分解
year: 2024
published: 2024-04-10
tasks:
  - {{id: "1", title: 公布决策目录, owner: 办公室, due: 2024-03-31, done: 2024-03-15, evidence: [{whole.CATALOGUE}]}}
  - {{id: "2", title: 清理文件, owner: 办公室, due: 2024-04-30, done: 2024-05-06, late_reason: 逐件核对档案用时较长}}
  - {{id: "3", title: 跟踪解读, owner: 就业促进科, due: 2024-05-10}}
  - {{id: "4", title: 公布资金发放情况, owner: 就业促进科, due: 2024-07-31, evidence: ["https://www.example.com/zj"]}}
trainings:
  - {{date: 2024-04-18, title: 公开审查, people: 30}}
  - {{date: 2024-09-18, title: 答复文书, people: 25}}
---

办公室核对后公布。
"""

_OPEN_DAY = f"""---
title: 人社大厅开放日
form: 政府开放活动
published: 2024-03-25
opens: 2024-04-12
closes: 2024-04-12
summary: 体验办事流程，提出意见。
outcome: {{on: 2024-04-26, text: 收到意见9条，采纳6条。}}
decision: {whole.DECIDED}
---

上午9时开始。
"""

_SURVEY = """---
title: 培训需求调查
form: 民意调查
published: 2024-05-06
opens: 2024-05-06
closes: 2024-05-31
summary: 想学什么，什么时间方便。
outcome: {on: 2024-06-20, text: 结果尚未形成时不公布}
---

匿名填写。
"""

_HEARING = """---
title: 工资保证金办法听证会
form: 听证会
published: 2024-05-16
opens: 2024-06-04
closes: 2024-06-04
summary: 听取施工单位和农民工的意见。
decision: decisions/2024/wage-deposit.md
---

6月1日前报名。
"""

_INTERACTIONS = """- month: 2024-03
  channel: 12345热线
  received: 40
  answered: 39
  on_time: 38
  satisfied: 36
  topics: {就业: 20, 劳动关系: 15}
- {month: 2024-03, channel: 领导信箱, received: 5, answered: 5, on_time: 5, topics: {劳动关系: 4}}
- {month: 2024-04, channel: 12345热线, received: 60, answered: 60, on_time: 57, satisfied: 55, topics: {就业: 30, 创业: 12}}
- {month: 2024-06, channel: 12345热线, received: 77, answered: 77, on_time: 77, satisfied: 77, topics: {就业: 77}}
"""

_RULES = """---
title: 政府信息公开制度
published: 2024-01-02
---

先审查，后公开。
"""

_BUDGET = """---
title: 部门预算
published: 2024-02-26
---

预算支出100万元。
"""

_WAIVERS = f"""- {{rule: GK307, path: {PLAN}, reason: 等待统一部署, approved_by: 局政务公开领导小组, expires: 2024-06-30}}
"""


def account_section() -> dict[str, str]:
    """The whole section with its accounts; on `TODAY` its one finding is the waived one."""
    return {
        **whole.whole_section(),
        REQUESTS: _REQUESTS,
        REPORT: _REPORT,
        PLAN: _PLAN,
        OPEN_DAY: _OPEN_DAY,
        SURVEY: _SURVEY,
        HEARING: _HEARING,
        INTERACTIONS: _INTERACTIONS,
        RULES: _RULES,
        BUDGET: _BUDGET,
        WAIVERS: _WAIVERS,
    }
