"""Settings 设置: one file, read from the environment through typed helpers.

| variable | meaning | default |
|---|---|---|
| TONGBAN_DATABASE_URL | libpq address of PostgreSQL (`postgresql://…`) | none: pages that need it say so |
| TONGBAN_DATA | folder for the secret key, collected assets, attachments | `.tongban` |
| TONGBAN_SECRET_KEY | signs cookies; 32 characters or more | `secret_key` in TONGBAN_DATA, made once |
| TONGBAN_PUBLIC_URL | address as the public types it; printed in QR codes | `http://localhost:8000` |
| TONGBAN_HOSTS | further host names that may be asked, separated by commas | none |
| TONGBAN_DEBUG | developer's error pages and unhashed assets | 0 |
| TONGBAN_DEMO | demo city: shows the style page | 0 |
| TONGBAN_STATIC | `hashed` (after `collectstatic`) or `plain` (straight from the packages) | `hashed` |
| TONGBAN_UPLOAD_MEGABYTES | largest request, all files together | 50 |
| TONGBAN_SMTP | mail server: `smtps://user:password@host:465`, `smtp://…:587` (STARTTLS) | none: no e-mail |
| TONGBAN_MAIL_FROM | sender of e-mails | `no-reply@` the host of TONGBAN_PUBLIC_URL |
| TONGBAN_MAIL_DIRECTORY | e-mails as `.eml` files there instead | in the demo `mail` in TONGBAN_DATA |
| TONGBAN_PAYMENT_URL | payment platform: `https://host/path` | none: fees are paid at the counter |
| TONGBAN_PAYMENT_KEY | what both sides sign with; 32 characters or more | none |
| TONGBAN_PAYMENT_NOTIFY | where the platform sends notifications | `/payments/notify` of the public URL |
| TONGBAN_PAYMENT_PAGES | where payers pay, if not at the platform's own address | that of the URL |
| TONGBAN_PAYMENT_BESIDE | `1`: the pages to pay on answer where this site does, at their own port | off |
"""

import os
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict


def _wrong(name: str, zh: str, en: str) -> ImproperlyConfigured:
    """The error for one unreadable variable: which, why, and what to write instead."""
    return ImproperlyConfigured(f"{name}: {zh} / {en}")


def _text(name: str, default: str) -> str:
    """A text; a blank variable counts as absent."""
    return os.environ.get(name, "").strip() or default


def _flag(name: str, *, default: bool = False) -> bool:
    """Yes or no, written 1/0, true/false, yes/no or on/off."""
    text = _text(name, "1" if default else "0").lower()
    if text in ("1", "true", "yes", "on"):
        return True
    if text in ("0", "false", "no", "off"):
        return False
    raise _wrong(name, f"应写 1 或 0，而不是 {text!r}", f"write 1 or 0, not {text!r}")


def _count(name: str, default: int) -> int:
    """A whole number above zero."""
    text = _text(name, str(default))
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise _wrong(name, f"应写正整数，而不是 {text!r}", f"write a whole number above zero, not {text!r}")
    return int(text)


def _choice(name: str, default: str, choices: tuple[str, ...]) -> str:
    """One of a few words."""
    text = _text(name, default)
    if text not in choices:
        words = " | ".join(choices)
        raise _wrong(name, f"应为 {words}，而不是 {text!r}", f"write one of {words}, not {text!r}")
    return text


PAYMENT_BESIDE = _flag("TONGBAN_PAYMENT_BESIDE")


def _payment_pages() -> list[str]:
    """The origin where payers pay: whoever pays is sent on there from a form of ours."""
    address = _text("TONGBAN_PAYMENT_PAGES", "") or _text("TONGBAN_PAYMENT_URL", "")
    parts = urlsplit(address)
    if not address:
        return []
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _wrong("TONGBAN_PAYMENT_PAGES", "应为 http(s)://…", "write http(s)://…")
    if PAYMENT_BESIDE:
        return [f"{parts.scheme}://*:{parts.port}"]
    return [f"{parts.scheme}://{parts.netloc}"]


def _web_address(name: str, default: str) -> str:
    """An http(s) address without path, query or trailing slash."""
    text = _text(name, default).rstrip("/")
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise _wrong(
            name, f"应形如 https://example.cn，而不是 {text!r}", f"write https://example.cn, not {text!r}"
        )
    return text


