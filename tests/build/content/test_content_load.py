"""Loading layers: what is read, what wins, what is refused, and one problem for one mistake."""

import os
from pathlib import Path

import pytest
from conftest import HOME, Draft, make_curriculum
from hypothesis import given, settings
from hypothesis import strategies as st
from rumbo.build.content.load import MAX_PICTURE_BYTES, load, load_profile
from rumbo.build.curriculum import KINDS_OF_CONTENT, Layer

PROBLEMS = HOME / "tests" / "problems"
COMPETENCY = "editing:\n  title: {}\n  description: Changing pages.\n"
NEEDS = "  - {module: first, strength: required, because: People must have saved an edit before.}\n"
NOTICE = """\
---
title: The quiet room
authors: [A]
licence: CC0
review: {kind: general, reviewed: 2026-11-22, review_by: 2028-11-22, by: A}
---
Nobody talks here.
"""
CHECKLIST = """\
title: Event
form: dated
items: [{days: -3, task: Call the host.}]
review: {kind: general, reviewed: 2026-01-01, review_by: 2027-01-01, by: A}
authors: [A]
licence: CC0-1.0
"""
PICTURE = "pictures:\n  - {file: wiki.svg, author: A, source: own work, licence: CC0}\nauthors: [A"


def layer(folder: Path, name: str = "") -> Layer:
    """A folder as a layer of that name."""
    return Layer(name or folder.name, folder, folder / "learning_patterns")


def codes(*layers: Layer) -> list[str]:
    """The codes of what is met while loading."""
    return [problem.code for problem in load(layers)[1]]


def test_reads_every_kind(draft: Draft) -> None:
    """All kinds of content are found in their folders, with their texts and where they come from."""
    for code, path in [
        ("P102", "learning_patterns/cables.md"),
        ("P104", "paths/start.yaml"),
        ("P108", "methods/pairs.md"),
        ("N101", "profiles/group.yaml"),
        ("A102", "assessments/group.yaml"),
    ]:
        source = PROBLEMS / code / (path if path.startswith("learning") else f"curriculum/{path}")
        draft.write(path, source.read_text(encoding="utf-8"))
    draft.write("glossary.yaml", "edit: {term: edit, meaning: A saved change of a page.}\n")
    draft.write("rows.yaml", "001-18: {item: Upload images, document: Needs assessment}\n")
    draft.write("checklists/event.yaml", CHECKLIST)
    draft.write("notices/quiet.md", NOTICE)
    survey = PROBLEMS / "A102" / "curriculum" / "assessments" / "group.yaml"
    draft.write("surveys/after.yaml", survey.read_text(encoding="utf-8"))
    curriculum, problems = load([draft.layer])
    assert problems == []
    assert {kind: list(curriculum.of(kind)) for kind in KINDS_OF_CONTENT} == {
        "modules": ["first"],
        "paths": ["start"],
        "profiles": ["group"],
        "patterns": ["cables"],
        "methods": ["pairs"],
        "assessments": ["group"],
        "surveys": ["after"],
        "notices": ["quiet"],
        "checklists": ["event"],
        "competencies": ["editing", "talking"],
        "audiences": ["everyone"],
        "glossary": ["edit"],
        "rows": ["001-18"],
    }
    assert curriculum.broken == frozenset()
    module, method = curriculum.modules["first"], curriculum.methods["pairs"]
    assert set(module.texts) == {"handout", "guide"}
    assert (module.layer, module.file.path) == ("draft", draft.folder / "modules/first/module.yaml")
    assert (method.file.first_line, method.texts["body"].first_line) == (2, 14)
    assert method.texts["body"].text.startswith("## Debrief")


def test_shipped_content_loads_whole() -> None:
    """Every shipped module folder and every file of the other kinds is there after loading."""
    built_in = Layer("built-in", HOME / "curriculum", HOME / "learning_patterns")
    curriculum, problems = load([built_in])
    assert problems == []
    files = {
        "modules": {path.parent.name for path in (HOME / "curriculum/modules").glob("*/module.yaml")},
        "methods": {path.stem for path in (HOME / "curriculum/methods").glob("*.md")},
        "paths": {path.stem for path in (HOME / "curriculum/paths").glob("*.yaml")},
        "profiles": {path.stem for path in (HOME / "curriculum/profiles").glob("*.yaml")},
        "patterns": {path.stem for path in (HOME / "learning_patterns").glob("*.md")},
    }
    for kind, names in files.items():
        assert set(curriculum.of(kind)) == {name for name in names if not name.startswith("README")}


