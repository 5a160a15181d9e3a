"""An old website as it is handed over: columns in folders, lists of links, pictures, annexes, and the Word files beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.documents import layouts as lay
from tests.made_files import xlsx

HOST = "www.example.gov.cn"
ORGAN = "示例区人力资源和社会保障局"
_MATTERS = (
    "技能培训",
    "见习",
    "创业",
    "灵活就业社会保险",
    "职业介绍",
    "人才安居",
    "劳动关系协调",
    "公益性岗位",
)
_PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}_示例区人民政府</title>
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{day} 10:12">
<link rel="stylesheet" href="/css/main.css"><script src="/js/main.js"></script></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>
<div class="main"><h1>{title}</h1><div class="info">发布时间：{day}　浏览次数：<span>213</span></div>
<div id="zoom">{body}<p>【打印】【关闭】</p></div></div>
<div class="footer">主办：示例区人民政府　网站标识码</div></body></html>
"""
_LIST = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>政策文件_示例区人民政府</title></head><body>
<div class="main content"><ul>{links}</ul><div>上一页 下一页 共3页</div></div></body></html>
"""


@dataclass(frozen=True)
class Notice:
    """One notice of the old site: the `count`th of all."""

    count: int

    @property
    def day(self) -> date:
        return date(2016, 1, 4) + timedelta(days=self.count * 7)

    @property
    def number(self) -> str:
        """Every fifth has none, as announcements do."""
        return "" if self.count % 5 == 4 else f"示人社〔{self.day.year}〕{self.count + 1}号"

    @property
    def matter(self) -> str:
        return _MATTERS[self.count % len(_MATTERS)]

    @property
    def title(self) -> str:
        kind = "公告" if not self.number else "通知"
        return f"关于做好{self.day.year}年第{self.count + 1}批{self.matter}补贴发放工作的{kind}"

    @property
    def lines(self) -> list[str]:
        lines = [
            f"现就第{self.count + 1}批{self.matter}补贴发放工作有关事项告知如下。",
            "一、补贴对象",
            f"在本区登记注册、依法缴纳社会保险费的用人单位，共{self.count * 3 + 5}家。",
            "二、补贴标准",
            f"按照每人每月{600 + self.count}元给予补贴，期限不超过{self.count % 5 + 2}个月。",
            "本通知自发布之日起施行。",
        ]
        if self.count % 9 == 8:
            older = Notice(self.count - 8)
            lines.append(
                f"《{older.title}》（{older.number}）同时废止。" if older.number else "以前的规定同时废止。"
            )
        return lines


def page_of(notice: Notice) -> str:
    """The notice as a page of the site."""
    head = f'<p style="text-align:center">{notice.number}</p>' if notice.number else ""
    body = "".join(f"<p>　　{line}</p>" for line in notice.lines)
    if notice.count % 6 == 0:
        body += '<p><img src="/images/chart.png" alt=""></p>'
    if notice.count % 7 == 3:
        body += f'<p>附件：<a href="./P{notice.count:03}.xlsx">申报表</a></p>'
    if notice.count % 14 == 5:
        body += f'<p>附件：<a href="P{notice.count:03}.doc">旧表</a></p>'
    signed = notice.day - timedelta(days=2)
    body += f"<p>{ORGAN}</p><p>{signed.year}年{signed.month}月{signed.day}日</p>"
    charset = "gbk" if notice.count % 4 == 1 else "utf-8"
    return _PAGE.format(charset=charset, title=notice.title, day=notice.day, body=head + body)


def word_of(notice: Notice) -> Any:
    """The same as the Word file that it was made from."""
    document = lay.new()
    lay.line(document, f"{ORGAN}文件", size=36, align="center", red=True)
    if notice.number:
        lay.line(document, notice.number, align="center")
    lay.line(document, notice.title, size=22, align="center")
    for line in notice.lines:
        lay.line(document, line, indent=True)
    signed = notice.day - timedelta(days=2)
    lay.line(document, ORGAN, align="right")
    lay.line(document, f"{signed.year}年{signed.month}月{signed.day}日", align="right")
    return document


def explained(notice: Notice) -> str:
    """The page that explains a notice, as questions or as an article."""
    if notice.count % 2:
        body = (
            "<p>一、哪些单位可以申请？</p><p>本区用人单位。</p><p>二、怎么申请？</p><p>网上申请。</p>"
            "<p>三、多久发放？</p><p>三十日内。</p>"
        )
    else:
        body = "<p>为什么发这个文件，主要有以下考虑，现作说明。</p><p>一、背景</p><p>为了支持用人单位稳定岗位。</p>"
    return _PAGE.format(charset="utf-8", title=f"《{notice.title}》政策解读", day=notice.day, body=body)


def write_site(folder: Path, notices: int) -> None:
    """Write the site: for each notice a page, and for some a Word file, a second page, annexes, an explanation; for every
    tenth a list of links and a report of news."""
    site = folder / HOST
    for place, data in (
        ("images/chart.png", lay.png(1200, 1200).getvalue()),
        ("css/main.css", b"body {}"),
        ("js/main.js", b"1"),
    ):
        _put(site / place, data)
    for notice in map(Notice, range(notices)):
        for place, data in _files_of(notice):
            _put(folder / place, data)
        if notice.count % 8 == 2:
            path = folder / f"发文/{notice.day.year}/{notice.title}.docx"
            path.parent.mkdir(parents=True, exist_ok=True)
            word_of(notice).save(str(path))


def _files_of(notice: Notice) -> Iterator[tuple[str, bytes]]:
    count, year = notice.count, notice.day.year
    charset = "gbk" if count % 4 == 1 else "utf-8"
    column = f"{HOST}/art/{year}/{notice.day.month}/{notice.day.day}"
    yield f"{column}/art_{count}.html", page_of(notice).encode(charset)
    if count % 7 == 3:
        yield f"{column}/P{count:03}.xlsx", xlsx(f"<c><v>{count}</v></c>")
    if count % 14 == 5:
        yield f"{column}/P{count:03}.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    if count % 11 == 6:
        yield f"{HOST}/zwgk/{year}/t{count}.htm", page_of(notice).replace("213", "31").encode(charset)
    if count % 8 == 5:
        yield f"{HOST}/zcjd/{year}/art_{count}.html", explained(notice).encode()
    if count % 10 == 9:
        links = "".join(
            f'<li><a href="/art/{n}.html">{Notice(n).title}</a><span>{Notice(n).day}</span></li>'
            for n in range(count - 9, count)
        )
        yield f"{HOST}/zwgk/list_{count}.html", _LIST.format(links=links).encode()
        news = "<p>近日，区人力资源社会保障局到企业走访，了解用工情况。</p><p>大家表示，服务很贴心，收获很大。</p>"
        yield (
            f"{HOST}/xwdt/{year}/art_n{count}.html",
            _PAGE.format(
                charset="utf-8", title=f"区人社局走访第{count}家企业", day=notice.day, body=news
            ).encode(),
        )


def _linked(notice: Notice) -> str:
    return f'<li><a href="/art/{notice.count}.html">{notice.title}</a><span>{notice.day}</span></li>'


def _put(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
