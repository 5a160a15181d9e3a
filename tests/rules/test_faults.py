"""Faults of form, each found where it was made, and nothing else: GK001 to GK008."""
# ruff: noqa: E501 (a fault is a row of a table)

from pathlib import Path

import pytest

from tests.faults import Fault, add, at, change, changes, remove, variant
from tests.whole_section import (
    CALENDAR,
    CATALOGUE,
    DECIDED,
    FORM,
    GUIDE,
    HOME,
    JOB,
    JOB_LATER,
    JOB_QA,
    LOAN,
    LOAN_DIAGRAM,
    NEWER,
    OPEN,
    OPEN_DRAFT,
    REQUESTS,
    whole_section,
)

# fmt: off
GK001 = [
    change("no front matter", GUIDE, "---\ntitle: 政府信息公开指南\npublished: 2024-01-02\nupdated: 2024-03-01\n---\n", "", "GK001"),
    change("front matter not closed", GUIDE, "\n---\n\n可以", "\n\n可以", at("GK001", GUIDE)),
    change("full-width colon", GUIDE, "published: 2", "published：2", "GK001"),
    change("full-width colon in the first field", GUIDE, "title: 政", "title：政", "GK001"),
    change("no space after the colon", GUIDE, "published: 2", "published:2", "GK001"),
    change("colon in a value", GUIDE, "title: 政府信息公开指南", "title: 指南: 政府信息公开", "GK001"),
    change("quote not closed", GUIDE, "title: 政府信息公开指南", 'title: "政府信息公开指南', "GK001"),
    change("bracket not closed", JOB, "topics: [就业]", "topics: [就业", "GK001"),
    change("tab at the start of a line", OPEN, "  opens: 2024-05-06", "\topens: 2024-05-06", "GK001"),
    change("value begins with @", GUIDE, "title: 政府", "title: @政府", "GK001"),
    change("value begins with *", GUIDE, "title: 政府信息公开指南", "title: *政府信息公开指南*", "GK001"),
    change("duplicate key", GUIDE, "updated: 2024-03-01\n", "updated: 2024-03-01\ntitle: 指南\n", "GK001"),
    change("duplicate key below another", CATALOGUE, "    status: 延期\n", "    status: 延期\n    id: \"2024-04\"\n", "GK001"),
    change("alias", GUIDE, "2024-01-02\nupdated: 2024-03-01", "&day 2024-01-02\nupdated: *day", "GK001"),
    change("anchor alone", GUIDE, "published: 2024-01-02", "published: &day 2024-01-02", "GK001"),
    change("merge key with alias", GUIDE, "published: 2024-01-02", "x: &x {published: 2024-01-02}\n<<: *x", "GK001"),
    change(
        "alias bomb",
        GUIDE,
        "updated: 2024-03-01\n",
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
        "GK001",
    ),
    change("nested too deep", GUIDE, "updated: 2024-03-01", "updated: " + "[" * 40 + "]" * 40, "GK001"),
    change("nested without end", GUIDE, "updated: 2024-03-01", "updated: " + "[" * 50_000, "GK001"),
    change("two documents in a data file", CALENDAR, "holidays:\n", "---\nholidays:\n", "GK001"),
    change("a list where fields are due", GUIDE, "title: 政府信息公开指南\npublished: 2024-01-02\nupdated: 2024-03-01", "- 政府信息公开指南", "GK001"),
    change("a field name that is a list", GUIDE, "updated: 2024-03-01", "[a, b]: 1", "GK001"),
    add("GBK bytes", GUIDE, whole_section()[GUIDE].encode("gbk"), at("GK001", GUIDE, "title")),
    add("GBK bytes in the body", GUIDE, b"---\ntitle: Guide\npublished: 2024-01-02\n---\n\n" + "指南\n".encode("gbk"), at("GK001", GUIDE, "\ufffd")),
    add("a NUL byte", GUIDE, whole_section()[GUIDE].replace("2024-03-01", "2024-03-01\0"), at("GK001", GUIDE, "updated")),
    add("empty file", GUIDE, "", at("GK001", GUIDE)),
    add("unreadable calendar", CALENDAR, "notice: [a\n", at("GK001", CALENDAR, "notice")),
    add("byte order mark is no fault", GUIDE, b"\xef\xbb\xbf" + whole_section()[GUIDE].encode()),
    add("CRLF is no fault", JOB_QA, whole_section()[JOB_QA].replace("\n", "\r\n")),
    add("byte order mark and CRLF are no fault", DECIDED, b"\xef\xbb\xbf" + whole_section()[DECIDED].replace("\n", "\r\n").encode()),
    change("anything in quotes is no fault", GUIDE, "title: 政府信息公开指南", 'title: "指南: *政府* & 公开"'),
]

