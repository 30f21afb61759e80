"""Third-party browser code, copied from npm and committed, so that serving a page needs no other host.

`vendor.py` fetches the packages below and writes their files and MANIFEST.json; `vendor.py --check` compares what
is committed with that manifest and needs no network. To upgrade: change the version here and run `make vendor`.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
MANIFEST = HERE / "MANIFEST.json"


@dataclass(frozen=True)
class Package:
    """A package of the npm registry, and which of its files we serve under which name."""

    name: str
    version: str
    licence: str  # SPDX
    files: dict[str, str]  # name here: path in the package


PACKAGES = [
    Package(
        name="htmx.org",
        version="4.0.1",
        licence="0BSD",
        files={
            "htmx.min.js": "dist/htmx.min.js",
            "hx-ws.min.js": "dist/ext/hx-ws.min.js",
            "htmx.LICENSE": "LICENSE",
        },
    ),
    Package(
        name="node-diff3",
        version="3.2.1",
        licence="MIT",
        # The source is a module without imports. The built file names a source map, and does no more.
        files={"diff3.mjs": "src/diff3.mjs", "diff3.LICENSE": "LICENSE.md"},
    ),
]


def sha256(content: bytes) -> str:
    """The checksum that the manifest records."""
    return hashlib.sha256(content).hexdigest()


def download(package: Package) -> dict[str, bytes]:
    """The package's files as published, by their name here."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--pack-destination", folder, f"{package.name}@{package.version}"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as tar:
            return {name: _member(tar, f"package/{path}") for name, path in package.files.items()}


def _member(tar: tarfile.TarFile, path: str) -> bytes:
    file = tar.extractfile(path)
    if file is None:
        sys.exit(f"{path} is not a file in the package.")
    return file.read()


def refresh() -> None:
    """Write every file and the manifest anew."""
    recorded = {(e["name"], e["version"], e["file"]): e["sha256"] for e in _manifest()}
    entries = []
    for package in PACKAGES:
        for name, content in download(package).items():
            # The files stay byte for byte what npm publishes. A script that names a source map would make
            # collectstatic fail on the missing map, so we want to know, rather than to edit the script silently.
            if b"sourceMappingURL" in content:
                sys.exit(f"{name} of {package.name} {package.version} names a source map: vendor the map as well.")
            entry = {
                "name": package.name,
                "version": package.version,
                "licence": package.licence,
                "file": name,
                "sha256": sha256(content),
            }
            # A published version never changes: other bytes under the same number are no upgrade.
            if recorded.get((package.name, package.version, name), entry["sha256"]) != entry["sha256"]:
                sys.exit(f"{name} of {package.name} {package.version} is not what it was when it was recorded.")
            (HERE / name).write_bytes(content)
            entries.append(entry)
    MANIFEST.write_text(json.dumps(entries, indent=2) + "\n")


def problems() -> list[str]:
    """What differs between the packages named here, the manifest and the files."""
    entries = _manifest()
    wanted = {(p.name, p.version, p.licence, name) for p in PACKAGES for name in p.files}
    recorded = {(e["name"], e["version"], e["licence"], e["file"]) for e in entries}
    found = [
        f"{MANIFEST.name}: {name} of {package} {version} ({licence}) is not in both the manifest and vendor.py."
        for package, version, licence, name in sorted(wanted ^ recorded)
    ]
    for entry in entries:
        path = HERE / entry["file"]
        if not path.is_file():
            found.append(f"{path.name}: missing.")
        elif sha256(path.read_bytes()) != entry["sha256"]:
            found.append(f"{path.name}: its checksum is not the recorded one.")
    known = {entry["file"] for entry in entries} | {MANIFEST.name, Path(__file__).name}
    found += [
        f"{path.name}: not in the manifest."
        for path in sorted(HERE.iterdir())
        if path.is_file() and path.name not in known
    ]
    return found


def _manifest() -> list[dict[str, str]]:
    return json.loads(MANIFEST.read_text()) if MANIFEST.exists() else []


def main() -> None:
    """Fetch, or with --check compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare the committed files with the manifest")
    if not parser.parse_args().check:
        refresh()
    if found := problems():
        sys.exit("\n".join(f"static/vendor/{problem}" for problem in found))


if __name__ == "__main__":
    main()
