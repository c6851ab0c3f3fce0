"""Shows the book in the browser while it is written.

In: a content folder, and what an editor types in the page. Out: page images, problems, and saved files.
"""
