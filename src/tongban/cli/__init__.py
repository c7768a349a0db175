"""CLI 命令行: the verbs. `serve` starts the supervisor of all processes."""
