"""What people write, on purpose or by accident, and what every field and every page has to bear.

Each is what the page sends; `livesessions` may clean it as `docs/contract.md` says, and then shows what it stored.
"""

ARABIC = "مرحبا بالعالم."
LONG_WORD = "W" * 120
ADDRESS = "https://wijkteams.example/" + "a" * 94

ODD = {
    "from right to left": ARABIC,
    "from right to left and back": "שלום world (שלום), 12.",
    "bidi overrides": "\u202egnirts\u202c \u2066ab\u2069 \u200fgo\u200e",
    "combining stack": "Z" + "\u0351\u0489\u0335" * 12 + "algo",
    "emoji joined": "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽",
    "Hangul filler beside a letter": "a\u3164\u3164b",
    "Braille blank beside a letter": "a\u2800\u2800b",
    "control characters": "a\x01\x0b\x1b\x7f\x85b\u2028c",
    "a long word": LONG_WORD,
    "an address": ADDRESS,
    "a script": "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">",
    "an entity": "&amp;lt; &#8203; \" ' `",
    "a template": "{{ x }} {% now %} {# no #} {n}",
    "a format": "%s %(a)s %d {0} {who}",
    "a formula": '=1+1;@SUM(A1)\t"+cmd',
    "three hundred lines": "\n" * 150 + "regel" + "\n" * 150 + "laatste",
    "space around": " \t\u00a0\u3000 midden \u00a0\t ",
    "outside the basic plane": "𝔊𝔲𝔱𝔢𝔫 🜁 𠜎 \U0010fffd",
}
"""Texts of which something is to be seen, by what is odd about them."""

BLANK = {
    "nothing": "",
    "spaces": "   ",
    "lines": "\n\r\n\t",
    "no-break and wide spaces": "\u00a0\u2003\u3000",
    "Hangul fillers": "\u3164\u3164",
    "Braille blanks": "\u2800",
    "zero width": "\u200b\u200c\u200d\ufeff\u2060",
    "marks of direction": "\u200e\u200f\u202e",
    "an accent on nothing": "\u0301",
    "soft hyphens": "\u00ad\u00ad",
}
"""Texts of which nothing is to be seen."""
