"""What is wrong with a translation is told with its code, and what is right is left alone."""

import pytest
from rumbo.build.catalogue import Catalogue, Message, Translation
from rumbo.build.translate.lint import faults, glossary_words, unlike


def codes(source: str, target: str, kind: str = "paragraph", place: str = "m/handout/a/1") -> list[str]:
    """The codes of what is wrong with a translation."""
    return [code for code, _, _ in faults(Translation(Message(place, source, kind), target))]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Open **View history**.", "Abre «Ver historial»."),
        ("Open it.", "Abre **esto**."),
        ("Type `~~~~`.", "Escribe cuatro tildes."),
        ("See [Meta](https://meta.wikimedia.org).", "Ve [Meta](https://meta.example)."),
        ("Write ____ here.", "Escribe ___ aquí."),
        ("First {{cite web}}.", "Primero {{cita}}."),
        ("Open it.", "1. Ábrelo."),
        ("Open it.", "# Ábrelo."),
        ("Open it.", "Ábrelo.\n\nY léelo."),
    ],
)
def test_lost_and_new_marks_are_told(source: str, target: str) -> None:
    """Links, code, strong words, blanks and blocks stay as they are (L104)."""
    assert set(codes(source, target)) == {"L104"}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Open *it* now.", "Abre *eso* *ya*."),
        ("In 1,000 of 2,500 cases", "En 1.000 de 2 500 casos"),
        ("At 10:12 on 9 June", "El 9 de junio a las 10:12"),
        ("Use 3 and 4", "٣ و ٤"),
        ("Open **it**.", "**Ábrelo**."),
    ],
)
def test_what_another_language_does_otherwise_is_right(source: str, target: str) -> None:
    """Order, digits, groups of thousands and further italics are the translator's own."""
    assert codes(source, target) == []


def test_a_lost_number_is_told() -> None:
    """A number of the text that is not in the translation is worth a look (L105)."""
    assert codes("It takes 20 minutes.", "Toma 30 minutos.") == ["L105"]


def test_a_long_title_is_told() -> None:
    """Titles, heads and cells stand in narrow places (L106); paragraphs may be as long as they like."""
    long = "Una manera de decirlo que no cabe en ninguna tarjeta"
    assert codes("Say it", long, "line", "m/title") == ["L106"]
    assert codes("Say it", long) == []


def test_a_text_left_as_it_was_is_told() -> None:
    """A sentence that equals its source has been forgotten (L107); a name may be the same."""
    assert codes("Open the page and read it.", "Open the page and read it.") == ["L107"]
    assert codes("Wikimedia Commons", "Wikimedia Commons") == []


def test_fuzzy_and_missing_are_not_looked_at() -> None:
    """What must be done again anyway needs no further words."""
    message = Message("m/title", "Use 3")
    assert list(faults(Translation(message, "Usa 4", fuzzy=True))) == []
    assert list(faults(Translation(message))) == []


GLOSSARY = Catalogue(
    "es",
    (
        Translation(Message("affiliate/term", "affiliate"), "afiliado"),
        Translation(Message("affiliate/also/1", "affiliates"), "organizaciones afiliadas"),
        Translation(Message("talk/term", "Talk"), "Discusión"),
        Translation(Message("talk/meaning", "A page"), "Una página"),
        Translation(Message("user/term", "user page")),
    ),
)


def test_terms_are_those_of_the_glossary() -> None:
    """A term has one of its words, in whatever form (L108); a name with capitals is meant only as it stands."""
    words = glossary_words(GLOSSARY)
    assert [word.term for word in words] == ["affiliate", "Talk"]

    def told(source: str, target: str) -> list[str]:
        return [code for code, _, _ in faults(Translation(Message("m/a", source), target), words)]

    assert told("Ask an affiliate", "Pregunta a un capítulo") == ["L108"]
    assert told("Ask the affiliates", "Pregunta a los afiliados") == []
    assert told("Open Talk", "Abre la página") == ["L108"]
    assert told("Let us talk", "Hablemos") == []


def test_things_to_bring_are_called_alike() -> None:
    """Two words for one thing would make two lines in a list of materials (L109)."""
    message = Message("a/materials/1/item", "Pencil")
    one, other = (Catalogue("es", (Translation(message, word),)) for word in ("Lápiz", "Lapicera"))
    assert [unit for unit, _ in unlike({"a": one, "b": other, "c": one}, lambda place: True)] == ["b"]
