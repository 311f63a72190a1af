"""Markdown as wikitext, and back: the same parts, whatever signs stand in them."""

from hypothesis import given, settings
from rumbo.build.exchange.as_markdown import markdown
from rumbo.build.exchange.wiki_blocks import blocks as blocks_of
from rumbo.build.exchange.wiki_inline import Found
from rumbo.build.exchange.wiki_nodes import nodes
from rumbo.build.exchange.wikitext import blocks
from rumbo.build.markdown import parts

from tests.build.exchange.pages import TEXTS, allowed


def there_and_back(text: str) -> str:
    """A text as wikitext and as Markdown again."""
    return markdown(blocks_of(nodes(blocks(parts(text))), Found(), top=True))


@settings(max_examples=100, deadline=None)
@given(TEXTS.filter(allowed))
def test_markdown_survives_the_wiki(text: str) -> None:
    """Any text, written as wikitext and read again, says what it said, with the same lists, links and emphasis."""
    assert parts(there_and_back(text)) == parts(text)


@settings(max_examples=100, deadline=None)
@given(TEXTS.filter(allowed))
def test_parts_can_be_written_as_markdown(text: str) -> None:
    """The parts of any text, written as Markdown, are read as these parts."""
    assert parts(markdown(parts(text))) == parts(text)
