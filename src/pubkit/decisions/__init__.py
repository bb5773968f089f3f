"""The editor's decisions: decisions.toml beside article.md, applied last on every conversion.

In: the text of the file, and what a conversion made. Out: the same with the decisions carried out, and a notice with
file and line for each decision that no longer applies. Nothing here opens a file; applying twice is applying once.
"""

from pubkit.decisions.apply import Applied, apply_to_article
from pubkit.decisions.file import FRONT_LISTS, FRONT_TEXTS, KEYS, Decision, Decisions, read_decisions
from pubkit.decisions.recording import NoDecision, recorded, removed
from pubkit.decisions.works import apply_to_works, undecided

__all__ = [
    "FRONT_LISTS",
    "FRONT_TEXTS",
    "KEYS",
    "Applied",
    "Decision",
    "Decisions",
    "NoDecision",
    "apply_to_article",
    "apply_to_works",
    "read_decisions",
    "recorded",
    "removed",
    "undecided",
]
