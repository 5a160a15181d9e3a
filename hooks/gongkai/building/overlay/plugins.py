"""MkDocs' plugins that were tried: which are kept, and what to do instead of those that cannot be.

What any plugin's events may do is decided while they run (`engine/watching.py`); this only says it sooner, and better.
"""

from collections.abc import Iterable, Iterator

KEPT = ("redirects", "minify", "exclude")
"""Tried; what they write is on the site."""
INSTEAD = {
    "search": "本站有自己的搜索",
    "material/search": "本站有自己的搜索",
    "glightbox": "它在每一页写入内联脚本和样式，内容安全策略不许；本站的图解自带“看大图”",
    "macros": "它改写 Markdown 正文，网页就会和文件不一致（GK606）；固定的数字和名称请直接写在正文里",
    "git-revision-date-localized": "它改写 Markdown 正文；本站每份文件自带发布日期和更正记录",
    "git-revision-date": "它改写 Markdown 正文；本站每份文件自带发布日期和更正记录",
    "git-authors": "它改写正文；本站每份文件写明发布机构和承办科室",
    "awesome-nav": "菜单请写在设置文件的 nav 里",
    "awesome-pages": "菜单请写在设置文件的 nav 里",
    "literate-nav": "菜单请写在设置文件的 nav 里",
    "section-index": "菜单请写在设置文件的 nav 里；各栏目本来就有自己的首页",
    "gen-files": "它生成自己的页面，绕过了检查；附件请放进内容文件夹",
    "blog": "它生成自己的页面，绕过了检查",
    "material/blog": "它生成自己的页面，绕过了检查",
    "material/meta": "文件的每一项都写在它自己的开头",
    "material/offline": "它改了网址；网站复制到哪里都可以打开，搜索需要网站服务",
    "material/privacy": "本站本来就不从别的网站装载任何东西",
    "tags": "本站按 topics（主题）和 audiences（对象）分类",
    "material/tags": "本站按 topics（主题）和 audiences（对象）分类",
    "social": "它在网页里引用自己生成的图片卡片，本站的页面框架没有它们的位置",
    "material/social": "它在网页里引用自己生成的图片卡片，本站的页面框架没有它们的位置",
    "rss": "本站自带订阅（feed.xml）",
    "include-markdown": "它改写 Markdown 正文，网页就会和文件不一致（GK606）",
    "mermaid2": "本站自带 mermaid 图解，生成网站时就画好",
    "print-site": "它生成自己的页面；本站每一页都可以直接打印",
}


def refusals(names: Iterable[str]) -> Iterator[str]:
    """What to say of these plugins of a settings file."""
    for name in names:
        if name in INSTEAD:
            yield f"插件 {name} 不能用：{INSTEAD[name]}。请从设置文件的 plugins 里删去 {name}"
