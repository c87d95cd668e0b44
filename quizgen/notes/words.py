"""What quizgen knows of words: function words, labels that name a side of a thing, headings that name nothing, and
where Chinese words begin. No word of any subject stands here: these are closed classes of the two languages.

This is the only module that imports jieba, and only when something needs segmenting.
"""

from __future__ import annotations

import contextlib
import functools
import marshal
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgen.files import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CJK = "\u3400-\u4dbf\u4e00-\u9fff"
_HAN = re.compile(f"[{CJK}]")
_NO_HAN = re.compile(f"[^{CJK}]+")
_LATIN = re.compile(r"\$[^$]{1,400}\$|[A-Za-z\u00aa-\u1fff]+(?:['’\-][A-Za-z\u00aa-\u1fff]+)*|\d+(?:[.,]\d+)*")


def has_han(text: str) -> bool:
    """Say whether ``text`` holds a Chinese character."""
    return not text.isascii() and _HAN.search(text) is not None


@functools.lru_cache(4096)
def weight(text: str) -> int:
    """Return how much there is to read: one for a Chinese character, two for a Latin word, number or formula."""
    latin = 2 * len(_LATIN.findall(text))
    return latin if text.isascii() else latin + len(_NO_HAN.sub("", text))


def words(text: str) -> list[str]:
    """Return the Latin words of ``text``, as they stand."""
    return re.findall(r"[^\W_]+(?:['’\-.][^\W_]+)*", text)


_VARIANTS = {
    group[0]: group
    for group in """
        与與 个個 义義 们們 为為 习習 书書 产產 优優 会會 传傳 体體 关關 况況 决決 减減
        别別 则則 动動 势勢 区區 单單 历歷 叙敘 变變 台臺 号號 后後 员員 响響 围圍 图圖
        场場 处處 备備 复複復 够夠 头頭 实實 对對 导導 将將 尽盡 属屬 岁歲 师師 应應 开開
        异異 弃棄 张張 当當 录錄 怀懷 态態 总總 战戰 执執 择擇 损損 换換 据據 数數 断斷
        时時 显顯 术術 机機 权權 杂雜 来來 构構 标標 样樣 检檢 欢歡 气氣 没沒 济濟 测測
        点點 热熱 状狀 现現 环環 电電 画畫 疗療 监監 种種 积積 简簡 类類 级級 组組 织織
        经經 结結 给給 统統 维維 综綜 续續 编編 缩縮 职職 联聯 节節 范範 获獲 虑慮 规規
        觉覺 视視 设設 训訓 议議 记記 讲講 论論 证證 评評 词詞 译譯 该該 详詳 语語 误誤
        说說 请請 诸諸 课課 调調 负負 责責 质質 购購 赖賴 转轉 较較 输輸 边邊 达達 过過
        运運 还還 这這 进進 远遠 连連 适適 选選 递遞 释釋 里裡裏 针針 错錯 键鍵 长長 门門
        问問 间間 阶階 际際 随隨 难難 题題 顾顧 须須 预預 领領 频頻 验驗 于於 并並併 从從
        仅僅 价價 众眾 么麼 严嚴 临臨 举舉 乐樂 专專 两兩 写寫 净淨 几幾 击擊 创創 剂劑
        办辦 务務 励勵 劳勞 归歸 径徑 征徵 惯慣 挥揮 摄攝 摆擺 敌敵 极極 残殘 汇匯 浅淺
        渐漸 灭滅 献獻 础礎 确確 缀綴 脚腳 让讓 认認 识識 诉訴 诊診 谁誰 谢謝 败敗 货貨
        贵貴 资資 赞讚 趋趨 践踐 轻輕 辑輯 迁遷 遗遺 链鏈 项項 顺順 飞飛 驱驅 骤驟 齐齊
        龄齡 拥擁 储儲 仪儀 伤傷 侧側 俭儉 兴興 养養 冲衝 层層 带帶 帮幫 户戶 扩擴 护護
        担擔 拟擬 摊攤 无無 旧舊 暂暫 杀殺 条條 润潤 满滿 灵靈 牵牽 独獨 盖蓋 码碼 离離
        稳穩 签簽籤 纪紀 约約 纯純 纳納 细細 终終 绍紹 绝絕 缘緣 网網 聪聰 肃肅 胜勝 脱脫
        艺藝 药藥 虽雖 补補 装裝 计計 讨討 订訂 许許 访訪 诚誠 读讀 谓謂 贡貢 贯貫 贴貼
        费費 跃躍 轮輪 软軟 载載 轨軌 迹跡 邻鄰 郁鬱 钟鐘 铁鐵 银銀 锁鎖 阔闊 阴陰 阳陽
        陈陳 隐隱 页頁 顶頂 顿頓 颜顏 额額 颗顆 馆館 驾駕 鱼魚 鸟鳥 麦麥 黄黃 称稱
    """.split()  # noqa: SIM905 - words read best as text
}
"""Characters that were simplified, each with its older forms."""


