import pytest

from quizgen.bank import siblings
from quizgen.bank.siblings import Concept
from quizgen.bank.types import Definition


def concept(term, definition, *aliases, section="a.md", line=0):
    return Concept(Definition(id=term, term=term, definition=definition, aliases=aliases), section, line)


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
    "a heading that was taken for a term": concept("排序的意义", "排好之后可以折半查找"),
    "a name with its year": concept("归并排序 1945", "分成两半各自排好再合起来"),
    "a clause that was taken for a term": concept("数据有序时不需要排序", "直接返回原来的数据"),
    "a term of which only a part is there": concept("排序（续", "接着上一页的内容往下讲"),
    "a term of another topic": concept("红黑树", "每个节点都带有一种颜色的查找树", line=31),
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


DEFINES_NOTHING = {
    "an example": "例如把扑克牌理好",
    "leans on what was said before": "其平均时间与数据的次序无关",
    "leans on what was said before, in English": "it takes the same time for all data",
    "breaks off": "把元素逐个放进前面的一个",
    "breaks off before a list": "把元素按下面的几步放好，如",
    "lists examples": "冒泡、插入、选择、归并等",
    "begins in the middle": "> 插入、选择和归并的时间",
    "a row of a table": "最好时线性 | 最坏时平方",
    "says too little": "很慢的",
    "lost a bracket": "把元素逐个放进前面（已经有序的部分",
    "asks": "怎样把元素放进有序的部分？",
}


@pytest.mark.parametrize("definition", DEFINES_NOTHING.values(), ids=DEFINES_NOTHING)
def test_what_defines_nothing_is_neither_asked_nor_an_option(definition):
    of = concept("希尔排序", definition)
    assert chosen(of, SORTS) == []
    assert chosen(SORTS[1], [of], siblings.akin_by_definition) == []


@pytest.mark.parametrize(
    "definition", ["并行地比较并交换相邻的元素", "就地把元素逐个放好", "使左右两边的个数相等", "$|x|$ 最小者放到前面"]
)
def test_what_only_looks_so_is_an_option(definition):
    assert siblings.is_option(concept("希尔排序", definition))


def test_a_definition_that_alone_has_a_word_of_the_term_gives_it_away():
    of = concept("桶排序", "先把元素分到若干个桶里再各自排好", section="b.md")
    telling = concept("计数排序", "统计次数以后按计数摆放元素")
    assert chosen(telling, SORTS, count=3) == []
    assert (
        len(chosen(of, [concept(c.question.term, c.question.definition, section="b.md") for c in SORTS], count=3)) == 3
    )


def test_a_word_that_others_share_gives_nothing_away():
    of = concept("希尔排序", "按步长分组的插入式排序办法")
    assert len(chosen(of, SORTS, count=3)) == 3


def test_a_wrong_definition_comes_from_close_by():
    of = concept("维生素", "促进肠道对钙磷吸收的脂质", line=50)
    near = concept("胆固醇", "动物细胞膜的成分之一", line=55)
    far = concept("核糖体", "合成蛋白质的场所", line=75)
    elsewhere = concept("栈", "后进先出的线性数据结构", section="b.md", line=50)
    found = [c.question.term for c in siblings.wrong_for(of, siblings.index([of, near, far, elsewhere]), "seed")]
    assert found == ["胆固醇"]


def test_wrong_definitions_of_another_length_stand_out():
    long = concept("插入排序", "把元素逐个放进前面已经有序的部分，" * 3 + "直到全部放完")
    assert chosen(SORTS[4], [long], siblings.akin_by_definition) == []


def test_rather_none_than_too_few():
    assert chosen(SORTS[0], SORTS[1:3], count=3) == []
    assert len(chosen(SORTS[0], SORTS[1:], count=3)) == 3


def test_a_choice_between_definitions_needs_more_of_them_than_it_shows():
    assert chosen(SORTS[0], SORTS[1:4], siblings.akin_by_definition, count=3) == []
    assert len(chosen(SORTS[0], SORTS[1:5], siblings.akin_by_definition, count=3)) == 3


def test_strangers_are_no_distractors():
    assert chosen(SORTS[0], [concept("光合作用", "植物把光变成糖", section="b.md")]) == []


def test_the_most_akin_come_first():
    strangers = [concept(term, "很久以前的事", section="a.md") for term in ("栈", "队列", "链表", "哈希")]
    assert set(chosen(SORTS[0], [*strangers, *SORTS[1:]], count=3)) <= {c.question.term for c in SORTS}


def test_english_kin_by_last_word_and_kind():
    of = concept("binary search", "a method that halves a sorted list at each step", section="1")
    word = concept("linear search", "looking at each item in turn", section="2")
    kind = concept("bisection", "a method that closes in on the root of a function", section="1", line=30)
    stranger = concept("photosynthesis", "how plants make sugar", section="4")
    assert chosen(of, [stranger, kind, word], count=2) in (
        ["linear search", "bisection"],
        ["bisection", "linear search"],
    )


def test_the_same_key_gives_the_same_siblings():
    assert chosen(SORTS[0], SORTS[1:], count=3) == chosen(SORTS[0], SORTS[:0:-1], count=3)
