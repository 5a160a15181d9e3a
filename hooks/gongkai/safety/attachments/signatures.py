"""What a file truly is, by its first bytes; the names are for editors."""

_SIGNATURES = (
    (b"MZ", "Windows 程序"),
    (b"\x7fELF", "Linux 程序"),
    (b"\xca\xfe\xba\xbe", "程序"),
    (b"\xcf\xfa\xed\xfe", "程序"),
    (b"#!", "脚本程序"),
    (b"<?php", "PHP 程序"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "Windows 快捷方式"),
    (b"%PDF-", "PDF 文件"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文件或加密的 Office 文件"),
    (b"PK\x03\x04", "ZIP 压缩包或 Office 文件"),
    (b"PK\x05\x06", "空的 ZIP 压缩包"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"BZh", "bzip2 压缩包"),
    (b"\xfd7zXZ", "xz 压缩包"),
    (b"MSCF", "CAB 压缩包"),
    (b"\x89PNG\r\n\x1a\n", "PNG 图片"),
    (b"\xff\xd8\xff", "JPG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"RIFF", "WebP 图片或音视频"),
    (b"{\\rtf", "RTF 文件"),
)
_OF_TEXT = (
    (("<!doctype html", "<html", "<head", "<body", "<script", "<iframe"), "网页"),
    (("<svg",), "SVG 图"),
    (("<?xml",), "XML 文件"),
    (("@echo off", "@powershell"), "批处理程序"),
)


def kind_by_bytes(data: bytes) -> str:
    """The Chinese name of what these bytes are, "" for nothing known (plain text, say)."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    if data[257:262] == b"ustar":
        return "TAR 压缩包"
    if data[4:8] == b"ftyp":
        return "视频"
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower().decode("latin-1")
    return next((name for words, name in _OF_TEXT if start.startswith(words)), "")
