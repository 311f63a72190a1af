"""Documents for the people: lists, badges, consent, groups, questionnaires, postcards and certificates."""

import datetime as dt
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import page
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.documents.badges import A_PAGE, size_of
from rumbo.build.documents.certificate import ALPHABET, Kind, code_of
from rumbo.build.documents.groups import MOST, mixed, sizes
from rumbo.build.documents.plan import copies
from rumbo.build.labels import Labels
from rumbo.build.model import Participant, Profile, SafetyContact
from rumbo.build.outcome import Document
from rumbo.build.render.html import to_html

from tests.build.documents.trainer_words import visible

GLAM, ADVOCACY = "glam-partner-mexico", "advocacy-network"
KINDS = ("sign-in", "badges", "consent", "groups", "evaluation", "postcards", "certificates")
WITH_NAMES = {"sign-in", "sign-in-public", "needs", "badges", "groups", "certificates", "certificate-register"}
ARABIC, HEBREW = "محمد الفاسي", "שרה לוי"
PEOPLE = (
    Participant(
        name="Ana Soto",
        username="AnaWiki",
        pronoun="ella",
        email="ana@example.org",
        language="Spanish",
        diet="no nuts",
        access="wheelchair",
        consent="yes",
        affiliation="Old museum",
        completed=True,
    ),
    Participant(name=ARABIC, username="Fasi", consent="no"),
    Participant(name=HEBREW, consent="ask", completed=True),
    Participant(name="Ben"),
)


def documents(
    curriculum: Curriculum,
    name: str = ADVOCACY,
    people: tuple[Participant, ...] = (),
    kinds: tuple[str, ...] = KINDS,
    **changes: object,
) -> dict[str, Document]:
    """The documents for people of a shipped profile, by the last part of their names."""
    entry: Entry[Profile] = curriculum.profiles[name]
    entry = replace(entry, value=entry.value.model_copy(update=changes))
    made = pipeline.documents_of(entry, pipeline.plan_for(entry.value, curriculum), curriculum, kinds, people)
    return {Path(document.name).stem: document for document in made}


def words(document: Document) -> str:
    """What can be read on a page."""
    return " ".join(visible(to_html(document)).split())


# All of them


def test_files_and_their_kinds(curriculum: Curriculum) -> None:
    """Every kind has its files in the folder of the people, in the order of the pack."""
    made = documents(curriculum, people=PEOPLE)
    assert [(document.kind, name) for name, document in made.items()] == [
        ("sign-in", "sign-in"),
        ("sign-in", "sign-in-public"),
        ("badges", "badges"),
        ("consent", "consent"),
        ("groups", "groups"),
        ("evaluation", "evaluation-before"),
        ("evaluation", "evaluation-after"),
        ("evaluation", "evaluation-later"),
        ("postcards", "postcards"),
        ("certificates", "certificates"),
        ("certificates", "certificate-register"),
    ]
    assert {document.name.partition("/")[0] for document in made.values()} == {"people"}


def test_files_with_personal_data_are_private(curriculum: Curriculum) -> None:
    """What holds somebody's name is private, whoever reads it; nothing else is, and no kind but these has a name."""
    entry = curriculum.profiles[ADVOCACY]
    plan = pipeline.plan_for(entry.value, curriculum)
    for document in pipeline.documents_of(entry, plan, curriculum, people=PEOPLE):
        told = words(document) if document.name.endswith(".pdf") else repr(document.content)
        has_names = any(said in told for said in ("Ana Soto", ARABIC, HEBREW, "AnaWiki"))
        assert document.private == has_names == (Path(document.name).stem in WITH_NAMES), document.name


def test_what_no_page_needs_stands_on_none(curriculum: Curriculum) -> None:
    """Diet and access stand on one sheet for the organiser, e-mail on the private list, the affiliation nowhere."""
    made = documents(curriculum, people=PEOPLE, kinds=(*KINDS, "needs"))
    told = {name: words(document) for name, document in made.items()}
    wanted = {"no nuts": ["needs"], "wheelchair": ["needs"], "Old museum": []}
    for secret, names in wanted.items():
        assert [name for name, text in told.items() if secret in text] == names
    assert not any("Ben" in told[name] for name in ("needs",)), "who needs nothing is not listed"
    assert [name for name, text in told.items() if "ana@example.org" in text] == ["sign-in"]


