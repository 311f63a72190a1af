"""The command line: the only part that talks to the person. No rules of the domain in here."""
