"""The straight line of the house stays straight: who may import what, and who may touch the world outside."""

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from conftest import HOME
from rumbo.build.curriculum import Curriculum
from rumbo.build.pipeline import DOCUMENTS
from rumbo.build.problem import CATALOGUE, GROUPS

FILES = sorted(path for folder in ("build", "cli") for path in (HOME / folder).rglob("*.py"))
NAMES = [path.relative_to(HOME).as_posix() for path in FILES]
BUILD = [name for name in NAMES if name.startswith("build/")]
CLI = [name for name in NAMES if name.startswith("cli/")]

STAGES = ("content", "check", "assess", "planning", "translate", "documents", "render", "exchange", "write")
JOINS = "build/pipeline.py"
ALSO_JOINS = "build/replay.py"
"""The same for saved plans, on top of the pipeline."""
JOINS_FILES = "build/press.py"
"""The same for everything that becomes a file; the pipeline builds on it."""
JOINS_RECORDS = "build/records.py"
"""The same for records of events, on top of both."""
JOINS_ASSESSMENTS = "build/assessing.py"
"""The same for needs assessments, beside the pipeline."""
JOINS_LANGUAGES = "build/translation.py"
"""The same for content in another language; the pipeline builds on it."""
JOINS_WISHES = "build/asked.py"
"""The same for what a person asks a pack for, on top of both."""
JOINS_ALIKE = "build/alike.py"
"""The same for what decides the bytes of a pack."""
JOINS_READING = "build/reading.py"
"""The same for what is read and what is wrong with it; the pipeline builds on it."""
JOINS_AHEAD = "build/ahead.py"
"""The same for reading and checking single pieces in several processes, beside the pipeline."""
ALL_JOINS = (
    *(JOINS, ALSO_JOINS, JOINS_FILES, JOINS_RECORDS, JOINS_LANGUAGES, JOINS_ASSESSMENTS),
    *(JOINS_WISHES, JOINS_ALIKE, JOINS_AHEAD, JOINS_READING),
)

CLI_USES = {
    "cli/tell_plan.py": {"exchange.rows"},
    "cli/ask_assessment.py": {"assess.answers"},
    "cli/batch/job.py": {"render.printed"},  # says what a process may use
    "cli/batch/make.py": {"write"},
    "cli/commands/assess.py": {"assess.answers", "assess.tally", "assess.unfinished", "exchange.results", "write"},
    "cli/commands/batch.py": {"write"},
    "cli/commands/coverage.py": {"exchange.coverage"},
    "cli/commands/doctor.py": {
        "render.compiled",
        "render.fonts",
        "render.libraries",
        "render.scripts",
    },  # without content
    "cli/commands/graph.py": {"write"},
    "cli/commands/handbook.py": {"write"},
    "cli/commands/handout.py": {"write"},
    "cli/commands/list.py": {"exchange.rows"},
    "cli/commands/new.py": {"exchange.schemas", "write"},
    "cli/commands/pack.py": {"documents.names", "write"},
    "cli/commands/pattern.py": {"content.load", "exchange.wiki", "write"},
    "cli/commands/minutes.py": {"write"},
    "cli/commands/record.py": {"assess.unfinished", "write"},
    "cli/commands/report.py": {"write"},
    "cli/commands/patterns.py": {"exchange.rows"},
    "cli/commands/path.py": {"exchange.rows", "exchange.ways"},
    "cli/commands/plan.py": {"exchange.rows", "write"},
    "cli/commands/schema.py": {"exchange.schemas", "write"},
    "cli/commands/show.py": {"exchange.rows"},
    "cli/commands/translate.py": {"content.load", "write"},
    "cli/commands/why.py": {"exchange.rows", "exchange.ways"},
    "cli/content.py": {"content.load"},  # what is only looked up needs no check, and must be fast
    "cli/options.py": {"content.load", "documents.names"},  # the same for completion
    "cli/packed.py": {"write"},  # a pack that was made before needs no stage but the last
    "cli/reference.py": {"content.load", "exchange.coverage"},  # pages are made of what ships, and need no check
    "cli/start/changes.py": {"exchange.rows"},
    "cli/start/conversation.py": {"write"},
    "cli/start/finish.py": {"write"},
    "cli/start/plans.py": {"check.plans", "check.profiles"},  # a change that makes no plan is taken back at once
    "cli/start/questions.py": {"check.profiles"},
    "cli/tell_assessment.py": {"assess.merge"},
    "cli/packing.py": {"documents.names", "exchange.archive", "write"},
    "cli/printing.py": {
        "render.fonts",
        "render.libraries",
        "render.pool",
        "render.printed",
        "render.templates",
        "write",
    },  # what may fail, and how it is told
}
"""The stages that commands use without the pipeline between."""

