"""What the commands do: files in, a worker for the document, files out, all together.

    convert   raw files        -> article.md, references.bib, report.html, report.json
    build     article or raw   -> article.html, article.pdf (and, from raw files, what convert makes)
    collate   raw files        -> where they differ, as text, HTML, JSON or TEI
    export    article or .bib  -> its references in another format
    check     article          -> notices

`pipeline` does the work on text, in a worker with limits; this module finds the inputs, honours what an editor has
changed by hand, and hands the outputs to `workspace.publish`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pubkit import pipeline, typesetting, worker
from pubkit.errors import Place, PubkitError, UsageError
from pubkit.inputs import ARTICLE, Input, find, own, project_folder
from pubkit.inputs import images as article_images
from pubkit.model import Source
from pubkit.notices import Notice, Severity
from pubkit.project import Limits, Project
from pubkit.records import dataclass, field
from pubkit.workspace import file_hash, publish, read_file, read_optional

__all__ = [
    "ARTICLE",
    "COLLATION_FORMATS",
    "DECISIONS",
    "DEFAULT_STYLE",
    "FORMATS",
    "REFERENCES",
    "REFERENCE_FORMATS",
    "REPORT",
    "Done",
    "begin",
    "build",
    "check",
    "collate",
    "convert",
    "export",
    "find",
    "paged",
    "project_folder",
    "proof",
]

FORMATS = pipeline.FORMATS
"""What `build` can make."""

REFERENCE_FORMATS = pipeline.REFERENCE_FORMATS
"""What `export` can write."""

COLLATION_FORMATS = pipeline.COLLATION_FORMATS
"""What `collate` can write."""

T = TypeVar("T")

DEFAULT_STYLE = "apa"
"""The style where nothing says otherwise."""

REFERENCES, REPORT = "references.bib", "report.json"
DECISIONS = "decisions.toml"


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did."""

    files: tuple[Path, ...] = ()
    """The files written."""
    notices: tuple[Notice, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    """What a conversion found; empty where nothing was converted."""
    text: str = ""
    """What an export made."""


def desk(files: Sequence[str | Path], limits: Limits) -> worker.Desk:
    """The workers of one document, whose errors name these files."""
    return worker.Desk(", ".join(_name(str(file)) for file in files), seconds=limits.seconds, memory=limits.memory)


class Workers(Protocol):
    """What runs the functions of `pipeline` for one document: a `worker.Desk`, or a desk elsewhere."""

    remote: bool
    """Whether the functions run where this machine's files are not."""

    def run(self, function: Callable[..., T], /, *arguments: Any, **options: Any) -> T:
        """Call the function and return what it returns, or raise the `PubkitError` that it raises."""
        ...


def begin(folder: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Begin a project in a folder: the files written, and those that were there and stay. Raises `CannotWrite`."""
    from pubkit.beginning import FILES

    there = tuple(folder / name for name in FILES if os.path.lexists(folder / name))
    missing = {name: text.encode() for name, text in FILES.items() if folder / name not in there}
    return (publish(folder, missing) if missing else ()), there


def convert(
    sources: Sequence[str],
    output: Path,
    *,
    notes: str = "citations",
    pull_quotes: str = "aside",
    decisions: str | None = None,
    limits: Limits,
    workers: Workers | None = None,
) -> Done:
    """Convert raw files (`-` is standard input) and write the four files of a conversion into `output`.

    `decisions` names the editor's decisions; by default decisions.toml in `output`, if it is there.
    """
    workers = workers or desk(sources, limits)
    made, kept = _converted(
        workers, sources, output, notes=notes, pull_quotes=pull_quotes, decisions=decisions, limits=limits
    )
    return Done(publish(output, made.files), (*made.notices, *kept), made.counts)


def _converted(
    workers: Workers,
    sources: Sequence[str],
    output: Path,
    *,
    notes: str,
    pull_quotes: str,
    decisions: str | None,
    limits: Limits,
) -> tuple[pipeline.Conversion, tuple[Notice, ...]]:
    made = _conversion(
        workers, sources, output, notes=notes, pull_quotes=pull_quotes, decisions=decisions, limits=limits
    )
    return _respect_the_editor(made, output)


def _conversion(
    workers: Workers,
    sources: Sequence[str],
    home: Path,
    *,
    notes: str = "citations",
    pull_quotes: str = "aside",
    decisions: str | None,
    limits: Limits,
) -> pipeline.Conversion:
    """A conversion with the decisions and the keys of an earlier one that went to the folder `home`."""
    files = tuple(Source(_name(name), read_file(name, limit=limits.input_bytes)) for name in sources)
    old = read_optional(home / REFERENCES)
    return workers.run(
        pipeline.convert,
        files,
        notes=notes,
        pull_quotes=pull_quotes,
        known=Source(str(home / REFERENCES), old) if old is not None else None,
        decided=_decided(home, decisions, limits),
        unpacked=limits.unpacked_bytes,
    )


def _decided(output: Path, named: str | None, limits: Limits) -> Source | None:
    """The editor's decisions: the file that was named, else decisions.toml beside article.md."""
    path = Path(named) if named else output / DECISIONS
    if not named and not path.exists():
        return None
    return Source(str(path), read_file(path, limit=limits.input_bytes))


def _name(source: str) -> str:
    return "<stdin>" if source == "-" else source


def _respect_the_editor(made: pipeline.Conversion, output: Path) -> tuple[pipeline.Conversion, tuple[Notice, ...]]:
    """Where article.md or references.bib are no longer as pubkit wrote them, new ones go beside them as proposals."""
    written = _written_before(output)
    edited = [name for name in (ARTICLE, REFERENCES) if _was_edited(output / name, written.get(name), made.files[name])]
    if not edited:
        return made, ()
    renamed = {
        _proposed(name) if name in (ARTICLE, REFERENCES) else name: content for name, content in made.files.items()
    }
    notices = tuple(
        Notice(
            "P201",
            f"{name} was changed by hand and stays as it is; the new conversion is in {_proposed(name)}",
            place=Place(str(output / name)),
            hint="take over what you want from the proposal, or move the file away to start anew",
        )
        for name in edited
    )
    return pipeline.Conversion(renamed, made.notices, made.counts), notices


def _proposed(name: str) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.proposed.{suffix}"


def _written_before(output: Path) -> Mapping[str, str]:
    content = read_optional(output / REPORT)
    try:
        files = json.loads(content)["files"] if content else {}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    return files if isinstance(files, dict) else {}


def _was_edited(path: Path, written: str | None, new: bytes) -> bool:
    old = read_optional(path)
    return old is not None and old != new and file_hash(old) != written


def build(
    inputs: Sequence[str],
    output: Path,
    *,
    style: str | None = None,
    to: Sequence[str],
    bibliography: str | None = None,
    project: Project | None = None,
    notes: str = "citations",
    pull_quotes: str = "aside",
    decisions: str | None = None,
    strict: bool = False,
    layout: typesetting.Layout | None = None,
    workers: Workers | None = None,
) -> Done:
    """Build an edition; raw files are converted into `output` first.

    `style` is by default the project's, else APA; with nothing in `to`, raw files are converted only. With `strict`,
    nothing is written when a notice is an error. `layout` is what was
    asked for of theme, paper and PDF. `workers` are by default processes of this machine.
    """
    settings = project or Project()
    found = find(inputs, settings)
    if found.references:
        raise UsageError(f'"{found.references}" is no article', hint="`pubkit export` reads references alone")
    files: dict[str, bytes] = {}
    notices: tuple[Notice, ...] = ()
    counts: dict[str, int] = {}
    named = [*(found.raw or (found.article,)), bibliography, style if str(style).endswith(".csl") else None]
    workers = workers or desk([name for name in named if name], settings.limits)
    if found.raw:
        names = [str(path) for path in found.raw]
        made, kept = _converted(
            workers,
            names,
            output,
            notes=notes,
            pull_quotes=pull_quotes,
            decisions=decisions,
            limits=settings.limits,
        )
        files, notices, counts = dict(made.files), (*made.notices, *kept), made.counts
        article, references = _proposed_or_kept(output, files)
    else:
        assert found.article is not None
        article, references, notices = _article(workers, found.article, bibliography, settings)
    if not to:
        return Done(publish(output, files) if files else (), notices, counts)
    project_root = project_folder(inputs) if not found.article else found.article.parent
    images = article_images(project_root, settings.limits.image_bytes, article if workers.remote else None)
    page = {
        "style": style or settings.style or DEFAULT_STYLE,
        "folder": project_root,
        "inside": None if style else project_root,
        "front": _front(settings),
        "images": images,
        "layout": _layout(layout or typesetting.Layout(), settings, project_root),
    }
    if "pdf" in to and isinstance(workers, worker.Desk) and "weasyprint" not in sys.modules:
        # The page is made in one worker while this process loads WeasyPrint for the next.
        paged = workers.run_beside(_load_weasyprint, pipeline.paged, article, references, **page)
        built = workers.run(pipeline.written, paged, article.name, to=tuple(to), images=images)
    else:
        built = workers.run(pipeline.build, article, references, to=tuple(to), **page)
    files |= built.files
    notices = (*notices, *built.notices)
    if strict and any(notice.severity is Severity.ERROR for notice in notices):
        return Done((), notices, counts)
    return Done(publish(output, files), notices, counts)


def _load_weasyprint() -> None:
    from pubkit.engines import weasyprint
    from pubkit.typesetting import sheets  # noqa: F401 -- what the next worker needs of ours

    weasyprint.load()


def _layout(asked: typesetting.Layout, settings: Project, folder: Path) -> typesetting.Layout:
    """What the command line says of theme, paper and PDF, else what the project's settings say."""
    theme = settings.theme
    if theme and "/" in theme:
        theme = f"{own(folder, theme)}/"
    return typesetting.Layout(
        asked.theme or theme, asked.paper or settings.paper, asked.pdf_variant or settings.pdf_variant
    )


def paged(
    article: Path,
    *,
    style: str | None = None,
    layout: typesetting.Layout | None = None,
    bibliography: str | None = None,
    project: Project | None = None,
    workers: Workers | None = None,
) -> tuple[pipeline.Paged, tuple[str, ...], tuple[Notice, ...]]:
    """An article as a page that `pipeline.printed` makes a PDF of; nothing is written.

    Also the files that it was read from, and notices on those that it names. A style must lie inside the article's
    folder, unless it is known by its name.
    """
    settings = project or Project()
    workers = workers or desk([str(article)], settings.limits)
    source, references, notices = _article(workers, article, bibliography, settings)
    folder = article.parent
    made = workers.run(
        pipeline.paged,
        source,
        references,
        style=style or settings.style or DEFAULT_STYLE,
        layout=_layout(layout or typesetting.Layout(), settings, folder),
        folder=folder,
        inside=folder,
        front=_front(settings),
        images=article_images(folder, settings.limits.image_bytes, None),
    )
    return made, (str(article), *(file.name for file in references)), notices


def _front(settings: Project) -> dict[str, str]:
    """What the project's settings say of an article's front matter."""
    said = {"title": settings.title, "language": settings.language}
    return {key: value for key, value in said.items() if value}


def _proposed_or_kept(output: Path, files: Mapping[str, bytes]) -> tuple[Source, list[Source]]:
    """What to build after a conversion: the editor's files where they were kept, else the new ones."""

    def one(name: str) -> Source:
        content = files[name] if name in files else read_file(output / name)
        return Source(str(output / name), content)

    return one(ARTICLE), [one(REFERENCES)]


def _article(
    workers: Workers, path: Path, bibliography: str | None, settings: Project
) -> tuple[Source, list[Source], tuple[Notice, ...]]:
    """The article, its files of references, and what is to be said of those that it names and that are not read."""
    limit = settings.limits.input_bytes
    article = Source(str(path), read_file(path, limit=limit))
    if bibliography:
        return article, [Source(bibliography, read_file(bibliography, limit=limit))], ()
    if settings.bibliography:
        named = own(path.parent, settings.bibliography)
        return article, [Source(str(named), read_file(named, limit=limit))], ()
    files: list[Source] = []
    notices: list[Notice] = []
    if pipeline.is_plain(article):
        wanted = pipeline.bibliographies(article)
    else:
        wanted = workers.run(pipeline.bibliographies, article)
    for name in wanted or (REFERENCES,):
        try:
            file = own(path.parent, name)
            if wanted or file.exists():
                files.append(Source(str(file), read_file(file, limit=limit)))
        except PubkitError as error:
            notices.append(Notice("P202", f'the bibliography "{name}" is not read: {error.message}', Severity.ERROR,
                                  Place(str(path)), hint=error.hint))  # fmt: skip
    return article, files, tuple(notices)


def collate(sources: Sequence[str], name: str, *, limits: Limits) -> Done:
    """The collation of raw files (`-` is standard input) in the format `name`."""
    files = tuple(Source(_name(source), read_file(source, limit=limits.input_bytes)) for source in sources)
    made = desk(sources, limits).run(pipeline.collate, files, name, unpacked=limits.unpacked_bytes)
    return Done(notices=made.notices, text=made.text)


def export(
    inputs: Sequence[str],
    name: str,
    *,
    bibliography: str | None = None,
    decisions: str | None = None,
    project: Project | None = None,
) -> Done:
    """The references of an article, of raw files, or of a file of references, in the format `name`.

    Raw files are converted as they were before: with `decisions`, or those that lie where conversions go.
    """
    settings = project or Project()
    found = find(inputs, settings)
    workers = _desk_of(found, bibliography, settings)
    home = _converted_before(project_folder(inputs), settings)
    files, notices = _references(workers, found, bibliography, settings, decisions, home)
    made = workers.run(pipeline.export, tuple(files), name)
    return Done(notices=(*notices, *made.notices), text=made.text)


def _desk_of(found: Input, bibliography: str | None, settings: Project) -> Workers:
    named = [*found.raw, found.article, found.references, bibliography]
    return desk([name for name in named if name], settings.limits)


def _references(
    workers: Workers, found: Input, bibliography: str | None, settings: Project, decisions: str | None, home: Path
) -> tuple[list[Source], tuple[Notice, ...]]:
    limit = settings.limits.input_bytes
    if found.references:
        return [Source(str(found.references), read_file(found.references, limit=limit))], ()
    if found.article:
        _, references, notices = _article(workers, found.article, bibliography, settings)
        if not references:
            raise UsageError(
                f'"{found.article}" has no bibliography beside it', hint="name one with --bib, or export a .bib file"
            )
        return references, notices
    names = [str(path) for path in found.raw]
    made = _conversion(workers, names, home, decisions=decisions, limits=settings.limits)
    return [Source(REFERENCES, made.files[REFERENCES])], made.notices


def _converted_before(folder: Path, settings: Project) -> Path:
    """Where an earlier conversion of raw files went, or would go: its decisions and keys count."""
    homes = [folder / name for name in (settings.output, ".", "build") if name]
    return next((home for home in homes if (home / DECISIONS).exists()), homes[0])


def check(
    inputs: Sequence[str],
    *,
    bibliography: str | None = None,
    style: str | None = None,
    decisions: str | None = None,
    project: Project | None = None,
) -> tuple[Notice, ...]:
    """What is wrong with an article, its references and its style; with raw files, what a conversion is unsure of."""
    settings = project or Project()
    found = find(inputs, settings)
    workers = _desk_of(found, bibliography, settings)
    if found.article:
        article, references, notices = _article(workers, found.article, bibliography, settings)
        folder = found.article.parent
        return (*notices, *workers.run(pipeline.check, article, references, style=style, folder=folder))
    home = _converted_before(project_folder(inputs), settings)
    files, notices = _references(workers, found, bibliography, settings, decisions, home)
    read = workers.run(pipeline.export, tuple(files), "bibtex")
    return tuple(notice for notice in (*notices, *read.notices) if notice.severity is not Severity.INFO)


def proof(
    inputs: Sequence[str],
    *,
    bibliography: str | None = None,
    style: str | None = None,
    layout: typesetting.Layout | None = None,
    decisions: str | None = None,
    project: Project | None = None,
) -> tuple[tuple[typesetting.Finding, ...], tuple[Notice, ...]]:
    """What a typesetter would mark on the pages of an edition, and the notices; raw files are converted first."""
    settings = project or Project()
    found = find(inputs, settings)
    if found.references:
        raise UsageError(f'"{found.references}" is no article', hint="`pubkit export` reads references alone")
    workers = _desk_of(found, bibliography, settings)
    if found.article:
        root = found.article.parent
        article, references, notices = _article(workers, found.article, bibliography, settings)
    else:
        root = project_folder(inputs)
        home = _converted_before(root, settings)
        names = [str(path) for path in found.raw]
        made = _conversion(
            workers, names, home, notes="citations", pull_quotes="aside", decisions=decisions, limits=settings.limits
        )
        article, references = Source(ARTICLE, made.files[ARTICLE]), [Source(REFERENCES, made.files[REFERENCES])]
        notices = ()
    done = workers.run(
        pipeline.proof,
        article,
        references,
        style=style or settings.style or DEFAULT_STYLE,
        folder=root,
        images=article_images(root, settings.limits.image_bytes, article if workers.remote else None),
        layout=_layout(layout or typesetting.Layout(), settings, root),
    )
    return done.findings, (*notices, *done.notices)
