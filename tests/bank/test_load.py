import time
import tracemalloc

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank import nodes
from quizgen.bank.load import load
from quizgen.bank.types import TYPES, Cloze, Definition, List, Open

HEAD = "format: 1\nid: b\ntitle: t\nlanguage: en\nquestions:\n"


def said(text):
    """The problems of ``text`` as 'line:column: message', and no bank if there is one."""
    bank, problems = load("b.yaml", text)
    assert (bank is None) == any(p.level == "error" for p in problems)
    assert all(p.path == "b.yaml" for p in problems)
    return [str(p).removeprefix("b.yaml:").lstrip() for p in problems]


def questions(body):
    bank, problems = load("b.yaml", HEAD + body)
    assert problems == []
    return bank.questions


def one(body):
    (problem,) = said(HEAD + body)
    return problem


WRONG = {
    "a question that is a text": ("- hello", "6:3: a question begins with '- type: '"),
    "no type": ("- term: a\n  definition: b", "6:3: type is missing: one of definition, list,"),
    "a misspelt type": ("- type: defintion", "6:9: type 'defintion' does not exist, did you mean definition?"),
    "a type that is a list": ("- type: [open]", "6:9: type '' does not exist; allowed: definition,"),
    "a misspelt field": (
        "- type: definition\n  term: a\n  definition: b\n  alias: c",
        "9:3: unknown field 'alias', did you mean aliases?; a definition question has term, aliases,",
    ),
    "a field of another type": (
        "- type: open\n  question: a\n  answer: b\n  items: c",
        "9:3: unknown field 'items'; an open question has question, answer, type_in,",
    ),
    "a field in capitals": (
        "- type: open\n  question: a\n  answer: b\n  TAGS: [c]",
        "9:3: unknown field 'TAGS', did you mean tags?",
    ),
    "a missing field": ("- type: open\n  question: a", "6:3: answer is missing: the answer"),
    "a field left empty": ("- type: open\n  question: a\n  answer:", "8:3: answer is empty; it is the answer"),
    "an empty text": ("- type: open\n  question: a\n  answer: ''", "8:11: answer is empty"),
    "a text of blanks": ("- type: open\n  question: a\n  answer: '  '", "8:11: answer is empty"),
    "an empty list": ("- type: list\n  term: a\n  items: []", "8:10: items is an empty list"),
    "an empty item": ("- type: list\n  term: a\n  items: [b, '']", "8:14: items is empty"),
    "an item without text": ("- type: list\n  term: a\n  items:\n  -\n  - b", "9:4: items is empty"),
    "a list as text": ("- type: open\n  question: a\n  answer: [b]", "8:11: answer must be a text: one that begins"),
    "a mapping as text": ("- type: open\n  question: a\n  answer:\n    b: c", "9:5: answer must be a text"),
    "a text as list": ("- type: list\n  term: a\n  items: b", "8:10: items must be a list: [one, two], or"),
    "yes as boolean": (
        "- type: list\n  term: a\n  items: [b]\n  ordered: yes",
        "9:12: ordered must be true or false, not 'yes': write true",
    ),
    "a quoted boolean": (
        "- type: true_false\n  statement: a\n  answer: 'true'",
        "8:11: answer must be true or false, not 'true': write true",
    ),
    "a word as number": (
        "- type: open\n  question: a\n  answer: b\n  difficulty: hard",
        "9:15: difficulty must be a whole number from 1 to 5",
    ),
    "a number too large": (
        "- type: open\n  question: a\n  answer: b\n  difficulty: 6",
        "9:15: difficulty must be a whole number from 1 to 5",
    ),
    "a negative number": (
        "- type: open\n  question: a\n  answer: b\n  points: -1",
        "9:11: points must be a number, 0 or",
    ),
    "a field twice": ("- type: open\n  question: a\n  answer: b\n  answer: c", "9:3: answer stands twice in an open"),
    "an id twice": (
        "- type: open\n  id: x\n  question: a\n  answer: b\n- type: open\n  id: x\n  question: a\n  answer: b",
        "11:7: the id 'x' stands already in line 7: every question has its own",
    ),
    "an id with a line end": (
        '- type: open\n  id: "x\\ny"\n  question: a\n  answer: b',
        "7:7: an id is one line of at most 200 characters without space",
    ),
    "a list of nothing known": ("- type: list\n  items: [a]", "6:3: a list needs a term"),
    "a list with two prompts": (
        "- type: list\n  term: a\n  question: b\n  items: [c]",
        "8:13: a list has either a term or a question: leave one out",
    ),
    "a cloze without a blank": ("- type: cloze\n  text: a", "7:9: no blank in the text: write what is asked for as"),
    "a blank without a number": ("- type: cloze\n  text: '{{c::a}}'", "7:9: no blank in the text"),
    "a blank with a full-width colon": (
        "- type: cloze\n  text: '{{c1：：a}}'",
        "7:9: no blank in the text: write what",
    ),
    "a blank that is not closed": ("- type: cloze\n  text: '{{c1::a}'", "7:9: blank c1 is not closed: }} is missing"),
    "a blank in a blank": (
        "- type: cloze\n  text: '{{c1::a {{c2::b}} c}}'",
        "7:9: blank c1 holds another blank: close it with }} before the next begins",
    ),
    "an empty blank": ("- type: cloze\n  text: '{{c1::}}'", "7:9: blank c1 has no answer"),
    "a blank of only a hint": ("- type: cloze\n  text: '{{c1::::h}}'", "7:9: blank c1 has no answer"),
    "blank zero": ("- type: cloze\n  text: '{{c0::a}}'", "7:9: blank c0: numbers begin at 1"),
    "math that closes a blank": (
        "- type: cloze\n  text: '{{c1::$\\frac{1}{\\sqrt{x}}$}}'",
        "7:9: blank c1: the }} inside $...$ would end the blank: write } } with a space",
    ),
    "a distractor that is right": (
        "- type: choice\n  question: a\n  answer: b\n  distractors: [c, b ]",
        "9:16: the distractor 'b' is the right answer",
    ),
    "a distractor that is one of the right ones": (
        "- type: choice\n  question: a\n  answer: [b, c]\n  distractors: [c]",
        "9:16: the distractor 'c' is the right answer",
    ),
    "a distractor that is the definition": (
        "- type: definition\n  term: a\n  definition: b\n  distractors: [b]",
        "9:16: the distractor 'b' is the right answer",
    ),
    "a distractor twice": (
        "- type: choice\n  question: a\n  answer: b\n  distractors: [c, c]",
        "9:16: the distractor 'c' stands here twice",
    ),
    "no distractors": (
        "- type: choice\n  question: a\n  answer: b\n  distractors: []",
        "9:16: distractors is an empty",
    ),
    "an answer twice": (
        "- type: choice\n  question: a\n  answer: [b, b]\n  distractors: [c]",
        "8:11: the same right answer stands here twice",
    ),
    "one pair": ("- type: matching\n  pairs: {a: b}", "7:10: matching needs at least two pairs"),
    "a left side twice": (
        "- type: matching\n  pairs:\n    a: b\n    a: c",
        "9:5: 'a' stands twice on the left of pairs",
    ),
    "pairs as a list": ("- type: matching\n  pairs: [a, b]", "7:10: pairs must be a mapping, one line 'left: right'"),
    "a list as the name of a field": ("- type: open\n  question: a\n  answer: b\n  [c]: d", "9:3: the name of a field"),
    # What YAML itself does not read.
    "braces unquoted, alone": ("- type: cloze\n  text: {{c1::a}}", "7:9: text must be a text: one that begins with {{"),
    "braces unquoted, text behind": (
        "- type: cloze\n  text: {{c1::a}} is b",
        "7:9: a text that begins with {{ must stand in quotes, or after |",
    ),
    "bold unquoted": (
        "- type: open\n  question: **a** b\n  answer: c",
        "7:13: a text that begins with * must stand in",
    ),
    "an alias": ("- type: open\n  question: *a\n  answer: c", "7:13: a text that begins with * must stand in quotes"),
    "an anchor": ("- type: open\n  question: &a b\n  answer: c", "7:13: a text that begins with & must stand in"),
    "a tag": ("- type: open\n  question: !!str b\n  answer: c", "7:13: a text that begins with ! must stand in quotes"),
    "a backtick": ("- type: open\n  question: `a` b\n  answer: c", "7:13: a text that begins with ` must stand in"),
    "an at": ("- type: open\n  question: @a\n  answer: c", "7:13: a text that begins with @ must stand in quotes"),
    "a question mark first": ("- type: open\n  question: ? a\n  answer: c", "7:13: a text that begins with '? ' must"),
    "a colon in a text": ("- type: open\n  question: a: b\n  answer: c", "7:14: ': ' inside a text that is not quoted"),
    "a colon in the second line of a text": (
        "- type: open\n  question: a\n    and so: b\n  answer: c",
        "8:11: ': ' inside a text that is not quoted",
    ),
    "a field too deep": (
        "- type: open\n  question: a\n\n    answer: c",
        "9:5: this line stands deeper than 'question' in line 7, which has its value already: begin it in column 3; if",
    ),
    "a field too deep below quotes": (
        "- type: open\n  question: 'a'\n    answer: c",
        "8:5: this line stands deeper than 'question' in line 7, which has its value already: begin it in column 3 [",
    ),
    "a field too deep below a list": (
        "- type: list\n  term: a\n  items:\n  - b\n    tags: c",
        "10:5: this line stands deeper than 'items' in line 8, which has its value already: begin it in column 3;",
    ),
    "a question too deep": (
        "- type: open\n  question: a\n  answer: b\n    - type: open",
        "9:7: this line stands deeper than 'answer' in line 8, which has its value already: begin it where",
    ),
    "a pair not deep enough": (
        "- type: matching\n  pairs:\n      a: b\n    c: d",
        "9:5: the indentation does not fit what stands above",
    ),
    "a tab before a field": ("- type: open\n\tquestion: a", "7:1: a tab: YAML indents with spaces only"),
    "quotes not closed": (
        "- type: open\n  question: 'a\n  answer: b",
        "7:13: the quotes that open here are not closed",
    ),
    "text behind quotes": ('- type: open\n  question: "a" b\n  answer: c', "7:17: the indentation does not fit what"),
    "LaTeX in double quotes": (
        '- type: open\n  question: "$\\sum$"\n  answer: c',
        "7:15: after \\ in double quotes only YAML's own letters may stand: use single quotes",
    ),
    "LaTeX in double quotes that happens to be YAML": (
        '- type: open\n  question: "$\\alpha$"\n  answer: c',
        "7:13: in double quotes \\alpha stands for a control character: use single quotes",
    ),
    "theta in double quotes": (
        '- type: open\n  question: "$\\theta$"\n  answer: c',
        "7:13: in double quotes \\theta stands for",
    ),
    "a bell by its number": (
        '- type: open\n  question: "a\\x07"\n  answer: c',
        "7:13: in double quotes \\x07 stands for",
    ),
    "nu in double quotes": (
        '- type: open\n  question: "$\\nu$"\n  answer: c',
        "7:13: in double quotes \\nu stands for a",
    ),
    "a colon without space": ("- type: open\n  question:a\n  answer: c", "7:3: this line is neither 'field: value'"),
    "a bracket not closed": (
        "- type: list\n  term: a\n  items: [b, c\n- type: open",
        "the list that opens with [ is not",
    ),
    "a second document": (
        "- type: open\n  question: a\n  answer: b\n---\nformat: 1",
        "9:1: a second document begins here",
    ),
    "deep nesting": ("- type: open\n  question: a\n  answer: " + "[" * 60_000, "8:2"),
}


