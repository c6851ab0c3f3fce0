"""The tests, one file a stage."""
