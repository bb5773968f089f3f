"""Outside engines, each touched in one adapter.

`pandoc` reads and writes documents, `weasyprint` sets pages, `ast` is the shape in which documents travel
between them (pandoc's JSON, thinly typed).
"""

__all__: list[str] = []
