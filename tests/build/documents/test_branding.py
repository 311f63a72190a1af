"""Branding and codes: the partner's logo, colours and foot line, and links that can be scanned."""

import datetime as dt
import io
import subprocess
from pathlib import Path

import page
import pypdf
import pytest
import segno
from conftest import Draft
from PIL import Image
from rumbo.build import pipeline, press, replay
from rumbo.build.check.branding import LEAST, contrast
from rumbo.build.documents.qr import QUIET, scans_of, short
from rumbo.build.model import Profile
from rumbo.build.model.profile import Links
from rumbo.build.outcome import Artifact

LOGO = b"""<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20">
<rect width="60" height="20" fill="#7a1f3d"/></svg>"""
EVENT, BOARD = (
    "https://meta.wikimedia.org/wiki/Event:Museos_2027/",
    "https://outreachdashboard.wmflabs.org/courses/a/b",
)
PLAIN = """\
title: Our group
audience: [everyone]
language: en
participants: 3
modules: [first]
when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]
"""
BRANDED = f"""{PLAIN}contact: {{affiliate: Museum of Maps}}
links: {{event_page: "{EVENT}", dashboard: "{BOARD}"}}
branding: {{logo: logo.svg, colours: ["#7a1f3d", "#1f5f3d"], footer: "Museum of Maps <3"}}
"""
KINDS = ("agenda", "guide", "handbook", "certificates")


def branded(draft: Draft, text: str = BRANDED) -> Draft:
    draft.write("profiles/group.yaml", text)
    draft.write("profiles/logo.svg", LOGO)
    return draft


def printed(draft: Draft) -> dict[str, Artifact]:
    """The agenda, guide, handbook and certificates of the group."""
    curriculum = draft.read().curriculum
    group = curriculum.profiles["group"]
    documents = pipeline.documents_of(group, pipeline.plan_for(group.value, curriculum), curriculum, KINDS)
    return {artifact.name: artifact for artifact, _ in press.print_all(documents)}


def test_contrast_is_that_of_the_guideline() -> None:
    """Black on white is 21 to 1, white on white 1 to 1, and #767676 the palest grey for words (WCAG)."""
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#FFFFFF") == pytest.approx(1)
    assert contrast("#767676") >= LEAST > contrast("#777777")


def test_logo_must_be_there(draft: Draft) -> None:
    """A logo that is not beside the profile is told at its field."""
    draft.write("profiles/group.yaml", BRANDED)
    assert draft.told() == ["profiles/group.yaml:9: H104"]


def test_logo_must_be_harmless(draft: Draft) -> None:
    """A logo that runs a script is refused as any other picture."""
    branded(draft).write("profiles/logo.svg", LOGO.replace(b"<rect", b"<script>x</script><rect"))
    assert draft.told() == ["profiles/group.yaml:9: H111"]


def test_logo_that_leads_elsewhere(draft: Draft, tmp_path: Path) -> None:
    """A link to a file outside is no logo."""
    branded(draft)
    (tmp_path / "secret.svg").write_bytes(LOGO)
    (draft.folder / "profiles/logo.svg").unlink()
    (draft.folder / "profiles/logo.svg").symlink_to(tmp_path / "secret.svg")
    assert "profiles/group.yaml:9: F106" in draft.told()


def words(pdf: bytes, folder: Path, *options: str) -> str:
    (folder / "page.pdf").write_bytes(pdf)
    command = ["pdftotext", *options, "page.pdf", "-"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def described(pdf: bytes) -> list[str]:
    """What readers aloud say of the pictures of a document."""
    objects = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]["/K"]
    found, waiting = [], [objects]
    while waiting:
        item = waiting.pop()
        item = item.get_object() if hasattr(item, "get_object") else item
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            found += [str(item["/Alt"])] if "/Alt" in item else []
            waiting.append(item.get("/K", []))
    return found


def test_logo_and_foot_are_on_the_pages(draft: Draft, tmp_path: Path) -> None:
    """Covers, agenda and certificates show the logo, described; the foot line stands on every page, as words."""
    for name, artifact in printed(branded(draft)).items():
        (tmp_path / "page.pdf").write_bytes(artifact.content)
        found = page.validate_pdf(str(tmp_path / "page.pdf"), profile=page.ValidationProfile.PDF_UA_1)
        assert found.is_compliant, (name, [failure.message for failure in found.failures])
        assert "Logo of Museum of Maps" in described(artifact.content), name
        feet = words(artifact.content, tmp_path).split("\f")[:-1]
        assert all("Museum of Maps <3" in foot for foot in feet), name


