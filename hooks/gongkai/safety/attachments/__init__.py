"""Files that go with documents, judged by what is in them: structure, macros, text. Knows no rules and no lines."""

from gongkai.safety.attachments.cache import examine_all
from gongkai.safety.attachments.examined import Attached, Examined
from gongkai.safety.attachments.names import ending_of, faults_of_name

__all__ = ["Attached", "Examined", "ending_of", "examine_all", "faults_of_name"]