@pytest.mark.parametrize(("body", "start"), WRONG.values(), ids=WRONG)
def test_each_mistake_is_one_problem_at_its_place(body, start):
    problem = one(body)
    assert problem.startswith(start) or (not start[0].isdigit() and start in problem)


HEADERS = {
    "an empty file": ("", "is empty; a bank begins with 'format: 1'"),
    "a comment only": ("# bank\n", "is empty"),
    "a list": ("- type: open", "1:1: a bank is a mapping"),
    "a text": ("hello", "1:1: a bank is a mapping"),
    "no id": (
        HEAD.replace("id: b\n", "").replace("questions:", "questions: []"),
        "1:1: id is missing: what Anki knows",
    ),
    "no questions": (HEAD.replace("questions:", ""), "1:1: questions is missing: the questions"),
    "questions left empty": (HEAD, "5:1: questions is empty"),
    "questions as text": (HEAD.replace("questions:", "questions: none"), "5:12: questions must be a list; each"),
    "a format to come": (HEAD.replace("format: 1", "format: 2") + " []", "1:9: format must be a whole number: 1"),
    "a misspelt header": (HEAD + " []\ntitel: x", "7:1: unknown field 'titel', did you mean title?"),
    "extract as a list": (HEAD + " []\nextract: [notes]", "7:10: extract must be a mapping: {notes: [notes/]"),
    "extract without notes": (HEAD + " []\nextract: {exclude: [a]}", "7:10: notes is missing: files and folders"),
    "a misspelt field of extract": (
        HEAD + " []\nextract: {notes: [a], exlude: [b]}",
        "7:23: unknown field 'exlude', did",
    ),
    "certainty above one": (
        HEAD + " []\nextract: {notes: [a], min_confidence: 2}",
        "7:39: min_confidence must be a number",
    ),
    "a NUL": (HEAD + " []\n# \0", "7:3: a NUL, which YAML does not allow: delete it"),
    "a lone surrogate": (HEAD + " []\n# \ud800", "7:3: half a character (a lone surrogate), which YAML does not"),
    "an invisible character": (HEAD + " []\n# \ufeff", "7:3: an invisible U+FEFF, which YAML does not allow"),
    "a bell": (HEAD + " []\n# \a", "7:3: the control character U+0007, which YAML does not allow"),
    "a merge conflict": (
        HEAD + "<<<<<<< HEAD\n[]",
        "6:1: <<<<<<< is the mark of a merge conflict: decide between the two sides, delete the marks",
    ),
}