def zh(regex: str) -> str:
    """Return ``regex`` so that each simplified character in it also matches its older forms."""
    out: list[str] = []
    inside = escaped = False
    for char in regex:
        variants = char if escaped else _VARIANTS.get(char, char)
        inside = (char == "[" or (inside and char != "]")) if not escaped else inside
        out.append(variants if inside or len(variants) == 1 else f"[{variants}]")
        escaped = char == "\\" and not escaped
    return "".join(out)


_TOKEN = re.compile(
    r"\(\?<[=!](?:\[(?:\\.|[^\]])+\]|[^()\[])*\)|\^|\\b"  # what only looks around
    r"|(?P<opens>\((?:\?(?:[:=]|P<\w+>))?)(?!\?)|(?P<looks>\(\?<?[!=])|(?P<divides>\|)"
    r"|(?:(?P<closes>\))|(?P<one>\[(?:\\.|[^\]])+\]|\\.|.))(?P<may_lack>[?*]|\{0)?",
    re.S,
)


def _beginnings(regex: str) -> str:
    """Return the characters that ``regex`` can begin with, as in a class; "" where that is not plain to see."""
    found: list[str] = []
    groups = [True]  # of each open group whether it stands where the regex begins
    begins = True
    for token in _TOKEN.finditer(regex):
        one = token["one"]
        if token["opens"] or token["looks"]:
            if token["looks"] and begins:
                return ""
            groups.append(begins)
        elif token["divides"]:
            if begins:
                return ""
            begins = groups[-1]
        elif token["closes"]:
            leads = groups.pop()
            begins = begins or bool(leads and token["may_lack"])
        elif one == "(":
            return ""  # a group of another kind
        elif one and begins:
            if one in (".", "$") or one.startswith("[^"):
                return ""
            found.append(one[1:-1] if len(one) > 2 else one if one.startswith("\\") else re.escape(one))
            begins = bool(token["may_lack"])
    return "" if begins else "".join(found)


def quick(regex: str) -> str:
    """Return a group that matches ``regex``, but looks first whether the next character can begin it.

    At most places of a text it cannot, and then none of its many alternatives is tried.
    """
    beginnings = _beginnings(regex)
    return f"(?=[{beginnings}])(?:{regex})" if beginnings else f"(?:{regex})"


def either(*alternatives: str) -> str:
    """Return a group that matches one of ``alternatives``, each a regex or several with blanks between."""
    options = [option for alternative in alternatives for option in alternative.split()]
    return quick(zh("|".join(sorted(options, key=len, reverse=True))))


# --- The left edge of a sentence: what links it to the one before and is not part of what it says -------------------

