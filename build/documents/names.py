"""What the kinds of documents of a pack are called, in the order a trainer needs them."""

PLAN = "plan"
"""The kind that tells of all others."""
NAMES = (
    PLAN,
    "agenda",
    "poster",
    "run-sheet",
    "guide",
    "handbook",
    "handouts",
    "exercises",
    "answer-key",
    "quiz",
    "quiz-key",
    "cheat-sheets",
    "method-cards",
    "pattern-cards",
    "sign-in",
    "needs",
    "badges",
    "consent",
    "groups",
    "evaluation",
    "postcards",
    "certificates",
    "materials",
    "room",
    "checklist",
    "account-request",
    "invitation",
    "pre-reading",
    "calendar",
    "follow-up",
    "attribution",
)
"""Every name that can be asked for."""
