"""What every test may use; the fixtures themselves live in modules named for what they provide."""

from hypothesis import settings

pytest_plugins = ["postgres", "migrated", "stores", "browser"]

# No test is timed: a busy machine is not a wrong answer.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
