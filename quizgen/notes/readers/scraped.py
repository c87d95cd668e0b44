"""Saved web pages as text: furniture dropped, glued headings cut off, repetitions and teasers taken once.

Such a page lost its structure: an article is one line, its headings and items stand in it behind a space. What is
certain is restored; what is not stays as it is, and the patterns judge it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizgen.notes.model import Document, Inline
from quizgen.notes.readers.blocks import Draft, assemble, language
from quizgen.notes.readers.inline import CJK, scan_plain
from quizgen.notes.readers.lines import MARKER, width

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_DATE = r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
_FURNITURE = re.compile(
    rf"""\s*(?:[|·•×»«<>/\s\d%…\-–—]*|{_DATE}|https?://\S+
    # navigation
    |(?:首页|主页|标签|标签云|分类|归档|日程表|站点地图|搜索|关于(?:我们?)?|友情?链接?|留言板?|登录|登陆|注册|目录|文章目录|站点概览|返回(?:顶部|首页)|菜单|导航|公告
      |订阅|分享|收藏|关注|举报|打赏|赞赏|评论区?|发表评论|暂无评论|点赞|阅读全文|阅读更多|查看更多|展开全文|加载更多|更多|广告|关键词|扫一扫|微信|微博|知乎|推荐阅读|热门文章|最新文章|猜你喜欢
      |Home|Tags?|Categories|Archives?|About|Search|Share|Comments?|Log ?in|Sign (?:in|up)|Menu|Next|Previous|Contents|Subscribe|Skip\ to\ (?:main\ )?content)\s*[»>:：]?
    # what stands beside a title
    |(?:发表|发布|更新|编辑|创建|修改)(?:于|时间)[:：]?\s*(?:{_DATE})?|Posted\ (?:on|in|by)\b.{{0,60}}|(?:\|\s*)?(?:分类于|In)\s.{{0,40}}
    |(?:作者|来源|分类|标签|栏目)[:：].{{0,40}}|(?:本文)?(?:字数|阅读|访问|浏览|点击|评论|点赞|收藏)(?:统计|次数|时长|量|数)?\s*[:：(（]?\s*[\d.,万kK]+.{{0,40}}|Words?\ count.{{0,60}}
    |阅读(?:次数|时长|量).{{0,60}}|字数统计.{{0,60}}|本文字数.{{0,60}}|\d+\s*(?:人|次|条)?\s*(?:赞同|点赞|阅读|评论|收藏|浏览|日志|分类|标签|posts?|categories|tags|comments?|views?|likes?|min\ read)
    |阅读全文.{{0,10}}|Read\ more.{{0,10}}|Continue\ reading.{{0,40}}|(?:上|下)一[篇页章].{{0,80}}|(?:相关|推荐|热门|最新)(?:文章|推荐|阅读|链接|内容|主题)\s*[:：]
    # the foot
    |(?:本文作者|本文链接|版权声明|版权所有|转载请|本作品采用|未经).{{0,200}}|(?:©|\(c\)|Copyright\b).{{0,200}}|Powered\ by.{{0,80}}|.{{0,40}}ICP[备证].{{0,40}}|.{{0,40}}公网安备.{{0,40}}
    |.{{0,20}}(?:总访问量|总访客数|站点总字数|博客全站).{{0,60}}|All\ rights\ reserved.{{0,40}}|Hexo\b.{{0,40}}
    |(?:当前位置|您?的?位置)\s*[:：].{{0,120}}|(?:首页|Home)\s*[>›»/].{{0,120}})\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_BESIDE_TITLE = re.compile(rf"\s*(?:(?:发表|发布|更新|编辑)(?:于|时间)|Posted\ (?:on|in|by)\b|{_DATE}\s*$)", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[。！；，,;:：.…]$")
_CERTAIN = re.compile(
    r"阅读全文|阅读次数|阅读时长|字数统计|本文字数|发表于|更新于|当前位置|上一篇|下一篇|相关文章|版权声明|ICP备|总访问量|Read more|Posted on|Words count|Powered by|Continue reading",
    re.I,
)
_LINKS = re.compile(r"\s*(?:相关|推荐|热门|最新|更多)(?:文章|推荐|阅读|链接|新闻|资讯)\s*[:：]?\s*|\s*(?:Related|Recommended|Popular)(?: \w+)?\s*:?\s*", re.I)
_TEASER = re.compile(r"(?:\.{3}|…)\s*$")
_SHOUTED = re.compile(r"[A-Z]{3,}(?: [A-Z]{2,}){1,4}")
_LOST_BREAK = re.compile(rf"[。！？；][”’」』）)]* +(?=\S)|： +(?=[^。，：！？\s][^。，：！？]{{0,30}}：)|(?<=[{CJK}\w)）]) +(?=[①②③④⑤⑥⑦⑧⑨])|(?<=[.:,;!?]) +(?=\d{{1,2}}[.、] ?[{CJK}A-Z])")
_WRECKED_ENTITY = re.compile(r"(?<![&\w])#(x[0-9a-fA-F]{2,5}|\d{2,6});|(?<![&\w])(?:nbsp|emsp|ensp);")

_HEADWORDS = re.compile(
    r"概述|概览|综述|背景|前言|引言|导言|导读|简介|介绍|总结|小结|结论|结语|后记|简短总结|问题引入|问题定义|问题背景|研究背景|相关工作|相关内容|参考文献|参考资料|"
    r"Introduction|Abstract|Background|Overview|Conclusions?|Summary|Motivation|Related Work|References"
)
_GAP = re.compile(r"\s+")
_SENTENCE_MARK = re.compile(r"[。！？；，!?;,：]|:(?!\d)|\.(?:\s|$)")
_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}(?:\.\d{1,2}){0,3}[.、]?)\s*(?=\S)")
_LONGEST_HEADING = 50


