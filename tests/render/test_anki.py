"""Decks, as Anki's own backend imports and renders them."""

import hashlib
import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from learner import learner
from sample_cards import CARDS, NOW, SAMPLE, bank, fields, make, note, one, package

from quizgen.assets import folder
from quizgen.bank.lock import Lock
from quizgen.bank.types import TYPES, Bank, Cloze
from quizgen.problems import errors
from quizgen.render import anki, anki_fields, anki_sizes, apkg, note_types
from quizgen.render.note_types import NOTE_TYPES, model
from quizgen.text import NoPicture

TEA = bank(SAMPLE)


def body(side: str) -> str:
    """What is shown of one side, without Anki's copy of the stylesheet."""
    return re.sub(r"<script>.*?</script>", "", side.partition("</style>")[2], flags=re.DOTALL)


UNSEEN = re.compile(r'(?<=<span class="formula">)(?:<span class="cloze[^>]*>(?:\[\.\.\.\]|<!-- -->)</span>)+')
"""What stands beside a formula with a blank, for the stylesheet only."""


def words(side: str) -> str:
    seen = UNSEEN.sub("", body(side)).replace("</span>", "")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", seen)).strip()


@pytest.fixture(scope="module")
def tea():
    """A learner who imported the sample."""
    with learner() as made:
        first = made.take(package(make(TEA)))
        assert (first.new, first.updated, first.conflicting) == (len(CARDS), 0, 0)
        yield made


def side(tea, name: str, card: int = 0) -> tuple[str, str]:
    front, back = tea.sides(f'"ID:tea/{name}"')[card]
    return front, back


# --- nothing is forgotten, nothing changes


@pytest.mark.parametrize("name", TYPES)
def test_every_type_has_its_anki_part(name):
    assert name in NOTE_TYPES, f"a note type for {name} in quizgen/render/note_types.py"
    assert TYPES[name] in anki_fields.CONTENTS, f"what goes into the note of {name} in quizgen/render/anki_fields.py"
    for card in NOTE_TYPES[name].cards:
        for side in ("front", "back"):
            assert any((folder("anki") / f"{card.stem}{end}").is_file() for end in (".html", f".{side}.html"))
    assert any(isinstance(q, TYPES[name]) for q in TEA.questions), f"{name} in tests/render/sample_cards.py"


TAIL = ["Explanation", "Source", "Language", "Layout", "ID", "Spare 1", "Spare 2", "Spare 3", "Spare 4"]
FROZEN = {
    "definition": (
        2_102_131_778,
        ["Term", "Definition", "Aliases", "Masked definition"],
        ["Definition", "Term", "Spare"],
    ),
    "list": (1_617_273_004, ["Question", "Items", "Count"], ["Item"]),
    "cloze": (1_540_040_975, ["Text"], ["Blank"]),
    "open": (1_664_681_775, ["Question", "Answer", "Typed answer"], ["Answer"]),
    "choice": (2_092_338_592, ["Question", "Options"], ["Choice"]),
    "true_false": (1_643_950_181, ["Statement", "Answer", "Correction"], ["True or false"]),
    "matching": (2_136_693_045, ["Pairs", "Question", "Pool"], ["Pair"]),
}


@pytest.mark.parametrize("kind", FROZEN)
def test_note_types_are_frozen(kind):
    number, names, cards = FROZEN[kind]
    made = model(kind)
    assert made.model_id == number
    assert [(f["name"], f["id"]) for f in made.fields] == [
        (name, number * 1000 + i) for i, name in enumerate([*names, *TAIL])
    ]
    assert [(t["name"], t["id"]) for t in made.templates] == [
        (name, number * 1000 + 100 + i) for i, name in enumerate(cards)
    ]


def test_templates_do_not_change_without_a_new_time():
    everything = "".join(
        f"{path.name}\0{path.read_text(encoding='utf-8')}\0" for path in sorted(folder("anki").iterdir())
    )
    now = (note_types.CHANGED, hashlib.sha256(everything.encode()).hexdigest()[:16])
    assert now == (1_795_891_377, "5f86b73a88d1b42e"), (
        "Anki takes over templates only if they are newer than those it has: set CHANGED in "
        "quizgen/render/note_types.py to the time of the change (`date +%s`), then this test to what it says"
    )


# --- import


def test_every_question_has_its_cards(tea):
    have = {name: len(tea.cards(f'"ID:tea/{name}"')) for name in CARDS}
    assert have == CARDS


