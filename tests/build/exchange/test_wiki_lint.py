"""What we export is clean wikitext by the judgement of a linter that others wrote."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from rumbo.build.curriculum import Curriculum
from rumbo.build.exchange.wiki import to_page

HOME = Path(__file__).resolve().parents[3]
LINTER = HOME / "node_modules" / "wikiparser-node"
PROGRAM = """
const parser = require(process.argv[1]);
const pages = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const told = Object.entries(pages).flatMap(([name, text]) => (parser.default || parser).parse(text, false).lint()
  .map((fault) => `${name}:${fault.startLine + 1}:${fault.startCol + 1}: ${fault.rule}: ${fault.message}`));
console.log(told.join('\\n'));
"""


def lint(pages: dict[str, str]) -> list[str]:
    """What wikiparser-node says of some pages."""
    command = ["node", "-e", PROGRAM, str(LINTER)]
    done = subprocess.run(command, input=json.dumps(pages), capture_output=True, text=True, check=True)
    return done.stdout.splitlines() if done.stdout.strip() else []


@pytest.mark.skipif(
    not (LINTER.is_dir() and shutil.which("node")),
    reason="needs node and `npm install --no-save --ignore-scripts wikiparser-node@1.40.0` in the checkout",
)
def test_exports_are_clean(curriculum: Curriculum) -> None:
    """The linter has nothing to say about any of our patterns, and something about a page that is broken."""
    pages = {name: to_page(entry) for name, entry in curriculum.patterns.items()}
    pages |= {f"{name}/translate": to_page(entry, translate=True) for name, entry in curriculum.patterns.items()}
    assert lint(pages) == []
    assert lint({"broken": "{|\n| a\n<s>b"}) != []
