"""One file, by its ending, to the judge who knows that kind."""

from collections.abc import Callable, Mapping
from functools import partial

from gongkai.safety.attachments.examined import Content, Examined, Refused, examined
from gongkai.safety.attachments.ofd import judge_ofd
from gongkai.safety.attachments.office import judge_office
from gongkai.safety.attachments.ole import judge_ole
from gongkai.safety.attachments.pdf import judge_pdf
from gongkai.safety.attachments.pictures import judge_picture
from gongkai.safety.attachments.plain import judge_plain
from gongkai.safety.attachments.svg import judge_svg

JUDGES: Mapping[str, Callable[[bytes], Content]] = {
    "pdf": judge_pdf,
    "ofd": judge_ofd,
    "svg": judge_svg,
    **{ending: partial(judge_office, ending) for ending in ("docx", "xlsx", "pptx")},
    **{ending: partial(judge_ole, ending) for ending in ("wps", "doc", "et", "xls")},
    **{ending: partial(judge_picture, ending) for ending in ("png", "jpg", "jpeg", "gif", "webp")},
    **{ending: partial(judge_plain, ending) for ending in ("txt", "csv")},
}
"""Every ending whose content can be judged."""


def examine(ending: str, data: bytes) -> Examined:
    """What is in a file; one that nobody can judge has nothing but its ending against it."""
    judge = JUDGES.get(ending)
    if judge is None:
        return Examined()
    try:
        return examined(judge(data))
    except Refused as problem:
        return Examined(problems=(str(problem),))
