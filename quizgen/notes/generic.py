"""Generic names, which mean nothing alone: sides of a thing (优点), remarks, steps, headings such as 概述.

These are closed classes of the two languages.
"""

from __future__ import annotations

import re

from quizgen.notes.regexes import either, zh
from quizgen.notes.words import has_han, weight

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
        "别名 别称 又称 又名 亦称 俗称 "
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
    r"triggers?|exceptions?|outcomes?|syntax|returns|default(?:\s+value)?|synonyms?|antonyms?|aka|also\s(?:known\sas|called)|other\snames?)"
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
        "[错混考]点 [易常][错混考]点 易混淆知识点 重难点 面试题 常见问题 相关内容 简短总结 内容 示例 例子 "
        "例题 实例 代码 实现 说明 注意 注意事项 更新 思考",
        "练习 作业 扩展阅读 延伸阅读 致谢 关于 首页 标签 分类 归档 一般 原文 前置知识 预备知识 概览 "
        "概论 導論 簡介 總結 參考 日程表 问答 面试 题目 "
        "笔记本 未分类 第[一二三四五六七八九十\\d]+[章节讲课部分]+",
        "or and thus then where finally hence lecture\\s?\\d*[\\s\\-–:/\\d.]* week\\s?\\d*[\\s\\-–:/\\d.]* "
        "day\\s?\\d*[\\s\\-–:/\\d.]* class\\s?\\d*[\\s\\-–:/\\d.]* "
        "general\\s+notes random\\s+notes class\\s+notes lecture\\s+notes study\\s+notes my\\s+notes course\\s+notes "
        "general introduction overview background "
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
