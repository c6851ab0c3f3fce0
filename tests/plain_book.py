"""A book by WeasyPrint alone, for test_oracle: a separate program with nothing of ``handbook`` but its lines.

It takes the path of a JSON file: the style sheets, the folder that addresses start from, and the files to write,
each with its sections. A section is its HTML, and the class and style of its elements, by their number.
It also has the words that are divided otherwise than Pyphen does, with the first parts to try, in their order.
"""

import json
import sys
from pathlib import Path
from typing import Any

from pyphen import Pyphen
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration

from handbook.layout.engine.composing import Compositor


def write(job: dict[str, Any]) -> None:
    """Lays the sections of each file out and joins their pages, as WeasyPrint's manual says."""
    fonts, iterate = FontConfiguration(), Pyphen.iterate
    sheets = [CSS(string=sheet, base_url=job["base"], font_config=fonts) for sheet in job["sheets"]]

    def divide(patterns: Any, word: str) -> list[tuple[str, str]]:
        if word in job["divisions"]:
            return [(start, word[len(start) :]) for start in job["divisions"][word]]
        return list(iterate(patterns, word))

    def lay_out(html: str, attributes: dict[str, dict[str, str]]) -> Document:
        source = HTML(string=html, base_url=job["base"])
        elements = list(source.etree_element.iter())
        for number, values in attributes.items():
            for name, value in values.items():
                elements[int(number)].set(name, value)
        return source.render(stylesheets=sheets, font_config=fonts)

    Pyphen.iterate = divide
    for file, sections in job["files"].items():
        with Compositor().at_work():
            documents = [lay_out(*section) for section in sections]
        documents[0].copy([page for document in documents for page in document.pages]).write_pdf(file)


if __name__ == "__main__":
    write(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    assert not {"handbook.pdf", "handbook.products", "handbook.layout.typesetter"} & sys.modules.keys()