LIBRARIES = {
    "segno": {"build/documents/qr.py"},
    "PIL": {"build/render/ink.py"},
    "babel": {"build/labels.py"},
    "click": set(CLI),
    "distributed": {"cli/batch/cluster.py"},
    "fontTools": {"build/letters.py", "build/render/fonts.py"},
    "graphlay": {"build/exchange/graph_layout.py"},
    "highspy": {"build/planning/solver.py"},
    "icalendar": {"build/exchange/calendar.py"},
    "jinja2": {f"build/{name}.py" for name in ("render/html", "render/text", "render/templates", "starters")},
    "markdown_it": {"build/markdown.py"},
    "mwparserfromhell": {"build/exchange/wiki_nodes.py"},
    "markupsafe": {"build/render/html.py"},
    "mdit_py_plugins": {"build/markdown.py"},
    "polib": {"build/po.py"},
    "pydantic": {name for name in BUILD if name.startswith("build/model/")}
    | {"build/content/schema.py", "build/exchange/schemas.py"},
    "pydantic_core": {"build/content/schema.py", "build/content/wording.py"},
    "pydyf": {"build/render/engine.py"},
    "pikepdf": {
        "build/render/booklet.py",
        "build/render/facing.py",
        "build/render/joined.py",
        "build/render/overlay.py",
    },
    "weasyprint": {
        f"build/render/{name}.py"
        for name in ("engine", "libraries", "pdf", "weasyprint_patches", "weasyprint_faster")
    },
    "yaml": {"build/yaml_text.py"},
}
"""Each third-party library lives behind one module or two."""

READERS = {
    "build/cache.py": "what was kept in its own folder",
    "build/fingerprint.py": "everything that decides an answer, to hash it",
    "build/packs.py": "a pack that Rumbo made, to compare it or to add to it",
    "build/letters.py": "our own fonts in templates/",
    "build/labels.py": "our own labels in templates/i18n",
    "build/render/fonts.py": "our own fonts in templates/",
    **{
        f"build/render/{name}.py": "a PDF in memory, which its library opens"
        for name in ("booklet", "facing", "joined")
    },
    "build/render/ink.py": "a picture in memory, which its library opens",
    "build/render/compiled.py": "WeasyPrint, to hash it, and what was made of it on this computer",
    "build/render/pdf.py": "our own fonts in templates/",
    "build/render/templates.py": "templates of a layer, and from the system the size of this process",
    "build/staging.py": "the names in the folder that is written to, for what a killed run has left",
    "build/write.py": "the list of what Rumbo made in the folder that is to be replaced",
}
"""What else reads from disk, and what."""

READS = {
    "open",
    "read_text",
    "read_bytes",
    "listdir",
    "scandir",
    "iterdir",
    "glob",
    "rglob",
    "walk",
    "FileSystemLoader",
}
WRITES = {
    *("write_text", "write_bytes", "mkdir", "makedirs", "rename", "unlink", "rmdir", "touch", "rmtree", "copy2"),
    *("copyfile", "copytree", "symlink_to", "hardlink_to", "chmod", "mkdtemp", "mkstemp"),
    *("os.remove", "os.replace", "shutil.move"),  # by their full names: sets and texts have such methods too
}
WRITERS = ("build/write.py", "build/staging.py", "build/cache.py")
"""The stage write, the folders that it works in, and what is kept in a folder of its own."""
LOADS_TEMPLATES = {"build/render/templates.py", "build/starters.py"}

FORBIDDEN = {
    *(
        "print",
        "input",
        "breakpoint",
        "exit",
        "quit",
        "os.environ",
        "os.getenv",
        "os.getcwd",
        "os.system",
        "Path.cwd",
    ),
    *("sys.argv", "sys.stdin", "sys.stdout", "sys.stderr", "sys.exit", "dt.datetime.now", "dt.datetime.today"),
    *("dt.date.today", "datetime.now", "datetime.today", "date.today", "time.time", "time.localtime"),
}
CLOSED = {"random", "secrets", "socket", "urllib.request", "http.client", "subprocess", "getpass", "time"}
"""Modules that an engine of plain functions has no use for."""

MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 40


@dataclass(frozen=True, slots=True)
class Import:
    """An import somewhere in a file: the module, and what is taken from it."""

    module: str
    names: tuple[str, ...]
    line: int


@cache
def tree(name: str) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse((HOME / name).read_text(encoding="utf-8"), name)


