"""How is this installation set up? Everything comes from the environment, with safe defaults.

DATA_DIR            where the database, the secret key and letters live (default: ./data)
DATABASE_URL        absent: SQLite in DATA_DIR; else postgres://user:word@host/name
SECRET_KEY(_FILE)   absent: made on first run and kept in DATA_DIR/secret-key, mode 600
FILIFORM_HOSTS      names this clinic is served under, comma separated (default: this machine)
FILIFORM_HTTPS      1: cookies only over https, and browsers are told to insist on it
FILIFORM_CONTENT_DIR  the clinic's own pages (default: the ones that come with filiform)
FILIFORM_CLINIC     the clinic's name on every page
FILIFORM_OLD_ADDRESSES  the clinic's earlier host names: links to them become local ones
FILIFORM_EMAIL_URL(_FILE)  smtp://user:word@host:port, smtps://…; absent: letters are files
"""

import os
import secrets
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

PACKAGE = Path(__file__).resolve().parent


# ---------------------------------------------------------------- typed readers
def text(name: str, default: str = "") -> str:
    """The value of NAME, or the content of the file that NAME_FILE names."""
    from_file = os.environ.get(f"{name}_FILE")
    if from_file is None:
        return os.environ.get(name, default)
    if name in os.environ:
        raise ImproperlyConfigured(f"Both {name} and {name}_FILE are set. Unset one of them.")
    try:
        return Path(from_file).read_text().strip()
    except OSError as problem:
        raise ImproperlyConfigured(
            f"{name}_FILE names {from_file}, which cannot be read ({problem.strerror}). "
            f"Make that file readable for this user, or unset {name}_FILE."
        ) from None


def flag(name: str, default: bool = False) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off", ""):
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}. Set it to 1 or 0.")


def names(name: str, default: str = "") -> list[str]:
    return [one.strip() for one in text(name, default).split(",") if one.strip()]


def folder(name: str, default: Path) -> Path:
    return Path(text(name) or default).expanduser().resolve()


def database(url: str, data_dir: Path) -> dict:
    """Django's settings of the one database."""
    if url:
        try:
            found = dict(dj_database_url.parse(url, conn_max_age=60))
        except (ValueError, dj_database_url.ParseError, dj_database_url.UnknownSchemeError):
            raise ImproperlyConfigured(
                "DATABASE_URL cannot be read. Write postgres://user:word@host:5432/name, "
                "or unset it to use SQLite in DATA_DIR."
            ) from None
        if "postgresql" in str(found["ENGINE"]):
            return found
        raise ImproperlyConfigured("DATABASE_URL names neither PostgreSQL nor nothing. Unset it.")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data_dir / "filiform.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
        # a file, not memory: the browser tests' server is another thread
        "TEST": {"NAME": data_dir / "test.sqlite3"},
    }


def secret_key(data_dir: Path) -> str:
    """SECRET_KEY, or the one kept in the data folder, made on the first run."""
    given = text("SECRET_KEY")
    if given:
        return given
    kept = data_dir / "secret-key"
    try:
        made = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept.read_text().strip()
    with os.fdopen(made, "w") as file:
        file.write(secrets.token_urlsafe(64))
    return kept.read_text().strip()


def email(url: str, data_dir: Path) -> dict[str, object]:
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": data_dir / "letters",
        }
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ImproperlyConfigured(
            "FILIFORM_EMAIL_URL cannot be read. Write smtp://user:word@host:587 or smtps://…"
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_TIMEOUT": 20,
    }


def made(data_dir: Path) -> Path:
    try:
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as problem:
        raise ImproperlyConfigured(
            f"DATA_DIR is {data_dir}, which cannot be made ({problem.strerror}). "
            "Set DATA_DIR to a folder this user may write to."
        ) from None
    return data_dir


# ---------------------------------------------------------------- this installation
TESTING = "pytest" in sys.modules
DEBUG = flag("FILIFORM_DEBUG")
HTTPS = flag("FILIFORM_HTTPS")
DATA_DIR = made(folder("DATA_DIR", Path.cwd() / "data"))
CONTENT_DIR = folder("FILIFORM_CONTENT_DIR", PACKAGE / "content")
CLINIC_NAME = text("FILIFORM_CLINIC", "Front Range Physical Therapy")
OLD_ADDRESSES = names("FILIFORM_OLD_ADDRESSES", "bodywisept.com,www.bodywisept.com")
SITE_ADDRESS = text("FILIFORM_ADDRESS", f"http://127.0.0.1:{text('PORT', '8000')}").rstrip("/")
SECRET_KEY = secret_key(DATA_DIR)
ALLOWED_HOSTS = names("FILIFORM_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = names("FILIFORM_ORIGINS")
DATABASES = {"default": database(text("DATABASE_URL"), DATA_DIR)}
globals().update(email(text("FILIFORM_EMAIL_URL"), DATA_DIR))
DEFAULT_FROM_EMAIL = text("FILIFORM_FROM", "clinic@filiform.example")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "allauth",
    "allauth.account",
    "filiform.records",
    "filiform.ops",
    "filiform.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "filiform.web.middleware.refusals",
]
ROOT_URLCONF = "filiform.urls"
WSGI_APPLICATION = "filiform.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "filiform.web.context.clinic",
            ],
        },
    }
]
STATICFILES_DIRS = [PACKAGE / "static"]
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# ---------------------------------------------------------------- people
AUTH_USER_MODEL = "records.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "after-sign-in"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "filiform.web.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "filiform.web.errors.csrf"

# ---------------------------------------------------------------- safe by default
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# For how long a process remembers what stands around every page (centers, telephone numbers).
FRAME_SECONDS = 0 if TESTING else 5

LANGUAGE_CODE = "en-us"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "America/Denver"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Addresses and their queries never reach a log: they may say who is a patient here.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"no_addresses": {"()": "filiform.web.errors.WithoutAddresses"}},
    "handlers": {
        "out": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["no_addresses"],
        }
    },
    "root": {"handlers": ["out"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["out"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["out"], "level": "WARNING", "propagate": False},
    },
}
