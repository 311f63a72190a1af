"""Marks on texts in another language become attributes and signs of the page."""

from rumbo.build.labels import direction_of
from rumbo.build.markdown import to_html
from rumbo.build.marks import is_marked, kinds_in, language_in, mark, settled, unmarked


def page(html: str) -> str:
    return settled(html, direction_of)


def test_a_text_alone_in_its_block_gives_it_its_language() -> None:
    """The block is aligned as its language is, and the sign stands at the text."""
    html = page(f'<p class="x" lang="he" dir="rtl">{mark("Open it.", "foreign", "en")}</p>')
    assert html == '<p class="x" lang="en" dir="ltr"><span class="untranslated">Open it.</span></p>'


def test_a_text_beside_others_is_a_span() -> None:
    """Inside of a block only the text itself has another language."""
    html = page(f"<p>Antes: {mark('old', 'old', 'es')}.</p>")
    assert html == '<p>Antes: <span class="outdated" lang="es" dir="ltr">old</span>.</p>'


def test_attributes_and_titles_are_plain() -> None:
    """Where no element can stand the mark goes."""
    words = mark("A map", "foreign", "en")
    html = page(f'<title>{words}</title><img alt="{words}">')
    assert html == '<title>A map</title><img alt="A map">'


def test_emphasis_beside_a_mark_is_emphasis() -> None:
    """Markdown reads a marked text as it reads the text alone."""
    for words in ("**bold** x", "x *soft.*", '**"quoted"**', "`code`", "[a](https://a.example)"):
        html = page(to_html(mark(words, "quiet", "en")))
        assert to_html(words).strip()[3:-4] in html, words


def test_marks_can_be_asked_and_taken_off() -> None:
    """What is marked tells its kind and language; without marks nothing changes."""
    words = mark("Open", "old", "pt-br")
    assert (is_marked(words), kinds_in(words), language_in(words, "es")) == (True, {"old"}, "pt-br")
    assert (unmarked(words), unmarked("Open"), language_in("Open", "es")) == ("Open", "Open", "es")
    assert mark("", "old", "es") == ""
    assert page("<p>a</p>") == "<p>a</p>"


def test_a_block_is_foreign_where_all_its_words_are() -> None:
    """Numbers, boxes to tick and brackets do not keep a block from being aligned as its words are; words do."""
    words = mark("Open it.", "foreign", "en")
    said = '<span class="untranslated">Open it.</span>'
    for around in (
        "2. {}",
        '<span class="tick"></span>a) {}',
        "3 × {}; 2 × {}",
        '{} <span class="origin">({})</span>',
    ):
        html = page(f"<li>{around.replace('{}', words)}</li>")
        assert html == f'<li lang="en" dir="ltr">{around.replace("{}", said)}</li>'
    for around in ("זמן: {}", "9:00 ص · {}", '<a href="#x">1. {}</a>', "ab {}"):
        assert page(f"<li>{around.format(words)}</li>").startswith("<li>")


def test_items_that_hold_blocks_are_foreign_as_their_first_words_are() -> None:
    """Markers of lists stand where a line begins, in lists of paragraphs and above lists inside of lists too."""
    words = mark("Open it.", "quiet", "en")
    assert page(f"<li>\n<p>{words}</p></li>").startswith('<li lang="en" dir="ltr">\n<p lang="en" dir="ltr">')
    assert page(f"<li>{words}<ul><li>א</li></ul></li>").startswith('<li lang="en" dir="ltr">')


def test_a_mark_in_an_attribute_does_not_turn_a_block() -> None:
    """The words that are read instead of a picture stand in no block."""
    assert page(f'<p><img alt="{mark("A map", "foreign", "en")}"></p>') == '<p><img alt="A map"></p>'


def test_links_have_their_language_themselves() -> None:
    """An element inside of a link would part it from its tag (PDF/UA-1, 7.18.5), so there is none."""
    html = page(f'<li><a href="#a" lang="es">1. {mark("First steps", "foreign", "en")}</a></li>')
    assert html == '<li><a href="#a" lang="en" dir="ltr">1. First steps</a></li>'
