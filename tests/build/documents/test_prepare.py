"""What an organiser prepares with: materials, room, dated list, request for accounts, mails, reading, credits."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import page
import pytest
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.documents.account_request import account_request, database, expected
from rumbo.build.documents.attribution import credits_of
from rumbo.build.documents.calendar import appointments
from rumbo.build.documents.checklist import checklist, todos
from rumbo.build.documents.kit import Kit
from rumbo.build.documents.mails import invitation
from rumbo.build.documents.materials import Supply, materials, supplies
from rumbo.build.documents.patterns import MOST, patterns_for
from rumbo.build.documents.pre_reading import minutes_for, reading
from rumbo.build.documents.room import parts, room, set_ups
from rumbo.build.model import Checklist, Module, Pattern, Profile
from rumbo.build.outcome import Document
from rumbo.build.press import print_all
from rumbo.build.render.html import to_html
from rumbo.build.render.text import WIDTH, to_text

from tests.build.documents.test_documents import FILE, of_one, profile
from tests.build.render.printed import PACKS
from tests.strategies import module

REVIEW = {"kind": "general", "reviewed": "2026-01-01", "review_by": "2099-01-01", "by": "A"}
OWN = {"review": REVIEW, "authors": ["A"], "licence": "CC0-1.0"}
KINDS = ("materials", "room", "checklist", "account-request", "invitation", "pre-reading", "calendar", "follow-up")


def kit_of(curriculum: Curriculum, **fields: object) -> Kit:
    """A kit of a made curriculum for a profile with the module `one`."""
    value = profile(**{"modules": ["one"], **fields})
    return Kit(Entry("group", value, FILE, "made"), pipeline.plan_for(value, curriculum), curriculum)


def shipped(name: str, curriculum: Curriculum, **fields: object) -> Kit:
    """A kit of a shipped profile with some fields changed."""
    entry = curriculum.profiles[name]
    value = Profile.model_validate({**entry.value.model_dump(by_alias=True), **fields})
    return Kit(replace(entry, value=value), pipeline.plan_for(value, curriculum), curriculum)


def one(*activities: dict[str, object], accounts: bool = False) -> Module:
    """A module with activities, each with what is given."""
    base = module(*[20] * len(activities)).model_dump()
    base["activities"] = [{**plain, **own} for plain, own in zip(base["activities"], activities, strict=True)]
    base["delivery"] = {**base["delivery"], "accounts": accounts}
    return Module.model_validate(base)


def thing(item: str, quantity: int = 1, per: str = "person") -> dict[str, object]:
    return {"item": item, "quantity": quantity, "per": per}


# Materials


@pytest.mark.parametrize(("used_up", "number"), [(False, 20), (True, 38)])
def test_a_thing_is_listed_once_with_the_number_to_bring(used_up: bool, number: int) -> None:
    """What two activities need after each other is brought once, and for both of them if it is used up."""
    value = one({"materials": [thing("Thick  pen")]}, {"materials": [{**thing("thick pen"), "used_up": used_up}]})
    kit = kit_of(of_one(value), participants=18)
    assert supplies(kit.plan, 18, kit.curriculum) == (Supply("Thick  pen", number, 2, ("A title",)),)


@pytest.mark.parametrize(
    ("per", "people", "number", "spare"),
    [("person", 5, 6, 1), ("person", 21, 24, 3), ("group", 18, 5, 0), ("room", 18, 1, 0)],
)
def test_spare_things(per: str, people: int, number: int, spare: int) -> None:
    """Of what each person needs a tenth is added, at least one; what a group or the room needs is exact."""
    kit = kit_of(of_one(one({"materials": [thing("Bell", per=per)], "grouping": "groups"})), participants=people)
    (found,) = supplies(kit.plan, people, kit.curriculum)
    assert (found.number, found.spare) == (number, spare)


def test_nothing_to_bring_no_list() -> None:
    """A plan that needs no materials has no list of them."""
    kit = kit_of(of_one(one({"materials": []})))
    assert list(materials(kit)) == []


def test_methods_bring_their_materials(curriculum: Curriculum) -> None:
    """What a method needs is on the list, but once where its activity names the same thing."""
    name, method = next((n, e) for n, e in curriculum.methods.items() if e.value.materials)
    first = method.value.materials[0]
    value = one({"method": name, "materials": [thing(first.item.upper(), 1, "room")]})
    made = replace(of_one(value), methods={name: method})
    kit = kit_of(made)
    listed = {supply.item.casefold(): supply for supply in supplies(kit.plan, 10, made)}
    assert set(listed) == {material.item.casefold() for material in method.value.materials}
    assert listed[first.item.casefold()].number == 1


# Checklists


def with_checklist(curriculum: Curriculum, **fields: object) -> Curriculum:
    value = Checklist.model_validate({"title": "List", **OWN, **fields})
    return replace(curriculum, checklists={"list": Entry("list", value, FILE, "made")})


def test_dates_are_counted_from_the_event() -> None:
    """Days below 0 come before the first day, days above 0 after the last, and 0 is every day of the event."""
    items = [{"days": 30, "task": "C"}, {"days": -30, "task": "A"}, {"days": 0, "task": "B"}]
    curriculum = with_checklist(of_one(module(20)), form="dated", items=items)
    found = {todo.task: (todo.phase, todo.by) for todo in todos(kit_of(curriculum))}
    assert found == {
        "A": ("before", dt.date(2027, 2, 10)),
        "B": ("day", None),
        "C": ("after", dt.date(2027, 4, 11)),
    }
    (document,) = checklist(kit_of(curriculum))
    assert [phase for phase, group in document.content["phases"] if group] == ["before", "day", "after"]


@pytest.mark.parametrize(
    ("when", "there"),
    [
        ({}, True),
        ({"internet": ["weak", "none"]}, False),
        ({"internet": ["good"]}, True),
        ({"devices": ["phones"]}, False),
        ({"participants": {"least": 11}}, False),
        ({"participants": {"least": 10, "most": 10}}, True),
        ({"accounts": True}, False),
        ({"audiences": ["people", "others"]}, True),
        ({"audiences": ["others"]}, False),
        ({"internet": ["good"], "audiences": ["others"]}, False),
    ],
)
def test_points_have_conditions(when: dict[str, object], there: bool) -> None:
    """A point stands on the list where all of its conditions hold."""
    items = [{"part": "Room", "task": "Look.", "when": when}]
    kit = kit_of(with_checklist(of_one(module(20)), form="place", items=items))
    assert bool(parts(kit)) == there
    assert bool(list(room(kit))) == there


def test_accounts_are_a_condition() -> None:
    """What matters for accounts is there where a module taught needs them."""
    items = [{"days": -14, "task": "Ask.", "when": {"accounts": True}}]
    for accounts in (True, False):
        curriculum = with_checklist(of_one(one({}, accounts=accounts)), form="dated", items=items)
        assert bool(list(todos(kit_of(curriculum)))) == accounts


def test_numbers_for_the_room() -> None:
    """One thing for some people is counted up for the group; parts keep their order."""
    items = [
        {"part": "Power", "task": "Strips", "one_for": 4},
        {"part": "Seats", "task": "Chairs", "one_for": 1},
        {"part": "Power", "task": "Tape"},
    ]
    kit = kit_of(with_checklist(of_one(module(20)), form="place", items=items), participants=18)
    numbers = [(part, [(thing.task, thing.number) for thing in things]) for part, things in parts(kit)]
    assert numbers == [("Power", [("Strips", 5), ("Tape", 0)]), ("Seats", [("Chairs", 18)])]


@pytest.mark.parametrize(
    ("grouping", "needs", "number"),
    [("pairs", "shared", 5), ("groups", "shared", 3), ("plenary", "shared", 0), ("pairs", "none", 0)],
)
def test_shared_devices_are_those_of_the_activities(grouping: str, needs: str, number: int) -> None:
    """As many are to stand in the room as the activity needs that shares most, and as its materials say."""
    items = [{"part": "Devices", "task": "Laptops", "shared_device": True}]
    first = {"grouping": "groups", "needs": {"devices": needs}}
    second = {"grouping": grouping, "needs": {"devices": needs}, "materials": [thing("Laptop", per="group")]}
    made = with_checklist(of_one(one(first if number else {}, second)), form="place", items=items)
    kit = kit_of(made, participants=9)
    assert parts(kit)[0][1][0].number == number
    if number:
        assert supplies(kit.plan, 9, made)[0].number == number


def test_the_room_of_each_method(curriculum: Curriculum) -> None:
    """How the room stands is told for each method that is used, at its time."""
    name, method = next(iter(curriculum.methods.items()))
    made = replace(of_one(one({}, {"method": name})), methods={name: method})
    (found,) = set_ups(kit_of(made))
    assert (found.method, found.room, found.start) == (method.value.title, method.value.room, dt.time(9, 20))


@pytest.mark.parametrize(
    "item", [{"task": "A"}, {"task": "A", "part": "Room"}, {"task": "A", "part": "Room", "days": 1}]
)
def test_dated_points_have_days(item: dict[str, object]) -> None:
    """A point of a dated checklist has days, and no part of a place."""
    with pytest.raises(ValueError, match="item 1 needs days"):
        Checklist.model_validate({"title": "List", "form": "dated", "items": [item], **OWN})


# Learning patterns


def with_pattern(curriculum: Curriculum, **fields: object) -> Curriculum:
    base = {"title": "A pattern", "problem": "P", "solution": "S", "topics": ["t"], "status": "stable", **OWN}
    value = Pattern.model_validate({**base, "created": "2026-01-01", **fields})
    return replace(curriculum, patterns={"help": Entry("help", value, FILE, "made")})


@pytest.mark.parametrize(
    ("fields", "reasons"),
    [
        ({"applies": {"modules": ["one"]}}, ["pattern-modules"]),
        ({"applies": {"modules": ["two"]}}, []),
        ({"applies": {"competencies": ["other"]}}, ["pattern-competencies"]),
        ({"applies": {"modules": ["one"], "competencies": ["other"]}}, ["pattern-modules", "pattern-competencies"]),
        ({"applies": {"methods": ["circle"]}}, []),
        ({"applies": {"modules": ["one"], "conditions": {"participants": {"least": 11}}}}, []),
        ({"applies": {"conditions": {"participants": {"least": 10}}}}, ["pattern-conditions"]),
        ({"applies": {"modules": ["two"], "conditions": {"participants": {"least": 10}}}}, []),
        ({"applies": {}}, []),
        ({"applies": {"modules": ["one"]}, "audiences": ["others"]}, []),
        ({"applies": {"modules": ["one"]}, "status": "draft"}, []),
    ],
)
def test_which_patterns_help(fields: dict[str, object], reasons: list[str]) -> None:
    """A stable pattern for the audience helps where what it names is used and all its conditions hold."""
    kit = kit_of(with_pattern(of_one(module(20)), **fields))
    found = [reason.label for one in patterns_for(kit.plan, kit.value, kit.curriculum) for reason in one.reasons]
    assert found == reasons


def test_nothing_taught_no_pattern(curriculum: Curriculum) -> None:
    """Where nothing is taught, no pattern helps."""
    kit = shipped(PACKS[0], curriculum)
    assert patterns_for(replace(kit.plan, steps=()), kit.value, curriculum) == ()


def test_tasks_of_patterns_join_the_checklist() -> None:
    """Dated tasks of a pattern that helps are on the list with its title, in place of points that say the same."""
    tasks = {"before": [{"days": 10, "task": "Call."}], "after": [{"days": 0, "task": "Thank."}]}
    made = with_pattern(of_one(module(20)), applies={"modules": ["one"]}, **tasks)
    items = [{"days": -9, "task": "Ring.", "unless": ["help"]}, {"days": -8, "task": "Pack."}]
    kit = kit_of(with_checklist(made, form="dated", items=items))
    assert [(todo.task, todo.by, todo.pattern) for todo in todos(kit)] == [
        ("Pack.", dt.date(2027, 3, 4), ""),
        ("Call.", dt.date(2027, 3, 2), "A pattern"),
        ("Thank.", dt.date(2027, 3, 12), "A pattern"),
    ]


# The request for accounts


def request(**fields: object) -> str:
    """The text for a module that needs accounts."""
    (document,) = account_request(kit_of(of_one(one({}, accounts=True)), **fields))
    return to_text(document)


def test_request_with_everything_known() -> None:
    """With time zone, network and wikis told, the moments have an offset and the wikis their databases."""
    network = {"addresses": ["198.51.100.0/24"], "wikis": ["es.wikipedia.org", "commons.wikimedia.org"]}
    text = request(
        timezone="America/Santiago",
        network=network,
        participants=30,
        language="es",
        links={"event_page": "https://meta.wikimedia.org/wiki/X"},
        contact={"affiliate": "Wikimedia Chile"},
    )
    assert "from: 2027-03-12T08:00-03:00\n" in text
    assert "to: 2027-03-12T10:20-03:00\n" in text
    assert "IP or range: 198.51.100.0/24\n" in text
    assert "dbname: eswiki (es.wikipedia.org), commonswiki (commons.wikimedia.org)\n" in text
    assert "value: 36 (30 participants expected, and a margin)\n" in text
    assert "later than 2027-03-09T08:00-03:00" in text
    assert re.findall(r"\[FILL IN: ([^]]*)", text) == ["your user name on the wikis"]


def test_request_with_blanks() -> None:
    """What is not told is marked to be filled in, the offset of every moment too."""
    text = request(participants=7)
    assert text.count("[FILL IN: offset from UTC") == 3
    for line in ("IP or range: [FILL IN", "dbname: [FILL IN", "Event page: [FILL IN", "Organised by: [FILL IN"):
        assert line in text


@pytest.mark.parametrize(("accounts", "people", "there"), [(True, 7, True), (True, 6, False), (False, 30, False)])
def test_request_only_where_it_is_needed(accounts: bool, people: int, there: bool) -> None:
    """Six accounts a day are no trouble, and modules without accounts none at all."""
    kit = kit_of(of_one(one({}, accounts=accounts)), participants=people)
    assert bool(list(account_request(kit))) == there


def test_no_request_without_internet() -> None:
    """Where the place has no internet, nobody makes accounts there: no request, no word of it in the mail."""
    offline = {"conditions": {"internet": "none"}, "participants": 30}
    kit = kit_of(of_one(one({}, accounts=True)), **offline)
    assert list(account_request(kit)) == []
    (mail,) = invitation(kit)
    assert "CreateAccount" not in to_text(mail)


def test_offline_nobody_measures_the_internet(curriculum: Curriculum) -> None:
    """The shipped lists ask for no network, address or account where the place has no internet, but for paper."""
    for internet, there in (("weak", True), ("none", False)):
        kit = shipped("glam-partner-mexico", curriculum, conditions={"internet": internet, "devices": "shared"})
        told = " ".join([todo.task for todo in todos(kit)] + [t.task for _, things in parts(kit) for t in things])
        for word in ("internet", "network", "Test the connection", "account limit", "log in"):
            assert (word in told) == there, (internet, word)
    assert "plan B of each activity" in told


@pytest.mark.parametrize(("people", "value"), [(7, 12), (25, 30), (26, 32), (100, 120)])
def test_margin(people: int, value: int) -> None:
    """A fifth more than the people expected, and five more at least."""
    assert expected(people) == value


@pytest.mark.parametrize(
    ("site", "name"),
    [
        ("es.wikipedia.org", "eswiki"),
        ("zh-yue.wikipedia.org", "zh_yuewiki"),
        ("es.wikisource.org", "eswikisource"),
        ("www.wikidata.org", "wikidatawiki"),
        ("commons.wikimedia.org", "commonswiki"),
        ("cl.wikimedia.org", ""),
        ("example.org", ""),
    ],
)
def test_databases(site: str, name: str) -> None:
    """The database of a wiki follows from its address, or is left to be filled in."""
    assert database(site) == name


# Mails, calendar, reading, credits


def test_invitation_has_blanks_and_never_a_long_line() -> None:
    """What the profile does not tell is marked; lines fit a mail, but for addresses and the subject."""
    (document,) = invitation(kit_of(of_one(one({}, accounts=True)), title="A title " * 12))
    text = to_text(document)
    assert text.count("[FILL IN:") == 4, "place, contact person, e-mail, sender"
    long = [line for line in text.splitlines() if len(line) > WIDTH]
    assert [line for line in long if not line.startswith("Subject: ") and " " in line] == []
    assert "https://meta.wikimedia.org/wiki/Special:CreateAccount" in text
    assert not document.private


def test_invitation_with_everything_known() -> None:
    """Place, contact person and address stand in the invitation, which is then private; nothing is left to fill."""
    kit = kit_of(
        of_one(module(20)),
        language="es",
        venue={"name": "Museo", "city": "Lima"},
        safety=[{"name": "Ana", "reach": "555"}],
        contact={"affiliate": "Wikimedia Perú", "email": "hola@example.org"},
    )
    (document,) = invitation(kit)
    text = to_text(document)
    assert document.private
    assert "[COMPLETAR" not in text
    assert "CreateAccount" not in text
    for words in ("Museo, Lima", "- Ana: 555", "hola@example.org", "Viernes, 12 de marzo de 2027, 9:00 – 9:20"):
        assert words in text


def test_sittings_keep_their_names(curriculum: Curriculum) -> None:
    """Another title leaves the identifiers of all appointments as they are; they are all different."""
    before = list(appointments(shipped(PACKS[1], curriculum)))
    after = list(appointments(shipped(PACKS[1], curriculum, title="New")))
    assert [one.uid for one in before] == [one.uid for one in after]
    assert len({one.uid for one in before}) == len(before)
    assert {one.title for one in after} == {"New"}


def test_reading_brings_back_what_is_known(curriculum: Curriculum) -> None:
    """What modules of the plan build on and the group knows is on the sheet; everything taught has one line."""
    kit = shipped("glam-partner-mexico", curriculum)
    found = reading(kit)
    editing = curriculum.modules["editing-basics"].value
    assert [(one.title, one.key_points) for one in found.assumed] == [(editing.title, editing.key_points)]
    assert [one.title for one in found.coming] == [entry.value.title for entry in kit.entries]
    assert found.minutes >= found.assumed[0].minutes >= 1


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (180, 1), (181, 2), (900, 5)])
def test_reading_minutes(words: int, minutes: int) -> None:
    """Reading takes a minute for each 180 words begun."""
    assert minutes_for(["word " * words]) == minutes


def test_credits_name_everything_reused(curriculum: Curriculum) -> None:
    """Every module, picture and printed pattern is credited; each source has one number, a known licence a place."""
    kit = shipped(PACKS[1], curriculum)
    found = credits_of(kit)
    assert [work.title for work in found.modules] == [entry.value.title for entry in kit.entries]
    assert len(found.pictures) == sum(len(entry.value.pictures) for entry in kit.entries)
    helping = patterns_for(kit.plan, kit.value, curriculum)[:MOST]
    assert [work.title for work in found.patterns] == [one.pattern.title for one in helping]
    assert {number for work in (*found.modules, *found.patterns, *found.methods) for number in work.sources} == set(
        range(1, len(found.sources) + 1)
    )
    assert ("CC-BY-SA-4.0", "creativecommons.org/licenses/by-sa/4.0/") in found.licences


# As they are printed


def documents(name: str, curriculum: Curriculum) -> list[Document]:
    kit = shipped(name, curriculum)
    kinds = (*KINDS, "attribution")
    return list(pipeline.documents_of(kit.profile, kit.plan, curriculum, kinds, today=dt.date(2026, 12, 1)))


@pytest.mark.parametrize("name", PACKS)
def test_printed_for_everybody(name: str, curriculum: Curriculum, tmp_path: Path) -> None:
    """Every PDF for the preparation is PDF/UA-1; texts and calendars have no pages and nothing private."""
    for artifact, problems in print_all(documents(name, curriculum)):
        assert problems == []
        if artifact.name.endswith(".pdf"):
            path = tmp_path / artifact.name.replace("/", "-")
            path.write_bytes(artifact.content)
            assert page.validate_pdf(path, profile=page.ValidationProfile.PDF_UA_1).is_compliant, artifact.name
            assert 1 <= (artifact.pages or 0) <= 5
        else:
            assert artifact.pages is None
            assert artifact.content.decode().strip()


def test_blanks_of_the_materials(curriculum: Curriculum) -> None:
    """Cost and lender are columns without words, to be filled by hand."""
    (document,) = materials(shipped(PACKS[1], curriculum))
    rows = re.findall(r"<tr><td><span.*</tr>", to_html(document))
    assert rows
    assert all(row.endswith("<td></td><td></td></tr>") for row in rows)
