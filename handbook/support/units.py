"""Units of length. A PDF measures in points (pt)."""

PT_PER_MM = 72 / 25.4
PT_PER_PX = 0.75  # WeasyPrint lays out in CSS pixels
