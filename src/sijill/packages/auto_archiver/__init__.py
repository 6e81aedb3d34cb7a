"""What did Auto Archiver note of each link? Its tables, read without running anything in them."""
