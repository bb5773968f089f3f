"""Cross-references: figures, tables, sections, equations and listings are numbered and referred to by number.

`targets` numbers what has an identifier of a known kind, `refer` puts words and numbers where the text names it. Both
happen on the tree, before citations are rendered, so that every format says the same.
"""

from pubkit.crossrefs.kinds import Kind, Words, kind_of, words_of
from pubkit.crossrefs.refer import Referred, refer

__all__ = ["Kind", "Referred", "Words", "kind_of", "refer", "words_of"]
