#!/usr/bin/env python3
"""Fetch what prints formulas and put it under templates/quiz/vendor: Temml, its style sheet, STIX Two Math cut to size.

usage: python tools/vendor_math.py          (needs npm, and `pip install fonttools brotli`)

Run once for a new version; the result is committed. The font is cut in two: ``math-core`` holds what most formulas
need, ``math-more`` everything else Temml knows (listed in math-more.txt); a page carries the second only when it uses
it. It gets taller root signs than it comes with: see ``add_roots``.
"""

import copy
import io
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

TEMML = "temml@0.13.5"
FONT = "@fontsource/stix-two-math@5.3.0"
MHCHEM = "mhchemparser@4.2.1"  # only for its licence: Temml's mhchem.js is derived from it
VENDOR = Path(__file__).parent.parent / "templates" / "quiz" / "vendor"


def span(first: int, last: int) -> set[int]:
    """Return the code points from ``first`` to ``last``."""
    return set(range(first, last + 1))


ITALIC = span(0x1D434, 0x1D467) | {0x210E} | span(0x1D6E2, 0x1D71B)
BOLD = span(0x1D400, 0x1D433) | span(0x1D7CE, 0x1D7D7)
SCRIPT = span(0x1D49C, 0x1D4B5) | {ord(c) for c in "ℬℰℱℋℐℒℳℛℓ"}
DOUBLE_STRUCK = span(0x1D538, 0x1D550) | {ord(c) for c in "ℂℍℕℙℚℝℤ𝟙"}
SIGNS = (
    "√∑∏∫∬∮∂∇∞·×÷±∓−∗∘∙⋅⊕⊗⊙⊤⊥⊢⊨∀∃∄∅∈∉∋⊂⊃⊆⊇∪∩∧∨¬∖∼≃≅≈≡≠≤≥≪≫∝≺≻≜≝∣∥∴∵∶←→↔⇐⇒⇔↑↓↦⟶⟵⟹⟺⇌"
    "…⋯⋮⋱′″‖⟨⟩⌈⌉⌊⌋°ˆˇ˜¯˙¨´`→⏞⏟\u0302\u0303\u0304\u0305\u0307\u0308\u20d7\u0332\u2061\u2062\u2063\u200b\u00a0"
)
CORE = (
    span(0x20, 0x7E)
    | span(0x391, 0x3A9)
    | span(0x3B1, 0x3C9)
    | {ord(c) for c in "ϑϕϖϰϱϵ" + SIGNS}
    | ITALIC
    | BOLD
    | SCRIPT
    | DOUBLE_STRUCK
)
ALPHABETS = span(0x1D400, 0x1D7FF) | span(0x2100, 0x214F)


def package(name: str) -> dict[str, bytes]:
    """Return the files of the npm package ``name`` by their paths in it."""
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run(
            ["npm", "pack", "--silent", name], cwd=folder, check=True, capture_output=True, text=True
        ).stdout.split()[-1]
        with tarfile.open(Path(folder) / made) as archive:
            return {
                member.name.removeprefix("package/"): archive.extractfile(member).read()  # type: ignore[union-attr]
                for member in archive
                if member.isfile()
            }


ROOTS, TALLER = 16, 1.1
"""So many more root signs, each so much taller than the one before: up to 13 em. Chromium looks at twenty."""
BAR, THINNER, OVERLAP = 68, 16, 60
"""Of a root, in thousandths of an em: how thick its bar is, how much lower and higher its stub, how far it goes in."""


def add_roots(font: TTFont) -> None:
    """Give ``font`` more root signs that are drawn whole.

    STIX has four, up to 2.9 em, and pieces to put taller ones together. Chromium, when it prints, sets the bar over
    what is under the root beside the stub of a sign of pieces (by 0.15 to 0.3 mm on paper), and on it when the sign is
    one glyph. The two tallest differ in how high their points are; the new ones go on in the same way.
    """
    glyphs, metrics = font["glyf"], font["hmtx"]
    variants = font["MATH"].table.MathVariants
    sign = font.getBestCmap()[ord("√")]
    records = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(sign)].MathGlyphVariantRecord
    lower, tallest = records[-2], records[-1]
    low, tall = (glyphs[record.VariantGlyph] for record in (lower, tallest))
    for n in range(1, ROOTS + 1):
        height = round(tallest.AdvanceMeasurement * TALLER**n)
        further = (height - tallest.AdvanceMeasurement) / (tallest.AdvanceMeasurement - lower.AdvanceMeasurement)
        made = copy.deepcopy(tall)
        for at, ((x, y), (_, y_low)) in enumerate(zip(tall.coordinates, low.coordinates, strict=True)):
            made.coordinates[at] = (x, round(y + (y - y_low) * further))
        name = f"{sign}.{height}"
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        glyphs[name], metrics[name] = made, metrics[tallest.VariantGlyph]
        record = copy.copy(tallest)
        record.VariantGlyph, record.AdvanceMeasurement = name, height
        records.append(record)
    for record in records:
        join(glyphs[record.VariantGlyph], metrics[record.VariantGlyph][0])
        glyphs[record.VariantGlyph].recalcBounds(glyphs)


