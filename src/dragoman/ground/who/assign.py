"""Gives each name of a report its actor: listed ones first, then full names, then what is short for them."""

from collections.abc import Mapping
from typing import NamedTuple

from dragoman.ground.spelling import UNSURE, same_name
from dragoman.ground.who.cast import Cast, country_in, is_initialled, is_organisation, kind_of
from dragoman.ground.who.gender import Genders, by_title
from dragoman.ground.who.known import called, known, ruling
from dragoman.ground.who.naming import Named
from dragoman.ground.who.organs import body_called, is_of_outlet, letters_told, owner_of_organ
from dragoman.ground.who.roles import acts, is_dateline
from dragoman.ground.who.titles import Titled, is_lettered
from dragoman.ground.who.words import head_of, is_adjective_of, lemma, letters_of, stretch, words
from dragoman.language.tree import Tree
from dragoman.lexicon import table
from dragoman.lexicon.places import sites
from dragoman.lexicon.states import demonym, metonym, states
from dragoman.model import Actor, ActorKind, Reading


class Assigned(NamedTuple):
    """A name, its actor, and whether it is the name of a place or a people used for its government."""

    titled: Titled
    actor: str
    is_metonym: bool = False


def assign(reading: Reading, cast: Cast, titled: list[Titled], trees: list[Tree]) -> list[Assigned]:
    """The names that stand for actors, in text order. A name that can be two is left out."""
    found: dict[Titled, Assigned] = {}
    steps = (
        _listed,
        _persons,
        _initials,
        _lettered,
        _halves,
        _in_form,
        _invented_states,
        _people,
        _lone_people,
        _bodies,
        _acronyms,
        _in_office,
        _short,
    )
    organisations = [one.name.text for one in titled if one.name.label == "ORG"]
    work = _Work(reading, cast, trees, titled, _uses(titled), organisations, letters_told(reading, titled), {})
    for step in steps:
        if step is _short:
            cast.genders = Genders((one.titled, one.actor) for one in found.values() if cast.kind(one.actor) == "person")
        for one in titled:
            if one not in found and not work.cast.two_surnamed(one.name.text) and (actor := step(work, one)):
                found[one] = Assigned(one, actor, is_metonym=step in (_people, _lone_people))
                whole, bodies = cast.actors[actor].name, (_bodies, _acronyms)
                is_whole = one.name.text in {whole, one.name.text.upper()} or whole.endswith(f" {one.name.text}")
                if step not in bodies or is_whole or one.name.text in work.letters:
                    cast.call(actor, one.name.text, (one.name.sentence, one.name.first))
    return [found[one] for one in titled if one in found]


class _Work(NamedTuple):
    reading: Reading
    cast: Cast
    trees: list[Tree]
    titled: list[Titled]
    uses: dict[str, list[Named]]
    bodies: list[str]
    letters: Mapping[str, str]
    sovereign: dict[str, bool]  # what was found of a name is true of it wherever it stands

    def is_sovereign(self, text: str) -> bool:
        """Whether a name is told anywhere with what only states have."""
        if text not in self.sovereign:
            self.sovereign[text] = any(_is_sovereign(self, use) for use in self.uses[text])
        return self.sovereign[text]

    def head(self, name: Named) -> int:
        return head_of(self.reading.sentences[name.sentence], name.first, name.last)

    def acts(self, name: Named, *, city: bool) -> bool:
        return acts(self.trees[name.sentence], self.head(name), city=city)

    def countries(self) -> frozenset[str]:
        return self.cast.countries()


def _uses(titled: list[Titled]) -> dict[str, list[Named]]:
    """The names of a report by their words, in the order in which each is told first."""
    found: dict[str, list[Named]] = {}
    for one in titled:
        found.setdefault(one.name.text, []).append(one.name)
    return found


def _listed(work: _Work, one: Titled) -> str | None:
    """Names that the registry lists: organisations, states where they act, persons in full."""
    name = one.name
    candidates = known(name.text)
    if not candidates or (candidates[0].kind == "person" and name.first == name.last):
        return None
    if candidates[0].kind == "state" and not work.acts(name, city=False):
        return None
    if candidates[0].kind == "agency" and _is_anywheres(work, name.text, candidates):
        return None
    if name.text.isupper() and (_is_own_acronym(work, name.text) or _lacks_country(work, candidates)):
        return None
    return work.cast.listed(name.text)


def _is_anywheres(work: _Work, text: str, candidates: tuple[Actor, ...]) -> bool:
    """Whether a name is one that institutions of many states bear ("House of Representatives"), of states never spoken of."""
    kinds = table("world/institutions")["institution"].values()
    return any(text in kind["nouns"] for kind in kinds) and all(one.country not in work.cast.told for one in candidates)