LEAD_ZH = re.compile(
    either(
        "其中 式中 此外 另外 同时 然后 接着 最后 首先 其次 再次 再者 而且 并且 但是 但 然而 不过 可是 "
        "所以 因此 因而 于是 从而",
        "总之 综上 综上所述 也就是说? 或者说 换句话说 换言之 简单来说 简单地说 简单说 简单的说 "
        "具体来说 具体地说 具体而言 一般来说 一般而言 通常来说",
        "总的来说 总体来说 本质上来说 严格来说 事实上 实际上 其实(?!质) 显然 当然 注意 值得注意的是 "
        "需要注意的是 众所周知 那么",
        "我们知道 可以看出 由此可见 不难发现 这样一来 一方面 另一方面 与此同时 顾名思义 可以说 而(?!立|今|言)",
        "其實 實際上 當然 顧名思義 具體來說 簡單來說 一般來說",
    )
    + r"[，,：:、\s]*"
)
_LEADS_EN = """
and but so or thus hence therefore however moreover furthermore additionally also then next finally first firstly
second secondly third lastly similarly likewise conversely consequently accordingly nevertheless nonetheless
essentially basically generally typically usually often sometimes clearly obviously specifically notably importantly
interestingly fortunately unfortunately rather instead besides indeed still in_other_words in_fact in_short
in_summary in_general in_particular in_addition in_contrast in_essence in_practice by_contrast on_the_other_hand
on_the_one_hand as_a_result as_a_consequence of_course note_that notice_that recall_that remember_that simply_put
put_simply more_precisely more_generally more_specifically
"""
LEAD_EN = re.compile(
    quick("|".join(w.replace("_", r"\s+") for w in _LEADS_EN.split())) + r"\b[,:]?\s+(?!of\b|than\b)", re.I
)


def lead(text: str) -> int:
    """Return the length of the linking words that ``text`` begins with ("因此，", "However, ", also several)."""
    at = 0
    for _ in range(3):
        while at < len(text) and text[at] in " \t，,、：:；;—-–“\"'…·•*>":
            at += 1
        found = LEAD_ZH.match(text, at) if has_han(text[at : at + 2]) else LEAD_EN.match(text, at)
        if not found or found.end() == at or found.end() >= len(text):
            break
        at = found.end()
    return at


# --- Words that point elsewhere --------------------------------------------------------------------------------------

POINTING_ZH = re.compile(
    either(
        "这 这里 这个 这种 这些 这样 这一 此 此时 此类 该 其 它 它们 他(?![人律汀]) 他们 她 那 那个 那些 那样 "
        "上述 以上 以下 如下 下面 上面 下列 前者 后者 前面 后面 左边(?!界) 右边(?!界) "
        "[前后最][一两三四几]?[种个类项者条]",
        "本文 本节 本章 本篇 本书 本项目 本教程 本文档 我(?![国党军方校]) 我们 你 你们 您 咱 咱们 大家 笔者 作者 "
        "小编 接下来 首先来 先来 同样 同理 两者 二者 三者 有的 有些 有时",
        "這 這個 這種 這些 這裡 它們 我們 後者 該 "
        "其余 其他 其它 其一 另一 另一个 各自 彼此 之后 随后 再(?![生分保造入热现创版贴语编结]) 上图 下图 如图 图中 "
        "上式 下式 上表 下表 到此 至此 到这里 今天 昨天 最近 前几天 目前 现在",
    )
)
POINTING_EN = re.compile(
    quick(
        r"(?:this|that|these|those|it|its|they|their|them|he|she|his|her|such|here|there|i|your|our|my|let|let's|one|"
        r"another|some|others|both(?!(?:\s[\w-]+){1,3}\sand\s)|neither|either|each(?!\s[a-z-]+(?<!\sof)(?<!\sone)(?<!\sother)\s)|same|who|which|what|how|why|when\s+to|"
        r"the\s+(?:above|below|following|"
        r"former|latter|same|other|first|second|next|last|previous|figure|table|example|"
        r"diagram|picture|image|graph\s+below|"
        r"idea\s+here|reason|result|question|problem\s+here|answer|point|key\s+(?:idea|point)\s+here))\b"
    ),
    re.I,
)


EXTRAPOSED_EN = re.compile(
    r"it\s+(?:is|was)\s+(?:(?:also|very|\w+ly|not)\s+)*(?:(?:important|necessary|useful|possible|impossible|essential|crucial|vital|"
    r"good|best|better|hard|harder|difficult|easy|easier|helpful|interesting|common|worth\w*)\s+(?:to|that|for)|"
    r"(?:clear|true|likely|known|said|believed|thought|assumed|obvious|noted|argued)\s+that)\b",
    re.I,
)
"""It stands for what follows (It is important to understand ...), for nothing named before."""


