"""WSGI: what granian serves (`granian --interface wsgi tongban.web.wsgi:application`)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.web.settings")
application = get_wsgi_application()