def _is_own_acronym(work: _Work, acronym: str) -> bool:
    """Whether the report itself says what the letters stand for, or they are its agency's, and mean nobody who is listed."""
    source = work.reading.report.source
    if any(one.kind == "media" for one in known(acronym)):
        return False
    if acronym == work.reading.report.agency or (source and same_name(acronym, source, "organisation").score >= UNSURE):
        return True
    letters, spelled = letters_of(acronym), dict.fromkeys(text for text in work.bodies if " " in text)
    return any(letters and same_name(letters, text, "organisation").score >= UNSURE and not known(text) for text in spelled)


def _lacks_country(work: _Work, candidates: tuple[Actor, ...]) -> bool:
    """Whether three letters or fewer name bodies that the report never spells out, of countries that it never speaks of.

    Letters are soon shared.
    """
    spelled = {one.id for text in work.uses if not text.isupper() for one in known(text)}
    # an outlet that goes by its letters does so everywhere
    names = [(one, [alias.text for alias in one.aliases] + [one.name] * (one.kind != "media")) for one in candidates]
    short = [one for one, told in names if any(len(name) <= 3 and name.isupper() for name in told)]
    if any(one.id in spelled for one in short):
        return False
    return bool(short) and all(
        one.kind in words("acronyms", "local") and one.country and one.country not in work.countries() for one in short
    )


def _halves(work: _Work, one: Titled) -> str | None:
    """As in "North and South Korea", and in "the North" after them."""
    name = one.name
    if name.listed or name.first != name.last:
        return None
    tokens, text = work.reading.sentences[name.sentence].tokens, work.reading.report.text
    if name.last + 3 < len(tokens) and tokens[name.last + 1].text in {"and", "or"}:
        last = stretch(text, work.reading.sentences[name.sentence], name.last + 3, name.last + 3)
        whole = known(f"{name.text} {last}")
        if len(whole) == 1 and whole[0].kind == "state":
            return work.cast.enter(whole[0].id)
    return work.cast.state_begun(name.text)


def _in_form(work: _Work, one: Titled) -> str | None:
    """As in "the Kingdom": the one state of the report that is called so in full; so is "the Junta" that of one state."""
    word, told = one.name.text, [of for of in work.cast.actors if of in states()]
    if not word.istitle():
        return None
    if word.casefold() in words("organisation", "governments"):
        found = list(dict.fromkeys(body for of in told for body in called(word.casefold(), of, work.cast.at)))
        return work.cast.enter(found[0]) if len(found) == 1 else None
    full = [of for of in told if any(word in name.split() for name in states()[of].also)]
    return full[0] if len(full) == 1 and word.casefold() in words("sovereign", "polities") else None


def _invented_states(work: _Work, one: Titled) -> str | None:
    """A name of which the report has a people's adjective ("Varenian") is that of a state; so is that of a place that acts."""
    name = one.name
    if name.listed or one.title or is_organisation(name.text) or metonym(name.text) or work.cast.person_by_surname(name.text):
        return None
    places = sites(name.text)
    if any(site.precision in {"area", "region"} for site in places) or name.text.isupper() or name.text in work.letters:
        return None
    has_people = any(is_adjective_of(other, name.text) for other in work.uses if other != name.text)
    if has_people or (work.is_sovereign(name.text) and not _is_common(work, name)):
        return work.cast.create(name.text, "state") if work.acts(name, city=False) else None
    # a place that the gazetteer lacks and that does what only actors do
    is_place = name.label == "LOC" or _is_called_like_country(work, name)
    acting = is_place and not places and not sites(name.text.split()[-1]) and work.acts(name, city=True)
    return work.cast.create(name.text, "state") if acting else None


def _is_common(work: _Work, name: Named) -> bool:
    """Whether every use of a name has an article before it ("the Palace"), as none of a state that no list has would."""
    tokens = ((work.reading.sentences[use.sentence].tokens, use.first) for use in work.uses[name.text])
    return all(first and told[first - 1].upos == "DET" for told, first in tokens)


def _is_called_like_country(work: _Work, name: Named) -> bool:
    """Whether a single name without an article ends as countries' do; where it was taken for a person, "its" must follow too."""
    tokens = work.reading.sentences[name.sentence].tokens
    if name.first != name.last or not name.text.endswith(tuple(words("sovereign", "endings"))):
        return False
    if name.first and tokens[name.first - 1].upos == "DET":
        return False
    return name.label != "PER" or any(token.text.casefold() in words("pronouns", "it") for token in tokens[name.last + 1 :])


