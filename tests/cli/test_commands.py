"""The commands, as a user and a script meet them."""

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from handbook import resources
from handbook.cli import commands as cli
from handbook.cli.options import parse
from handbook.content import loader as load
from tests.books import ROOT, SEED, build, copy_seed, words, write


def run(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "build.py", *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_a_build_tells_its_steps_in_plain_lines_and_ends_with_a_table(tmp_path: Path) -> None:
    done = run("--content", SEED, "--output", tmp_path, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.strip() for line in done.stdout.splitlines()]
    steps = ["laying out (6)", "making print, desk, email, spreads", "checking goed-werk-print.pdf"]
    assert lines[: len(steps)] == steps
    assert re.fullmatch(r"product +pages +KB +seconds", lines[len(steps)])
    table = {line.split()[0]: line for line in lines[len(steps) + 1 :] if line.startswith("goed-werk-")}
    products = ["print.pdf", "desk.pdf", "email.pdf", "spreads.png"]
    products += ["preflight.html", "preflight.json", "printer.zip"]
    assert list(table) == [f"goed-werk-{product}" for product in products]
    assert all(re.fullmatch(r"\S+ +[48] +\d+ +\d+\.\d", row) for row in table.values())
    assert "\x1b" not in done.stdout


class Screen(io.StringIO):
    """A terminal, as far as programs ask."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_a_bar_with_the_name_of_the_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys, "stdout", screen := Screen())
    assert build(SEED, tmp_path / "output") == 0
    shown = screen.getvalue()
    bar = "━" if sys.platform != "win32" else "---"  # an old window there has no such letters
    assert "laying out" in shown and bar in shown and "100%" in shown
    assert "goed-werk-print.pdf" in shown


def test_quiet_says_nothing_but_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(SEED, tmp_path / "output", "build", "--quiet") == 0
    assert capsys.readouterr() == ("", "")
    content = copy_seed(tmp_path / "book")
    (content / "cases" / "notes.txt").touch()
    assert build(content, tmp_path / "output", "build", "--quiet") == 1
    output = capsys.readouterr()
    assert output.out == "" and "notes.txt: error: this is not how a case is named [not-a-case]" in output.err


def test_only_builds_what_it_is_asked_for(tmp_path: Path) -> None:
    assert build(SEED, tmp_path / "output", "build", "--only", "email") == 0
    assert [path.name for path in (tmp_path / "output").glob("*.pdf")] == ["goed-werk-email.pdf"]


def test_problems_leave_the_products_as_they_are(tmp_path: Path) -> None:
    content, output = copy_seed(tmp_path / "book"), tmp_path / "output"
    assert build(content, output) == 0
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in output.iterdir()}
    (content / "cases" / "03-drie.yaml").write_text("title: Drie\n", "utf-8")
    assert build(content, output) == 1
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in output.iterdir()} == before


def test_check_tells_how_full_each_page_is_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = write(tmp_path / "book", [{}, {"experience": words(285)}, {"good_work": words(600)}])
    assert build(content, tmp_path / "output", "check") == 1
    output = capsys.readouterr()
    rows = {row[0]: row[1:] for line in output.out.splitlines() if (row := line.replace(" %", "").split())}
    left, right, step = map(int, rows["verhaal-1"])
    assert 50 < left < 70 and 50 < right < 70 and step == 0
    left, right, step = map(int, rows["verhaal-2"])
    assert 90 < left <= 100 and right < 70 and step > 0
    left, right, step = map(int, rows["verhaal-3"])
    assert left < 70 and right > 150
    assert re.search(r"03-verhaal-3\.yaml:\d+:\d+: error: 'good_work' is \d+ words too long", output.err)
    assert not (tmp_path / "output").exists()


def test_a_text_cut_by_the_number_named_builds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = copy_seed(tmp_path / "book")
    text = words(600).split()
    case = content / "cases" / "03-derde.yaml"
    head = "title: Derde\nperson: Jan Hendrik\nexperience: |\n  Kort.\ngood_work: |\n  "
    case.write_text(head + " ".join(text) + "\n", "utf-8")
    assert build(content, tmp_path / "output") == 1
    match = re.search(r"03-derde\.yaml:5:12: error: 'good_work' is (\d+) words too long", capsys.readouterr().err)
    assert match
    case.write_text(head + " ".join(text[: -int(match[1])]) + "\n", "utf-8")
    assert build(content, tmp_path / "output") == 0


def test_a_broken_handbook_is_answered_without_the_layout_engine(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    code = (
        "import sys; from handbook.cli.commands import main\n"
        f"code = main(['check', '--content', {str(tmp_path)!r}])\n"
        "print(code, sorted({'weasyprint', 'jinja2', 'pikepdf', 'fontTools', 'rich'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "1 []\n"


def test_wrong_usage_is_exit_code_2(tmp_path: Path) -> None:
    for arguments in (
        ["chek"],
        ["--only", "fax"],
        ["--contents", "x"],
        ["build", "extra"],
        ["--case", "x", "--only", "email"],
        ["import"],
        ["test", "--content", "x"],
    ):
        done = run(*arguments, cwd=tmp_path)
        assert done.returncode == 2 and "usage:" in done.stderr


def test_a_mistake_in_the_program_is_a_traceback_and_no_product(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(content: Path) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(load, "load", broken)
    assert build(SEED, tmp_path / "output") not in (0, 1, 2)
    errors = capsys.readouterr().err
    assert "Traceback" in errors and "ZeroDivisionError: a bug" in errors and "mistake in the program" in errors
    assert not (tmp_path / "output").exists()


def test_a_build_stopped_while_a_module_is_imported_is_no_mistake_in_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Modules written in C make an ImportError of Ctrl-C."""

    def stopped(content: Path) -> None:
        raise ImportError("initialization failed") from KeyboardInterrupt()

    monkeypatch.setattr(load, "load", stopped)
    assert build(SEED, tmp_path / "output") == 130
    errors = capsys.readouterr().err
    assert "Traceback" not in errors and "stopped" in errors.lower()


def test_a_mistake_in_a_template_is_not_swallowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    for template in resources.TEMPLATES.glob("*.html"):
        (templates / template.name).write_text(template.read_text("utf-8").replace("case.person", "case.persoon"))
    monkeypatch.setattr(resources, "TEMPLATES", templates)
    assert build(SEED, tmp_path / "output") not in (0, 1, 2)
    assert "has no attribute 'persoon'" in capsys.readouterr().err


def test_an_output_folder_that_cannot_be_written_is_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "output").write_text("a file, no folder")
    assert build(SEED, tmp_path / "output") == 1
    assert "error: the products cannot be written" in capsys.readouterr().err


