"""Constants that several rules of the preflight use: remedies, a tolerance."""

from handbook.support.messages import message

BUG = message("preflight.remedy.bug")  # for mistakes that only the program can cause
STYLE_SHEET = message("preflight.remedy.style-sheet")  # for mistakes that a house style can cause

TOLERANCE = 0.02  # of a length in mm or a type size in pt: rounding in the file
