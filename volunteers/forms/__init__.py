"""Forms of people, rests and returns, and intervisie; rules stand in checks and services."""
