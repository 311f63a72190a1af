"""A small question set for tests, with every kind of question."""

from typing import Any

from rumbo.build.model import QuestionSet

SCALE = ["Not at all", "With help", "Alone", "Teach it, too"]
QUESTIONS: list[dict[str, Any]] = [
    {"id": "now", "text": "¿Cómo editas hoy?", "kind": "level", "measure": "present", "competency": "editing"},
    {"id": "later", "text": "How far, do you think?", "kind": "level", "measure": "wanted", "competency": "editing"},
    {"id": "left", "text": "If one left?", "kind": "level", "measure": "robustness", "competency": "editing"},
    {
        "id": "stops",
        "text": "What stops you?",
        "kind": "choice",
        "several": True,
        "answers": [
            {"id": "rights", "text": "Rights, and who owns them", "wanted": {"copyright": 1}},
            {"id": "tools", "text": "Tools", "wanted": {"wikidata": 2, "editing": 1}},
            {"id": "time", "text": "Time"},
        ],
    },
    {
        "id": "role",
        "text": "Who are you?",
        "kind": "choice",
        "answers": [
            {"id": "new", "text": "New here", "present": {"copyright": 0}},
            {"id": "old", "text": "An old hand", "present": {"copyright": 2}},
        ],
    },
    {"id": "words", "text": "Anything else?", "kind": "text"},
]


def question_set(*required: str) -> QuestionSet:
    """The set; some of its questions must be answered."""
    asked = [
        {"dimension": "communities", **question, "required": question["id"] in required} for question in QUESTIONS
    ]
    return QuestionSet.model_validate(
        {
            "title": "Some questions",
            "purpose": "To see what is there.",
            "intro": "Answer what you can.",
            "minutes": 5,
            "scales": {"present": SCALE, "wanted": SCALE, "robustness": SCALE},
            "questions": asked,
            "review": {"kind": "general", "reviewed": "2026-01-01", "review_by": "2099-01-01", "by": "A"},
            "licence": "CC0",
            "authors": ["A"],
        }
    )
