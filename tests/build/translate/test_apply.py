"""Content in another language: translated where it can be, marked where it cannot."""

from dataclasses import replace
from pathlib import Path

from rumbo.build.catalogue import REVIEW, SOURCE, Catalogue, Message, Translation
from rumbo.build.curriculum import Curriculum, Entry, File
from rumbo.build.marks import kinds_in, mark, unmarked
from rumbo.build.model import Module
from rumbo.build.outcome import LeftOut, Plan, Reason, Step
from rumbo.build.translate.apply import Tongue, localised, retold
from rumbo.build.translate.speak import messages, spoken, units

from tests.strategies import after, module

TEXTS = {
    "handout": File(Path("m/handout.md"), "## Steps\n\nOpen it."),
    "guide": File(Path("m/guide.md"), "## a0\n\nSay it."),
}


def entry(name: str = "m", value: Module | None = None) -> Entry[Module]:
    return Entry(name, value or module(10), File(Path(f"{name}/module.yaml"), ""), "made", texts=TEXTS)


def curriculum(*entries: Entry[Module]) -> Curriculum:
    return Curriculum(modules={one.id: one for one in entries or (entry(),)})


def catalogue(language: str = "es", **fields: str) -> Catalogue:
    """Translations of all texts of the module, `<text>`, or those given by their words."""
    found = messages([entry()])
    return Catalogue(
        language,
        tuple(Translation(one, fields.get(one.source, f"<{one.source}>" if not fields else "")) for one in found),
    )


def said(*tongues: Tongue, whole: tuple[str, ...] = ("m",), of: Curriculum | None = None) -> Entry[Module]:
    return localised(of or curriculum(), tongues, whole).modules["m"]


def test_everything_is_translated() -> None:
    """Fields, handout and guide are said in the other language, ids and structure stay."""
    told = said(Tongue("es", {"modules/m": catalogue()}))
    assert told.value.title == f"<{entry().value.title}>"
    assert told.texts["handout"].text == "## <Steps>\n\n<Open it.>"
    assert told.texts["guide"].text == "## a0\n\n<Say it.>"
    assert told.written["handout"].text == TEXTS["handout"].text


def test_what_is_not_translated_is_marked() -> None:
    """A text without a translation stands in the language it was written in, and says so."""
    told = said(Tongue("es", {"modules/m": catalogue(Steps="Pasos")}))
    assert told.texts["handout"].text.split("\n")[0] == "## Pasos"
    assert kinds_in(told.texts["handout"].text) == {"foreign"}
    assert unmarked(told.texts["handout"].text) == "## Pasos\n\nOpen it."


def test_a_module_without_any_translation_is_marked_quietly() -> None:
    """Where nothing is translated a notice says it once; signs on every line would say no more."""
    assert kinds_in(said(Tongue("fr")).texts["handout"].text) == {"quiet"}


def test_the_next_best_language_is_taken() -> None:
    """A fallback comes before the language it was written in, unless that is named first."""
    spanish = Tongue("es", {"modules/m": catalogue()})
    french = Tongue("fr", {"modules/m": catalogue("fr", Steps="Étapes")})
    told = said(french, spanish).texts["handout"].text
    assert told == f"## Étapes\n\n{mark('<Open it.>', 'foreign', 'es')}"
    again = said(french, Tongue("en"), spanish).texts["handout"].text
    assert again == f"## Étapes\n\n{mark('Open it.', 'foreign', 'en')}"


def test_an_old_translation_is_marked_as_old() -> None:
    """So is one whose text has changed since, though nobody has brought the file up to date."""
    old = catalogue()
    there = replace(old, translations=tuple(replace(one, fuzzy=True) for one in old))
    assert kinds_in(said(Tongue("es", {"modules/m": there})).texts["handout"].text) == {"old"}
    place = next(one.message.place for one in old if one.message.source == "Open it.")
    changed = Catalogue("es", (Translation(Message(place, "Open it now."), "<now>"),))
    assert mark("<now>", "old", "es") in said(Tongue("es", {"modules/m": changed})).texts["handout"].text


def test_a_moved_text_has_its_translation() -> None:
    """The words count, wherever they have moved to."""
    there = Catalogue("es", (Translation(Message("m/handout/elsewhere/9", "Open it."), "Ábrelo."),))
    assert "Ábrelo." in said(Tongue("es", {"modules/m": there})).texts["handout"].text


def test_a_module_in_that_language_needs_no_translation() -> None:
    """A layer may write its modules in the language of its people."""
    own = entry(value=module(10).model_copy(update={"language": "es"}))
    told = localised(curriculum(own), [Tongue("es")], ("m",))
    assert told.modules["m"].texts == TEXTS
    assert told.translated is not None
    assert told.translated.counts["modules/m"]["missing"] == 0


def test_only_titles_of_what_is_not_printed() -> None:
    """Modules outside of the plan have their fields translated, their long texts stay."""
    told = said(Tongue("es", {"modules/m": catalogue()}), whole=())
    assert (told.value.title[0], told.texts) == ("<", TEXTS)


def test_it_says_how_far_it_is() -> None:
    """Counts, drafts and the texts that were followed are told by unit."""
    there = replace(catalogue(Steps="Pasos"), headers={REVIEW: "draft; x", SOURCE: "2026-01-01 abc"})
    told = localised(curriculum(), [Tongue("es", {"modules/m": there})], ("m",)).translated
    assert told is not None
    counts = told.counts["modules/m"]
    assert (counts["translated"], counts["fuzzy"]) == (1, 0)
    assert counts["missing"] == len(messages([entry()])) - 1
    assert (told.drafts, told.sources) == ({"modules/m"}, {"modules/m": "2026-01-01 abc"})


def test_reasons_are_told_in_it() -> None:
    """What an author wrote beside a prerequisite is printed as translated."""
    second = entry("second", module(10, prerequisites=(after("m"),)))
    both = curriculum(entry(), second)
    because = second.value.prerequisites[0].because
    there = Catalogue("es", (Translation(Message("second/prerequisites/m/because", because), "porque sí"),))
    told = localised(both, [Tongue("es", {"modules/second": there})], ())
    reason = Reason("why", text=because)
    plan = retold(Plan((Step("m", 10, (reason,)),), (LeftOut("second", reason),), ()), both, told)
    assert plan.steps[0].reasons[0].text == plan.left_out[0].reason.text == "porque sí"


def test_titles_in_reasons_and_warnings_are_told_in_it() -> None:
    """The title of a short form in a reason, and that of a module in a warning, are printed as translated."""
    short = {"short": (1, {"other": 1})}
    made = curriculum(entry("m", module(10, variants=short)))
    texts = {"m/variants/short/title": ("short", "En corto"), "m/title": (module(10).title, "Un título")}
    there = Catalogue("es", tuple(Translation(Message(place, old), new) for place, (old, new) in texts.items()))
    told = localised(made, [Tongue("es", {"modules/m": there})], ())
    step = Step("m", 10, (Reason("reason-short", text="short"),), "short")
    plan = Plan((step,), (), (), warnings=(Reason("warn-split", text=module(10).title),))
    said = retold(plan, made, told)
    assert (said.steps[0].reasons[0].text, said.warnings[0].text) == ("En corto", "Un título")


def test_shipped_content_has_places_of_its_own(curriculum: Curriculum) -> None:
    """No two texts of a unit share a place, and saying all as they are changes nothing."""
    for name, entries in units(curriculum):
        places = [one.place for one in messages(entries)]
        assert len(places) == len(set(places)), name
        assert all(spoken(one, lambda message: message.source) == one for one in entries[:3]), name
