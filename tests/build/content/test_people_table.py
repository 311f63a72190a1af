"""Tables of participants: every usual form is read, and what is wrong is told by row without repeating it."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rumbo.build.content.people import MOST_PEOPLE, MOST_TOLD, load_people, people_in
from rumbo.build.model import Participant
from rumbo.build.problem import Problem

TABLE = "name,username,consent\nAna Soto,AnaS,yes\nBen,,\n"


def read(text: str) -> tuple[tuple[Participant, ...], list[Problem]]:
    return people_in(io.StringIO(text, newline=""), "people.csv")


def codes(text: str) -> list[str]:
    return [f"{problem.line}:{problem.column} {problem.code}" for problem in read(text)[1]]


def one(text: str) -> Participant:
    """The only person of a table in which nothing is wrong."""
    people, problems = read(text)
    assert problems == []
    (person,) = people
    return person


def test_one_row_a_person() -> None:
    """Each row is a person, in the order of the table; empty rows are nobody, empty cells unknown."""
    people, problems = read(f"{TABLE}\n,,\n - , , \nCleo\n")
    assert problems == []
    assert [(person.name, person.username, person.consent) for person in people] == [
        ("Ana Soto", "AnaS", "yes"),
        ("Ben", "", None),
        ("Cleo", "", None),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "name,username,pronoun,email,language,diet,access,consent,affiliation,completed",
        "Full name,User name,Pronouns,E-mail address,Preferred language,Food,Access needs,Photos,Organisation,Done",
        "NOMBRE COMPLETO,Nombre de usuario,Pronombre,Correo electrónico,Idioma,Dieta,Accesibilidad,Fotos,"
        "Institución,Completado",
        "Your name:,User_name,Your pronouns?,Mail,Languages,Meals,Accessibility,Photo consent *,Institution,Finished",
    ],
)
def test_headings_are_known_in_two_languages(head: str) -> None:
    """A column is found by its heading in English or Spanish, whatever the case, accents and marks around it."""
    person = one(f"{head}\nAna,AnaS,ella,ana@example.org,es,vegan,ramp,ask,Museum,x\n")
    assert person == Participant(
        name="Ana",
        username="AnaS",
        pronoun="ella",
        email="ana@example.org",
        language="es",
        diet="vegan",
        access="ramp",
        consent="ask",
        affiliation="Museum",
        completed=True,
    )


@pytest.mark.parametrize("head", ["First name,Last name", "Nombre,Apellidos", "Apellido,Nombres"])
def test_first_and_last_name_are_joined(head: str) -> None:
    """A name in two columns becomes one, the surname behind."""
    row = "Soto Paz,Ana" if head.startswith("Apellido") else "Ana,Soto Paz"
    assert one(f"{head}\n{row}\n").name == "Ana Soto Paz"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_separator_is_recognised(separator: str, end: str) -> None:
    """Commas, semicolons and tabs separate cells, and a quoted cell may hold them."""
    head, row = separator.join(["Name", "Diet"]), separator.join(["Ana", '"no nuts, no milk; thanks"'])
    person = one(f"{head}{end}{row}{end}")
    assert (person.name, person.diet) == ("Ana", "no nuts, no milk; thanks")


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_every_end_of_lines_is_read(tmp_path: Path, end: bytes) -> None:
    """Files of all systems, those of old Macs as well, whose rows are told by their lines."""
    (tmp_path / "people.csv").write_bytes(end.join([b"name,consent", b"Ana,yes", b"Ben,perhaps", b""]))
    assert [problem.line for problem in load_people(tmp_path / "people.csv")[1]] == [3]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_every_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with and without its mark, UTF-16 and Latin-1 give the same names; a guess is told."""
    (tmp_path / "people.csv").write_bytes("nombre;pronombre\nÍñigo Núñez;él\n".encode(encoding))
    people, problems = load_people(tmp_path / "people.csv")
    assert [(person.name, person.pronoun) for person in people] == [("Íñigo Núñez", "él")]
    assert [problem.code for problem in problems] == (["A208"] if encoding == "latin-1" else [])


def test_lines_before_the_head_are_passed_over() -> None:
    """A title and an empty line may stand above the head; a head that stands again is nobody."""
    assert [person.name for person in read(f"Our list\n\n{TABLE}{TABLE}")[0]] == ["Ana Soto", "Ben"] * 2


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        *[("yes", "yes"), ("Sí", "yes"), ("GREEN", "yes"), ("verde", "yes")],
        *[("ask", "ask"), ("Yellow", "ask"), ("amarillo", "ask"), ("ask me", "ask")],
        *[("no", "no"), ("red", "no"), ("Rojo", "no"), ("nunca", "no")],
        *[("", None), ("-", None)],
    ],
)
def test_consent_in_words_or_colours(said: str, meant: str | None) -> None:
    """Consent is told by a word or by the colour of the mark; nothing is nothing, never a yes."""
    assert one(f"name,photo consent\nAna,{said}\n").consent == meant


