"""The code that depends on undocumented parts of WeasyPrint 70.

Each module says why it is needed, what was measured, which test guards it and when it can be removed. A new
version of WeasyPrint may break any of them; the rest of the program uses the documented API only (ruff checks it,
TID251).
"""
