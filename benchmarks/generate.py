"""A curriculum of any size, valid and always the same: `python benchmarks/generate.py 10000 FOLDER`.

Each module has three activities, three questions, a handout and a guide, a seventh of the text of a real module, and
stands on one or two earlier ones, so that the prerequisites form a net of some forty steps.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

COMPETENCIES = 40
SENTENCE = "Open the page, read the first paragraph aloud, and say which source stands behind each sentence. "
MODULE = """\
title: Generated module {number}
summary: People practise step {number} with a partner and check each other's work.
level: {level}
depth: short
audiences: [everyone]
competencies:
  gives: {{{gives}: 1}}
prerequisites:{prerequisites}
objectives:
  - {{id: name, text: Name the parts of page {number}., competency: {gives}}}
  - {{id: change, text: Change one sentence and add its source., competency: {gives}}}
key_points:
  - Every change can be undone.
  - A source stands behind every sentence.
activities:
  - id: welcome
    title: What we do today
    minutes: 10
    kind: talk
    objectives: [name]
    grouping: plenary
    without_internet: Hold up the printed page.
    without_power: Hold up the printed page.
  - id: practice
    title: Practice in pairs
    minutes: {{least: 20, typical: 30, most: 40}}
    kind: exercise
    objectives: [name, change]
    grouping: pairs
    materials:
      - {{item: Printed page, quantity: 1, per: group}}
    task: |
      1. Find a sentence without a source.
      2. Add the source, and compare with your partner.
    write: 4
    expected: |
      One sentence with a source that says the same thing.
    without_internet: Write the change on the printed page.
    without_power: Write the change on the printed page.
  - id: close
    title: What we take home
    minutes: 10
    kind: discussion
    objectives: [change]
    grouping: groups
    without_internet: Nothing changes.
    without_power: Nothing changes.
quiz:
  - id: undo
    question: Can a change be undone?
    objective: change
    answers: [{{text: "Yes", right: true}}, {{text: "No"}}]
    explanation: The history keeps every version.
  - id: parts
    question: What stands behind a sentence?
    objective: name
    answers: [{{text: A source, right: true}}, {{text: An opinion}}, {{text: Nothing}}]
    explanation: Readers can look up what they doubt.
delivery: {{modes: [in-person], internet: weak, devices: shared, group: {{least: 2, most: 20}}}}
review: {{kind: general, reviewed: 2026-11-01, review_by: 2099-11-01, by: The generator}}
licence: CC-BY-SA-4.0
authors: [The generator]
sources:
  - {{title: Help, url: "https://www.mediawiki.org/wiki/Help:Contents", accessed: 2026-11-22}}
"""
HANDOUT = f"""\
{SENTENCE * 2}

## Steps

1. Open the page.
2. **Read** the [history](https://www.mediawiki.org/wiki/Help:History).
3. Save with a summary.

## Example

> **Remember.** {SENTENCE}

{SENTENCE * 4}

## Checklist

- [ ] The sentence has a source.
- [ ] The source says the same thing.

```write 3
What I want to change next:
```
"""
GUIDE = f"""\
{SENTENCE * 3}

## welcome

**0–10 min. Say:**

> {SENTENCE * 2}

## practice

{SENTENCE * 5}

- Somebody is stuck: {SENTENCE}
- Somebody is done: {SENTENCE}

## close

{SENTENCE * 3}
"""


def name_of(number: int) -> str:
    """The id of a module."""
    return f"module-{number:05}"


def module(number: int) -> str:
    """The fields of a module; numbers build on half of themselves and on their fortieth predecessor."""
    before = dict.fromkeys(other for other in (number // 2, number - COMPETENCIES) if 0 < other < number)
    needed = "".join(
        f"\n  - {{module: {name_of(other)}, strength: required, because: It shows the step before.}}"
        for other in before
    )
    level = "introductory" if number < COMPETENCIES else "intermediate"
    gives = f"skill-{number % COMPETENCIES}"
    return MODULE.format(number=number, level=level, gives=gives, prerequisites=needed or " []")


def generate(folder: Path, count: int) -> None:
    """Writes a curriculum of `count` modules into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    audience = "everyone:\n  title: Everyone\n  description: People of all kinds.\n"
    skills = (f"skill-{n}:\n  title: Skill {n}\n  description: The skill {n}.\n" for n in range(COMPETENCIES))
    (folder / "audiences.yaml").write_text(audience, encoding="utf-8")
    (folder / "competencies.yaml").write_text("".join(skills), encoding="utf-8")
    for number in range(1, count + 1):
        home = folder / "modules" / name_of(number)
        home.mkdir(parents=True)
        (home / "module.yaml").write_text(module(number), encoding="utf-8")
        (home / "handout.md").write_text(HANDOUT, encoding="utf-8")
        (home / "guide.md").write_text(GUIDE, encoding="utf-8")


def profiles(folder: Path, modules: Sequence[str]) -> Path:
    """Profiles `8.yaml` and `30.yaml` with so many modules on enough days, and the table of 500 people they share."""
    for count in (8, 30):
        days = "".join(
            f'  - {{day: 2027-{3 + day // 28:02}-{1 + day % 28:02}, from: "09:00", to: "17:00"}}\n'
            for day in range(count)
        )
        text = (
            f"title: {count} modules\naudience: [glam, affiliate, advocate]\nlanguage: en\nparticipants: 20\n"
            f"modules: [{', '.join(modules[:count])}]\ntrainers: [{{name: A. Trainer}}]\nwhen:\n{days}"
        )
        (folder / f"{count}.yaml").write_text(text, encoding="utf-8")
    people = folder / "people.csv"
    rows = "".join(f"Person {number},User {number}\n" for number in range(500))
    people.write_text(f"name,username\n{rows}", encoding="utf-8")
    return people


if __name__ == "__main__":
    generate(Path(sys.argv[2]), int(sys.argv[1]))