def looks_scraped(text: str) -> bool:
    """Say whether ``text`` is a saved page: furniture, or teasers one after the other."""
    lines = [line for line in text[:200_000].split("\n") if line.strip()]
    furniture = sum(bool(_CERTAIN.search(line)) for line in lines if len(line) <= 200)
    teasers = sum(len(line) >= 40 and bool(_TEASER.search(line)) for line in lines)
    return furniture >= 2 or (teasers >= 2 and teasers * 8 >= len(lines))


def read(path: str, text: str) -> Document:
    """Return the Document of the saved page ``text``."""
    reader = _Reader()
    lines = list(_kept(text))
    for n, (number, line, title) in enumerate(lines):
        following = lines[n + 1][1] if n + 1 < len(lines) else ""
        reader.line(number, line, title or _is_title(line, following))
    return Document(path, assemble(reader.drafts), "", (), language([text]), scraped=True)


def _kept(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield the lines, cleaned, that are not furniture, links or repetitions: (number, line, is it surely a title).

    A title is followed by furniture (a date, a count of readers) or by itself.
    """
    chinese = language([text]) != "en"
    seen: set[str] = set()
    links = False
    waiting: tuple[int, str, bool] | None = None
    for number, raw in enumerate(text.split("\n"), 1):
        line = _WRECKED_ENTITY.sub(_entity, raw).strip()
        if not line:
            continue
        if _LINKS.fullmatch(line):
            links = True
            continue
        if links and (MARKER.match(line) or width(line) <= 80) and not re.search("[。！？]", line):
            continue
        links = False
        beside = bool(_BESIDE_TITLE.match(line))
        key = _letters(line)
        doubled = bool(waiting) and key == _letters(waiting[1])
        if beside or doubled:
            if waiting and width(waiting[1]) <= 80 and not _ENDS_SENTENCE.search(waiting[1]):
                waiting = (*waiting[:2], True)
            continue
        if _FURNITURE.fullmatch(line) or (chinese and _SHOUTED.fullmatch(line)):
            continue
        if len(key) > 60 and key in seen:
            continue
        seen.add(key)
        if waiting:
            yield waiting
        waiting = (number, line, False)
    if waiting:
        yield waiting


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _entity(found: re.Match[str]) -> str:
    if not found[1]:
        return " "
    code = int(found[1][1:], 16) if found[1][0] == "x" else int(found[1])
    return chr(code) if 32 < code < 0xD800 or 0xE000 <= code < 0x30000 else " "


@dataclass(slots=True)
class _Reader:
    drafts: list[Draft] = field(default_factory=list)
    runs: int = 0

    def line(self, number: int, line: str, title: bool) -> None:
        if title and not MARKER.match(line):
            self._heading(line, number, 2)
            return
        for kind, level, part in pieces(line):
            if kind == "heading":
                self._heading(part, number, level)
            else:
                self._prose(part, number)

    def _heading(self, text: str, number: int, level: int) -> None:
        inline = _inline(text, number)
        if inline.text:
            self.drafts.append(Draft("heading", inline, level=level))

    def _prose(self, text: str, number: int) -> None:
        marker = MARKER.match(text)
        inline = _inline(text[marker.end() :] if marker else text, number)
        if not inline.text:
            return
        if marker:
            if not self.drafts or self.drafts[-1].kind != "item":
                self.runs += 1
            sign = (marker["ordered"] or marker["bullet"]).strip()
            self.drafts.append(Draft("item", inline, marker=sign, ordered=bool(marker["ordered"]), run=self.runs))
        else:
            self.drafts.append(Draft("paragraph", inline))


def _inline(text: str, number: int) -> Inline:
    return scan_plain(text).inline(number)


def _is_title(line: str, following: str) -> bool:
    return width(line) <= 60 and not _ENDS_SENTENCE.search(line) and width(following) > max(60, 1.5 * width(line))


def pieces(line: str) -> Iterator[tuple[str, int, str]]:
    """Cut a line of a saved page where its breaks were certainly lost: (heading or prose, level, text)."""
    line = _without_teaser(line)
    start = 0
    ends = [m.end() for m in _LOST_BREAK.finditer(line)]
    for end in [*ends, len(line)]:
        part = line[start:end].strip()
        start = end
        while part:
            heading = _glued_heading(part)
            if not heading:
                yield "prose", 0, part
                break
            cut, level = heading
            yield "heading", level, part[:cut]
            part = part[cut:].strip()


def _glued_heading(text: str) -> tuple[int, int] | None:
    """Return the length and level of the heading at the begin of ``text``, if there certainly is one."""
    if len(text) < 12:
        return None
    number = _NUMBERED.match(text)
    body = number.end() if number else 0
    for tries, gap in enumerate(_GAP.finditer(text, body + 1, body + _LONGEST_HEADING)):
        head, rest = text[body : gap.start()], text[gap.end() :]
        if _SENTENCE_MARK.search(head[:-1]) or len(rest) < 6 or tries > 5:
            return None
        if head[-1] in "。，；,;：:.":
            return None
        if _is_glued(head, rest, bool(number)):
            level = 3 if not number else 3 + number.group().count(".") if number[0][0].isdigit() else 3
            return gap.start(), min(level, 6)
    return None


def _is_glued(head: str, rest: str, numbered: bool) -> bool:
    if _HEADWORDS.fullmatch(head.split()[-1]) or head.endswith(("？", "?")):
        return True
    if numbered and (re.search(f"[{_HAN}]$", head) or re.match(f"[{_HAN}]", rest)):
        return True
    first = re.match(rf"[A-Za-z][\w.+-]+|[{_HAN}]{{2}}", head)
    if not first or width(head) > 40:
        return False
    # The text takes up the words of its heading.
    if re.match(re.escape(head) + r"(?!\w)" if head[-1].isascii() else re.escape(head), rest):
        return True
    if rest.startswith(first.group()) and width(head) <= 24:
        return True
    own = re.match(rf"[{_HAN}]{{3,12}}", head)
    return bool(own) and rest.find(own.group(), 0, len(own.group()) + 8) >= 0


def _without_teaser(line: str) -> str:
    """Return ``line`` without a begin, cut off by an ellipsis, that comes again whole behind it."""
    cut = re.search(r"(?:…|\.{3})\s+", line)
    if not cut or cut.end() > len(line) // 2:
        return line
    plain = _letters(line[: cut.start()])
    again = _letters(line[cut.end() : cut.end() + 80])[:24]
    return line[cut.end() :] if len(again) == 24 and again in plain else line