@pytest.mark.parametrize(("text", "start"), HEADERS.values(), ids=HEADERS)
def test_each_mistake_of_the_file_or_its_header_is_one_problem(text, start):
    (problem,) = said(text)
    assert problem.startswith(start)


def test_all_problems_come_at_once_in_the_order_of_the_file():
    problems = said(
        HEAD
        + "- type: open\n  question: a\n  anwser: b\n- type: cloze\n  text: {{c1::a}} b\n- type: nothing\n"
        + "- type: open\n  question: a: b\n  answer: c\n- type: list\n  items: []\n  term: 'a\n- type: list\n  items: 1"
    )
    places = [p.split(" ")[0] for p in problems]
    assert places == ["6:3:", "8:3:", "10:9:", "11:9:", "13:14:", "17:9:", "19:10:"]


def test_a_merge_conflict_is_told_by_its_marks_and_nothing_else():
    text = HEAD + "<<<<<<< HEAD\n- type: open\n=======\n- type: list\n>>>>>>> other\n"
    assert [p.split(" ")[0] for p in said(text)] == ["6:1:", "8:1:", "10:1:"]


def test_a_file_that_is_wrong_everywhere_does_not_fill_the_screen():
    problems = said(HEAD + "- type: x\n" * 5000)
    assert len(problems) == 1001
    assert problems[0] == "more than 1,000 problems: the rest is not shown [too-many]"


