"""Django for the tests of the web: settings from the environment, as everywhere."""

import os
import tempfile
from importlib.util import find_spec

import django
from django.conf import settings
from django.test.utils import setup_test_environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.web.settings")
os.environ.setdefault("TONGBAN_DATA", tempfile.mkdtemp(prefix="tongban-tests-"))
os.environ.setdefault("TONGBAN_SECRET_KEY", "only-for-tests-" + "0" * 32)
os.environ.setdefault("TONGBAN_STATIC", "plain")
os.environ.setdefault("TONGBAN_DEMO", "1")
if find_spec("tongban.store.models") is None:  # a house whose store has no accounts yet
    import tongban.web.settings

    tongban.web.settings.AUTH_USER_MODEL = "auth.User"
django.setup()
if not hasattr(settings, "_tongban_test_environment"):
    setup_test_environment()
    settings._tongban_test_environment = True