def test_missing_folders_are_empty(tmp_path: Path) -> None:
    """A layer may hold one kind of content alone; the others are empty."""
    (tmp_path / "competencies.yaml").write_text(COMPETENCY.format("Editing"), encoding="utf-8")
    curriculum, problems = load([layer(tmp_path)])
    assert problems == []
    assert list(curriculum.competencies) == ["editing"]
    assert curriculum.modules == {}


def test_layer_of_translations_alone(tmp_path: Path) -> None:
    """A layer may bring nothing but a language."""
    (tmp_path / "locale" / "sw").mkdir(parents=True)
    assert load([layer(tmp_path)])[1] == []


def test_no_layer_is_an_empty_curriculum() -> None:
    """Without layers there is nothing, and nothing wrong."""
    curriculum, problems = load([])
    assert (problems, curriculum.modules, curriculum.layers) == ([], {}, ())


# Layers


def test_later_layer_wins_and_says_so(draft: Draft, tmp_path: Path) -> None:
    """A thing of a later layer replaces the one with its id, and this is told once, as a note."""
    own = make_curriculum(tmp_path / "own")
    own.edit("modules/first/module.yaml", "title: First steps", "title: Our first steps")
    (own.folder / "competencies.yaml").unlink()
    (own.folder / "audiences.yaml").unlink()
    curriculum, (note,) = load([draft.layer, layer(own.folder, "own")])
    assert (note.code, note.severity, note.file) == (
        "F105",
        "note",
        str(own.folder / "modules/first/module.yaml"),
    )
    assert "first replaces the one of the layer draft" in note.message
    assert str(draft.folder) in note.message
    assert curriculum.modules["first"].value.title == "Our first steps"
    assert curriculum.modules["first"].layer == "own"
    assert set(curriculum.competencies) == {"editing", "talking"}


def test_override_in_a_list_is_told_at_its_entry(draft: Draft, tmp_path: Path) -> None:
    """Replacing one entry of a list leaves the others, and is told at the line of the entry."""
    text = "photos:\n  title: Photos\n  description: Taking photographs.\n" + COMPETENCY.format("Our editing")
    (tmp_path / "competencies.yaml").write_text(text, encoding="utf-8")
    curriculum, (note,) = load([draft.layer, layer(tmp_path)])
    assert (note.code, note.line) == ("F105", 4)
    assert {name: entry.value.title for name, entry in curriculum.competencies.items()} == {
        "editing": "Our editing",
        "photos": "Photos",
        "talking": "Talking",
    }


def test_each_layer_replaces_the_one_before(draft: Draft, tmp_path: Path) -> None:
    """With three layers each replacement is told once, and the last one wins."""
    folders = [tmp_path / name for name in ("second", "third")]
    for folder in folders:
        folder.mkdir()
        (folder / "competencies.yaml").write_text(COMPETENCY.format(folder.name), encoding="utf-8")
    curriculum, notes = load([draft.layer, *map(layer, folders)])
    assert [note.message.split("(")[0] for note in notes] == [
        "editing replaces the one of the layer draft ",
        "editing replaces the one of the layer second ",
    ]
    assert curriculum.competencies["editing"].value.title == "third"


def test_broken_override_keeps_the_earlier_one(draft: Draft, tmp_path: Path) -> None:
    """A later layer that cannot be read leaves the earlier thing in use; its mistake is the only problem."""
    own = make_curriculum(tmp_path / "own")
    own.edit("modules/first/module.yaml", "level: introductory", "level: easy")
    for name in ("competencies.yaml", "audiences.yaml"):
        (own.folder / name).unlink()
    curriculum, (problem,) = load([draft.layer, own.layer])
    assert problem.code == "S104"
    assert curriculum.modules["first"].layer == "draft"


def test_good_override_mends_a_broken_one(draft: Draft, tmp_path: Path) -> None:
    """An id that is broken in one layer and right in a later one is not broken."""
    (draft.folder / "modules/first/guide.md").unlink()
    own = make_curriculum(tmp_path / "own")
    curriculum, _ = load([draft.layer, layer(own.folder, "own")])
    assert curriculum.broken == frozenset()
    assert list(curriculum.modules) == ["first"]


