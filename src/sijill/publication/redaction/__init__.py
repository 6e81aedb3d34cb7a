"""What may not be shown? Everything that consent holds back."""
