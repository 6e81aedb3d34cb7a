"""What passes between people: sync, a team's server, bundles."""
