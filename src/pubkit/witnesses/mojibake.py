"""UTF-8 that was read as something else on its way (`â€™` for `’`), by ftfy, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubkit.witnesses.edits import Edit

__all__ = ["mojibake"]

_SUSPECT = re.compile(r"[ÂÃâÐÑÅÄ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€°±²³´µ¶·¸¹º»¼½¾¿ ]")
_RUN = re.compile(r"[^\x00-\x7f]+(?:[ ]?[^\x00-\x7f]+)*")


def mojibake(text: str) -> Iterator[Edit]:
    """Runs of characters that ftfy can decode once more, in lines that look like it."""
    if not _SUSPECT.search(text):
        return
    from ftfy import fix_encoding

    for match in _RUN.finditer(text):
        if _SUSPECT.search(match.group()):
            fixed = fix_encoding(match.group())
            if fixed != match.group():
                yield Edit(match.start(), match.end(), fixed, "UTF-8 that was decoded with another encoding", 0.95)
