"""How easy a text is to read, by the formula of its language: long sentences and long words make it harder.

No formula knows whether a text is right or well ordered; it only finds sentences worth a second look
(docs/decisions/0022-reading-ease.md). Languages without a formula here get no figure.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

FEWEST_WORDS = 100
"""Flesch's samples had a hundred words; fewer say nothing."""
SHORT = 5
"""Words of a sentence in which one long word decides; such sentences are called hard after all others."""

_END = re.compile(r"(?<=[.!?…])[\"'”’»“)]*\s+(?![a-zß-ÿ])")
"""Where a sentence ends: not after "e.g.", behind which a small letter follows."""
_NO_WORD = re.compile(r"[\d@/_]|\w\.\w")
"""What numbers, dates and addresses have in them."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the words that count and all of their syllables; `block` is its paragraph, from 0."""

    text: str
    words: int
    syllables: int
    block: int


@dataclass(frozen=True, slots=True)
class Formula:
    """base - per_sentence * words in a sentence - per_syllable * syllables in a word, and the least we ask for."""

    base: float
    per_sentence: float
    per_syllable: float
    least: int
    syllables: Callable[[str], int]
    capitals_are_names: bool = True
    """Whether a capital within a sentence makes a name, which nobody can put in simpler words."""

    def ease(self, *sentences: Sentence) -> float:
        """About 0 (a thesis) to 100 (a comic) for a text; a single sentence may lie beyond both."""
        words = sum(sentence.words for sentence in sentences)
        syllables = sum(sentence.syllables for sentence in sentences)
        return self.base - self.per_sentence * words / len(sentences) - self.per_syllable * syllables / words


@dataclass(frozen=True, slots=True)
class Ease:
    """The figure of a text, the least for its language, and its sentences from the hardest on."""

    value: float
    least: int
    hardest: tuple[Sentence, ...]


def measure(blocks: Iterable[str], language: str) -> Ease | None:
    """How easy some paragraphs are together; None for too few words, or if no formula knows the language."""
    formula = FORMULAS.get(language.partition("-")[0])
    if formula is None:
        return None
    sentences = [sentence for number, text in enumerate(blocks) for sentence in _sentences(text, number, formula)]
    if sum(sentence.words for sentence in sentences) < FEWEST_WORDS:
        return None
    hardest = sorted(sentences, key=lambda sentence: (sentence.words <= SHORT, formula.ease(sentence)))
    return Ease(formula.ease(*sentences), formula.least, tuple(hardest))


def _sentences(text: str, block: int, formula: Formula) -> Iterator[Sentence]:
    for sentence in _END.split(text):
        words = _WORD.findall(" ".join(part for part in sentence.split() if not _NO_WORD.search(part)))
        kept = words[:1] + [word for word in words[1:] if not (formula.capitals_are_names and _is_name(word))]
        if kept:
            yield Sentence(" ".join(sentence.split()), len(kept), sum(map(formula.syllables, kept)), block)


def _is_name(word: str) -> bool:
    return word[0].isupper() and word != "I"


# Syllables, counted by groups of vowels


_ENGLISH = re.compile("[aeiouy]+")
_ENGLISH_SILENT = re.compile(
    r"(?<=[^aeiouy])(?<![^aeiouy]l)e$"  # make; but agree, table
    r"|(?<=[^aeiouycgsxz])(?<!sh)(?<!ch)(?<![^aeiouy]l)es$"  # makes; but pages, wishes
    r"|(?<=[^aeiouydt])(?<![^aeiouy]l)ed$|(?<=[aeiouy]l)ed$"  # asked; but wanted
    r"|(?<=[^aeiouyl])e(?=(?:body|thing|where|one|ment|ly|ness|ful|less|ty)s?$)"  # something, statement
)
_ENGLISH_APART = re.compile(
    r"(?<![ctsgx])i[ao](?!u)|[^gq]ua|eo(?![pu])|uou|[aeiouy]ing|ism$|eum|iet|creat|(?<=[^aeiouyrct])ien|scien"
)
"""Neighbours that are two syllables: di-alect, ide-o-logy, mus-eum."""
_SPANISH = re.compile(r"[iuü]?(?:[aeoáéó][iuy]?(?![aeoáéóíúiuü])|[aeoáéóíú])|[iuüy]+")
"""A strong vowel with the weak ones beside it; a weak one with an accent is strong."""
_GERMAN = re.compile(r"eu(?!m\b)|äu|au|[ae][iy]|ie|aa|ee|oo|[aeiouyäöüéà]")


@cache
def english_syllables(word: str) -> int:
    """Syllables of an English word; in our handouts right for 99 of 100 words of the CMU dictionary."""
    word = re.sub("['’]s?$", "", word.lower())
    apart, silent = len(_ENGLISH_APART.findall(word)), len(_ENGLISH_SILENT.findall(word))
    return max(1, len(_ENGLISH.findall(word)) + apart - silent)


@cache
def spanish_syllables(word: str) -> int:
    """Syllables of a Spanish word, whose spelling tells them: the u of que is not heard, the y of yo is no vowel."""
    heard = re.sub("(?<=[qg])u(?=[eiéí])|y(?=[aeiouáéíóú])", "", word.lower())
    return max(1, len(_SPANISH.findall(heard)))


@cache
def german_syllables(word: str) -> int:
    """Syllables of a German word."""
    return max(1, len(_GERMAN.findall(word.lower().replace("qu", "q"))))


FORMULAS: Mapping[str, Formula] = {
    "en": Formula(206.835, 1.015, 84.6, 70, english_syllables),  # Flesch 1948; from 70 on "fairly easy"
    "es": Formula(206.835, 1.0, 62.3, 65, spanish_syllables),  # Szigriszt Pazos 1993; INFLESZ 2008: "bastante fácil"
    "de": Formula(180.0, 1.0, 58.5, 60, german_syllables, capitals_are_names=False),  # Amstad 1978; from 60 on plain
}
"""What is asked of a text in each language; docs/writing-a-module.md says so to authors."""
