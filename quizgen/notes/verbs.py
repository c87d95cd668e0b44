"""The verbs of English expository prose, and how to tell one from a noun of the same form."""

from __future__ import annotations

import re

VERBS = """
abandon absorb accelerate accept access accompany accomplish account accumulate achieve acquire act activate adapt
add adjust adopt advance advocate affect aim allow alter amount analyze announce anticipate appear apply approach
approximate argue arise arrange arrive ask assess assign assist associate assume assure attach attack attain attempt
attract attribute avoid balance base be bear beat become begin behave believe belong bend bind blend block boost
bound break bring broadcast build burn call cancel capture carry carve cause cease celebrate change characterize
check choose circulate cite claim clarify classify clear climb cling close coat coexist collapse collect collide
color combine command comment commit communicate compare compensate compete compile complement complete complicate
compose compress comprise compute conceal concern conclude conduct confer confirm conflict confuse connect conquer
conserve consider consist consolidate constitute consult consume contact contain continue contract contradict
contrast contribute control convert cool coordinate cope copy correct correspond cost count couple cover create
cross crystallize cultivate curve cut damage deal decay decide declare decline decompose decrease deepen defend
define defy degrade delay delegate delete deliver demand denote deny depart depend depict deposit deprive derive
descend describe deserve design destroy detect deter determine develop devote dictate differ diffract diffuse digest
dilute diminish direct disappear discard discharge disclose discover discuss dismiss disperse display dissolve
distinguish distort distribute disturb diverge divide dominate double draw drift drive drop earn ease elect elevate
eliminate embed embody embrace emerge emit emphasize employ empty enable encapsulate encode encounter encourage end
endanger endure enforce engage enhance enlarge enrich ensure entail enter entitle equal erase erode escape establish
estimate evade evaluate evaporate evoke evolve examine exceed exchange excite exclude execute exempt exercise exert
exhaust exhibit exist expand expel experience expire explain explode exploit explore export expose express extend
extinguish extract face facilitate fail fall favor feature feed feel fight fill filter finance find finish fit fix
flatten float flourish flow fluctuate focus fold follow force form foster found frame free freeze fuel fulfill
function fuse gain gather generalize generate get give go govern grant grasp group grow guarantee guide halt handle
happen harm have heal heat help hide highlight hinder hit hold host house identify ignore illustrate imagine imitate
impact impair impede implement imply impose impress improve include incorporate increase incur indicate induce
infect infer inflate influence inform inherit inhibit initiate injure innovate insert inspect inspire instruct
insulate insure integrate intensify interact intercept interfere interpret interrupt intersect introduce invade
invert invest investigate invite involve irritate isolate issue join jump justify keep kill know lack land last
launch lay lead leak learn leave lend let level liberate lie lift limit line link list live load locate lock look
loosen lose lower magnify maintain make manage map mark mask match matter maximize mean measure mediate meet melt
merge migrate mimic minimize mirror mix modify monitor motivate mount move multiply name narrow need negate neglect
neutralize note notice nourish observe obtain occupy occur offer offset omit open operate oppose oppress optimize
order organize originate outline overcome overlap override owe own oxidize pack participate pass pay peak penetrate
perceive perform permit persist persuade pick place plan plant play point pose possess postulate pour practice
precede precipitate predict prefer prepare prescribe present preserve press presume prevail prevent print proceed
process proclaim produce profit prohibit project prolong promote propose prosper protect protrude prove provide
publish pull pump punish purchase pursue push put qualify quantify question quote radiate raise range reach react
read realize reappear rebuild recall recede receive recognize recommend reconstruct record recover recruit recur
redirect reduce refer refine reflect refuse regain regard regenerate register regulate reinforce reject relate relax
release relieve rely remain remember remind remove renew repair repeat repel replace represent repress reproduce
request require rescue research reserve reset reside resist resolve resonate respect respond rest restore restrict
restructure result resume retain return reveal reverse revolve reward rise rotate rule run sacrifice sample satisfy
saturate save scale score seal search secrete secure see seek segment select sell send sense separate serve set
shape share shed shield shift shorten show shrink shut sign signal simplify simulate sink sit skip slide slow soften
solve sort sound span spark speak specialize spend spin split sponsor spread spring stabilize stand start state stay
steer stem stick stimulate stipulate stop store strengthen strike strip structure struggle study submit substitute
succeed suffer suggest suit sum summarize supply support suppress surface surpass surround survey survive suspend
sustain swallow switch synthesize take target teach tear tell tend terminate test thicken think threaten tie
tolerate touch trace track trade train transfer transform translate transmit transport trap travel treat trigger
tune turn twist undergo undermine understand undertake unify unite update uphold urge use utilize vanish vary verify
vibrate view violate visit wait wake walk want warn waste weaken wear weigh widen win withdraw withstand work wrap
write yield
""".split()  # noqa: SIM905 - words read best as text