def test_it_runs_from_any_folder(tmp_path: Path) -> None:
    done = run("check", cwd=tmp_path)
    assert done.returncode == 0 and "no problems" in done.stdout


def test_in_the_folder_of_a_book_that_book_is_made_and_its_products_are_in_it(tmp_path: Path) -> None:
    book = copy_seed(tmp_path / "elders")
    (book / ".git").mkdir()
    done = run("--only", "email", cwd=book)
    assert (done.returncode, done.stderr) == (0, "") and "in output\n" in done.stdout
    assert (book / "output" / "goed-werk-email.pdf").exists()
    (book / ".git" / "index").touch()
    assert "nothing has changed" in run("--only", "email", cwd=book).stdout
    (book / "cases" / "notes.txt").touch()
    assert run("check", cwd=book).stderr.startswith(str(Path("cases", "notes.txt")) + ": error:")


def test_in_its_own_content_the_program_works_as_above_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SEED)
    options = parse([])
    assert (options.content, options.output) == (SEED, ROOT / "output")


def test_output_into_the_folder_of_the_book_itself_hides_no_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = copy_seed(tmp_path / "book")
    for title in ("Een", "Twee"):
        (book / "handbook.yaml").write_text(f"title: {title}\n", "utf-8")
        assert build(book, book, "build", "--only", "email") == 0
        assert "nothing has changed" not in capsys.readouterr().out


@pytest.mark.parametrize("command", [[], ["check"], ["preview", "--no-browser"], ["new", "Een"]])
def test_a_folder_without_a_book_is_one_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    (tmp_path / "rekening.txt").touch()
    assert cli.main([*command, "--content", str(tmp_path)]) == 1
    errors = capsys.readouterr().err
    assert errors.count("error:") == 1 and "no book in this folder" in errors and "init NAME" in errors


def test_the_preview_begins_a_book_in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same that init makes."""
    (tmp_path / "boek").mkdir()
    monkeypatch.setattr("handbook.preview.server.serve", lambda *_, **__: None)
    assert cli.main(["preview", "--no-browser", "--content", str(tmp_path / "boek")]) == 0
    assert len([*(tmp_path / "boek").rglob("*.yaml")]) == 2


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(["--version"])
    assert end.value.code == 0 and capsys.readouterr().out == f"handbook {resources.VERSION}\n"


def test_check_advises_about_typing_and_build_does_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(
        tmp_path / "book",
        [{"experience": "Een 'n \"citaat\" - en de DG's... en nog -- iets.", "good_work": "- goed\n- beter"}],
    )
    assert build(content, tmp_path / "output", "check") == 0
    output = capsys.readouterr()
    warnings = re.findall(r"warning: there (?:is|are) (.*?) here", output.err)
    assert sorted(warnings) == [
        "a hyphen for a dash",
        "a straight apostrophe",
        "a straight quotation mark",
        "a straight quotation mark or apostrophe",
        "three full stops",
    ]
    assert "no problems, 5 warnings" in output.out
    assert build(content, tmp_path / "output") == 0
    assert capsys.readouterr().err == ""


def test_lines_that_look_like_a_list_and_are_none_get_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = ["Drie:\n- een\n- twee", "- a\n  - b", "Zie:\n1. een\n2. twee", "een\n- geen lijst\ntwee", "- a\n- b"]
    content = write(tmp_path / "book", [{"experience": text} for text in texts])
    assert build(content, tmp_path / "output") == 0
    assert re.findall(r"0(\d)-verhaal.*no-list", capsys.readouterr().err) == ["1", "2", "3"]


def test_what_follows_test_goes_to_pytest(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []

    def record(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        commands.append(command[2:])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", record)
    assert cli.main(["test", "-k", "spread", "--regen"]) == 0
    assert commands[-1][0] == "pytest" and commands[-1][-3:] == ["-k", "spread", "--regen"]
