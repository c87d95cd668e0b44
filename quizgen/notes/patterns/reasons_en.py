"""English connectors that say why and how something is so, and to what it leads."""

from __future__ import annotations

import re

from quizgen.notes.patterns.pattern import Pattern
from quizgen.notes.verbs import PAST

REASONS_EN: tuple[Pattern, ...] = (
    Pattern(
        "because",
        "idea",
        0.7,
        "A whole clause, and behind because, due to or so that its reason or its end.",
        (
            (
                "Glaciers look blue because dense ice absorbs red light.",
                "Glaciers look blue: why?",
                "because dense ice absorbs red light",
            ),
            (
                "Climbers use ropes so that a fall into a crevasse can be held.",
                "Climbers use ropes: why?",
                "so that a fall into a crevasse can be held",
            ),
            (
                "Dead ice lasts long since it lies under rubble.",
                "Dead ice lasts long: why?",
                "since it lies under rubble",
            ),
        ),
        (
            "It melts because the air is warm.",
            "The flow of ice is due to its own weight.",
            "Huts stay open as long as they have guests in them.",
            "Because snow fell, the hut was closed due to danger.",
            "The ice melts, and the lake rises because the outlet is blocked by gravel.",
        ),
        re.compile(
            r",?\s(?:(?:mainly|mostly|partly|precisely|primarily|largely|probably)\s)?(?P<answer>"
            r"(?:(?<!\bjust\s)(?<!\bsimply\s)(?<!\bonly\s)because\s(?:of\s)?|"
            r"(?<!\bis\s)(?<!\bare\s)(?<!\bwas\s)(?<!\bwere\s)(?<!\bbe\s)(?:due|owing|thanks)\sto\s|since\s(?=(?:it|they|its|their|there)\s)|"
            r"as\s(?=(?:it|they|there)\s(?:is|are|was|were|has|have|had|can|cannot)\s)|so\sthat\s|in\sorder\s(?:to|that)\s)"
            r"(?!(?:this|that|these|those)\s).+?)(?:,\s(?:but|so|these|this)\s.*)?$",
            re.I,
        ),
        order="clause answer",
        cues=("because ", "due to ", "owing to ", "thanks to ", "since ", "as ", "so that ", "in order "),
        asks="{left}: why?",
    ),
    Pattern(
        "by doing",
        "idea",
        0.7,
        "A whole clause, and behind it by and a form in -ing: by what means.",
        (
            (
                "Meltwater speeds up a glacier by lifting it from its bed.",
                "Meltwater speeds up a glacier: how?",
                "by lifting it from its bed",
            ),
        ),
        ("It speeds up by lifting the ice.", "The hut stands by running water."),
        re.compile(
            r",?\s(?=(?P<answer>by\s(?:\w+ly\s)?(?!(?:being|having|running|during|spring|evening|morning)\b)[a-z]{2,}ing\s.+))"
        ),
        order="clause answer",
        cues=("by ",),
        asks="{left}: how?",
    ),
    Pattern(
        "only when",
        "idea",
        0.7,
        "A whole clause, and behind when, if or unless the condition under which it holds; what someone checks or asks "
        "with if is none.",
        (
            ("Moraines form when the ice drops its load.", "Moraines form: when?", "when the ice drops its load"),
            (
                "A snow bridge is safe only if it froze during the night.",
                "A snow bridge is safe: when?",
                "only if it froze during the night",
            ),
        ),
        (
            "Guides check if the bridge will hold.",
            "The ice creaks even when it is cold.",
            "The dam broke when the lake rose.",
            "It melts when the sun is out.",
        ),
        re.compile(
            r",?\s(?P<answer>(?:only\s)?(?:when(?:ever)?|iff?|unless)\s(?!(?:this|that|these|those|you|we|i)\s).{6,})$",
            re.I,
        ),
        subject=re.compile(
            rf"(?i)^(?!(?:if|when|once)\s|.*\b(?:occurs?|happens?|arises?|is|are)$|.*\b(?:was|were|had|did|came|{'|'.join(sorted(PAST))})\b)"
        ),
        order="clause answer",
        cues=(" when", " if", " unless "),
        asks="{left}: when?",
    ),
    Pattern(
        "what then",
        "idea",
        0.7,
        "When, if or because, a clause, and after the comma another one that tells what is so then.",
        (
            (
                "If the lake rises above the dam, the ice floats and the water escapes below it.",
                "If the lake rises above the dam, what then?",
                "the ice floats and the water escapes below it",
            ),
        ),
        (
            "If you hear it crack, the snow is about to slide.",
            "When this happens, the lake drains within a day.",
            "If it cracks, run.",
        ),
        re.compile(
            r"^(?P<condition>(?:when(?:ever)?|if|once|where|because|as\ssoon\sas)\s[^,;:?]{8,100}),\s(?:then\s)?(?=(?P<answer>.{8,})$)",
            re.I,
        ),
        order="condition answer",
        cues=(
            "When",
            "when",
            "If ",
            "if ",
            "Once ",
            "once ",
            "Where ",
            "where ",
            "Because ",
            "because ",
            "As soon ",
            "as soon ",
        ),
        asks="{left}, what then?",
    ),
    Pattern(
        "leads to",
        "property",
        0.7,
        "Verbs that tie a thing to its effect, its cause or its condition: what they tie it to answers them.",
        (
            (
                "The load of the ice causes the land to sink.",
                "The load of the ice causes what?",
                "the land to sink",
            ),
            (
                "The speed of a glacier depends on the slope of its bed.",
                "The speed of a glacier depends on what?",
                "the slope of its bed",
            ),
        ),
        (
            "This leads to a rise of the sea.",
            "The causes of the flood are unknown.",
            "Thaw caused it.",
            "The thicker the ice causes more flow.",
            "Different kinds of snow cause trouble.",
        ),
        re.compile(
            r"\s(?P<verb>(?:(?:can|could|may|might|will|would|must|often|usually|also|then|directly|largely|mainly)\s){0,2}"
            r"(?:leads?\sto|led\sto|results?\s(?:in|from)|resulted\s(?:in|from)|gives?\srise\sto|causes?|caused|triggers?|triggered|depends?\s(?:up)?on|requires?|"
            r"prevents?|prevented|allows?|allowed|enables?|enabled|ensures?|determines?|stems?\sfrom|arises?\sfrom|"
            r"(?:is|are|was|were)\s(?:\w+ly\s)?(?:caused|determined|triggered|governed|limited)\sby|(?:is|are|was|were)\s(?:\w+ly\s)?due\sto))\s"
            r"(?!(?:this|that|these|those|it|them|us|you|by|to|for|of|in|at|and|or|is|are|was|were|has|have|can|a\slot|the\ssame)\b)(?=(?P<answer>.+))",
            re.I,
        ),
        subject=re.compile(r"^(?!(?:different|various|certain)\s|the\s(?:more|less|\w+er)\sthe\s)", re.I),
        order="term phrase",
        cues=(
            " lead",
            " led ",
            " result",
            " rise to ",
            " cause",
            " trigger",
            " depend",
            " require",
            " prevent",
            " allow",
            " enable",
            " ensure",
            " determine",
            " stem",
            " arise",
            " by ",
            " due to ",
        ),
        asks="{left} {verb} what?",
    ),
)
