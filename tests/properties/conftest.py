"""One profile for all properties: enough examples to matter, no deadline on a busy machine."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "tongban",
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("tongban")