GK002 = [
    *(
        change(f"policy without {name}", JOB, text, "", at("GK002", JOB))
        for name, text in {
            "title": "title: 示例区一次性吸纳就业补贴办法\n",
            "number": "number: 示人社〔2024〕11号\n",
            "issuer": "issuer: 示例区人力资源和社会保障局\n",
            "drafted": "drafted: 2024-01-10\n",
            "signed": "signed: 2024-03-18\n",
            "published": "published: 2024-03-20\n",
            "summary": "summary: 企业招用登记失业人员的，按每人2000元给予一次性补贴。\n",
            "topics": "topics: [就业]\n",
            "audiences": "audiences: [重点企业, 失业人员]\n",
        }.items()
    ),
    *(
        change(f"interpretation without {name}", JOB_QA, text, "", at("GK002", JOB_QA))
        for name, text in {
            "title": "title: 一次性吸纳就业补贴问答\n",
            "interprets": "interprets: policies/2024/job-subsidy.md\n",
            "form": "form: qa\n",
            "drafted": "drafted: 2024-01-10\n",
            "signed": "signed: 2024-03-18\n",
            "published": "published: 2024-03-20\n",
            "summary": "summary: 谁可以领补贴，怎样申请。\n",
            "covers": "covers: [适用范围, 办事指引, 惠民利企]\n",
        }.items()
    ),
    *(
        change(f"docket without {name}", OPEN, text, "", at("GK002", OPEN))
        for name, text in {
            "title": "title: 工资保证金管理办法\n",
            "department": "department: 劳动监察科\n",
            "published": "published: 2024-05-06\n",
            "summary": "summary: 制定工资保证金管理办法。\n",
            "topics": "topics: [劳动关系]\n",
            "audiences": "audiences: [农民工]\n",
            "catalogue_item": 'catalogue_item: "2024-02"\n',
            "consultation.closes": "  closes: 2024-06-05\n",
        }.items()
    ),
    change("catalogue without approved_by", CATALOGUE, "2024-03-15\napproved_by: 局党组会议\n", "2024-03-15\n", at("GK002", CATALOGUE)),
    change("catalogue without year", CATALOGUE, "year: 2024\n", "", at("GK002", CATALOGUE)),
    change("catalogue without published", CATALOGUE, "published: 2024-03-15\n", "", at("GK002", CATALOGUE)),
    change("catalogue item without department", CATALOGUE, "    department: 劳动监察科\n", "", at("GK002", CATALOGUE)),
    add("catalogue without items and without reason", CATALOGUE, whole_section()[CATALOGUE].split("items:", maxsplit=1)[0] + "items: []\n---\n", at("GK002", CATALOGUE)),
    change("title left empty", GUIDE, "title: 政府信息公开指南", "title:", at("GK002", GUIDE)),
    change("title of blanks", GUIDE, "title: 政府信息公开指南", 'title: "  "', at("GK002", GUIDE)),
    change("empty list of topics", JOB, "topics: [就业]", "topics: []", at("GK002", JOB)),
    change("about without published", GUIDE, "published: 2024-01-02\n", "", at("GK002", GUIDE)),
    change("calendar without its notice", CALENDAR, "notice: 国办发明电〔2023〕7号\n", "", at("GK002", CALENDAR)),
    change("attachment without title", JOB, "    title: 补贴申请表\n", "", at("GK002", JOB)),
    change("feedback without opinions", DECIDED, "  opinions:\n", "  opinionz:\n", at("GK002", DECIDED), at("GK004", DECIDED, "opinionz")),
    add("empty front matter", GUIDE, "---\n---\n", at("GK002", GUIDE), at("GK002", GUIDE)),
]