def test_anki_finds_nothing_to_mend(tea):
    tea.check()


def test_a_second_import_adds_nothing(tea):
    again = tea.take(package(make(TEA)))
    assert (again.new, again.updated, again.duplicate, again.conflicting) == (0, 0, len(CARDS), 0)


def test_new_cards_come_in_the_order_of_the_bank(tea):
    asked = [tea.col.get_note(card.nid)["ID"] for card in tea.cards()]
    assert list(dict.fromkeys(asked)) == [f"tea/{q.id}" for q in TEA.questions]


def test_cards_lie_in_the_subdeck_and_the_deck_says_what_it_is(tea):
    assert {tea.col.decks.name(card.did) for card in tea.cards()} == {"饮料::茶"}
    said = tea.col.decks.by_name("饮料::茶")["desc"]
    assert said.split("<br>")[:3] == ["茶", "陆生", "CC BY 4.0"]


def test_tags_are_kept_with_a_line_for_a_space(tea):
    assert set(tea.note("tea/抹茶").tags) == {"茶", "笔记_一", "日本::京都"}


TAGS = {
    "full-width space": ("读　书", ["读_书"]),
    "space around the colons": ("a :: b", ["a::b"]),
    "empty levels": ("::a::::b::", ["a::b"]),
    "nothing": (" ", []),
    "control characters": ("a\u202eb\x1fc", ["abc"]),
}


@pytest.mark.parametrize(("tag", "made"), TAGS.values(), ids=TAGS)
def test_a_tag_is_one_for_anki(tag, made):
    assert list(anki._tags((tag,))) == made


def test_tags_that_differ_in_case_are_one():
    assert anki._tags(("ML", "ml", "Ml")) == ("ML",)


# --- cards


def test_a_definition_asks_for_the_meaning(tea):
    front, back = side(tea, "乌龙")
    assert words(front) == "乌龙茶"
    assert words(back).startswith("乌龙茶 Oolong、青茶 乌龙茶是半发酵的茶")
    assert "发酵度在百分之十到七十之间。" in words(back)


def test_a_reversed_definition_hides_the_term_and_its_aliases(tea):
    front, back = side(tea, "乌龙", 1)
    assert words(front) == "[...]是半发酵的茶， [...] 介于绿茶与红茶之间。"
    assert front.count('<span class="blank">[...]</span>') == 2
    assert "乌龙茶 Oolong、青茶" in words(back)


MASKS = {
    "a word in the plural": (
        "Gene",
        "Genes and a gene, not general or oxygen.",
        "[...] and a [...], not general or oxygen.",
    ),
    "the longest name first": ("RNN 网络", "RNN 网络是一种 RNN。", "[...]是一种 RNN。"),
    "not in an entity": ("lt", "a < b: lt", "a &lt; b: [...]"),
    "not in a formula": ("x", "$x$ is x", r"\(x\) is [...]"),
    "not in a link's address": ("tea", "[tea](https://example.org/tea)", "[...]"),
}


@pytest.mark.parametrize(("term", "definition", "shown"), MASKS.values(), ids=MASKS)
def test_masking(term, definition, shown):
    made = note(one(f"type: definition\nid: q\nreverse: true\nterm: '{term}'\ndefinition: '{definition}'"), "q")
    masked = fields(made)["Masked definition"]
    assert re.sub("<[^>]*>", "", masked) == shown
    if "href" in masked:
        assert 'href="https://example.org/tea"' in masked


def test_a_list_asks_for_one_item_among_its_neighbours(tea):
    fronts = [words(front) for front, _ in tea.sides('"ID:tea/六大"')]
    assert fronts[1] == "六大茶类 6 绿茶 [...] 黄茶 青茶 红茶 黑茶"
    assert [front.split().index("[...]") for front in fronts] == [2, 3, 4, 5, 6, 7]
    assert words(side(tea, "六大", 1)[1]) == "六大茶类 6 绿茶 白茶 黄茶 青茶 红茶 黑茶"


def test_an_ordered_list_is_numbered_and_asked_in_order(tea):
    assert all("<ol>" in front for front, _ in tea.sides('"ID:tea/工序"'))
    answers = [re.findall(r'class="cloze"[^>]*>([^<]*)', back) for _, back in tea.sides('"ID:tea/工序"')]
    assert answers == [["采摘"], ["杀青"], ["揉捻"], ["干燥"]]


