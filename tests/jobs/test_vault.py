"""Pictures of notes in banks: found in the vault, shown from the folder of the bank, followed by updates."""

import struct
import zlib
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest

from quizgen.jobs import anki, check, extract, quiz, update
from quizgen.jobs.banks import load_banks

STOMA = "**Stoma** is a pore in the surface of a leaf."


def png(shade: int = 0) -> bytes:
    """A picture of one pixel, each shade with bytes of its own."""
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes([0, shade]))),
        (b"IEND", b""),
    )
    chunks = (struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d)) for t, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


def put(name: str, content: bytes | str = png()) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def extracted(note: str, output: str = "bank.yaml", notes: str = "notes"):
    put("notes/sub/leaf.md", f"# Leaf\n\n{STOMA} {note}\n")
    return extract.run([notes], output)


def shown(bank: str = "bank.yaml") -> str | None:
    (question,) = load_banks([bank])[0][0].questions
    assert question.definition == "a pore in the surface of a leaf"
    return question.explanation


@pytest.mark.parametrize(
    "note",
    [
        "![](deep.png)",
        "![](none.png)",
        "![[none.png]]",
        "![](text.md)",
        "![[text]]",
        "![](folder.png)",
        "![](b%00.png)",
    ],
)
def test_what_is_no_picture_there_is_left_out(note):
    put("notes/x/deep.png")  # only Obsidian's names are looked for in all folders
    put("notes/sub/text.md", "text")
    Path("notes/sub/folder.png").mkdir(parents=True)
    report = extracted(note)
    assert shown() is None
    assert not any("picture" in line for line in report.lines)


@pytest.mark.parametrize("note", ["![](../../../secret.png)", "![[link.png]]", "![](link.png)", "![](away/secret.png)"])
def test_what_lies_outside_the_folder_of_the_bank_is_left_out_and_told(note):
    put("../secret.png")
    Path("notes/sub").mkdir(parents=True)
    Path("notes/sub/link.png").symlink_to(Path("../secret.png").resolve())
    Path("notes/sub/away").symlink_to(Path("..").resolve())
    report = extracted(note)
    assert shown() is None
    assert "1 picture lies outside the folder of the bank: left out" in report.lines


def test_a_link_that_is_named_like_a_picture_shows_no_other_file():
    put("secret.txt", "secret")
    Path("notes/sub").mkdir(parents=True)
    Path("notes/sub/link.png").symlink_to(Path("secret.txt").resolve())
    extracted("![](link.png)")
    assert shown() is None


def test_a_bank_beside_the_notes_cannot_show_their_pictures():
    put("notes/sub/a.png")
    put("notes/sub/b.png")
    report = extracted("![](a.png) ![](b.png)", "banks/bank.yaml")
    assert shown("banks/bank.yaml") is None
    assert "2 pictures lie outside the folder of the bank: left out" in report.lines


def test_hidden_folders_are_not_searched():
    put("notes/.trash/a.png")
    extracted("![[a.png]]")
    assert shown() is None


@pytest.mark.parametrize(
    ("note", "lies", "expected"),
    [
        ("![](a.png)", "notes/sub/a.png", "![](notes/sub/a.png)"),
        ("![Cell](../img/a.png)", "notes/img/a.png", "![Cell](notes/img/a.png)"),
        ("![](../../img/a.png)", "img/a.png", "![](img/a.png)"),
        ("![](img/a.png)", "notes/img/a.png", "![](notes/img/a.png)"),
        ("![[a.png]]", "notes/x/y/a.png", "![](notes/x/y/a.png)"),
        ("![[A.PNG|300]]", "notes/x/a.png", "![](notes/x/a.png)"),
        ("![[y/a.png]]", "notes/x/y/a.png", "![](notes/x/y/a.png)"),
        ("![[图 1.png|细胞]]", "notes/附件/图 1.png", "![细胞](<notes/附件/图 1.png>)"),
        ("![[50%25 (1).png]]", "notes/50%25 (1).png", "![](<notes/50%2525 %281%29.png>)"),
        ("![x <b>$y$](a.png)", "notes/sub/a.png", "![x b y](notes/sub/a.png)"),
    ],
)
def test_a_picture_is_found_and_its_path_leads_on_from_the_bank(note, lies, expected):
    put(lies)
    extracted(note)
    assert shown() == expected
    problems = check.run(["bank.yaml"]).problems
    assert not [p for p in problems if "picture" in p.message]


