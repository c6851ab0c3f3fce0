"""What becomes of each element that an OpenDocument text may have, by the standard (ODF 1.3, part 3)."""

from handbook.authoring._treatments import OPEN, READ, SILENT, each

CONTENT = {
    # Blocks.
    **each("text:p text:h text:list text:list-item text:section text:numbered-paragraph table:table", READ),
    **each("text:table-of-content text:illustration-index text:table-index text:object-index", "element.contents"),
    **each("text:user-index text:alphabetical-index text:bibliography", "element.contents"),
    **each("text:tracked-changes", READ),
    **each("text:variable-decls text:sequence-decls text:user-field-decls text:dde-connection-decls", SILENT),
    **each("text:alphabetical-index-auto-mark-file office:forms text:soft-page-break table:shapes", SILENT),
    # Tables and lists.
    **each("table:table-row table:table-cell table:covered-table-cell", READ),
    **each("table:table-header-rows table:table-rows table:table-row-group text:list-header", OPEN),
    **each("table:table-columns table:table-column table:table-header-columns table:table-column-group", SILENT),
    **each("table:title table:desc table:table-source text:number", SILENT),
    # Text.
    **each("text:span text:a text:s text:tab text:line-break text:hidden-text text:hidden-paragraph", READ),
    **each("text:note office:annotation loext:content-control", READ),
    **each("text:meta text:ruby text:ruby-base draw:a", OPEN),
    **each("text:ruby-text text:placeholder office:annotation-end text:script", SILENT),
    **each("text:bookmark text:bookmark-start text:bookmark-end text:reference-mark", SILENT),
    **each(
        "text:reference-mark-start text:reference-mark-end text:change text:change-start text:change-end", SILENT
    ),
    **each("text:toc-mark text:toc-mark-start text:toc-mark-end text:user-index-mark", SILENT),
    **each("text:user-index-mark-start text:user-index-mark-end text:alphabetical-index-mark", SILENT),
    **each("text:alphabetical-index-mark-start text:alphabetical-index-mark-end", SILENT),
    # Fields, which hold the text that they show.
    **each("text:date text:time text:page-number text:page-continuation text:page-count text:chapter", OPEN),
    **each("text:file-name text:template-name text:sheet-name text:variable-set text:variable-get", OPEN),
    **each("text:variable-input text:user-field-get text:user-field-input text:sequence text:expression", OPEN),
    **each("text:text-input text:drop-down text:conditional-text text:reference-ref text:bookmark-ref", OPEN),
    **each("text:note-ref text:sequence-ref text:measure text:table-formula text:meta-field", OPEN),
    **each("text:bibliography-mark text:database-display text:database-next text:database-name", OPEN),
    **each("text:database-row-select text:database-row-number text:dde-connection text:execute-macro", OPEN),
    **each("text:author-name text:author-initials text:initial-creator text:creator text:title", OPEN),
    **each("text:subject text:description text:keywords text:creation-date text:creation-time", OPEN),
    **each("text:modification-date text:modification-time text:print-date text:print-time", OPEN),
    **each("text:printed-by text:editing-cycles text:editing-duration text:paragraph-count", OPEN),
    **each("text:word-count text:character-count text:table-count text:image-count text:object-count", OPEN),
    **each("text:sender-firstname text:sender-lastname text:sender-initials text:sender-title", OPEN),
    **each("text:sender-position text:sender-email text:sender-phone-private text:sender-phone-work", OPEN),
    **each("text:sender-fax text:sender-company text:sender-street text:sender-city", OPEN),
    **each("text:sender-postal-code text:sender-country text:sender-state-or-province", OPEN),
    **each("text:user-defined", OPEN),
    # Drawings.
    **each(
        "draw:frame draw:custom-shape draw:rect draw:line draw:polyline draw:polygon draw:regular-polygon", READ
    ),
    **each("draw:path draw:circle draw:ellipse draw:g draw:page-thumbnail draw:measure draw:caption", READ),
    **each("draw:connector draw:control dr3d:scene", READ),
}
