"""How do two copies become one register? What arrives is checked and taken or kept apart."""
