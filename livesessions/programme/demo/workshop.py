"""The workshop of the day that is open in the demo: what its hosts prepared, and who registered."""

WORKSHOP = "Leren door terugpraten"

RUNNING_ORDER = (
    ("Rondje voorstellen", 10),
    ("Associatie Wijkteams: wie zijn wij?", 5),
    ("Korte inleiding op het toekomstscenario", 10),
    ("Opdracht van de lokale teams in Veiligheid", 15),
    ("In gesprek: Praktijk naar beleid brengen", 35),
)

DISCUSSION_QUESTIONS = (
    "Welke dilemma's voorzien jullie?",
    "Veiligheidsparadigma versus ontwikkelparadigma: hoe kijken jullie hier naar?",
    "Wat zouden jullie vanuit praktijk willen terugpraten naar beleid? Welk voorstel zou je willen doen?",
    "Welke randvoorwaarden zijn er nodig voor een lokaal team om dit goed te (kunnen) doen?",
    "Welke methodieken zijn hiervoor nodig?",
)

QUESTIONS = (
    ("Wat doe je als er zorgen zijn en het gezin geen toestemming geeft?", 5),
    ("Wanneer schakel je het regionaal veiligheidsteam in? En wie houdt dan contact met het gezin?", 3),
    ("Welke methodieken zijn hiervoor nodig?", 1),
    ("Hoe praat je een dilemma terug naar beleid, zonder dat het gezin herkenbaar is?", None),
    ("Hoe handel je bij zorgen zonder toestemming van het gezin?", None),
)
"""Questions on the board, with their number of upvotes; `None`: not approved yet."""

POLLS = (
    (
        "Welke randvoorwaarde heeft een lokaal team het eerst nodig om dit goed te kunnen doen?",
        (
            "Tijd om naast kind en gezin te staan",
            "Een stevige positie in het sociaal domein",
            "Elkaars taal leren spreken",
            "Een duidelijke opdracht van de gemeente",
        ),
    ),
    (
        "Welk dilemma voorzie jij het meest in je eigen team?",
        (
            "Er zijn zorgen, maar het gezin wil geen hulp",
            "Naast het gezin staan en toch moeten melden",
            "Zelf helpen of expertise erbij vragen",
            "Dichtbij zijn en toch genoeg afstand houden",
        ),
    ),
    (
        "Veiligheidsparadigma versus ontwikkelparadigma: hoe kijk jij hiernaar?",
        (
            "Eerst veilig, daarna is er ruimte om te groeien",
            "Wie groeit, komt ook tot meer veiligheid",
            "Het een kan niet zonder het ander",
            "Dat verschilt per kind en gezin",
        ),
    ),
)

GROUPS = {
    "way": "mix",
    "groups": "6",
    "rounds": "2",
    "minutes": "15",
    "task": "Vertel elkaar over één gezin waarbij jullie twijfelden. Wat hielp? Wat neem je mee naar huis?",
    "both_sides": "1",
}
"""A plan for groups that is ready to be sent out."""

REGISTERED = (
    ("Samira", "Jeroen"),
    ("Fleur", "Mehmet"),
    ("Anouk", "Willem"),
    ("Rachid", "Petra"),
    ("Lotte", "Dirk"),
    ("Yasmin", "Bart"),
    ("Noor", "Hans"),
    ("Emre", "Saskia"),
    ("Iris", "Frank"),
    ("Fatima", "Joost"),
    ("Sanne", "Karim"),
    ("Tess", "Marjan"),
)
"""The people in that plan: one person from practice and one from policy of each of the first teams."""
