"""Whose case it is: the one person that a text names, where it names exactly one.

Names are told from other words with a capital by what stands around them and by lists of words; there is no list
of names, for those of colleagues come from everywhere. In doubt it is nobody, and the editor fills it in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

WORD = re.compile(r"(?:[^\W\d_]\.)+(?=\s)|[^\W\d_](?:[\w’'-]*\w)?|[^\w\s]")
OWNED = re.compile(r"[’']s?$")
QUOTES = frozenset("“”‘’\"'")
END = frozenset(".!?:;…–()")  # a word behind one of them has a capital whatever it is
PARTICLES = frozenset(
    [
        "van",
        "de",
        "der",
        "den",
        "het",
        "ten",
        "ter",
        "te",
        "'t",
        "’t",
        "el",
        "al",
        "ben",
        "bin",
        "von",
        "la",
        "le",
        "da",
        "dos",
        "du",
        "di",
    ]
)
ARTICLES = frozenset(
    [
        "de",
        "het",
        "een",
        "deze",
        "dit",
        "die",
        "dat",
        "onze",
        "ons",
        "the",
        "a",
        "an",
        "this",
        "that",
        "our",
        "its",
    ]
)
PLACED = frozenset(
    ["in", "te", "uit", "bij", "rond", "via", "langs", "at", "near", "around"]
)  # behind them stands a place or a firm
ADDRESSED = frozenset(
    [
        "mevrouw",
        "mevr",
        "mw",
        "meneer",
        "mijnheer",
        "dhr",
        "heer",
        "dr",
        "ir",
        "drs",
        "prof",
        "mr",
        "mrs",
        "ms",
        "miss",
        "collega",
        "begeleider",
        "teamleider",
        "directeur",
        "leidinggevende",
        "manager",
        "projectleider",
        "adviseur",
        "wethouder",
        "burgemeester",
        "inspecteur",
        "chef",
        "bewoner",
        "buurvrouw",
        "buurman",
        "beleidsmedewerker",
        "medewerker",
        "secretaris",
        "griffier",
        "colleague",
        "mentor",
        "director",
        "supervisor",
        "adviser",
    ]
)
SPEAKS = frozenset(
    [
        "vertelt",
        "vertelde",
        "zegt",
        "zei",
        "vindt",
        "vond",
        "noemt",
        "noemde",
        "ziet",
        "weet",
        "kiest",
        "koos",
        "merkt",
        "merkte",
        "besloot",
        "besluit",
        "luistert",
        "luisterde",
        "vraagt",
        "vroeg",
        "says",
        "said",
        "finds",
        "thinks",
        "thought",
        "sees",
        "knows",
        "knew",
        "chose",
        "tells",
        "told",
        "asks",
        "asked",
    ]
)
# The openers of sentences, and words of institutions and places, each in small letters.
COMMON = frozenset(
    [
        "ik",
        "je",
        "jij",
        "we",
        "wij",
        "hij",
        "zij",
        "ze",
        "het",
        "er",
        "de",
        "een",
        "en",
        "of",
        "maar",
        "want",
        "dus",
        "toen",
        "nu",
        "dan",
        "als",
        "dat",
        "dit",
        "deze",
        "die",
        "daar",
        "hier",
        "wat",
        "wie",
        "waar",
        "waarom",
        "hoe",
        "wanneer",
        "voor",
        "van",
        "in",
        "op",
        "met",
        "bij",
        "na",
        "naar",
        "om",
        "over",
        "uit",
        "tot",
        "tegen",
        "zonder",
        "binnen",
        "buiten",
        "tijdens",
        "door",
        "volgens",
        "vanuit",
        "sinds",
        "omdat",
        "doordat",
        "zodat",
        "hoewel",
        "terwijl",
        "ook",
        "niet",
        "geen",
        "wel",
        "al",
        "alle",
        "elke",
        "ieder",
        "veel",
        "vaak",
        "soms",
        "samen",
        "mijn",
        "zijn",
        "haar",
        "hun",
        "ons",
        "onze",
        "goed",
        "goede",
        "beter",
        "juist",
        "eerst",
        "later",
        "daarna",
        "daarom",
        "daarbij",
        "hierbij",
        "achteraf",
        "uiteindelijk",
        "gelukkig",
        "vandaag",
        "gisteren",
        "morgen",
        "vorig",
        "vorige",
        "volgend",
        "afgelopen",
        "collega",
        "mevrouw",
        "meneer",
        "dankzij",
        "namens",
        "vooral",
        "zelfs",
        "pas",
        "zodra",
        "i",
        "you",
        "he",
        "she",
        "it",
        "they",
        "the",
        "a",
        "an",
        "and",
        "or",
        "but",
        "so",
        "then",
        "when",
        "while",
        "if",
        "because",
        "for",
        "from",
        "in",
        "on",
        "at",
        "by",
        "with",
        "without",
        "after",
        "before",
        "during",
        "about",
        "according",
        "my",
        "his",
        "her",
        "their",
        "our",
        "good",
        "this",
        "that",
        "these",
        "those",
        "there",
        "here",
        "what",
        "who",
        "where",
        "why",
        "how",
        "also",
        "not",
        "no",
        "yes",
        "all",
        "every",
        "many",
        "often",
        "sometimes",
        "together",
        "first",
        "later",
        "finally",
        "thanks",
        "today",
        "yesterday",
        "last",
        "next",
    ]
)
INSTITUTIONS = frozenset(
    [
        "kamer",
        "zaken",
        "raad",
        "staat",
        "ministerie",
        "gemeente",
        "provincie",
        "waterschap",
        "haag",
        "rijk",
        "rijks",
        "rijkswaterstaat",
        "unie",
        "wet",
        "commissie",
        "dienst",
        "directie",
        "directoraat",
        "bank",
        "noord",
        "zuid",
        "oost",
        "west",
        "midden",
        "holland",
        "brabant",
        "gelderland",
        "limburg",
        "zeeland",
        "friesland",
        "groningen",
        "drenthe",
        "overijssel",
        "flevoland",
        "utrecht",
        "amsterdam",
        "rotterdam",
        "eindhoven",
        "tilburg",
        "almere",
        "breda",
        "nijmegen",
        "arnhem",
        "haarlem",
        "zwolle",
        "leiden",
        "delft",
        "maastricht",
        "brussel",
        "brussels",
        "hague",
        "nederland",
        "nederlandse",
        "europese",
        "europa",
        "programma",
        "project",
        "stichting",
        "universiteit",
        "hogeschool",
        "politie",
        "koninkrijk",
        "financiën",
        "justitie",
        "veiligheid",
        "infrastructuur",
        "waterstaat",
        "onderwijs",
        "cultuur",
        "wetenschap",
        "volksgezondheid",
        "welzijn",
        "sport",
        "defensie",
        "sociale",
        "werkgelegenheid",
        "binnenlandse",
        "buitenlandse",
        "economische",
        "algemene",
        "klimaat",
        "landbouw",
        "natuur",
        "agenda",
        "akkoord",
        "plan",
        "visie",
        "fonds",
        "overleg",
        "team",
        "tafel",
        "huis",
        "plein",
        "laan",
        "straat",
        "wijk",
        "loket",
        "desk",
        "belastingdienst",
        "uwv",
        "rivm",
        "cbs",
        "kabinet",
        "minister",
        "staatssecretaris",
        "provinciale",
        "staten",
        "inspectie",
        "gezondheidszorg",
        "nieuwe",
        "nieuw",
        "grote",
        "tweede",
        "eerste",
        "derde",
        "hoge",
        "vereniging",
        "openbaar",
        "vakmanschap",
        "maandag",
        "dinsdag",
        "woensdag",
        "donderdag",
        "vrijdag",
        "zaterdag",
        "zondag",
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "may",
        "june",
        "july",
        "august",
        "october",
        "netherlands",
        "dutch",
        "european",
        "union",
        "ministry",
        "minister",
        "council",
        "house",
        "office",
        "agriculture",
        "department",
        "act",
        "city",
        "board",
        "state",
        "national",
        "public",
        "health",
        "environment",
        "agency",
        "court",
        "parliament",
        "english",
    ]
)
LAWS = ("wet", "wetten", "dienst", "raad", "zorg", "akkoord", "bureau", "instituut", "autoriteit", "schap", "bank")


@dataclass(frozen=True)
class Word:
    """A word of a text, or a mark, with what matters of its place."""

    text: str
    start: int
    end: int
    opens: bool  # whether a sentence starts with it

    @property
    def capital(self) -> bool:
        """Whether it may be part of a name; abbreviations such as SG are not."""
        initials = self.text.endswith(".")
        return self.text[0].isupper() and (initials or any(letter.islower() for letter in self.own[1:]))

    @property
    def own(self) -> str:
        """The word without the s of what belongs to it."""
        return OWNED.sub("", self.text)


def person(text: str) -> str:
    """The person that a text names; empty where it names nobody or more than one."""
    words = list(_words(text))
    names = [name for name, sure in _names(words, text) if sure or " " in name]
    whole: list[str] = []
    for name in sorted(dict.fromkeys(names), key=lambda name: -len(name.split())):
        parts = set(name.split())
        if not any(parts <= set(other.split()) for other in whole):  # by first or last name only, a second time
            whole.append(name)
    return whole[0] if len(whole) == 1 else ""


def is_name(line: str) -> bool:
    """Whether a line holds nothing but the name of a person."""
    words = list(_words(line))
    return 2 <= len(words) <= 6 and [name for name, _ in _names(words, "")] == [" ".join(line.split())]


def _words(text: str) -> Iterator[Word]:
    opens = True
    for match in WORD.finditer(text):
        yield Word(match[0], match.start(), match.end(), opens)
        if match[0] in QUOTES:
            opens = opens or match[0] in "“‘"
            continue
        opens = match[0] in END or "\n\n" in text[match.end() : match.end() + 3]


def _names(words: list[Word], text: str) -> Iterator[tuple[str, bool]]:
    """Every name in a row of words, and whether what stands around it says that it is a person's."""
    small = set(re.findall(r"\b[^\W\d_]\w*", text)) if text else set()
    at = 0
    while at < len(words):
        end = _run(words, at, text) if words[at].capital else at
        start = at
        while start < end and words[start].opens and _ordinary(words[start].text, small):
            start += 1
            while start < end and words[start].text in PARTICLES:
                start += 1
        if start < end and (found := _judged(words, start, end)):
            yield found
        at = max(end, at + 1)