GK003 = [
    change("a day that does not exist", JOB, "signed: 2024-03-18", "signed: 2024-02-30", "GK003"),
    change("date with slashes", JOB, "signed: 2024-03-18", "signed: 2024/03/18", "GK003"),
    change("date without leading zeros", JOB, "signed: 2024-03-18", "signed: 2024-3-18", "GK003"),
    change("date with a time", JOB, "signed: 2024-03-18", "signed: 2024-03-18 10:00:00", "GK003"),
    change("date in Chinese", JOB, "signed: 2024-03-18", "signed: 2024年3月18日", "GK003"),
    change("date in full-width digits", JOB, "signed: 2024-03-18", "signed: ２０２４-０３-１８", "GK003"),
    change("year 9999", OPEN, "  closes: 2024-06-05", "  closes: 9999-12-31", "GK003"),
    change("year 0024", JOB, "drafted: 2024-01-10", "drafted: 0024-01-10", "GK003"),
    change("text where a date is due", GUIDE, "updated: 2024-03-01", "updated: 去年", "GK003"),
    change("a list where text is due", GUIDE, "title: 政府信息公开指南", "title: [政府信息公开指南]", "GK003"),
    change("text where a list is due", JOB, "topics: [就业]", "topics: 就业", "GK003"),
    change("a list where a group is due", OPEN, "consultation:\n  opens: 2024-05-06\n  closes: 2024-06-05\n  channels: [网上留言]", "consultation: [2024-05-06]", "GK003"),
    change("text where a group is due", JOB, "apply:\n  url: https://www.example.com/apply\n  from: 2024-04-01\n  until: 2024-12-31", "apply: 到窗口办理", "GK003"),
    change("unknown topic", JOB, "topics: [就业]", "topics: [就业, 养老]", "GK003"),
    change("unknown audience", JOB, "[重点企业, 失业人员]", "[重点企业, 学生]", "GK003"),
    change("unknown topic in a list over lines", JOB, "topics: [就业]", "topics:\n  - 就业\n  - 养老", at("GK003", JOB, "- 养老")),
    change("topic by its address", JOB, "topics: [就业]", "topics: [employment]", "GK003"),
    change("unknown form of interpretation", JOB_QA, "form: qa", "form: video", "GK003"),
    change("form of interpretation in Chinese", JOB_QA, "form: qa", "form: 一问一答", "GK003"),
    change("unknown covers", JOB_QA, "惠民利企]", "惠企利民]", "GK003"),
    change("unknown covers alone", JOB_LATER, "covers: [执行口径, 操作方法, 关键词]", "covers: [口径]", "GK003"),
    change("a nested list where text is due", JOB_LATER, "covers: [执行口径, 操作方法, 关键词]", "covers: [[执行口径]]", "GK003"),
    change("an older document named by half", NEWER, "  - {number: 示人社〔2012〕7号, title: 关于就业补贴申请材料的通知}", "  - {number: 示人社〔2012〕7号}", at("GK002", NEWER)),
    change("an empty element in a list", JOB, "topics: [就业]", 'topics: [就业, ""]', "GK003"),
    change("issuer as a group", JOB, "issuer: 示例区人力资源和社会保障局", "issuer: {name: 局}", "GK003"),
    change("interprets as a group", JOB_LATER, "interprets: [policies/2024/job-subsidy.md]", "interprets: {policy: policies/2024/job-subsidy.md}", "GK003"),
    change("result as a list", DECIDED, "result: policies/2024/job-subsidy.md", "result: [policies/2024/job-subsidy.md]", "GK003"),
    change("attendance as text", DECIDED, "attendance:\n  date: 2024-03-16\n  representatives: [企业代表, 居民代表]\n  summary: 代表列席会议并发表意见。", "attendance: 有代表列席", "GK003"),
    change("unknown form of participation", DECIDED, "form: 座谈会", "form: 座谈", "GK003"),
    change("unknown outcome", DECIDED, "outcome: adopted", "outcome: 采纳", "GK003"),
    change("count that is no number", DECIDED, "count: 5", "count: 五", "GK003"),
    change("unknown status of an item", CATALOGUE, "status: 延期", "status: 推迟", "GK003"),
    change("adjustment without its reason", CATALOGUE, "    reason: 选址方案需要重新论证\n", "", at("GK003", CATALOGUE, 'id: "2024-03"')),
    change("planned month 13", CATALOGUE, '"2024-11"', '"2024-13"', "GK003"),
    change("planned day", CATALOGUE, '"2024-11"', "2024-11-01", "GK003"),
    change("maybe where true or false is due", JOB_LATER, "followup: true", "followup: maybe", "GK003"),
    change("draft neither true nor false", GUIDE, "updated: 2024-03-01", "draft: 也许", "GK003"),
    change("an address that is none", JOB, "url: https://www.example.com/apply", "url: www.example.com/apply", "GK003"),
    change("an address of another scheme", JOB, "url: https://www.example.com/apply", "url: javascript:alert(1)", "GK003"),
    change("attendance that says nothing", DECIDED, "attendance:\n  date: 2024-03-16\n  representatives: [企业代表, 居民代表]\n", "attendance:\n", at("GK003", DECIDED, "attendance:")),
    change("result that says nothing", DECIDED, "result: policies/2024/job-subsidy.md", "result: {title: 补贴办法}", "GK003"),
    change("catalogue of another year", CATALOGUE, "year: 2024", "year: 2023", "GK003"),
    change("year far off", CATALOGUE, "year: 2024", "year: 20240", "GK003"),
    change("year in words", CATALOGUE, "year: 2024", "year: 二〇二四", "GK003"),
    changes("interpretation in another year's folder", [], at("GK003", "interpretations/2023/job-subsidy.md", "published"), removed=(JOB_QA,), added={"interpretations/2023/job-subsidy.md": whole_section()[JOB_QA]}),
    changes("policy in another year's folder", [(LOAN_DIAGRAM, "policies/2024", "policies/2023")], at("GK003", "policies/2023/startup-loan.md", "published"), at("GK005", REQUESTS, "document: policies/2024"), removed=(LOAN,), added={"policies/2023/startup-loan.md": whole_section()[LOAN]}),
    change("calendar with a day of another year", CALENDAR, "2024-01-01", "2025-01-01", "GK003"),
    change("calendar with a day that does not exist", CALENDAR, "2024-06-10", "2024-06-31", "GK003"),
    change("one issuer or several are no fault", JOB, "issuer: 示例区人力资源和社会保障局", "issuer: [示例区人力资源和社会保障局, 示例区财政局]"),
    change("planned as a month without quotes is no fault", CATALOGUE, '"2024-11"', "2024-11"),
    change("an id without quotes is no fault", CATALOGUE, 'id: "2024-02"', "id: 2024-02"),
    change("title of digits is no fault", GUIDE, "title: 政府信息公开指南", "title: 12345"),
]

