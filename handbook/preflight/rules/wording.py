"""What several rules of the preflight say."""

SHOPS, PDFX = "Dutch and Belgian print shops' guides", "ISO 15930-7, PDF/X-4"
PROGRAM = "This is the program's to mend: pass it on to whoever looks after it."
STYLE = "It comes from content/style.css if you have one: mend it there."

TOLERANCE = 0.02  # mm, for what rounding may take from a length
