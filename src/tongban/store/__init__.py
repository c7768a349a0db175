"""Store 存储: PostgreSQL behind the ports; models and migrations live here and nowhere else."""
