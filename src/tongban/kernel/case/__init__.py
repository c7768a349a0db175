"""Case 办件: its facts, the commands it may be given, the events that happen to it."""
