"""Makes finished PDF files out of laid-out sections, with pikepdf.

In: laid-out sections and the font files that they name. Out: the bytes of one file: PDF/X-4 for the print shop,
PDF/A-2a and PDF/UA-1 for the screen, or the sheets of a booklet.

``assemble`` joins sections, ``finalize`` completes a file for an edition, ``imposition`` and ``cover_sheet`` put
pages on sheets. ``content_stream``, ``page_boxes`` and ``object_digest`` read pages,
``page_renderer`` draws them for the preview.
"""
