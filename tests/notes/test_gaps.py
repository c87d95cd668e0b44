"""Plain statements: a blank is a noun phrase, and what is left of the sentence leads to it."""

from __future__ import annotations

import pytest

from quizgen.notes.patterns.gaps import gap


def blanked(text: str) -> str:
    found = gap(text)
    return f"{text[: found[0]]}[{text[found[0] : found[1]]}]{text[found[1] :]}" if found else ""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Remember the rule of the tides.", id="an order to the reader"),
        pytest.param("We introduce the notion of a tide.", id="a step of the writer's"),
        pytest.param("There are many kinds of tide.", id="that something exists"),
        pytest.param("The more water there is, the higher the tide.", id="a comparison in two halves"),
        pytest.param("The smaller the bay allows a higher tide at the quay.", id="half of a comparison"),
        pytest.param("Tides are very important.", id="praise"),
        pytest.param("Linked nodes when few of them meet.", id="a participle at the front is no verb"),
        pytest.param("For this, we draw the tide table.", id="a condition that points elsewhere"),
        pytest.param("The tide clock was said (by Bede) to have stopped.", id="a participle is no answer"),
        pytest.param("Only wrote two pilot books.", id="an adverb is no subject"),
        pytest.param("The islands did the same.", id="to do the same says nothing"),
        pytest.param(
            "When this happens, the harbour fills with fresh water.", id="a condition that tells what was before"
        ),
        pytest.param("Once it does, it can hold a large amount of water.", id="it does, it holds: what?"),
        pytest.param("You are a resource for the other sailors.", id="the reader is told what he is"),
        pytest.param("This is a short way to the harbour.", id="this"),
        pytest.param("The term is also used in the study of harbours.", id="a word that only the text before gives"),
        pytest.param("The gate is therefore closed by the harbour pilots.", id="it follows from what stands before"),
        pytest.param("The best of such tables list the moon's phases.", id="such tables: which?"),
        pytest.param("In Venice it grew into a large barrage.", id="it, behind a place"),
        pytest.param("The sea wall protects many different harbour towns.", id="that there are many"),
        pytest.param("The words of the tide table are called the language of that table.", id="an answer that points"),
        pytest.param("Fog made the harbour very dark in the morning.", id="an object and what is made of it"),
        pytest.param("The tide gauges produce / store a long record of the sea.", id="a word beside the verb"),
        pytest.param("The pilots know how does the tide move.", id="a question"),
        pytest.param("潮汐非常重要。", id="praise in Chinese"),
        pytest.param("潮汐会变化。", id="a word that could be anything"),
        pytest.param("这座验潮站有两个很明显的缺点。", id="how many, and not which"),
        pytest.param("退潮的速度非常快，所以不要走到太远的沙洲上。", id="an order that follows"),
        pytest.param("判断一艘船是商船还是渔船。", id="a choice is no answer"),
        pytest.param("还有另外一种观测潮汐的办法。", id="nothing that it is said of"),
        pytest.param("常用的是二等和三等的水准点。", id="nothing that it is said of, with 的"),
        pytest.param("色觉有缺陷的船员靠明度来辨认灯标的颜色。", id="a verb in a clause before a noun"),
        pytest.param("船员对海况有一定了解的话，就能及早返航。", id="a condition at the end of the clause"),
        pytest.param("潮位大于第一条警戒线则报警。", id="a condition without a comma"),
        pytest.param("在海员的日常生活里，海图随身带着。", id="what holds somewhere is one thing of many"),
        pytest.param("他们的方式有利于计算得到结果。", id="a verb is no noun phrase"),
        pytest.param("潮差与海岸线的形状有密切的关系。", id="only how close it is"),
        pytest.param("灯塔管理员需要值班时间较长。", id="only how long it takes"),
        pytest.param("浮标提供了灯光从港口移到外海。", id="a clause is no noun phrase"),
        pytest.param("海水会不可逆的腐蚀铁铸的船底。", id="what is not so begins no answer"),
        pytest.param("灯塔不是一种为行人指路的建筑。", id="what something is not may be anything"),
        pytest.param("Buoys are not old living animals.", id="what something is not, in English"),
        pytest.param("老式的罗盘被海员们视为累赘，反而是被视为摆设。", id="what is done to it"),
    ],
)
def test_leaves_no_blank(text: str) -> None:
    assert blanked(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The moon can raise a tide of several metres.", "The moon can raise [a tide of several metres]."),
        ("A barrage loads the sea bed and harms the fish.", "A barrage loads [the sea bed] and harms the fish."),
        ("Two waves are coherent when their phases stay apart by the same amount.", "Two waves are coherent when ["),
        ("When the wind drops, the waves grow longer and flatter.", "When the wind drops, [the waves grow longer and "),
        ("A gauge gives us a measure of the tide.", "A gauge gives us [a measure of the tide]."),
        ("The gauge tells you how far the sea has risen.", "The gauge tells you [how far the sea has risen]."),
        ("When it melts, the ice feeds a whole river.", "When it melts, [the ice feeds a whole river]."),
        ("Kepler believed that the moon attracts the sea.", "Kepler believed that [the moon attracts the sea]."),
        ("Kepler wrote a treatise on the tides.", "Kepler wrote [a treatise on the tides]."),
        ("Galileo thought the moon to be a bad excuse.", "Galileo thought [the moon to be a bad excuse]."),
        (
            "The pilot books written by monks listed the local tides.",
            "The pilot books written by monks listed [",
        ),
        ("A bore creates link currents behind the bar.", "A bore creates [link currents behind the bar]."),
        ("Floods happen along coasts due to storm surges.", "Floods happen along coasts due to [storm surges]."),
        ("Neap tides are weak in range and spring tides are strong.", "Neap tides are [weak in range] and spring"),
        (
            "A gauge checks whether the pumps and the locks have water.",
            "A gauge checks [whether the pumps and the locks have",
        ),
        (
            "Harbour walls are long and thick with steps and rails to let the boats that come late land safely.",
            "Harbour walls are [long and thick with steps and rails to let the boats that come late land safely].",
        ),
        ("Pilots turn charts into large maps of the coast.", "Pilots turn charts into [large maps of the coast]."),
        ("The fee gives each boat a berth at the quay.", "The fee gives each boat [a berth at the quay]."),
        ("A mole protects the quay from the spring waves.", "A mole protects the quay from [the spring waves]."),
        ("The excess must equal the sum of both tides.", "The excess must equal [the sum of both tides]."),
        ("Air stores water, heat and salt.", "Air stores [water, heat and salt]."),
        ("The gauge is made up of two brass rods.", "The gauge is made up of [two brass rods]."),
        ("Harbours competed fiercely for the herring trade.", "Harbours competed fiercely for [the herring trade]."),
        ("Forecasts depend on the height of the moon.", "Forecasts depend on [the height of the moon]."),
        (
            "When the gale rose, the port closed on May 4, 1873.",
            "When the gale rose, [the port closed on May 4, 1873].",
        ),
        (
            "The spring tide takes place in the week of new moon.",
            "The spring tide takes place in [the week of new moon].",
        ),
        ("The gauge measures the height of the sea in 1683.", "The gauge measures [the height of the sea] in 1683."),
        ("A bore is a steep wave (see Severn).", "A bore is [a steep wave] (see Severn)."),
        ("The basin stores the tidal water, which lets ships float.", "The basin stores [the tidal water], which lets"),
        ("The pilots use a long list of parts—rope, oars and sails.", "The pilots use [a long list of parts]—rope"),
        ("The wall was mended slowly, 100 years later.", ""),
        ("When a dock is full, it keeps water for the next ship.", "When a dock is full, it keeps [water for the next"),
        ("水坝可以储存大量的洪水，调节下游的水量。", "水坝可以储存[大量的洪水]，调节下游的水量。"),
        ("河口的水位被外海的潮波所控制。", "河口的水位被[外海的潮波]所控制。"),
        ("因为月球离地球更近，所以它的引潮力更大一些。", "因为月球离地球更近，所以["),
        ("大副保留了航海日志的副本。", "大副保留了[航海日志的副本]。"),
        ("船员必须对海图上的标记进行检查。", "船员必须[对海图上的标记进行检查]。"),
        ("堤坝能够最大限度地减少洪水造成的损失。", "堤坝能够最大限度地减少[洪水造成的损失]。"),
        ("潮汐表里的计算方式可以减少预报潮位的误差。", "潮汐表里的计算方式可以减少[预报潮位的误差]。"),
        ("潮汐一词的写法是源于早晚两次涨落的区别。", "潮汐一词的写法是源于[早晚两次涨落的区别]。"),
        ("潮汐表不是天气预报，而是对水位的推算。", "潮汐表不是天气预报，而是[对水位的推算]。"),
        ("潮汐的分析方法由英国学者开尔文首先提出。", "潮汐的分析方法由[英国学者开尔文]首先提出。"),
        ("量雨筒旨在测量一段时间内的降水量。", "量雨筒旨在[测量一段时间内的降水量]。"),
        ("验潮站采用浮子计数的方式。", "验潮站采用[浮子计数]的方式。"),
        ("船上还携带一个备用的罗盘，包括磁针、刻度盘等。", "船上还携带一个备用的罗盘，包括[磁针、刻度盘]等。"),
        ("港口建立了某种统一的旗语。", "港口建立了某种[统一的旗语]。"),
        ("领航员使用六分仪的读数来推算船位。", "领航员使用[六分仪的读数]来推算船位。"),
        ("油膜降低了海水的表面张力，因此海水变得平静。", "油膜降低了海水的表面张力，因此["),
        ("海水结冰时，盐分降低了海水的冰点温度。", "海水结冰时，盐分降低了海水的[冰点温度]。"),
        ("只有持证的引航员才能登船引水。", "只有[持证的引航员]才能登船引水。"),
        ("若水位变化很慢，则称水流为恒定水流。", "若水位变化很慢，则称水流为[恒定水流]。"),
        ("海员 的帽子采用蓝色的呢料 以及金色的帽徽。", "海员 的帽子采用[蓝色的呢料] 以及"),
        ("帆船保留了使用价值较高的旧帆。", "帆船保留了[使用价值较高的旧帆]。"),
    ],
)
def test_blank_is_a_whole_phrase(text: str, expected: str) -> None:
    assert blanked(text).startswith(expected) or blanked(text) == expected
