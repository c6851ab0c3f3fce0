"""Cases in YAML become a handbook with one spread a case, as PDF."""
