"""What may each column mean? A file looked at for the first time."""
