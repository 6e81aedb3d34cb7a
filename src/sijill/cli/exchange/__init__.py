"""Commands by which things pass between people."""
