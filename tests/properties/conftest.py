"""One profile for all properties: enough examples to matter, no deadline on a busy machine.

TONGBAN_PROPERTIES=long looks at forty times as many, other ones each time.
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "tongban",
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("long", settings.get_profile("tongban"), max_examples=6000, derandomize=False)
settings.load_profile("long" if os.environ.get("TONGBAN_PROPERTIES") == "long" else "tongban")
