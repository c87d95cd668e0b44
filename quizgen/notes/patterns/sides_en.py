"""English connectors that say one side of a thing: its parts, its purpose, its date, what it holds."""

from __future__ import annotations

import re

from quizgen.notes.patterns.pattern import Pattern

SIDES_EN: tuple[Pattern, ...] = (
    Pattern(
        "two kinds: A and B",
        "list",
        0.85,
        "A number, a plural noun, and as many names as the number says.",
        (
            (
                "There are two kinds of glacier: valley glaciers and ice caps.",
                "What are the two kinds of glacier?",
                "valley glaciers | ice caps",
            ),
            (
                "The three zones of a glacier are the head, the trunk and the tongue.",
                "What are the three zones of a glacier?",
                "the head | the trunk | the tongue",
            ),
            (
                "There are 3 layers in firn - crust, grains, ice",
                "What are the 3 layers in firn?",
                "crust | grains | ice",
            ),
            (
                "Snow takes two forms, namely flakes and firn.",
                "Snow takes which two forms?",
                "flakes | firn",
            ),
            (
                "Firn takes two forms: (1) dry, (2) wet.",
                "Firn takes which two forms?",
                "dry | wet",
            ),
            (
                "A glacier has two zones: accumulation and ablation.",
                "A glacier has which two zones?",
                "accumulation | ablation",
            ),
        ),
        ("There are three kinds of glacier: valley glaciers and ice caps.", "The two of them are ice and snow."),
        re.compile(
            r"^(?P<before>(?:(?!two\s|three\s|four\s|five\s)[^,;:]){0,80}?)\b(?:the\s)?(?P<count>two|three|four|five|six|seven|eight|nine|[2-9])\s(?P<counted>(?!of\b)(?:[\w’'-]+\s){0,3}?[\w’'-]+s"
            r"(?:\s(?:of|for|in)\s(?:\w[\w’'-]*\s?){1,4}?)?)\s?(?:,\s(?:namely|i\.e\.)[:,]?|[:,]|\s[-–—]|\bare:?|,\swhich\sare)\s(?:either\s|both\s)?",
            re.I,
        ),
        order="number items",
        cues=(*"two three four five six seven eight nine".split(), *"23456789"),  # noqa: SIM905
    ),
    Pattern(
        "consists of",
        "list",
        0.8,
        "Verbs of having parts, and an enumeration.",
        (
            (
                "Granite consists of quartz, feldspar and mica.",
                "Granite consists of what?",
                "quartz | feldspar | mica",
            ),
        ),
        (
            "Granite consists of a mixture that varies from place to place.",
            "It includes quartz, feldspar and mica.",
            "Granite contains no lime, clay or sand.",
        ),
        re.compile(
            r"\s(?:(?:is|are|can\s+be|may\s+be)\s+(?:\w+ly\s+)?(?:divided|split|classified|"
            r"categorized|categorised|grouped|separated|broken\s+down)\s+(?:in)?to|"
            r"consists?\s+of|(?:is|are)\s+(?:composed|made\s+up)\s+of|comprises?|includes?|"
            r"contains?|are\s+charged\s+for\s+\w+\s+by)\s(?!no\s)",
            re.I,
        ),
        order="term items",
        cues=(" into ", " to ", " consist", " composed ", " made up ", " compris", " includ", " contain", " by "),
        asks="{left} {connector} what?",
    ),
    Pattern(
        "are A, B and C",
        "list",
        0.8,
        "A plural noun for parts or kinds, are, and an enumeration.",
        (
            (
                "The layers of the Earth are crust, mantle and core.",
                "What are the layers of the Earth?",
                "crust | mantle | core",
            ),
        ),
        ("The layers are hot, dense and hard to reach.", "These layers are crust, mantle and core."),
        re.compile(r"\s(?:is|are)\s+(?=[^,]{2,60},)", re.I),
        subject=re.compile(
            r"\b(?:types?|kinds?|ways|steps|parts|forms|methods|categories|classes|stages|phases|"
            r"reasons|levels|layers|components|sources|"
            r"rules|properties|conditions|factors|functions|principles|causes|goals|elements|"
            r"regions|members|examples)\s+(?:of|for|in)\b",
            re.I,
        ),
        order="term items",
        cues=(" are ", " is "),
        asks="What are {left}?",
    ),
    Pattern(
        "is used to",
        "purpose",
        0.6,
        "used to, designed to, responsible for say what a thing is for.",
        (
            (
                "A rain gauge is used to measure precipitation over time.",
                "What is a rain gauge used for?",
                "measure precipitation over time",
            ),
            (
                "The moon is responsible for the tides of the sea.",
                "What is the moon responsible for?",
                "the tides of the sea",
            ),
        ),
        ("It is used to measure rain.", "We used to live by the sea."),
        re.compile(
            r"\s(?:(?P<be>is|are)|can\s+be)\s+(?:often\s+|commonly\s+|mainly\s+|mostly\s+|usually\s+|"
            r"typically\s+|also\s+|primarily\s+)?(?P<verb>used|useful|needed|designed|"
            r"responsible)\s+(?:to|for|in\s+order\s+to)\s",
            re.I,
        ),
        cues=(" used ", " useful ", " needed ", " designed ", " responsible "),
        asks="What {be} {left} {verb} for?",
    ),
    Pattern(
        "the … of … is",
        "property",
        0.75,
        "The side of a thing, and what it is.",
        (
            (
                "The main cause of tides is the pull of the moon.",
                "What is the main cause of tides?",
                "the pull of the moon",
            ),
        ),
        ("The rest of it is not known.",),
        re.compile(
            r"\s(?:is|are)\s+(?P<answer>(?:the\s|an?\s|to\s|that\s|how\s|\d|[A-Z$`]|one\s|two\s|"
            r"three\s|by\s|when\s|where\s|because\s).{3,})$"
        ),
        subject=re.compile(r"\bof\b|['’]s\b"),
        cues=(" of ", "'s "),
        asks="What is {left}?",
    ),
    Pattern(
        "on a day",
        "fact",
        0.75,
        "A day, or the years from one to another, before a whole clause: the date of an event.",
        (
            ("On 3 May 1873, the glacier dam broke.", "the glacier dam broke: when?", "On 3 May 1873"),
            ("From 1914 to 1919, the glacier advanced.", "the glacier advanced: when?", "From 1914 to 1919"),
        ),
        ("In 1873, the glacier dam broke.", "On 3 May 1873, it broke.", "On Monday, the glacier dam broke."),
        re.compile(
            r"^(?P<answer>On\s(?:the\s)?(?:\d{1,2}\w{0,2}\s(?:of\s)?)?(?:January|February|March|April|May|June|July|August|September|October|"
            r"November|December)(?:\s\d{1,2}\w{0,2})?(?:,?\s\d{3,4})?|(?:From|Between)\s\d{3,4}\s(?:to|and|until)\s\d{3,4}),?\s"
            r"(?=(?P<clause>[\w‘’'“\"].+))"
        ),
        order="clause answer",
        asks="{left}: when?",
        cues=("On ", "From ", "Between "),
    ),
    Pattern(
        "theory says",
        "idea",
        0.6,
        "A theory, school or law, a verb of saying, and what it says.",
        (
            (
                "Plate tectonics says that the crust is broken into moving plates.",
                "Plate tectonics says what?",
                "the crust is broken into moving plates",
            ),
        ),
        (
            "He says that it will rain.",
            "Nobody shares the claim that ice is old.",
            "Plate tectonics says that doesn't matter.",
        ),
        re.compile(
            r"(?<!\bthe)(?<!\bthis)(?<!\ba)\s(?P<says>says?|states?|holds?|claims?|argues?|asserts?|postulates?|proposes?|believes?)\s+that[\s,](?!\s?(?:\w+n['’]t|is|are|was|were|does|do)\s)",
            re.I,
        ),
        cues=(" that",),
        asks="{left} {says} what?",
    ),
)
