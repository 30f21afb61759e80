"""The container image: built and started where Docker runs; elsewhere its steps are run on the files it copies."""

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import httpx

from tests.browser.served import ROOT, environment_of
from tests.services import free_port

DOCKERFILE = (ROOT / "deploy/Dockerfile").read_text()
IGNORED = (ROOT / "deploy/Dockerfile.dockerignore").read_text().split("\n")
FINAL = DOCKERFILE.rpartition("\nFROM ")[2].replace("\\\n", " ")
LET_IN = [line[1:] for line in IGNORED if line.startswith("!")]


def run(*command: str, **options) -> str:
    done = subprocess.run(command, capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout}{done.stderr}"
    return done.stdout


def has_docker() -> bool:
    """A Docker that builds: its program alone is not enough."""
    return bool(shutil.which("docker")) and not subprocess.run(["docker", "info"], capture_output=True).returncode


def copies() -> list[tuple[list[str], str]]:
    """Sources and target of every COPY from the build's context."""
    found = re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
    return [(words[:-1], words[-1]) for words in map(str.split, found)]


def test_what_is_copied_exists_and_is_let_through():
    assert copies()
    for sources, _target in copies():
        for source in sources:
            assert (ROOT / source).exists(), source
            assert any(source == each or source.startswith(f"{each}/") for each in LET_IN), f"{source} is ignored"
    for each in LET_IN:
        assert (ROOT / each).exists(), f"{each} is let through, and not there"


def test_compose_builds_this_image_and_names_every_setting_it_needs():
    compose = (ROOT / "deploy/compose.yaml").read_text()
    asked = set(re.findall(r"\$\{(\w+)", compose))
    given = set(re.findall(r"^(\w+)=", (ROOT / "deploy/environment.example").read_text(), re.MULTILINE))
    assert asked <= given | {"WORKERS", "UPSTREAMS"}, asked - given
    assert "dockerfile: deploy/Dockerfile" in compose
    for service in re.findall(r"@(\w+)[:/]", compose):
        assert re.search(rf"^  {service}:$", compose, re.MULTILINE), f"nobody is called {service}"


def test_the_image_prepares_and_serves(tmp_path):
    if has_docker():
        build_and_ask()
    else:
        prepare_and_ask(tmp_path)


def prepare_and_ask(tmp_path: Path) -> None:
    """What the final stage does, with our Python, in a folder that holds what it copies and nothing else."""
    for sources, target in copies():
        if target.startswith("/"):
            continue
        for source in sources:
            place = tmp_path / target / (Path(source).name if target.endswith("/") else "")
            place.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / source).is_dir():
                ignore = shutil.ignore_patterns("__pycache__", "*.mo")
                shutil.copytree(ROOT / source, place, ignore=ignore, dirs_exist_ok=True)
            else:
                shutil.copy2(ROOT / source, place)
    venv = Path(sys.executable).parents[1]
    port = free_port()
    environment = environment_of(tmp_path / "var", tmp_path / "static-collected", port) | {"VENV": str(venv)}
    steps = [step.strip() for line in re.findall(r"^RUN (.+)$", FINAL, re.MULTILINE) for step in line.split("&&")]
    own = [step.replace("/venv/", f"{venv}/") for step in steps if "manage.py" in step or "pybabel" in step]
    assert len(own) == 2, steps
    for step in own:
        run("sh", "-c", step, cwd=tmp_path, env=environment)
    run(sys.executable, "manage.py", "migrate", "--no-input", "-v", "0", cwd=tmp_path, env=environment)
    command = re.search(r"^CMD \[(.+)\]$", FINAL, re.MULTILINE)
    worker = re.findall(r'"([^"]+)"', command[1])[0]
    server = subprocess.Popen([f"./{worker}", "--port", str(port)], cwd=tmp_path, env=environment)
    try:
        assert healthy(f"http://127.0.0.1:{port}") == 200
        style = re.search(r'href="(/static/[^"]+\.css)"', httpx.get(f"http://127.0.0.1:{port}/").text)
        assert httpx.get(f"http://127.0.0.1:{port}{style[1]}").status_code == 200
    finally:
        server.terminate()
        server.wait(40)


def build_and_ask() -> None:
    """The image itself, asked for its health."""
    run("docker", "build", "-f", "deploy/Dockerfile", "-t", "livesessions-test", ".", cwd=ROOT)
    port = free_port()
    name = f"livesessions-test-{port}"
    run("docker", "run", "--rm", "--detach", "--name", name, "--publish", f"127.0.0.1:{port}:8000", "--env", "LAPTOP=1",
        "--read-only", "--tmpfs", "/srv/livesessions/var", "livesessions-test")  # fmt: skip
    try:
        assert healthy(f"http://127.0.0.1:{port}") == 200
    finally:
        run("docker", "stop", name)


def healthy(url: str) -> int:
    """The status of ``/healthz`` as soon as somebody answers; the last error after forty seconds."""
    deadline = time.monotonic() + 40
    while True:
        try:
            return httpx.get(f"{url}/healthz").status_code
        except httpx.TransportError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
