"""Connectors of Chinese prose that say what a thing is."""

from __future__ import annotations

import re

from quizgen.notes.model import Candidate
from quizgen.notes.patterns.pattern import Pattern, Rule
from quizgen.notes.regexes import zh
from quizgen.notes.words import segment, weight

_KINDS = "一(?:种|个|类|套|组|项|门|系列|段|款|些|名|位|份|条|次|张|片|层|块|场)"
_ADVERBS = r"(?:则|就|也|都|其实|便|即|正|本质上|实际上|通常|一般|可以说|主要|又|还)*"
COPULA = "(?<![认因行作成分称以人视定变转命设译记化改升降选评列定射码沦现看当聘封誉喻立归推月日年丹])为"
_NOT_WORD = "(?![数标令导向针出定示引责望南教挥纹])"

_JUDGEMENT = re.compile(
    zh("(?:重点|难点|挑战|问题|热点|趋势|方向|瑰宝|壮举|之作|杰作|典范|奇迹|明珠|骄傲|精华)(?:之一|所在)?$")
)
_PLACE = re.compile(zh(r"(?:体现|因素|内容|组成部分|一部分|之一)(?=$|[，,])|^[^，,]*的一种[^的，,]{1,8}(?=$|[，,])"))
_BARE_KIND = re.compile(r"[^的，,。：:]*")
_SOME_KIND = re.compile(
    zh(
        "一[种个类门]既[^，。的]{1,8}又[^，。的]{1,8}的[^的，,。]{1,8}|"
        "一[种个类](?:非常|比较|很|较为)?(?:特殊|重要|常见|典型|新型?|经典|流行|常用|简单)(?:类型|形式)?的[^的，,。：:]{1,8}"
    )
)
LEAST_KIND = 6
"""A kind alone (一条直线) says that much at most; with what sets it apart it says more."""


def _kind_alone(c: Candidate) -> bool:
    bare = _BARE_KIND.fullmatch(c.answer) and weight(c.answer) <= LEAST_KIND
    return c.kind == "definition" and bool(bare or _SOME_KIND.fullmatch(c.answer))


NO_NOUN = re.compile("[^，,。：:]*的(?:$|[，,：:])")
_ALSO_IS = re.compile(zh("(?:也|还|大多|大都|往往|常常|经常|多数|多半)(?:都|会)?(?:是|为)$"))


def one_more(c: Candidate) -> bool:
    """Say whether the answer is only something more (也是), or mostly so (大多是)."""
    at = c.passage.find(c.answer[:12])
    return at > 0 and bool(_ALSO_IS.search(c.passage, max(0, at - 6), at))


def _alone(c: Candidate) -> bool:
    """Say whether the 指 before the answer is a word of its own."""
    at = c.passage.find(c.answer[:12]) - 1
    if at < 0 or c.passage[at] != "指":
        return True
    start, ends = max(0, at - 8), 0
    for word in segment(c.passage[start : at + 8]):
        if start + ends == at:
            return word in ("指", "泛指", "特指", "专指")
        ends += len(word)
    return False


_NAMES = re.compile(zh("[^也又被]称为|叫做|称作"))
WHAT_IT_IS = (
    Rule("it is the writer's judgement", lambda c: bool(_JUDGEMENT.search(c.answer))),
    Rule("it tells the place of a thing among others, not what it is", lambda c: bool(_PLACE.search(c.answer))),
    Rule("it is said of it among others, or mostly", one_more),
    Rule("what is said names something else", lambda c: bool(_NAMES.search(c.answer))),
    Rule("the kind alone says too little", _kind_alone),
    Rule(
        "its subject is named again, and more is said of it", lambda c: bool(c.term) and f"，{c.term[:4]}" in c.answer
    ),
)