def points_elsewhere(text: str) -> bool:
    """Say whether ``text`` begins with a word that means nothing without what stands around it (这, 它, this, it)."""
    return bool((POINTING_ZH if has_han(text[:1]) else POINTING_EN).match(text))


# --- Labels ----------------------------------------------------------------------------------------------------------

FACET_ZH = re.compile(
    r"(?:(?:主要|核心|基本|常见|常用|存在|具体|一般|历史|实际|工作|应用|使用|实现|性能|关键|根本|"
    r"直接|客观|主观|内部|外部|技术|典型|其他|各自|相关)的?)*"
    r"(?:.{0,3}的)?"
    + either(
        "优点 缺点 优缺点 优势 劣势 特点 特征 特性 特色 不足 缺陷 局限 局限性 弊端 好处 坏处 问题 "
        "难点 重点 要点 作用 功能 用途 用处 用法 目的 目标 意义 价值 影响 效果",
        "原理 机制 机理 思想 思路 本质 实质 原因 起因 动机 背景 条件 前提 假设 性质 定义 概念 含义 "
        "公式 表达式 计算公式 计算方法 复杂度 时间复杂度 空间复杂度",
        "方法 方式 手段 措施 策略 途径 步骤 流程 过程 阶段 环节 分类 种类 类型 类别 形式 组成 构成 "
        "成分 结构 组件 要素 内容 应用 场景 应用场景 适用场景 适用范围 使用场景 举例 例子",
        "区别 不同 差异 [相不共异]同点 相似点 联系 关系 对比 比较 结果 后果 结论 成果 成就 教训 经验 启示 评价 地位 "
        "时间 地点 人物 代表 代表人物 代表作 起源 来源 历史 发展 "
        "结局 标志 开始 任务 职责 指标 参数 输入 输出 单位 注意事项",
        "病因 病理 症状 体征 临床表现 诊断 鉴别诊断 辅助检查 实验室检查 治疗 治疗原则 预后 预防 并发症 适应症 禁忌症? "
        "副作用 不良反应 常见副作用 药理作用 发病机制 好发部位 传播途径 诊断标准 治疗首选 首选药物? 禁忌[症证] 适应证 "
        "起点 止点 神经支配 起因 经过 导火[线索] 例外 构成要件 法律后果 默认值 返回值 俗名 化学式 分子式 "
        "肯定式 否定式 疑问式 词性 反义词 近义词 同义词",
        "優點 缺點 優勢 特點 問題 過程 結構 應用 區別 聯繫 關係 結果 意義 影響 機制 類型 種類",
    )
)
FACET_EN = re.compile(
    r"(?:(?:main|key|common|major|typical|core|basic|general|possible|potential|primary|important|different|historical|"
    r"clinical|practical)\s+)*"
    r"(?:pros?(?:\s*(?:and|&|/)\s*cons?)?|cons?|advantages?|disadvantages?|benefits?|"
    r"drawbacks?|limitations?|strengths?|"
    r"weakness(?:es)?|problems|challenges|issues|features?|characteristics?|properties|uses?|usage|use\s+cases?|"
    r"purposes?|goals?|objectives?|functions?|"
    r"roles?|applications?|causes?|reasons?|effects?|consequences?|results?|impacts?|"
    r"symptoms?|signs?|treatments?|diagnosis|prognosis|prevention|management|complications?|indications?|"
    r"contraindications?|side\s+effects?|adverse\s+effects?|risk\s+factors?|a?etiology|mechanism\s+of\s+action|"
    r"types?|kinds?|categories|classification|components?|parts?|elements?|structure|"
    r"steps?|process|procedure|stages?|phases?|"
    r"methods?|approaches|techniques?|strategies|examples?|definitions?|meaning|formulas?|equations?|complexity|"
    r"time\s+complexity|space\s+complexity|conditions?|assumptions?|requirements?|rules?|"
    r"principles?|differences?|similarities|"
    r"comparison|idea|mechanism|motivation|background|history|origin|inputs?|outputs?|"
    r"costs?|significance|importance|criticisms?|side\s+effects?|adverse\s+effects?|(?:contra)?indications?|"
    r"complications?|risk\s+factors?|mechanism\s+of\s+action|moa|insertion|innervation|actions?|antidote|"
    r"triggers?|exceptions?|outcomes?|syntax|returns|default(?:\s+value)?|synonyms?|antonyms?)"
    r"(?:\s+of\s+use)?",
    re.I,
)
META = re.compile(
    either(
        "注 注意 如 提示 说明 备注 警告 例 例子 例如 比如 举例 示例 例题 参考 参考资料 参考文献 来源 "
        "出处 链接 作者 日期 标签 关键词 摘要 目录 更新 发布于 发表于 本文作者 本文链接 版权声明",
        "问 答 问题 解 解答 证明 思考 练习 作业 题目 图 表 小结 总结 结论 附 附录 引用 转载 原文 "
        "论文 论文地址 代码 论文链接 补充 推论 拓展 扩展阅读 提醒 重要 待办 关键 重点 要点",
        "note notes nb tip tips hint warning caution important example examples ex eg e\\.g "
        "e\\.g\\. ie i\\.e i\\.e\\. q a",
        "question answer source sources reference references ref see author date tags "
        "keywords summary todo fixme update",
        "proof solution exercise figure fig table image link url github code paper theorem lemma corollary where aside",
        "professor lecturer instructor teacher university institution textbook video slides",
        "老师 教师 讲师 教授 视频 课程 课本",
        "acronym acronyms mnemonic mnemonics",
        "recall remember credit credits from input output key\\s+points takeaway takeaways tl;dr",
    ),
    re.I,
)
STEP = re.compile(
    r"(?:第\s*[一二三四五六七八九十\d]+\s*(?:步|阶段|个|点|种|类|章|节|部分|次|天|周|课|讲)?|"
    r"(?:步骤|阶段|方法|方案|情况|类型|案例|例)\s*[一二三四五六七八九十\d]+|"
    r"[一二三四五六七八九十]|(?:step|phase|stage|case|part|chapter|section|lecture|week|day|unit|"
    r"module|option|path|route|way|method|example|response|objection|reply|argument|reason|question|task|scenario|"
    r"trial|session|study|experiment|slide)\s*#?\s*"
    r"(?:\d+|[ivx]+|[a-d])|\d+|[a-z]|first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|lastly|next|then)[\s.、)）]*",
    re.I,
)
EMPTY_HEADING = re.compile(
    r"(?:[\d.一二三四五六七八九十、\s]*)"
    + either(
        "概述 背景 简介 介绍 前言 引言 导言 导读 绪论 绪言 总结 小结 结语 结论 附录 参考 参考资料 "
        "参考文献 参考链接 参考文章 目录 摘要 正文 其他 其它 "
        "补充 备注 笔记 读书笔记 学习笔记 资料 资源 链接",
        "问题引入 问题 问题定义 问题描述 定义 概念 基本概念 基础 基础知识 基础概念 知识点 要点 重点 "
        "[易常]?[错混考]点 易混淆知识点 重难点 面试题 常见问题 相关内容 简短总结 内容 示例 例子 "
        "例题 实例 代码 实现 说明 注意 注意事项 更新 思考",
        "练习 作业 扩展阅读 延伸阅读 致谢 关于 首页 标签 分类 归档 一般 原文 前置知识 预备知识 概览 "
        "概论 導論 簡介 總結 參考 日程表 问答 面试 题目 "
        "笔记本 未分类 第[一二三四五六七八九十\\d]+[章节讲课部分]+",
        "or and thus then where finally hence (?:lecture|week|day|class)\\s?\\d*[\\s\\-–:/\\d.]* "
        "(?:general|random|class|lecture|study|my|course)\\s+notes general introduction overview background "
        "summary conclusion conclusions references "
        "reference bibliography notes note contents",
        "definitions? terminology basics preliminaries miscellaneous misc other others links "
        "resources examples? appendix",
        "motivation abstract preface faq questions? key\\s?points takeaways recap review "
        "further\\s?reading intro about general",
        "lecture\\s?\\d* chapter\\s?\\d* week\\s?\\d* section\\s?\\d* todo index home readme "
        "exercises? homework table\\s?of\\s?contents credits",
        "concepts fundamentals key\\s?concepts key\\s?terms vocabulary glossary formulas theory details",
    )
    + r"[\s：:]*",
    re.I,
)