@pytest.mark.parametrize("sign", ["=1+1", "+52 55 1234", "-1", "@SUM(A1)", '=HYPERLINK(""http://x.y"",""z"")'])
@pytest.mark.parametrize("mark", ["", "'"])
def test_formulas_are_words(sign: str, mark: str) -> None:
    """What begins with the sign of a formula is read as it stands, without the mark that made it harmless."""
    assert one(f'name,diet\nAna,"{mark}{sign}"\n').diet == sign.replace('""', '"')


def test_what_cannot_be_seen_is_taken_away() -> None:
    """Line ends, control characters and signs that turn the direction of writing become blanks; joiners stay."""
    person = one('name,pronoun\n"Ana\n\x07\u202e Soto\ufeff","\u0645\u06cc\u200c\u062e"\n')
    assert (person.name, person.pronoun) == ("Ana Soto", "\u0645\u06cc\u200c\u062e")


# What is wrong


@pytest.mark.parametrize(
    "text", ["", "\n\n", "town,street\nx,y\n", "email\na@b.c\n", "name\n", 'name\n"Ana\n', f"name\n{'x' * 200_000}\n"]
)
def test_what_is_no_table_is_told(text: str) -> None:
    """No head, no column of names, nobody in it or a quotation mark without end: a U101, and nobody is read."""
    people, problems = read(text)
    assert [problem.code for problem in problems] == ["U101"]
    assert people == ()


def test_columns_that_are_not_used_are_listed_once() -> None:
    """Columns of other things are named in one U102, a note, and not read."""
    people, (problem,) = read("Timestamp,name,Shoe size\n2026,Ana,38\n")
    assert (problem.code, problem.severity, problem.line) == ("U102", "note", 1)
    assert problem.message.endswith(": Timestamp, Shoe size")
    assert "38" not in repr(people)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *[
            ("consent", "perhaps"),
            ("consent", "x"),
            ("completed", "half"),
            ("email", "ana at example"),
            ("email", "@"),
        ],
        *[("pronoun", "x" * 121), ("diet", "x" * 2001)],
    ],
)
def test_a_wrong_value_is_told_by_row_and_column(column: str, value: str) -> None:
    """A U103 names the row, the column and what it should hold, and does not repeat what stands there."""
    _, (problem,) = read(f"name,{column}\nBen,\nAna,{value}\n")
    assert (problem.code, problem.line, problem.column) == ("U103", 3, 2)
    assert problem.message.startswith(f"row 3, column '{column}': this is not ")
    assert value not in problem.message.removeprefix(f"row 3, column '{column}': ") or value in ("x", "@")
    assert "leave the cell empty" in problem.hint


@pytest.mark.parametrize("name", ["", "-", "x" * 121])
def test_a_row_without_a_name_is_told(name: str) -> None:
    """Somebody without a name, or with one that no badge can hold, is a U104."""
    assert codes(f"name,username\nAna,A\n{name},B\n") == ["3:1 U104"]


def test_a_second_column_is_told() -> None:
    """Two columns for one thing are a U105: nobody knows which is right."""
    assert codes("name,mail,e-mail\nAna,a@b.c,d@e.f\n") == ["1:3 U105"]


def test_a_row_longer_than_the_head_is_told() -> None:
    """A row with more filled cells than the head is a U106."""
    assert codes("name,diet\nAna,nuts, milk\nBen,x,\n") == ["2:1 U106"]


def test_somebody_twice_is_told() -> None:
    """The same name with the same address is a U107, a warning; with another address it is another person."""
    people, (problem,) = read("name,email\nAna,a@b.c\nana,A@b.c\nAna,x@y.z\n")
    assert (problem.code, problem.severity, problem.line) == ("U107", "warning", 3)
    assert problem.message == "row 3 names the same person as row 2"
    assert len(people) == 3


def test_many_problems_are_summed_up() -> None:
    """A column that is wrong all over gives a few dozen problems and a sum."""
    _, problems = read("name,consent\n" + "".join(f"P{number},perhaps\n" for number in range(1000)))
    assert len(problems) == MOST_TOLD + 1
    assert f"{1000 - MOST_TOLD} more" in problems[-1].message


def test_no_workshop_is_that_large() -> None:
    """More people than any workshop has are no table of participants."""
    _, (problem,) = read("name\n" + "".join(f"P{number}\n" for number in range(MOST_PEOPLE + 1)))
    assert problem.code == "U101"


def test_with_an_error_nobody_is_read(tmp_path: Path) -> None:
    """A file with an error gives nobody, so that no badge is left out without notice; a missing file is told."""
    (tmp_path / "people.csv").write_text("name,consent\nAna,perhaps\nBen,no\n", encoding="utf-8")
    people, (problem,) = load_people(tmp_path / "people.csv")
    assert (people, problem.code) == ((), "U103")
    people, (problem,) = load_people(tmp_path / "nothing.csv")
    assert (people, problem.code) == ((), "F102")


@given(st.text(max_size=200))
def test_anything_can_be_read(text: str) -> None:
    """Whatever a file holds, there is an answer, and every name can stand on one line."""
    for table in (text, f"name,consent\n{text}"):
        people, problems = read(table)
        assert people or problems
        assert all(person.name == " ".join(person.name.split()) != "" for person in people)