# Nouns that name the kind of a thing, most of them by their last character. Where one of them ends a clause, all that
# stands before it describes it, commas or not: 是把……接到……上，使……的方法.
_GENUS = (
    "(?:过程|现象|行为|活动|运动|变化|操作|反应|关系|规律|理论|学说|原则|策略|系统|体系|机构|组织|单位|结构|材料|装置|设备|"
    "工具|模型|形式|手段|标准|集合|状态|部分|部位|阶段|事件|服务|时间|距离|节奏|东西|权利|[^，。；,;的了]{0,8}"
    "[法式术性力度率值量权制学病症征器机体物质素剂品线层区带期者人家费金税])"
)
# What opens no description: a reason, a judgement, a question, a word that points.
_OPENS_NONE = (
    "因(?![子素数])|由于|否|非常|很|最|更|比较|如|错|正确|一样|相同|怎|什么|只|指(?![针数标导令纹向])|我(?!国)|你|他|这|那|该|其|此|"
    "上(?![肢皮层游级市限颌海])|下(?![肢层游级限颌])|说(?!明)|看|想"
)
# With a verb or preposition at its head a clause has no noun yet at its comma: 是位于……，供……的孔.
_UNDER_GENUS = (
    "(?:(?:位于|处于|具有|含有|来自|由|把|将|用)[^，。；,;是的]{2,40}[，,][^。；;是]{2,80}的[^，。；,;的了]{1,12}|"
    "(?:(?![，,](?:它|其|这|那|该|他|她|但|所以|因此|因而|又|还|例如|比如|如|即|二者|两者))[^。；;是]){4,110}"
    f"的{_GENUS})"
)
# A clause without a subject of its own goes on with what is defined.
_GOES_ON = (
    "(?:[，,](?:(?:是|具有|具备|能够?|可以?|由|连接|用[于来]|包括|位于)[^，。；]{2,30}|与[^，。；]{1,20}[无有]关))?"
)

