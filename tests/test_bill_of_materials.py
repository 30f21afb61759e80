"""The bill of materials names everything that is locked, and who asks for it."""

import importlib.util
import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def bill():
    """What `make sbom` writes."""
    spec = importlib.util.spec_from_file_location("bill", ROOT / ".ci/bill_of_materials.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.bill_of_materials()


def test_everything_that_is_locked_is_in_it_once():
    found = [component["purl"] for component in bill()["components"]]
    lock = (ROOT / "requirements/runtime.txt").read_text()
    locked = {
        f"pkg:pypi/{name.lower()}@{version}" for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", lock, re.M)
    }
    served = json.loads((ROOT / "static/vendor/MANIFEST.json").read_text())
    assert len(found) == len({*found})
    assert {*found} == locked | {f"pkg:npm/{file['name']}@{file['version']}" for file in served}


def test_each_has_hashes_and_somebody_who_asks_for_it():
    made = bill()
    assert json.dumps(made) == json.dumps(bill()), "the same locks give the same bill"
    for component in made["components"]:
        assert all(each["hashes"] for each in component.get("externalReferences") or component["components"])
    known = {made["metadata"]["component"]["bom-ref"], *(each["bom-ref"] for each in made["components"])}
    asked_for = {what for each in made["dependencies"] for what in each["dependsOn"]}
    assert asked_for | {each["ref"] for each in made["dependencies"]} == known
    assert asked_for == known - {"livesessions"}
