"""Units of length."""

MM = 72 / 25.4  # pt
PX = 0.75  # pt; WeasyPrint measures in px
