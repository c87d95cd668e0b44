"""English connectors that say what something is: is a, refers to, are those that."""

from __future__ import annotations

import re

from quizgen.notes.patterns.pattern import Pattern, Rule

# Nouns that judge a thing or give it a place, and are no kind of thing.
_NO_KIND = re.compile(
    r"(?:an?|any)\s(?:(?!of\s)[\w-]+\s){0,2}?(?:part(?!\sof\s[^,;]{3,40}\s(?:that|which|where|whose)\s)|problem|issue|priority|challenge|concern|example|matter|question|fact|reason|topic|disaster|failure|success|victory|defeat|time|period|turning\spoint)\b"
    r"|an?\s(?:(?!of\s)[\w-]+\s)?(?:solution|thing|way|place|step|option|choice|must|plus|sign|start|mistake|waste)[.!]?$",
    re.I,
)

DEFINITIONS_EN: tuple[Pattern, ...] = (
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
            ("Lake Agassiz was a sea of meltwater.", "Lake Agassiz", "a sea of meltwater"),
            ("An erratic is something that the ice left behind.", "erratic", "something that the ice left behind"),
        ),
        (
            "This is a good idea to keep in mind.",
            "A glacier is a great place to visit.",
            "There are a few ways to cross the river.",
            "It is a pity.",
            "Fast and safe crossing is an unsolved problem.",
            "The ice is a key part of the landscape.",
            "The expedition was a failure of its leaders.",
            "The glacier is something else.",
        ),
        re.compile(
            r"\s(?:is|are|(?:was|were)(?=\s[^.,;:]{3,60}\s(?:of|that|which|who|whose|where|in\swhich)\s))\s+(?:basically\s+|essentially\s+|simply\s+|just\s+|also\s+|usually\s+|"
            r"typically\s+)?(?P<answer>(?:(?:an?|any)\s(?!(?:great|good(?!\s(?:that|which|whose|for)\b)|bad|nice|lot|bit|few|number|little|must|"
            r"big|group(?!\sof\s.{20})|useful|continuous|very)\b)|any(?:thing|one)\s|some(?:one|thing)\s(?:that|who|which)\s).+)$",
            re.I,
        ),
        cues=(" is ", " are ", " was ", " were "),
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
            "The sample means for each valley differ.",
        ),
        re.compile(
            r"(?<!\b(?:and|the))(?<!\b(?:by|or|an))(?<!\ba)\s(?:refers?\s+to|denotes?|(?<=,\s)defined\s+as|means?|is\s+defined\s+(?:as|to\s+be|by)|"
            r"are\s+defined\s+as|can\s+be\s+(?:defined|understood|thought\s+of|described)\s+as|describes?|stands?\s+for|represents?|"
            r"quantif(?:y|ies)|measures?|specif(?:y|ies))\s+(?!(?:that|of|for|in|at|on|by|to|with|from|and|or|than|between|is|are|were|the\s(?:less|more))\s)",
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
            "Fjords are deep because glaciers in them were thick.",
        ),
        re.compile(
            r"\sare\s+(?P<answer>(?!(?:the|an?|examples?|not|also|all|both|very|more|less|called|known|used|"
            r"said|made|in|on|at|of|to|from|by|as|often|usually|typically|generally|only|just|"
            r"still|now|then|two|three|four|many|some|sometimes|always|perhaps|several|different|similar|various|defined|termed|referred|based|given|"
            r"\w+ed|\w+ly)\b)(?:(?!(?:because|since|as|when|if|than|to)\s)[\w-]+\s+){0,4}[\w-]+s\s+(?:that|which|who|of|used|created|over|in|for|"
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
        "occurs when",
        "definition",
        0.6,
        "An event or state is defined by when it is given.",
        (
            ("Ablation occurs when more ice melts than snow falls.", "Ablation", "when more ice melts than snow falls"),
            ("Calving is when ice breaks off whereas surging is when it speeds up.", "Calving", "when ice breaks off"),
        ),
        ("This happens when the snow melts.",),
        re.compile(r"\s(?:occurs?|happens?|arises?|takes?\s+place|is|are)\s+(?=(?:when|where|if)\s)", re.I),
        cues=(" when ", " where ", " if "),
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
)
