"""What a proof sheet must say, counted from the seats: pairs, people and groups one by one."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations, permutations, product

from django.utils.translation import override
from hypothesis import strategies as st

from rooms.breakouts.models import Way
from rooms.breakouts.plan.proof_sheet import is_perfect, sentences, title

SENTENCES = {
    "hard": r"(\d+) wish(?:es)? (?:was|were) not met",
    "same_team": r"(\d+) times? two colleagues sit together(?:, without the hosts of a group among themselves)?",
    "repeats": r"(\d+) times? two people meet again(?:, without the hosts of a group among themselves)?",
    "missing_roles": r"(\d+) times? practice or policy is missing in a group",
    "met_teams": r"(\d+) times? somebody meets another team",
    "mixed_groups": r"(\d+) groups? with several answers",
    "answers_met": r"(\d+) different answers?, all groups together",
    "uneven": r"groups differ by (\d+) (?:person|people) in size",
    "own_group": r"(\d+) visits? to one's own group",
    "seen_twice": r"(\d+) visits? to (?:a group|groups) seen before",
    "groups_seen": r"(\d+) groups? of (?:another team|other teams) seen, all teams together",
}


MORE_IS_BETTER = {"met_teams", "answers_met", "groups_seen"}
THOUGHT = {Way.MIX, Way.VISITS}
BY_CHANCE = {Way.RANDOM, Way.HAND, Way.AGAIN}
SIDES = ("uitvoering", "beleid")
PER_ROUND = ("same_team", "missing_roles", "mixed_groups", "answers_met")
Rows = list[dict[int, int]]


@dataclass
class Party:
    """Who came, what was asked for, and where everybody sits: people and groups are numbers from 0."""

    way: str
    teams: list[int | None]
    roles: list[str]
    answers: list[int | None]
    sides: bool
    groups: list[int]  # the team that hosts in it, in hosted visits; else only as many as there are groups
    met: set[tuple[int, int]]
    rows: Rows
    put: set[tuple[int, int]]  # by hand: (round, person)

    @property
    def visits(self) -> bool:
        return self.way == Way.VISITS

    def at_home(self, who: int, group: int) -> bool:
        return self.visits and self.teams[who] == self.groups[group]


@st.composite
def parties(draw) -> Party:
    way = draw(st.sampled_from(Way.values))
    count = draw(st.integers(2, 6))
    team = st.integers(0, 2) if draw(st.booleans()) else st.one_of(st.none(), st.integers(0, 2))
    teams = draw(st.lists(team if draw(st.integers(0, 5)) else st.none(), min_size=count, max_size=count))
    large = sorted(team for team, n in Counter(teams).items() if team is not None and n > 1)
    if way == Way.VISITS and not large:
        way = Way.MIX
    groups = large if way == Way.VISITS else list(range(draw(st.integers(1, 3))))
    group = st.integers(0, len(groups) - 1)
    rows = [{i: draw(group) for i in range(count) if draw(st.integers(0, 7))} for _ in range(draw(st.integers(1, 3)))]
    wishes = draw(st.booleans())
    return Party(
        way,
        teams,
        draw(st.lists(st.sampled_from([*SIDES, "anders"]), min_size=count, max_size=count)),
        draw(st.lists(st.one_of(st.none(), st.integers(0, 2)), min_size=count, max_size=count)),
        draw(st.booleans()),
        groups,
        {pair for pair in combinations(range(count), 2) if not draw(st.integers(0, 5))},
        rows,
        {put for put in product(range(len(rows)), range(count)) if not draw(st.integers(0, 5))} if wishes else set(),
    )


def pairs_of(party: Party, row: dict[int, int]) -> list[tuple[int, int]]:
    """Pairs in one group, without hosts of one group among themselves."""
    return [
        (i, j) for i, j in combinations(sorted(row), 2)
        if row[i] == row[j] and not (party.at_home(i, row[i]) and party.at_home(j, row[j]))
    ]  # fmt: skip


def colleagues(party: Party, i: int, j: int) -> bool:
    return party.teams[i] is not None and party.teams[i] == party.teams[j]


def strangers_met(party: Party, row: dict[int, int]) -> set[tuple[int, object]]:
    """Who met which other team; somebody without a team is a team alone."""
    return {
        (i, ("alone", j) if party.teams[j] is None else party.teams[j])
        for i, j in permutations(row, 2)
        if row[i] == row[j] and not colleagues(party, i, j)
    }


def visits(party: Party, row: dict[int, int]) -> set[tuple[int, int]]:
    return {(i, g) for i, g in row.items() if not party.at_home(i, g)}


def in_one_round(party: Party, row: dict[int, int]) -> dict[str, int]:
    groups: dict[int, list[int]] = defaultdict(list)
    for i, g in row.items():
        groups[g].append(i)
    heard = [{party.answers[i] for i in group} - {None} for group in groups.values()]
    return {
        "same_team": sum(colleagues(party, i, j) for i, j in pairs_of(party, row)),
        "missing_roles": sum(
            side not in {party.roles[i] for i in group} for group in groups.values() for side in SIDES
        ),
        "mixed_groups": sum(len(answers) > 1 for answers in heard),
        "answers_met": sum(map(len, heard)),
    }


def over_rounds(party: Party, rows: Rows) -> dict[str, int]:
    """What only all rounds together tell."""
    meetings = Counter(pair for row in rows for pair in pairs_of(party, row))
    seen = Counter(visit for row in rows for visit in visits(party, row))
    solo = {i: ("alone", i) if team is None else team for i, team in enumerate(party.teams)}
    return {
        "repeats": sum(times - (pair not in party.met) for pair, times in meetings.items()),
        "met_teams": len(set().union(*(strangers_met(party, row) for row in rows))),
        "seen_twice": sum(times - 1 for times in seen.values()),
        "groups_seen": len({(solo[i], g) for i, g in seen}),
    }


def told(party: Party, rows: Rows) -> dict[str, int]:
    """Every number that a sheet could tell."""
    rounds = [in_one_round(party, row) for row in rows]
    sizes = [Counter(row.values()).values() for row in rows if row]
    return {
        **{name: sum(each[name] for each in rounds) for name in PER_ROUND},
        **over_rounds(party, rows),
        "hard": 0,
        "own_group": 0,
        "uneven": max((max(each) - min(each) for each in sizes), default=0),
    }


def asked_for(party: Party, rows: Rows, *, wished: bool, answers: bool) -> tuple[set[str], set[str]]:
    """The names of the lines, and of those that are compared with what is possible."""
    # People without a seat are not part of the task.
    here = {i for row in rows for i in row}
    lines = {"hard"} if wished else set()
    if party.sides:
        lines.add("missing_roles")
    if party.way in (Way.ALIKE, Way.DIFFERENT):
        own = {"mixed_groups", "uneven"} if party.way == Way.ALIKE else {"answers_met"}
        lines |= own if answers else set()
        return lines, lines
    plain = {"repeats", *(("same_team", "met_teams") if any(party.teams[i] is not None for i in here) else ())}
    if party.visits and all(row.keys() == here for row in rows):
        lines |= {"own_group", "seen_twice", "groups_seen"}
    if party.way == Way.CHOICE:  # nobody thinks about what people choose
        return lines | plain, lines - {"missing_roles"}
    return lines | plain, lines if party.way in BY_CHANCE else lines | plain


def others(party: Party, number: int, rows: Rows) -> list[dict[int, int]]:
    """Every way to sit in this round in groups of the same sizes; hosts, and who was put by hand, stay."""
    row = rows[number]
    stays = {i for i, g in row.items() if party.at_home(i, g) or (not party.visits and (number, i) in party.put)}
    free = [i for i in row if i not in stays]
    seated = {tuple(order) for order in permutations([row[i] for i in free])}
    return [{**row, **dict(zip(free, order, strict=True))} for order in sorted(seated) if not party.visits or not any(
        party.at_home(i, g) for i, g in zip(free, order, strict=True)
    )]  # fmt: skip


def best_of(party: Party, rows: Rows, names: set[str], now: dict[str, int]) -> dict[str, int]:
    """For each name, the best value of all ways to sit. Two people meet again as seldom as colleagues allow."""
    choices = [others(party, number, rows) for number in range(len(rows))]
    best: dict[str, int] = {}
    for name in names & set(PER_ROUND):
        choose = max if name in MORE_IS_BETTER else min
        best[name] = sum(choose(in_one_round(party, row)[name] for row in some) for some in choices)
    together = names & {"repeats", "met_teams", "seen_twice", "groups_seen"}
    if not together or len(choices[0]) * len(choices[-1]) ** (len(rows) - 1) > 500:
        return best
    for plan in product(*choices):
        found = over_rounds(party, list(plan))
        mates = sum(in_one_round(party, row)["same_team"] for row in plan)
        for name in together:
            if name != "repeats" or mates <= now["same_team"]:
                choose = max if name in MORE_IS_BETTER else min
                best[name] = choose(best.get(name, found[name]), found[name])
    return best


def hold_true(party: Party, rows: Rows, sheet: dict, *, wished: bool, answers: bool) -> None:
    """Each sentence says what the recount says, about what was asked for and nothing else."""
    here = {i for row in rows for i in row}
    lines = {line["name"]: line for line in sheet["lines"] if line["name"] != "coincidences"}
    wanted, held = asked_for(party, rows, wished=wished, answers=answers)
    assert set(lines) == wanted
    assert {name for name, line in lines.items() if line["bound"] is not None} == held
    assert sheet["people"] == len(here)
    numbers = told(party, rows)
    with override("en"):
        shown = sentences(sheet)
        assert all(title(name) != name for name in lines)
    assert len(shown) == len(lines), "a line that nobody reads"
    best = best_of(party, rows, held, numbers)
    for line, sentence in zip(lines.values(), shown, strict=True):
        name = line["name"]
        found = re.fullmatch(SENTENCES[name], sentence["sentence"])
        assert found and int(found[1]) == numbers[name] == line["value"], (name, sentence, numbers)
        assert ("hosts" in sentence["sentence"]) == (party.visits and name in ("same_team", "repeats"))
        assert sentence["proven"] == (name in held and line["value"] == line["bound"])
        if name in best:
            worse = best[name] <= line["bound"] if name in MORE_IS_BETTER else best[name] >= line["bound"]
            assert worse, (name, best[name], line)
        if sentence["proven"] and name in best:
            assert line["value"] == best[name], (name, "is called proven")
    if is_perfect(sheet):
        assert all(name in held and lines[name]["proven"] for name in wanted)