@pytest.mark.parametrize(
    "text", ["no", "Yes", "1.0", "007", "2024-01-01", "12:30", "1e3", "true", "null", "~", "=", "a#b", "a  b", "0x1F"]
)
def test_a_text_stays_what_was_typed(text):
    (question,) = questions(f"- type: definition\n  term: {text}\n  aliases: [{text}]\n  definition: '{text}'")
    assert question == Definition(term=text, aliases=(text,), definition=text)


@pytest.mark.parametrize("nothing", ["", "~", "null"], ids=["nothing", "tilde", "null"])
def test_an_optional_field_with_nothing_in_it_is_not_there(nothing):
    (question,) = questions(f"- type: open\n  id: {nothing}\n  question: a\n  answer: b\n  points: {nothing}")
    assert question == Open(question="a", answer="b")


def test_a_quoted_null_is_a_text():
    (question,) = questions("- type: open\n  question: a\n  answer: b\n  explanation: 'null'")
    assert question.explanation == "null"


def test_several_lines_stay_as_they_stand():
    (question,) = questions("- type: open\n  question: |\n    a\n      b\n\n    c # d\n  answer: >\n    a\n    b\n\n")
    assert (question.question, question.answer) == ("a\n  b\n\nc # d", "a b")


def test_one_source_or_answer_and_several_are_both_tuples():
    head = "- type: choice\n  question: a\n  distractors: [x]\n"
    assert questions(head + "  answer: b\n  source: a.md:1")[0].answer == ("b",)
    assert questions(head + "  answer: [b, c]\n  source: [a.md:1, b.md:2]")[0].source == ("a.md:1", "b.md:2")


