"""What a city's recovery leaves: traits of the dead, families' reports of the missing, sites."""
