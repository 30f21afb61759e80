"""Which form the host's page shows, when parts came one by one and together."""

from bench.breakouts import Newest
from bench.driving.crowd import Crowd


def frame(version: int, *parts: str) -> bytes:
    """A frame that brings these parts; the plan's form in the first of them names `version`."""
    form = f'<form><input name="command" value="breakouts.send"><input name="version" value="{version}"></form>'
    insides = [form] + [""] * (len(parts) - 1)
    return "".join(
        f'<hx-partial hx-target="#{id}" hx-swap="outerMorph"><i id="{id}" data-version="1">{inside}</i></hx-partial>'
        for id, inside in zip(parts, insides, strict=True)
    ).encode()


async def test_the_form_of_the_newest_frame_is_found():
    """The groups came for the first time with the form of version 1; the frame with version 2 left them out."""
    crowd = Crowd(port=0)
    host = crowd.person()
    host.text = Newest()
    for each in (frame(1, "placing"), frame(1, "placing", "group-1"), frame(2, "groups", "placing")):
        host.heard(each)
    assert host._form("breakouts.send") == {"command": ["breakouts.send"], "version": ["2"]}
    await crowd.leave()