GK004 = [
    change("misspelt field", JOB, "corrected:", "correted:", "GK004"),
    change("misspelt required field", JOB, "summary:", "sumary:", "GK004", at("GK002", JOB)),
    change("misspelt field left empty", JOB, "corrected:\n  - on: 2024-03-25\n    what: 更正咨询电话\n", "expries:\n", "GK004"),
    change("misspelt field with an empty list", GUIDE, "updated: 2024-03-01", "attachment: []", "GK004"),
    change("Chinese field name", GUIDE, "updated: 2024-03-01", "更新日期: 2024-03-01", "GK004"),
    change("field of another kind", GUIDE, "updated: 2024-03-01", "drafted: 2024-03-01", "GK004"),
    change("field in capitals", GUIDE, "updated: 2024-03-01", "Updated: 2024-03-01", "GK004"),
    change("misspelt field in a group", OPEN, "  channels: [网上留言]", "  channels: [网上留言]\n  short_reason: 急", at("GK004", OPEN, "short_reason")),
    change("misspelt field in a group left empty", OPEN, "  channels: [网上留言]", "  channels: [网上留言]\n  short_reason:", at("GK004", OPEN, "short_reason")),
    change("misspelt field in a list", CATALOGUE, "    status: 延期\n", "    stage: 延期\n", "GK004"),
    change("misspelt field in an opinion", DECIDED, "      count: 5\n", "      counts: 5\n", "GK004"),
    change("unknown field in the calendar", CALENDAR, "workdays:", "makeup: [2024-02-04]\nworkdays:", "GK004"),
    change("status is computed, never written", JOB, "effective: 2024-04-01", "status: 有效", "GK004"),
    add("upper case in a file name", "about/Rules.md", whole_section()[GUIDE], at("GK004", "about/Rules.md")),
    add("Chinese file name", "about/制度.md", whole_section()[GUIDE], at("GK004", "about/制度.md")),
    add("underscore in a file name", "about/the_rules.md", whole_section()[GUIDE], at("GK004", "about/the_rules.md")),
    add("index.md below a column", "policies/index.md", whole_section()[GUIDE], at("GK004", "policies/index.md")),
    add("index.md below a year", "policies/2024/index.md", whole_section()[LOAN], at("GK004", "policies/2024/index.md")),
    add("readme.md", "about/readme.md", whole_section()[GUIDE], at("GK004", "about/readme.md")),
    add("policy without a year's folder", "policies/note.md", whole_section()[LOAN], at("GK004", "policies/note.md")),
    add("policy in a folder too deep", "policies/2024/a/note.md", whole_section()[LOAN], at("GK004", "policies/2024/a/note.md")),
    add("year of two digits", "policies/24/note.md", whole_section()[LOAN], at("GK004", "policies/24/note.md")),
    add("year in full-width digits", "policies/２０２４/note.md", whole_section()[LOAN], at("GK004", "policies/２０２４/note.md")),
    add("year 0000 in the calendar", "calendar/0000.yml", "notice: x\nholidays: []\n", at("GK004", "calendar/0000.yml")),
    add("ending .yaml", "calendar/2025.yaml", whole_section()[CALENDAR], at("GK004", "calendar/2025.yaml")),
    add("ending .MD", "about/rules.MD", whole_section()[GUIDE], at("GK004", "about/rules.MD")),
    add("ending .markdown", "about/rules.markdown", whole_section()[GUIDE], at("GK004", "about/rules.markdown")),
    add("a folder of no kind", "news/hello.md", whole_section()[GUIDE], at("GK004", "news/hello.md")),
    add("a file in the root", "hello.md", whole_section()[GUIDE], at("GK004", "hello.md")),
    add("hidden files are no content", ".obsidian/hello.md", "x"),
    add("the home page may have front matter", HOME, "---\ntitle: 首页\nsummary: 简介\n---\n\n欢迎。\n"),
    add("the home page may be without", HOME, ""),
]

