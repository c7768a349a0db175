"""Settings come from the environment; what cannot be read is refused by name, in both languages."""

import json
import os
import stat
import subprocess
import sys

import pytest

SHOW = """
import json
from tongban.web import settings
print(json.dumps({name: getattr(settings, name) for name in %r}, default=str))
"""


def read(names, **environment):
    """Settings as a fresh process sees them."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TONGBAN_")}
    kept["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    return subprocess.run(
        [sys.executable, "-c", SHOW % (names,)],
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_database_address_becomes_djangos_form(tmp_path):
    url = "postgresql://clerk:p%40ss@db.example:5433/city?sslmode=require"
    done = read(["DATABASES"], TONGBAN_DATA=str(tmp_path), TONGBAN_DATABASE_URL=url)
    assert json.loads(done.stdout)["DATABASES"]["default"] == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "city",
        "USER": "clerk",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"prepare_threshold": 5, "sslmode": "require"},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def test_the_secret_key_is_made_once_and_kept_from_others(tmp_path):
    first = json.loads(read(["SECRET_KEY"], TONGBAN_DATA=str(tmp_path)).stdout)
    again = json.loads(read(["SECRET_KEY"], TONGBAN_DATA=str(tmp_path)).stdout)
    place = tmp_path / "secret_key"
    assert first == again == {"SECRET_KEY": place.read_text()}
    assert len(place.read_text()) >= 50
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


@pytest.mark.parametrize(
    ("url", "secure"), [("https://city.example", True), ("http://localhost:8000", False)]
)
def test_cookies_are_for_https_only_where_the_public_address_is(tmp_path, url, secure):
    names = ["CSRF_COOKIE_SECURE", "SESSION_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE"]
    done = read(names, TONGBAN_DATA=str(tmp_path), TONGBAN_PUBLIC_URL=url)
    assert json.loads(done.stdout) == dict.fromkeys(names, secure)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("TONGBAN_DEBUG", "maybe", "write 1 or 0, not 'maybe'"),
        ("TONGBAN_PUBLIC_URL", "city.example", "write https://example.cn, not 'city.example'"),
        ("TONGBAN_PUBLIC_URL", "https://city.example/path", "write https://example.cn"),
        ("TONGBAN_SECRET_KEY", "short", "at least 32 characters"),
        ("TONGBAN_STATIC", "cdn", "write one of hashed | plain, not 'cdn'"),
        ("TONGBAN_UPLOAD_MEGABYTES", "0", "write a whole number above zero, not '0'"),
        ("TONGBAN_DATABASE_URL", "postgresql://a:secret-word@h:x:y/db?bad", "not a PostgreSQL address"),
    ],
)
def test_an_unreadable_value_is_refused_by_name_without_repeating_a_password(tmp_path, name, value, words):
    done = read(["DEBUG"], **({"TONGBAN_DATA": str(tmp_path)} | {name: value}))
    last = done.stderr.strip().splitlines()[-1]
    assert done.returncode == 1
    assert f"ImproperlyConfigured: {name}: " in last
    assert words in last
    assert "secret-word" not in done.stderr


def test_collected_assets_are_hashed_and_compressed_and_pages_name_them(tmp_path):
    script = """
import django
django.setup()
from django.core.management import call_command
call_command("collectstatic", "--noinput", verbosity=0)
from django.templatetags.static import static
print(static("tongban/tokens.css"))
"""
    if_no_accounts = (
        "from importlib.util import find_spec\nimport tongban.web.settings as s\n"
        "if find_spec('tongban.store.models') is None: s.AUTH_USER_MODEL = 'auth.User'\n"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TONGBAN_")}
    environment |= {
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "DJANGO_SETTINGS_MODULE": "tongban.web.settings",
        "TONGBAN_DATA": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", if_no_accounts + script],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    name = done.stdout.strip().removeprefix("/static/")
    assert name.startswith("tongban/tokens.")
    assert (tmp_path / "static" / name).is_file()
    assert (tmp_path / "static" / f"{name}.gz").is_file()
