"""Settings with which a room would fail silently are refused at the start."""

import pytest
from channels.layers import channel_layers

from rooms.live.serving.checks import one_memory_one_process


@pytest.mark.parametrize(("processes", "refused"), [(1, []), (2, ["live.E001"]), (8, ["live.E001"])])
def test_several_processes_need_a_layer_that_reaches_them(processes, refused, settings):
    settings.PROCESSES = processes
    assert [message.id for message in one_memory_one_process()] == refused


def test_with_redis_several_processes_may_run(settings):
    settings.PROCESSES = 2
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": ["redis://127.0.0.1:1"]},
        }
    }
    channel_layers.backends.clear()
    assert one_memory_one_process() == []
    channel_layers.backends.clear()
