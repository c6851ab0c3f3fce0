"""Digests of the objects of a PDF: the same for two objects that draw the same, in whichever file they are."""

from collections.abc import Container

from pikepdf import Array, Dictionary, Object, Stream

from handbook.support.cache import digest

# Keys that do not change what is drawn, and whose values may refer to the whole file.
NOT_DRAWN = frozenset(("/Parent", "/P", "/StructParent", "/StructParents", "/Annots"))


class ObjectDigests:
    """Computes the digests of one open PDF; each indirect object is read once."""

    def __init__(self) -> None:
        self._digests: dict[tuple[int, int], str] = {}  # by the object's number and generation

    def of(self, value: object, without: Container[str] = ()) -> str:
        """Returns the digest of a value with all objects that it refers to, except under the keys ``without``."""
        if not isinstance(value, (Array, Dictionary, Stream)):
            return digest(value.unparse() if isinstance(value, Object) else repr(value))
        if not value.is_indirect or without:
            return self._of_container(value, without)
        if value.objgen not in self._digests:
            self._digests[value.objgen] = ""  # for an object that refers to itself
            self._digests[value.objgen] = self._of_container(value, ())
        return self._digests[value.objgen]

    def _of_container(self, value: Array | Dictionary | Stream, without: Container[str]) -> str:
        if isinstance(value, Array):
            return digest("array", *map(self.of, value))
        keys = [key for key in sorted(value.keys()) if key not in NOT_DRAWN and key not in without]
        data = value.read_raw_bytes() if isinstance(value, Stream) else b""
        return digest("dictionary", data, *(part for key in keys for part in (key, self.of(value[key]))))
