"""What a file's name alone gives away."""

import re
import unicodedata

_PROGRAM = re.compile(
    "apk|app|bat|cmd|com|cpl|dll|docm|dotm|exe|hta|html?|jar|jse?|jsp|lnk|msi|php|pif|ps1|py|reg|scr|sh|shtml"
    "|svgz|url|vb[es]|wsf|xhtml|xlam|xlsm|xltm"
)
_NOT_ON_WINDOWS = re.compile(r'[\\:*?"<>|]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.I)


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
    if any(re.search(r"^ |[. ]$", part) for part in parts):
        found.append("文件名以空格开头，或者以空格、点结尾")
    if signs := "".join(dict.fromkeys(_NOT_ON_WINDOWS.findall(path))):
        found.append(f"文件名里有“{signs}”，Windows 上不能用，下载后打不开或者被改名")
    if any(map(_DEVICE.fullmatch, parts)):
        found.append("文件名是 Windows 留给设备的（CON、NUL、COM1 等），下载后存不下来")
    return tuple(found)