def is_facet(label: str) -> bool:
    """Say whether ``label`` names a side of something else (优点, Advantages) and not a thing of its own."""
    return len(label) <= 24 and bool((FACET_ZH if has_han(label) else FACET_EN).fullmatch(label.strip()))


def ends_in_facet(label: str) -> bool:
    """Say whether ``label`` names a thing and a side of it (河流特点, parts of a leaf: no)."""
    if not has_han(label):
        return is_facet(label.rsplit(maxsplit=1)[-1]) if label.strip() else False
    return any(is_facet(label[-n:]) for n in (2, 3, 4))


_GENERAL_ZH = re.compile(
    zh(
        r".|[\x21-\x7e]{1,4}|[与和跟].+|.{1,4}[前后时]|.{0,3}[早中晚]期|(?:一[个些种]|几[个种]|某[个种些]?).+"
        r"|(?:.{0,3}(?:方面|部分|内容|活动|现象|对象|范围|产物|依据|标准|情况|表现|要求|环节|变化|形式|用途|症状|副作用|命名|记号|符号|口诀|禁忌|排列))"
    )
)
_GENERAL_EN = re.compile(
    r"\w+(?:ly|ous|ive|ary|able|ible|less|ed|ical)|in\w+al|ex\w+al"
    r"|major|minor|upper|lower|inner|outer|high|low|left|right|large|small|positive|negative"
    r"|(?:red|blue|green|yellow|black|white|gray|grey|orange|purple|pink|brown)"
    r"|(?:first|second|third|last|next|other|another|one|two|three|four|some|any|all|main|notable|common|key|same)\b.*"
    r"|\w+ (?:\d+|[ivx]{1,4})",
    re.I,
)


