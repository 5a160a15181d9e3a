"""What a file's name alone gives away."""

import re
import unicodedata

from gongkai.operating_system import why_unusable

_PROGRAM = re.compile(
    "apk|app|bat|cmd|com|cpl|dll|docm|dotm|exe|hta|html?|jar|jse?|jsp|lnk|msi|php|pif|ps1|py|reg|scr|sh|shtml"
    "|svgz|url|vb[es]|wsf|xhtml|xlam|xlsm|xltm"
)


def ending_of(path: str) -> str:
    """The ending, in small letters; "" when there is none."""
    name = path.rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def faults_of_name(path: str) -> tuple[str, ...]:
    """What is wrong with a name, in Chinese."""
    name = path.rsplit("/", 1)[-1]
    found = []
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") for sign in path):
        found.append("文件名里有看不见的控制字符，会让后缀名显示成别的样子")
    inner = [part.lower().strip() for part in name.split(".")[1:-1]]
    if program := next((part for part in inner if _PROGRAM.fullmatch(part)), ""):
        found.append(f"文件名里藏着程序的后缀名（.{program}）")
    parts = path.split("/")
    if any(part.startswith(" ") for part in parts):
        found.append("文件名以空格开头")
    return (*found, *filter(None, dict.fromkeys(map(why_unusable, parts))))
