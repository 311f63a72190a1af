"""Templates in a sandbox: ours, and those that a layer of content brings, which win.

A template cannot reach the inside of Python, change what it is given, or run on for ever: each turn of a loop counts.
"""

import resource
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from rumbo.build.yaml_text import MAX_BYTES

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "documents"
SHIPPED = "shipped"
"""Stands before the name of one of our templates in a template that has the same name: shipped/agenda.html.j2."""
MOST_TURNS = 1_000_000
"""Turns of all loops of one document; the largest real one needs some thousand."""
MOST_MEMORY = 500_000_000
"""Bytes that templates of somebody's own may fill; our largest page fills ten million."""
MOST_TIMES = 100_000
"""How long a text or list may become by multiplying it."""


class TemplateFault(Exception):  # noqa: N818 - it is the fault of a file
    """A template of somebody's own failed; says in which file and line, and why."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(message)
        self.file, self.line, self.message = file, line, message


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox with an end to every loop."""

    intercepted_binops = frozenset({"*", "**"})
    turns = 0
    bounded = False
    """Whether templates of somebody's own are in it, which get only so much memory."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            call = nodes.Call(nodes.EnvironmentAttribute("turn"), [], [], None, None)
            loop.body.insert(0, nodes.ExprStmt(call, lineno=loop.lineno).set_lineno(loop.lineno))
        return tree

    def compile(  # type: ignore[override]  # it has overloads, of which loaders call one
        self, source: Any, name: str | None = None, filename: str | None = None, **how: Any
    ) -> Any:
        """A template as code. What is constant in it is worked out now: raises TemplateFault if that has no end."""
        try:
            return super().compile(source, name, filename, **how)
        except (MemoryError, RecursionError) as error:
            if filename is None or _is_ours(filename):
                raise
            raise TemplateFault(filename, 0, _sentence(error)) from error

    def turn(self) -> None:
        """Counts one turn of a loop. Raises OverflowError when there are too many."""
        self.turns += 1
        if self.turns > MOST_TURNS:
            raise OverflowError(f"its loops take more than {MOST_TURNS:,} turns")

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiplies what does not grow too large."""
        del context
        if operator == "**":
            raise OverflowError("powers are not worked out in templates")
        for one, times in ((left, right), (right, left)):
            if hasattr(one, "__len__") and isinstance(times, int) and len(one) * times > MOST_TIMES:
                raise OverflowError(f"it repeats something more than {MOST_TIMES:,} times")
        return left * right


def sandbox(templates: tuple[Path, ...], *, autoescape: bool) -> Environment:
    """An environment for the templates in our folder and in others, of which earlier ones win."""
    ours = FileSystemLoader(TEMPLATES)
    own = [_Own(folder / "documents") for folder in templates]
    made = _Sandbox(
        loader=ChoiceLoader([*own, ours, PrefixLoader({SHIPPED: ours})]),
        autoescape=autoescape,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.bounded = bool(own)
    del made.globals["lipsum"]  # makes as much text as one likes
    return made


def own_text(path: Path, folder: Path) -> str:
    """A template or style sheet of somebody's own. Raises TemplateFault if it is no text or lies elsewhere."""
    if not path.resolve().is_relative_to(folder.resolve()):
        raise TemplateFault(str(path), 0, "it is a link that leads out of its folder")
    if path.stat().st_size > MAX_BYTES:
        raise TemplateFault(str(path), 0, f"it is larger than {MAX_BYTES:,} bytes")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise TemplateFault(str(path), 0, "it is not text in UTF-8") from None


class _Own(FileSystemLoader):
    """Templates of somebody's own: texts that lie where they are."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, its file, and whether it is still that."""
        if ".." not in template.split("/") and (self.folder / template).is_file():
            own_text(self.folder / template, self.folder)
        return super().get_source(environment, template)


def rendered(environment: Environment, template: str, tools: Mapping[str, Any]) -> str:
    """What a template makes of its tools. Raises TemplateFault if one of somebody's own fails."""
    environment.turns = 0  # type: ignore[attr-defined]
    try:
        with _bounded_memory() if environment.bounded else nullcontext():  # type: ignore[attr-defined]
            return environment.get_template(template).render(tools)
    except TemplateFault:
        raise
    except TemplateSyntaxError as error:
        file, line, message = error.filename or template, error.lineno, error.message or ""
        if _is_ours(file):
            raise
        raise TemplateFault(file, line, message) from error
    except Exception as error:
        place = _place(error)
        if place is None:
            raise
        raise TemplateFault(*place, _sentence(error)) from error


@contextmanager
def _bounded_memory() -> Iterator[None]:
    """Whatever a template does with texts, it gets so much more memory and no more; MemoryError is raised then."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _size() + MOST_MEMORY
    if soft != resource.RLIM_INFINITY:
        most = min(most, soft)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _size() -> int:
    """Bytes of addresses that this process has now (Linux; elsewhere the limit is a plain one)."""
    with suppress(OSError), Path("/proc/self/statm").open("rb") as stream:
        return int(stream.read().split()[0]) * resource.getpagesize()
    return 0


def _place(error: BaseException) -> tuple[str, int] | None:
    """The innermost line of somebody's own template that an error came through."""
    found, trace = None, error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".j2") and not _is_ours(file):
            found = file, trace.tb_lineno
        trace = trace.tb_next
    return found


def _is_ours(file: str) -> bool:
    return Path(file).resolve().is_relative_to(TEMPLATES)


def _sentence(error: BaseException) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error}"
    if isinstance(error, MemoryError):
        return "it makes more text than this computer has room for"
    if isinstance(error, RecursionError):
        return "it calls itself without an end"
    return str(error).partition("\n")[0] or type(error).__name__
