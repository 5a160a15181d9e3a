"""Judges of the frame: the columns that every site has, the foot of the pages, and what the program does by itself."""

from urllib.parse import urlsplit

from gongkai import law
from gongkai.inspection.indicators import Judgement, Proof, Verdict
from gongkai.inspection.inspected import Inspected, failed, met, page_of, undecided
from gongkai.model import About
from gongkai.model.duties import State
from gongkai.model.standing import GUIDE, ORGANISATION, SYSTEM

_GOVERNMENT = (".gov.cn", ".政务", ".xn--zfr164b")
"""How the host of a government site ends; the last is 政务 as machines write it."""
_SIGN = ("党政机关", "事业单位", "网站标识")
"""Words of the badge that 编制部门 give."""


def guide(section: Inspected) -> Judgement:
    """条例 art. 12."""
    remedy = "公布指南：信息的分类、编排体系、获取方式，公开工作机构的名称、地址、时间、电话、传真、网址。"
    return _standing(GUIDE, "指南", remedy, section)


def system(section: Inspected) -> Judgement:
    """条例 art. 4."""
    return _standing(SYSTEM, "制度", "公布制度：工作机构和职责、公开审查、管理和更新、监督。", section)


def organisation(section: Inspected) -> Judgement:
    """条例 art. 20 (2)."""
    return _standing(ORGANISATION, "机构职能", "公布机构职能：机关职能、机构设置、负责人。", section)


def report(section: Inspected) -> Judgement:
    """The newest annual report that is due or out."""
    owed = [duty for duty in section.duties if duty.code == "GK305"]
    if not owed:
        return undecided("还没有应当公布年度报告的年度。", Proof("政府信息公开年报", "reports/"))
    latest = owed[-1]
    if latest.met:
        proof = Proof(latest.title, section.library[latest.path].url, latest.met)
        said = f"{law.in_words(latest.met)}公布，期限是{latest.counted}。"
        return Judgement(Verdict.LATE if latest.state is State.MET_LATE else Verdict.MET, said, (proof,))
    if latest.state is State.UPCOMING:
        return undecided(f"还没有到期：{latest.counted}。", Proof("政府信息公开年报", "reports/"))
    return failed(
        f"还没有公布，期限是{latest.counted}。",
        f"公布{latest.title}。",
        Proof("政府信息公开年报", "reports/"),
    )


def requests(section: Inspected) -> Judgement:
    """Whether one can find out how to apply: the page, and the guide that tells it."""
    entry = Proof("依申请公开", "requests/")
    if section.is_out(GUIDE):
        return met("有栏目入口，申请的方法写在指南里。", entry, page_of(section.library[GUIDE]))
    return failed("有栏目入口，但没有指南写明怎样申请。", "公布指南。", entry)


def links(section: Inspected) -> Judgement:
    """Links within the site: a broken one stops the build unless it is waived (GK601, GK602)."""
    rules = {"GK601", "GK602"}
    if rules & section.lowered or any(one.rule in rules for one in section.waivers):
        return undecided(
            "站内链接的检查有停用、只作提醒或者暂缓的，见公开监督。", Proof("公开监督", "disclosure/")
        )
    return met("站内链接发布前逐条检查，打不开的不能发布。")


def domain(section: Inspected) -> Judgement:
    """Whether the site has a government's address."""
    host = urlsplit(section.settings.site_url).hostname or ""
    if host.endswith(_GOVERNMENT):
        return met(f"域名 {host}。")
    said = f"域名 {host} 不是 .gov.cn 或者 .政务。" if host else "没有写网址，看不出域名。"
    return failed(said, "把本栏目设置中的网址改成本单位政府域名下的网址。")


def badge(section: Inspected) -> Judgement:
    """党政机关网站标识."""
    found = next(
        (one.alt for one in section.settings.footer.badges if any(word in one.alt for word in _SIGN)), ""
    )
    return _at_foot(found, "图标文件和标识页的网址")


def site_code(section: Inspected) -> Judgement:
    """网站标识码."""
    return _at_foot(section.settings.footer.site_id_code, "十位标识码，加引号")


def icp(section: Inspected) -> Judgement:
    """ICP备案."""
    return _at_foot(section.settings.footer.icp, "备案号")


def police(section: Inspected) -> Judgement:
    """公安备案."""
    return _at_foot(section.settings.footer.police, "备案号")


def organiser(section: Inspected) -> Judgement:
    """主办单位, with 承办单位 where there is one."""
    foot = section.settings.footer
    undertaker = f"；承办单位：{foot.undertaker}" if foot.undertaker else ""
    return _at_foot(foot.organiser and f"{foot.organiser}{undertaker}", "主办单位全称")


def contact(section: Inspected) -> Judgement:
    """How to reach whoever is responsible."""
    return _at_foot(section.settings.footer.contact, "地址、邮编、电话")


def report_error(section: Inspected) -> Judgement:
    """找错."""
    given = section.settings.footer.report_error
    return _at_foot(given and "找错入口", "“我为政府网站找错”平台给本网站的网址")


def _standing(path: str, name: str, remedy: str, section: Inspected) -> Judgement:
    document = section.library.get(path)
    if isinstance(document, About) and section.is_out(path):
        day = document.updated or document.published
        return met("已经公布。", Proof(document.title, document.url, day))
    return failed(f"还没有公布{name}。", remedy)


def _at_foot(found: str, what: str) -> Judgement:
    if found:
        return met(f"每页页脚：{found}。")
    return failed("页脚没有。", f"在本栏目的设置中写明{what}。")
