"""Every kind of document of a workshop pack, in the order a trainer needs them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rumbo.build.documents.account_request import account_request
from rumbo.build.documents.agenda import agenda
from rumbo.build.documents.answer_key import answer_key
from rumbo.build.documents.attribution import attribution
from rumbo.build.documents.badges import badges
from rumbo.build.documents.calendar import calendar
from rumbo.build.documents.certificate import certificates
from rumbo.build.documents.cheat_sheets import cheat_sheets
from rumbo.build.documents.checklist import checklist
from rumbo.build.documents.consent import consent
from rumbo.build.documents.evaluation import evaluation
from rumbo.build.documents.exercises import exercises
from rumbo.build.documents.groups import groups
from rumbo.build.documents.guide import guide
from rumbo.build.documents.handouts import handbook, handouts
from rumbo.build.documents.kit import Kit
from rumbo.build.documents.mails import follow_up, invitation
from rumbo.build.documents.materials import materials
from rumbo.build.documents.method_cards import method_cards
from rumbo.build.documents.names import PLAN
from rumbo.build.documents.needs import needs
from rumbo.build.documents.pattern_cards import pattern_cards
from rumbo.build.documents.plan import plan
from rumbo.build.documents.postcards import postcards
from rumbo.build.documents.poster import poster
from rumbo.build.documents.pre_reading import pre_reading
from rumbo.build.documents.quiz import quiz, quiz_key
from rumbo.build.documents.room import room
from rumbo.build.documents.run_sheet import run_sheet
from rumbo.build.documents.sign_in import sign_in
from rumbo.build.outcome import Document


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document by the name a person asks for it, and what makes it; most make one file.

    For each name there is a label `for-<name>` that says for whom it is, and a row in docs/documents.md.
    """

    name: str
    make: Callable[[Kit], Iterable[Document]]


KINDS: Sequence[Kind] = (
    Kind("agenda", agenda),
    Kind("poster", poster),
    Kind("run-sheet", run_sheet),
    Kind("guide", guide),
    Kind("handbook", handbook),
    Kind("handouts", handouts),
    Kind("exercises", exercises),
    Kind("answer-key", answer_key),
    Kind("quiz", quiz),
    Kind("quiz-key", quiz_key),
    Kind("cheat-sheets", cheat_sheets),
    Kind("method-cards", method_cards),
    Kind("pattern-cards", pattern_cards),
    Kind("sign-in", sign_in),
    Kind("needs", needs),
    Kind("badges", badges),
    Kind("consent", consent),
    Kind("groups", groups),
    Kind("evaluation", evaluation),
    Kind("postcards", postcards),
    Kind("certificates", certificates),
    Kind("materials", materials),
    Kind("room", room),
    Kind("checklist", checklist),
    Kind("account-request", account_request),
    Kind("invitation", invitation),
    Kind("pre-reading", pre_reading),
    Kind("calendar", calendar),
    Kind("follow-up", follow_up),
    Kind("attribution", attribution),
)


def pack(kit: Kit, only: Collection[str] = (), trainers: Kit | None = None) -> Iterator[Document]:
    """All documents of a pack, or those of the kinds named; a kind may have nothing to say for a plan.

    What only trainers read is made from a kit of their own if there is one: the same in another language.
    """
    wanted = [kind for kind in KINDS if not only or kind.name in only]
    made = [replace(document, kind=kind.name) for kind in wanted for document in _made(kind, kit, trainers)]
    if not only or PLAN in only:
        yield replace(plan(trainers or kit, made), kind=PLAN)
    yield from made


def _made(kind: Kind, kit: Kit, trainers: Kit | None) -> Iterator[Document]:
    """The documents of a kind, each in the language of its readers."""
    made = tuple(kind.make(kit))
    others = tuple(kind.make(trainers)) if trainers and any(one.readers == "trainers" for one in made) else made
    for document, other in zip(made, others, strict=True):
        yield other if document.readers == "trainers" else document