def _run(words: list[Word], at: int, text: str) -> int:
    """The end of the words with a capital from ``at`` on, particles between them included."""
    end = at + 1
    while True:
        next_ = end
        while next_ < len(words) and words[next_].text in PARTICLES and _touch(words, next_):
            next_ += 1
        if next_ >= len(words) or not words[next_].capital or not _touch(words, next_):
            return end
        end = next_ + 1


def _touch(words: list[Word], at: int) -> bool:
    """Whether nothing but a space parts a word from the one before it."""
    return not words[at].opens and words[at].start - words[at - 1].end == 1


def _ordinary(word: str, small: set[str]) -> bool:
    """Whether a word at the start of a sentence is no name: known as such, or elsewhere without its capital."""
    return OWNED.sub("", word).lower() in COMMON or word.lower() in small


def _institution(word: str) -> bool:
    return word.split("-")[0] in INSTITUTIONS or word.endswith(LAWS)


def _judged(words: list[Word], start: int, end: int) -> tuple[str, bool] | None:
    run = words[start:end]
    for at, word in enumerate(run):
        if _institution(word.own.lower()):  # as in Fatima van de Sociale Verzekeringsbank
            run = run[:at]
            break
    while run and run[-1].text in PARTICLES:
        run.pop()
    before = words[start - 1].text.lower().rstrip(".") if start and not words[start].opens else ""
    if not run or (before in ARTICLES and before not in ADDRESSED):
        return None
    name = OWNED.sub("", " ".join(word.text for word in run))
    if before in ADDRESSED:
        return name, True
    if before in PLACED or (len(run) == 1 and name.lower() in COMMON):
        return None
    last = start + len(run)
    after = words[last].text.lower() if last < len(words) else ""
    around = " ".join(word.text.lower() for word in words[max(0, start - 8) : last + 8])
    told = before in ("voor", "volgens", "for", "to") and ("goed werk" in around or "good work" in around)
    owns = len(run) == 1 and run[0].own != run[0].text
    return name, told or owns or after in SPEAKS
