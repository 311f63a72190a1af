"""How further processes are started: as copies of one that has everything loaded, where that can be reached."""

import os
import tempfile

MOST_BYTES = 104
"""The longest name of a socket that every Unix takes, with the zero at its end."""
_SOCKET = len("/pymp-12345678/listener-12345678") + 1
"""What Python puts behind the folder for temporary files."""


def start_method() -> str:
    """`forkserver`, or `spawn` where the folder for temporary files has too long a name for the socket it needs."""
    return "forkserver" if len(os.fsencode(tempfile.gettempdir())) + _SOCKET <= MOST_BYTES else "spawn"