def _forms(verb: str) -> tuple[str, ...]:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied"
    return (verb, verb + "s", verb + "d") if verb.endswith("e") else (verb, verb + "s", verb + "es", verb + "ed")


BARE = frozenset(VERBS)
FORMS = frozenset(form for verb in VERBS for form in _forms(verb))
AUXILIARY = frozenset(
    """
    is are was were can could may might must should will would has have had does do did cannot can't won't doesn't don't
    isn't aren't can’t won’t doesn’t don’t isn’t aren’t
    didn't wasn't weren't hasn't haven't couldn't wouldn't didn’t wasn’t weren’t hasn’t haven’t couldn’t wouldn’t
    """.split()  # noqa: SIM905 - words read best as text
)
MODAL = AUXILIARY - frozenset("is are was were has have had isn't aren't isn’t aren’t".split())  # noqa: SIM905
_PLURAL = frozenset("we you they i people children men women data criteria bacteria phenomena mice".split())  # noqa: SIM905
WORD = re.compile(r"[A-Za-z][\w'’-]*")
_NOUNISH = re.compile(
    r"(?:\b(?:an?|the|its|their|this|that|each|every|of|in|for|with|by|to|between|from|on|at|into|through|among|under|over|per|no|any|some|"
    r"more|and|or|but|same|own|two|\w+['’]s|\w+ing|\w+al|\w+ive)\s+)$",
    re.I,
)


def is_verb(word: str, before: str, after: str) -> bool:
    """Say whether ``word``, which may be a noun as well (forms, state), is a verb between ``before`` and ``after``."""
    following = WORD.match(after.lstrip())
    second = following.group().lower() if following else ""
    if second in AUXILIARY or second in FORMS or _NOUNISH.search(before[-24:]):
        return False
    if word not in BARE:
        return True
    subject = before.rsplit(maxsplit=1)[-1].strip(",").lower()
    return (subject.endswith("s") and not subject.endswith("ss")) or subject in _PLURAL or " and " in before


def is_verb_form(word: str) -> bool:
    """Say whether ``word`` is a form that only a verb of these has: stores, stored."""
    return word.lower() in FORMS and word.lower() not in BARE


def has_verb(text: str) -> bool:
    """Say whether the English ``text`` holds a verb of those that expository prose uses."""
    return any(word.lower() in FORMS or word.lower() in AUXILIARY for word in WORD.findall(text))


def is_clause(text: str) -> bool:
    """Say whether the English ``text`` says something of something, and so is no name: Wars happen between states.

    A participle says nothing yet: nodes connected by edges.
    """
    found = list(WORD.finditer(text))
    return len(found) > 3 and any(_is_finite(word, text) for word in found[1:-1])


def _is_finite(found: re.Match[str], text: str) -> bool:
    word = found.group().lower()
    if word in AUXILIARY:
        return True
    return word in FORMS and not word.endswith("ed") and is_verb(word, text[: found.start()], text[found.end() :])


def starts_with_verb(text: str) -> bool:
    """Say whether the English ``text`` opens with a verb, so that its subject stands elsewhere: Stores the keys."""
    first = WORD.match(text)
    return first is not None and first.group().lower() in FORMS
