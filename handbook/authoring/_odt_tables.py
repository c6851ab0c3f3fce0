"""Reads the tables of an OpenDocument text."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from handbook.authoring._document_builder import HIDDEN, DocumentBuilder
from handbook.authoring._odt_texts import plain_text


class OdtTables:
    """The functions for the elements of tables; ``walk`` reads what is in them."""

    def __init__(self, builder: DocumentBuilder, walk: Callable[[Element], None]) -> None:
        self._builder = builder
        self._walk = walk
        self._covered = 0  # cells beside the last one that it covers
        self.handlers: dict[str, Callable[[Element], None]] = {
            "table:table": self._table,
            "table:table-row": self._row,
            "table:table-cell": self._cell,
            "table:covered-table-cell": self._covered_cell,
        }

    def _table(self, table: Element) -> None:
        with self._builder.table():
            self._walk(table)

    def _row(self, row: Element) -> None:
        with self._builder.row():
            self._walk(row)

    def _cell(self, cell: Element) -> None:
        with self._builder.cell():
            self._walk(cell)

        spanned = cell.get("table:number-columns-spanned", "")
        self._covered = int(spanned) - 1 if re.fullmatch("[1-9][0-9]?", spanned) else 0

    def _covered_cell(self, cell: Element) -> None:
        """Adds an empty cell where the one above it goes on; the others only continue the one before them."""
        if text := plain_text(cell):
            self._builder.leave_out(HIDDEN, text)
        if self._covered:
            self._covered -= 1
        else:
            with self._builder.cell():
                pass
