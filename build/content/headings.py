"""The headings of tables of participants, as people and registration forms write them in English and Spanish."""

from collections.abc import Mapping

from rumbo.build.search import fold

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": (
        *("name", "full name", "your name", "first name", "given name", "participant", "attendee"),
        *("nombre", "nombre completo", "nombres", "nombre y apellido", "nombre y apellidos", "participante"),
    ),
    "surname": (
        *("surname", "last name", "family name", "apellido", "apellidos"),
        *("primer apellido", "apellido paterno"),
    ),
    "username": (
        *("username", "user name", "user", "account", "account name", "wikimedia username", "wiki username"),
        *("wikimedia user name", "wikipedia username", "usuario", "nombre de usuario", "nombre de usuaria"),
        *("usuaria", "cuenta", "nombre de usuario wikimedia", "usuario wikimedia", "usuario de wikipedia"),
    ),
    "pronoun": ("pronoun", "pronouns", "your pronouns", "pronombre", "pronombres"),
    "email": (
        *("email", "e-mail", "mail", "email address", "e-mail address", "correo", "correo electronico"),
        *("direccion de correo", "direccion de correo electronico"),
    ),
    "language": ("language", "languages", "preferred language", "idioma", "idiomas", "lengua", "lenguas"),
    "diet": (
        *("diet", "food", "dietary needs", "dietary requirements", "dietary restrictions", "meals"),
        *("dieta", "comida", "alimentacion", "restricciones alimentarias", "necesidades alimentarias"),
    ),
    "access": (
        *("access", "access needs", "accessibility", "accessibility needs", "special needs"),
        *("acceso", "accesibilidad", "necesidades de acceso", "necesidades de accesibilidad"),
    ),
    "consent": (
        *("consent", "photo consent", "photos", "photo", "photographs", "photo mark"),
        *("consentimiento", "fotos", "foto", "fotografias", "consentimiento de fotos", "permiso de fotos"),
    ),
    "affiliation": (
        *("affiliation", "organisation", "organization", "institution", "affiliate", "group", "company"),
        *("afiliacion", "organizacion", "institucion", "grupo", "capitulo"),
    ),
    "completed": ("completed", "complete", "done", "finished", "completo", "completado", "termino", "terminado"),
}
_FIELDS = {heading: name for name, headings in _HEADINGS.items() for heading in headings}

CONSENT: Mapping[str, str] = {
    **dict.fromkeys(("yes", "y", "green", "si", "s", "verde", "1", "true"), "yes"),
    **dict.fromkeys(("ask", "ask me", "ask first", "yellow", "preguntar", "preguntame", "amarillo"), "ask"),
    **dict.fromkeys(("no", "n", "red", "rojo", "never", "nunca", "0", "false"), "no"),
}
YES_OR_NO: Mapping[str, str] = {
    **dict.fromkeys(("yes", "y", "x", "si", "s", "1", "true", "done", "completed", "✓", "✔"), "true"),
    **dict.fromkeys(("no", "n", "0", "false"), "false"),
}


def field_of(heading: str) -> str:
    """The field of a participant that a heading names, or nothing."""
    return _FIELDS.get(key(heading).replace("_", " "), "")


def key(text: str) -> str:
    """What two texts share that differ only in case, accents, spaces and marks at the end."""
    return " ".join(fold(text).split()).strip(" ?:.*!¿¡")
