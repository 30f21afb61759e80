"""Groups that became too small or too large: the fewest people move, and they read where to go and why."""

from livesessions.programme.models import Participant
from rooms.breakouts.current import groups_of, read_sitters
from rooms.breakouts.dealing.moving.mending import fewest_moves
from rooms.breakouts.models import Group, MoveReason, Round, Seat
from rooms.breakouts.round.mending import GroupSizes, group_sizes_of
from rooms.live.base.people import Role
from rooms.live.commands.performing import perform
from rooms.live.hub.presence import PresenceEntry, presence
from tests.browsing import Browser
from tests.rooms.breakouts.test_out_and_back import crowd
from tests.scene import Scene


def go_away(scene: Scene, who: int) -> None:
    """The page of one of the people closed."""
    presence.sit(scene.room.pk, scene.people[who].pk.hex, PresenceEntry(0, 0, fallback=False), stay=0)


def come_in(scene: Scene, who: int) -> None:
    """One of the people has the page open."""
    presence.sit(scene.room.pk, scene.people[who].pk.hex, PresenceEntry(0, 0, fallback=False), stay=600)


def who_sits_in(scene: Scene, group: Group) -> list[int]:
    """The people of a group, by their place in `scene.people`."""
    seats = set(Seat.objects.filter(group=group).values_list("participant_id", flat=True))
    return [who for who, person in enumerate(scene.people) if person.pk in seats]


def sizes_of(scene: Scene, round_: Round) -> GroupSizes:
    """Who is here in each group now."""
    room = type(scene.room).objects.get(pk=scene.room.pk)
    return group_sizes_of(round_, groups_of(room, round_.pk), read_sitters(round_.pk), presence.here(room.pk))


def seats_of(round_: Round) -> dict:
    """The group of each person."""
    return dict(Seat.objects.filter(round=round_).values_list("participant_id", "group_id"))


def one_left(scene: Scene, people: int = 9, groups: int = 3) -> tuple[Round, int]:
    """People are out; of the first group all but one left. The round, and who stayed."""
    crowd(scene, people)
    round_ = scene.out(groups=groups)
    stayed, *others = who_sits_in(scene, round_.groups.first())
    for who in others:
        go_away(scene, who)
    return round_, stayed


def mend(scene: Scene, round_: Round, moves: int = 1, **shown: object) -> str:
    """The host mends the groups; the sentence of the receipt."""
    asked = {**(shown or scene.shown_plan()), "round": round_.pk, "moves": moves}
    return perform("breakouts.mend", scene.as_host, asked).sentence


def test_the_one_who_is_left_goes_elsewhere_and_nobody_else(scene):
    round_, stayed = one_left(scene)
    page = Browser(scene, Role.HOST).page()
    assert "In <bdi>Groep 1</bdi> is nog 1 persoon." in page and "1 persoon verhuist als je dit herstelt" in page
    before = seats_of(round_)
    scene.must("breakouts.mend", **scene.shown_plan(), round=round_.pk, moves=1)
    after = seats_of(round_)
    assert {person for person in before if before[person] != after[person]} == {scene.people[stayed].pk}
    seat = Seat.objects.get(round=round_, participant=scene.people[stayed])
    assert seat.moved == MoveReason.SMALL and seat.came_from == round_.groups.first()
    card = Browser(scene, Role.PARTICIPANT, stayed).page()
    assert "Je groep werd te klein. Je bent welkom in" in card
    other = who_sits_in(scene, round_.groups.last())[0]
    assert "Je groep werd te klein" not in Browser(scene, Role.PARTICIPANT, other if other != stayed else 0).page()
    assert "verhuist als je dit herstelt" not in Browser(scene, Role.HOST).page()