@cache
def imports(name: str) -> tuple[Import, ...]:
    """Every import in a file, those inside of functions too."""
    found = []
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            found += [Import(alias.name, (), node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}:{node.lineno}: relative imports hide the straight line"
            found.append(Import(node.module or "", tuple(alias.name for alias in node.names), node.lineno))
    return tuple(found)


def ours(name: str) -> set[str]:
    """The modules of our own that a file imports, such as build.content.load."""
    known = {module_of(other) for other in NAMES}
    found = set()
    for one in imports(name):
        if one.module.split(".")[0] == "rumbo":
            inner = {f"{one.module}.{taken}" for taken in one.names} & known
            found |= inner or {one.module}
    return {module.removeprefix("rumbo.") for module in found}


def module_of(name: str) -> str:
    """The import name of a file."""
    return "rumbo." + name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def stage_of(module: str) -> str:
    """The stage that a module such as build.content.load belongs to; empty for what all stages share."""
    room = module.split(".")[1] if module.startswith("build.") else ""
    return room if room in STAGES else ""


def without_main(name: str) -> Iterator[ast.AST]:
    """Every node of a file but those of an `if __name__ == "__main__"` block."""
    for part in tree(name).body:
        if not (isinstance(part, ast.If) and "__main__" in ast.unparse(part.test)):
            yield from ast.walk(part)


def called(node: ast.AST) -> str:
    """The last word of what a call calls; empty if the node is no call."""
    if not isinstance(node, ast.Call):
        return ""
    target = node.func
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def places(name: str, functions: set[str]) -> list[str]:
    """Where a file calls one of some functions, named by their last word or in full."""
    return [
        f"{name}:{node.lineno}: {called(node)}"
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Call) and {called(node), ast.unparse(node.func)} & functions
    ]


def texts(name: str) -> Iterator[tuple[int, str]]:
    """Every text in the code of a file with its line, docstrings and help (which may give examples) left out."""
    told = {
        id(node.value)
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    told |= {
        id(inner)
        for node in ast.walk(tree(name))
        if isinstance(node, ast.keyword) and node.arg in ("help", "epilog")
        for inner in ast.walk(node.value)
    }
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


@pytest.mark.parametrize("name", BUILD)
def test_only_content_reads(name: str) -> None:
    """Only the stage content reads files, but for the few that read what is ours or what they are to replace."""
    if name.startswith("build/content/") or name in READERS:
        return
    allowed = {"FileSystemLoader"} if name in LOADS_TEMPLATES else set()
    assert places(name, READS - allowed) == []


@pytest.mark.parametrize("name", BUILD)
def test_only_write_writes(name: str) -> None:
    """Only the stage write makes, changes or removes files; the cache does in a folder of its own."""
    if name not in WRITERS:
        assert places(name, WRITES) == []
        modes = [
            ast.unparse(inner)
            for node in ast.walk(tree(name))
            if called(node) == "open"
            for inner in getattr(node, "args", [])
        ]
        assert not [mode for mode in modes if re.search("^'[^']*[wax+]", mode)]


def test_staging_serves_writing_alone() -> None:
    """What makes, swaps and sweeps folders is used by the stage write and by nobody else."""
    assert [name for name in NAMES if "build.staging" in ours(name)] == ["build/write.py"]


def test_readers_read() -> None:
    """A file that no longer reads anything is taken off the list of those that may."""
    assert [name for name in READERS if not places(name, READS | {"glob"})] == []
    assert [name for name in LOADS_TEMPLATES if not places(name, {"FileSystemLoader"})] == []


@pytest.mark.parametrize("name", BUILD)
def test_engine_leaves_the_world_alone(name: str) -> None:
    """The engine prints nothing, asks nothing, and knows neither environment, nor clock, nor chance, nor network."""
    found = []
    for node in without_main(name):
        if isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node) in FORBIDDEN:
            found.append(f"{name}:{node.lineno}: {ast.unparse(node)}")
    found += [f"{name}:{one.line}: {one.module}" for one in imports(name) if one.module in CLOSED]
    assert found == []


@pytest.mark.parametrize("name", [name for name in BUILD if name not in ALL_JOINS])
def test_stages_do_not_know_each_other(name: str) -> None:
    """A stage imports no other stage, and what all stages share imports none: only the modules that join do."""
    own = stage_of(module_of(name).removeprefix("rumbo."))
    assert {stage for stage in map(stage_of, ours(name)) if stage} <= {own} - {""}
    joins = {joins.removesuffix(".py").replace("/", ".") for joins in ALL_JOINS}
    assert not joins & ours(name)


