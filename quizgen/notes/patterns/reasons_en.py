"""English connectors that say why and how something is so, and to what it leads."""

from __future__ import annotations

import re

from quizgen.notes.patterns.pattern import Pattern

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
