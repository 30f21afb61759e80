"""Which numbers of few people may stand beside their sum. Pure: standard library only."""

from collections.abc import Mapping


def covered(votes: Mapping[str, int], minimum: int) -> set[str]:
    """The names of the numbers that may be shown: those of at least `minimum` people, or none at all.

    Their sum is known, and so is this rule. One number alone that is left out would be known too; so would several that
    are nobody together, or each as large as such a number can be. Then nothing is shown. A test tries every sum.
    """
    small = [number for number in votes.values() if number < minimum]
    if small and not (len(small) > 1 and 0 < sum(small) < len(small) * (minimum - 1)):
        return set()
    return {name for name, number in votes.items() if number >= minimum}
