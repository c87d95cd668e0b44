"""Connectors of Chinese prose that tell one side of a thing: what it is for, who made it, why it is so."""

from __future__ import annotations

import re

from quizgen.notes.patterns.definitions_zh import COPULA, NO_NOUN, one_more
from quizgen.notes.patterns.pattern import Pattern, Rule
from quizgen.notes.regexes import zh

SIDES = (
    "优点|缺点|优势|劣势|特点|特征|不足|缺陷|好处|坏处|作用|功能|用途|目的|目标|意义|原理|思想|"
    "思路|本质|实质|原因|核心|关键|做法|结果|后果|应用|区别|基本操作|方式|方法|问题|任务|职责|职能|代表|代表人物|代表作"
)

_A_TIME = re.compile(zh("[^，,]*(?:时|时候|中)(?:$|[，,])"))
_FOR_A_THING = re.compile(
    zh("(?:是|有|一[个种])(?:能够?|可以)?(?:用于|用来)[^，,。]{2,30}的[^，,。的]{1,8}(?:$|[，,。])")
)

SIDES_ZH: tuple[Pattern, ...] = (
    Pattern(
        "用于",
        "purpose",
        0.75,
        "用于, 用来, 旨在 say what a thing is for; 适用于, 应用于 are other words.",
        (
            ("量雨筒用来测量一段时间内的降水量。", "量雨筒用来做什么？", "测量一段时间内的降水量"),
            ("防冻液用于冬季的船用发动机。", "防冻液用于什么？", "冬季的船用发动机"),
        ),
        (
            "这种方法常用于冬季。",
            "它主要用于测量降水。",
            "量雨筒用于测量降雪时，要先把雪融化。",
            "量雨筒就是能用来测量降水的圆筒。",
            "船上只有一个用于测深的铅锤。",
        ),
        re.compile(
            zh(
                r"(?:则|就|是|主要|通常|一般|常|可以|可|被|专门|广泛)*(?<![适应采利运作使])"
                r"(?P<verb>用于|用来|用以|旨在|致力于)"
            )
        ),
        cues=("用于", "用来", "用以", "旨在", "致力于"),
        unless=(
            Rule("it tells when, not what for", lambda c: bool(_A_TIME.match(c.answer))),
            Rule("what it is for only tells what kind of thing it is", lambda c: bool(_FOR_A_THING.search(c.passage))),
        ),
        asks="{term}{verb}什么？",
    ),
    Pattern(
        "负责",
        "purpose",
        0.8,
        "负责 says what the part of a whole does.",
        (("大副负责货物的装卸和配载。", "大副负责什么？", "货物的装卸和配载"),),
        ("它负责装卸货物和清点。", "- 大副——船长的助手，负责货物\n- 二副——大副的助手，负责海图"),
        re.compile(zh(r"(?:则|就|是|主要|通常|一般)*(?:负责)")),
        cues=("负责",),
        asks="{term}负责什么？",
    ),
    Pattern(
        "的…是",
        "property",
        0.65,
        "A 的 B 是 C gives a thing, a side of it, and what that side is.",
        (
            ("季风的成因是海陆热力性质的差异。", "季风的成因是什么？", "海陆热力性质的差异"),
            ("灯塔的主要作用是为船只指示航道。", "灯塔的主要作用是什么？", "为船只指示航道"),
            ("声速的大小取决于介质的性质和温度。", "声速的大小取决于什么？", "介质的性质和温度"),
            ("船的重量等于排开的水重，船长为九十米。", "船的重量等于什么？", "排开的水重"),
            ("船的吃水等于船高（不计桅杆，下同）减去干舷。", "船的吃水等于什么？", "船高（不计桅杆，下同）减去干舷"),
        ),
        (
            "船队的航线为了避开风暴改了两次。",
            "潮汐学的兴起是源于航海的需要。",
            "航速的快慢主要是通过螺旋桨来调节的数值。",
            "这样做的目的是什么？",
            "对于第二个问题，两国的看法是建港。",
            "两国的看法是一致的：都要建港。",
            "它的成因是海陆热力性质的差异吗？",
        ),
        re.compile(
            zh(
                r"的(?P<facet>(?:主要|核心|基本|最大|根本|关键|重要|直接|唯一|显著|首要|工作|实现|具体|典型|常见)*"
                r"[^，。；：,;:、的是为不但既\s（()）]{2,8}?)(?:主要|一般|通常|其实|就|则|都|也|还|只)*"
                rf"(?P<verb>是指|是|{COPULA}(?!了)|在于|等于|相当于|取决于|决定于|依赖于|包括)"
                r"[：:，,]?(?!否|不是|什么|怎|如何|源于|来源于|来自|始于)"
            )
        ),
        cues=("的",),
        asks="{term}的{facet}{verb}什么？",
        unless=(
            Rule("the answer lacks its noun", lambda c: bool(NO_NOUN.search(c.answer))),
            Rule("it is said of it among others, or mostly", one_more),
        ),
    ),
    Pattern(
        "目的是",
        "property",
        0.7,
        "A side (目的, 缺点, 核心) at the head of a sentence belongs to the thing the sentence "
        "stands under or speaks of.",
        (
            ("## 堤坝\n\n主要作用是拦截洪水和调节水位。", "[堤坝] 主要作用", "拦截洪水和调节水位"),
            ("灯船是锚泊在浅滩边缘的船，它的主要作用是标示航道。", "[灯船] 主要作用", "标示航道"),
            ("灯船有两根桅杆，船身漆成红色，其作用是标示航道。", "[灯船] 作用", "标示航道"),
            ("## 帆船\n\n代表为平底的沙船，多在浅海航行。", "[帆船] 代表", "平底的沙船"),
        ),
        ("优点是什么？",),
        re.compile(
            zh(
                rf"(?P<facet>(?:主要|唯一|最大|核心|根本|直接|基本|一个|另一个|最主要|的)*(?:{SIDES})(?:之一)?)"
                r"(?:呢|主要|一般|通常|就|则|都|也)*(?:是|为|在于|包括|有)[：:，,]?(?!否|什么|怎|如何)"
            )
        ),
        order="facet answer",
        cues=(
            *SIDES.split("|"),
            "優點",
            "缺點",
            "優勢",
            "劣勢",
            "特點",
            "特徵",
            "區別",
            "結果",
            "應用",
            "問題",
            "任務",
            "職責",
            "實質",
            "功能",
        ),
    ),
    Pattern(
        "本质上是",
        "idea",
        0.65,
        "本质上是 gives what a thing comes down to.",
        (("彩虹本质上是阳光在水滴中的色散。", "彩虹本质上是什么？", "阳光在水滴中的色散"),),
        ("这本质上是同一件事情。",),
        re.compile(zh(r"(?:技术|模型|方法)?(?:的)?本质上?[，,]?(?:就|其实)?是")),
        cues=("本质",),
        asks="{term}本质上是什么？",
    ),
    Pattern(
        "由…提出",
        "property",
        0.7,
        "由 somebody 提出, 创立 or 发现 tells who made what the sentence speaks of.",
        (
            ("《水经注》由北魏学者郦道元撰写。", "《水经注》由谁撰写？", "北魏学者郦道元"),
            ("潮汐静力学说是研究潮汐的理论，最早由牛顿提出。", "潮汐静力学说最早由谁提出？", "牛顿"),
        ),
        ("这条河的河道由此发现。", "它由船长首先发现。", "规则由他提出的建议改成。"),
        re.compile(
            zh(
                r"(?P<when>最初|最早|首先|首次|后来)?(?:主要|是)?(?<![理自缘经])由(?P<answer>(?![于此他她它我你])[^，。；,;]{0,30}?[^，。；,;在于首率正共最联])"
                r"(?:在[^，。；,;]{2,12}|于[^，。；,;]{2,12})?(?P<verb>(?:首次|首先|率先|正式|共同|最早|最先|联合)?"
                r"(?:提出|撰写|创立|创建|创办|发现|发明|颁布|制定|设计|开发|编写|签署|主编|建立))(?=的?(?:$|[，。；,;]))"
            )
        ),
        order="term who",
        cues=("由",),
        asks="{term}{when}由谁{verb}？",
    ),
    Pattern(
        "因为",
        "property",
        0.7,
        "因为 gives the reason for what the sentence has said before it.",
        (
            (
                "冰会浮在水面上，因为它的密度比水小。",
                "冰会浮在水面上，为什么？",
                "它的密度比水小",
            ),
        ),
        ("不是因为天气冷才下雪。", "这样做是因为船太小了装不下。", "因为他昨天没有来参加会议。"),
        re.compile(zh(r"(?:[，,]\s*|(?<=[^\s不]))(?:主要|正|这|就)?(?:是|正是)?因为(?!此)")),
        order="result reason",
        cues=("因为",),
    ),
)
