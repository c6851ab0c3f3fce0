"""Units of length."""

PT_PER_INCH = 72
MM = PT_PER_INCH / 25.4  # pt
PX = 0.75  # pt; WeasyPrint measures in px