def test_a_cloze_has_hints_and_works_inside_a_formula(tea):
    fronts = [words(front) for front, _ in tea.sides('"ID:tea/水温"')]
    assert fronts == [
        r"泡 [...]的水温约 80 度， \(t = 80\)。",
        r"泡 绿茶的水温约 [多少] 度， \(t = 80\)。",
        r"泡 绿茶的水温约 80 度， \(t = [...]\)。",
    ]


BLANKS = {
    "std::vector in code": ("Use `{{c1::std::vector}}`.", "Use <code>[vector]</code>.", "Use <code>std</code>."),
    "braces and colons in a formula": (
        r"$\frac{1}{ {{c1::\sqrt{x_{1} } }} }$",
        r"\(\frac{1}{ [...] }\)",
        r"\(\frac{1}{ \sqrt{x_{1} }  }\)",
    ),
    "emphasis around": ("**{{c1::a}}** b", "<strong>[...]</strong> b", "<strong>a</strong> b"),
    "emphasis inside": ("{{c1::**a** b}} c", "[...] c", "<strong>a</strong> b c"),
    "emphasis that crosses": ("*a {{c1::b* c}} d*", "<em>a [...] d</em>", "<em>a b* c d</em>"),
    "a hint with emphasis": ("{{c1::a::**b**}}", "[<strong>b</strong>]", "a"),
    "code in a blank": ("{{c1::`a<b>`}}", "[...]", "<code>a&lt;b&gt;</code>"),
    "a formula in a blank": ("{{c1::$x_{y_{z} }$}}", "[...]", r"\(x_{y_{z} } \)"),
    "a link in the hint of a formula": (
        r"$a {{c1::b::\href{javascript:x}{y} }}$",
        r"<code>a [\href{javascript:x}{y}]</code>",
        "<code>a b</code>",
    ),
    "a hint in words in a formula": (
        r"$a + {{c1::-\sin x::upper right}}$",
        r"\(a + [\text{upper right} ]\)",
        r"\(a + -\sin x\)",
    ),
    "a hint in signs in a formula": (r"$a {{c1::b::x^{2} }}$", r"\(a [x^{2} ]\)", r"\(a b\)"),
    "a quotation": ('{{c1::"a"}} b', "[...] b", '"a" b'),
    "colons outside": ("std::vector {{c1::a}}", "std::vector [...]", "std::vector a"),
    "the same number twice": ("{{c1::a}} {{c1::b}}", "[...] [...]", "a b"),
}


@pytest.mark.parametrize(("text", "front", "back"), BLANKS.values(), ids=BLANKS)
def test_blanks(text, front, back):
    of = cloze(text)
    with learner() as someone:
        someone.take(package(make(of)))
        someone.check()
        shown = [re.search(r'class="text first">(.*?)</div>', side, re.DOTALL)[1] for side in someone.sides()[0]]
        assert [re.sub(r"</?span[^>]*>|<!-- -->", "", UNSEEN.sub("", side)) for side in shown] == [front, back]


def cloze(text: str) -> Bank:
    return Bank(format=1, id="b", title="T", language="en", questions=(Cloze(id="q", text=text),))


LOST = {
    "in the address of a link": "[x](https://example.org/{{c1::a}})",
    "in the description of a picture": "![{{c1::a}}](x.png)",
    "in a reference": "a\n\n[x]: {{c1::a}}",
    "in a column too many": "| a |\n|---|\n| b | {{c1::c}} |",
}


@pytest.mark.parametrize("text", LOST.values(), ids=LOST)
def test_a_blank_that_no_card_can_show_is_refused(text):
    of = cloze(text)
    made = anki.make(of, of.questions, Lock(), now=NOW, picture=lambda bank, src: "x.png")
    (problem,) = errors(made.problems)
    assert "blank c1" in problem.message
    assert not made.deck.notes


def test_problems_come_in_the_order_of_the_lines():
    of = one("type: open\nid: q\nquestion: '![a](x.png)'\nanswer: '![b](x.png)'\nexplanation: '![c](x.png)'")

    def picture(bank: Bank, src: str) -> str:
        raise NoPicture("is not there")

    lines = [problem.line for problem in anki.make(of, of.questions, Lock(), now=NOW, picture=picture).problems]
    assert len(lines) == 3
    assert lines == sorted(lines)


