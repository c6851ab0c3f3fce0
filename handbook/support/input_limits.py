"""What a file from outside may cost: its size, and how much may be in it.

Content comes from anybody, so each kind of file has a limit that no file of an editor comes near.
docs/architecture.md has the table of all of them.
"""

MEGABYTE = 1_000_000

YAML_FILE = 200_000  # bytes; a case that fills its spread has 4,000
STYLE_SHEET = 200_000  # bytes; those of a look have 30,000 together
FONT = 20 * MEGABYTE  # bytes; one with all of Chinese has 15 million
PROFILE = 10 * MEGABYTE  # bytes of a colour profile; those of printing conditions have up to 3 million
PICTURE = 50 * MEGABYTE  # bytes
DRAWING = 5 * MEGABYTE  # bytes of an SVG; a logo has some thousand
DOCUMENT = 200 * MEGABYTE  # bytes of a document to import; its pictures count
PLAIN_TEXT = 5 * MEGABYTE  # bytes of one without any form; a novel has 1 million
ANY_FILE = max(YAML_FILE, STYLE_SHEET, FONT, PROFILE, PICTURE, DRAWING)  # bytes of a file in content/
