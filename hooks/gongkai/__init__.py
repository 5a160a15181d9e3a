"""Gongkai (公开): Markdown in, rules judged, site out. Content flows one way through these rooms.

================== =====================================================================================================
`findings`         A finding: where, what, why, how to mend; and the errors that stop a run
`operating_system` What operating systems do differently, in one place: locks, renames, listings, file names, consoles
`amounts`          Recognises amounts of money, shares, periods and days, and holds them against what they rest on
`memo`             The interface by which results are asked for that may be kept from an earlier run
`package`          The version of the program, and where its files lie
`patterns`         Regular expressions that are compiled at their first use
`law`              The law as data: legal sources, terms in days, working days; and the functions that count them
`safety`           Recognises personal numbers and markings of secrecy in any text; judges attachments by their content
`looks`            A bureau's own looks: colours with their contrast, fonts, emblem, footer, and the stylesheet of them
`proofs`           The mathematics and formats of proofs: Merkle trees, signed notes, the log, page proofs
`settings`         The settings of a section (`mkdocs.yml`), read once and frozen; what is typed on the command line
`source`           The files of a section: front matter with each key's line, the Markdown body, their history in git
`model`            Documents by family, frozen and typed; the library of all; terms, duties, validity
`text`             Converts Markdown to a fragment of HTML, and finds its headings, questions, links, images, diagrams
`inspection`       What a supervisor inspects: national indicators and work points, each with its state computed
`calculator`       Reads a policy's conditions and formula, reckons situations step by step, and tries its cases
`approval`         Records of approvals: who looked at which bytes, and which of them count
`rules`            One rule per file; `rules/__init__.py` lists them
`pages`            Makes the pages of the site from the library: pure functions, one kind of page per file
`search`           What can be found, the index, search by meaning, the knowledge base, and how a question is matched
`exports`          Makes the files for machines from the library: `api/v1/`, feeds, calendar
`report`           Writes findings and duties as text, JSON, SARIF, GitHub, GitLab, JUnit
`editing`          New, imported and corrected files; a new section and its upgrade; schemas; the browser editor's forms
`incremental`      Caching: what of the last build can be used again, and how it is known to be still right
`releases`         A release is staged, checked for completeness, switched to in one step, and can be taken back
`archive`          A release as one file for an archive (WACZ), with the proof that it was published
`building`         The steps of a build, in order
`changes`          A change on its way: its branch, what belongs together in it, its redline, its merge
`platforms`        Compares this site with others' material: questions asked at counters, listings, external links
`engine`           The only room that knows MkDocs: it writes the ready pages with the frame around them
`desk`             The clerk's desk in a browser: Word files in, what is missing asked for, review, merge
`preview`          The command `serve`: a live preview with what is not out yet, and findings at their paragraphs
`cli`              The command line, one command a file
================== =====================================================================================================

Two folders are no rooms: `theme/` is the frame around each page (templates, styles, scripts), `data/` holds tables and files
that are read or copied, not run.
"""
