"""The other engines of engines.py as their users would call them: `peers.py ENGINE OUT ... FILES`."""

import base64
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

TAGGED = "pdf/ua-1"


def weasyprint(out: Path, pages: Sequence[str]) -> None:
    """A loop as in its documentation, tagged."""
    from weasyprint import HTML

    for page in pages:
        HTML(page).write_pdf(out / page.replace(".html", ".pdf"), pdf_variant=TAGGED)


def pandoc(out: Path, program: str, engine: str, *pages: str) -> None:
    """One call for each document."""
    options = ("--pdf-engine", engine, "--pdf-engine-opt=--pdf-variant", f"--pdf-engine-opt={TAGGED}")
    for page in pages:
        target = out / page.replace(".html", ".pdf")
        words = [program, "-s", "-f", "html", page, "-c", "print.css", "-o", target, *options]
        subprocess.run(words, check=True, stderr=subprocess.DEVNULL)


def typst(out: Path, sources: Sequence[str]) -> None:
    """One process that compiles all; it tags by itself."""
    import typst as engine  # type: ignore[import-not-found]

    for source in sources:
        engine.compile(source, output=str(out / source.replace(".typ", ".pdf")), font_paths=["fonts"])


class Browser:
    """A browser without a window that is told what to do through two pipes (the DevTools protocol)."""

    def __init__(self, program: str, profile: str) -> None:
        commands, self._commands = os.pipe()
        self._answers, answers = os.pipe()
        words = [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe"]
        words += [f"--user-data-dir={profile}", "--allow-file-access-from-files", "about:blank"]
        script = f'exec 3<&{commands} 4>&{answers}; exec "$@"'
        self._process = subprocess.Popen(
            ["bash", "-c", script, "bash", *words], pass_fds=(commands, answers), stderr=subprocess.DEVNULL
        )
        self._read, self._number = b"", 0

    def call(self, method: str, session: str = "", **given: Any) -> Any:
        """What a method answers."""
        self._number += 1
        told = {"id": self._number, "method": method, "params": given}
        told |= {"sessionId": session} if session else {}
        os.write(self._commands, json.dumps(told).encode() + b"\0")
        return self.wait(lambda answer: answer.get("id") == self._number)["result"]

    def wait(self, wanted: Any) -> Any:
        """The next answer or event that is wanted."""
        while True:
            while b"\0" not in self._read:
                more = os.read(self._answers, 1 << 20)
                if not more:
                    raise SystemExit("the browser has ended")
                self._read += more
            one, _, self._read = self._read.partition(b"\0")
            answer = json.loads(one)
            if "error" in answer:
                raise SystemExit(str(answer["error"]))
            if wanted(answer):
                return answer

    def end(self) -> None:
        """Closes the browser."""
        os.write(self._commands, b'{"id":0,"method":"Browser.close"}\0')
        self._process.wait()


def chromium(out: Path, program: str, *pages: str) -> None:
    """One browser that prints all, tagged, one page after the other."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(program, profile)
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        browser.call("Page.enable", session)
        for page in pages:
            browser.call("Page.navigate", session, url=Path(page).resolve().as_uri())
            browser.wait(lambda answer: answer.get("method") == "Page.loadEventFired")
            printed = browser.call("Page.printToPDF", session, preferCSSPageSize=True, generateTaggedPDF=True)
            (out / page.replace(".html", ".pdf")).write_bytes(base64.b64decode(printed["data"]))
        browser.end()


def main() -> None:
    """Calls the engine that is named first."""
    name, out, *rest = sys.argv[1:]
    if name == "pandoc":
        pandoc(Path(out), *rest)
    elif name == "chromium":
        chromium(Path(out), *rest)
    else:
        {"weasyprint": weasyprint, "typst": typst}[name](Path(out), rest)


if __name__ == "__main__":
    main()
