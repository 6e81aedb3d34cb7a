"""What is stated in bulk: published claims, who keeps the counts behind them, totals of periods."""
