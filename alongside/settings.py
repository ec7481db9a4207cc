"""Django's settings, read from the data folder and a few environment variables; nothing here is edited by hand.

ALONGSIDE_HOME      the folder that holds all data
ALONGSIDE_DATABASE  postgresql://user:password@host:port/name; without it, SQLite in the data folder
ALONGSIDE_HOSTS     names this server answers to, with commas; loopback always works
ALONGSIDE_HALL      the one local-network address of a hall; set by `alongside serve --hall`
ALONGSIDE_BEHIND    "proxy" when a proxy in front ends https and sets X-Forwarded-Proto
ALONGSIDE_START_CODE  the code that lets somebody start a partnership on a public server
ALONGSIDE_MAIL      smtp://user:password@host:port or smtps://…: the mail server that takes letters; without it, none
ALONGSIDE_MAIL_FROM   from whom they come, as in "Alongside <alongside@example.org>"
ALONGSIDE_ADDRESS   https://…: what links in letters begin with
ALONGSIDE_EXAMPLES  "on" lets anybody look round an example; on this computer alone they always can
ALONGSIDE_HOST_NAME, ALONGSIDE_HOST_CONTACT  who runs this server, for the privacy notice
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from alongside.home import data_home, database_file, secret_key, static_root

PACKAGE = Path(__file__).resolve().parent
HOME = data_home()
SECRET_KEY = secret_key(HOME)
DEBUG = False

HALL = os.environ.get("ALONGSIDE_HALL", "")
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
PUBLIC_HOSTS = [name.strip() for name in os.environ.get("ALONGSIDE_HOSTS", "").split(",") if name.strip()]
ALLOWED_HOSTS = [*LOOPBACK, *PUBLIC_HOSTS, *([HALL] if HALL else [])]

START_CODE = os.environ.get("ALONGSIDE_START_CODE", "")
MAIL = os.environ.get("ALONGSIDE_MAIL", "").strip()
MAIL_FROM = os.environ.get("ALONGSIDE_MAIL_FROM", "").strip()
ADDRESS = os.environ.get("ALONGSIDE_ADDRESS", "").strip()
EXAMPLES = os.environ.get("ALONGSIDE_EXAMPLES", "").strip().lower() == "on"
HOST_NAME = os.environ.get("ALONGSIDE_HOST_NAME", "")
HOST_CONTACT = os.environ.get("ALONGSIDE_HOST_CONTACT", "")

ROOT_URLCONF = "alongside.urls"
WSGI_APPLICATION = "alongside.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "alongside.web",
    "alongside.partnerships",
    "alongside.mail",
    "alongside.people",
    "alongside.front",
    "alongside.editions",
    "alongside.rounds",
    "alongside.agreements",
    "alongside.learning",
    "alongside.journey",
    "alongside.passing_on",
    "alongside.finding",
    "alongside.demo",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "alongside.web.policy.PolicyMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "alongside.web.mast.context",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "alongside.web.templatetags.parts",
                "alongside.web.templatetags.pictures",
                "alongside.web.templatetags.promises",
                "alongside.mail.templatetags.letters",
            ],
        },
    }
]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"


def _database(home: Path, address: str) -> dict[str, Any]:
    """Return Django's settings for the grown database at `address`, or for SQLite in `home`."""
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": database_file(home),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                " PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA busy_timeout=20000;",
            },
        }
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        # bound by the server: what people write is then in no statement that it may log
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 16, "timeout": 20}, "server_side_binding": True},
    }


DATABASES = {"default": _database(HOME, os.environ.get("ALONGSIDE_DATABASE", ""))}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = static_root()
STATICFILES_FINDERS = [
    "alongside.web.styles.AssembledFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# All 23 questions on one page, each as long as may be, in letters that take twelve characters to send, and of each the
# three texts that are chosen between: 3.4 million. A thousand fields are far above need.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

# HSTS and redirects belong to the proxy, see docs; the guard against forged forms is Django's, under another name
SILENCED_SYSTEM_CHECKS = ["security.W003", "security.W004", "security.W008"]
if os.environ.get("ALONGSIDE_BEHIND") == "proxy":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = bool(PUBLIC_HOSTS) and not HALL
CSRF_COOKIE_NAME = "__Host-csrf" if CSRF_COOKIE_SECURE else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE  # there are no sessions: the messages' cookie goes by this
CSRF_FAILURE_VIEW = "alongside.web.failures.csrf"
# To other sites: nothing, ever. Not `no-referrer`: under it browsers say `Origin: null` with our own forms, which no
# check of where a form came from can tell from a stranger's.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "require-trusted-types-for": ["'script'"],
    }
}

# Nothing anybody wrote, and no address of a page, goes to the log: links carry secrets.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django.request": {"handlers": ["stderr"], "level": "CRITICAL", "propagate": False},
        "django.security": {"handlers": ["stderr"], "level": "CRITICAL", "propagate": False},
        "alongside": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
