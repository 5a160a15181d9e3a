"""One complete, valid section: what the faults are made in. Every kind of document stands in it."""

import struct
import zlib
from datetime import date

TODAY = date(2024, 5, 20)

JOB = "policies/2024/job-subsidy.md"
LOAN = "policies/2024/startup-loan.md"
NEWER = "policies/2024/job-subsidy-change.md"
OLD = "policies/2019/job-subsidy.md"
JOB_QA = "interpretations/2024/job-subsidy.md"
JOB_LATER = "interpretations/2024/job-subsidy-questions.md"
LOAN_DIAGRAM = "interpretations/2024/startup-loan.md"
CATALOGUE = "decisions/2024/catalogue.md"
DECIDED = "decisions/2024/job-subsidy.md"
DECIDED_DRAFT = "interpretations/2024/job-subsidy-draft.md"
OPEN = "decisions/2024/wage-deposit.md"
OPEN_DRAFT = "interpretations/2024/wage-deposit-draft.md"
GUIDE = "about/guide.md"
HOME = "index.md"
CALENDAR = "calendar/2024.yml"
FORM = "policies/2024/files/form.csv"
REQUESTS = "requests/2024.yml"
REPORT = "reports/2023.md"
PLAN = "plans/2024.md"
EVENT = "participation/2024/enterprise-forum.md"
CLARIFICATION = "clarifications/2024/subsidy-goes-on.md"
REPLY = "replies/2024/job-subsidy-april.md"
INTERACTIONS = "interactions/2024.yml"

_JOB = """---
title: 示例区一次性吸纳就业补贴办法
number: 示人社〔2024〕11号
issuer: 示例区人力资源和社会保障局
drafted: 2024-01-10
signed: 2024-03-18
published: 2024-03-20
reviewed: {secrecy: 2024-03-12, legal: 2024-03-13}
summary: 企业招用登记失业人员的，按每人2000元给予一次性补贴。
topics: [就业]
audiences: [重点企业, 失业人员]
department: 就业促进科
contact: 就业促进科，000-55550111
apply:
  url: https://www.example.com/apply
  from: 2024-04-01
  until: 2024-12-31
effective: 2024-04-01
expires: 2026-03-31
attachments:
  - file: files/form.csv
    title: 补贴申请表
corrected:
  - on: 2024-03-25
    what: 更正咨询电话
---

## 一、补贴对象

招用登记失业人员并缴纳社会保险费满三个月的企业。

## 二、补贴标准

| 对象 | 标准 |
| --- | --- |
| 登记失业人员 | 每人2000元 |

补贴三十日内发放。
"""

_LOAN = """---
title: 关于做好创业担保贷款工作的通知
number: 示人社〔2024〕15号
issuer: [示例区人力资源和社会保障局, 示例区财政局]
drafted: 2024-04-01
signed: 2024-04-15
published: 2024-04-16
reviewed: {secrecy: 2024-04-10, legal: 2024-04-10}
summary: 个人创业担保贷款最高30万元，财政给予贴息。
topics: [创业]
audiences: [高校毕业生, 农民工]
---

个人创业担保贷款的额度最高为30万元，期限最长三年。
"""

_NEWER = """---
title: 关于调整一次性吸纳就业补贴申请方式的通知
number: 示人社〔2024〕19号
issuer: 示例区人力资源和社会保障局
drafted: 2024-05-06
signed: 2024-05-09
published: 2024-05-10
reviewed: {secrecy: 2024-05-08, legal: 2024-05-08}
summary: 补贴改为网上申请。
topics: [就业]
audiences: [重点企业]
amends:
  - policies/2024/job-subsidy.md
repeals:
  - policies/2019/job-subsidy.md
  - {number: 示人社〔2012〕7号, title: 关于就业补贴申请材料的通知}
interpretation_exempt: 只调整申请方式，办理步骤已写在正文中
---

补贴改为网上申请，不再受理纸质材料。
"""

_OLD = """---
title: 示例区吸纳就业补贴试行办法
number: 示人社〔2019〕30号
issuer: 示例区人力资源和社会保障局
signed: 2019-06-03
published: 2019-06-10
---

企业招用登记失业人员的，给予补贴。
"""

_JOB_QA = """---
title: 一次性吸纳就业补贴问答
interprets: policies/2024/job-subsidy.md
form: qa
drafted: 2024-01-10
signed: 2024-03-18
published: 2024-03-20
reviewed: {secrecy: 2024-03-12, legal: 2024-03-13}
summary: 谁可以领补贴，怎样申请。
covers: [适用范围, 办事指引, 惠民利企]
---

## 谁可以领补贴？ {#job-who}

招用登记失业人员的企业。

## 问：怎样申请 {#job-how}

答：在网上申请，三十日内发放。
"""

_JOB_LATER = """---
title: 一次性吸纳就业补贴热点问题答复
interprets: [policies/2024/job-subsidy.md]
form: qa
followup: true
drafted: 2024-04-20
signed: 2024-04-22
published: 2024-04-23
summary: 答复企业来电较多的问题。
covers: [执行口径, 操作方法, 关键词]
---

## 劳务派遣单位能不能领？ {#job-dispatch}

不能，补贴给实际用工的企业。
"""

