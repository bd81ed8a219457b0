"""How is a word of the environment read, and what is said where it cannot be?

Every failure is an `ImproperlyConfigured` whose sentence says what to write.
"""

import contextlib
import os
import secrets
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit
from wsgiref.headers import Headers

import dj_database_url
from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The value of NAME, or the content of the file that NAME_FILE names."""
    from_file = os.environ.get(f"{name}_FILE")
    if from_file is None:
        return os.environ.get(name, default)
    if name in os.environ:
        raise ImproperlyConfigured(f"Both {name} and {name}_FILE are set. Unset one of them.")
    try:
        return Path(from_file).read_text().strip()
    except (OSError, UnicodeDecodeError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else "it is no text"
        raise ImproperlyConfigured(
            f"{name}_FILE names {from_file}, which cannot be read ({why}). "
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


def port(name: str, default: int) -> int:
    value = text(name) or str(default)
    if value.isascii() and value.isdigit() and 0 < int(value) < 65536:
        return int(value)
    raise ImproperlyConfigured(f"{name} is {value!r}. Set it to a number from 1 to 65535.")


def folder(name: str, default: Path) -> Path:
    return Path(text(name) or default).expanduser().resolve()


def database(url: str, data_dir: Path) -> dict:
    """Django's settings of the one database."""
    if url:
        try:
            found = dict(dj_database_url.parse(url))
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
        "CONN_MAX_AGE": 60,  # seconds; to open it takes longer than to record a needle
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
        # a file, not memory: the browser tests' server is another thread
        "TEST": {"NAME": data_dir / "test.sqlite3"},
    }


SHORTEST_KEY = 50
"""Letters of a secret key; the one that filiform makes itself has 86."""


def secret_key(data_dir: Path) -> str:
    """SECRET_KEY, or the one kept in the data folder, made on the first run."""
    given = text("SECRET_KEY")
    if given:
        return _long_enough(given)
    kept = data_dir / "secret-key"
    try:
        if not kept.exists():
            _make_secret_key(kept)
        word = kept.read_text().strip()
    except OSError as problem:
        raise ImproperlyConfigured(
            f"{kept} cannot be made or read ({problem.strerror}). "
            "Set DATA_DIR to a folder this user may write to."
        ) from None
    if len(word) < SHORTEST_KEY:
        raise ImproperlyConfigured(
            f"{kept} does not hold a key. Remove the file: the next start makes a new one, "
            "and everybody signs in again."
        )
    return word


def _long_enough(given: str) -> str:
    if len(given) < SHORTEST_KEY:
        raise ImproperlyConfigured(
            f"SECRET_KEY has {len(given)} characters, so links and sign-ins could be forged. Set "
            f"it to {SHORTEST_KEY} or more that nobody can guess, or unset it: then filiform "
            "makes one and keeps it."
        )
    return given


def _make_secret_key(kept: Path) -> None:
    """Whole or not at all: two processes may start at once, and the first one's key counts."""
    part = kept.with_name(f"secret-key.{os.getpid()}.{secrets.token_hex(4)}")
    made = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(made, "w") as file:
            file.write(secrets.token_urlsafe(64))
        with contextlib.suppress(FileExistsError):
            os.link(part, kept)
    finally:
        part.unlink()


def email(url: str, data_dir: Path) -> dict[str, object]:
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": data_dir / "letters",
        }
    try:
        parts = urlsplit(url)
        mail_port = parts.port or (465 if parts.scheme == "smtps" else 587)
    except ValueError:
        parts, mail_port = urlsplit(""), 0
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ImproperlyConfigured(
            "FILIFORM_EMAIL_URL cannot be read. Write smtp://user:word@host:587 or smtps://…"
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": mail_port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_TIMEOUT": 20,
    }


def fingerprint(folder: Path) -> str:
    """16 hexadecimal digits: others where a file has another name or other bytes."""
    whole = sha256()
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        whole.update(path.relative_to(folder).as_posix().encode())
        whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]


def as_it_says(headers: Headers, path: str, address: str) -> None:
    """For a file of ours: a browser takes it for nothing else than its headers say."""
    headers["X-Content-Type-Options"] = "nosniff"


def made(data_dir: Path) -> Path:
    try:
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as problem:
        raise ImproperlyConfigured(
            f"DATA_DIR is {data_dir}, which cannot be made ({problem.strerror}). "
            "Set DATA_DIR to a folder this user may write to."
        ) from None
    return data_dir
