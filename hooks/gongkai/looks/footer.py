"""The setting `footer`: what 国办发〔2017〕47号 and the law on networks want at the foot of every page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gongkai.findings import WrongUse
from gongkai.looks.tokens import of_names, picture

_ICP = re.compile(r"\S*ICP[备证]\s?\d{5,}号(?:-\d+)?")
_POLICE = re.compile(r"\S*公网安备\s?(\d{14})号")
_CODE = re.compile(r"[0-9A-Za-z]{6,12}")


@dataclass(frozen=True)
class Badge:
    """A picture at the foot that leads to who gave it: 党政机关网站标识, say."""

    image: str
    alt: str
    url: str = ""


@dataclass(frozen=True)
class Footer:
    """What the foot tells."""

    organiser: str = ""
    """主办单位."""
    undertaker: str = ""
    """承办单位."""
    contact: str = ""
    site_id_code: str = ""
    """网站标识码."""
    icp: str = ""
    police: str = ""
    police_image: str = ""
    badges: tuple[Badge, ...] = ()
    report_error: str = ""
    """Where readers report an error (找错)."""

    @property
    def police_number(self) -> str:
        """The digits of the 公安备案, by which its register finds it."""
        found = _POLICE.fullmatch(self.police)
        return found[1] if found else ""

    @property
    def pictures(self) -> tuple[str, ...]:
        """The pictures that it shows, by their path below `custom_dir`."""
        return tuple(filter(None, (self.police_image, *(badge.image for badge in self.badges))))


def read_footer(ours: dict[str, Any], extra: Any, file: Path) -> Footer:
    """The setting `footer` of ours, and of MkDocs' `extra` what else stands at the foot; raises `WrongUse`."""
    given, organisation = ours.get("footer"), str(ours.get("organisation", ""))
    site_id_code = extra.get("site_id_code") if isinstance(extra, dict) else None
    if site_id_code is not None and not (isinstance(site_id_code, str) and _CODE.fullmatch(site_id_code)):
        raise WrongUse(
            f'{file}：extra.site_id_code（网站标识码）应带引号写成 "1100000001" 的样子，现为“{site_id_code}”'
        )
    names = ("organiser", "undertaker", "contact", "icp", "police", "badges")
    form = "footer: {organiser: 单位全称, icp: 某ICP备00000000号}"
    given = of_names({} if given is None else given, names, "footer", form, file)
    said = {name: _words(given.get(name), name, file) for name in ("organiser", "undertaker", "contact")}
    icp, (police, image) = _words(given.get("icp"), "icp", file), _police(given.get("police"), file)
    if icp and not _ICP.fullmatch(icp):
        raise WrongUse(
            f"{file}：footer 的 icp 应写成 某ICP备00000000号 或 某ICP备00000000号-1 的样子，现为“{icp}”"
        )
    return Footer(
        organiser=said["organiser"] or organisation,
        undertaker=said["undertaker"],
        contact=said["contact"],
        site_id_code=site_id_code or "",
        icp=icp,
        police=police,
        police_image=image,
        badges=tuple(_badges(given.get("badges"), file)),
        report_error=str((extra.get("report_error") if isinstance(extra, dict) else None) or ""),
    )


def _words(given: Any, name: str, file: Path) -> str:
    if given is None:
        return ""
    if not isinstance(given, str) or not given.strip() or not given.isprintable():
        raise WrongUse(f"{file}：footer 的 {name} 应为一行文字（数字要加引号），现为“{given}”")
    return given.strip()


def _police(given: Any, file: Path) -> tuple[str, str]:
    """The 公安备案 number, and the picture beside it."""
    image = ""
    if isinstance(given, dict):
        form = "police: {number: 某公网安备00000000000000号, image: assets/police.png}"
        said = of_names(given, ("number", "image"), "footer 的 police", form, file)
        given = said.get("number")
        image = picture(said["image"], "footer 的 police 的 image", file) if "image" in said else ""
    number = _words(given, "police", file)
    if (number or image) and not _POLICE.fullmatch(number):
        raise WrongUse(
            f"{file}：footer 的 police 应写成 某公网安备00000000000000号（14 位数字）的样子，现为“{number}”"
        )
    return number, image


def _badges(given: Any, file: Path) -> Iterator[Badge]:
    form = "badges: [{image: assets/dangzheng.png, alt: 党政机关, url: https://…}]"
    if given is None:
        return
    if not isinstance(given, list):
        raise WrongUse(f"{file}：footer 的 badges 应写成 {form}")
    for one in given:
        said = of_names(one, ("image", "alt", "url"), "footer 的 badges", form, file)
        alt, url = _words(said.get("alt"), "badges 的 alt", file), str(said.get("url") or "")
        if not alt:
            raise WrongUse(f"{file}：footer 的 badges 每项都要有 alt，写这个图标是什么，例如 党政机关")
        if url and urlsplit(url).scheme not in ("http", "https"):
            raise WrongUse(f"{file}：footer 的 badges 的 url 应以 https:// 或 http:// 开头，现为“{url}”")
        yield Badge(picture(said.get("image"), "footer 的 badges 的 image", file), alt, url)