_LOAN_DIAGRAM = """---
title: 一张图看懂创业担保贷款
interprets: policies/2024/startup-loan.md
form: diagram
drafted: 2024-04-01
signed: 2024-04-15
published: 2024-04-16
summary: 创业担保贷款的申请步骤。
covers: [适用范围, 办事指引, 操作方法]
---

```mermaid
flowchart LR
  提出申请 --> 街道初审 --> 银行放款
```

图示说明：先向街道提出申请，初审通过后由银行放款。
"""

_CATALOGUE = """---
title: 2024年度重大行政决策事项目录
year: 2024
published: 2024-03-15
approved_by: 局党组会议
items:
  - id: "2024-01"
    title: 一次性吸纳就业补贴办法
    department: 就业促进科
    planned: "2024-03"
    participation: [座谈会, 网上征集]
  - id: "2024-02"
    title: 工资保证金管理办法
    department: 劳动监察科
    planned: "2024"
    participation: [听证会]
  - id: "2024-03"
    title: 零工市场布局方案
    department: 就业促进科
    planned: "2024-11"
    participation: [实地走访]
    status: 延期
    changed: 2024-04-28
    reason: 选址方案需要重新论证
    approved_by: 局党组会议
---

本年度列入目录的事项共3项。
"""

_DECIDED = """---
title: 一次性吸纳就业补贴办法
department: 就业促进科
published: 2024-01-15
summary: 制定一次性吸纳就业补贴办法。
topics: [就业]
audiences: [重点企业]
catalogue_item: "2024-01"
consultation:
  opens: 2024-01-15
  closes: 2024-02-20
  channels: [网上留言, 书面提交就业促进科]
participation:
  - form: 座谈会
    date: 2024-02-01
    summary: 听取12家企业的意见。
    people: 12
feedback:
  published: 2024-04-01
  opinions:
    - summary: 建议扩大到个体工商户。
      count: 5
      outcome: adopted
    - summary: 建议标准提高到3000元。
      count: 8
      outcome: partly
      reason: 对招用困难人员的提高标准，其余维持不变。
    - summary: 建议一次发放三年。
      count: 2
      outcome: declined
      reason: 超出资金的承受能力。
attendance:
  date: 2024-03-16
  representatives: [企业代表, 居民代表]
  summary: 代表列席会议并发表意见。
legal_review: 2024-03-13
collective: 2024-03-16
decided: 2024-03-18
result: policies/2024/job-subsidy.md
---

## 决策草案

招用登记失业人员的，按每人1500元补贴。

## 草案说明

为稳定就业，起草本办法。

## 决策结果

会议通过本办法，标准定为每人2000元。
"""

_DECIDED_DRAFT = """---
title: 一次性吸纳就业补贴办法（草案）解读
interprets: decisions/2024/job-subsidy.md
form: article
drafted: 2024-01-08
signed: 2024-01-12
published: 2024-01-15
summary: 草案要点和提意见的方式。
covers: [适用范围, 办事指引, 核心概念]
---

草案拟对招用失业人员的企业给予补贴。
"""

_OPEN = """---
title: 工资保证金管理办法
department: 劳动监察科
published: 2024-05-06
summary: 制定工资保证金管理办法。
topics: [劳动关系]
audiences: [农民工]
catalogue_item: "2024-02"
consultation:
  opens: 2024-05-06
  closes: 2024-06-05
  channels: [网上留言]
---

## 决策草案

施工单位应当按合同额的百分之一存储工资保证金。

## 草案说明

为防止拖欠工资，起草本办法。
"""

_OPEN_DRAFT = """---
title: 工资保证金管理办法（草案）解读
interprets: decisions/2024/wage-deposit.md
form: case
drafted: 2024-04-28
signed: 2024-04-30
published: 2024-05-06
summary: 以一个工地为例说明草案。
covers: [适用范围, 办事指引, 惠民利企]
---

某工地合同额为1000万元，应当存储10万元。
"""

_GUIDE = """---
title: 政府信息公开指南
published: 2024-01-02
updated: 2024-03-01
---

可以当面、书面或者网上申请公开政府信息。
"""

_CALENDAR = """notice: 国办发明电〔2023〕7号
holidays:
  - 2024-01-01
  - 2024-02-12
  - 2024-02-13
  - 2024-02-14
  - 2024-02-15
  - 2024-02-16
  - 2024-04-04
  - 2024-04-05
  - 2024-05-01
  - 2024-05-02
  - 2024-05-03
  - 2024-06-10
  - 2024-09-16
  - 2024-09-17
  - 2024-10-01
  - 2024-10-02
  - 2024-10-03
  - 2024-10-04
  - 2024-10-07
workdays:
  - 2024-02-04
  - 2024-02-18
  - 2024-04-07
  - 2024-04-28
  - 2024-05-11
  - 2024-09-14
  - 2024-09-29
  - 2024-10-12
"""

