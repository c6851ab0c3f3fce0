"""Units of length."""

PT_PER_MM = 72 / 25.4  # pt
PT_PER_PX = 0.75  # pt; WeasyPrint measures in px