GK005 = [
    change("a reference out of the folder", JOB_LATER, "[policies/", "[../policies/", "GK005"),
    change("a reference from the root", JOB_LATER, "[policies/", "[/policies/", "GK005"),
    change("a reference with a backslash", JOB_LATER, "[policies/", "[policies\\\\", "GK005"),
    change("interprets what is not there", JOB_LATER, "job-subsidy.md]", "job-subsidies.md]", "GK005"),
    change("interprets an interpretation", JOB_LATER, "[policies/2024/job-subsidy.md]", "[interpretations/2024/job-subsidy.md]", "GK005"),
    change("interprets a catalogue", JOB_LATER, "[policies/2024/job-subsidy.md]", "[decisions/2024/catalogue.md]", "GK005"),
    change("interprets one that is there and one that is not", JOB_LATER, "[policies/2024/job-subsidy.md]", "\n  - policies/2024/job-subsidy.md\n  - policies/2024/gone.md", at("GK005", JOB_LATER, "gone.md")),
    change("reference without its ending", JOB_LATER, "job-subsidy.md]", "job-subsidy]", "GK005"),
    change("interprets a docket without consultation", JOB_LATER, "[policies/2024/job-subsidy.md]", "[decisions/2024/plan.md]", "GK005", added={"decisions/2024/plan.md": whole_section()[OPEN].split("consultation:", maxsplit=1)[0] + "---\n"}),
    change("repeals what is not there", NEWER, "  - policies/2019/job-subsidy.md", "  - policies/2019/gone.md", "GK005"),
    change("amends an interpretation", NEWER, "  - policies/2024/job-subsidy.md", "  - interpretations/2024/job-subsidy.md", "GK005"),
    change("amends what is not there, written without a list", NEWER, "amends:\n  - policies/2024/job-subsidy.md", "amends: policies/2024/gone.md", "GK005"),
    change("result is not there", DECIDED, "result: policies/2024/job-subsidy.md", "result: policies/2024/gone.md", "GK005"),
    change("result is a docket", DECIDED, "result: policies/2024/job-subsidy.md", "result: decisions/2024/wage-deposit.md", "GK005"),
    change("attachment is not there", JOB, "file: files/form.csv", "file: files/gone.csv", "GK005", at("GK604", FORM)),
    change("attachment in other case", JOB, "file: files/form.csv", "file: files/Form.csv", "GK005", at("GK604", FORM)),
    remove("attachment file removed", FORM, at("GK005", JOB, "files/form.csv")),
    change("attachment in the folder beside is no fault", GUIDE, "updated: 2024-03-01", "attachments:\n  - {file: ../policies/2024/files/form.csv, title: 表}"),
    change("a withheld target is no fault", NEWER, "  - policies/2019/job-subsidy.md", "  - policies/2024/future.md", added={"policies/2024/future.md": variant(NEWER, ("published: 2024-05-10", "published: 2024-06-03"), ("〔2024〕19号", "〔2024〕20号"), ("amends:\n  - policies/2024/job-subsidy.md\nrepeals:\n  - policies/2019/job-subsidy.md\n  - {number: 示人社〔2012〕7号, title: 关于就业补贴申请材料的通知}\n", ""))}),
]

