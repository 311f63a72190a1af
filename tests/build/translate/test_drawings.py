"""Words in drawings are said in another language at the same places."""

import re
import subprocess
from xml.etree import ElementTree

import drawn
import pytest
from rumbo.build.curriculum import Curriculum
from rumbo.build.letters import width
from rumbo.build.render.pdf import Printer
from rumbo.build.translate.drawings import with_words
from rumbo.build.translate.mirrored import mirrored
from rumbo.build.translation import in_language

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


BOXED = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 90" font-size="10"><rect width="300" height="90"/>'
    '<rect x="10" y="10" width="%s" height="20"/><text x="15" y="24">we</text>%s</svg>'
)


@pytest.mark.parametrize(
    ("wide", "beside", "fits"),
    [
        (200, "", True),
        (50, "", False),
        (200, '<text x="60" y="25">(1)</text>', False),
        (200, '<line x1="62" y1="20" x2="90" y2="20"/>', False),
        (200, '<rect x="62" y="12" width="9" height="9"/>', False),
    ],
    ids=["wide box", "narrow box", "text beside", "line beside", "box beside"],
)
def test_a_text_has_the_room_of_its_box(wide: int, beside: str, *, fits: bool) -> None:
    """Words keep their size while they fit in their box, and end before its edge and what stands beside them."""
    svg = (BOXED % (wide, beside)).encode()
    told = with_words(svg, "m", lambda place, words, kind: "our group" if words == "we" else words)
    first = next(drawn.texts(ElementTree.fromstring(told), {}))
    assert (first.size == 10) is fits
    assert not list(drawn.faults(told))


@pytest.mark.parametrize("code", ["en", "ar", "da", "es", "fr", "he", "pl", "pt"])
def test_words_of_shipped_drawings_keep_apart(curriculum: Curriculum, code: str) -> None:
    """In every language no words of a drawing lie on others or leave their box, and none are set much smaller."""
    told, _ = in_language(curriculum, code, whole=curriculum.modules)
    for module, entry in told.modules.items():
        for name in (name for name in entry.pictures if name.endswith(".svg")):
            assert not list(drawn.faults(entry.pictures[name])), f"{module}/{name}"
            before = ElementTree.fromstring(curriculum.modules[module].pictures[name])
            both = zip(
                drawn.texts(before, {}), drawn.texts(ElementTree.fromstring(entry.pictures[name]), {}), strict=True
            )
            small = [new.words for old, new in both if new.size < 0.8 * old.size]
            assert not small, f"{module}/{name}"


MIRRORED = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 90" font-size="10"><title>Rows</title>'
    '<text x="20" y="24">A</text><text x="150" y="24" text-anchor="middle">B</text>'
    '<text x="280" y="24" text-anchor="end">C</text><text x="5" y="9" transform="rotate(-90)">D</text></svg>'
)


def test_a_mirrored_drawing_can_be_read() -> None:
    """What stood at the left stands at the right, each word in the place of a mirror and in its own letters."""
    told = mirrored(MIRRORED.encode())
    page = "<!DOCTYPE html><html lang='en'><head><title>t</title></head><body>%s</body></html>"
    pdf = (
        Printer().print(page % '<img style="width: 300px" src="rumbo:a.svg" alt="a">', {"rumbo:a.svg": told}).content
    )
    found = subprocess.run(["pdftotext", "-bbox", "-l", "1", "-", "-"], input=pdf, capture_output=True, check=True)
    places = dict(re.findall(r'xMin="([\d.]+)"[^>]*>([A-D])<', found.stdout.decode()))
    assert [letter for _, letter in sorted((float(x), letter) for x, letter in places.items())] == [
        "C",
        "B",
        "A",
        "D",
    ]
    assert ElementTree.fromstring(told)[0].tag.endswith("title")


def test_drawings_are_mirrored_for_languages_from_the_right(curriculum: Curriculum) -> None:
    """Rows of a translated drawing begin at the right in Arabic; one that nobody translated stays as it is drawn."""
    told, _ = in_language(curriculum, "ar", whole=curriculum.modules)
    rows = ElementTree.fromstring(told.modules["movement-basics"].pictures["history.svg"])
    assert "scale(-1 1)" in rows[1].get("transform", "")
    assert not rows.findall(".//{*}tspan"), "a text in parts is not mirrored"
    before, after = (one.modules["ai-basics"].pictures for one in (curriculum, told))
    assert before == after