def test_of_several_with_one_name_that_beside_the_note_then_the_shortest_path():
    for place in ("notes/a/b/c/p.png", "notes/z/p.png", "notes/a/p.png"):
        put(place)
    extracted("![[p.png]]")
    assert shown() == "![](notes/a/p.png)"
    put("notes/sub/p.png")
    update.run("bank.yaml")
    assert shown() == "![](notes/sub/p.png)"


def test_the_same_notes_give_the_same_bytes():
    put("notes/z/p.png")
    put("notes/a/p.png")
    extracted("![[p.png]]\n\n![q](../z/p.png)")
    bank, lock = Path("bank.yaml").read_bytes(), Path("bank.lock").read_bytes()
    assert shown() == "![](notes/a/p.png)\n\n![q](notes/z/p.png)"
    Path("bank.yaml").unlink()
    Path("bank.lock").unlink()
    extract.run(["notes"], "bank.yaml")
    assert (Path("bank.yaml").read_bytes(), Path("bank.lock").read_bytes()) == (bank, lock)


def test_an_update_follows_pictures_that_come_and_go():
    extracted("![[p.png]]")
    assert shown() is None
    put("notes/x/p.png")  # not one byte of the notes changes
    update.run("bank.yaml")
    assert shown() == "![](notes/x/p.png)"
    before = Path("bank.yaml").read_bytes(), Path("bank.lock").read_bytes()
    assert "nothing new in the notes" in update.run("bank.yaml").lines[0]
    assert (Path("bank.yaml").read_bytes(), Path("bank.lock").read_bytes()) == before
    put("notes/sub/leaf.md", f"# Leaf\n\n{STOMA}\n")
    update.run("bank.yaml")
    assert shown() is None


def test_an_update_of_one_note_looks_where_one_of_all_looks():
    put("notes/x/p.png")
    extracted("![[p.png]]")
    update.run("bank.yaml", ["notes/sub/leaf.md"])
    assert shown() == "![](notes/x/p.png)"


def test_an_edited_question_keeps_what_a_person_made_of_it():
    put("notes/sub/p.png")
    extracted("![](p.png)")
    bank = Path("bank.yaml")
    bank.write_text(bank.read_text().replace("![](notes/sub/p.png)", "mine"))
    Path("notes/sub/p.png").unlink()
    told = update.run("bank.yaml").lines
    assert shown() == "mine"
    assert any(line.startswith("edited by you") and "Stoma" in line for line in told)
    assert not any(line.startswith("edited by you") for line in update.run("bank.yaml").lines)


def test_pictures_of_notes_come_into_anki_and_onto_the_answers(tmp_path):
    put("notes/附件/气 孔.png", png(7))
    extracted("![[气 孔.png]]")
    anki.run(["bank.yaml"], "deck.apkg")
    collection = Collection(str(tmp_path / "anki.anki2"))
    try:
        collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(Path("deck.apkg").resolve())))
        (card,) = collection.find_cards("")
        answer = collection.get_card(card).answer()
        media = {path.name: path.read_bytes() for path in Path(collection.media.dir()).iterdir()}
    finally:
        collection.close()
    (name,) = (name for name, content in media.items() if content == png(7))
    assert f'src="{name}"' in answer
    quiz.run(["bank.yaml"], "quiz.html")
    assert "data:image/png" in Path("quiz.key.html").read_text(encoding="utf-8")