DEFINITIONS_ZH: tuple[Pattern, ...] = (
    Pattern(
        "是一种",
        "definition",
        0.85,
        "A noun followed by 是一种/一个/一类 and a kind is how Chinese defines: genus after the classifier, difference "
        "before the noun.",
        (
            ("冰川是一种由积雪压实而成的缓慢流动的冰体。", "冰川", "一种由积雪压实而成的缓慢流动的冰体"),
            ("渔业公约是一类由沿岸国家订立的文件。", "渔业公约", "一类由沿岸国家订立的文件"),
            ("2,3-丁二醇是一种由细菌酿成的醇。", "2,3-丁二醇", "一种由细菌酿成的醇"),
            ("此外，季风其实是一类随季节改变方向的风。", "季风", "一类随季节改变方向的风"),
            ("季风季风是一类随季节改变方向的风。", "季风", "一类随季节改变方向的风"),
            ("季风，每年改变一次方向。是一类由海陆温差引起的风。", "季风", "一类由海陆温差引起的风"),
        ),
        (
            "鲸并非是一种生活在海里的鱼类。",
            "这是一种很常见的做法。",
            "冰川是一个谜吗？",
            "以下是一个简单的例子：",
            "水面是一条曲线。",
            "沙船是一种特殊类型的帆船。",
            "航海学是一门既深奥又有趣的学问。",
            "湖水表现为一种由盐度引起的分层。",
            "冰川也是一种受气候影响的地貌营力。",
        ),
        re.compile(zh(rf"{_ADVERBS}(?:是|只是|{COPULA})(?P<answer>{_KINDS}.+)$")),
        cues=("是一", "为一"),
        unless=WHAT_IT_IS,
    ),
    Pattern(
        "，一种",
        "definition",
        0.65,
        "A term at the head of a sentence, a comma, and 一种/一个 with a kind: an apposition that defines.",
        (("冰碛，一种由冰川搬运堆积的石块和泥土，常见于山谷。", "冰碛", "一种由冰川搬运堆积的石块和泥土，常见于山谷"),),
        ("首先，一个人走到山顶需要三个小时。",),
        re.compile(
            zh(
                r"^(?P<before>[^，。；：]{1,20})[，,：:](?P<answer>一(?:种|个|类|套|"
                r"项)[^，。；]{3,60}的[^，。；的]{1,10}(?:[，,].*)?)$"
            )
        ),
        cues=("一种", "一个", "一类", "一套", "一项"),
    ),
    Pattern(
        "是指",
        "definition",
        0.85,
        "是指 and 指的是 gloss what stands before them; they are used for nothing else.",
        (
            ("潮差是指相邻高潮与低潮的水位之差。", "潮差", "相邻高潮与低潮的水位之差"),
            ("休耕是农民提出的办法，它指的是让耕地在一段时间内不种作物。", "休耕", "让耕地在一段时间内不种作物"),
            ("## 农法\n\n休耕。是指让耕地在一段时间内不种作物。", "休耕", "让耕地在一段时间内不种作物"),
            ("## 休耕\n\n也叫歇地，是指让耕地在一段时间内不种作物。", "休耕", "让耕地在一段时间内不种作物"),
            ("联系是指船与岸之间的通信。", "联系", "船与岸之间的通信"),
            ("所谓休耕，指的是让耕地在一段时间内不种作物。", "休耕", "让耕地在一段时间内不种作物"),
        ),
        ("这是指上面的情况。", "上图指的是一座火山。"),
        re.compile(zh(rf"{_ADVERBS}(?<!不)(?:是指的?是?|指的就?是|系指|意指)[，,：:]?{_NOT_WORD}")),
        cues=("指",),
    ),
    Pattern(
        "指",
        "definition",
        0.8,
        "指 alone glosses too, where an adverb, a Latin word or a preposition beside it shows "
        "that it is no part of a word.",
        (
            ("盐度一般指每千克海水中溶解盐类的克数。", "盐度", "每千克海水中溶解盐类的克数"),
            ("CCD 即碳酸钙溶解与沉积相等的深度。", "CCD", "碳酸钙溶解与沉积相等的深度"),
            ("船舶吃水指船体浸在水中的深度。", "船舶吃水", "船体浸在水中的深度"),
            ("雪线也叫恒雪线，指积雪终年不化的最低高度。", "雪线", "积雪终年不化的最低高度"),
            ("## 雪线\n\n来源：手册\n\n指积雪终年不化的最低高度。", "雪线", "积雪终年不化的最低高度"),
        ),
        (
            "船长的手指被缆绳夹伤过两次。",
            "他用手指在沙上画线，指数因此上升。",
            "气压的指标通常由三个数组成",
            "## 冰斗\n\n指南针在那里失灵。",
            "听到 SOS 即可出发。",
        ),
        re.compile(
            zh(
                rf"(?:通常|一般|则|主要|都|泛|特|专)+指{_NOT_WORD}|(?<=[\s）)A-Za-z\d])指{_NOT_WORD}|"
                r"(?<=[A-Za-z\d）)])\s?即(?![将便可刻时成为]|使(?!用))|"
                r"(?<=[^\s是所手食拇中无一五十弹])指(?=[在将把对通由能生产利用一]|从|具有)|"
                rf"(?<=[^\W是所不泛特专]{{2}})指{_NOT_WORD}(?=[一-龥]{{4}})|(?<![^，,])指{_NOT_WORD}"
            )
        ),
        cues=("指", "即"),
        unless=(Rule("指 is part of a word there", lambda c: not _alone(c)),),
    ),
    Pattern(
        "glossed subject",
        "definition",
        0.7,
        "A term is given its English name where it is introduced: a sentence that begins with both, and 是, says "
        "what it is.",
        (
            ("冰斗（cirque）是因冰川侵蚀而三面陡峭、形似围椅。", "冰斗", "因冰川侵蚀而三面陡峭、形似围椅"),
            ("一座山的雪线（snow line）是积雪终年不化的最低高度。", "雪线", "积雪终年不化的最低高度"),
        ),
        (
            "冰斗（cirque）和角峰（horn）都由冰川侵蚀形成。",
            "冰斗（cirque）的底部常有湖。",
            "冰斗（cirque） 的底部常有湖。",
            "登山队进入冰斗（cirque）去采样。",
            "A cirque (or corrie) has steep walls.",
            "冰斗（如图）三面被陡壁环绕。",
        ),
        re.compile(
            zh(
                r"^(?=[^（(]{0,20}[一-龥])(?:一[个种类座条][^，。；：、的（()）]{1,6}的)?"
                r"(?P<before>[^，。；：、,;:（()）]{2,14}[（(]\s*[A-Za-z][A-Za-z\d\s,./'’\-]{2,60}[)）])\s*"
                r"(?:则|就)?(?:是指?|指的?是?|即|描述了?)(?P<answer>(?![\s，,、。；;和与及或的之中里上下等在这那该叫]|[也又]|因为|由于|最近|[一-龥]{0,2}(?:例如|比如)).{4,})$"
            )
        ),
        cues=("（", "("),
    ),
    Pattern(
        "dated name",
        "definition",
        0.75,
        "A name with the years of a life or a reign behind it: the noun phrase that follows says who that is.",
        (
            ("郦道元（470—527），北魏杰出的地理学家，著有《水经注》。", "郦道元", "北魏杰出的地理学家"),
            ("徐霞客，1587-1641，是明代著名的旅行家。", "徐霞客", "明代著名的旅行家"),
        ),
        (
            "郦道元（470—527）生在北方的官宦之家。",
            "明代（1368—1644）的航海图很多。",
            "徐霞客（1587—1641），明代著名的旅行家之一。",
            "船队，1405-1433，七次远航的记录散失了。",
        ),
        re.compile(
            zh(
                r"^(?P<before>[^，。；：、,;（()）\s\d]{2,10})\s*[，,（(]\s*(?:[A-Za-z][A-Za-z .·'’\-]{2,40}[，,]\s*)?"
                r"(?:公元)?前?\d{2,4}年?\s?[-—－–~～至]{1,2}\s?(?:公元)?前?\d{2,4}年?\s*[)）]?\s*[，,]?\s*(?:是|为)?"
                r"(?P<answer>(?![在于生出他她曾的因由从（()）\d\s年是为])[^，。；,;]{2,40}的[^，。；,;的了]{0,8}(?:[家者人师王帝父士员将祖]|之一))(?=[，。；,;]|$)"
            )
        ),
        cues=("-", "—", "－", "–", "~", "～", "至"),
        unless=(Rule("it tells one of several", lambda c: c.answer.endswith("之一")),),
    ),
    Pattern(
        "定义为",
        "definition",
        0.8,
        "定义为 and 的定义是 announce a definition.",
        (("比热容定义为单位质量物质升高一度所需的热量。", "比热容", "单位质量物质升高一度所需的热量"),),
        ("这个量也可以定义为上面的比值。",),
        re.compile(zh(r"(?:的定义(?:就)?是|(?:被|可以|可)?定义为|的定义为)(?!:\s)")),
        cues=("定义",),
    ),
    Pattern(
        "就是",
        "definition",
        0.7,
        "就是 after a term identifies it with what follows.",
        (("侵蚀就是流水把地表的土石带走。", "侵蚀", "流水把地表的土石带走"),),
        ("这就是我们要的结果。", "问题就是这样来的。", "山脚就是最冷的，风也很大。"),
        re.compile(
            zh(
                r"(?:其实|也|实际上)?(?:就是|即是|便是)(?!说|因为|为了|要|这|那|上|下|如|不|否|在于|我|你|他|"
                r"一样|想着|就|属于|是)"
            )
        ),
        cues=("就是", "即是", "便是"),
        unless=(Rule("the answer lacks its noun", lambda c: bool(NO_NOUN.match(c.answer))),),
    ),
    Pattern(
        "等于",
        "definition",
        0.55,
        "A quantity, 等于, and what it equals; 相当于 only compares. A sign = stands in steps of a calculation as "
        "well: it is no cue.",
        (("平均速度等于路程与所用时间的比值。", "平均速度", "路程与所用时间的比值"),),
        ("当x等于零时没有解。", "平均速度=路程/时间", "船队的规模相当于一座小城。"),
        re.compile(zh(r"(?:在?数值上)?等于")),
        cues=("等于",),
        unless=(Rule("it says two things at once", lambda c: "=" in c.answer),),
    ),
    Pattern(
        "是…的",
        "definition",
        0.7,
        "X 是 … 的 Y with a noun at the end puts X under a genus.",
        (
            ("鲸是终生生活在水中的哺乳动物。", "鲸", "终生生活在水中的哺乳动物"),
            ("鲸是终生生活在水中的哺乳动物，能在水下憋气，寿命很长。", "鲸", "终生生活在水中的哺乳动物，能在水下憋气"),
            ("测深是把系有铅锤的绳放到海底，再量出绳长的方法。", "测深", "把系有铅锤的绳放到海底，再量出绳长的方法"),
            ("搁浅是船底碰到水下的浅滩，船身不能移动的现象。", "搁浅", "船底碰到水下的浅滩，船身不能移动的现象"),
            ("锚链孔是位于船首两侧，供锚链出入的圆孔。", "锚链孔", "位于船首两侧，供锚链出入的圆孔"),
            ("小腿是下肢膝以下的部分，内有两根长骨。", "小腿", "下肢膝以下的部分"),
            ("海况是风浪的大小，以及它对船舶影响的等级。", "海况", "风浪的大小，以及它对船舶影响的等级"),
            ("龙骨是船体结构的核心。", "船体结构的核心是什么？", "龙骨"),
            ("绕过好望角是航海史的转折点。", "航海史的转折点是什么？", "绕过好望角"),
            ("载重线是船舶最终吃水的标志线。", "载重线", "船舶最终吃水的标志线"),
            ("郑和是明代最著名的航海家。", "明代最著名的航海家是谁？", "郑和"),
            ("在河口，盐水楔是沿河底上溯的海水。", "[在河口] 盐水楔", "沿河底上溯的海水"),
            ("水手们认为，海雾是海龙吐出的雾气。", "[水手们认为] 海雾", "海龙吐出的雾气"),
            ("航行的守则是水手们共同遵守的规定。", "航行的守则", "水手们共同遵守的规定"),
            ("渔船队是以捕捞为业的船队。", "渔船队", "以捕捞为业的船队"),
            ("测深锤不同于浮标，是沉到海底的铅锤。", "测深锤", "沉到海底的铅锤"),
        ),
        (
            "鲸并不是生活在水里的鱼类。",
            "鲸是上次看到的那一头。",
            "当时的水手是从各地来的渔民。",
            "船队的扩大，特别是远洋船队的扩大，带来了变化。",
            "船长一贯强调水手是船队的核心。",
            "鲸是很聪明的动物。",
            "船速是影响油耗的因素。",
            "七次远航是航海史上的壮举。",
            "浮标也是标示航道的标志物。",
            "灯船是航标的一种特殊形式。",
            "这是去年修好的桥。",
            "他是因为下雨才迟到的人。",
        ),
        re.compile(
            zh(
                rf"{_ADVERBS}是(?P<answer>(?!{_OPENS_NONE})(?:{_UNDER_GENUS}|"
                r"(?!为|通过|不(?![同饱])|可以|能(?![量源])|会(?![计议员])|要(?![素点])|有(?![机序限效理丝氧色性关])|在|从|"
                r"对(?![数流称角偶抗])(?!.{1,14}的)|用(?![户途品具语])|以(?![^，。；]{2,20}为)|把|将|基于|根据|必|需(?!求)|"
                r"应(?![用力激])|没|无法|随(?!机)|独立|相互|按)"
                r"[^，。；]{2,60}(?:(?:[，,](?:以及|和|或)|的[，,](?=[用由以反具能可有对为在经]))[^，。；]{2,40})?的[^，。；：,;:的了]{1,12})"
                rf"(?=[，。；,;]|$){_GOES_ON})(?=[，。；,;]|$)"
            )
        ),
        cues=("是",),
        unless=WHAT_IT_IS,
    ),
    Pattern(
        "属于",
        "definition",
        0.55,
        "属于 gives the class of a thing.",
        (("石英属于硅酸盐以外的氧化物矿物。", "石英属于什么？", "硅酸盐以外的氧化物矿物"),),
        ("这属于非常少见的情况。",),
        re.compile(zh(r"(?:则|也|都|一直|均)*(?P<verb>属于)")),
        cues=("属于",),
        asks="{term}{verb}什么？",
    ),
)