def test_without_a_table_there_are_blanks(curriculum: Curriculum) -> None:
    """Without participants nothing is private but the register of the trainers' certificates, and all is blank."""
    made = documents(curriculum)
    assert [name for name, document in made.items() if document.private] == ["certificate-register"]
    assert len(made["sign-in"].content["rows"]) == len(made["sign-in-public"].content["users"]) == 18 + 5
    assert {badge.name for sheet in made["badges"].content["sheets"] for badge in sheet} == {""}
    assert [len(group) for group in made["groups"].content["groups"]] == [5, 5, 4, 4]


def test_more_people_than_expected(curriculum: Curriculum) -> None:
    """Where more come than the profile expects, everything is made for those who come; else for those expected."""
    many = tuple(Participant(name=f"Person {number}") for number in range(23))
    made = documents(curriculum, people=many, kinds=(*KINDS, "handbook", "plan"))
    assert made["participant-handbook"].copies == made["evaluation-after"].copies == made["consent"].copies == 23
    assert made["postcards"].copies == 6
    assert documents(curriculum, people=PEOPLE)["evaluation-after"].copies == 18


def test_plan_names_each_file_that_shares_its_folder(curriculum: Curriculum) -> None:
    """In the list of what to print the files of people/ stand one by one; a kind with a folder of its own as one."""
    entry = curriculum.profiles[ADVOCACY]
    plan = pipeline.plan_for(entry.value, curriculum)
    made = pipeline.documents_of(entry, plan, curriculum, (*KINDS, "handouts"))
    rows = [copy.name for copy in copies(made)]
    assert rows[0] == "handouts/"
    assert rows[1:] == [document.name for document in made if document.kind != "handouts"]


