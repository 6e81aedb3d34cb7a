"""Where and when: the places and times of a sentence, and which of them each number is about."""