# One mistake, one problem


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        ("modules/first/module.yaml", "title: First: steps\n", "Y101"),
        ("modules/first/module.yaml", "", "S102"),
        ("modules/first/module.yaml", b"title: Fotograf\xeda\n", "Y106"),
        ("modules/first/guide.md", b"Fotograf\xeda\n", "Y106"),
    ],
)
def test_broken_module_still_exists(draft: Draft, path: str, content: str | bytes, code: str) -> None:
    """A module that cannot be read counts as there: what requires it or wants its competency is not told."""
    draft.copy("modules/first", "modules/second")
    draft.edit(
        "modules/second/module.yaml",
        "  gives: {editing: 1}\n",
        "  gives: {editing: 2}\n  needs: {editing: 1}\n",
    )
    draft.edit("modules/second/module.yaml", "key_points:", f"prerequisites:\n{NEEDS}key_points:")
    draft.write(
        "profiles/group.yaml",
        "title: A group\naudience: [everyone]\nlanguage: en\nparticipants: 9\n"
        "wants: {talking: 1}\nknown: [first]\n"
        'when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]\n',
    )
    draft.write(
        "paths/start.yaml",
        "title: Start\nsummary: All.\naudiences: [everyone]\nmodules: [{module: first, purpose: Begins.}]\n",
    )
    draft.write(path, content)
    assert [problem.code for problem in draft.problems()] == [code]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("editing:\n  title: Editing\ntalking:\n  title: Talking\n  description: Words.\n", "S102"),
        ("editing:\n  title: Editing: pages\n  description: Changing.\ntalking:\n  title: x\n", "Y101"),
        (b"editing:\n  title: Edici\xf3n\n  description: Cambiar.\n", "Y106"),
        (b"#" * 1_000_001, "Y105"),
    ],
)
def test_broken_list_still_names_its_ids(draft: Draft, content: str | bytes, code: str) -> None:
    """One mistake in the list of competencies does not make every module that names one wrong."""
    draft.write("competencies.yaml", content)
    assert [problem.code for problem in draft.problems()] == [code]


def test_broken_list_does_not_hide_a_wrong_name(draft: Draft) -> None:
    """While a list that can be read as text has a mistake, a competency that is not in it is still told."""
    draft.write("competencies.yaml", "editing:\n  title: Editing\n")
    draft.edit("modules/first/module.yaml", "gives: {editing: 1}", "gives: {editing: 1, editting: 1}")
    assert [problem.code for problem in draft.problems()] == ["S102", "M103"]


def test_doubled_key_is_told_with_other_mistakes(draft: Draft) -> None:
    """A doubled key does not end the reading: what is wrong with the fields is told as well."""
    draft.edit("modules/first/module.yaml", "level: introductory", "level: easy\ntitle: Twice")
    assert draft.told() == ["modules/first/module.yaml:3: S104", "modules/first/module.yaml:4: Y102"]


# Names and kinds of files


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.md",
        "_draft.md",
        "README.md",
        "README.es.md",
        "notes.txt",
        "pairs.md~",
        "picture.png",
        "Thumbs.db",
    ],
)
def test_passed_over(draft: Draft, name: str) -> None:
    """Hidden files, README files and files of other kinds are passed over in silence."""
    draft.write(f"methods/{name}", "anything")
    draft.write(f"learning_patterns/{name}", "anything")
    assert draft.problems() == []


@pytest.mark.parametrize("name", [".git", "_drafts", "README", ".ipynb_checkpoints"])
def test_folders_passed_over(draft: Draft, name: str) -> None:
    """Hidden folders among the modules are passed over, and so are files."""
    draft.write(f"modules/{name}/anything", "")
    draft.write("modules/notes.md", "Nothing.")
    assert draft.problems() == []


@pytest.mark.parametrize(
    "path",
    [
        "methods/Fishbowl.md",
        "methods/world café.md",
        "methods/two--hyphens.md",
        "methods/-start.md",
        "methods/line\n.md",
        "paths/start.yml",
        "paths/START.YAML",
        "profiles/group.md",
        "methods/pairs.yaml",
        "learning_patterns/cables.markdown",
        "modules/Second Steps/module.yaml",
    ],
)
def test_wrong_names(draft: Draft, path: str) -> None:
    """A name that cannot be an id, or an ending that is not read, is told and not passed over."""
    draft.write(path, "anything")
    (problem,) = draft.problems()
    assert (problem.code, problem.line) == ("F103", 0)
    assert problem.hint