GOOD_NUMBER = "示人社〔2024〕11号"
GK006 = [
    *(
        change(f"number {number}", JOB, GOOD_NUMBER, number, "GK006")
        for number in (
            '"示人社[2024]11号"',
            "示人社（2024）11号",
            "示人社(2024)11号",
            "示人社【2024】11号",
            "示人社［2024］11号",
            "示人社「2024」11号",
            "示人社〔2024〕第11号",
            "示人社〔2024〕011号",
            "示人社〔2024〕11",
            "示人社〔24〕11号",
            "示人社2024年11号",
            "〔2024〕11号",
            "示人社 〔2024〕 11 号",
            "示人社〔２０２４〕11号",
            "示人社〔2024〕１１号",
            "示人社〔2024〕1１号",
            "示人社〔2024〕十一号",
            "SRS〔2024〕11号",
            "2024年第3号",
            "没有",
        )
    ),
    change("announcement with a leading zero", JOB, "title: 示例区一次性吸纳就业补贴办法\nnumber: 示人社〔2024〕11号", "title: 示例区一次性吸纳就业补贴公告\nnumber: 2024年第03号", at("GK006", JOB, "number")),
    change("announcement is no fault", JOB, "title: 示例区一次性吸纳就业补贴办法\nnumber: 示人社〔2024〕11号", "title: 示例区一次性吸纳就业补贴公告\nnumber: 2024年第3号"),
    change("order is no fault", JOB, "title: 示例区一次性吸纳就业补贴办法\nnumber: 示人社〔2024〕11号", "title: 示例区人民政府令\nnumber: 2024年第12号"),
    change("无 is no fault", JOB, GOOD_NUMBER, "无"),
    change("two documents without number are no fault", JOB, GOOD_NUMBER, "无", added={LOAN: variant(LOAN, ("示人社〔2024〕15号", "无"))}),
]

