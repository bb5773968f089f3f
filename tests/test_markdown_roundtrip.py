"""Manuscript text through article.md and pandoc comes back as it was."""

from __future__ import annotations

import json
import subprocess

import pypandoc
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pubkit.formats.markdown_text import escape, escape_start

_ODD = "[]()*_^~`$@#<>\\|:;{}!&%+=-–\"'.,/ 1aB\u00e9\u0416"
PARAGRAPH = st.text(alphabet=_ODD, min_size=1, max_size=40).map(lambda t: " ".join(t.split())).filter(bool)
STARTS = st.sampled_from(["", "1. ", "# ", "- ", "> ", "| ", "a) ", "(i) ", ": ", "~~~ ", "* ", "+ ", "--- ",
                          "@x ", "\\begin{a} ",
                          "<b>", "[^1]: ", "```", "% ", "II. ", "(@) ", "#. ", "::: "])  # fmt: skip


def plain(node: object) -> str:
    if isinstance(node, list):
        return "".join(map(plain, node))
    if not isinstance(node, dict):
        return ""
    kind, content = node.get("t"), node.get("c")
    match kind:
        case "Str":
            return str(content)
        case "Space" | "SoftBreak":
            return " "
        case "Quoted":
            return {"DoubleQuote": '"', "SingleQuote": "'"}[content[0]["t"]].join(["", plain(content[1]), ""])
        case "Link":
            return plain(content[1])
        case "Para":
            return plain(content)
        case _:
            return f"⟨{kind}⟩"


def fold(text: str) -> str:
    for curly, straight in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("…", "..."), ("\u00a0", " ")):
        text = text.replace(curly, straight)
    return " ".join(text.split())


@settings(max_examples=4, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
@given(st.lists(st.tuples(STARTS, PARAGRAPH), min_size=80, max_size=150))
def test_text_survives_pandoc(parts: list[tuple[str, str]]) -> None:
    texts = [" ".join((start + body).split()) for start, body in parts]
    markdown = "\n\n".join(escape_start(escape(text)) for text in texts)
    run = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "json"],
        input=markdown.encode(), capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    blocks = [plain(block) for block in json.loads(run.stdout)["blocks"]]
    for text, block in zip(texts, blocks, strict=False):
        assert fold(block) == fold(text), escape_start(escape(text))
    assert len(blocks) == len(texts)
