"""How are more records linked than one machine can hold: candidates and comparisons on Spark."""
