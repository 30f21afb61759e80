"""A host who is taken off, made inactive or logged out gets nothing more, also on a console that is open."""

import pytest

from livesessions.programme.models import Hosting
from rooms.live.base.people import Role
from tests.browsing import Browser, inside


@pytest.mark.parametrize("how", ["taken off", "inactive", "logged out"])
async def test_a_console_that_is_open_closes_when_its_host_may_not_look_any_more(how, scene, quick):
    console = await Browser(scene, Role.HOST).open()

    def revoke():
        if how == "taken off":
            Hosting.objects.filter(session=scene.session).delete()
        if how == "inactive":
            scene.host.is_active = False
            scene.host.save()
        if how == "logged out":
            console.client.logout()

    await inside(revoke)
    await console.until(lambda: console.closed, 4)
    assert console.closed in (4401, 4403)
