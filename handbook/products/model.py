"""A finished file. Frozen data, no I/O."""

from dataclasses import dataclass

from handbook.pages.model import EMAIL, PRINT


@dataclass(frozen=True)
class Product:
    """A finished file. ``pages`` counts PDF pages; ``seconds`` is what making it took."""

    name: str
    data: bytes
    pages: int
    seconds: float


PRODUCTS = (PRINT.name, "cover", "desk", EMAIL.name, "spreads")
