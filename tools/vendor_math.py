#!/usr/bin/env python3
"""Fetch what prints formulas and put it under templates/quiz/vendor: Temml, its style sheet, STIX Two Math cut to size.

usage: python tools/vendor_math.py          (needs npm, and `pip install fonttools brotli`)

Run once for a new version; the result is committed. The font is cut in two: ``math-core`` holds what most formulas
need, ``math-more`` everything else Temml knows (listed in math-more.txt); a page carries the second only when it uses
it.
"""

import io
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

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


def cut(font: bytes, characters: set[int], path: Path) -> None:
    """Write those ``characters`` of ``font`` to ``path`` as WOFF2, with the variants that stretch and script sizes."""
    options = subset.Options(
        flavor="woff2", layout_features=["ssty", "dtls", "ss01", "ss04"], hinting=False, notdef_outline=True
    )
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    made = subset.load_font(io.BytesIO(font), options)
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
