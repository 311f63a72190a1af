"""Problems as data: where, which code, one sentence, and a hint that says what to do.

Exceptions are for our own bugs. Every stage returns its problems; the command line shows them all, sorted,
once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of the catalogue: what is wrong in general, and how serious it is."""

    meaning: str
    severity: Severity = "error"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake. `line` and `column` count from 1; 0 means that the whole file is meant."""

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""

    def __post_init__(self) -> None:
        if self.code not in CATALOGUE:
            raise KeyError(f"problem code {self.code} is not in the catalogue")

    @property
    def severity(self) -> Severity:
        """error stops a command with exit code 1; warning and note are only shown."""
        return CATALOGUE[self.code].severity


GROUPS = {
    "Y": "YAML: the file cannot be read as data",
    "S": "Shape: a field is missing, unknown or holds the wrong thing",
    "F": "Files and folders",
    "M": "Modules",
    "H": "Handouts, guides and pictures",
    "P": "Learning patterns, methods and paths",
    "A": "Assessments: questions to a group and their answers",
    "E": "Events: records of what happened",
    "N": "Needs: what a profile wants, has and can give",
    "T": "Timetable",
    "L": "Languages",
    "C": "Countries: what a module says of the law in one country",
    "U": "Participants: the table of the people of a workshop",
    "B": "Batches: many packs from a list or a table",
    "R": "Rendering pages",
    "W": "Writing files",
}
"""What the letter of a code stands for."""

CATALOGUE: dict[str, Code] = {
    "Y101": Code("The file is not readable as YAML."),
    "Y102": Code("A key is given twice in the same place."),
    "Y103": Code("Anchors, aliases, merge keys and tags of YAML are not used here."),
    "Y104": Code("Lists and fields are nested too deeply."),
    "Y105": Code("The file is larger than content can be."),
    "Y106": Code("The file is not text in UTF-8."),
    "Y107": Code("A Markdown file of this kind begins with fields between two lines of three hyphens."),
    "Y108": Code("A text holds a control character, an end of line nobody sees, or one that turns writing round."),
    "S101": Code("The field is not known."),
    "S102": Code("A field is missing."),
    "S103": Code("The value does not fit the field."),
    "S104": Code("The value is not one of the choices."),
    "S105": Code("Two entries of a list have the same id."),
    "F101": Code("A curriculum folder holds nothing that Rumbo reads."),
    "F102": Code("A file that belongs here is missing."),
    "F103": Code("A folder or file name cannot be an id."),
    "F104": Code("The file cannot be read."),
    "F105": Code("A later layer replaces a thing of an earlier one.", "note"),
    "F106": Code("A file or link leads out of its folder."),
    "F107": Code("A folder holds more files than are read."),
    "M101": Code("A prerequisite names a module that is not there."),
    "M102": Code("Modules require each other in a circle."),
    "M103": Code("A competency is not known."),
    "M104": Code("An audience is not known."),
    "M105": Code("A module needs a competency that none of its required prerequisites gives."),
    "M106": Code("A module gives no more of a competency than it needs."),
    "M107": Code("An activity or question names an objective that the module does not have."),
    "M108": Code("No activity lets people practise an objective."),
    "M109": Code("No quiz question asks for an objective."),
    "M110": Code("A quiz question has no right answer, or only right ones."),
    "M111": Code("An objective begins with a verb that nobody can observe."),
    "M112": Code("An activity is longer than people sit without a break."),
    "M113": Code("Half of a module or of its short form, or more, is talk."),
    "M114": Code("An exercise lacks its task or its expected result."),
    "M115": Code("An activity names a method that is not there."),
    "M116": Code("An objective serves a competency that the module does not give."),
    "M117": Code("The date by which a text must be reviewed has passed.", "warning"),
    "M118": Code("An audience starts with a module that is not there."),
    "M119": Code("No wish can bring a module into a plan, for another one is better in everything.", "warning"),
    "M120": Code("A module requires one that is for none of its audiences.", "warning"),
    "M121": Code("A variant names an activity that the module does not have."),
    "M122": Code("A variant does not hold some of the activities, each once and in their order."),
    "M123": Code("A variant leads further than the whole module."),
    "M124": Code("A piece of content answers a row that the curriculum does not list."),
    "M125": Code("A text about law or software names no source."),
    "H101": Code("Raw HTML stands in a text."),
    "H102": Code("A picture has no alternative text."),
    "H103": Code("A picture is shown without author, source and licence."),
    "H104": Code("A picture's file is missing."),
    "H105": Code("A picture is listed but shown nowhere."),
    "H106": Code("A heading skips a level or is too high."),
    "H107": Code("A section of the guide belongs to no activity."),
    "H108": Code("An activity has no section in the guide."),
    "H109": Code("The sections of the guide are not in the order of the activities."),
    "H110": Code("A text is empty."),
    "H111": Code("A picture cannot be read, runs scripts, loads something from elsewhere or draws too much."),
    "H112": Code("A space to write has no number of lines from 1 to 40."),
    "H113": Code("A text for participants is hard to read.", "warning"),
    "P101": Code("A section of a learning pattern or method is missing or empty."),
    "P102": Code("A related learning pattern is not there."),
    "P103": Code("A learning pattern applies to something that is not there."),
    "P104": Code("A learning path names a module that is not there."),
    "P105": Code("A learning path puts a module before one that it requires."),
    "P106": Code("The solution of a learning pattern has no numbered steps."),
    "P107": Code("A learning path promises a level that its modules do not give."),
    "P108": Code("The steps of a method do not take as long as the method."),
    "P109": Code("A related learning pattern does not relate back.", "warning"),
    "P110": Code("No step of a learning pattern begins with a verb in bold.", "warning"),
    "P111": Code("The problem of a learning pattern is told as a solution.", "warning"),
    "P112": Code("Nothing leads to a learning pattern.", "warning"),
    "P113": Code("A step that holds no more is not there."),
    "P114": Code("A learning pattern has waited too long for its first use.", "warning"),
    "P115": Code("A page of the wiki is too long or too tangled to be read."),
    "A101": Code("An assessment names a competency that is not known."),
    "A102": Code("A question sets nothing."),
    "A103": Code("Nothing reads a level that a question asks for."),
    "A104": Code("Two questions of a set cannot be told apart."),
    "A105": Code("A profile names an assessment and gives wants or has beside it."),
    "A106": Code("An assessment is older than its expiry.", "warning"),
    "A107": Code("No module teaches what an assessment found wanted, or not to that level.", "warning"),
    "A201": Code("A table with answers is not readable, or no column is a question."),
    "A202": Code("A column of a table is no question of the set.", "warning"),
    "A203": Code("A required question has no column."),
    "A204": Code("An answer is none of the possible ones."),
    "A205": Code("A question has two columns."),
    "A206": Code("The head of a table stands in it again.", "warning"),
    "A207": Code("A row of a table has more cells than its head."),
    "A208": Code("A table was not in UTF-8 and is read as Windows-1252.", "warning"),
    "A209": Code("Results of different question sets or times cannot be merged."),
    "E101": Code("A record names a module or an activity that is not there.", "warning"),
    "E102": Code("A record names a learning pattern that is not there.", "warning"),
    "E103": Code("A record holds what looks like the address of a person.", "warning"),
    "E104": Code("Two records tell of the same event.", "warning"),
    "E105": Code("Minutes of content that came with an installed Rumbo are not changed."),
    "E106": Code("Minutes cannot be changed where they stand."),
    "N101": Code("The profile names a competency that is not known."),
    "N102": Code("The profile names an audience that is not known."),
    "N103": Code("The profile names a module that is not there."),
    "N104": Code("The profile asks for a module and excludes it at the same time."),
    "N105": Code("No module teaches what is wanted, or not to that level."),
    "N106": Code("The profile wants nothing that it does not have."),
    "N107": Code("A module that the profile excludes is required by one that it needs."),
    "N108": Code("The profile names a method that is not there."),
    "N109": Code("A colour of the branding is too pale for words on white paper."),
    "N110": Code("There is no profile of that name."),
    "T101": Code("A day ends before it starts, or is too short to teach anything."),
    "T102": Code("Two days of the profile overlap."),
    "T103": Code("Lunch is not inside its day."),
    "T104": Code("A pinned block does not end after it starts, or is not inside its day."),
    "T105": Code("A pinned block lies over another one or over lunch."),
    "T106": Code("Modules of a parallel set cannot be taught at the same time."),
    "T107": Code("A parallel set names a module that nothing in the profile leads to."),
    "T108": Code("The hours of a trainer do not end after they start."),
    "T109": Code("Two trainers have the same name."),
    "T110": Code("A trainer has hours on a day without a workshop.", "warning"),
    "T111": Code("A saved plan names a module that is not there."),
    "T112": Code("A saved plan names a variant or an activity that the module does not have."),
    "T113": Code("A saved plan puts a module before one that it requires.", "warning"),
    "T114": Code("A module of a saved plan does not fit into its days any more.", "warning"),
    "L101": Code("The language code is not known."),
    "L102": Code("Nothing is written in that language yet.", "warning"),
    "L103": Code("A file of translations cannot be read."),
    "L104": Code("A translation has lost or gained a link, code, a blank or another mark of its text."),
    "L105": Code("A number of a text is not in its translation.", "warning"),
    "L106": Code("A translation is too long for its place.", "warning"),
    "L107": Code("A translation is the text itself.", "warning"),
    "L108": Code("A term is not translated as the glossary says.", "note"),
    "L109": Code("The same thing is translated in two ways, so that it does not add up in a list.", "warning"),
    "L110": Code("A text is not translated, and the pack must be whole in its language."),
    "C101": Code("A section about a country has no text, or a text no section."),
    "C102": Code("A section about a country takes the place of a heading that is not there."),
    "C103": Code("A section about a country is past its review.", "warning"),
    "C104": Code("A section about a country is past its review, and only what is current may be printed."),
    "U101": Code("A table of participants is not readable, or no column holds the names."),
    "U102": Code("Columns of a table of participants are not used.", "note"),
    "U103": Code("A value in a table of participants is none of the possible ones."),
    "U104": Code("A row of a table of participants has no name."),
    "U105": Code("Two columns of a table of participants hold the same."),
    "U106": Code("A row of a table of participants has more cells than its head."),
    "U107": Code("A person is twice in a table of participants.", "warning"),
    "B101": Code("A table of packs is not readable, or no column names the profiles."),
    "B102": Code("Columns of a table of packs are not used.", "note"),
    "B103": Code("A cell of a table of packs does not fit its field."),
    "B104": Code("A row of a table of packs names no profile."),
    "B105": Code("Two columns of a table of packs have the same name."),
    "B106": Code("A row of a table of packs has more cells than its head."),
    "B107": Code("Two packs of a batch have the same name."),
    "B108": Code("No module fits a profile: its time, its trainers or their languages."),
    "B109": Code("The process that made a pack was ended by the system, twice."),
    "B110": Code("Making a pack met an error of Rumbo's own."),
    "B111": Code("A machine of the cluster differs from this one, or the cluster cannot be used."),
    "R101": Code("No shipped font can print a character.", "warning"),
    "R102": Code("A library that lays out pages is missing."),
    "R103": Code("A page could not be laid out."),
    "R104": Code("Letters come out in a font that is not one of ours.", "warning"),
    "R105": Code("Something on a page makes its tags invalid, so that it cannot be read aloud well.", "warning"),
    "R106": Code("A template of a layer of content fails."),
    "R107": Code("The system ended the process that laid out a document, and the one that tried again."),
    "R108": Code("A font that ships with Rumbo is damaged."),
    "W101": Code("The folder or file cannot be written."),
    "W102": Code("The disk is full."),
    "W103": Code("The output folder holds something that Rumbo did not make."),
    "W104": Code("The name exists already."),
    "W105": Code("Another run changed a pack while documents were made that were to join it."),
}
"""Every code there is; docs/problems.md is made from this."""


def failed(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems is an error."""
    return any(problem.severity == "error" for problem in problems)
