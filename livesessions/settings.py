"""One settings file: the environment decides, the defaults run on a laptop.

The table of docs/configuration.md lists every variable that is read here. Production (``LAPTOP`` off) refuses to start
with defaults that are safe only on a laptop.
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from livesessions import stores
from livesessions.content_policy import EVERYTHING_OURS
from livesessions.lan import lan_address
from livesessions.logs import logging_config
from livesessions.secret_key import is_guessable, own_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", default=False)
LAPTOP = env.bool("LAPTOP", default=DEBUG)
"""True where the unsafe defaults below are acceptable: `make run`, the tests, a developer's machine."""

LAN = lan_address(env.str("LAN", default="")) if LAPTOP else ""
"""This laptop's address on the local network, when the demo serves phones there (`make run LAN=1`); else empty."""

LAPTOP_SECRET_KEY = "a-laptop-is-not-a-secret-" + "x" * 32
SECRET_KEY = env.str("SECRET_KEY", default=own_secret_key(VAR_DIR / "secret-key") if LAN else LAPTOP_SECRET_KEY)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[LAN or "127.0.0.1", "localhost", "[::1]"] if LAPTOP else [])
if not LAPTOP:
    if SECRET_KEY == LAPTOP_SECRET_KEY or any(is_guessable(key) for key in (SECRET_KEY, *SECRET_KEY_FALLBACKS)):
        raise ImproperlyConfigured("Set SECRET_KEY to at least 50 random characters, or LAPTOP=1 on your own machine.")
    if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured("Set ALLOWED_HOSTS to the names under which people reach this server.")

HTTPS = env.bool("HTTPS", default=not LAPTOP)
PORT = env.int("PORT", default=8000)
PUBLIC_ADDRESS = env.str("PUBLIC_ADDRESS", default=f"{LAN or '127.0.0.1'}:{PORT}" if LAPTOP else ALLOWED_HOSTS[0])
"""The address that people type to join, e.g. ``wijkteams.example``; the projector and the QR code show it."""
TRUSTED_ORIGINS = env.list(
    "TRUSTED_ORIGINS", default=[f"{'https' if HTTPS else 'http'}://{host}" for host in ALLOWED_HOSTS]
)
"""Extra exact origins (scheme, host, port) whose pages may open a socket; the page's own origin always may."""
CSRF_TRUSTED_ORIGINS = [origin for origin in TRUSTED_ORIGINS if not origin.endswith("]")]

INSTALLED_APPS = [
    "daphne",
    "livesessions.accounts",
    "livesessions.programme",
    "livesessions.archive",
    "livesessions.followup",
    "rooms.live",
    "rooms.floor",
    "rooms.board",
    "polls.asking",
    "rooms.breakouts",  # finishes after the others when a room ends: it locks the room, and all lock the room last
    "polls.groups",
    "polls.library",
    "livesessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "channels",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

# Every one of these is synchronous: one thread hop a request instead of one for each middleware.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "rooms.live.rendering.page_cache.CompressedOnce",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "livesessions.programme.language.chosen_language",
    "livesessions.error_pages.never_empty",
    "livesessions.error_pages.readable_body",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "livesessions.accounts.middleware.never_stored",
    "livesessions.accounts.middleware.refusals_noted",
    "livesessions.accounts.middleware.StandingLogin",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "livesessions.urls"
ASGI_APPLICATION = "livesessions.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "livesessions.template_loader.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["livesessions.programme.templatetags.words"],
        },
    }
]

# --- Stores ---------------------------------------------------------------------------------------------------------

DATABASES = {
    "default": stores.database(
        env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'livesessions.sqlite3'}"),
        pool=env.int("DATABASE_POOL", default=16),
        test_name=env.str("DATABASE_TEST_NAME", default=None),
        test_file=VAR_DIR / "test.sqlite3",
    )
}

EXPORTS_DIR = env.path("EXPORTS_DIR", default=VAR_DIR / "exports")
"""Where files of the archive wait for who asked for them. Several machines need one that they share."""

SMALLEST_RESULT = env.int("SMALLEST_RESULT", default=5)
"""The fewest answers of which numbers are shown or kept. A host may ask for more; only a laptop has less than 5."""
if SMALLEST_RESULT < 5 and not LAPTOP:
    raise ImproperlyConfigured("SMALLEST_RESULT is at least 5: with fewer answers people could be recognised.")

