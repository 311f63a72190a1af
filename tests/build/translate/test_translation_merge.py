"""Translations follow their texts through changes; nothing is lost."""

from hypothesis import given
from hypothesis import strategies as st
from rumbo.build.catalogue import Catalogue, Message, Translation
from rumbo.build.po import from_po, to_po
from rumbo.build.translate.merge import filled, merged

_WORDS = st.text(alphabet="abc de", min_size=1, max_size=8).map(str.strip).filter(bool)
_PLACES = st.sampled_from([f"m/{part}/{n}" for part in ("a", "b") for n in range(4)])
_MESSAGES = st.dictionaries(_PLACES, _WORDS, max_size=8).map(
    lambda found: tuple(Message(place, words) for place, words in found.items())
)


def translated(*messages: Message) -> Catalogue:
    """All messages with a translation that tells its source."""
    return Catalogue("es", tuple(Translation(one, f"<{one.source}>") for one in messages))


def by_source(catalogue: Catalogue) -> dict[str, Translation]:
    return {one.message.source: one for one in catalogue}


@given(_MESSAGES, _MESSAGES)
def test_nothing_is_lost(before: tuple[Message, ...], after: tuple[Message, ...]) -> None:
    """Texts come out in their order, and each translation is somewhere afterwards."""
    old = translated(*before)
    new = merged(after, old)
    assert tuple(one.message for one in new) == after
    kept = {one.target for one in (*new.translations, *new.gone)}
    assert {one.target for one in old} <= kept


@given(_MESSAGES, _MESSAGES)
def test_a_second_time_changes_nothing(before: tuple[Message, ...], after: tuple[Message, ...]) -> None:
    """Merging twice is merging once, to the letter of the file."""
    once = merged(after, translated(*before))
    again = merged(after, from_po(to_po(once)))
    assert to_po(again) == to_po(once)


@given(_MESSAGES, st.randoms())
def test_what_only_moves_stays_translated(messages: tuple[Message, ...], random: object) -> None:
    """The same words at other places are no news."""
    places = [one.place for one in messages]
    random.shuffle(places)  # type: ignore[attr-defined]
    moved = tuple(Message(place, one.source) for place, one in zip(places, messages, strict=True))
    assert all(one.state == "translated" for one in merged(moved, translated(*messages)))


@given(_MESSAGES, _MESSAGES)
def test_a_translation_is_never_taken_for_other_words(
    before: tuple[Message, ...], after: tuple[Message, ...]
) -> None:
    """What is not fuzzy was made from just these words."""
    for one in merged(after, translated(*before)):
        assert one.state != "translated" or one.target == f"<{one.message.source}>"


def test_a_changed_text_is_fuzzy_with_its_old_words() -> None:
    """The translator sees what it was made from, also after a second change."""
    old = translated(Message("m/handout/a/1", "Open the page and read it."))
    new = merged((Message("m/handout/a/1", "Open the page and read all of it."),), old)
    (one,) = new.translations
    assert (one.state, one.previous) == ("fuzzy", "Open the page and read it.")
    (again,) = merged((Message("m/handout/a/1", "Open the page, and read all of it."),), new).translations
    assert again.previous == "Open the page and read it."


def test_a_field_with_quite_other_words_is_fuzzy() -> None:
    """A title that was thought of anew is shown to the translator with the old one."""
    (one,) = merged((Message("m/title", "Zzz"),), translated(Message("m/title", "Wikidata"))).translations
    assert one.state == "fuzzy"


def test_paragraphs_with_quite_other_words_have_no_translation() -> None:
    """Two paragraphs of which one took the place of the other have nothing to do with each other."""
    old = translated(Message("m/handout/a/1", "Open the page and read it.", "paragraph"))
    (one,) = merged((Message("m/handout/a/1", "Zebras sleep", "paragraph"),), old).translations
    assert one.state == "missing"


def test_what_is_gone_comes_back() -> None:
    """A text that was taken out and put in again has its translation."""
    message = Message("m/title", "Wikidata")
    gone = merged((), translated(message))
    assert (gone.translations, len(gone.gone)) == ((), 1)
    assert merged((message,), gone).translations[0].state == "translated"


def test_filling_takes_the_right_words_only() -> None:
    """A translation is put in where place and words are the same, and nowhere else."""
    catalogue = Catalogue("es", (Translation(Message("m/title", "One")), Translation(Message("m/summary", "Two"))))
    new = filled(catalogue, [(Message("m/title", "One"), "Uno"), (Message("m/summary", "Too"), "Dos")])
    assert [one.target for one in new] == ["Uno", ""]