def test_math_and_hints_in_blanks_are_fine():
    text = "{{c1::$\\frac{1}{x} }$}} 与 {{c2::a::提示}}，$\\sqrt{\\frac{1}{2}}$"
    assert questions(f"- type: cloze\n  text: '{text}'") == (Cloze(text=text),)


def test_escapes_that_can_be_meant_are_read():
    (question,) = questions(
        '- type: open\n  question: "a\\tb\\nc \\\\alpha \\\\\\\\beta \\u4e2d"\n  answer: "x\\nunder"'
    )
    assert (question.question, question.answer) == ("a\tb\nc \\alpha \\\\beta 中", "x\nunder")


def test_every_value_has_its_place():
    (question,) = questions("- term: a\n  items:\n  - b\n  type: list\n  source: c\n")
    assert question == List(term="a", items=("b",), source=("c",))
    assert question.places == {"type": (6, 3), "term": (6, 9), "items": (8, 3), "source": (10, 11)}
    assert question.line == 6


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["no BOM", "BOM"])
def test_line_ends_and_bom_change_nothing(bom, end):
    body = (
        "- type: open\n  question: |\n    a\n    b\n  answer: 中\n- type: open\n  question: a\n  answer: b\n  id: x\n"
    )
    bank, problems = load("b.yaml", bom + (HEAD + body).replace("\n", end))
    assert problems == []
    assert bank.questions[0] == Open(question="a\nb", answer="中")
    assert bank.questions[1].places["id"] == (14, 7)
    assert bank.places["format"] == (1, 9)


@pytest.mark.parametrize("c", ["\x85", "\u2028", "\u2029"], ids=["NEL", "LS", "PS"])
def test_what_only_yaml_takes_for_a_line_end_is_a_character(c):
    bank, _ = load("b.yaml", HEAD + f"- type: open\n  question: a{c}b\n  answer: |\n    c{c}d\n  id: x\n")
    assert (bank.questions[0].question, bank.questions[0].answer) == (f"a{c}b", f"c{c}d")
    assert bank.questions[0].places["id"] == (10, 7)


def test_without_the_c_loader_the_same_is_read(monkeypatch):
    text = HEAD + "- type: open\n  question: a\n  answer: |\n    b\n    c\n  tags: [x, y]\n"
    read, _ = load("b.yaml", text)
    monkeypatch.setattr(nodes, "_Loader", yaml.SafeLoader)
    assert load("b.yaml", text) == (read, [])
    for body, start in WRONG.values():
        problems = said(HEAD + body)
        assert problems[0].startswith(start[:3]) or not start[0].isdigit()


