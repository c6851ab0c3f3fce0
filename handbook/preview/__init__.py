"""The book in the browser while it is being written."""
