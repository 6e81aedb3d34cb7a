"""The numbers of people killed and injured in a sentence, and the shares of them."""
