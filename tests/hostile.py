# ruff: noqa: E501 - attacks are as long as they are
"""Strings from strangers, and a bank with one of them in every field of every type."""

from __future__ import annotations

import typing

from quizgen.bank.types import TYPES, Bank, Question, fields_of

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "script in a script": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "handler": "<img src=x onerror=alert(1)>",
    "handler in an attribute": '"><body onload="alert(1)" a="',
    "handler on a new line": "a\n<details open ontoggle=alert(1)>\nb",
    "svg": "<svg/onload=alert(1)><animate onbegin=alert(1) attributeName=x></svg>",
    "svg in math": "$<svg onload=alert(1)>$ $$</p><script>alert(1)</script>$$",
    "math in html": "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "iframe": '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe><object data="data:text/html,x"></object>',
    "frame to the network": '<iframe src="https://evil.example/x"></iframe><embed src="//evil.example/y">',
    "link to a script": "[x](javascript:alert(1)) <javascript:alert(1)> [y](JaVaScRiPt&#58;alert(1)) [z](\x01javascript:alert(1))",
    "link to data": "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==) [y](vbscript:msgbox(1))",
    "link with a reference": "[x]\n\n[x]: javascript:alert(1) '\"onmouseover=alert(1)'",
    "link with a title": "[x](https://example.org '\" onmouseover=\"alert(1)')",
    "picture of the network": "![x](https://evil.example/x.png) ![y](//evil.example/y.png) ![z][r]\n\n[r]: http://evil.example/z.png",
    "picture with a handler": '![" onerror="alert(1)](x" onerror="alert(1))',
    "picture that is a script": "![x](javascript:alert(1)) ![y](data:image/svg+xml,<svg onload=alert(1)>)",
    "picture of this computer": "![x](file:///etc/passwd) ![y](../../../etc/passwd) ![z](\\\\evil.example\\share\\x.png)",
    "style": "<style>*{background:url(https://evil.example/x)}</style><link rel=stylesheet href=//evil.example>",
    "style in an attribute": '<p style="background:url(https://evil.example/x)">x</p>',
    "end of a style": "</style></title></textarea></script><script>alert(1)</script>",
    "css": "*/ } body { background: url(//evil.example/x) } @import '//evil.example/y'; \\3c script",
    "broken tags": "<b <i </b <a href=<img <!-- x --!> <![CDATA[ <script>alert(1)</script> ]]> <?php ?>",
    "broken comment": "<!--><img src=x onerror=alert(1)>--> <!--<img src='--><img src=x onerror=alert(1)//'>",
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62; &#x6A;avascript:alert(1)",
    "code": "```html\n<script>alert(1)</script>\n```\n`</code><script>alert(1)</script>`",
    "code in a strange language": '```"><script>alert(1)</script>\nx\n```\n\n~~~ <img/src=x/onerror=alert(1)>\nx\n~~~',
    "table": "| a |\n|---|\n| <script>alert(1)</script> | \n",
    "meta": '<meta http-equiv=refresh content="0;url=https://evil.example"><base href="https://evil.example/">',
    "form": '<form action="https://evil.example"><button formaction="javascript:alert(1)">x</button></form>',
    "template of Jinja": "{{ 7*7 }} {% include '/etc/passwd' %} {# x #} {{ ''.__class__ }}",
    "template of Anki": "{{Term}} {{#Term}}x{{/Term}} {{FrontSide}} {{type:Term}} {{tts en_US:Term}} <% Term %>",
    "blanks of Anki": "{{c1::x}} {{c7::y::z}} {{c0::x}} }} {{ {{c2::{{c3::x}}}} &#x100001;x&#x10ffff; \U00100002y\U0010ffff",
    "sounds of Anki": "[sound:https://evil.example/x.mp3] [sound:../../x] [anki:tts lang=en_US]x[/anki:tts] [anki:play:q:0]",
    "typed answers of Anki": "[[type:Term]] [[type:nc:Definition]] [ [type:x]]",
    "LaTeX of Anki": "[latex]\\input{/etc/passwd}[/latex] [$]x[/$] [$$]x[/$$] [LaTeX]\\write18{id}[/LaTeX]",
    "formula that is none": "\\\\(\\\\href{javascript:alert(1)}{x}\\\\) \\\\[x\\\\] \\( `\\)` a \\(x",
    "links by MathJax": r"$\href{javascript:alert(1)}{x}$ \(\href {javascript:alert(1)}{x}\) $$\url{x}$$",
    "html by MathJax": r"$\class{x}{y} \cssId{qa}{x} \style{background:url(https://evil.example)}{x} \bbox[background:url(//evil.example/x)]{x}$",
    "a font by MathJax": r"$\unicode[a;background:url(https://evil.example/x)]{x41}$ $\unicode %"
    + "\n"
    + "[a;b:c]{x41}$",
    "settings of MathJax": r"$\DeclareMathOperator{\sum}{x}$ $\DeclarePairedDelimiter{\int}{a}{b}$ $\Newextarrow{\prod}{1,2}{3}$ $\definecolor{red}{rgb}{0,0,0}$",
    "more of MathJax": r"$\require{html}\htmlData{a=b}{x}$ $\mmlToken{mtext}[href='javascript:alert(1)']{x}$ $\data{a=b}{x}$",
    "macros": r"$\def\x{\x\x}\x$ $\newcommand{\h}[1]{\href{javascript:alert(1)}{#1}}\h{x}$ $\let\h\href\h{a}{b}$",
    "formula that ends early": r"$a\)<img src=x onerror=alert(1)>\(b$ $\text{</script><script>alert(1)</script>}$",
    "nul and controls": "a\0b\x07c\x1fd\x1b[31m\x7f\x85e\ufdd00\ufdd1",
    "direction": "a\u202egnp.exe\u202c \u2066b\u2069 &#x202e;c \u200fd",
    "half a character": "a\ud800b \udfff",
    "very deep": "> " * 200 + "x\n" + "- " * 100 + "y\n" + "[" * 300 + "*_" * 150,
    "very long": "a < b " * 3000 + "<a " * 500,
}


def hostile_question(kind: str, evil: str, number: int) -> Question:
    """A question of type ``kind`` with ``evil`` wherever a text may stand."""
    values: dict[str, object] = {}
    for field in fields_of(TYPES[kind]):
        if field.kind == "text":
            values[field.name] = evil
        elif field.kind in ("texts", "text-or-texts"):
            values[field.name] = (evil, f"{evil}2")
        elif field.kind == "pairs":
            values[field.name] = ((evil, evil), (f"{evil}2", f"{evil}2"))
        elif field.kind == "boolean":
            values[field.name] = True
    values["id"] = f"{evil}{number}"
    if kind == "list":
        values["term"] = None
    if kind == "choice":
        values["answer"] = (f"{evil}3",)
    if kind == "cloze":
        bare = evil.replace("{", "(").replace("}", ")")
        outside = evil.replace("{{c", "(c")
        hint = bare.replace("$", "").replace("\n", " ")
        values["text"] = f"{outside} {{{{c1::{bare}::{bare}}}}} $x {{{{c2::y::{hint}}}}}$ {outside}"
    return TYPES[kind](**typing.cast("typing.Any", values))


def hostile_bank(evil: str) -> Bank:
    """A bank that is ``evil`` wherever it may be."""
    return Bank(
        format=1,
        id=evil,
        title=evil,
        language=evil,
        deck=evil,
        tags=(evil,),
        source_link=evil,
        authors=(evil,),
        license=evil,
        questions=tuple(hostile_question(kind, evil, i) for i, kind in enumerate(TYPES)),
        path="bank.yaml",
    )
