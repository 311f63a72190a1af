"""Asks a question set on the terminal: plain lines, so that it works in a pipe and with a screen reader."""

import textwrap
from collections.abc import Callable, Mapping, MutableMapping

import click
from rumbo.build.assess.answers import expected, understood
from rumbo.build.model import AssessmentQuestion, QuestionSet

WIDTH = 60
COMMANDS = "Enter skips a question or keeps what you said, ? explains, b goes back, q stops for now."
TAKE_BACK = "-"
STEPS = {"q": 0, "b": -1}
Keep = Callable[[Mapping[str, str]], None]


def ask(questions: QuestionSet, said: MutableMapping[str, str], keep: Keep) -> bool:
    """Asks what is not in `said` yet, writes every answer into it and calls `keep`; False if the person stops.

    Goes on after the last answer that is there already.
    """
    order = questions.questions
    _greet(questions, said)
    number = max((place for place, question in enumerate(order, start=1) if question.id in said), default=0)
    before: AssessmentQuestion | None = None
    while number < len(order):
        question = order[number]
        _show(question, before, f"{number + 1} of {len(order)}", questions)
        step = _answer(question, questions, said)
        if step == 0:
            return False
        keep(said)
        before = question
        number = max(0, number + step)
    return True


def _greet(questions: QuestionSet, said: Mapping[str, str]) -> None:
    _say(f"{questions.title}: {len(questions.questions)} questions, about {questions.minutes} minutes.\n")
    if said:
        _say(f"{len(said)} answers are there already; this goes on after the last of them.")
    else:
        _say(questions.intro)
    _say(f"\n{COMMANDS}")


def _show(
    question: AssessmentQuestion, before: AssessmentQuestion | None, place: str, questions: QuestionSet
) -> None:
    """A question with its answers; a scale that was shown for the question before is not shown again."""
    scale = questions.scale_of(question)
    fresh = before is None or not scale or scale != questions.scale_of(before)
    if fresh and scale and question.help and not question.levels:
        _say(f"\n{question.help}")
    _say(f"\n{place}: {question.text}")
    if fresh:
        _show_answers(question, questions)


def _show_answers(question: AssessmentQuestion, questions: QuestionSet) -> None:
    lines = list(enumerate(questions.scale_of(question)))
    lines += enumerate((answer.text for answer in question.answers), start=1)
    for number, text in lines:
        click.echo(textwrap.fill(text, WIDTH, initial_indent=f"{number:>3}  ", subsequent_indent="     "), err=True)


def _answer(question: AssessmentQuestion, questions: QuestionSet, said: MutableMapping[str, str]) -> int:
    """How many questions to go on after an answer: one, one back, or none because the person stops."""
    while True:
        typed = _typed(question, said.get(question.id, ""))
        if typed.lower() in STEPS:
            return STEPS[typed.lower()]
        if typed == "?":
            _explain(question, questions)
        elif _accepted(typed, question, questions, said):
            return 1


def _accepted(
    typed: str, question: AssessmentQuestion, questions: QuestionSet, said: MutableMapping[str, str]
) -> bool:
    """Notes an answer, or says why it is none."""
    if typed == TAKE_BACK:
        said.pop(question.id, None)
    answer, fault = understood(question, questions, typed)
    if answer is not None:
        said[question.id] = typed
    if fault:
        _say(f"'{typed[:40]}' {fault}; {expected(question)}.")
    elif question.required and question.id not in said:
        fault = "This one is needed. Answer it, or stop with q and come back."
        _say(fault)
    return not fault


def _typed(question: AssessmentQuestion, before: str) -> str:
    ask_for = {"level": "0 to 3", "text": "Your words, one line"}
    numbers = "Numbers, with spaces between" if question.several else f"1 to {len(question.answers)}"
    prompt = ask_for.get(question.kind, numbers)
    kept = f" [{before}]" if before else ""
    typed: str = click.prompt(f"{prompt}{kept}", default="", show_default=False, err=True)
    # In a poor locale Python marks bytes that it cannot read; they are nearly always UTF-8.
    return typed.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()


def _explain(question: AssessmentQuestion, questions: QuestionSet) -> None:
    _say(question.help or "There is nothing more to say about this question. Skip it if it does not fit.")
    _show_answers(question, questions)
    _say(f"{COMMANDS} {TAKE_BACK} takes an answer back.")


def _say(text: str) -> None:
    """Text in short lines, on standard error, so that the output stays free for results."""
    start = text[: len(text) - len(text.lstrip("\n"))]
    end = "\n" if text.endswith("\n") else ""
    click.echo(f"{start}{textwrap.fill(text.strip(), WIDTH)}{end}", err=True)
