"""Web 网上: people and machines at the counter, split by who stands there."""