def _is_sovereign(work: _Work, name: Named) -> bool:
    """Whether what only states have is said to be of a name, or its own: "the government of Varenia", "Varenia's parliament"."""
    tree, head = work.trees[name.sentence], work.head(name)
    token = tree[head]
    before = tree.tokens[max(name.first - 2, 0) : name.first]
    if len(before) == 2 and before[1].text == "of" and lemma(before[0]) in words("sovereign", "nouns"):
        # whatever the parse hangs it on
        return True
    if token.head < 0 or lemma(tree[token.head]) not in words("sovereign", "nouns"):
        return False
    is_of = any(tree.words[c] == "of" for c in tree.children(head, "case"))
    return token.rel == "nmod:poss" or is_of


def _people(work: _Work, one: Titled) -> str | None:
    """Capitals, seats of power, regions that rule themselves and peoples, where they stand for a state or its government."""
    name = one.name
    if government := _government_named(name.text):
        return work.cast.enter(government)
    if government := metonym(name.text) or ruling(name.text, work.cast.at):
        return (
            work.cast.enter(government)
            if work.acts(name, city=True) and not is_dateline(work.reading.sentences[name.sentence], name.first, name.last)
            else None
        )
    if demonym(name.text) or name.label == "MISC" or " " not in name.text:
        state = work.cast.state_of_people(name.text)
        return _people_or_state(work, name, state) if state else None
    return None


def _lone_people(work: _Work, one: Titled) -> str | None:
    """As in "under Varenian mediation", where the report has no other word for that state: a state by its adjective alone."""
    name, tree = one.name, work.trees[one.name.sentence]
    head = work.head(name)
    qualifies = tree.is_rel(head, "amod", "compound") and lemma(tree[tree[head].head]) in words("outsiders", "nouns")
    is_people = name.text.endswith(tuple(words("sovereign", "peoples"))) and name.text not in words("sovereign", "wider")
    if " " in name.text or name.listed or not qualifies or not is_people:
        return None
    return work.cast.create(name.text, "state")


def _government_named(form: str) -> str | None:
    """As in "Royal Varenian Government" or "Government of Varenia": a capital letter makes no other body of a government."""
    told, forms = form.split(), words("sovereign", "forms")
    while told and told[0].casefold() in forms:
        told.pop(0)
    if len(told) > 2 and told[0].casefold() in words("organisation", "governments") and told[1] == "of":
        found = known(" ".join(told[2:]).removeprefix("the "))
        return next((states()[one.id].government for one in found if one.id in states()), None)
    noun = told.pop() if told else ""
    state = demonym(" ".join(told)) if noun.casefold() in words("organisation", "governments") else None
    return state.government if state else None


def _people_or_state(work: _Work, name: Named, state: str) -> str:
    """A people is its state as an adjective, and where it acts as one ("the Syrians accused"); else a group of its own."""
    tree, head = work.trees[name.sentence], work.head(name)
    if tree[head].xpos not in {"NNS", "NNPS"}:
        return state
    is_definite = any(tree.words[c] == "the" for c in tree.children(head, "det"))
    speaks_for_itself = state not in states() or states()[state].government == state
    does = tree.is_rel(head, "nsubj") or (head + 1 < len(tree.tokens) and tree[head + 1].upos == "AUX")
    if is_definite and speaks_for_itself and does:
        return state
    return work.cast.create(name.text, "group", work.cast.actors[state].country)


def _persons(work: _Work, one: Titled) -> str | None:
    """Persons in full: marked as such, or with a title."""
    name = one.name
    is_full = " " in name.text and not is_organisation(name.text)
    titled = bool(one.title) and name.label in {"PER", ""}
    if is_full and not is_initialled(name.text) and (name.label == "PER" or titled) and not _is_namesake(work, name):
        return work.cast.person_in_full(name.text)
    return None


def _initials(work: _Work, one: Titled) -> str | None:
    """Persons with an initial, once those told in full are known: "O. Teke" is Osmar Teke where nobody else can be meant."""
    if not is_initialled(one.name.text) or one.name.label != "PER":
        return None
    return work.cast.person_by_initial(one.name.text) or work.cast.person_in_full(one.name.text)


def _lettered(work: _Work, one: Titled) -> str | None:
    """As in "the DM", where Defence Minister Osmar Teke is told of: letters of the office of one person alone."""
    letters = one.name.text
    if known(letters) or not 1 < len(letters) < 5 or not (letters.isalpha() and letters.isupper()):
        return None
    told = (other.name.text for other in work.titled if " " in other.name.text and is_lettered(other.title, letters))
    found = {of for name in told if (of := work.cast.person_told(name))}
    return found.pop() if len(found) == 1 else None


def _is_namesake(work: _Work, name: Named) -> bool:
    """As in "the Osmar Teke library": what is called after a person, and not he."""
    after = work.reading.sentences[name.sentence].tokens[name.last + 1 : name.last + 2]
    return any(token.text.casefold() in words("things", "called_after") for token in after)


