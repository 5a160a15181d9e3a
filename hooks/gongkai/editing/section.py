"""A bureau's own repository, as `init` writes it: settings, pipelines, editors' tools; its documents: `new_documents`."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

import yaml

from gongkai.editing.front import scalar
from gongkai.editing.schema import schemas
from gongkai.editing.starters import starters
from gongkai.editing.writing import Written
from gongkai.findings import WrongUse, system_refusal
from gongkai.package import PACKAGE, VERSION

TEMPLATES = PACKAGE / "data" / "section"
_FILLED = {"mkdocs.yml": "mkdocs.yml", "README.md": "README.md", "requirements.txt": "requirements.txt"}
_AS_THEY_ARE = {
    "build.py": "build",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
    "content/.placeholder/index.md": "placeholder.md",
    "收件箱/说明.md": "inbox.md",
    ".github/CODEOWNERS": "github/CODEOWNERS",
    ".gitlab/CODEOWNERS": "gitlab/CODEOWNERS",
    ".gitea/CODEOWNERS": "gitea/CODEOWNERS",
    ".vscode/extensions.json": "vscode/extensions.json",
    ".vscode/tasks.json": "vscode/tasks.json",
}
_PIPELINES = {
    ".github/workflows/gongkai.yml": "github/gongkai.yml",
    ".gitlab-ci.yml": "gitlab/gongkai.yml",
    ".gitea/workflows/gongkai.yml": "gitea/gongkai.yml",
}
_INSTALLED = {
    "make setup": "python3 -m venv .venv && .venv/bin/python -m pip install --quiet --disable-pip-version-check"
    " -r requirements.txt",
    "-m scripts.gitea_review": "-m gongkai.report.gitea_review",
    "-m scripts.merge_shards": "-m gongkai.cli.merging",
}
"""What a pipeline says in a checkout of the program → where the program is installed."""
_LARGE_SITE = {
    ".github/workflows/large-site.yml": "github/large-site.yml",
    ".gitlab/large-site.yml": "gitlab/large-site.yml",
}
"""Pipelines that build on four machines, and publish in place of the job that does so in the ordinary ones."""
_PUBLISHING = {".github/workflows/gongkai.yml": "publish", ".gitlab-ci.yml": "pages"}
_INCLUDED = "include:\n  - local: .gitlab/large-site.yml\n\n"
_SCHEMAS, SECTIONS_SCHEMAS = "docs/schema/", ".vscode/schema/"


@dataclass(frozen=True)
class Founding:
    """What is said of a new section; raises `WrongUse` for what makes no sense."""

    organisation: str
    site_url: str
    since: int
    region: str = ""
    """The district whose organ the bureau is; "": not said."""

    def __post_init__(self) -> None:
        if not self.organisation.strip() or not self.organisation.isprintable():
            raise WrongUse("单位名称（--organisation）应写全称，例如 某某区教育局，现为空白或有看不见的字符")
        if not self.region.isprintable():
            raise WrongUse("行政区（--region）应写全称，例如 某某省某某市某某区，现在有看不见的字符")
        try:
            parts = urlsplit(self.site_url)
            sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            sound = False
        if not sound or not self.site_url.isprintable() or set(self.site_url) & set(" ?#"):
            raise WrongUse(
                f"网址（--site-url）应写成 https://www.example.gov.cn/zwgk/ 的样子，现为“{self.site_url}”"
            )
        if not 1949 <= self.since <= 2999:
            raise WrongUse(f"起始年份（--since）应为四位年份，现为“{self.since}”")


def refuse_used(folder: Path) -> None:
    """Raises `WrongUse` for a folder that has anything in it, hidden files too, or that cannot be looked into."""
    try:
        inside = sorted(file.name for file in folder.iterdir()) if folder.exists() else []
    except OSError as problem:
        raise WrongUse(f"文件夹 {folder} 打不开：{system_refusal(problem)}") from problem
    if inside:
        shown = "、".join(inside[:3]) + ("等" if len(inside) > 3 else "")
        raise WrongUse(f"文件夹 {folder} 里已经有东西（{shown}），没有改动；请换一个空的或者新的文件夹")


@dataclass(frozen=True)
class Templates:
    """What a version of `init` writes but the documents, by place; the bureau's own words stand in it as $NAME."""

    files: Mapping[str, str]
    large_site: Mapping[str, str] = field(default_factory=dict)
    """What is otherwise, or there besides, for a site that four machines build."""

    def filled(self, words: Mapping[str, str], *, large_site: bool) -> dict[str, str]:
        """The files of one section."""
        files = {**self.files, **self.large_site} if large_site else self.files
        return {place: Template(text).substitute(words) for place, text in files.items()}


