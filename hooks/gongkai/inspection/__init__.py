"""Holds the section against what a supervisor inspects: national indicators, and the bureau's own work points of a year.

One function makes the table (`table.py`); pages and exports write it.
"""

from gongkai.inspection.indicators import Indicator, Judgement, Part, Proof, Verdict
from gongkai.inspection.table import InspectionTable, Red, inspection_table
from gongkai.inspection.work_points import WorkPoint, WorkYear

__all__ = [
    "Indicator",
    "InspectionTable",
    "Judgement",
    "Part",
    "Proof",
    "Red",
    "Verdict",
    "WorkPoint",
    "WorkYear",
    "inspection_table",
]
