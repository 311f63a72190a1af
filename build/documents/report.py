"""What happened at an event on one page: who came, minutes, the survey in numbers, what worked, what comes next."""

from rumbo.build.labels import SOURCE_LANGUAGE, Labels
from rumbo.build.outcome import Document
from rumbo.build.recorded import Recorded


def report(told: Recorded, name: str, language: str) -> Document:
    """The report of a record as a page."""
    title = Labels(language).text("report-title", told.record.title)
    content = {"told": told, "record": told.record, "content_language": SOURCE_LANGUAGE}
    return Document(name, "report.html.j2", title, language, content)
