"""Compares the speed and memory of this program with those of others."""
