"""The icons: 24 by 24, square ends, two units thick. Beside a word wherever there is room for one.

One icon means one thing. `MEANINGS` says which; tests/programme/test_icons.py holds the buttons of commands to it.
"""

MEANINGS = {
    "check": "is done, or is right",
    "cross": "no; stop; take it away",
    "warning": "look at this",
    "again": "once more",
    "arrow": "go on",
    "back": "go back",
    "chevron": "more is folded in here",
    "search": "looks for something that was kept",
    "tag": "a tag of something that was kept",
    "up": "one place higher",
    "down": "one place lower",
    "plus": "add",
    "minus": "take one away",
    "window": "is open: people can answer",
    "house": "a group, and its place in the street",
    "people": "everybody together",
    "lock": "shut: nobody comes in, nobody looks in",
    "key": "opens what is shut",
    "eye": "show it; who can see it",
    "hidden": "do not show it any longer",
    "screen": "in view for everybody",
    "title": "the title of the session",
    "agenda": "the agenda",
    "cards": "a prompt and its cards",
    "harvest": "what groups brought back",
    "megaphone": "tell everybody",
    "table": "as a table",
    "line": "how it moves over the years",
    "copy": "copy",
    "picture": "pictures beside answers",
    "print": "print",
    "download": "a file to keep",
    "box": "put away",
    "speech": "questions, and what people say",
    "lantern": "is discussed",
    "clock": "time",
    "pin": "stays where it was put",
    "pause": "stands still",
    "undo": "undo",
    "merge": "two become one",
    "mute": "not heard any more",
    "sliders": "settings",
    "more": "more buttons",
    "pen": "write; change the words",
    "moon": "quiet",
    "hand": "asks for help",
    "neighbours": "looking in at each other",
}
"""What each icon means; those of kinds of session mean that kind."""

