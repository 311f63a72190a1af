"""Words in drawings are said in another language at the same places."""

from xml.etree import ElementTree

from rumbo.build.curriculum import Curriculum
from rumbo.build.letters import width
from rumbo.build.translate.drawings import with_words

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" font-size="10">'
    '<g font-size="20"><text x="1" y="2">Open &amp; read</text></g>'
    '<text x="1" y="9">A</text><text x="3" y="4" font-size="12" font-weight="bold">Steps</text></svg>'
)


def test_each_text_has_its_place() -> None:
    """Words are numbered in the order of the drawing; single letters and numbers are no words."""
    found = []

    def note(place: str, words: str, kind: str) -> str:
        found.append((place, words, kind))
        return words

    with_words(SVG.encode(), "m/pictures/a.svg", note)
    assert found == [("m/pictures/a.svg/1", "Open & read", "drawing"), ("m/pictures/a.svg/2", "Steps", "drawing")]


def test_the_same_words_give_the_same_drawing() -> None:
    """A drawing that says what it said has the same bytes."""
    assert with_words(SVG.encode(), "m", lambda place, words, kind: words) == SVG.encode()


def test_longer_words_are_set_smaller() -> None:
    """A text that has no room is set smaller, from the size it inherits; one that fits is not."""
    told = with_words(SVG.encode(), "m", lambda place, words, kind: words * 2 if place == "m/1" else "Paso").decode()
    texts = list(ElementTree.fromstring(told).iter("{http://www.w3.org/2000/svg}text"))
    assert 13.9 < float(texts[0].get("font-size", "0")) < 16
    assert (texts[0].text, texts[2].get("font-size")) == ("Open & readOpen & read", "12")


def test_signs_of_markup_stay_harmless() -> None:
    """A translation cannot add elements to a drawing."""
    told = with_words(SVG.encode(), "m", lambda place, words, kind: "<script>x</script> & more").decode()
    assert not list(ElementTree.fromstring(told).iter("{http://www.w3.org/2000/svg}script"))


def test_shipped_drawings_stay_sound(curriculum: Curriculum) -> None:
    """Every shipped drawing is well-formed with other words in it."""
    for entry in curriculum.modules.values():
        for name, content in entry.pictures.items():
            if name.endswith(".svg"):
                told = with_words(content, "m", lambda place, words, kind: f"{words} & {words}")
                assert ElementTree.fromstring(told).tag.endswith("svg"), name


def test_words_from_the_right_are_told_to_run_so() -> None:
    """A full stop stands at the left of Hebrew words though a drawing runs from the left; Latin words stay alone."""
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><text>Open it.</text></svg>'
    assert "<text>\u2067פתחו.\u2069</text>" in with_words(drawing, "x", lambda *_: "פתחו.").decode()
    assert "<text>Abra.</text>" in with_words(drawing, "x", lambda *_: "Abra.").decode()


def test_words_in_columns_do_not_run_into_each_other() -> None:
    """Each part of a text with a place of its own ends before the next one begins, however short the others are."""
    start = b'<svg xmlns="http://www.w3.org/2000/svg" font-size="10"><text x="0">Open<tspan x="60">at nine</tspan>'
    drawing = start + b'<tspan x="200">Ana</tspan></text></svg>'
    told = with_words(drawing, "m", lambda place, words, kind: words * 3 if words == "Open" else words).decode()
    (text,) = ElementTree.fromstring(told).iter("{http://www.w3.org/2000/svg}text")
    size = float(text.get("font-size", "10"))
    assert size < 10
    assert width("OpenOpenOpen", size) <= 60 - 0.25 * 10
