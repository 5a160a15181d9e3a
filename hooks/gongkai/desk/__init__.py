"""The clerk's desk in a browser, on this machine alone: Word files in, what is missing asked for, handed to reviewers,
looked at, agreed to, merged. Every step is one that the commands take too; git and the server decide, never this page."""
