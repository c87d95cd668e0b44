"""Writing regexes: simplified characters that match their older forms too, and lists of words."""

from __future__ import annotations

import re

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
