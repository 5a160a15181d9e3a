"""Writes Word files (.docx) as an office prints them: A4, the usual fonts by name, real headings and tables.

All but `cells` import python-docx, so whoever may not need to write a file imports them where it does.
"""