def test_missing_texts_are_told_each(draft: Draft) -> None:
    """A module folder without its three files has three problems, each naming a file."""
    (draft.folder / "modules" / "empty").mkdir()
    assert draft.told() == [f"modules/empty/{name}:0: F102" for name in ("guide.md", "handout.md", "module.yaml")]


@pytest.mark.parametrize(
    "path", ["competencies.yaml", "audiences.yaml", "modules/first/module.yaml", "modules/first/guide.md"]
)
def test_folder_in_place_of_a_file(draft: Draft, path: str) -> None:
    """A folder with the name of a file is told as unreadable, also to those who may read everything."""
    (draft.folder / path).unlink()
    (draft.folder / path).mkdir()
    assert draft.told() == [f"{path}:0: F104"]


def test_file_in_place_of_a_folder(draft: Draft) -> None:
    """A file with the name of a folder is told as unreadable."""
    draft.write("paths", "not a folder")
    assert draft.told() == ["paths:0: F104"]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_ends_of_lines(draft: Draft, ends: str) -> None:
    """Any ends of lines and a mark at the start of a file make no difference to values, texts or places."""
    for path in draft.folder.rglob("*.*"):
        text = path.read_text(encoding="utf-8").replace("level: introductory", "level: easy")
        path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", ends).encode())
    assert draft.told() == ["modules/first/module.yaml:3: S104"]


def test_bad_letter_has_its_place(draft: Draft) -> None:
    """A letter in another encoding is told with its line and column, counted in characters."""
    draft.write("modules/first/handout.md", "## Después\n\nAño: Espa".encode() + b"\xf1a\n")
    (problem,) = draft.problems()
    assert (problem.code, problem.line, problem.column) == ("Y106", 3, 10)


@pytest.mark.parametrize(
    "text",
    ["title: x\n", "---\ntitle: x\n", "text\n---\ntitle: x\n---\n", "", "\n---\ntitle: x\n---\n", "--- \n"],
)
def test_fields_at_the_top_are_missing(draft: Draft, text: str) -> None:
    """A method begins with fields between two lines of three hyphens, in its first line and closed."""
    draft.write("methods/pairs.md", text)
    assert draft.told() == ["methods/pairs.md:1: Y107"]


def test_places_in_the_fields_of_a_text(draft: Draft) -> None:
    """Mistakes in the fields at the top of a Markdown file have the lines of that file."""
    text = (PROBLEMS / "P108/curriculum/methods/pairs.md").read_text(encoding="utf-8")
    draft.write(
        "methods/pairs.md", text.replace("minutes: 10", "minutes: 10\nminutes: 20").replace("room:", "roome:")
    )
    assert draft.told() == ["methods/pairs.md:5: Y102", "methods/pairs.md:7: S101"]


# Links


def outside(draft: Draft, name: str) -> Path:
    """A place beside the curriculum folder."""
    return draft.folder.parent / name


def test_links_out_are_refused(draft: Draft) -> None:
    """A file or folder that links to somewhere outside of the curriculum is not read."""
    draft.copy("modules/first", "../elsewhere")
    (draft.folder / "modules" / "second").symlink_to(outside(draft, "elsewhere"))
    (draft.folder / "methods").mkdir()
    (draft.folder / "methods" / "pairs.md").symlink_to("/etc/passwd")
    (draft.folder / "profiles").symlink_to(outside(draft, "elsewhere"))
    (draft.folder / "audiences.yaml").rename(outside(draft, "audiences.yaml"))
    (draft.folder / "audiences.yaml").symlink_to(outside(draft, "audiences.yaml"))
    (draft.folder / "modules/first/handout.md").unlink()
    (draft.folder / "modules/first/handout.md").symlink_to(outside(draft, "elsewhere") / "handout.md")
    assert draft.told() == [
        "audiences.yaml:0: F106",
        "methods/pairs.md:0: F106",
        "modules/first/handout.md:0: F106",
        "modules/second:0: F106",
        "profiles:0: F106",
    ]


