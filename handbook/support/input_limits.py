"""What a file from outside may cost: its size, and how much may be in it.

Content comes from anybody, so each kind of file has a limit that no file of an editor comes near.
docs/architecture.md has the table of all of them.
"""

MEGABYTE = 1_000_000

YAML_FILE = 200_000  # bytes; a case that fills its spread has 4,000
STYLE_SHEET = 200_000  # bytes; those of a look have 30,000 together
FONT = 20 * MEGABYTE  # bytes; one with all of Chinese has 15 million
UNPACKED_FONT = 60 * MEGABYTE  # bytes of one for the web, when unpacked
PROFILE = 10 * MEGABYTE  # bytes of a colour profile; those of printing conditions have up to 3 million
PICTURE = 50 * MEGABYTE  # bytes
PIXELS = 40 * MEGABYTE  # of a picture; what good cameras give, and 160 MB of memory
PIXELS_KEPT = 16 * MEGABYTE  # of a picture that is converted; a page of B5 with its bleed at 450 ppi
PIXELS_OF_WEBP = 15 * MEGABYTE  # its decoder takes four times the memory of the picture
PROGRESSIVE_SAMPLES = 120 * MEGABYTE  # pixels times channels; its decoder holds 2 bytes for each
SCANS = 30  # of a progressive JPEG, which all go over the whole picture; programs write 6 to 18
LONGEST_SIDE = 65_500  # pixels, of a JPEG that libjpeg writes
DRAWING = 2 * MEGABYTE  # bytes of an SVG; a logo has some thousand, and 1 MB of outlines is drawn in a second
BRAND = 100 * MEGABYTE  # bytes of the zip of a brand, and of its files; one with two fonts has 2 million
BRAND_FILES = 1_000  # in the folder or zip of a brand; one with a look of its own has some 30
DOCUMENT = 200 * MEGABYTE  # bytes of a document to import; its pictures count
UNPACKED = 20 * MEGABYTE  # bytes of the parts of a document that are read, when unpacked; a novel takes 10 million
PARTS = 5_000  # in a document; one with 1,000 pictures has some 2,000
TAGS = 1_000_000  # in a part, those that close included; a novel has some 400,000
ATTRIBUTES = 1_000_000  # in a part
PARAGRAPHS = 50_000  # in a document; a novel has some 5,000
PARAGRAPH = 100_000  # characters; a page of a case has some 1,500
PLAIN_TEXT = 2 * MEGABYTE  # bytes of one without any form; a novel has 1 million
ANY_FILE = max(YAML_FILE, STYLE_SHEET, FONT, PROFILE, PICTURE, DRAWING)  # bytes of a file in content/