def test_pipeline_joins_every_stage() -> None:
    """The pipeline joins all stages but write, which the commands call with what it made."""
    joined = {stage for stage in map(stage_of, ours(JOINS) | ours(JOINS_FILES)) if stage}
    assert joined == set(STAGES) - {"write"}


@pytest.mark.parametrize("name", BUILD)
def test_engine_does_not_know_the_command_line(name: str) -> None:
    """Nothing in build/ imports cli/."""
    assert not [module for module in ours(name) if module.startswith("cli")]


@pytest.mark.parametrize("name", CLI)
def test_commands_use_the_pipeline(name: str) -> None:
    """A command uses a stage without the pipeline only where CLI_USES says so, and says so only where it does."""
    direct = {module.removeprefix("build.") for module in ours(name) if stage_of(module)}
    assert direct == CLI_USES.get(name, set())


@pytest.mark.parametrize("library", LIBRARIES)
def test_library_lives_in_one_place(library: str) -> None:
    """Each third-party library is imported by the modules named for it and by no other."""
    users = {name for name in NAMES for one in imports(name) if one.module.split(".")[0] == library}
    assert users <= LIBRARIES[library]
    assert users, "a library nobody imports is no dependency"


def test_libraries_are_known() -> None:
    """No third-party library comes in without a place in LIBRARIES."""
    used = {one.module.split(".")[0] for name in NAMES for one in imports(name)}
    assert used - set(sys.stdlib_module_names) - {"rumbo"} == set(LIBRARIES)


@pytest.mark.parametrize(
    "command", ["main", "commands.list", "commands.check", "commands.path", "commands.plan", "commands.pattern"]
)
def test_fast_commands_import_no_renderer(command: str) -> None:
    """What is imported at the top for --help, list, check, path, plan and pattern holds no large library."""
    slow = ("weasyprint", "jinja2", "fontTools", "PIL", "highspy", "numpy", "mwparserfromhell")
    code = f"import sys, rumbo.cli.{command}; print(*[name for name in {slow!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("name", NAMES)
def test_modules_and_functions_are_short(name: str) -> None:
    """No file of code is longer than 300 lines, no function longer than 40."""
    assert len((HOME / name).read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    assert [
        f"{name}:{node.lineno}: {node.name}"
        for node in ast.walk(tree(name))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= MOST_LINES_OF_A_FUNCTION
    ] == []


@pytest.mark.parametrize("name", NAMES)
def test_everything_public_is_explained(name: str) -> None:
    """Every module, and every class and function without a leading underscore, has a docstring."""
    assert ast.get_docstring(tree(name)), f"{name} says nothing about itself"
    assert list(_unexplained(name, tree(name))) == []


def _unexplained(name: str, holder: ast.Module | ast.ClassDef) -> Iterator[str]:
    inherited = {"emit", "fetch", "fence", "image"}  # of a base class, where they are explained
    for node in holder.body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if node.name.startswith("_"):
            continue
        if not ast.get_docstring(node) and not (isinstance(holder, ast.ClassDef) and node.name in inherited):
            yield f"{name}:{node.lineno}: {node.name}"
        if isinstance(node, ast.ClassDef):
            yield from _unexplained(name, node)


@pytest.mark.parametrize("name", NAMES)
def test_code_names_no_content(name: str, curriculum: Curriculum) -> None:
    """No text in the code is the id of a module, method, profile, pattern or path: a new workshop needs no Python.

    A hint may give one as an example, after "such as".
    """
    ids = {
        known for kind in ("modules", "methods", "profiles", "patterns", "paths") for known in curriculum.ids(kind)
    } - set(DOCUMENTS)  # a document may be called like a pattern
    found = []
    for line, text in texts(name):
        words = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.sub(r"such as [a-z0-9-]+", "", text)))
        found += [f"{name}:{line}: {word}" for word in sorted(words & ids)]
    assert found == []


def test_codes_are_those_of_the_catalogue() -> None:
    """Every problem code in the code is in the catalogue, and every code of the catalogue is used."""
    used: dict[str, str] = {}
    for name in NAMES:
        if name != "build/problem.py":
            for line, text in texts(name):
                if re.fullmatch(rf"[{''.join(GROUPS)}]\d{{3}}", text):
                    used[text] = f"{name}:{line}"
    assert {code: place for code, place in used.items() if code not in CATALOGUE} == {}
    assert sorted(set(CATALOGUE) - set(used)) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_module_can_be_imported(name: str) -> None:
    """No module does anything when it is imported, so that each can be used alone."""
    if not name.endswith("__main__.py"):
        assert Path(str(importlib.import_module(module_of(name)).__file__)).resolve() == HOME / name
