"""The speed comparison."""
