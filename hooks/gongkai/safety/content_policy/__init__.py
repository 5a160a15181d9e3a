"""The site's content policy, and whether stylesheets, scripts and markup of others keep to it: what a browser would
refuse in silence is told before it is published."""

from gongkai.safety.content_policy.addresses import POLICY, Fault, Known
from gongkai.safety.content_policy.markup import page_faults, template_faults
from gongkai.safety.content_policy.scripts import script_faults
from gongkai.safety.content_policy.stylesheets import redefined, stylesheet_faults

__all__ = [
    "POLICY",
    "Fault",
    "Known",
    "page_faults",
    "redefined",
    "script_faults",
    "stylesheet_faults",
    "template_faults",
]
