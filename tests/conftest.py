"""What every test may use; the fixtures themselves live in modules named for what they provide."""

pytest_plugins = ["postgres", "migrated", "stores"]
