# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The real application, as `make run` starts it, on a free port with a database of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Site:
    """A running server: where it answers and where its database stands."""

    url: str
    var: Path


def _environment(var: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SCHAKEL_PG_")}
    return kept | {"BIN": str(BIN), "SCHAKEL_VAR": str(var), "DJANGO_SETTINGS_MODULE": "schakel.config.settings.run"}


def prepare(var: Path) -> None:
    """Make the database with all facts, the demo people and the static files."""
    for script in ("prepare.sh", "static.sh"):
        command = [ROOT / "tools" / script, var]
        done = subprocess.run(command, cwd=ROOT, env=_environment(var), capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"the application cannot be prepared:\n{done.stdout}{done.stderr}")
    # The answers to the examples too: once here, and not again beside every copy of the site.
    subprocess.run([BIN / "python", "manage.py", "work", "--batch"], cwd=ROOT, env=_environment(var), check=True)


def copy(var: Path, target: Path) -> Path:
    """A second site's folder with the same content, made without loading anything again."""
    return Path(shutil.copytree(var, target, dirs_exist_ok=True))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310
        except HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the server did not answer at {url} (exit {process.poll()})")


@contextmanager
def serve(var: Path) -> Iterator[Site]:
    """Serve the prepared folder until the block ends."""
    port = _free_port()
    command = [ROOT / "tools" / "serve.sh", "127.0.0.1", str(port)]
    with (var / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=_environment(var), stdout=log, stderr=log)
        try:
            _wait(f"http://localhost:{port}/", process)
            yield Site(f"http://localhost:{port}", var)
        finally:
            process.terminate()
            process.wait(timeout=20)
