"""Patterns of English prose: the connectors between a term and what is said of it."""

from __future__ import annotations

import re

from quizgen.notes.patterns.pattern import Pattern, Rule

# Nouns that judge a thing or give it a place, and are no kind of thing.
_NO_KIND = re.compile(
    r"(?:an?|any)\s(?:(?!of\s)[\w-]+\s){0,2}?(?:part(?!\sof\s[^,;]{3,40}\s(?:that|which|where|whose)\s)|problem|issue|priority|challenge|concern|example|matter|question|fact|reason|topic)\b",
    re.I,
)

EN: tuple[Pattern, ...] = (
    Pattern(
        "is a",
        "definition",
        0.85,
        "A noun phrase, is or are, and another with an indefinite article: genus and difference.",
        (
            ("A glacier is a slow river of ice.", "glacier", "a slow river of ice"),
            (
                "Each drumlin is a hill in which there are many layers of clay.",
                "drumlin",
                "a hill in which there are many layers of clay",
            ),
            ("Monsoons are a kind of seasonal wind.", "Monsoons", "a kind of seasonal wind"),
            ("## 3. A moraine is a wall of stones\n\nIce left it.", "moraine", "a wall of stones"),
            ("The tongue is a part of the glacier that melts.", "tongue", "a part of the glacier that melts"),
            (
                "A fjord is an inlet that ice carved, and a ria is a drowned valley.",
                "fjord",
                "an inlet that ice carved",
            ),
        ),
        (
            "This is a good idea to keep in mind.",
            "A glacier is a great place to visit.",
            "There are a few ways to cross the river.",
            "It is a pity.",
            "Fast and safe crossing is an unsolved problem.",
            "The ice is a key part of the landscape.",
        ),
        re.compile(
            r"\s(?:is|are)\s+(?:basically\s+|essentially\s+|simply\s+|just\s+|also\s+|usually\s+|"
            r"typically\s+)?(?P<answer>(?:(?:an?|any)\s(?!(?:great|good(?!\s(?:that|which|whose|for)\b)|bad|nice|lot|bit|few|number|little|must|"
            r"big|group|useful|continuous|very)\b)|any(?:thing|one)\s|someone\s).+)$",
            re.I,
        ),
        cues=(" is ", " are "),
        unless=(Rule("it says what becomes of it, not what it is", lambda c: bool(_NO_KIND.match(c.answer))),),
    ),
    Pattern(
        "is the",
        "definition",
        0.7,
        "With the definite article only a description that singles the thing out defines it: "
        "no superlative, no order, no cause.",
        (
            (
                "Salinity is the mass of salt in a kilogram of sea water.",
                "Salinity",
                "the mass of salt in a kilogram of sea water",
            ),
            ("Snow is the basis of every glacier.", "What is the basis of every glacier?", "Snow"),
            (
                "In glaciology, ablation is the loss of ice and snow.",
                "[In glaciology] ablation",
                "the loss of ice and snow",
            ),
        ),
        ("Erosion is the main problem here.", "This is the same thing seen from above."),
        re.compile(
            r"\s(?:is|are)\s+(?P<answer>the\s+(?!same|most|best|worst|result|reason|case|only|one|"
            r"ones|first|second|next|last|following|opposite|answer|problem|main|key|number\s+one|"
            r"biggest).{8,})$",
            re.I,
        ),
        cues=(" is the ", " are the "),
    ),
    Pattern(
        "refers to",
        "definition",
        0.75,
        "Verbs whose only use is to gloss or to give what a symbol stands for.",
        (("Ablation refers to the loss of ice from a glacier.", "Ablation", "the loss of ice from a glacier"),),
        (
            "This refers to the loss of ice.",
            "It means that the ice is melting.",
            "Thaw and means of transport changed.",
        ),
        re.compile(
            r"(?<!\b(?:and|the))(?<!\b(?:by|or|an))(?<!\ba)\s(?:refers?\s+to|denotes?|(?<=,\s)defined\s+as|means?|is\s+defined\s+(?:as|to\s+be|by)|"
            r"are\s+defined\s+as|can\s+be\s+(?:defined|understood|thought\s+of|described)\s+as|describes?|stands?\s+for|represents?|"
            r"quantif(?:y|ies)|measures?|specif(?:y|ies))\s+(?!that\s|of\s)",
            re.I,
        ),
        cues=(
            " refer",
            " denote",
            " mean",
            " defined ",
            " understood ",
            " thought ",
            " describe",
            " stand",
            " represent",
            " quantif",
            " measure",
            " specif",
        ),
    ),
    Pattern(
        "are plural",
        "definition",
        0.7,
        "A plural subject is defined by a bare plural with a restrictive clause or of-phrase.",
        (
            ("Fjords are narrow inlets that glaciers carved.", "Fjords", "narrow inlets that glaciers carved"),
            ("Moraines are ashlars of ice that rivers use.", "Moraines", "ashlars of ice that rivers use"),
        ),
        (
            "Fjords are often used for sailing.",
            "They are narrow inlets that glaciers carved.",
            "Fjords and lakes are different kinds of water that people mix up.",
            "Fjords are inlets of two types: deep, shallow.",
            "Fjords are sometimes used to shelter the fleet.",
        ),
        re.compile(
            r"\sare\s+(?P<answer>(?!(?:the|an?|examples?|not|also|all|both|very|more|less|called|known|used|"
            r"said|made|in|on|at|of|to|from|by|as|often|usually|typically|generally|only|just|"
            r"still|now|then|two|three|four|many|some|sometimes|always|perhaps|several|different|similar|various|defined|termed|referred|based|given|"
            r"\w+ed|\w+ly)\b)(?:[\w-]+\s+){0,4}[\w-]+s\s+(?:that|which|who|of|used|created|over|in|for|"
            r"with|where|whose|between|from|to|made|caused)\s[^:]{6,})$",
            re.I,
        ),
        cues=(" are ",),
    ),
    Pattern(
        "are those that",
        "definition",
        0.75,
        "Those, or the ones, and a clause that tells them from others of their kind.",
        (
            (
                "Cold glaciers are those that are frozen to their bed.",
                "Cold glaciers",
                "those that are frozen to their bed",
            ),
            (
                "Warm glaciers are ones which slide on water.",
                "Warm glaciers",
                "ones which slide on water",
            ),
        ),
        (
            "Cold glaciers are those of the north.",
            "The best are those that you climb yourself.",
            "These are those that melt.",
        ),
        re.compile(
            r"\s(?:is|are)\s+(?P<answer>(?:those|the\sones?|ones?)\s(?:that|which|who|whose|in\s+which|where|[a-z]+ed|spread|made|built|found)\s.{6,})$",
            re.I,
        ),
        subject=re.compile(r"^(?!.*\bof\b)(?!the\s(?:best|worst|most|least|only|first|last|\w+est)\b)", re.I),
        cues=(" those ", " ones ", " one "),
    ),
    Pattern(
        "which is a",
        "definition",
        0.65,
        "At the end of a sentence a noun that has just been brought in, and after a comma which is the, a, and what "
        "kind of thing it is.",
        (
            (
                "The river feeds the delta, which is the fan of mud where it meets the sea.",
                "delta",
                "the fan of mud where it meets the sea",
            ),
        ),
        (
            "The river feeds the delta, which is a good thing to see.",
            "The river rises in the spring, which is the reason why the bridge closes.",
            "The river feeds the delta, which is the largest in the world.",
        ),
        re.compile(
            r",\swhich\s(?:is|are)\s(?:basically\s|essentially\s|simply\s|just\s)?(?=(?:an?|the)\s(?!(?:same|most|best|worst|result|reason|case|only|one|"
            r"first|second|next|last|opposite|main|key|good|great|bad|big|useful|way|point|problem|part|lot|bit|few|number|[a-z]+est)\b)"
            r"[\w-]+(?:\s(?!(?:in|and|or|on|to)\s)[\w-]+){0,3}?\s(?:of|that|which|who|whose|for|between|with|where|used|\w+ing|\w+ed)\s[^,;:]{4,120}$)",
            re.I,
        ),
        order="noun answer",
        cues=(", which ",),
    ),
    Pattern(
        "is called",
        "definition",
        0.75,
        "What stands before is called, known as, termed is what the name after it means.",
        (
            ("The loss of ice from a glacier is called ablation.", "ablation", "The loss of ice from a glacier"),
            (
                "A crack at the head of a glacier called bergschrund opens in summer.",
                "bergschrund",
                "A crack at the head of a glacier",
            ),
        ),
        (
            "This is called ablation.",
            "She is known as a good sailor and was called again.",
            "The ice of a glacier is called cold if it is frozen to its bed.",
            "In the same year a new method called ice coring led to better dates.",
            "Huts with beds called bivouacs stand every ten miles.",
            "The map gives every glacier a number (called the index).",
            "A fjord or sea loch (also known as an inlet) is deep.",
        ),
        re.compile(
            r",?\s\(?(?:which\s+|that\s+)?(?:(?:is|are|was|were)\s+(?:also\s+|often\s+|usually\s+|commonly\s+|"
            r"sometimes\s+|then\s+)?(?:called|known\s+as|termed|named|referred\s+to\s+as|denoted)|"
            r"(?:called|known\s+as|termed))\s",
            re.I,
        ),
        order="answer term",
        cues=("called ", "known as ", "termed ", "named ", "referred to as "),
    ),
    Pattern(
        "this is called",
        "definition",
        0.75,
        "A clause, and after a comma or dash that this is called so: the clause says what the name means.",
        (
            (
                "Ice melts faster than snow falls, this is known as negative mass balance.",
                "negative mass balance",
                "Ice melts faster than snow falls",
            ),
        ),
        ("This is known as ablation.", "It melts, this is called ablation."),
        re.compile(
            r"^(?P<before>.{12,200}?)(?:,|\s[-–—]{1,2})\s(?:and\s)?(?:this|which|a\s\w+)\s(?:(?:is|are)\s)?(?:\w+ly\s|also\s|often\s)?"
            r"(?:called|known\s+as|termed|referred\s+to\s+as)\s",
            re.I,
        ),
        order="answer term",
        cues=("called ", "known as ", "termed ", "referred to as "),
    ),
    Pattern(
        "also called",
        "alias",
        0.7,
        "A name, also called or known as, and another name for it.",
        (
            (
                "Glacial flour, also known as rock flour, clouds the lakes.",
                "What is Glacial flour also called?",
                "rock flour",
            ),
        ),
        ("It is also called rock flour.", "The loss of ice from the tongue of a glacier is also called ablation."),
        re.compile(
            r",?\s\(?(?:(?:which|that)\s)?(?:(?:is|are|was|were)\s)?(?:also|sometimes|otherwise|formerly|alternatively)\s"
            r"(?:known\s+(?:simply\s+)?as|called|termed|referred\s+to\s+as|named)\s",
            re.I,
        ),
        order="answer term",
        cues=("also ", "sometimes ", "otherwise ", "formerly ", "alternatively "),
    ),
    Pattern(
        "X, or Y,",
        "alias",
        0.75,
        "At the head of a sentence a name, or and another name between commas: they are two for one thing.",
        (("The bergschrund, or rimaye, opens in summer.", "What is bergschrund also called?", "rimaye"),),
        ("Ice, or snow and rain, falls in summer.", "In spring, or later, the river rises.", "We ski, or walk, there."),
        re.compile(
            r"^(?P<before>(?:The\s|An?\s)?(?!(?:in|on|at|we|they|you|he|she|it)\b)[\w’'-]+(?:\s[\w’'-]+){0,2}),\sor\s"
            r"(?=(?:simply\s|the\s|an?\s)?(?!(?:and|in|on|at|to)\b)[\w’'-]+(?:\s(?!and\s)[\w’'-]+){0,2},\s(?:is|are|was|were|has|have|can|will|may|[a-z]+s|[a-z]+ed)\s)",
            re.I,
        ),
        order="answer term",
        cues=(", or ",),
    ),
    Pattern(
        "apposition",
        "definition",
        0.65,
        "At the head of a sentence a name, and between commas a description that singles it out.",
        (
            (
                "The bergschrund, the crack that opens at the head of a glacier, is hard to cross.",
                "bergschrund",
                "the crack that opens at the head of a glacier",
            ),
        ),
        ("The snow, the ice and the rain, fall in summer.", "In summer, the ice of the tongue, is thin."),
        re.compile(
            r"^(?P<before>(?:The\s|An?\s)?(?!(?:in|on|at|for|by|with|when|while|if|as|however|so|thus|the|a|an)\b)[\w’'-]+(?:\s(?!(?:of|in|on|at)\s)[\w’'-]+){0,3}),\s"
            r"(?P<answer>(?:an?|the|any)\s(?!(?:same|other|former|latter|most|more)\b)[\w-]+(?:\s[\w-]+){0,3}\s(?:of|that|which|who|whose|for|between|"
            r"with|where|in|\w+ing|\w+ed)\s[^,;:]{3,100}),\s(?=(?:is|are|was|were|has|have|had|can|could|will|would|may|must|should|does|did|"
            r"\w+(?:s|ed))\s)",
            re.I,
        ),
        cues=(", the ", ", a ", ", an ", ", any "),
    ),
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
                "A glacier has two zones: accumulation and ablation.",
                "A glacier has two zones: which?",
                "accumulation | ablation",
            ),
        ),
        ("There are three kinds of glacier: valley glaciers and ice caps.", "The two of them are ice and snow."),
        re.compile(
            r"^(?P<before>(?:(?!two\s|three\s|four\s|five\s)[^,;:]){0,80}?)\b(?:the\s)?(?P<count>two|three|four|five|six|seven|eight|nine|[2-9])\s(?P<counted>(?!of\b)(?:[\w’'-]+\s){0,3}?[\w’'-]+s"
            r"(?:\s(?:of|for|in)\s(?:\w[\w’'-]*\s?){1,4}?)?)\s?(?:(?:,\s(?:namely|i\.e\.,?))?[:,]|\s[-–—]|\bare:?|,\swhich\sare)\s(?:either\s|both\s)?",
            re.I,
        ),
        order="number items",
        cues=(*"two three four five six seven eight nine".split(), *"23456789"),  # noqa: SIM905
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
        "occurs when",
        "definition",
        0.6,
        "An event or state is defined by when it is given.",
        (("Ablation occurs when more ice melts than snow falls.", "Ablation", "when more ice melts than snow falls"),),
        ("This happens when the snow melts.",),
        re.compile(r"\s(?:occurs?|happens?|arises?|takes?\s+place|is|are)\s+(?=(?:when|where|if)\s)", re.I),
        cues=(" when ", " where ", " if "),
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
        order="date clause",
        cues=("On ", "From ", "Between "),
    ),
    Pattern(
        "i.e.",
        "definition",
        0.7,
        "A noun that has just been brought in, i.e., and what it is.",
        (
            (
                "Every river has a watershed, i.e., the land that drains into it.",
                "watershed",
                "the land that drains into it",
            ),
        ),
        ("We walked on, i.e., we did not stop.",),
        re.compile(r",?\s*(?<![\w.])(?:\(\s*)?i\.e\.?,?\s+(?=(?:the|an?|its|any)\s)"),
        order="noun answer",
        cues=("i.e",),
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
        ("He says that it will rain.", "Nobody shares the claim that ice is old."),
        re.compile(
            r"(?<!\bthe)(?<!\bthis)(?<!\ba)\s(?P<says>says?|states?|holds?|claims?|argues?|asserts?|postulates?|proposes?|believes?)\s+that[\s,]",
            re.I,
        ),
        cues=(" that",),
        asks="{left} {says} what?",
    ),
)