ICONS = {
    "check": '<path d="M4 12.5l5.5 5.5L20 7"/>',
    "cross": '<path d="M5 5l14 14M19 5L5 19"/>',
    "warning": '<path d="M12 3l10 18H2zM12 10v5"/><circle class="v" cx="12" cy="18" r="1.3"/>',
    "again": '<path d="M20 5v5h-5M4 19v-5h5M19.5 10A8 8 0 0 0 5 8M4.5 14A8 8 0 0 0 19 16"/>',
    "arrow": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "back": '<path d="M19 12H5M11 6l-6 6 6 6"/>',
    "chevron": '<path d="M9 5l7 7-7 7"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5.5 5.5"/>',
    "tag": '<path d="M4 4h8l9 9-8 8-9-9z"/><circle class="v" cx="8.5" cy="8.5" r="1.6"/>',
    "up": '<path d="M12 20V5M6 11l6-6 6 6"/>',
    "down": '<path d="M12 4v15M6 13l6 6 6-6"/>',
    "plus": '<path d="M12 4v16M4 12h16"/>',
    "minus": '<path d="M4 12h16"/>',
    "window": '<path d="M6 3h12v18H6zM12 3v18M6 11h12"/>',
    "house": '<path d="M3 21V10l9-7 9 7v11zM10 21v-6h4v6"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/>'
    '<path d="M2 20c0-8 14-8 14 0M16 5a3.5 3.5 0 0 1 0 7M22 20c0-3.5-1.5-5.5-4-6"/>',
    "lock": '<path d="M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4"/>',
    "key": '<circle cx="8" cy="15" r="4.5"/><path d="M11.5 11.5L20 3M16 7l3 3"/>',
    "eye": '<path d="M2 12c5-8 15-8 20 0-5 8-15 8-20 0z"/><circle class="v" cx="12" cy="12" r="3"/>',
    "hidden": '<path d="M2 12c5-8 15-8 20 0-5 8-15 8-20 0zM4 20L20 4"/>',
    "screen": '<path d="M3 4h18v12H3zM8 21h8M12 16v5"/>',
    "megaphone": '<path d="M4 10v5h4l9 5V5l-9 5zM20 10v5"/>',
    "title": '<path d="M5 8V5h14v3M12 5v14M9 19h6"/>',
    "agenda": '<path d="M10 6h11M10 12h11M10 18h11M3 6h2M3 12h2M3 18h2"/>',
    "cards": '<path d="M3 8h13v12H3zM8 8V4h13v12h-5M6 12h7M6 16h4"/>',
    "harvest": '<path d="M3 10h18l-3 11H6zM7 10c0-8 10-8 10 0M10 14v3M14 14v3"/>',
    "table": '<path d="M3 5h18v14H3zM3 10h18M10 5v14"/>',
    "line": '<path d="M3 20h18M4 16l5-5 4 3 7-8"/>',
    "copy": '<path d="M8 8h12v13H8zM16 8V3H4v13h4"/>',
    "picture": '<path d="M3 5h18v14H3zM3 17l6-6 5 5 3-3 4 4"/><circle class="v" cx="16" cy="9" r="1.5"/>',
    "print": '<path d="M7 9V3h10v6M7 17H3V9h18v8h-4M7 14h10v7H7z"/>',
    "download": '<path d="M12 3v12M6 10l6 6 6-6M4 20h16"/>',
    "box": '<path d="M3 4h18v5H3zM5 9v11h14V9M10 13h4"/>',
    "speech": '<path d="M4 4h16v12H10l-5 5v-5H4z"/><path d="M9 8.5h6M9 12h4"/>',
    "lantern": '<path d="M8 4h8l2 4v7H6V8zM9 15v3h6v-3M12 18v3"/><path class="v" d="M10 8h4v5h-4z"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5h4"/>',
    "pin": '<path d="M9 3h6l-1 7 4 4H6l4-4zM12 14v7"/>',
    "pause": '<path d="M8 5v14M16 5v14"/>',
    "undo": '<path d="M9 4L4 9l5 5M5 9h9a5.5 5.5 0 0 1 0 11h-4"/>',
    "merge": '<path d="M5 3v4l7 6v8M19 3v4l-7 6M8 17l4 4 4-4"/>',
    "mute": '<path d="M4 4h16v12H10l-5 5v-5H4zM9 7.5l6 5M15 7.5l-6 5"/>',
    "sliders": '<path d="M3 7h9M18 7h3M3 17h3M12 17h9M15 4v6M9 14v6"/>',
    "more": '<circle class="v" cx="5" cy="12" r="2"/><circle class="v" cx="12" cy="12" r="2"/>'
    '<circle class="v" cx="19" cy="12" r="2"/>',
    "pen": '<path d="M4 20l1-4L16 5l3 3L8 19zM14 7l3 3"/>',
    "moon": '<path d="M20 14.5A8.5 8.5 0 1 1 9.5 4 7 7 0 0 0 20 14.5z"/>',
    "hand": '<path d="M7 21V11l-2-3 2-1 2 3V4h2.5v6V3H14v7V4.5h2.5V11 6.5H19V15l-3 6z"/>',
    # kinds of session
    "lecture": '<path d="M6 12h12l-2 9H8zM4 12h16M15 12V6l-4-2"/><circle class="v" cx="10" cy="4" r="2"/>',
    "neighbours": '<path d="M4 3h16v18H4zM4 3c5 3 5 9 0 12M20 3c-5 3-5 9 0 12"/>',
    "learning_group": '<circle cx="12" cy="12" r="5"/><circle class="v" cx="12" cy="3" r="2.2"/>'
    '<circle class="v" cx="12" cy="21" r="2.2"/><circle class="v" cx="3" cy="12" r="2.2"/>'
    '<circle class="v" cx="21" cy="12" r="2.2"/>',
    "energy_boost": '<circle cx="12" cy="12" r="4.5"/><path d="M12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M5 5l1.5 1.5'
    'M17.5 17.5L19 19M19 5l-1.5 1.5M6.5 17.5L5 19"/>',
    "conversation": '<path d="M2 15h20M4 15v6M20 15v6"/><circle cx="8" cy="8" r="2.5"/><circle cx="16" cy="8" r="2.5"/>'
    '<path d="M5 15c0-5 6-5 6 0M13 15c0-5 6-5 6 0"/>',
}


def icon(name: str) -> str:
    """The icon as `<svg>`; raises `KeyError` for an unknown name."""
    folds = " folds" if name == "chevron" else ""
    return f'<svg class="i{folds}" aria-hidden="true" viewBox="0 0 24 24">{ICONS[name]}</svg>'
