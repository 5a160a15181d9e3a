"""Gongkai (公开): Markdown in, rules judged, site out. Content flows one way through these rooms.

`findings`    A finding: where, what, why, how to mend; and the errors that stop a run
`law`         Numbers of days, legal sources, working days: data, and the functions that count them
`safety`      Personal numbers and markings of secrecy in any text; attachments judged by what is in them
`looks`       A bureau's colours with their contrast, fonts, emblem, foot, and the stylesheet made of them
`settings`    `mkdocs.yml`, read once and frozen; what people type on the command line
`source`      Files: front matter that knows the line of every key, the Markdown body, and what git knows of them
`model`       One kind of document per file, frozen and typed; the library of all; terms, duties, validity
`text`        A body of Markdown becomes a fragment of HTML with headings, questions, links, diagrams
`rules`       One rule per file; `rules/__init__.py` is the contents page
`pages`       The library becomes the pages of the site: pure functions, one kind of page per file
`search`      What can be found, the index, the knowledge base, and how a question is matched
`exports`     The library becomes files for machines: `api/v1/`, feeds, calendar
`report`      Findings and duties become text, JSON, SARIF, GitHub, GitLab, JUnit
`editing`     New, imported and corrected files; JSON Schemas; the browser editor's forms
`incremental` What makes a build short and exact: key, store, recorded dependencies, worker processes
`releases`    A release is staged, proved complete, switched to in one step, and can be taken back
`building`     The build as a list: the section read and judged, the site made, the release switched
`platforms`   Other platforms against this site: questions of the windows, listings, links to other hosts
`engine`      The only room that knows MkDocs
`preview`     The command `serve`: the site before it is out, live, with findings in their places
`cli`         The command line, one command a file
============= ===================================================================================================
=======
================== ==============================================================================================
`findings`         A finding: where, what, why, how to mend; and the errors that stop a run
`operating_system` What systems do differently: locks, renames, names of files, consoles
`memo`             How results are asked for that may have been made before; by itself it makes all here and now
`package`          The version of the program, and where its files lie
`law`              Numbers of days, legal sources, working days: data, and the functions that count them
`safety`           Personal numbers and markings of secrecy in any text; attachments judged by what is in them
`looks`            A bureau's colours with their contrast, fonts, emblem, foot, and the stylesheet made of them
`settings`         `mkdocs.yml`, read once and frozen; what people type on the command line
`source`           Files: front matter that knows the line of every key, the Markdown body, and what git knows of them
`model`            One kind of document per file, frozen and typed; the library of all; terms, duties, validity
`text`             A body of Markdown becomes a fragment of HTML with headings, questions, links, diagrams
`rules`            One rule per file; `rules/__init__.py` is the contents page
`pages`            The library becomes the pages of the site: pure functions, one kind of page per file
`search`           What can be found, the index, the knowledge base, and how a question is matched
`exports`          The library becomes files for machines: `api/v1/`, feeds, calendar
`report`           Findings and duties become text, JSON, SARIF, GitHub, GitLab, JUnit
`editing`          New, imported and corrected files; JSON Schemas; the browser editor's forms
`incremental`      What makes a build short and exact: key, store, recorded dependencies, worker processes
`releases`         A release is staged, proved complete, switched to in one step, and can be taken back
`building`          The build as a list: the section read and judged, the site made, the release switched
`platforms`        Other platforms against this site: questions of the windows, listings, links to other hosts
`engine`           The only room that knows MkDocs
`preview`          The command `serve`: the site before it is out, live, with findings in their places
`cli`              The command line, one command a file
================== ==============================================================================================
"""