def test_a_typed_answer_is_compared_with_plain_text(tea):
    front, back = side(tea, "产地")
    assert "[[type:Typed answer]]" in front
    assert "[[type:Typed answer]]" in back
    assert tea.note("tea/产地")["Typed answer"] == "杭州"
    assert "[[type:" not in side(tea, "杀青")[0]


def test_the_front_of_a_choice_does_not_depend_on_where_the_right_option_stands_in_the_bank():
    first = {
        fields(note(one(f"type: choice\nid: q{i}\nquestion: Which?\nanswer: a\ndistractors: [b, c, d]"), f"q{i}"))[
            "Options"
        ].index("right")
        for i in range(12)
    }
    assert len(first) > 2


def test_all_of_the_above_stays_below(tea):
    assert re.search(r'<li class="last">以上都是</li></ol>$', tea.note("tea/发酵")["Options"])


def test_numbers_stay_in_order(tea):
    assert "fixed" in tea.note("tea/温度")["Layout"].split()
    assert re.findall(r"\d+", tea.note("tea/温度")["Options"]) == ["60", "70", "95"]


def test_the_right_options_are_marked(tea):
    assert set(re.findall(r'<li class="right">([^<]*)', tea.note("tea/产区")["Options"])) == {"铁观音", "大红袍"}
    assert "several" in tea.note("tea/产区")["Layout"].split()
    assert "several" not in tea.note("tea/发酵")["Layout"].split()


def test_true_or_false_says_so_and_corrects(tea):
    front, back = side(tea, "普洱")
    assert words(front) == "普洱属于绿茶。"
    assert 'class="verdict false"' in back
    assert words(back).endswith("普洱属于黑茶。")
    assert 'class="verdict true"' in side(tea, "白茶")[1]


def test_matching_asks_for_one_pair_and_shows_all_answers_to_choose_from(tea):
    front, back = side(tea, "名茶", 1)
    assert re.search(r"<th>祁门红茶</th><td><span class=\"cloze\"[^>]*>\[\.\.\.\]</span>", front)
    pool = front.partition('class="pool"')[2]
    assert all(place in pool for place in ("浙江", "安徽", "福建"))
    assert re.search(r"<th>祁门红茶</th><td><span class=\"cloze\"[^>]*>安徽</span>", back)


def test_every_card_says_its_language(tea):
    for front, back in tea.sides():
        assert 'lang="zh-Hans"' in front
        assert 'lang="zh-Hans"' in back


def test_no_template_and_no_stylesheet_asks_the_network():
    for kind in NOTE_TYPES:
        made = model(kind)
        for text in (made.css, *(t[side] for t in made.templates for side in ("qfmt", "afmt"))):
            assert not re.search(r"https?:|//\w|@import|url\(|fetch|XMLHttp|import\(|src=", text)


# --- source


def test_the_back_names_file_and_heading_but_no_line(tea):
    assert "茶.md" in words(side(tea, "乌龙")[1])
    assert ":3" not in side(tea, "乌龙")[1].partition("</style>")[2]
    assert "茶.md" not in words(side(tea, "乌龙")[0])


def source(text: str, header: str) -> str:
    question = f"type: open\nid: q\nquestion: a\nanswer: b\nsource: {text}"
    return fields(note(one(question, f"language: en\n{header}"), "q"))["Source"]


LINKS = {
    "no pattern": ("license: MIT", "t.md"),
    "a page": (
        "source_link: https://example.org/{path}#{anchor}",
        '<a href="https://example.org/a%20b/t.md">t.md</a>',
    ),
    "obsidian": (
        "source_link: obsidian://open?vault=v&file={path}",
        '<a href="obsidian://open?vault=v&amp;file=a%20b/t.md">t.md</a>',
    ),
    "a script": ("source_link: 'javascript:alert(1)//{path}'", "t.md"),
    "a file": ("source_link: 'file:///{path}'", "t.md"),
    "quotes": (
        "source_link: 'https://example.org/\"onclick=\"alert(1)'",
        '<a href="https://example.org/onclick=alert(1)">t.md</a>',
    ),
    "braces of Python": (
        "source_link: 'https://example.org/{path.__class__}{0}'",
        '<a href="https://example.org/{path.__class__}{0}">t.md</a>',
    ),
}


@pytest.mark.parametrize(("header", "made"), LINKS.values(), ids=LINKS)
def test_source_links(header, made):
    assert source("a b/t.md:12", header) == made


