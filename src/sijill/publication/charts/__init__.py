"""What can be seen? Charts and maps as SVG."""