def test_colours_are_on_the_page(draft: Draft, tmp_path: Path) -> None:
    """Headings have the first colour of the partner, lines the second."""
    found = printed(branded(draft))
    for colour, there in (((0x7A, 0x1F, 0x3D), True), ((0x1F, 0x5F, 0x3D), True), ((0x0B, 0x3D, 0x5C), False)):
        (tmp_path / "page.pdf").write_bytes(found["agenda.pdf"].content)
        subprocess.run(["pdftoppm", "-r", "100", "-png", "-singlefile", "page.pdf", "page"], cwd=tmp_path, check=True)
        dots = Image.open(tmp_path / "page.png").convert("RGB").getcolors(1_000_000)
        assert dots
        assert (colour in {dot for _, dot in dots}) == there


def test_without_branding_nothing_is_there(draft: Draft) -> None:
    """A profile without branding and links makes the pages it always made: no style, logo, foot line or code."""
    from rumbo.build.render.html import to_html

    draft.write("profiles/group.yaml", PLAIN)
    curriculum = draft.read().curriculum
    group = curriculum.profiles["group"]
    for document in pipeline.documents_of(group, pipeline.plan_for(group.value, curriculum), curriculum, KINDS):
        html = to_html(document)
        assert not [part for part in ("<style", "data-footer", 'class="logo"', 'class="scan') if part in html]


def test_codes_are_what_a_phone_reads(draft: Draft, tmp_path: Path) -> None:
    """Each dark and light square of the printed code is the one that belongs to the address, with white around."""
    plain = BRANDED.partition("branding:")[0]
    artifact = printed(branded(draft, plain))["agenda.pdf"]
    (tmp_path / "page.pdf").write_bytes(artifact.content)
    code = segno.make_qr(EVENT, error="q", boost_error=False)
    subprocess.run(["pdftoppm", "-r", "300", "-gray", "-singlefile", "page.pdf", "page"], cwd=tmp_path, check=True)
    sheet = Image.open(tmp_path / "page.pgm")
    side, step = code.symbol_size(border=0)[0], 27 / 25.4 * 300 / code.symbol_size(border=QUIET)[0]
    left = (18 - 2.5) / 25.4 * 300 + QUIET * step
    column = bytes(sheet.crop((round(left + step / 2), 0, round(left + step / 2) + 1, sheet.height)).tobytes())
    dark_enough = round(6 * step)  # the left side of the mark in the corner is seven squares high
    top = next(y for y in range(sheet.height) if max(column[y : y + dark_enough]) < 128)
    for row, squares in enumerate(code.matrix):
        for place, dark in enumerate(squares):
            dot = sheet.getpixel((round(left + (place + 0.5) * step), round(top + (row + 0.5) * step)))
            assert (dot < 128) == bool(dark), (row, place)  # type: ignore[operator]
    assert side * step / 300 * 25.4 > 15, "large enough for a phone at arm's length"
    assert "meta.wikimedia.org/wiki/" in words(artifact.content, tmp_path)


def test_only_links_that_are_given_have_codes() -> None:
    """A profile has a code for each of its links, in order, with the address as people type it."""
    (scan,) = scans_of(Profile.model_construct(links=Links(survey="https://a.b/c")))
    assert (scan.label, scan.short) == ("link-survey", "a.b/c")
    assert short(EVENT) == "meta.wikimedia.org/wiki/Event:Museos_2027"


def test_pack_carries_its_logo(draft: Draft, tmp_path: Path) -> None:
    """The saved plan in a pack finds the logo beside itself, so that the pack can be made again from it."""
    curriculum = branded(draft).read().curriculum
    group = curriculum.profiles["group"]
    plan = pipeline.plan_for(group.value, curriculum)
    for artifact in replay.files_of(group, plan, (), curriculum, dt.date(2026, 11, 22)):
        (tmp_path / artifact.name).write_bytes(artifact.content)
    entry, problems = replay.read_plan(tmp_path / "plan.yaml", curriculum, dt.date(2026, 11, 22))
    assert entry is not None
    assert not problems
    assert replay.profile_in(entry).pictures == {"logo.svg": LOGO}
    (tmp_path / "logo.svg").unlink()
    _, problems = replay.read_plan(tmp_path / "plan.yaml", curriculum, dt.date(2026, 11, 22))
    assert [problem.code for problem in problems] == ["H104"]


def test_code_is_the_same_each_time() -> None:
    """The picture of a code depends on the address alone."""
    from rumbo.build.documents.qr import code

    assert code(EVENT) == code(EVENT)
    assert code(EVENT) != code(BOARD)
    assert io.BytesIO(code(EVENT)).read(4) == b"<svg"
