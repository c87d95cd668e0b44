"""The fixed words of a printed quiz, one record for each language. A bank in another language prints in English."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Plural = tuple[str, str]
"""How it is said of one, and of several."""

_CHINESE_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """What a page says besides the bank's own words. ``{...}`` are filled in by ``str.format``."""

    han: str = "SC"
    """Which form of Chinese characters its fonts have: SC or TC."""
    fields: tuple[str, ...]
    """What a pupil fills in at the top; the last one is the score."""
    score_table: tuple[str, str]
    """Heads of the table of scores: the row of sections, the column of all points."""
    seal: str
    """Beside the line behind which papers are bound."""
    roles: Mapping[str, str]
    """What the pages are called that are not the student's."""
    total_points: str
    numeral: Callable[[int], str]
    section: str
    """{numeral} and {name} of a section in its heading."""
    sections: Mapping[str, tuple[str, str]]
    """Section -> (heading, what to do in it)."""
    note: str
    """Around what stands in brackets after a heading or a question."""
    points: Plural
    each: Plural
    parts: Mapping[str, Plural]
    """Section -> the same for each blank, item or pair."""
    sum: Plural
    count: Plural
    page: tuple[str, str, str]
    """Before, between and after the number of the page and that of all pages."""
    variant: str
    question: str
    seed: str
    list_of: str
    list_in_order: str
    items: Plural
    match: str
    """The stem of a matching question that has none of its own."""
    hint: str
    true_false: tuple[str, str]
    """Marks in the key for true and for false."""
    bracket: str
    """The place for a letter or a mark after a stem; empty where pupils circle the letter instead."""
    details: str
    answer: str
    aliases: str
    correction: str
    explanation: str
    source: str
    colon: str
    between: str
    """Between two notes in the same brackets."""
    comma: str
    semicolon: str


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def _chinese(number: int) -> str:
    """Return ``number`` (1-99) in Chinese: 一, 十, 十一, 二十一."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _CHINESE_DIGITS[tens] + "十"
    return head + (_CHINESE_DIGITS[ones] if ones or not tens else "")


_ENGLISH = Phrases(
    fields=("Name", "Student no.", "Class", "Date", "Score"),
    score_table=("Part", "Total"),
    seal="N o   a n s w e r s   o n   t h i s   s i d e   o f   t h e   l i n e",
    roles={"key": "Answer key", "teacher": "Teacher’s copy"},
    total_points="{points} points in all",
    numeral=_roman,
    section="{numeral}. {name}",
    sections={
        "choice": ("Multiple choice", "Circle the letter of the one right answer."),
        "choices": ("Multiple answers", "More than one answer may be right: circle the letter of each."),
        "true_false": ("True or false", "Circle T if the statement is true, F if it is false."),
        "cloze": ("Fill in the blanks", ""),
        "matching": ("Matching", "Write the letter of the match on each line."),
        "definition": ("Definitions", "Say what each term means."),
        "list": ("Lists", ""),
        "open": ("Open questions", ""),
    },
    note=" ({})",
    points=("{} point", "{} points"),
    each=("{} point each", "{} points each"),
    parts={
        "cloze": ("{} point for each blank", "{} points for each blank"),
        "matching": ("{} point for each match", "{} points for each match"),
        "list": ("{} point for each item", "{} points for each item"),
    },
    sum=("{} point in all", "{} points in all"),
    count=("{} question", "{} questions"),
    page=("Page ", " of ", ""),
    variant="Variant {}",
    question="Question",
    seed="seed {}",
    list_of="List: {}",
    list_in_order="List in order: {}",
    items=("{} item", "{} items"),
    match="Match what belongs together.",
    hint=" ({})",
    true_false=("T", "F"),
    bracket="",
    details="Answers and explanations",
    answer="Answer",
    aliases="Also called",
    correction="Correction",
    explanation="Why",
    source="Source",
    colon=": ",
    between=", ",
    comma=", ",
    semicolon="; ",
)

_SIMPLIFIED = Phrases(
    fields=("姓名", "班级", "学号", "日期", "得分"),
    score_table=("题号", "总分"),
    seal="密 …… 封 …… 线 …… 内 …… 不 …… 要 …… 答 …… 题",
    roles={"key": "参考答案", "teacher": "教师版"},
    total_points="满分 {points} 分",
    numeral=_chinese,
    section="{numeral}、{name}",
    sections={
        "choice": ("单选题", "每小题只有一个选项正确，请将其字母填入括号内。"),
        "choices": ("多选题", "每小题有多个选项正确，请将其字母填入括号内。"),
        "true_false": ("判断题", "正确的在括号内打“✓”，错误的打“×”。"),
        "cloze": ("填空题", ""),
        "matching": ("配对题", "请将右栏的字母填入左栏对应的括号内。"),
        "definition": ("名词解释", ""),
        "list": ("列举题", ""),
        "open": ("简答题", ""),
    },
    note="（{}）",
    points=("{} 分",) * 2,
    each=("每小题 {} 分",) * 2,
    parts={"cloze": ("每空 {} 分",) * 2, "matching": ("每空 {} 分",) * 2, "list": ("每项 {} 分",) * 2},
    sum=("共 {} 分",) * 2,
    count=("共 {} 题",) * 2,
    page=("第 ", " 页　共 ", " 页"),
    variant="{} 卷",
    question="题目",
    seed="种子 {}",
    list_of="列举：{}",
    list_in_order="按顺序列出：{}",
    items=("共 {} 项",) * 2,
    match="将左右两栏配对。",
    hint="（{}）",
    true_false=("✓", "×"),
    bracket="（　　）",
    details="答案与解析",
    answer="答案",
    aliases="又称",
    correction="改正",
    explanation="解析",
    source="出处",
    colon="：",
    between="，",
    comma="、",
    semicolon="；",
)

_TRADITIONAL = Phrases(
    han="TC",
    fields=("姓名", "班級", "學號", "日期", "得分"),
    score_table=("題號", "總分"),
    seal="密 …… 封 …… 線 …… 內 …… 不 …… 要 …… 答 …… 題",
    roles={"key": "參考答案", "teacher": "教師版"},
    total_points="滿分 {points} 分",
    numeral=_chinese,
    section="{numeral}、{name}",
    sections={
        "choice": ("單選題", "每小題只有一個選項正確，請將其字母填入括號內。"),
        "choices": ("多選題", "每小題有多個選項正確，請將其字母填入括號內。"),
        "true_false": ("是非題", "正確的在括號內打「○」，錯誤的打「×」。"),
        "cloze": ("填充題", ""),
        "matching": ("配對題", "請將右欄的字母填入左欄對應的括號內。"),
        "definition": ("名詞解釋", ""),
        "list": ("列舉題", ""),
        "open": ("簡答題", ""),
    },
    note="（{}）",
    points=("{} 分",) * 2,
    each=("每小題 {} 分",) * 2,
    parts={"cloze": ("每格 {} 分",) * 2, "matching": ("每格 {} 分",) * 2, "list": ("每項 {} 分",) * 2},
    sum=("共 {} 分",) * 2,
    count=("共 {} 題",) * 2,
    page=("第 ", " 頁　共 ", " 頁"),
    variant="{} 卷",
    question="題目",
    seed="種子 {}",
    list_of="列舉：{}",
    list_in_order="按順序列出：{}",
    items=("共 {} 項",) * 2,
    match="將左右兩欄配對。",
    hint="（{}）",
    true_false=("○", "×"),
    bracket="（　　）",
    details="答案與解析",
    answer="答案",
    aliases="又稱",
    correction="改正",
    explanation="解析",
    source="出處",
    colon="：",
    between="，",
    comma="、",
    semicolon="；",
)


def said(words: Plural, number: float) -> str:
    """Return ``words`` for ``number``: said(("{} point", "{} points"), 2.0) == "2 points"."""
    return words[number != 1].format(f"{number:g}")


LANGUAGES: Mapping[str, Phrases] = {"en": _ENGLISH, "zh-Hans": _SIMPLIFIED, "zh-Hant": _TRADITIONAL}

_TRADITIONAL_REGIONS = {"hant", "tw", "hk", "mo"}


def phrases(language: str) -> Phrases:
    """Return the fixed words for a bank in ``language``: zh-TW speaks as zh-Hant, zh as zh-Hans, others as en."""
    first, *rest = language.lower().replace("_", "-").split("-")
    if first == "zh":
        return LANGUAGES["zh-Hant" if _TRADITIONAL_REGIONS & set(rest) else "zh-Hans"]
    return LANGUAGES.get(first, LANGUAGES["en"])
