"""MkDocs by whichever name it is installed; imported before anything of it.

mkdocs-ng has MkDocs' own name. ProperDocs has another, and lends its modules to whoever imports `mkdocs`: always under
`properdocs build`, and under ours where there is no MkDocs.
"""

from importlib import import_module
from importlib.util import find_spec

if not find_spec("mkdocs") and find_spec("properdocs"):
    import_module("properdocs.replacement")
