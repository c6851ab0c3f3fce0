"""All that touches the private side of WeasyPrint: each module says what for, and when it can go."""