def is_general(name: str) -> bool:
    """Say whether ``name`` is a word that many things have: a side, an adjective, a number."""
    if has_han(name):
        return bool(_GENERAL_ZH.fullmatch(name)) or (weight(name) <= 6 and ends_in_facet(name))
    return bool(_GENERAL_EN.fullmatch(name))


def names_nothing(heading: str) -> bool:
    """Say whether ``heading`` stands for no subject of its own (概述, Introduction, References)."""
    return not heading.strip() or bool(EMPTY_HEADING.fullmatch(heading.strip()))


# --- Where words begin -----------------------------------------------------------------------------------------------


def _load(tokenizer: Any, version: str) -> None:
    """Give ``tokenizer`` its dictionary: from our own copy if it is whole, else from jieba's text, and keep a copy.

    Reading the bytes at once is about three times as fast as jieba's own cache, which lets marshal read the file. A
    missing, damaged or unwritable copy costs time, never a result.
    """
    path = cache_folder() / "jieba-dictionary.marshal"
    try:
        kept, total, freq = marshal.loads(path.read_bytes())  # the user's own file, written by this function
        if kept == version and isinstance(freq, dict):
            tokenizer.FREQ, tokenizer.total, tokenizer.initialized = freq, total, True
            return
    except (OSError, ValueError, EOFError, TypeError):
        pass
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(marshal.dumps((version, tokenizer.total, tokenizer.FREQ)))
        Path(name).replace(path)
    except OSError:
        pass


@contextlib.contextmanager
def _without(module: str) -> Iterator[None]:
    """Let imports find no ``module``: who asks for it does without."""
    there = sys.modules.get(module)
    sys.modules[module] = None  # type: ignore[assignment]  # as the import system documents it
    try:
        yield
    finally:
        del sys.modules[module]
        if there is not None:
            sys.modules[module] = there


@functools.cache
def _tokenizer() -> Any:
    with _without("pkg_resources"):  # through which jieba would find its own files, at a third of its time to start
        import jieba

    _load(jieba.dt, f"{jieba.__version__}-{marshal.version}")
    return jieba.dt


def segment(text: str) -> Sequence[str]:
    """Return the words of ``text`` (jieba, without its guesses at unknown words, which are not needed here)."""
    return list(_tokenizer().cut(text, HMM=False))
