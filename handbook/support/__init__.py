"""What knows nothing of books: problems and messages, names, units, the cache, processes, locks and colours."""