def _bodies(work: _Work, one: Titled) -> str | None:
    """Organisations that nobody lists, those told by letters alone left for later: what they stand for may follow."""
    text = one.name.text
    is_short = " " not in text and (text.isupper() or _is_own_acronym(work, text))
    return None if is_short else _acronyms(work, one)


def _acronyms(work: _Work, one: Titled) -> str | None:
    """Organisations that nobody lists."""
    name = one.name
    if not _can_be_body(work, name):
        return None
    if same := work.cast.abbreviated(name.text) or work.cast.company(name.text, work.bodies):
        return same
    told_by = work.letters.get(name.text)
    if owner := (told_by and body_called(work.cast, told_by)) or owner_of_organ(work.cast, work.reading, name, work.titled):
        return owner
    if " " not in name.text and is_organisation(name.text):
        return work.cast.body_ending(name.text)
    kind: ActorKind = "media" if _is_told(work, name) or is_of_outlet(work.reading, name) else kind_of(name.text)
    before = work.reading.sentences[name.sentence].tokens[max(name.first - 1, 0)].text.casefold()
    return work.cast.create(name.text, "armed_group" if before in words("sovereign", "armed") else kind, country_in(name.text))


def _can_be_body(work: _Work, name: Named) -> bool:
    """Whether a name can be that of an organisation: marked or worded as one, and no place, person or part of a title."""
    is_worded = name.label == "ORG" or name.text in work.letters or (bool(name.label) and is_organisation(name.text))
    after = work.reading.sentences[name.sentence].tokens[name.last + 1 : name.last + 2]
    if {name.text.split()[-1].casefold(), *(token.text.casefold() for token in after)} & words("things", "nouns"):
        return False
    if len(name.text) < 2 or (metonym(name.text) and not is_organisation(name.text)):
        # "X", where people write; a capital that does not act
        return False
    if not is_worded or (name.listed and not name.text.isupper()) or _is_seat(work, name) or _is_namesake(work, name):
        return False
    places = sites(name.text)
    if places and (name.label == "LOC" or places[0].precision != "city"):
        return False
    return not work.cast.person_by_surname(name.text) and not (" " not in name.text and _qualifies_role(work, name))


def _is_seat(work: _Work, name: Named) -> bool:
    """As in "the Lorvale regime": a single name told nowhere but before that word is a seat of power or a ruler, and no body."""
    after = (work.reading.sentences[use.sentence].tokens[use.last + 1 : use.last + 2] for use in work.uses[name.text])
    governs = words("organisation", "governments")
    return name.first == name.last and all(tokens and tokens[0].text.casefold() in governs for tokens in after)


def _qualifies_role(work: _Work, name: Named) -> bool:
    """As in "Labour Minister": a word of the title wherever it stands, and no organisation."""
    after = (work.reading.sentences[use.sentence].tokens[use.last + 1 : use.last + 2] for use in work.uses[name.text])
    return all(tokens and lemma(tokens[0]) in words("roles", "nouns") for tokens in after)


def _is_told(work: _Work, name: Named) -> bool:
    """As in "told Radio Lorvale": to whom one speaks in a report is an outlet, where it is no person; so is who printed it."""
    if name.text == work.reading.report.source:
        return True
    tree, head = work.trees[name.sentence], work.head(name)
    last = name.text.split()[-1].casefold()
    is_gathering = last in words("speech", "gatherings") or kind_of(name.text) != "group"
    return not is_gathering and tree.is_rel(head, "obj", "iobj", "obl") and lemma(tree[tree[head].head]) in words("speech", "told")


def _in_office(work: _Work, one: Titled) -> str | None:
    """Single names with a title that the registry has for one of that name ("President Teke"), whoever else bears it here."""
    name = one.name
    if " " in name.text or not one.title or one.apposition or known(name.text):
        return None
    if found := work.cast.person_in_office(name.text, one.title):
        work.cast.call_short(found, name.text, (name.sentence, name.first))
        return found
    return None


def _short(work: _Work, one: Titled) -> str | None:
    """Single names: the person of this report, else of the registry; a new person where the text takes it for one."""
    name = one.name
    if (known(name.text) and not one.title and known(name.text)[0].kind != "person") or _is_namesake(work, name):
        return None
    place = (name.sentence, name.first)
    if found := work.cast.person_by_surname(name.text, place, by_title(one.title)):
        work.cast.call_short(found, name.text, place)
        return found
    if work.cast.is_shared_surname(name.text) or not (name.label == "PER" or one.title) or demonym(name.text) or metonym(name.text):
        return None
    if len(name.text) < 3 or name.text in words("roles", "honorifics"):
        return None
    listed = work.cast.person_by_registry(name.text, work.countries(), is_titled=bool(one.title))
    return listed or work.cast.create(name.text, "person")
