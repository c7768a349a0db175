"""The smallest settings that migrate something, for tests of migrating."""

import os

from psycopg.conninfo import conninfo_to_dict

_parts = conninfo_to_dict(os.environ["TONGBAN_DATABASE_URL"])

SECRET_KEY = "only for tests"
USE_TZ = True
INSTALLED_APPS = ["django.contrib.contenttypes"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _parts["dbname"],
        "USER": _parts["user"],
        "PASSWORD": _parts["password"],
        "HOST": _parts["host"],
        "PORT": _parts["port"],
    }
}