_REQUESTS = """- no: 2024-001
  received: 2024-02-26
  reviewed: {secrecy: 2024-03-07, legal: 2024-03-08}
  replied: 2024-03-11
  outcome: 予以公开
  disclosed:
    document: policies/2024/startup-loan.md
    why: 申请人建议
- no: 2024-002
  received: 2024-03-01
  correction_asked: 2024-03-05
  correction_received: 2024-03-12
  paused:
    - from: 2024-03-14
      to: 2024-03-26
      why: 征求第三方意见
  replied: 2024-04-10
  outcome: 不予公开
  ground: 属于四类过程性信息
- no: 2024-003
  received: 2024-03-04
  extended:
    on: 2024-03-28
    days: 15
    approved_by: 局政务公开办公室负责人
  reviewed:
    secrecy: 2024-04-16
    legal: 2024-04-16
  replied: 2024-04-19
  outcome: 部分公开
- no: 2024-004
  received: 2024-03-15
  replied: 2024-04-19
  outcome: 无法提供
  ground: 本机关不掌握相关政府信息
  late_reason: 需要到区档案馆逐卷查找
- no: 2024-005
  received: 2024-04-08
  correction_asked: 2024-04-10
- no: 2024-006
  received: 2024-05-13
"""

_REPORT = """---
title: 2023年政府信息公开工作年度报告
year: 2023
published: 2024-01-24
---

2023年主动公开政策文件和解读，按期答复申请。
"""

_PLAN = """---
title: 2024年政务公开工作要点任务分解
year: 2024
published: 2024-04-02
tasks:
  - id: "1"
    title: 召开企业用工座谈会
    owner: 就业促进科
    due: 2024-04-30
    done: 2024-04-19
    evidence: [participation/2024/enterprise-forum.md, "https://www.example.com/notice/1"]
  - id: "2"
    title: 更新政府信息公开指南
    owner: 办公室
    due: 2024-05-06
    done: 2024-05-08
    evidence: about/guide.md
    late_reason: 等待机构名称变更
  - id: "3"
    title: 开展政务公开培训
    owner: 办公室
    due: 2024-11-29
trainings:
  - date: 2024-04-18
    title: 政府信息公开条例学习
    people: 46
---

各科室按分工落实。
"""

_EVENT = """---
title: 企业用工座谈会
form: 座谈会
published: 2024-04-08
opens: 2024-04-15
closes: 2024-04-19
summary: 听取重点企业对用工补贴的意见。
outcome:
  on: 2024-05-06
  text: 收到意见9条，已转就业促进科办理。
decision: decisions/2024/job-subsidy.md
---

欢迎重点企业报名参加。
"""

_INTERACTIONS = """- month: 2024-03
  channel: 12345热线
  received: 120
  answered: 118
  on_time: 116
  satisfied: 110
  topics: {就业: 80, 社会保险: 40}
- month: 2024-03
  channel: 领导信箱
  received: 9
  answered: 9
  on_time: 9
"""


_CLARIFICATION = """---
title: 关于“吸纳就业补贴停办”不实信息的澄清
published: 2024-05-16
heard: 网传一次性吸纳就业补贴停止受理。
verdict: 不实
summary: 补贴没有停办，5月10日起改为网上申请，标准仍是每人2000元。
based_on: policies/2024/job-subsidy.md
topics: [就业]
audiences: [重点企业]
department: 就业促进科
contact: 就业促进科，000-55550111
reviewed: {secrecy: 2024-05-15, legal: 2024-05-15}
---

只是不再受理纸质材料，见[办法](../../policies/2024/job-subsidy.md)。

## 已经交的纸质材料怎么办？ {#paper-handed-in}

已经收下的继续办理。
"""

_REPLY = """---
title: 吸纳就业补贴咨询答复（2024年4月）
published: 2024-05-08
based_on: policies/2024/job-subsidy.md
asked: 2024-04
channel: 网上咨询
summary: 选登四月网上咨询的问题。
---

## 招了退休人员能领补贴吗？ {#job-retired}

不能，补贴对象是登记失业人员。
"""


def whole_section() -> dict[str, str]:
    """The text of every file, by path; on `TODAY` it yields no finding."""
    return {
        HOME: "欢迎使用政务公开栏目。\n",
        GUIDE: _GUIDE,
        CALENDAR: _CALENDAR,
        JOB: _JOB,
        FORM: "企业名称,招用人数\n",
        LOAN: _LOAN,
        NEWER: _NEWER,
        OLD: _OLD,
        JOB_QA: _JOB_QA,
        JOB_LATER: _JOB_LATER,
        LOAN_DIAGRAM: _LOAN_DIAGRAM,
        CATALOGUE: _CATALOGUE,
        DECIDED: _DECIDED,
        DECIDED_DRAFT: _DECIDED_DRAFT,
        OPEN: _OPEN,
        OPEN_DRAFT: _OPEN_DRAFT,
        REQUESTS: _REQUESTS,
        REPORT: _REPORT,
        PLAN: _PLAN,
        EVENT: _EVENT,
        CLARIFICATION: _CLARIFICATION,
        REPLY: _REPLY,
        INTERACTIONS: _INTERACTIONS,
    }


def small_image() -> bytes:
    """A true PNG of one white pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\x00\xff")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
