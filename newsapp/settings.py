"""All settings in one file, driven by environment variables; importing it starts nothing and writes nothing but a key.

NEWSAPP_HTTPS=1 switches on everything that only makes sense behind HTTPS (secure cookies with the __Host- prefix, HSTS,
the redirect). docs/deployment.md lists every variable.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("NEWSAPP_VAR") or BASE_DIR / "var")


def env_flag(name: str, *, default: bool = False) -> bool:
    """True for 1, true, yes, on (any case)."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in {"1", "true", "yes", "on"}


def env_list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def secret_key() -> str:
    """NEWSAPP_SECRET_KEY, else a key kept in var/secret_key (made once, readable by its owner only)."""
    if key := os.environ.get("NEWSAPP_SECRET_KEY"):
        return key
    path = VAR_DIR / "secret_key"
    try:
        if path.exists():
            return path.read_text(encoding="ascii").strip()
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was faster
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"Cannot keep a secret key in {path}: {error}. Set NEWSAPP_SECRET_KEY.") from error
    key = secrets.token_urlsafe(50)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key)
    return key


def database_from(url: str) -> dict[str, object]:
    """Django's settings for postgresql://user:password@host:port/name?host=/socket/folder&sslmode=...

    Raises ImproperlyConfigured when the scheme is not PostgreSQL's.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured("DATABASE_URL must start with postgresql://")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or parts.hostname or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "newsapp",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 3, "application_name": "newsapp", **options},
    }


HTTPS = env_flag("NEWSAPP_HTTPS")
DEBUG = env_flag("NEWSAPP_DEBUG")
SECRET_KEY = secret_key()
ALLOWED_HOSTS = env_list("NEWSAPP_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")

# What the site calls itself; the package stays newsapp.
SITE_NAME = os.environ.get("NEWSAPP_SITE_NAME", "Annals")
FIXTURES_DIR = BASE_DIR / "fixtures"
SPACY_MODEL = os.environ.get("NEWSAPP_SPACY_MODEL", "")
# Events of a lower confidence wait for a curator's review before readers see them; 0 publishes everything.
PUBLISH_FROM = float(os.environ.get("NEWSAPP_PUBLISH_FROM") or 0.74)

INSTALLED_APPS = [
    "newsapp.countries",
    "newsapp.actors",
    "newsapp.articles",
    "newsapp.knowledge",
    "newsapp.events",
    "newsapp.ingest",
    "newsapp.browse",
    "newsapp.curation",
    "django_htmx",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "newsapp.responses.numbered",
    "newsapp.responses.policy_headers",
    "newsapp.responses.database_away",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pads its answers against guessing a secret from their length; pages for readers hold none.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "newsapp.urls"
WSGI_APPLICATION = "newsapp.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsapp.browse.site.site",
            ],
        },
    },
]

# NEWSAPP_EMBEDDED_DSN is set by newsapp.postgres when it has started the embedded server.
_database_url = os.environ.get("DATABASE_URL") or os.environ.get("NEWSAPP_EMBEDDED_DSN")
DATABASES = {"default": database_from(_database_url or "postgresql:///newsapp")}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "en"
USE_I18N = False  # the interface is English; localising every variable is a third of a list page's time
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600  # files without a hash in their name; hashed ones are immutable

# The strict policy of docs/adr/0006; newsapp.responses puts it on every answer.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = env_list("NEWSAPP_TRUSTED_ORIGINS")
if HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # probes come from inside, without TLS
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    if env_flag("NEWSAPP_BEHIND_PROXY"):
        # Only behind a proxy that strips the header from what it receives.
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# W021: preloading binds a whole domain for months; that is the operator's choice, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000  # the admin's inlines; public forms are GET and bounded by their own form
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "newsapp.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("NEWSAPP_LOG_LEVEL", "WARNING")},
    # A page that does not exist is no news, and each one a scanner asks for would be a line.
    "loggers": {"django.request": {"level": "ERROR"}},
}
