"""What knows nothing of books: problems, names, the cache, processes, locks, temporary files and colours."""
