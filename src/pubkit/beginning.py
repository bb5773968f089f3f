"""The files that a project begins with: they build at once, without a notice, and say what else there is."""

from __future__ import annotations

__all__ = ["FILES"]

_SETTINGS = """\
# The settings of this project: https://toml.io; every line is a choice that you may leave out.
# `pubkit schema project` prints a JSON Schema of this file for your editor.

style = "apa"                      # chicago, mla, ieee ... `pubkit styles search WORD` finds ten thousand more
# theme = "classic"                # modern, columns, or a folder of your own in styles/themes/
# paper = "a4"                     # letter, book
to = ["html", "pdf"]               # epub, docx, jats, latex, md ... see `pubkit build --help`

article = "article.md"             # or raw texts, converted on the way: sources = ["scan.txt", "web.txt"]
bibliography = "references.bib"
output = "build"

# [limits]                         # of one document
# seconds = 45
# memory-mib = 1280
"""

_ARTICLE = """\
---
title: A first article
author:
  - name: Your Name
    affiliation: Your University
abstract: |
  What the article is about, in a few sentences.
keywords: [one, two]
lang: en
---

# Introduction

The text is Markdown. A work is cited by its key in references.bib, with a page [@example2020, p. 12], or as
part of the sentence: @example2020 says so.[^note]

# Another section

Paragraphs are parted by an empty line.

[^note]: A note stands here, and on paper at the foot of the page.
"""

_REFERENCES = """\
@book{example2020,
  author    = {Example, Anna},
  title     = {A Book to Begin With},
  publisher = {Some Press},
  location  = {London},
  year      = {2020},
}
"""

_IGNORED = """\
# What pubkit makes
/build/
/.pubkit/
"""

FILES = {
    "pubkit.toml": _SETTINGS,
    "article.md": _ARTICLE,
    "references.bib": _REFERENCES,
    ".gitignore": _IGNORED,
}
"""Name -> text, in the order in which they are told."""
