"""Opens a YAML file of a book or a brand as its fields; what is wrong with the file is a problem."""

from pathlib import Path

from handbook.content.field_reader import FieldReader
from handbook.content.leftover_files import is_leftover
from handbook.content.yaml_source import Unreadable, YamlFile, decode, parse
from handbook.support.input_limits import YAML_FILE
from handbook.support.names import display_path
from handbook.support.outside_files import NotOrdinary, TooLarge, entries, is_within, read_outside
from handbook.support.problems import Mark, Problem, problem
from handbook.support.system_errors import reason


def open_fields(path: Path, folder: Path, problems: list[Problem]) -> FieldReader | None:
    """Returns the fields of a file; None, and a problem, when it cannot be read.

    ``folder`` has the pictures and profiles that the file names.
    """
    name = display_path(path)
    try:
        if not is_within(path, path.parent):
            raise Unreadable(problem(Mark(name), "no-file.link"))
        text = decode(read_outside(path, YAML_FILE), name)
        root = parse(text, name)
    except Unreadable as error:
        problems.extend(error.problems)
    except NotOrdinary:
        problems.append(problem(Mark(name), "too-large.other-file"))
    except TooLarge:
        problems.append(problem(Mark(name), "too-large.file", most=YAML_FILE // 1000))
    except FileNotFoundError:
        problems.append(_missing_file(path))
    except OSError as error:
        problems.append(problem(Mark(name), "no-file.unreadable", reason=reason(error)))
    else:
        if root:
            return FieldReader(YamlFile(name, text, folder, problems), root)
        problems.append(problem(Mark(name), "empty-file"))
    return None


def _missing_file(path: Path) -> Problem:
    place = Mark(display_path(path))
    names = [other.name for other in entries(path.parent) if not is_leftover(other.name)]
    others = [name for name in names if name.lower().startswith(path.stem)]
    if others:
        return problem(place, "no-file.other-name", other=others[0], name=path.name)
    return problem(place, "no-file.missing")
