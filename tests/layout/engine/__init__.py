"""Tests of the room ``layout/engine``."""