def test_as_many_move_as_the_bound_says(scene):
    """Two groups are nearly empty and one is crowded: no way of mending moves fewer."""
    crowd(scene, 20)
    round_ = scene.out(groups=5)
    first, second, third, *_rest = round_.groups.all()
    for group in (first, second):
        for who in who_sits_in(scene, group)[1:]:
            go_away(scene, who)
    teams = list(scene.programme.teams.all())
    for i in range(4):
        late = Participant.objects.create(programme=scene.programme, name=f"Laat {i}", team=teams[0])
        scene.people.append(late)
        Seat.objects.create(round=round_, participant=late, group=third)
        come_in(scene, -1)
    now = sizes_of(scene, round_)
    sizes = sorted(len(inside) for inside in now.people)
    assert sizes == [1, 1, 4, 4, 8] and (now.low, now.high) == (2, 6)
    bound = fewest_moves(sizes, now.low, now.high)
    assert bound is not None and now.fewest == bound.moves
    before = seats_of(round_)
    scene.must("breakouts.mend", **scene.shown_plan(), round=round_.pk, moves=now.fewest)
    after = seats_of(round_)
    assert sum(before[person] != after[person] for person in before) == bound.moves
    assert not sizes_of(scene, round_).fewest
    assert Seat.objects.filter(round=round_).exclude(moved="").count() == bound.moves


def test_mending_twice_moves_nobody_again(scene):
    round_, _stayed = one_left(scene)
    shown = scene.shown_plan()
    mend(scene, round_, **shown)
    before = seats_of(round_)
    assert "genoeg mensen" in mend(scene, round_, **shown)
    assert seats_of(round_) == before


def test_somebody_came_while_the_host_was_reading(scene):
    """The group has two again: nothing needs to be mended, and nobody moves."""
    round_, stayed = one_left(scene)
    shown, group = scene.shown_plan(), round_.groups.first()
    back = next(who for who in who_sits_in(scene, group) if who != stayed)
    come_in(scene, back)
    before = seats_of(round_)
    assert "genoeg mensen" in mend(scene, round_, **shown)
    assert seats_of(round_) == before


def test_more_went_while_the_host_was_reading(scene):
    """What was shown is what happens, or nothing."""
    round_, _stayed = one_left(scene, people=12, groups=4)
    shown, before = scene.shown_plan(), seats_of(round_)
    for group in round_.groups.all()[2:]:
        for who in who_sits_in(scene, group)[1:]:
            go_away(scene, who)
    assert "veranderd" in mend(scene, round_, **shown)
    assert seats_of(round_) == before
    assert sizes_of(scene, round_).fewest == 2
    mend(scene, round_, moves=2, **shown)
    assert not sizes_of(scene, round_).fewest


def test_who_is_asked_to_move_may_go_elsewhere_first(scene):
    round_, stayed = one_left(scene)
    asked = {"round": round_.pk, "where": "plenary"}
    assert perform("breakouts.stay", scene.as_participant(stayed), asked).status == "ok"
    before = seats_of(round_)
    assert "genoeg mensen" in mend(scene, round_)
    assert seats_of(round_) == before


def test_words_that_were_on_their_way_are_taken_in(scene):
    round_, stayed = one_left(scene)
    left, other = round_.groups.first(), round_.groups.last()
    mend(scene, round_)
    words = {"group": left.pk, "field": "note", "base": 0, "text": "Nog een zin.", "sequence": 1}
    assert perform("breakouts.write", scene.as_participant(stayed), words).status == "ok"
    if Seat.objects.get(round=round_, participant=scene.people[stayed]).group != other:
        assert perform("breakouts.write", scene.as_participant(stayed), {**words, "group": other.pk}).code == 403
    assert perform("breakouts.done", scene.as_participant(stayed), {"group": left.pk, "on": "1"}).code == 403


def test_nobody_who_comes_is_sent_where_everybody_left(scene):
    round_, _stayed = one_left(scene)
    mend(scene, round_)
    scene.people.append(Participant.objects.create(programme=scene.programme, name="Laat"))
    Browser(scene, Role.PARTICIPANT, len(scene.people) - 1).page()
    seat = Seat.objects.get(round=round_, participant=scene.people[-1])
    assert seat.late and seat.group != round_.groups.first()


def test_groups_that_were_sent_out_small_are_left_alone(scene):
    round_ = scene.out(groups=3)
    assert (round_.smallest, round_.largest) == (1, 1)
    assert not sizes_of(scene, round_).fewest
