"""Checks a style sheet of a brand by itself: its limits, the files that it names, its colours."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from handbook.content.print_settings import SAFE_SHARE, Print
from handbook.content.yaml_source import Unreadable, decode
from handbook.pages._brand_roles import read_rules
from handbook.pages._press_colours import CONTRAST
from handbook.pages.assets import Unavailable
from handbook.pages.brand_palette import BrandPalette
from handbook.pages.palette import colour_problems
from handbook.pages.style_limits import limit_problems
from handbook.pages.stylesheets import StyleSheets
from handbook.support.input_limits import STYLE_SHEET
from handbook.support.messages import message
from handbook.support.names import closest_name, display_path
from handbook.support.outside_files import entries, read_outside
from handbook.support.problems import Mark, Problem, problem
from handbook.support.system_errors import reason

READ_ON = {"ink": "paper", "paper": "ink"}  # beside what a look says
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
URL = re.compile(r"url\(\s*(?:\"([^\"]+)\"|'([^']+)'|([^\s)]+))")


def sheet_problems(path: Path, styles: StyleSheets, printing: Print) -> list[Problem]:
    """Returns the problems of a style sheet, one of ``styles``, for books that are printed like this."""
    file = display_path(path)
    try:
        css = decode(read_outside(path, STYLE_SHEET), file)
    except Unreadable as error:
        return [*error.problems]
    except OSError as error:
        return [problem(Mark(file), "no-file.unreadable", reason=reason(error))]
    if mistakes := limit_problems(css, file) or colour_problems(css, file):
        return [*mistakes]
    sheets = [other.read_text("utf-8", "replace") for other in styles.paths if other != path]
    return [*_missing_files(css, path, styles), *_stated(BrandPalette(sheets, [css], (), printing), css, file)]


def _missing_files(css: str, path: Path, styles: StyleSheets) -> Iterator[Problem]:
    plain = COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), css)
    for found in URL.finditer(plain):
        url = found[found.lastindex or 0]
        try:
            styles.asset_path(urljoin(styles.address(path), url))
        except Unavailable as error:
            line = plain.count("\n", 0, found.start()) + 1
            place = Mark(display_path(path), line, found.start() - plain.rfind("\n", 0, found.start()))
            near = closest_name(Path(url).name, [other.name for other in entries((path.parent / url).parent)])
            remedy = message("remedy.did-you-mean", name=near) if near else None
            yield problem(place, "style.unavailable", remedy=remedy, url=url, reason=error.args[0])


def _stated(palette: BrandPalette, css: str, file: str) -> Iterator[Problem]:
    """Yields the colours on which the look has letters that cannot be read, and those of too much ink."""
    most = round(palette.printing.most_ink * SAFE_SHARE)
    for rule in read_rules(css):
        for name, stated in rule.colours.items():
            place, role = Mark(file, *rule.places[name]), palette.roles.get(name)
            text = role.text if role else READ_ON.get(name, "")
            if stated.cmyk and (ink := round(100 * sum(stated.cmyk))) > most:
                yield problem(place, "brand-colour.ink", name=name, ink=ink, most=most)
            if text in palette.colours and (stated.rgb or stated.cmyk):
                contrast = palette.press.contrast(palette.complete(stated), palette.colours[text])
                if contrast < CONTRAST:
                    yield problem(
                        place, "brand-colour.contrast", name=name, text=text, contrast=contrast, least=CONTRAST
                    )