@pytest.fixture(scope="module")
def printed(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files of both shipped profiles, one with names and one without."""
    folder, found = tmp_path_factory.mktemp("people"), {}
    for name, people in ((GLAM, PEOPLE), (ADVOCACY, ())):
        for artifact, problems in pipeline.print_all(documents(curriculum, name, people).values()):
            assert problems == []
            path = folder / f"{name}-{Path(artifact.name).name}"
            path.write_bytes(artifact.content)
            found[path.stem] = path
    return found


PAGES = {
    "sign-in": (1, 1),
    "sign-in-public": (1, 1),
    "badges": (1, 2),
    "consent": (2, 2),
    "groups": (1, 1),
    "evaluation-before": (1, 1),
    "evaluation-after": (2, 2),
    "evaluation-later": (1, 1),
    "postcards": (2, 2),
    "certificates": (4 + 2 + 2, 2),
    "certificate-register": (1, 1),
}
"""Pages with four names in Spanish, and without any in English."""


@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str, printed: dict[str, Path]) -> None:
    """Every file has the pages it should have, in Spanish with names and in English without."""
    found = tuple(len(pypdf.PdfReader(printed[f"{profile}-{name}"]).pages) for profile in (GLAM, ADVOCACY))
    assert found == PAGES[name]


@pytest.mark.parametrize("profile", [GLAM, ADVOCACY])
def test_pdf_ua(profile: str, printed: dict[str, Path]) -> None:
    """Every file keeps the rules of PDF/UA-1, with names from the right and without names."""
    paths = [path for name, path in printed.items() if name.startswith(profile)]
    assert len(paths) == len(PAGES) + (profile == ADVOCACY), "a blank certificate where nobody is named"
    for path in paths:
        found = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1)
        assert found.is_compliant, (path.name, [failure.message for failure in found.failures])


@pytest.mark.parametrize("profile", [GLAM, ADVOCACY])
def test_levels_of_headings_follow_each_other(profile: str, curriculum: Curriculum) -> None:
    """No document for people skips a level of headings."""
    for name, document in documents(curriculum, profile, PEOPLE).items():
        levels = [1, *map(int, re.findall(r"<h([1-6])", to_html(document)))]
        assert all(after <= before + 1 for before, after in pairwise(levels)), name


@pytest.mark.parametrize(
    "said", ["<script>alert(1)</script>", "{{ 7 * 7 }}", '"><b>', "*a* [b](https://c.d)", "=1+1"]
)
def test_words_of_participants_are_words(said: str, curriculum: Curriculum) -> None:
    """Whatever people call themselves is printed as it stands, and is neither markup nor a formula."""
    person = Participant(name=said, username=said, pronoun=said, email=said, completed=True)
    made = documents(curriculum, people=(person,))
    for name in WITH_NAMES - {"needs"}:
        assert said in words(made[name])
        assert "<script" not in to_html(made[name])


# Sign-in


def test_private_and_public_lists_share_nothing(curriculum: Curriculum) -> None:
    """Names and addresses are in one file, user names in another, which asks whether they may be named."""
    made = documents(curriculum, people=PEOPLE)
    private, public = words(made["sign-in"]), words(made["sign-in-public"])
    assert "Ana Soto" in private
    assert "ana@example.org" in private
    assert "AnaWiki" not in private
    assert "AnaWiki" in public
    assert "Ana Soto" not in public
    assert "@" not in public
    assert "May be named" in public
    assert made["sign-in"].readers == "organiser"


def test_five_rows_for_people_nobody_expected(curriculum: Curriculum) -> None:
    """Both lists have a row for everybody and five more."""
    made = documents(curriculum, people=PEOPLE)
    assert [name for name, _ in made["sign-in"].content["rows"]] == [*(person.name for person in PEOPLE), *[""] * 5]
    assert made["sign-in-public"].content["users"] == ["AnaWiki", "Fasi", *[""] * 7]


# Badges


@pytest.mark.parametrize("language", ["en", "es"])
def test_mark_for_photographs_is_a_word_too(language: str, curriculum: Curriculum) -> None:
    """A badge says in words, by a shape and by a colour whether its bearer may be photographed."""
    html = to_html(documents(curriculum, people=PEOPLE[:3], language=language)["badges"])
    for consent, person in zip(("yes", "no", "ask"), PEOPLE, strict=False):
        badge = html.split(f"{person.name}</p>")[1].split("</div>")[0]
        assert f'<span class="mark {consent}">' in badge
        assert Labels(language).text(f"photo-{consent}") in badge
        assert badge.count('class="mark') == 1


def test_unknown_consent_is_asked_for(curriculum: Curriculum) -> None:
    """A badge of somebody whom nobody has asked shows all three marks with a box to tick: never a silent yes."""
    badge = to_html(documents(curriculum, people=PEOPLE)["badges"]).split("Ben</p>")[1].split("</div>")[0]
    assert badge.count('class="tick"') == badge.count('class="mark') == 3


@pytest.mark.parametrize(("people", "pages"), [(1, 1), (10, 1), (11, 2)])
def test_ten_badges_a_page(people: int, pages: int, curriculum: Curriculum) -> None:
    """Badges fill pages of ten, the last one with blanks."""
    made = documents(curriculum, people=tuple(Participant(name=f"P {n}") for n in range(people)))
    sheets = made["badges"].content["sheets"]
    assert [len(sheet) for sheet in sheets] == [A_PAGE] * pages
    assert sum(bool(badge.name) for sheet in sheets for badge in sheet) == people


def test_long_names_are_printed_smaller() -> None:
    """The longer a name or its longest word, the smaller its print; short names are the largest."""
    names = [
        "Ana",
        "Maximiliana Quetzal",
        "Wolfeschlegelsteinhausen",
        "José María de la Santísima Trinidad Rodríguez Gil",
    ]
    assert [size_of(name) for name in names] == ["large", "middle", "small", "tiny"]


@pytest.mark.parametrize("name", ["badges", "certificates"])
def test_names_run_in_their_own_direction(name: str, curriculum: Curriculum, printed: dict[str, Path]) -> None:
    """Arabic and Hebrew names are set from the right on a page that runs from the left, and can be read out."""
    html = to_html(documents(curriculum, GLAM, PEOPLE)[name])
    for person in PEOPLE[1:3]:
        assert re.search(rf'dir="rtl">{person.name}<', html)
    assert re.search(r'dir="ltr">Ana Soto<', html)
    done = subprocess.run(
        ["pdftotext", str(printed[f"{GLAM}-{name}"]), "-"], capture_output=True, text=True, check=True
    )
    # What pdftotext puts around words from the right are marks of direction.
    told = re.sub("[\u202a-\u202e\u200e\u200f]", "", done.stdout)
    assert ARABIC in told
    assert HEBREW in told


# Consent


def test_code_of_conduct_is_named_with_its_address(curriculum: Curriculum) -> None:
    """The friendly-space sheet names the Universal Code of Conduct and where it can be read."""
    told = words(documents(curriculum)["consent"])
    assert "Universal Code of Conduct" in told
    assert "foundation.wikimedia.org/wiki/Policy:Universal_Code_of_Conduct" in told


def test_contacts_of_the_profile_are_named(curriculum: Curriculum) -> None:
    """Contact persons stand on the sheet with how to reach them; without any there are lines to write on."""
    safety = (SafetyContact(name="Contact A", reach="+00 123, yellow vest"),)
    made = documents(curriculum, safety=safety)["consent"]
    assert "Contact A +00 123, yellow vest" in words(made)
    assert made.private
    assert not documents(curriculum)["consent"].private
    assert documents(curriculum)["consent"].content["contacts"] == [("", "")] * 3


def test_photo_rule_is_told_in_words(curriculum: Curriculum) -> None:
    """The photo page names each mark by words, shape and colour, with a box to tick and a line to sign."""
    told = words(documents(curriculum)["consent"])
    for meant in ("Photos: yes (green circle)", "Photos: ask first (yellow triangle)", "No photos (red square)"):
        assert meant in told
    assert "Signature" in told


def test_without_notices_there_is_no_sheet(curriculum: Curriculum) -> None:
    """A curriculum without notices and surveys makes no empty pages for them."""
    made = documents(replace(curriculum, notices={}, surveys={}))
    assert not {name for name in made if name.startswith(("consent", "evaluation"))}


# Groups


KEYS = st.tuples(st.sampled_from(("a", "b", "c", "d", "")), st.sampled_from(("es", "en", "fr", "")))


@given(st.integers(1, 300))
def test_sizes_of_groups(people: int) -> None:
    """Groups are of at most five and as few as can be, hold everybody, and differ by one person at most."""
    found = sizes(people)
    assert sum(found) == people
    assert max(found) - min(found) <= 1
    assert max(found) <= MOST
    assert len(found) == -(-people // MOST)


@given(st.lists(KEYS, min_size=1, max_size=60))
def test_groups_are_mixed(keys: list[tuple[str, str]]) -> None:
    """Everybody is in one group, sizes differ by one at most, and so do the people of each affiliation."""
    found = mixed(keys)
    assert sorted(person for group in found for person in group) == list(range(len(keys)))
    assert sorted(map(len, found), reverse=True) == list(sizes(len(keys)))
    for affiliation in {key[0] for key in keys}:
        counts = [sum(keys[person][0] == affiliation for person in group) for group in found]
        assert max(counts) - min(counts) <= 1
    assert mixed(keys) == found


@given(st.lists(st.sampled_from(("es", "en", "fr")), min_size=1, max_size=60))
def test_languages_are_mixed_among_equals(languages: list[str]) -> None:
    """Where nobody tells an affiliation, the people of each language differ by one at most."""
    found = mixed([("", language) for language in languages])
    for language in set(languages):
        counts = [sum(languages[person] == language for person in group) for group in found]
        assert max(counts) - min(counts) <= 1


def test_languages_are_mixed_across_affiliations() -> None:
    """Languages are spread as far as affiliations leave it open."""
    keys = [("museum", "es"), ("museum", "en"), ("archive", "es"), ("archive", "en"), ("x", "fr"), ("x", "fr")]
    found = mixed(keys)
    assert [Counter(keys[person][0] for person in group) for group in found] == [
        {"museum": 1, "archive": 1, "x": 1}
    ] * 2
    assert [len({keys[person][1] for person in group}) for group in found] == [3, 3]


def test_writing_does_not_part_a_group(curriculum: Curriculum) -> None:
    """An affiliation in capitals or without accents is the same one."""
    names = ("Café", "CAFE", "café", "x", "y", "z")
    people = tuple(Participant(name=f"P{n}", affiliation=name) for n, name in enumerate(names))
    groups = documents(curriculum, people=people)["groups"].content["groups"]
    assert [sum(name in ("P0", "P1", "P2") for name in group) for group in groups] in ([2, 1], [1, 2])


# Questionnaires


def test_questionnaires_hold_every_question(curriculum: Curriculum) -> None:
    """Each survey is a form of its own with every question, for each participant."""
    made = documents(curriculum)
    for name, entry in curriculum.surveys.items():
        told = words(made[f"evaluation-{name}"])
        assert [question.id for question in entry.value.questions if question.text not in told] == []
        assert made[f"evaluation-{name}"].copies == 18


def test_last_questionnaire_has_the_four_parts(curriculum: Curriculum) -> None:
    """The form for the end asks for logistics, for venue with schedule and meals, for the meeting and for hopes."""
    told = words(documents(curriculum)["evaluation-after"])
    parts = [
        "Part 1. Journey",
        "Part 2. Venue, schedule and meals",
        "Part 3. The meeting",
        "Part 4. Your expectations",
    ]
    places = [told.find(part) for part in (*parts, "I liked best", "Next time", "In the next 30 days")]
    assert -1 not in places
    assert places == sorted(places)


def test_answers_can_be_compared(curriculum: Curriculum) -> None:
    """What people say of themselves is asked in the same words before, at the end and later."""
    asked = [{q.id for q in curriculum.surveys[name].value.questions} for name in ("before", "after", "later")]
    assert set.intersection(*asked) >= {"know-can", "know-whom", "know-belong"}


# Postcards


def test_postcards_can_be_printed_on_both_sides(curriculum: Curriculum) -> None:
    """The first page holds four messages, the second four addresses, so that a sheet is four whole cards."""
    front, back = to_html(documents(curriculum)["postcards"]).split('<div class="sheet">')[1:]
    assert front.count("Dear me") == back.count("Stamp") == 4
    assert "Stamp" not in front


def test_postcards_are_sent_after_thirty_days(curriculum: Curriculum) -> None:
    """The day to send them is thirty days after the last day of the workshop."""
    assert curriculum.profiles[ADVOCACY].value.when[-1].day == dt.date(2027, 5, 21)
    assert "To be sent on June 20, 2027" in words(documents(curriculum)["postcards"])


# Certificates


def test_everybody_gets_a_certificate(curriculum: Curriculum) -> None:
    """Participation for all, completion for those who completed, appreciation for each trainer, in this order."""
    made = documents(curriculum, people=PEOPLE)["certificates"].content["certificates"]
    assert [(certificate.kind, certificate.name) for certificate in made] == [
        *[("participation", person.name) for person in PEOPLE],
        ("completion", "Ana Soto"),
        ("completion", HEBREW),
        ("appreciation", "Trainer A"),
        ("appreciation", "Trainer B"),
    ]


def test_without_names_there_is_one_blank_certificate(curriculum: Curriculum) -> None:
    """Without participants and trainers there is one certificate to fill in, without code, and no register."""
    made = documents(curriculum, trainers=())
    (blank,) = made["certificate-blank"].content["certificates"]
    assert (blank.kind, blank.name, blank.code) == ("participation", "", "")
    assert not made.keys() & {"certificates", "certificate-register"}
    assert not made["certificate-blank"].private


def test_copies_of_certificates(curriculum: Curriculum) -> None:
    """A blank certificate is printed for each participant, those with names once, and none is blank with a table."""
    made = documents(curriculum)
    assert (made["certificate-blank"].copies, made["certificates"].copies) == (18, 1)
    assert {one.name for one in made["certificates"].content["certificates"]} == {"Trainer A", "Trainer B"}
    named = documents(curriculum, people=PEOPLE)
    assert named["certificates"].copies == 1
    assert "certificate-blank" not in named


def test_certificate_tells_what_it_is_for(curriculum: Curriculum) -> None:
    """A certificate holds event, days, place, minutes, modules, competencies with levels, affiliate and code."""
    made = documents(curriculum, people=PEOPLE[:1], trainers=())["certificates"]
    first = made.content["certificates"][0]
    plan = pipeline.plan_for(curriculum.profiles[ADVOCACY].value.model_copy(update={"trainers": ()}), curriculum)
    told = words(made)
    assert first.minutes == plan.minutes
    for said in (
        "Ana Soto",
        "Network of advocates",
        "May 20, 2027 to May 21, 2027",
        "Santiago de Chile",
        "Wikimedia Chile",
    ):
        assert said in told
    for step in plan.steps:
        assert curriculum.modules[step.module].value.title in told
    assert f"{plan.minutes} minutes" in told
    assert "Speaking with the media: level 2 of 3" in told
    assert first.code in told


def test_trainers_are_thanked_for_what_they_taught(curriculum: Curriculum) -> None:
    """A trainer's certificate holds the modules and minutes of that trainer alone."""
    profile = curriculum.profiles[ADVOCACY].value
    plan = pipeline.plan_for(profile, curriculum)
    slots = [slot for session in plan.sessions for slot in session.slots if slot.trainer == "Trainer B"]
    made = documents(curriculum)["certificates"].content["certificates"]
    (second,) = (certificate for certificate in made if certificate.name == "Trainer B")
    assert second.minutes == sum(slot.minutes for slot in slots) < plan.minutes
    assert second.modules == tuple(dict.fromkeys(curriculum.modules[slot.module].value.title for slot in slots))


def test_register_holds_every_code(curriculum: Curriculum) -> None:
    """The register lists name, kind and code of each certificate, for the organiser alone."""
    made = documents(curriculum, people=PEOPLE)
    register = made["certificate-register"]
    told = words(register)
    for certificate in made["certificates"].content["certificates"]:
        assert f"{certificate.name} {Labels('en').text(f'certificate-{certificate.kind}')} {certificate.code}" in told
    assert (register.readers, register.private) == ("organiser", True)


DATA: tuple[str, str, dt.date, Kind] = ("Ana Soto", "Our workshop", dt.date(2027, 3, 12), "participation")


def test_code_is_worked_out_as_documented() -> None:
    """The code of known data is known: who follows the description with other tools gets the same."""
    data = "Ana Soto\nOur workshop\n2027-03-12\nparticipation\n"
    done = subprocess.run(["sha256sum"], input=data, capture_output=True, text=True, check=True)
    bits = f"{int(done.stdout.split()[0], 16):0256b}"[:60]
    signs = "".join(ALPHABET[int(bits[start : start + 5], 2)] for start in range(0, 60, 5))
    assert code_of(*DATA) == f"{signs[:4]}-{signs[4:8]}-{signs[8:]}"
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


def test_same_data_same_code() -> None:
    """The code of the same data is the same, however spaces and accents are stored."""
    assert code_of(*DATA) == code_of(*DATA) == code_of(" Ana  Soto ", *DATA[1:])
    assert code_of("I\u0301n\u0303igo", *DATA[1:]) == code_of("Íñigo", *DATA[1:])


def others() -> Iterator[tuple[str, str, dt.date, Kind]]:
    """The data with one thing changed in each."""
    name, event, day, kind = DATA
    yield "Ana Sota", event, day, kind
    yield name, "Our workshops", day, kind
    yield name, event, dt.date(2027, 3, 13), kind
    yield name, event, day, "completion"
    yield "Ana", "Soto Our workshop", day, kind


def test_other_data_other_code() -> None:
    """Another name, event, day or kind gives another code, and no two of them the same."""
    codes = {code_of(*data) for data in (DATA, *others())}
    assert len(codes) == 6
    assert all(re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}", code) for code in codes)