def test_links_in_a_circle_are_refused(draft: Draft) -> None:
    """A link to itself is told, not followed for ever."""
    (draft.folder / "paths").mkdir()
    (draft.folder / "paths" / "start.yaml").symlink_to("start.yaml")
    assert draft.told() == ["paths/start.yaml:0: F106"]


def test_links_inside_are_read(draft: Draft) -> None:
    """A module may link to another module's folder of the same curriculum."""
    (draft.folder / "modules" / "second").symlink_to("first")
    assert list(draft.read().curriculum.modules) == ["first", "second"]
    assert draft.problems() == []


def test_curriculum_itself_may_be_a_link(draft: Draft) -> None:
    """The folder that a person gives may be a link, as the installed one is in a checkout."""
    link = outside(draft, "link")
    link.symlink_to(draft.folder)
    assert codes(layer(link)) == []


# Pictures


def picture(draft: Draft) -> Path:
    """Lists and shows wiki.svg in the module; the path where it should be."""
    draft.edit("modules/first/module.yaml", "authors: [A", PICTURE)
    draft.edit("modules/first/handout.md", "Edit one", "![A circle](wiki.svg)\n\nEdit one")
    return draft.folder / "modules/first/wiki.svg"


def test_pictures_are_read(draft: Draft) -> None:
    """The content of listed pictures comes with the module."""
    picture(draft).write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg"/>')
    reading = draft.read()
    assert reading.problems == ()
    assert list(reading.curriculum.modules["first"].pictures) == ["wiki.svg"]


def test_picture_that_is_not_there(draft: Draft) -> None:
    """A picture that is missing, a folder, a link out or huge is told where it is listed."""
    path = picture(draft)
    assert draft.told() == ["modules/first/module.yaml:32: H104"]
    path.mkdir()
    assert draft.told() == ["modules/first/module.yaml:32: H104"]
    path.rmdir()
    os.mkfifo(path)
    assert [problem.message for problem in draft.problems()] == ["wiki.svg is no file"]
    path.unlink()
    draft.write("../wiki.svg", "<svg/>")
    path.symlink_to(outside(draft, "wiki.svg"))
    assert draft.told() == ["modules/first/module.yaml:32: F106"]
    path.unlink()
    with path.open("wb") as stream:
        stream.truncate(MAX_PICTURE_BYTES + 1)
    assert draft.told() == ["modules/first/module.yaml:32: Y105"]
    assert list(draft.read().curriculum.modules) == ["first"]


# Profiles outside, and the order of files


def test_profile_from_any_file(tmp_path: Path) -> None:
    """A profile outside of the layers is read by its path; its id is the file's name."""
    path = tmp_path / "Our Group.yaml"
    path.write_text((PROBLEMS / "N101/curriculum/profiles/group.yaml").read_text(encoding="utf-8"), "utf-8")
    entry, problems = load_profile(path)
    assert problems == []
    assert entry is not None
    assert (entry.id, entry.layer, entry.value.participants) == ("Our Group", "file", 10)


def test_profile_that_cannot_be_read(tmp_path: Path) -> None:
    """A profile that is missing or wrong gives problems and no entry."""
    entry, (problem,) = load_profile(tmp_path / "none.yaml")
    assert (entry, problem.code) == (None, "F102")
    (tmp_path / "wrong.yaml").write_text("title: x\n", encoding="utf-8")
    entry, problems = load_profile(tmp_path / "wrong.yaml")
    assert entry is None
    assert {problem.code for problem in problems} == {"S102"}


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_order_of_files_does_not_matter(tmp_path_factory: pytest.TempPathFactory, random: object) -> None:
    """Whatever order the folder lists its files in, the curriculum and its problems are the same."""
    draft = make_curriculum(tmp_path_factory.mktemp("order"))
    for name in ("second", "third", "a1"):
        draft.copy("modules/first", f"modules/{name}")
    draft.edit("modules/third/module.yaml", "level: introductory", "level: easy")
    right, problems = load([draft.layer])
    with pytest.MonkeyPatch.context() as patch:
        listed = os.listdir
        patch.setattr(os, "listdir", lambda path: _shuffled(listed(path), random))
        again, told = load([draft.layer])
    assert (again, told) == (right, problems)
    assert list(again.modules) == ["a1", "first", "second"]


def _shuffled(names: list[str], random: object) -> list[str]:
    random.shuffle(names)  # type: ignore[attr-defined]
    return names
