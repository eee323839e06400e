"""Django's settings; what an office may change is in `environment.SETTINGS`."""

from pathlib import Path

from csp.constants import NONE, SELF

from nennep.config.environment import database_settings, mail_settings, read_environment, vault_settings

PACKAGE = Path(__file__).resolve().parent.parent
ENVIRONMENT = read_environment()

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
ALLOWED_HOSTS = [ENVIRONMENT.host, "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.url]
CSRF_FAILURE_VIEW = "nennep.web.middleware.stale_form"
ROOT_URLCONF = "nennep.config.urls"
WSGI_APPLICATION = "nennep.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "nennep.web",  # before allauth: its templates take the place of allauth's
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "nennep.facts",
    "nennep.journal",
    "nennep.jobs",
    "nennep.files",
    "nennep.imports",
    "nennep.search",
    "nennep.notices",
    "nennep.accounts",
    "nennep.organisation",
    "nennep.workbench",
    "nennep.members",
    "nennep.candidates",
    "nennep.vault",
    "nennep.procedures",
    "nennep.directives",
    "nennep.records",
    "nennep.paperwork",
    "nennep.chasing",
    "nennep.reports",
    "nennep.evaluation",
    "nennep.desk",
    "nennep.config",
]

MIDDLEWARE = [
    # the headers stand outside of all that answers: static files and refused requests have them too
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "nennep.web.middleware.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "nennep.vault.middleware.NamelessMiddleware",
    "nennep.vault.middleware.UnspilledMiddleware",
    "nennep.web.middleware.RequestIdMiddleware",
    "nennep.web.memory.MemoryMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "nennep.accounts.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "nennep.accounts.middleware.SessionEndMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "nennep.accounts.middleware.SignedInMiddleware",
    "nennep.web.middleware.ErrorSentenceMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nennep.config.rail.rail",
                "nennep.config.rail.public_page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "nennep.web.templatetags.web",
                "nennep.web.templatetags.straight",
            ],
        },
    }
]

DATABASES = {"default": database_settings(ENVIRONMENT), "vault": vault_settings(ENVIRONMENT)}
DATABASE_ROUTERS = ["nennep.vault.router.VaultRouter"]
VAULT_COOKIE_NAME = "__Host-vault" if ENVIRONMENT.https else "nennep_vault"
VAULT_COST = (3, 64 * 1024, 1)  # Argon2id of a holder's words: passes, KiB, lanes
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "web_cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# who comes in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["nennep.accounts.backends.PersonBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "nennep.accounts.passwords.UnlikeThePerson",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email")},
    },
    {"NAME": "nennep.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "nennep.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "10/15m/key,40/15m/ip",
    "reauthenticate": "10/15m/user",
    "change_password": "10/15m/user",
    "activate": "10/15m/key,40/15m/ip",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_FORMS = {
    "login": "nennep.accounts.sign_in_forms.SignInForm",
    "reauthenticate": "nennep.accounts.sign_in_forms.ConfirmForm",
    "change_password": "nennep.accounts.sign_in_forms.PasswordForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
MFA_ADAPTER = "nennep.accounts.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "nennep.accounts.sign_in_forms.CodeForm",
    "reauthenticate": "nennep.accounts.sign_in_forms.ConfirmCodeForm",
    "activate_totp": "nennep.accounts.sign_in_forms.AppForm",
    "add_webauthn": "nennep.accounts.sign_in_forms.KeyForm",
    "edit_webauthn": "nennep.accounts.sign_in_forms.KeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Nền Nếp"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.https

# what leaves with every answer
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.proxies else None
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "__Host-session" if ENVIRONMENT.https else "nennep_session"
CSRF_COOKIE_NAME = "__Host-csrf" if ENVIRONMENT.https else "nennep_csrf"
SESSION_ENGINE = "nennep.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600
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
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

# words and time
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = ["nennep.config.formats"]
USE_THOUSAND_SEPARATOR = False

# files
STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "nennep.web.statics.Statics"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
FILES_ROOT = ENVIRONMENT.data / "files"
LISTS_ROOT = ENVIRONMENT.data / "lists"  # lists of persons that are being matched; erased after so many days
LISTS_DAYS = ENVIRONMENT.lists_days
HANDOVERS_ROOT = ENVIRONMENT.data / "handovers"  # members' data that waits to be taken by who made it, for a day
SEARCH_ROOT = ENVIRONMENT.data / "search"
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
MAX_FILE_BYTES = ENVIRONMENT.max_file_mb * 1024 * 1024

DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
globals().update(mail_settings(ENVIRONMENT))
MAILBOX = ENVIRONMENT.imap  # where filled forms arrive as attachments

# the servers through which the makers of browsers wake them
PUSH_HOSTS = [
    "fcm.googleapis.com",
    "push.services.mozilla.com",
    "push.apple.com",
    "notify.windows.com",
]
PUSH_ANYWHERE = False  # tests alone push to a server of their own
API_READINGS = (1_200, 4_000)  # of members by programs in an hour: by one key, and from one machine
FEED_READINGS = (60, 600)  # of a calendar in an hour: by its own address, and from one machine
FROM_OUTSIDE = {  # on the public page of letters in an hour, for each process of the server: from one machine, in all
    "forms": (60, 600),
    "letters": (6, 40),
    "codes": (20, 200),
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "nennep.web.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