def test_one_file_is_named_once():
    assert source("[t.md:12, t.md:80, u.md:1-4]", "license: MIT") == "t.md<br>u.md"


# --- the package


def test_the_same_decks_give_the_same_bytes_in_another_process():
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "from sample_cards import *\nprint(hashlib.sha256(package(make(bank(SAMPLE)))).hexdigest())"
    )
    here = hashlib.sha256(package(make(TEA))).hexdigest()
    there = subprocess.run(
        [sys.executable, "-c", code, str(Path(__file__).parent)], capture_output=True, text=True, check=True
    )
    assert there.stdout.strip() == here


def test_the_archive_is_deflated_and_undated():
    with zipfile.ZipFile(BytesIO(package(make(TEA)))) as archive:
        for member in archive.infolist():
            assert member.compress_type == zipfile.ZIP_DEFLATED
            assert member.date_time == (1980, 1, 1, 0, 0, 0)


def test_pictures_travel_under_their_own_names():
    of = one("type: open\nid: q\nquestion: 'See ![a leaf](leaf.png)'\nanswer: b")
    made = make(of, picture=lambda bank, src: "quizgen-abc.png")
    with learner() as someone:
        someone.take(apkg.package([made.deck], {"quizgen-abc.png": b"\x89PNG"}))
        someone.check()
        assert '<img src="quizgen-abc.png" alt="a leaf">' in someone.sides()[0][0]
        assert (someone.folder / "collection.media" / "quizgen-abc.png").read_bytes() == b"\x89PNG"


def test_what_a_package_holds_can_be_read_again():
    made = make(TEA)
    read = apkg.notes_of(package(made))
    assert {(n.guid, n.fields, n.tags, n.mod) for n in read} == {
        (n.guid, n.fields, n.tags, n.mod) for n in made.deck.notes
    }


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"no zip at all"], ids=["empty", "cut short", "text"])
def test_what_is_no_package_is_refused(data):
    with pytest.raises(apkg.NotOurs):
        apkg.notes_of(data)


def test_a_package_that_anki_exported_is_refused(tea):
    from anki.collection import DeckIdLimit, ExportAnkiPackageOptions

    path = tea.folder / "exported.apkg"
    deck = DeckIdLimit(tea.col.decks.id_for_name("饮料::茶"))
    tea.col.export_anki_package(out_path=str(path), options=ExportAnkiPackageOptions(), limit=deck)
    with pytest.raises(apkg.NotOurs, match="exported from Anki"):
        apkg.notes_of(path.read_bytes())


DECKS = {
    "a quotation mark": ('say "hi"', "say hi"),
    "empty levels": ("::a::::b::", "a::b"),
    "space around the colons": ("a :: b", "a::b"),
    "control characters": ("a\u202eb\tc", "ab c"),
}


@pytest.mark.parametrize(("name", "known_as"), DECKS.values(), ids=DECKS)
def test_anki_knows_the_deck_by_the_name_it_was_given(name, known_as):
    made = make(one("type: open\nid: q\nquestion: a\nanswer: b"), deck=name)
    assert made.deck.name == known_as
    with learner() as someone:
        someone.take(package(made))
        assert known_as in [deck.name for deck in someone.col.decks.all_names_and_ids()]


def test_colons_in_a_title_make_no_subdeck():
    question = "- {type: open, id: q, question: a, answer: b}"
    of = bank(f"format: 1\nid: b\ntitle: 'std::vector'\nlanguage: en\nquestions:\n{question}")
    assert make(of).deck.name == "std:vector"


def test_two_banks_go_into_one_package():
    other = bank(SAMPLE.replace("id: tea", "id: other").replace("deck: 饮料::茶", "deck: 别的"))
    with learner() as someone:
        first = someone.take(package(make(TEA), make(other)))
        assert first.new == 2 * len(CARDS)
        someone.check()
        assert {someone.col.decks.name(card.did) for card in someone.cards()} == {"饮料::茶", "别的"}
        assert [card.due for card in someone.cards()] == sorted(card.due for card in someone.cards())
        assert len({card.due for card in someone.cards()}) == 2 * len(CARDS)


SIZES = {
    "a word": ("互信息", "first-word"),
    "a term of two words": ("Self-supervised learning", "first-word"),
    "a line": ("为什么残差连接让很深的网络也能训练？", "first-line"),
    "a paragraph": ("很长的句子" * 12, "first-text"),
    "two lines": ("一\n二", "first-text"),
}


