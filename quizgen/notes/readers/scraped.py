"""Saved web pages: furniture dropped, glued headings cut off, repetitions and cut-off teasers taken once.

Such a page has lost its structure: an article is one line, its headings and items stand in it behind a space. What is
certain is restored; what is not stays as it is, for the patterns to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizgen.notes.model import Document, Inline
from quizgen.notes.readers.blocks import Draft, assemble, language
from quizgen.notes.readers.inline import scan_plain
from quizgen.notes.readers.lines import MARKER, style, width
from quizgen.notes.readers.wide import WIDE

_HAN = "\u3400-\u9fff"
_DATE = r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"

# Lines that are no text: what leads about the site, what stands beside a title, the foot of a page.
_FURNITURE = re.compile(
    "|".join(
        (
            rf"[|·•×»«<>/\s\d%…–—-]*|{_DATE}|https?://\S+",
            r"(?:首页|主页|标签云?|分类|归档|日程表|站点地图|搜索|关于(?:我们?)?|友情?链接?|留言板?|登[录陆]|注册|目录"
            r"|文章目录|站点概览|返回(?:顶部|首页)|菜单|导航|公告|订阅|分享|收藏|关注|举报|打赏|赞赏|评论区?|发表评论|暂无评论|点赞|阅读全文|阅读更多|查看更多"
            r"|展开全文|加载更多|更多|广告|关键词|扫一扫|微信|微博|知乎|推荐阅读|热门文章|最新文章|猜你喜欢"
            r"|Home|Tags?|Categories|Archives?|About|Search|Share|Comments?|Log ?in|Sign (?:in|up)|Menu|Next|Previous"
            r"|Contents|Subscribe|Skip to (?:main )?content)\s*[»>:：]?",
            rf"(?:发表|发布|更新|编辑|创建|修改)(?:于|时间)[:：]?\s*(?:{_DATE})?|Posted (?:on|in|by)\b.{{0,60}}",
            r"(?:\|\s*)?(?:分类于|In)\s.{0,40}|(?:作者|来源|分类|标签|栏目)[:：].{0,40}|Words? count.{0,60}",
            r"(?:本文)?(?:字数|阅读|访问|浏览|点击|评论|点赞|收藏)(?:统计|次数|时长|量|数)?\s*[:：(（]?"
            r"\s*[\d.,万kK]+.{0,40}",
            r"(?:阅读(?:次数|时长|量)|字数统计|本文字数).{0,60}|(?:阅读全文|Read more).{0,10}|Continue reading.{0,40}",
            r"\d+\s*(?:人|次|条)?\s*(?:赞同|点赞|阅读|评论|收藏|浏览|日志|分类|标签"
            r"|posts?|categories|tags|comments?|views?|likes?|min read)",
            r"[上下]一[篇页章].{0,80}|(?:相关|推荐|热门|最新)(?:文章|推荐|阅读|链接|内容|主题)\s*[:：]",
            r"(?:本文作者|本文链接|版权声明|版权所有|转载请|本作品采用|未经).{0,200}|(?:©|\(c\)|Copyright\b).{0,200}",
            r"Powered by.{0,80}|.{0,40}(?:ICP[备证]|公网安备).{0,40}|All rights reserved.{0,40}|Hexo\b.{0,40}",
            r".{0,20}(?:总访问量|总访客数|站点总字数|博客全站).{0,60}",
            r"(?:当前位置|您?的?位置)\s*[:：].{0,120}|(?:首页|Home)\s*[>›»/].{0,120}",
        )
    ),
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"[A-Z]{3,}(?: [A-Z]{2,}){1,4}")  # among Chinese: a decoration of the site
_BESIDE_TITLE = re.compile(rf"(?:发表|发布|更新|编辑)(?:于|时间)|Posted (?:on|in|by)\b|{_DATE}$", re.IGNORECASE)
_LINKS = re.compile(
    r"(?:相关|推荐|热门|最新|更多)(?:文章|推荐|阅读|链接|新闻|资讯)\s*[:：]?"
    r"|(?:Related|Recommended|Popular)(?: \w+)?\s*:?",
    re.IGNORECASE,
)
_CERTAIN = re.compile(
    r"阅读全文|阅读次数|阅读时长|字数统计|本文字数|发表于|更新于|当前位置|上一篇|下一篇|相关文章|版权声明|ICP备|总访问量"
    r"|Read more|Posted on|Words count|Powered by|Continue reading",
    re.IGNORECASE,
)
_TEASER = re.compile(r"(?:\.{3}|…)\s*$")
_ENDS_SENTENCE = re.compile(r"[。！；，,;:：.…]$")
_ENTITY = re.compile(r"(?<!&)#(x[0-9a-fA-F]{2,5}|\d{2,6});|(?<![&\w])(?:nbsp|emsp|ensp);")  # that lost its &
_REPEATED = 60  # as long must a line be to count as the same article again
_TITLE, _GLUED = 2, 6  # levels; numbered headings are between


def looks_scraped(text: str) -> bool:
    """Say whether ``text`` is a saved page: furniture, or teasers one after the other."""
    lines = [line for line in text[:200_000].split("\n") if line.strip()]
    furniture = sum(bool(_CERTAIN.search(line)) for line in lines if len(line) <= 200)
    teasers = sum(len(line) >= 40 and bool(_TEASER.search(line[-20:])) for line in lines)
    return furniture >= 2 or (teasers >= 2 and teasers * 8 >= len(lines))


def read(path: str, text: str) -> Document:
    """Return the Document of the saved page ``text``."""
    reader = _Reader()
    written = language(text)
    lines = list(_kept(text, chinese=written != "en"))
    for n, line in enumerate(lines):
        reader.line(line, lines[n + 1].text if n + 1 < len(lines) else "")
    return Document(path, assemble(reader.drafts), "", (), written, scraped=True)


@dataclass(slots=True)
class _Line:
    """A line that is kept. It is surely a title when its date follows, or itself once more."""

    number: int
    text: str
    title: bool = False


def _kept(text: str, chinese: bool) -> Iterator[_Line]:
    """Yield the lines, entities mended, that are not furniture, links or repetitions."""
    seen: set[str] = set()
    links = False
    last: _Line | None = None
    for number, raw in enumerate(text.split("\n"), 1):
        line = _ENTITY.sub(_character, raw).strip()
        if not line:
            continue
        links = bool(_LINKS.fullmatch(line)) or (links and _may_be_link(line))
        letters = _letters(line)
        if last and (_BESIDE_TITLE.match(line) or letters == _letters(last.text)):
            last.title = last.title or (width(last.text) <= 80 and not _ENDS_SENTENCE.search(last.text))
        elif not (
            links
            or (len(line) <= 300 and _FURNITURE.fullmatch(line))
            or (chinese and _SHOUTED.fullmatch(line))
            or (len(letters) > _REPEATED and letters in seen)
        ):
            seen.add(letters)
            if last:
                yield last
            last = _Line(number, line)
    if last:
        yield last


def _may_be_link(line: str) -> bool:
    return (bool(MARKER.match(line)) or width(line) <= 80) and not re.search("[。！？]", line)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _character(found: re.Match[str]) -> str:
    if not found[1]:
        return " "
    code = int(found[1][1:], 16) if found[1][0] == "x" else int(found[1])
    return chr(code) if 32 < code < 0xD800 or 0xE000 <= code < 0x30000 else " "


@dataclass(slots=True)
class _Reader:
    drafts: list[Draft] = field(default_factory=list)
    runs: int = 0

    def line(self, line: _Line, following: str) -> None:
        if (line.title or _stands_over(line.text, following)) and not MARKER.match(line.text):
            self.add("heading", line.text, line.number, _TITLE, ())
            return
        for level, part in pieces(line.text):
            self.add("heading" if level else "prose", part, line.number, level, (line.number,))

    def add(self, kind: str, text: str, number: int, level: int, scope: tuple[int, ...]) -> None:
        """Add a piece of a line. What is a heading inside of a line, ends with it: the next is another article."""
        if kind == "heading":
            self.drafts.append(Draft("heading", _inline(text, number), level, scope=scope))
            return
        marker = MARKER.match(text)
        inline = _inline(text[marker.end() :] if marker else text, number)
        if marker and inline.text:
            sign = (marker["ordered"] or marker["bullet"]).strip()
            last = self.drafts[-1] if self.drafts else None
            if not last or last.kind != "item" or style(last.marker) != style(sign):
                self.runs += 1
            self.drafts.append(Draft("item", inline, 0, sign, bool(marker["ordered"]), self.runs, scope=scope))
        else:
            self.drafts.append(Draft("paragraph", inline, scope=scope))


def _inline(text: str, number: int) -> Inline:
    return scan_plain(text).inline(number)


def _stands_over(line: str, following: str) -> bool:
    if width(line) > 60 or _ENDS_SENTENCE.search(line):
        return False
    return width(following) > max(60, 1.5 * width(line))


# --- The line of an article: where its breaks were lost

# Chinese has no space after a full stop; there, before a label after a colon, before the number of an item and before
# a name that comes twice, it is what a line break became.
_LOST_BREAK = re.compile(
    rf"[。！？；][”’」』）)]* +(?=\S)|： +(?=[^。，：！？\s][^。，：！？]{{0,30}}：)"
    rf"|(?<={WIDE}) +(?=([A-Z][A-Za-z0-9-]+(?: [A-Z][A-Za-z0-9-]+){{0,3}}) \1(?![A-Za-z]))"
    rf"|(?<=[\w)）。…]) +(?=[①-⑳])"
    rf"|(?<=[.:,;!?]) +(?=\d{{1,2}}[.、] ?(?:{WIDE}|[A-Z]))"
)
_HEADWORD = re.compile(
    r"概述|概览|综述|背景|前言|引言|导言|导读|简介|介绍|总结|小结|结论|结语|后记|简短总结|问题引入|问题定义|问题背景|研究背景|相关工作"
    r"|相关内容|参考文献|参考资料|Introduction|Abstract|Background|Overview|Conclusions?|Summary|Motivation|References"
)
_NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}(?:\.\d{1,2}){0,3}[.、]?)\s*(?=\S)"
)
_QUESTION = re.compile(r"(?!\w{1,2}[:：])[^。！？?!]{3,40}[？?]")
_STOP = re.compile(r"[。！？；，!?;,：]|:(?!\d)|\.(?:\s|$)")
_GAP = re.compile(r"\s+")
_LONGEST_HEADING = 50
_MOST_GAPS = 6
_SAME_BEGIN = 24  # so many letters tell that the teaser comes again


def pieces(line: str) -> Iterator[tuple[int, str]]:
    """Cut a line where a break was certainly lost: (level of a heading or 0, text)."""
    line = _without_teaser(line)
    start = 0
    numbered = False
    for end in [*(m.end() for m in _LOST_BREAK.finditer(line)), len(line)]:
        part = line[start:end].strip()
        start = end
        while heading := _glued_heading(part):
            number = _NUMBER.match(part)
            numbered = numbered or bool(number)
            level = _TITLE + 1 if not numbered else _GLUED
            if number:
                level = _TITLE + max(1, len(re.findall(r"\d+", number.group())))
            yield level, part[:heading]
            part = part[heading:].strip()
        if part:
            yield _TITLE + 1 if _QUESTION.fullmatch(part) else 0, part


def _glued_heading(text: str) -> int:
    """Return the length of the heading with which ``text`` begins, 0 if there is not certainly one."""
    number = _NUMBER.match(text)
    begin = number.end() if number else 0
    for gap in list(_GAP.finditer(text, begin + 1, begin + _LONGEST_HEADING))[:_MOST_GAPS]:
        head, rest = text[begin : gap.start()], text[gap.end() :]
        if len(rest) < (2 if number else 6) or _STOP.search(head[:-1]) or head[-1] in "。，；,;：:.":
            return 0
        if _is_heading(head, rest, bool(number)):
            return gap.start()
    return 0


def _is_heading(head: str, rest: str, numbered: bool) -> bool:
    if _HEADWORD.fullmatch(head) or re.search(r"\s(?:概述|简介|介绍|总结)$", head) or head[-1] in "？?":
        return True
    if numbered and (re.search(f"[{_HAN}]$", head) or re.match(f"[{_HAN}]", rest)):
        return True
    # The text takes up the words of its heading: all of them, its first word, its Chinese name.
    whole = rest.startswith(head) and not (head[-1].isascii() and re.match(r"\w", rest[len(head) :], re.ASCII))
    word = re.match(rf"[A-Za-z][\w.+-]+|[{_HAN}]{{2}}", head)
    name = re.match(rf"[{_HAN}]{{3,12}}(?=[A-Za-z])", head)
    return bool(
        (word and whole)
        or (word and width(head) <= 24 and re.match(re.escape(word.group()) + r"(?![A-Za-z])", rest))
        or (name and width(head) <= 40 and re.match(f"(?:在|对于?|所谓)?{name.group()}", rest))
    )


def _without_teaser(line: str) -> str:
    """Return ``line`` without a begin, cut off by an ellipsis, that comes again whole behind it."""
    cut = re.search(r"(?:…|\.{3})\s+", line)
    if not cut:
        return line
    again = _letters(line[cut.end() : cut.end() + 4 * _SAME_BEGIN])[:_SAME_BEGIN]
    return line[cut.end() :] if len(again) == _SAME_BEGIN and again in _letters(line[: cut.start()]) else line
