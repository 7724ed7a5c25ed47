# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`python tools/port_free.py HOST PORT`: stop with one clear line when the address is taken."""

import os
import socket
import sys


def main(host: str, port: str) -> int:
    if not port.isdigit() or not 0 < int(port) < 65536:
        print(f"PORT must be a number from 1 to 65535, not {port!r}.", file=sys.stderr)
        return 1
    try:
        socket.create_server((host, int(port))).close()
    except OSError as error:
        print(
            f"Port {port} on {host} cannot be used ({os.strerror(error.errno or 0)}). Try: make run PORT=8001",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
