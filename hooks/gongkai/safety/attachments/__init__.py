"""Files that go with documents, judged by what is in them: structure, macros, text. Knows no rules and no lines."""

from gongkai.safety.attachments.examined import Attached, Examined, Refused
from gongkai.safety.attachments.folder import examine_all
from gongkai.safety.attachments.names import ending_of, faults_of_name
from gongkai.safety.attachments.svg import judge_svg

__all__ = ["Attached", "Examined", "Refused", "ending_of", "examine_all", "faults_of_name", "judge_svg"]
