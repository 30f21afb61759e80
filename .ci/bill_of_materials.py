"""The software bill of materials: everything that runs and is not ours, in CycloneDX 1.6.

`bill_of_materials.py` prints it, made from requirements/runtime.txt and static/vendor/MANIFEST.json alone. So it needs
no network and nothing installed, and the same locks give the same bytes. `uv export` writes CycloneDX from a uv.lock,
which we do not have, and cyclonedx-bom would bring a dozen packages of its own and does not see the browser's code.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).resolve().parent.parent
LOCK, VENDOR = ROOT / "requirements/runtime.txt", ROOT / "static/vendor/MANIFEST.json"
LOCKED = re.compile(r"^([\w.-]+)==([^\s;]+)(.*?)(?=^[\w.-]+==|\Z)", re.MULTILINE | re.DOTALL)
ASKED_BY = re.compile(r"^    #(?: via |   )([\w.-]+)", re.MULTILINE)
Component = dict[str, Any]


def python_packages(lock: str) -> Iterator[tuple[Component, list[str]]]:
    """Each locked package, and the names of what asks for it."""
    for name, version, rest in LOCKED.findall(lock):
        purl = f"pkg:pypi/{name.lower()}@{version}"
        hashes = [{"alg": "SHA-256", "content": each} for each in re.findall(r"--hash=sha256:(\w+)", rest)]
        # A package has a file for each system, and one hash each.
        files = [{"type": "distribution", "url": f"https://pypi.org/project/{name}/{version}/", "hashes": hashes}]
        asked_by = ASKED_BY.findall(rest)
        yield _component(name, version, purl) | {"externalReferences": files}, asked_by


def browser_packages(manifest: str) -> Iterator[Component]:
    """Each package of which we serve files, with its licence and their hashes."""
    found: dict[str, Component] = {}
    for file in json.loads(manifest):
        purl = f"pkg:npm/{file['name']}@{file['version']}"
        licences = {"licenses": [{"license": {"id": file["licence"]}}], "components": []}
        component = found.setdefault(purl, _component(file["name"], file["version"], purl) | licences)
        hashes = [{"alg": "SHA-256", "content": file["sha256"]}]
        component["components"].append({"type": "file", "name": file["file"], "hashes": hashes})
    yield from found.values()


def _component(name: str, version: str, purl: str) -> Component:
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}


def bill_of_materials() -> dict[str, Any]:
    """The whole bill."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lock, manifest = LOCK.read_text(), VENDOR.read_text()
    python, browser = list(python_packages(lock)), list(browser_packages(manifest))
    ours: Component = {"type": "application", "bom-ref": project["name"], "name": project["name"]}
    ours |= {"version": project["version"], "licenses": [{"license": {"id": project["license"]}}]}
    references = {project["name"]: [project["name"]]}
    for component, _asked_by in python:
        references.setdefault(component["name"], []).append(component["bom-ref"])
    asks_for: dict[str, list[str]] = {project["name"]: [each["bom-ref"] for each in browser]}
    for component, asked_by in python:
        for who in (reference for name in asked_by for reference in references[name]):
            asks_for.setdefault(who, []).append(component["bom-ref"])
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, lock + manifest + project['version'])}",
        "version": 1,
        "metadata": {"component": ours},
        "components": [component for component, _asked_by in python] + browser,
        "dependencies": [{"ref": who, "dependsOn": sorted(what)} for who, what in sorted(asks_for.items())],
    }


if __name__ == "__main__":
    json.dump(bill_of_materials(), sys.stdout, indent=1)
