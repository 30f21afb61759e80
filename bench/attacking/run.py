"""All rooms on one database, in a process of its own: `python -m bench.attacking.run '{"rooms": 10, ...}'`."""

import json
import os
import random
import sys
from typing import Any

DISK_EVERY = 50
"""One of so many rooms has the files of its database searched: the log of PostgreSQL has hundreds of megabytes."""


def attack(rooms: int, seed: int, late: float, planted: str) -> dict[str, Any]:
    """Play the rooms and let everybody attack each; the scores of each attacker."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    from livesessions.programme.models import Programme
    from polls.kinds.register import kinds

    from . import planting
    from .attackers import (
        Beliefs,
        Habits,
        by_moments,
        from_frames,
        from_lengths,
        from_logs,
        from_redis,
        from_stores,
        in_the_log,
        on_the_console,
    )
    from .judging import Scores
    from .playing import Player
    from .rooms import plan
    from .stores import Ears

    call_command("migrate", verbosity=0)
    planting.plant(planted)
    programme = Programme.objects.create(
        slug="dag", title="Dag", organisation="", starts_on="2031-05-20", ends_on="2031-05-20"
    )
    host = get_user_model().objects.create_user("host", "host@wijkteams.example")
    ears, rng = Ears(settings.REDIS_URL), random.Random(seed)
    asked = [name for name, kind in kinds().items() if not (kind.pictures or kind.comes_back)]
    habits, scores = Habits(), {each: Scores() for each in "abcdef"}

    def joined(*all_of_them: Beliefs) -> Beliefs:
        beliefs = Beliefs()
        for each in all_of_them:
            beliefs.votes |= each.votes
            beliefs.authors |= each.authors
            beliefs.upvotes |= each.upvotes
        return beliefs

    learning = min(100, max(2, rooms // 5))
    for number in range(learning + rooms):
        look = number >= learning and (number - learning) % DISK_EVERY == 0
        found, truth = Player(programme.pk, host.pk, ears, look).play(plan(rng, late, asked))
        if number < learning:
            habits.learn(found, truth)
            continue
        order = by_moments(found, in_the_log(found), habits)
        believed = {
            "a": joined(order, from_stores(found, "")),
            "b": joined(order, from_stores(found, settings.SECRET_KEY)),
            "c": joined(by_moments(found, on_the_console(found), habits), from_frames(found)),
            "d": from_lengths(found),
            "e": from_redis(found),
            "f": from_logs(found),
        }
        for name, beliefs in believed.items():
            scores[name].add(found, truth, beliefs)
    return {
        name: {"advantage": score.largest()[0], "error": score.largest()[1], "of": score.told()}
        for name, score in scores.items()
    }


def main() -> None:
    """Run what the argument says, and print the scores."""
    asked = json.loads(sys.argv[1])
    os.environ["DJANGO_SETTINGS_MODULE"] = "livesessions.settings"
    import django

    django.setup()
    print(json.dumps(attack(**asked)))


if __name__ == "__main__":
    main()
