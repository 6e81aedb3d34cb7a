"""What if people fall into classes? The latent class posterior by particles."""
