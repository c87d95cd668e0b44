"""English connectors that give a name to what they say, or another name to a thing: is called, also known as."""

from __future__ import annotations

import re

from quizgen.notes.patterns.pattern import Pattern

NAMES_EN: tuple[Pattern, ...] = (
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
            "A slope that holds the snow of a hollow known as a cirque.",
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
            ("**Loess** - a fine dust, also known as wind silt.", "What is Loess also called?", "wind silt"),
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
)