STRICT_BELOW = env.int("STRICT_BELOW", default=20 if SMALLEST_RESULT >= 5 else 0)
"""With fewer people here a poll is strict (polls/asking/stepping.py). Who shows one answer wants to see each."""

METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
"""Requests with this bearer token may read /metrics; without a token only this machine may."""

REDIS_URL = env.str("REDIS_URL", default="")
PROCESSES = env.int("PROCESSES", default=1)
"""The number of application processes of this site; more than one needs REDIS_URL (checked at start)."""
CHANNEL_LAYERS = {"default": stores.channel_layer(REDIS_URL)}
CACHES = {name: stores.cache(REDIS_URL, name) for name in ("default", "limits")}

STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=VAR_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
HASHED_STATIC = env.bool("HASHED_STATIC", default=not DEBUG)
_PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "livesessions.assets.storage.HashedStatic" if HASHED_STATIC else _PLAIN},
}
WHITENOISE_USE_FINDERS = not HASHED_STATIC

WEBHOOKS_TO_LOOPBACK = env.bool("WEBHOOKS_TO_LOOPBACK", default=False)  # for tests; a system check refuses it elsewhere

# --- People ---------------------------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("Argon2", "PBKDF2")]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator"}
    for name in ("UserAttributeSimilarity", "CommonPassword", "NumericPassword")
] + [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}}]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "livesessions.accounts.adapters.InvitedOnly"
ACCOUNT_FORMS = {"reset_password": "livesessions.accounts.making.ResetPassword"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # that mail offers a sign-up, and accounts are by invitation only
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    # A town hall has one address. Five wrong passwords for one account are too many; see known_browsers.py.
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
}
SECOND_FACTOR = not LAPTOP or env.bool("SECOND_FACTOR", default=False)
"""Whether everybody with an account needs a second factor. Only a laptop may do without."""
MFA_ADAPTER = "livesessions.accounts.adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey is both factors: the device, and a finger, face or PIN
MFA_TOTP_ISSUER = "livesessions"
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "hosting"
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
if not LAPTOP and EMAIL_CONFIG["EMAIL_BACKEND"].endswith(".console.EmailBackend"):
    raise ImproperlyConfigured("Set EMAIL_URL to a mail server: links for a new password must not stand in a log.")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", default=f"livesessions@{PUBLIC_ADDRESS.split(':')[0]}")

SESSION_COOKIE_AGE = env.int("IDLE_MINUTES", default=120) * 60
"""Seconds after which a login that nobody uses ends; see also `LONGEST` in livesessions/accounts/standing.py."""
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
PARTICIPANT_COOKIE_NAME = "__Host-participant" if HTTPS else "participant"
CODE_COOKIE_NAME = "__Host-code" if HTTPS else "code"
MODERATOR_COOKIE_NAME = "__Host-moderator" if HTTPS else "moderator"
RECEIPT_COOKIE_NAME = "__Host-receipt" if HTTPS else "receipt"
SCREEN_COOKIE_NAME = "__Host-screen" if HTTPS else "screen"
VISITOR_COOKIE_NAME = "__Host-visitor" if HTTPS else "visitor"
KNOWN_COOKIE_NAME = "__Host-known" if HTTPS else "known"
SIGNED_COOKIE_LEGACY_SALT_FALLBACK = False  # CVE-2026-6873
CSRF_FAILURE_VIEW = "livesessions.error_pages.forged"

# --- Browser --------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = EVERYTHING_OURS
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=False)
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
# A municipality has other servers under its name, so its administrator decides about subdomains.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE_PROXY_SSL_HEADER else 0
X_FRAME_OPTIONS = "DENY"
# The longest text that a form takes: 60,000 characters of three bytes, each byte percent-encoded.
DATA_UPLOAD_MAX_MEMORY_SIZE = 640 * 1024
# As many rows as an administrator may delete at once; other pages take `error_pages.MOST_FIELDS`.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Language and time ----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

# --- Logs: they never hold a participant's address, code, name or id -------------------------------------------------

LOGGING = logging_config(env.str("LOG_LEVEL", default="INFO"), not (DEBUG or LAPTOP), env.str("SECURITY_LOG", ""))
