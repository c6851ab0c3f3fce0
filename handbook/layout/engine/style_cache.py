"""Caches the computed styles of elements across sections.

Why: WeasyPrint computes the styles of every element again for each document, although all sections have the same
style sheets. A style is looked up by its declarations and the style of its parent, so a section comes out the
same with the cache and without it. Two things that are computed again and again within a document are computed
once: the declarations of a style attribute, which many elements share, and the sums of a custom property, which
each element that it is inherited by would reckon anew.
Measured: a spread takes 35.5 ms of processor time instead of 44. 100 spreads share 248 styles; with those of ids
and page numbers in the key there would be 2,485, and 13 MB more.
The two things save 6 % of it in kalm and in warm, 16 % in helder.
Guard: test_style_cache.py compares sections with and without the cache.
Remove it when: WeasyPrint keeps computed styles from one document to the next.
"""

import gc
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import Any

import tinycss2
from weasyprint import css

MAX_STYLES = 2500  # of about 3 kB each
MAX_ATTRIBUTES = 500  # of about 10 kB each
SHEET_PRECEDENCES = (1, 2, 5)  # in the cascade, of declarations in style sheets and not in the section itself
# Every element has them and hardly any is used: caching them costs more than it saves.
UNCACHED_PSEUDO_ELEMENTS = (
    "marker",
    "footnote-call",
    "footnote-marker",
    "note-call",
    "note-marker",
    "note-callback",
)
# Ids and page numbers: they differ from element to element, and no other value depends on them.
PER_ELEMENT = ("anchor", "counter_reset")


class StyleCache:
    """The styles that elements had in earlier sections with the same style sheets and fonts."""

    def __init__(self) -> None:
        self.styles: dict[Hashable, css.ComputedStyle] = {}
        self._declarations = lru_cache(MAX_ATTRIBUTES)(tinycss2.parse_blocks_contents)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Makes WeasyPrint look for styles here before it computes them."""
        original, parse = css.StyleFor, tinycss2.parse_blocks_contents
        css.StyleFor = partial(_CachingStyleFor, self.styles)
        tinycss2.parse_blocks_contents = lambda source: (
            self._declarations(source) if isinstance(source, str) else parse(source)
        )
        try:
            yield
        finally:
            css.StyleFor, tinycss2.parse_blocks_contents = original, parse


class _ComputedStyle(css.ComputedStyle):
    """A style whose custom properties hold the results of their sums, where these depend on no size."""

    def __missing__(self, name: str) -> Any:
        value = super().__missing__(name)
        if name.startswith("__") and name in self.cascaded and value:
            value = self[name] = [_reckoned(token) for token in value]
        return value


def _reckoned(token: Any) -> Any:
    """Returns the result of a mathematical function; the function itself, if that depends on where it is used."""
    try:
        return css.resolve_math(token) or token
    except Exception:  # it is none, or of no use for that: WeasyPrint says so where it is used
        return token


class _SharedStyle(css.ComputedStyle):
    """The style of an element with the values of a ``cached`` style, except those of PER_ELEMENT.

    The layout may change values here; those of the cached style stay as they are.
    """

    def __init__(self, style: css.ComputedStyle, cached: css.ComputedStyle) -> None:
        super().__init__(style.parent_style, *_arguments(style))
        self.cached, self.specified = cached, cached.specified
        self.update(cached, **{name: style[name] for name in PER_ELEMENT if name in style.cascaded})

    def __missing__(self, name: str) -> Any:
        value = self[name] = self.cached[name]
        return value


class _CachingStyleFor(css.StyleFor):
    """Computes the styles of a document, or takes them from a cache."""

    def __init__(self, cache: dict[Hashable, css.ComputedStyle], *arguments: Any) -> None:
        self.cache = cache
        super().__init__(*arguments)

    def set_computed_styles(
        self, element: Any, parent: Any, root: Any = None, pseudo_type: str | None = None, **options: Any
    ) -> None:
        super().set_computed_styles(element, parent, root, pseudo_type, **options)
        styles = self.get_computed_styles()
        style = styles[element, pseudo_type]
        if pseudo_type in UNCACHED_PSEUDO_ELEMENTS or not isinstance(style.parent_style, _SharedStyle | None):
            return
        parent_style = None if style.parent_style is None else style.parent_style.cached
        try:
            declarations = {name: value for name, value in style.cascaded.items() if name not in PER_ELEMENT}
            key = id(parent_style), pseudo_type, *(_key(name, *value) for name, value in declarations.items())
            cached = self.cache.get(key)
        except TypeError:  # the section itself declares a value that cannot be compared
            return
        if cached is None:
            if len(self.cache) >= MAX_STYLES:
                self.cache.clear()
                gc.unfreeze()  # styles refer to each other, and frozen garbage is never collected
            cached = self.cache[key] = _ComputedStyle(parent_style, *_arguments(style))
            cached.cascaded = declarations
        styles[element, pseudo_type] = _SharedStyle(style, cached)


def _key(name: str, value: object, weight: tuple[int, float, tuple[int, ...]]) -> Hashable:
    """Identifies a declaration. The values of style sheets stay at their addresses."""
    precedence, layer, specificity = weight
    if precedence in SHEET_PRECEDENCES:
        return name, id(value), precedence, layer, *specificity
    tokens = value if name.startswith("__") and isinstance(value, tuple) else ()  # of a custom property
    return name, "".join(token.serialize() for token in tokens) or value, precedence, layer, *specificity


def _arguments(style: css.ComputedStyle) -> tuple[Any, ...]:
    """Returns the constructor arguments of a style, except the style of its parent."""
    root = style.root_style.cached if isinstance(style.root_style, _SharedStyle) else style.root_style
    return style.cascaded, style.pseudo_type, root, style.base_url, style.font_config, style.initial_page_sizes
