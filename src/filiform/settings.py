"""How is this installation set up? Everything comes from the environment, with safe defaults.

DATA_DIR            where the database, the secret key and letters live (default: ./data)
DATABASE_URL        absent: SQLite in DATA_DIR; else postgres://user:word@host/name
SECRET_KEY(_FILE)   absent: made on first run and kept in DATA_DIR/secret-key, mode 600; else
                    50 characters or more that nobody can guess
FILIFORM_HOSTS      names this clinic is served under, comma separated (default: this machine)
FILIFORM_HTTPS      1: cookies only over https, and browsers are told to insist on it
FILIFORM_CONTENT_DIR  the clinic's own pages (default: the ones that come with filiform)
FILIFORM_DESK_EDITS 1: the front desk edits the clinic's pages, too (default: the owner only)
FILIFORM_CLINIC     the clinic's name on every page
FILIFORM_TEXT_URL   how texts are sent: an Apprise address with {to} for the number; none: not sent
FILIFORM_OLD_ADDRESSES  the clinic's earlier host names: links to them become local ones
FILIFORM_EMAIL_URL(_FILE)  smtp://user:word@host:port, smtps://…; absent: letters are files
FILIFORM_DEMO       0: `filiform run` puts no made-up people into an empty database
HOST, PORT          where `filiform run` listens (default: port 8000, for this machine only)
"""

import sys
from pathlib import Path

from csp.constants import NONE, SELF

from filiform.environment import (
    as_it_says,
    database,
    email,
    fingerprint,
    flag,
    folder,
    made,
    names,
    port,
    secret_key,
    text,
)

PACKAGE = Path(__file__).resolve().parent


# ---------------------------------------------------------------- this installation
TESTING = "pytest" in sys.modules
DEBUG = flag("FILIFORM_DEBUG")
HTTPS = flag("FILIFORM_HTTPS")
DATA_DIR = made(folder("DATA_DIR", Path.cwd() / "data"))
CONTENT_DIR = folder("FILIFORM_CONTENT_DIR", PACKAGE / "content")
DESK_EDITS = flag("FILIFORM_DESK_EDITS")
TEXT_URL = text("FILIFORM_TEXT_URL")
CLINIC_NAME = text("FILIFORM_CLINIC", "Front Range Physical Therapy")
OLD_ADDRESSES = names("FILIFORM_OLD_ADDRESSES", "bodywisept.com,www.bodywisept.com")
DEMO = flag("FILIFORM_DEMO", default=True)
HOST, PORT = text("HOST") or "127.0.0.1", port("PORT", 8000)
SITE_ADDRESS = text("FILIFORM_ADDRESS", f"http://127.0.0.1:{PORT}").rstrip("/")
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
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "filiform.web.middleware.packed",
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
# Every file lies under the hash of all of them (docs/decisions/0007), so a
# browser keeps it for good. `filiform run` and wsgi.py pack them; the tests serve them as they lie.
STATICFILES_DIRS = [PACKAGE / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STATIC_URL = f"static/{fingerprint(PACKAGE / 'static')}/"
WHITENOISE_ROOT = None if DEBUG or TESTING else DATA_DIR / "packed"
WHITENOISE_USE_FINDERS = DEBUG or TESTING
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_IMMUTABLE_FILE_TEST = None if DEBUG else r"^/static/[0-9a-f]{16}/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = as_it_says

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
        "worker-src": [SELF],
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
