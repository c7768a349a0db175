"""One profile for all properties: enough examples to matter, no deadline on a busy machine.

TONGBAN_PROPERTIES=long looks at forty times as many, other ones each time; `short` at a tenth.
"""

import os

from hypothesis import HealthCheck, settings

from examples import examples

settings.register_profile(
    "tongban",
    max_examples=examples(150),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("long", settings.get_profile("tongban"), derandomize=False)
settings.load_profile("long" if os.environ.get("TONGBAN_PROPERTIES") == "long" else "tongban")
