"""What the handbook adds to the handouts: the words they use, and who made what."""

import dataclasses

import pytest
from markupsafe import escape
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum, Entry, Translated
from rumbo.build.documents.glossary import words_used
from rumbo.build.labels import Labels
from rumbo.build.marks import mark
from rumbo.build.model import Answer, Term
from rumbo.build.render.html import to_html

from tests.build.documents.kits import FILE, handout_with, kit_for, of_kind, two_parts, with_module
from tests.build.render.printed import PACKS


def terms(*made: Term) -> Curriculum:
    """A curriculum with these terms alone."""
    return Curriculum(glossary={f"t{n}": Entry(f"t{n}", term, FILE, "made") for n, term in enumerate(made)})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An edit.", True),
        ("Many EDITS, soon", True),
        ("**edits**", True),
        ("edited", False),
        ("edit-a-thon", False),
        ("credit", False),
        ("reedit", False),
    ],
)
def test_words_are_found_whole(text: str, found: bool) -> None:
    """A term is found by any of its forms as a whole word, whatever its case."""
    edit = Term(term="edit", meaning="A change.", also=("edits",))
    assert (words_used([handout_with(text)], terms(edit)) == (edit,)) == found


def test_words_of_two_lines_are_found() -> None:
    """A term of several words is found where a line ends between them."""
    domain = Term(term="public domain", meaning="Free.")
    assert words_used([handout_with("It is in the public\ndomain.")], terms(domain)) == (domain,)


def test_words_stand_in_the_order_of_a_dictionary() -> None:
    """Neither case nor accents change the place of a word."""
    made = [Term(term=name, meaning="M.") for name in ("zoo", "Éclair", "apple", "Fig")]
    found = words_used([handout_with("zoo Éclair apple Fig")], terms(*made))
    assert [term.term for term in found] == ["apple", "Éclair", "Fig", "zoo"]


def test_letters_of_a_language_have_their_own_place() -> None:
    """In Spanish ñ comes after n, in other languages it is sorted as n."""
    for language, order in (("es", ["nube", "nzeta", "ñandú"]), ("en", ["ñandú", "nube", "nzeta"])):
        assert sorted(["ñandú", "nzeta", "nube"], key=Labels(language).sorting) == order


@pytest.mark.parametrize("name", PACKS)
def test_handbook_explains_its_words_and_names_everybody_once(name: str, curriculum: Curriculum) -> None:
    """Before the notes the handbook explains the words it uses; at its end it names authors and licences once."""
    kit = kit_for(name, curriculum)
    (book,) = of_kind(kit, "handbook")
    html = to_html(book)
    found = [term.term for term in book.content["terms"]]
    assert len(found) > 10
    assert "affiliate" in found
    places = [html.index(f'<h1 id="{part}"') for part in ("glossary", "notes", "credits")]
    assert places == sorted(places)
    last = html[places[-1] :]
    for handout in kit.handouts:
        assert str(escape(handout.title)) in last
        assert all(picture.file in last for picture in handout.pictures)
    assert html.count(Labels(kit.value.language).text("credits-text", "The Rumbo authors", "CC-BY-SA-4.0")) == 1


def test_shipped_glossary_is_rich(curriculum: Curriculum) -> None:
    """The shipped glossary explains at least forty-five words, each in one or two plain sentences."""
    assert len(curriculum.glossary) >= 45
    for entry in curriculum.glossary.values():
        assert len(entry.value.meaning.split()) <= 45, entry.id
        assert entry.value.meaning.endswith("."), entry.id


def test_letters_before_answers_are_of_the_language_of_the_answer() -> None:
    """An answer that is not translated has the letter of its own language, so that both run one way."""
    base = two_parts()
    texts = (mark("Yes", "foreign", "en"), "نعم")
    quiz = base.quiz[0].model_copy(update={"answers": tuple(Answer(text=text) for text in texts)})
    kit = with_module(base.model_copy(update={"quiz": (quiz,)}))
    told = dataclasses.replace(kit.curriculum, translated=Translated("ar"))
    (document,) = pipeline.handouts_of(["one"], told, "ar", exercises=True)
    html = to_html(document)
    assert '<li lang="en" dir="ltr"><span class="tick"></span>a) <span class="untranslated">Yes</span></li>' in html
    assert '<li><span class="tick"></span>ب) نعم</li>' in html