@pytest.mark.parametrize(
    ("question", "size"),
    [
        ("这是什么？![](x.png)", "first-line"),
        ("What?\n\n```js\nfor (var i = 0; i < 3; i++) {}\n```", "first-line"),
        ("What?\n\n| a | b |\n|---|---|\n| c | d |", "first-line"),
        ("What?\n\n$$\na\n$$", "first-line"),
        ("What?\n\nAnd why?", "first-text"),
        ("```\n" * 100_000, "first-text"),
    ],
    ids=["picture", "code", "table", "formula", "more words", "a stranger's"],
)
def test_the_size_of_a_question_is_that_of_its_words(question, size):
    assert anki_sizes.size_of_question(question) == size


def test_the_size_of_a_cloze_is_that_of_what_is_read():
    assert (
        "first-line"
        in fields(note(cloze("{{c1::Mitochondria::which organelle}} make {{c2::ATP::molecule}}."), "q"))[
            "Layout"
        ].split()
    )


@pytest.mark.parametrize(("text", "size"), SIZES.values(), ids=SIZES)
def test_sizes(text, size):
    assert anki_sizes.size_of("first", text) == size


CELLS = {
    "a word of Chinese": ("掩码语言模型", "tied"),
    "a blank with a short answer": ("{{c1::掩码语言模型::哪一种预训练任务}}", "tied"),
    "a number": ("12", "tied"),
    "a formula and its stop": ("$x+y+z+u+v+w+p+q$。", "tied"),
    "emphasis": ("**稀疏**", "tied"),
    "words with spaces": ("quick sort", ""),
    "a sentence": ("一次只看一小批样本，所以快", ""),
    "a blank with a long answer": ("{{c1::一次只看一小批样本，所以快}}", ""),
    "a picture": ("![](x.png)", ""),
}


@pytest.mark.parametrize(("cell", "classes"), CELLS.values(), ids=CELLS)
def test_short_cells_stay_on_one_line(cell, classes):
    for row, side in (("|---|", ""), ("|--:|", "right")):
        of = cloze(f"| a |\n{row}\n| {cell} |\n\n{{{{c2::b}}}}")
        (found,) = make(of, picture=lambda bank, src: src).deck.notes
        (attribute,) = re.findall(r"<td([^>]*)>", fields(found)["Text"])
        said = " ".join(filter(None, (classes, side)))
        assert attribute == (f' class="{said}"' if said else "")


TIES = {
    "a formula": ("So {{c1::$x$}}。", "{{c1::\\(x\\)}}。"),
    "words before a formula": ("So {{c1::about $x$}}。", "{{c1::about \\(x\\)}}。"),
    "a formula before words": ("（{{c1::$x$ or so}} b", "（{{c1::\\(x\\) or so}}"),
    "a formula within brackets": ("（{{c1::\\(x\\)::y}}）b", "（{{c1::\\(x\\)::y}}）"),
    "no formula": ("（{{c1::x}}）。", None),
}


@pytest.mark.parametrize(("text", "held"), TIES.values(), ids=TIES)
def test_what_stands_beside_a_formula_in_a_blank_stays_on_its_line(text, held):
    made = fields(note(cloze(text), "q"))["Text"]
    assert re.findall('<span class="tied">(.*?)</span>', made) == ([held] if held else [])


def test_a_note_is_not_sent_again_for_its_look():
    fields = ["So <strong>it</strong> is", "", "", "en", "first-line ordered", "b/q", "", "", "", ""]
    known = anki.content_hash(fields, (), "")

    def changed(old: str, new: str) -> bool:
        return anki.content_hash([field.replace(old, new) for field in fields], (), "") != known

    assert not changed("first-line", "first-text second-word")
    assert not changed("So ", '<span class="tied">So </span>')
    assert anki.content_hash([*fields, '<code class="tied">a b</code>'], (), "") == anki.content_hash(
        [*fields, "<code>a b</code>"], (), ""
    )
    assert anki.content_hash([*fields, '<td class="tied right">1</td>'], (), "") == anki.content_hash(
        [*fields, '<td class="right">1</td>'], (), ""
    )
    assert not changed("So ", '<span class="formula">{{c1::<!-- -->}}So </span>')
    assert changed(" ordered", "")
    assert changed("So ", "first-line ")
    assert changed("strong", "em")
