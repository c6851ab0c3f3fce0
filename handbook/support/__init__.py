"""Code that does not depend on books: problems, messages, names, units, cache, processes, locks, colours."""