GK007 = [
    change("one number twice", LOAN, "示人社〔2024〕15号", GOOD_NUMBER, "GK007", at("GK007", JOB, "number")),
    changes("one written index twice", [(LOAN, "summary:", "index: A-1\nsummary:"), (NEWER, "summary:", "index: A-1\nsummary:")], "GK007", at("GK007", NEWER, "index")),
    change("one item id twice", CATALOGUE, 'id: "2024-03"', 'id: "2024-02"', "GK007", at("GK007", CATALOGUE, 'id: "2024-02"')),
    change("one question id twice in a file", JOB_QA, "{#job-how}", "{#job-who}", "GK007", at("GK007", JOB_QA, "job-who")),
    change("one question id in two files", JOB_LATER, "{#job-dispatch}", "{#job-who}", "GK007", at("GK007", JOB_QA, "job-who")),
    change("one question of one policy in two files", JOB_LATER, "## 劳务派遣单位能不能领？ {#job-dispatch}", "## 谁可以领补贴？", "GK007", at("GK007", JOB_QA, "## 谁可以领补贴"), added={JOB_QA: variant(JOB_QA, (" {#job-who}", ""))}),
    change("one question of two policies is no fault", LOAN_DIAGRAM, "图示说明：", "## 谁可以领补贴？\n\n企业。\n\n图示说明：", at("GK108", LOAN_DIAGRAM, "```mermaid"), added={JOB_QA: variant(JOB_QA, (" {#job-who}", ""))}),
]

GK008 = [
    changes("drafted after signed", [(LOAN, "drafted: 2024-04-01", "drafted: 2024-04-16"), (LOAN_DIAGRAM, "drafted: 2024-04-01", "drafted: 2024-04-16")], at("GK008", LOAN, "signed:"), at("GK008", LOAN_DIAGRAM, "signed:")),
    change("signed after published", NEWER, "signed: 2024-05-09", "signed: 2024-05-11", at("GK008", NEWER, "published:")),
    change("interpretation signed after published", OPEN_DRAFT, "signed: 2024-04-30", "signed: 2024-05-07", at("GK008", OPEN_DRAFT, "published:")),
    change("interpretation drafted after signed", OPEN_DRAFT, "drafted: 2024-04-28", "drafted: 2024-05-01", at("GK008", OPEN_DRAFT, "signed:")),
    change("expires before effective", JOB, "expires: 2026-03-31", "expires: 2024-03-31", "GK008"),
    change("expires before published, effective not written", JOB, "effective: 2024-04-01\nexpires: 2026-03-31", "expires: 2024-03-19", "GK008"),
    change("consultation closes before it opens", OPEN, "closes: 2024-06-05", "closes: 2024-05-05", "GK008"),
    change("docket published after it opens", OPEN, "published: 2024-05-06", "published: 2024-05-07", at("GK008", OPEN, "opens:")),
    change("all on one day is no fault", NEWER, "drafted: 2024-05-06\nsigned: 2024-05-09", "drafted: 2024-05-10\nsigned: 2024-05-10"),
    change("effective before published is no fault", JOB, "effective: 2024-04-01", "effective: 2024-01-01"),
]
# fmt: on

FAULTS = [*GK001, *GK002, *GK003, *GK004, *GK005, *GK006, *GK007, *GK008]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_yields_exactly_what_follows_from_it(fault: Fault, tmp_path: Path) -> None:
    assert fault.judged(tmp_path) == fault.found()