def _database(name: str) -> dict[str, Any]:
    """Django's form of a libpq address; without one, a database that explains itself when asked."""
    url = os.environ.get(name, "").strip()
    if not url:
        return {"ENGINE": "django.db.backends.dummy"}
    try:
        parts: dict[str, Any] = dict(conninfo_to_dict(url))
    except ProgrammingError as why:
        # libpq repeats the address, password included: only its own words may reach a log.
        raise _wrong(
            name,
            "无法读作 PostgreSQL 地址，应形如 postgresql://user:password@host:5432/tongban",
            "not a PostgreSQL address; write postgresql://user:password@host:5432/tongban",
        ) from (why if DEBUG else None)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        # Django turns prepared statements off, and the store's own would be parsed every time; the ORM's
        # queries carry their values in their text and are never prepared.
        "OPTIONS": {"prepare_threshold": 5} | parts,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _secret_key(name: str, folder: Path) -> str:
    """The signing key: from the environment, else from a file made once, whoever starts first."""
    if given := os.environ.get(name, "").strip():
        if len(given) < 32:
            raise _wrong(name, "至少 32 个字符", "at least 32 characters")
        return given
    place = folder / "secret_key"
    if not place.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=folder, delete=False) as draft:  # mode 0600
            draft.write(secrets.token_urlsafe(48))
        try:
            os.link(draft.name, place)  # whole or not at all; fails where another process was first
        except FileExistsError:
            pass
        finally:
            os.unlink(draft.name)
    return place.read_text().strip()


# --- What the operator decides -------------------------------------------------------------------

DEBUG = _flag("TONGBAN_DEBUG")
DEMO = _flag("TONGBAN_DEMO")
DATA = Path(_text("TONGBAN_DATA", ".tongban")).absolute()
PUBLIC_URL = _web_address("TONGBAN_PUBLIC_URL", "http://localhost:8000")
SECRET_KEY = _secret_key("TONGBAN_SECRET_KEY", DATA)
DATABASES = {"default": _database("TONGBAN_DATABASE_URL")}
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    urlsplit(PUBLIC_URL).hostname,
    *(host.strip() for host in os.environ.get("TONGBAN_HOSTS", "").split(",") if host.strip()),
]

# --- Parts ---------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",  # before the store, which registers its tasks with it
    "tongban.store",
    "tongban.web.public",
    "tongban.web.staff",
    "tongban.web.counter",
    "tongban.web.desk",
    "tongban.web.design",  # last: a screen may override a component's template by its name
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # before whitenoise, so that assets carry the policy too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tongban.web.refusing.RefusalMiddleware",
]

ROOT_URLCONF = "tongban.web.urls"
WSGI_APPLICATION = "tongban.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tongban.web.design.context.shell",
            ],
            "builtins": ["tongban.web.design.templatetags.design"],
        },
    }
]

# --- Who stands there ----------------------------------------------------------------------------

AUTH_USER_MODEL = "store.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
# Shared machines stand in every hall: a session ends with the browser, and with the working day.
SESSION_COOKIE_NAME = "tongban_session"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# A message may name a case; a cookie would carry it in clear.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Language and time ---------------------------------------------------------------------------

USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
LANGUAGE_CODE = "zh-hans"  # Chinese is the source, English the translation
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]  # each app keeps its own beside its templates
LANGUAGE_COOKIE_NAME = "tongban_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60

# --- Assets --------------------------------------------------------------------------------------

_PLAIN = _choice("TONGBAN_STATIC", "plain" if DEBUG else "hashed", ("hashed", "plain")) == "plain"
STATIC_URL = "/static/"
STATIC_ROOT = None if _PLAIN else DATA / "static"
WHITENOISE_USE_FINDERS = _PLAIN
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if _PLAIN
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

# --- What a browser is told to refuse ------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Who goes to pay is sent on from a form of ours to the platform's own page.
        "form-action": [SELF, *_payment_pages()],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
_HTTPS = PUBLIC_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
CSRF_COOKIE_NAME = "tongban_csrf"
CSRF_COOKIE_HTTPONLY = True  # pages carry the token themselves
CSRF_FAILURE_VIEW = "tongban.web.errors.form_expired"
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- How much one request may bring --------------------------------------------------------------

UPLOAD_MAX_BYTES = _count("TONGBAN_UPLOAD_MEGABYTES", 50) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # fields without the files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 60
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "tongban.web.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- What the operator reads ---------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},  # a mistyped address is not the operator's worry
    },
}
