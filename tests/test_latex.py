"""LaTeX: XeLaTeX compiles everything without an error, an undefined reference or a line beyond the measure."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pypdfium2

from everything import HERE, everything
from tools import tool


def test_xelatex_compiles_everything(tmp_path: Path) -> None:
    xelatex = tool("xelatex")
    (tmp_path / "article.tex").write_bytes(everything("latex"))
    (tmp_path / "article-plot.png").write_bytes((HERE / "plot.png").read_bytes())
    command = [xelatex, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "article.tex"]
    for _ in range(2):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120)
        assert done.returncode == 0, done.stdout.decode("utf-8", "replace")[-800:]
    log = (tmp_path / "article.log").read_text("utf-8", "replace")
    assert not re.search(
        r"^!|undefined references|Hyper reference .* undefined|Overfull|Missing character", log, re.MULTILINE
    )
    pdf = pypdfium2.PdfDocument(tmp_path / "article.pdf")
    text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())
    for words in ("Figure 1: A pier", "Table 1: Trade", "(b) Right", "Specials: 100% of $5 & #1, a_b, {x}, ~",
    "Bakı şəhəri",
                  "Порты и города", "She reads <maps>", "Port & Town Group", "Xülasə", "References",
                  "Tolls [PhD thesis]"):  # fmt: skip
        assert words in text
    assert text.count("(a)") <= 2


def test_text_cannot_become_a_command() -> None:
    from everything import built

    text = "---\ntitle: '\\input{/etc/passwd} \\x $y$'\nauthor: '\\write18{x} {'\nkeywords: ['\\def\\x{}']\n---\n\n"
    made = built(text + "\\input{/etc/passwd} `\\write18{x}`{=latex}\n\n```{=latex}\n\\write18{y}\n```\n", "", "latex")
    tex = made.files["article.tex"].decode()
    assert "\\input{" not in tex.replace("\\input{x", "")
    assert not re.search(r"^\\write18|[^}]\\write18\{", tex.replace("\\textbackslash write18", ""), re.MULTILINE)
