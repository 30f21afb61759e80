"""After a restored backup every open page must take the whole picture."""

from django.core.management import call_command

from rooms.live.models import Room


def test_every_room_gets_an_epoch_of_its_own(scene, elsewhere, capsys):
    before = set(Room.objects.values_list("epoch", flat=True))

    call_command("renew_epoch")

    after = Room.objects.values_list("epoch", flat=True)
    assert len(set(after)) == 2
    assert not before & set(after)
    assert "2 rooms" in capsys.readouterr().out


def test_nothing_else_of_a_room_changes(scene, django_assert_num_queries):
    before = Room.objects.values().get(pk=scene.room.pk)

    with django_assert_num_queries(4):  # one look, one update in a transaction
        call_command("renew_epoch")

    after = Room.objects.values().get(pk=scene.room.pk)
    assert {key for key in before if before[key] != after[key]} == {"epoch"}
