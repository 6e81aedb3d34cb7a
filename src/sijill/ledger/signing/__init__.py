"""Who says so? Keys of devices, signed checkpoints, timestamps of an outside authority."""
