"""What becomes of each element that a Word file may have, by the standard (ECMA-376, part 1, chapter 17)."""

from handbook.authoring._treatments import OPEN, READ, SILENT, each

# Children of the body, of tables, paragraphs and runs.
CONTENT = {
    **each("p tbl tr tc r sectPr", READ),
    **each("t tab ptab br cr noBreakHyphen sym", READ),  # characters
    **each("fldChar fldSimple instrText hyperlink m:oMath m:oMathPara sdt", READ),
    **each("footnoteReference endnoteReference commentReference", READ),
    **each("del moveFrom ins moveTo w14:conflictDel w14:conflictIns", READ),  # tracked changes
    **each("customXml smartTag dir bdo sdtContent ruby rubyBase", OPEN),
    **each("drawing pict contentPart w14:contentPart", READ),
    **each("object", "element.object"),
    **each("altChunk subDoc", "element.document"),
    **each("pgNum dayShort dayLong monthShort monthLong yearShort yearLong", "element.field"),
    # Marks of Word, and the letters of a hyphen that is seen only where a line ends there.
    **each("proofErr permStart permEnd bookmarkStart bookmarkEnd lastRenderedPageBreak softHyphen", SILENT),
    **each("commentRangeStart commentRangeEnd annotationRef footnoteRef endnoteRef separator", SILENT),
    **each("continuationSeparator moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd", SILENT),
    **each("customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd", SILENT),
    **each("customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart", SILENT),
    **each("customXmlMoveToRangeEnd w14:customXmlConflictInsRangeStart w14:customXmlConflictInsRangeEnd", SILENT),
    **each("w14:customXmlConflictDelRangeStart w14:customXmlConflictDelRangeEnd", SILENT),
    **each("delText delInstrText", SILENT),
    **each("rt rubyPr", SILENT),  # the reading above a word
    # Properties, which the function of their element reads.
    **each("pPr rPr tblPr tblGrid tblPrEx trPr tcPr sdtPr sdtEndPr customXmlPr smartTagPr", SILENT),
}

# Properties of a paragraph.
PARAGRAPH_PROPERTIES = {
    **each("pStyle numPr outlineLvl rPr sectPr", READ),
    **each("keepNext keepLines pageBreakBefore framePr widowControl suppressLineNumbers pBdr shd tabs", SILENT),
    **each("suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi", SILENT),
    **each("adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc", SILENT),
    **each("textDirection textAlignment textboxTightWrap divId cnfStyle pPrChange w15:collapsed", SILENT),
}

# Properties of a run. Looks that the style sheets of the book decide are silent.
RUN_PROPERTIES = {
    **each("rStyle rFonts b i strike dstrike vanish u color highlight vertAlign", READ),
    **each("bCs iCs caps smallCaps outline shadow emboss imprint noProof snapToGrid webHidden spacing w", SILENT),
    **each("kern position sz szCs effect bdr shd fitText rtl cs em lang eastAsianLayout specVanish oMath", SILENT),
    **each("rPrChange ins del moveFrom moveTo", SILENT),  # of a paragraph mark; its paragraph reads them
    **each("w14:glow w14:shadow w14:reflection w14:textOutline w14:textFill w14:scene3d w14:props3d", SILENT),
    **each("w14:ligatures w14:numForm w14:numSpacing w14:stylisticSets w14:cntxtAlts", SILENT),
}

# Fields that print nothing where Word stored no result for them.
SILENT_FIELDS = {"", *["ASK", "FORMTEXT", "HYPERLINK", "INDEX", "PRIVATE", "RD", "REF", "SET", "TA", "TC", "XE"]}