HOSTILE = {
    "brackets": "[" * 3_000_000,
    "brackets behind a field": HEAD + "- type: open\n  answer: " + "[" * 3_000_000,
    "braces": "{" * 3_000_000,
    "dashes": "- " * 1_500_000,
    "question marks": "? " * 1_500_000,
    "keys in keys": "{a: " * 500_000,
    "one long word": "x" * 10_000_000,
    "one long quotation": HEAD + "- type: open\n  question: a\n  answer: '" + "x " * 5_000_000 + "'\n",
    "quotes that do not end": HEAD + "- type: open\n  answer: '" + "x\n" * 1_000_000,
    "faults everywhere": HEAD + "- type: open\n  answer: *a\n" * 50_000,
    "unknown fields": HEAD + "- type: open\n" + "".join(f"  answr{i}: x\n" for i in range(50_000)),
    "one unknown field, very long": HEAD + "- type: open\n  " + "answer" * 150 + ": x\n",
    "blanks that do not end": HEAD + "- type: cloze\n  text: '" + "{{c1::" * 500_000 + "'\n",
    "dollars in blanks": HEAD + "- type: cloze\n  text: '" + "{{c1::$}}" * 100_000 + "'\n",
    "many NULs": "\0" * 3_000_000,
    "one long key": HEAD + "- type: open\n  question: b\n  ? " + "k" * 10_000_000 + "\n  : c\n",
    "one long id": HEAD + "- type: open\n  id: " + "k" * 10_000_000 + "\n  question: b\n  answer: c\n",
    "one field, very often": HEAD + "- type: open\n" + "  question: b\n" * 40_000,
    "line ends of YAML 1.1": HEAD + "- type: open\n  question: a\x85b\n  answer: |\n" + "    c\x85\n" * 200_000,
    "a bomb of nine levels": "a: &a [x]\n"
    + "".join(f"{b}: &{b} [{f'*{a}, ' * 9}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    "a bomb of aliases": "a: &a [x]\n" + "".join(f"b{i}: &b{i} [*a, *a]\n" for i in range(1000)),
    "marks of conflicts": "<<<<<<< a\n" * 300_000,
    "blank lines": "\n" * 5_000_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_cost_little_time_and_memory(text):
    tracemalloc.start()
    start = time.process_time()
    try:
        bank, problems = load("b.yaml", text)
        spent, (_, peak) = time.process_time() - start, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (bank is None) == bool(problems)
    assert spent < 20  # some are quadratic if read carelessly: minutes
    assert peak < 60_000_000 + 10 * len(text)


@given(st.text() | st.text("[]{}:-?&*!|>'\"%@`\t\n #abc,").map(lambda t: HEAD + "- type: open\n  question: " + t))
def test_any_text_gives_a_bank_or_problems_with_places(text):
    bank, problems = load("b.yaml", text)
    assert (bank is None) == bool(problems)
    lines = text.count("\n") + text.count("\r") + 1
    assert all(0 <= p.line <= lines and p.message and p.code for p in problems)


def test_loading_costs_less_than_the_usual_reader():
    body = (
        "- type: definition\n  id: 词{0}\n  term: 词{0}\n  definition: 表示 X 和 Y 的关系，见 {0}\n  source: a.md:{0}\n"
    )
    text = HEAD + "".join(body.format(i) for i in range(2000))
    start = time.process_time()
    load("b.yaml", text)
    loaded = time.process_time()
    yaml.load(text, yaml.CSafeLoader)
    assert loaded - start < (time.process_time() - loaded) * 1.5


@pytest.mark.parametrize("name", TYPES)
def test_every_type_tells_what_it_needs(name):
    problems = said(HEAD + f"- type: {name}")
    assert problems
    assert all(p.startswith("6:3: ") for p in problems)
