import pytest

from quizgen.bank import siblings
from quizgen.bank.siblings import Concept
from quizgen.bank.types import Definition


def concept(term, definition, *aliases, section="a.md"):
    return Concept(Definition(id=term, term=term, definition=definition, aliases=aliases), section)


SORTS = [
    concept("冒泡排序", "反复交换相邻的逆序元素", "起泡排序"),
    concept("插入排序", "把元素逐个放进前面已经有序的部分"),
    concept("选择排序", "每次取出剩下的最小者放到前面"),
    concept("归并排序", "分成两半各自排好再合起来"),
    concept("快速排序", "用一个枢轴把数据分成大小两堆"),
]


def chosen(of, others, by=siblings.akin_by_term, count=1):
    return [c.question.term for c in by(of, siblings.index([of, *others]), "seed", count)]


NEVER = {
    "itself": SORTS[0],
    "an alias of it": concept("起泡排序", "一种慢的办法"),
    "another name of an alias": concept("沉底排序", "大的沉到底下", "起泡排序"),
    "a wider term": concept("排序", "按次序摆放"),
    "a narrower term": concept("双向冒泡排序", "来回各走一遍的做法"),
    "a term with nearly the same meaning": concept("相邻排序", "反复交换相邻的逆序的元素"),
    "a term of another script": concept("bubble", "反复比较两两大小"),
    "a term far longer": concept("把所有的可能次序都试上一遍直到碰巧正确为止的排序", "很慢"),
}


@pytest.mark.parametrize("other", NEVER.values(), ids=NEVER)
def test_no_distractor_is(other):
    assert chosen(SORTS[0], [other]) == []


def test_a_term_that_the_definition_names_is_no_distractor():
    of = concept("堆排序", "借助二叉堆的排序")
    assert chosen(of, [concept("二叉堆", "父节点不小于子节点的完全二叉树")]) == []


def test_a_definition_that_names_its_own_or_the_asked_term_is_no_distractor():
    of = concept("归并排序", "分成两半各自排好再合起来")
    telling = concept("希尔排序", "希尔排序按步长分组做插入")
    naming = concept("桶排序", "比归并排序多用些空间的办法")
    assert chosen(of, [telling, naming], siblings.akin_by_definition) == []


def test_rather_none_than_too_few():
    assert chosen(SORTS[0], SORTS[1:3], count=3) == []
    assert len(chosen(SORTS[0], SORTS[1:], count=3)) == 3


def test_strangers_are_no_distractors():
    assert chosen(SORTS[0], [concept("光合作用", "植物把光变成糖", section="b.md")]) == []


def test_the_most_akin_come_first():
    strangers = [concept(term, "很久以前的事", section="a.md") for term in ("栈", "队列", "链表", "哈希")]
    assert set(chosen(SORTS[0], [*strangers, *SORTS[1:]], count=3)) <= {c.question.term for c in SORTS}


def test_english_kin_by_last_word_and_kind():
    of = concept("binary search", "a method that halves a sorted list at each step", section="1")
    word = concept("linear search", "looking at each item in turn", section="2")
    kind = concept("bisection", "a method that closes in on the root of a function", section="3")
    stranger = concept("photosynthesis", "how plants make sugar", section="4")
    assert chosen(of, [stranger, kind, word], count=2) in (
        ["linear search", "bisection"],
        ["bisection", "linear search"],
    )


def test_the_same_key_gives_the_same_siblings():
    assert chosen(SORTS[0], SORTS[1:], count=3) == chosen(SORTS[0], SORTS[:0:-1], count=3)
