"""Joins documents with the stages render and exchange: everything of a pack that becomes a file."""

import datetime as dt
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from rumbo.build.curriculum import Curriculum
from rumbo.build.documents.handouts import Given, handout
from rumbo.build.documents.participant import handout_of, pictures_of
from rumbo.build.labels import Labels
from rumbo.build.marks import SIGNS
from rumbo.build.outcome import Artifact, Document
from rumbo.build.problem import Problem
from rumbo.build.render.printed import ALONE, Means
from rumbo.build.style import PLAIN, Style

BOOK = "handbook"
"""The kind of document that may be wanted as a booklet and as an electronic book."""


def handouts_of(
    names: Iterable[str], curriculum: Curriculum, language: str, country: str | None = None, *, exercises: bool
) -> tuple[Document, ...]:
    """The handouts of modules, each alone; with what they say of a country if one is named."""
    given = Given(curriculum, language, exercises)
    entries = [curriculum.modules[name] for name in names]
    views = [(entry, handout_of(entry, country=country)) for entry in entries]
    return tuple(handout(view, pictures_of(entry), f"{entry.id}.pdf", given) for entry, view in views)


def print_all(
    documents: Iterable[Document],
    style: Style = PLAIN,
    templates: tuple[Path, ...] = (),
    means: Means = ALONE,
) -> Generator[tuple[Artifact, list[Problem]], None, None]:
    """Each document as the kind of file its name ends in (a PDF, plain text or a calendar), one after the other,
    with what went wrong on it. Folders of templates win over ours, earlier ones first.
    Raises LayoutError, TemplateFault, OSError.
    """
    from rumbo.build.render.printing import printed

    documents = tuple(documents)
    with closing(printed([one for one in documents if _has_pages(one)], style, templates, means)) as pages:
        for document in documents:
            if not _has_pages(document):
                yield _artifact(document, document.name, _plain(document, templates)), []
                continue
            done, problems = next(pages)
            yield _artifact(document, document.name, done.content, done.pages), problems


def untranslated(documents: Iterable[Document], templates: tuple[Path, ...] = ()) -> Iterator[Problem]:
    """Each document that holds texts which are not translated, or whose translation may be out of date."""
    from rumbo.build.render.html import to_html

    for document in documents:
        html = to_html(document, templates) if document.name.endswith(".pdf") else ""
        number = sum(html.count(f'class="{sign}"') for sign in SIGNS.values())
        if number:
            message = f"{number} texts on it are not translated into this language, or follow an older text"
            hint = "`rumbo translate status --units` tells where; or print without --strict-language"
            yield Problem(document.name, 0, 0, "L110", message, hint)


def _has_pages(document: Document) -> bool:
    return document.name.endswith(".pdf")


def _plain(document: Document, templates: tuple[Path, ...]) -> bytes:
    """The content of a file without pages."""
    if document.name.endswith(".ics"):
        from rumbo.build.exchange.calendar import to_ics

        return to_ics(**document.content)
    from rumbo.build.render.text import to_text

    return to_text(document, templates).encode()


def _artifact(document: Document, name: str, content: bytes, pages: int | None = None) -> Artifact:
    """A file that a document became."""
    language = Labels(document.language).written_in
    return Artifact(name, content, pages, document.private, document.kind, language, document.readers)


def further(
    documents: Sequence[Document],
    printed: Sequence[Artifact],
    style: Style,
    today: dt.date,
    templates: tuple[Path, ...] = (),
) -> Iterator[Artifact]:
    """What else is wanted of documents that are printed; `today` stands in electronic books."""
    yield from booklets(documents, printed, style)
    yield from side_by_side(documents, printed)
    for document in documents:
        if style.html and document.name.endswith(".pdf"):
            yield _web_page(document, templates)
        if style.epub and document.kind == BOOK:
            yield _book(document, today, templates)


def _web_page(document: Document, templates: tuple[Path, ...]) -> Artifact:
    """A document as a page for screens."""
    from rumbo.build.render.html import to_html
    from rumbo.build.render.web import self_contained

    page = self_contained(to_html(document, templates), document.pictures, templates)
    return _artifact(document, f"html/{document.name.removesuffix('.pdf')}.html", page.encode())


def _book(document: Document, today: dt.date, templates: tuple[Path, ...]) -> Artifact:
    """The handbook as an electronic book."""
    from rumbo.build.exchange.epub import Book, to_epub
    from rumbo.build.render.html import to_html
    from rumbo.build.render.sheets import read_sheet

    labels = Labels(document.language)
    html, style = to_html(document, templates), read_sheet("screen", templates)
    title, contents, summary = document.title, labels.text("contents"), labels.text("epub-summary")
    profile = document.content.get("profile")
    title = f"{title}: {profile.title}" if profile else title
    book = Book(html, document.pictures, style, title, labels.written_in, labels.direction, contents, summary, today)
    return _artifact(document, f"{document.name.removesuffix('.pdf')}.epub", to_epub(book))


def side_by_side(documents: Iterable[Document], printed: Iterable[Artifact]) -> Iterator[Artifact]:
    """The handbook in two languages, page beside page, if it is printed in two."""
    from rumbo.build.render.facing import facing

    by_name = {artifact.name: artifact for artifact in printed}
    books = [document for document in documents if document.kind == BOOK]
    if len(books) == 2:
        content, pages = facing(*(by_name[book.name].content for book in books))
        name = f"{books[0].name.removesuffix('.pdf')}-facing.pdf"
        yield _artifact(books[0], name, content, pages)


def booklets(documents: Iterable[Document], printed: Iterable[Artifact], style: Style) -> Iterator[Artifact]:
    """The handbook as sheets to be folded in the middle, if that is wanted."""
    from rumbo.build.render.booklet import imposed

    by_name = {artifact.name: artifact for artifact in printed}
    for document in documents:
        if style.booklet and document.kind == BOOK:
            backwards = Labels(document.language).direction == "rtl"
            content, sides = imposed(by_name[document.name].content, backwards=backwards)
            name = f"{document.name.removesuffix('.pdf')}-booklet.pdf"
            yield _artifact(document, name, content, sides)
