"""The email file as PDF/A-2a and PDF/UA-1 at once, which WeasyPrint writes one at a time."""

from zlib import adler32

from pikepdf import Array, Dictionary, Name, Pdf, Stream

UA_ID = "http://www.aiim.org/pdfua/ns/id/"

# PDF/A allows no property that it does not know, unless the file explains it: here, PDF/UA's mark.
EXTENSION = f"""
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{UA_ID}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def make_accessible(book: Pdf, first: int) -> None:
    """Marks a PDF/A-2a as PDF/UA-1 too, and has viewers open it as it lies on a table, from page ``first`` on."""
    with book.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.register_xml_namespace(UA_ID, "pdfuaid")
        xmp["pdfuaid:part"] = "1"
    data = book.Root.Metadata.read_bytes()
    book.Root.Metadata.write(data.replace(b"</rdf:RDF>", EXTENSION.encode() + b"</rdf:RDF>"))
    _end_clearly(book)
    book.Root.PageLayout = Name.TwoPageRight if first % 2 else Name.TwoPageLeft
    book.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=first)]))


def _end_clearly(book: Pdf) -> None:
    """Lets no stream end in a carriage return: with the line feed behind it, PDF/A takes it for the end of a line.

    What is compressed ends in the checksum of what was; a space more gives another, and harms no kind of stream.
    """
    for stream in book.objects:
        if isinstance(stream, Stream) and stream.get("/Filter") in (None, Name.FlateDecode):
            data = stream.read_bytes()
            ends = stream.read_raw_bytes()[-1:] if "/Filter" in stream else bytes([adler32(data) & 0xFF])
            if ends == b"\r":
                stream.write(data + b" ")
                if "/Length1" in stream:  # of a font
                    stream.Length1 = len(data) + 1
