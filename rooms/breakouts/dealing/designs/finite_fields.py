"""Finite fields of a few hundred elements, as tables, for dense designs.

An element is a number below q = p^n whose digits in base p are the coefficients of a polynomial.
"""

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Field:
    """GF(q): `add[a][b]` and `times[a][b]`."""

    q: int
    add: tuple[tuple[int, ...], ...]
    times: tuple[tuple[int, ...], ...]


def prime_power(q: int) -> tuple[int, int] | None:
    """(p, n) with q = p^n and p a prime, or None."""
    p = next((p for p in range(2, q + 1) if q % p == 0), None)
    if p is None:
        return None
    n = 0
    while q % p == 0:
        q, n = q // p, n + 1
    return (p, n) if q == 1 else None


@cache
def field(q: int) -> Field:
    """The field of q elements. Raises `ValueError` when there is none."""
    power = prime_power(q)
    if power is None:
        raise ValueError(f"{q} is no power of a prime")
    p, n = power
    add = tuple(tuple(_added(a, b, p, n) for b in range(q)) for a in range(q))
    powers = _powers(p, n, q)
    logs = {element: i for i, element in enumerate(powers)}
    times = tuple(tuple(powers[(logs[a] + logs[b]) % (q - 1)] if a and b else 0 for b in range(q)) for a in range(q))
    return Field(q, add, times)


def _added(a: int, b: int, p: int, n: int) -> int:
    total = 0
    for i in range(n):
        total += (a // p**i + b // p**i) % p * p**i
    return total


def _powers(p: int, n: int, q: int) -> list[int]:
    """All non-zero elements as powers of a generator, which is found by trying."""
    if n == 1:
        for root in range(1, p):
            powers = [1]
            while (step := powers[-1] * root % p) != 1:
                powers.append(step)
            if len(powers) == q - 1:
                return powers
    top = q // p
    for low in range(1, q):  # x^n = the polynomial `low`; we try until x generates everything
        powers = [1]
        while len(powers) < q:
            carry, rest = divmod(powers[-1], top)
            step = rest * p
            for _ in range(carry):
                step = _added(step, low, p, n)
            if step in (0, 1):
                break
            powers.append(step)
        if len(powers) == q - 1 and len(set(powers)) == q - 1:
            return powers
    raise ValueError(f"{q} is no power of {p}")