def repository(founding: Founding, *, large_site: bool = False) -> Written:
    """Everything of a new section but its documents."""
    words = words_for(
        founding.organisation,
        f"{founding.organisation} 政务公开",
        founding.site_url.rstrip("/") + "/",
        str(founding.since),
        VERSION,
    )
    files = templates().filled(words, large_site=large_site)
    return Written({place: text.encode() for place, text in files.items()})


def words_for(organisation: str, site_name: str, site_url: str, since: str, version: str) -> dict[str, str]:
    """The words that stand in templates."""
    return {
        "name": organisation,
        "organisation": scalar(organisation),
        "site_name": scalar(site_name),
        "site_url": scalar(site_url),
        "since": since,
        "version": version,
        "validity": "\n".join(_validity_examples()),
    }


def _validity_examples() -> Iterator[str]:
    """The examples of local rules on the validity of 规范性文件, as comments of the settings."""
    for example in yaml.safe_load((TEMPLATES.parent / "validity.yml").read_text(encoding="utf-8")):
        rule = example["rule"]
        titles = ", ".join(f"{word}: {years}" for word, years in rule["titles"].items())
        presumed = str(rule["presumed"]).lower()
        yield f"    # 例，{example['place']}（原文见{example['read_in']}；{example['note']}）"
        yield (
            f"    #   validity: [{{from: {rule['from']}, years: {rule['years']}, titles: {{{titles}}}, "
            f"presumed: {presumed}, basis: {rule['basis']}}}]"
        )


def templates() -> Templates:
    """Those of this version."""
    files = {place: _template(name) for place, name in _FILLED.items()}
    as_they_are = {place: _template(name) for place, name in _AS_THEY_ARE.items()}
    as_they_are |= {place: _installed(_template(name)) for place, name in _PIPELINES.items()}
    as_they_are |= dict(_field_hints())
    as_they_are |= dict(starters(TEMPLATES / "windows"))
    large = {place: _installed(_template(name)) for place, name in _LARGE_SITE.items()}
    large |= {place: _without_job(as_they_are[place], job) for place, job in _PUBLISHING.items()}
    large[".gitlab-ci.yml"] = large[".gitlab-ci.yml"].replace("default:\n", f"{_INCLUDED}default:\n", 1)
    return Templates(
        files | {place: text.replace("$", "$$") for place, text in as_they_are.items()},
        {place: text.replace("$", "$$") for place, text in large.items()},
    )


def _without_job(pipeline: str, job: str) -> str:
    """A pipeline without its last job."""
    return re.sub(rf"\n+ *{job}:\n.*", "\n", pipeline, flags=re.DOTALL)


def _template(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _installed(pipeline: str) -> str:
    for in_checkout, installed in _INSTALLED.items():
        pipeline = pipeline.replace(in_checkout, installed)
    return pipeline


def _field_hints() -> Iterator[tuple[str, str]]:
    """VS Code's settings, and the schemas that they name."""
    settings = _template("vscode/settings.json")
    yield ".vscode/settings.json", settings.replace(_SCHEMAS, SECTIONS_SCHEMAS)
    for name, schema in schemas().items():
        place = f"{name}.json"
        if _SCHEMAS + place in settings:
            text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
            yield SECTIONS_SCHEMAS + place, text