def join(root: Glyph, end: int) -> None:
    """Let the stub of a ``root`` begin where the glyph ends, and thinner than the bar that goes on.

    Browsers draw the bar on whole pixels, up to 0.13 mm from where the font wants it, and the sign exactly there.
    """
    top = max(y for _, y in root.coordinates)
    corner = max(x for x, y in root.coordinates if top - BAR <= y < top and x < end)
    for at, (x, y) in enumerate(root.coordinates):
        if y >= top - BAR:
            moved = end + OVERLAP if x > end else x + end - corner
            root.coordinates[at] = (moved, y - THINNER if y == top else y + THINNER)


def cut(font: bytes, characters: set[int], path: Path) -> None:
    """Write those ``characters`` of ``font`` to ``path`` as WOFF2, with the variants that stretch and script sizes."""
    options = subset.Options(
        flavor="woff2", layout_features=["ssty", "dtls", "ss01", "ss04"], hinting=False, notdef_outline=True
    )
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    made = subset.load_font(io.BytesIO(font), options)
    if ord("√") in characters:
        add_roots(made)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(made)
    made["head"].modified = made["head"].created  # the same bytes whenever this runs
    made.recalcTimestamp = False
    subset.save_font(made, str(path), options)
    print(f"{path.name}: {len(characters)} characters, {path.stat().st_size:,} bytes", file=sys.stderr)


def main() -> None:
    """Fetch, cut, write."""
    temml, stix = package(TEMML), package(FONT)
    VENDOR.mkdir(parents=True, exist_ok=True)
    (VENDOR / "temml.min.js").write_bytes(temml["dist/temml.min.js"])
    (VENDOR / "mhchem.min.js").write_bytes(temml["contrib/mhchem/mhchem.min.js"])
    (VENDOR / "LICENSE-mhchem").write_bytes(
        b"mhchem.min.js: Copyright (c) 2011-2015 The MathJax Consortium, 2015-2018 Martin Hensel; adapted for Temml\n\n"
        + package(MHCHEM)["LICENSE.txt"].replace(b"\r\n", b"\n")
    )
    (VENDOR / "LICENSE-temml").write_bytes(temml["LICENSE"])
    (VENDOR / "LICENSE-stix-two-math").write_bytes(stix["LICENSE"])
    # Without its @font-face: the fonts come inside the page, and nothing may be fetched.
    style = temml["dist/Temml-STIX2.css"].decode()
    style = re.sub(r"/\*\s*XITS.*?\*/\s*@font-face \{.*?\}\s*", "", style, count=1, flags=re.DOTALL)
    style = style.replace("STIX2, math", '"Formula", "Formula more", math')
    style = style.replace("'http:", "'%68ttp:")  # an SVG's namespace; so a search for "http" in a page finds its links
    assert "http" not in style
    assert "@font-face" not in style
    (VENDOR / "temml.css").write_text(f"/* {TEMML} (MIT), Temml-STIX2.css without its @font-face */\n{style}")

    font = stix["files/stix-two-math-latin-400-normal.woff2"]
    has = set(TTFont(io.BytesIO(font)).getBestCmap())
    source = temml["dist/temml.js"].decode()
    known = {ord(c) for c in source} | {int(x, 16) for x in re.findall(r"\\u\{?([0-9a-fA-F]{4,6})", source)}
    more = (known | ALPHABETS) & has - CORE
    cut(font, CORE & has, VENDOR / "math-core.woff2")
    cut(font, more, VENDOR / "math-more.woff2")
    (VENDOR / "math-more.txt").write_text("".join(map(chr, sorted(more))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
