"""The documents agree with the code: the contract, the settings, the links, and the size of the README."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import get_resolver
from django.urls.resolvers import URLPattern
from prometheus_client import REGISTRY, generate_latest

from livesessions.asgi import sockets
from rooms.live.base import close_codes
from rooms.live.commands.register import registered

ROOT = Path(settings.BASE_DIR)
DOCUMENTS = sorted(
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("bench/*.md"), *ROOT.glob("deploy/*.md"))
)
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")
"""A link, or with "!" a picture, and where it leads."""


def text(path):
    return (ROOT / path).read_text()


def table(path, first):
    """The rows of the table whose first heading is `first`, as lists of cells; without the headings."""
    rows = []
    for line in text(path)[text(path).index(f"| {first} |") :].splitlines()[2:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def quoted(cells):
    """What stands in backticks in these cells."""
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def described(command):
    """The row of a command in the contract, as its registration says; without the notes."""
    fields = [
        f"`{name}{'' if field.required else '?'}`" + (f" {field.max_length}" if getattr(field, "max_length", 0) else "")
        for name, field in command.form.base_fields.items()
    ]
    by = f"{command.by}, moderator" if command.moderators else str(command.by)
    return [f"`{command.name}`", by, ", ".join(fields), "yes" if command.when_closed else ""]


def in_any_order(row):
    """The same, whatever the order in which its fields are named."""
    return [*row[:2], sorted(row[2].split(", ")), row[3]]


def test_the_contract_names_every_command_with_its_fields():
    written = {quoted(row[:1])[0]: row[:4] for row in table("docs/contract.md", "command")}
    assert set(written) == set(registered())
    for name, command in registered().items():
        assert in_any_order(written[name]) == in_any_order(described(command)), f"it is {described(command)}"


def test_the_contract_names_every_close_code():
    codes = {value for name, value in vars(close_codes).items() if name.isupper() and isinstance(value, int)}
    assert {int(row[0]) for row in table("docs/contract.md", "close code")} == codes


def test_the_contract_says_after_which_codes_a_page_comes_back():
    final = {int(row[0]) for row in table("docs/contract.md", "close code") if not row[2].startswith("comes back")}
    assert final == set(close_codes.FINAL)


def addresses():
    """Every address that is served, as the contract writes it. What another package serves counts by its beginning."""
    for pattern in get_resolver().url_patterns:
        route = str(pattern.pattern)
        yield "/" + re.sub(r"<\w+:(\w+)>", r"<\1>", route if isinstance(pattern, URLPattern) else route.rstrip("^"))
    for pattern in sockets.routes:
        if "other" not in str(pattern.pattern):
            yield "/" + re.sub(r"<\w+:(\w+)>", r"<\1>", str(pattern.pattern))


def test_the_contract_names_every_address():
    assert sorted(quoted(row[0] for row in table("docs/contract.md", "address"))) == sorted(addresses())


def test_the_contract_names_every_metric():
    exposed = re.findall(r"^# TYPE (livesessions_\w+) ", generate_latest(REGISTRY).decode(), re.MULTILINE)
    counted = {name for name in exposed if not name.endswith("_created")}
    assert set(quoted(row[0] for row in table("docs/contract.md", "metric"))) == counted


def test_every_setting_is_documented_with_nothing_else():
    read = re.findall(r'\benv\.\w+\(\s*"(\w+)"', text("livesessions/settings.py"))
    assert read
    assert sorted(quoted(row[0] for row in table("docs/configuration.md", "name"))) == sorted(read)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path):
    for _is_picture, target in LINK.findall(path.read_text()):
        if re.match(r"[a-z]+:", target):
            continue
        file, _hash, heading = target.partition("#")
        found = (path.parent / file) if file else path
        assert found.exists(), f"{target} is not there"
        headings = re.findall(r"^#+ (.*)$", found.read_text(), re.MULTILINE) if heading else []
        assert not heading or heading in {re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in headings}


def test_the_readme_is_read_in_four_minutes():
    assert len(text("README.md").split()) < 900


@pytest.mark.parametrize("path", ["README.md", "README.nl.md"])
def test_the_readme_shows_today_in_pictures_that_are_there(path):
    pictures = [target for is_picture, target in LINK.findall(text(path)) if is_picture]
    assert pictures
    assert all((ROOT / target).exists() for target in pictures)


def test_publiccode_says_what_is_so():
    """Read without a parser: there is none among our dependencies. The keys are those that standard 0.4 requires."""
    written = text("publiccode.yml")
    keys = {"publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType"}
    keys |= {"description", "legal", "maintenance", "localisation"}
    assert keys <= set(re.findall(r"^(\w+):", written, re.MULTILINE))
    assert re.search(r'^license = "(.*)"$', text("pyproject.toml"), re.MULTILINE)[1] in written
    languages = re.search(r"availableLanguages:\n((?: +- \w+\n)+)", written)[1]
    assert set(re.findall(r"- (\w+)", languages)) == {code for code, _name in settings.LANGUAGES}
    for sentence in re.findall(r"shortDescription: >-\n +(.*)\n", written):
        assert len(sentence) <= 150
    assert all((ROOT / picture).exists() for picture in re.findall(r"docs/pictures/\S+", written))


FOLDERS = {
    str(path.parent.relative_to(ROOT))
    for top in ("rooms", "polls", "livesessions")
    for path in (ROOT / top).rglob("*.py")
    if not {"migrations", "templatetags", "dealing", "kinds"} & set(path.parts) and path.name != "__init__.py"
}


@pytest.mark.parametrize("folder", sorted(FOLDERS - {"rooms/live"}))
def test_the_page_on_architecture_names_every_file(folder):
    """Its tables and the tree are the same: a file that is moved takes its row along."""
    named = quoted(row[0] for row in table("docs/architecture.md", f"in `{folder}`"))
    there = {path.name for path in (ROOT / folder).glob("*.py")} - {"__init__.py", "apps.py", "admin.py"}
    assert sorted(named) == sorted(there)


@pytest.mark.parametrize("row", table("docs/architecture.md", "to change"), ids=lambda row: row[0])
def test_what_is_to_be_changed_is_where_the_page_says(row):
    """Its files are there, and each name stands in one of them."""
    where = quoted(row[1:2])
    files = [ROOT / name for name in where if "/" in name]
    assert all(path.is_file() for path in files)
    for name in {name for name in where if "/" not in name} - {"models.py", "forms.py"}:
        beside = files or (ROOT / "rooms").rglob("*.py")
        assert any(name.strip("…=") in path.read_text() for path in beside), f"{name} is in none of {where}"


def test_there_is_a_catalogue_for_every_language():
    assert {path.name for path in (ROOT / "locale").iterdir()} == {code for code, _name in settings.LANGUAGES}


def test_no_folder_of_the_code_holds_more_than_fifteen_modules():
    for folder in sorted(
        {path.parent for top in ("rooms", "polls", "livesessions") for path in (ROOT / top).rglob("*.py")}
    ):
        assert len([path for path in folder.glob("*.py") if path.name != "__init__.py"]) <= 15, folder
