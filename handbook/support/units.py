"""Units of length."""

PT_PER_INCH = 72
PT_PER_MM = PT_PER_INCH / 25.4
PT_PER_PX = 0.75  # WeasyPrint measures in px
MM_PER_PX = PT_PER_PX / PT_PER_MM
