"""Makes the email file conform to PDF/A-2a (ISO 19005-2) and to PDF/UA-1 (ISO 14289-1)."""

from zlib import adler32

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from handbook import resources

UA_ID = "http://www.aiim.org/pdfua/ns/id/"

# PDF/A allows metadata that it does not define, here PDF/UA's identifier, only with an extension schema.
EXTENSION_SCHEMA = f"""
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


def make_pdfa(pdf: Pdf, first_page: int) -> None:
    """Declares a tagged PDF in sRGB to be PDF/A-2a and PDF/UA-1.

    It is shown as spreads with pages numbered from ``first_page``.
    """
    _set_output_intent(pdf)
    _identify(pdf)
    _pad_streams(pdf)
    pdf.Root.PageLayout = Name.TwoPageRight if first_page % 2 else Name.TwoPageLeft
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=first_page)]))


def _set_output_intent(pdf: Pdf) -> None:
    name = resources.SRGB.stem
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(name),
        Info=String(name),
        DestOutputProfile=Stream(pdf, resources.SRGB.read_bytes(), N=3),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _identify(pdf: Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.register_xml_namespace(UA_ID, "pdfuaid")
        xmp["pdfaid:part"], xmp["pdfaid:conformance"] = "2", "A"
        xmp["pdfuaid:part"] = "1"
    data = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(data.replace(b"</rdf:RDF>", EXTENSION_SCHEMA.encode() + b"</rdf:RDF>"))


def _pad_streams(pdf: Pdf) -> None:
    """Adds a space to each stream whose last byte is a carriage return.

    A line feed follows a stream, and a PDF/A validator reads the two as one end of line. The last byte of a
    deflated stream is that of the Adler-32 checksum of its data; a space more changes it and harms no stream.
    """
    for stream in pdf.objects:
        if isinstance(stream, Stream) and stream.get("/Filter") in (None, Name.FlateDecode):
            data = stream.read_bytes()
            last = stream.read_raw_bytes()[-1:] if "/Filter" in stream else bytes([adler32(data) & 0xFF])
            if last == b"\r":
                stream.write(data + b" ")
                if "/Length1" in stream:  # of a font file
                    stream.Length1 = len(data) + 1
