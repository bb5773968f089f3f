"""The review report: every decision of a conversion beside its evidence.

`findings` gathers them as JSON-able data (report.json), `page` sets that data as one self-contained HTML page
(report.html) for an editor who never saw the code. The page runs no script and loads nothing.
"""

from pubkit.report.findings import Evidenced, findings
from pubkit.report.inlines import inlines_of
from pubkit.report.page import page

__all__ = ["Evidenced", "findings", "inlines_of", "page"]
