"""Every setting an office may change, read from the environment in one place."""

import ipaddress
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from nennep.config.given import refuse_bad_settings
from nennep.config.sqlite import safe_journal_mode


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    meaning: str
    secret: bool = False  # its value is never shown


SETTINGS = (
    Setting("NENNEP_DATA", "./var", "Thư mục dữ liệu: cơ sở dữ liệu, tệp gốc, khóa bí mật, bản sao lưu."),
    Setting("NENNEP_URL", "http://localhost:8000", "Địa chỉ người dùng gõ vào trình duyệt."),
    Setting(
        "NENNEP_DATABASE",
        "",
        "Để trống: SQLite trong thư mục dữ liệu. Hoặc postgresql://người:mật-khẩu@máy/tên.",
        secret=True,
    ),
    Setting(
        "NENNEP_VAULT",
        "",
        "Cơ sở dữ liệu giữ khóa của đơn niêm phong. Để trống: vault.sqlite3 trong thư mục dữ liệu. "
        "Hoặc postgresql://…, khác NENNEP_DATABASE.",
        secret=True,
    ),
    Setting(
        "NENNEP_SECRET_KEY",
        "",
        "Khóa bí mật, ít nhất 50 ký tự. Để trống: sinh một lần, cất trong thư mục dữ liệu.",
        secret=True,
    ),
    Setting("NENNEP_ALLOW_HTTP", "0", "1: cho chạy không HTTPS ngoài máy này (mạng nội bộ tin cậy, tạm thời)."),
    Setting(
        "NENNEP_MAIL",
        "",
        "Máy gửi thư, dạng smtp://người:mật-khẩu@máy:cổng (smtps:// cho TLS). Để trống: không gửi thư.",
        secret=True,
    ),
    Setting("NENNEP_MAIL_FROM", "nennep@localhost", "Địa chỉ người gửi của thư báo việc."),
    Setting(
        "NENNEP_IMAP",
        "",
        "Hộp thư nhận mẫu trả lời của đơn vị và bảng rà soát của chi bộ, dạng "
        "imaps://người:mật-khẩu@máy:993/INBOX. Để trống: không nhận qua thư.",
        secret=True,
    ),
    Setting("NENNEP_MAX_FILE_MB", "50", "Tệp tải lên lớn nhất, tính bằng MB."),
    Setting("NENNEP_LISTS_DAYS", "30", "Số ngày giữ danh sách đưa vào đối chiếu; hết hạn máy tự xóa."),
    Setting("NENNEP_PROXIES", "0", "Số máy chủ trung gian tin cậy đứng trước (Caddy, nginx): 0 hoặc 1."),
    Setting("NENNEP_BACKUP", "", "Thư mục nhận bản sao lưu mỗi đêm, nên ở đĩa khác. Để trống: không tự sao lưu."),
)


@dataclass(frozen=True)
class Environment:
    data: Path
    url: str
    database: str
    vault: str
    secret_key: str
    allow_http: bool
    mail: str
    mail_from: str
    imap: str
    max_file_mb: int
    lists_days: int
    proxies: int
    backup: str
    given: dict[str, str] = field(default_factory=dict)

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or "localhost"

    @property
    def https(self) -> bool:
        return self.url.startswith("https://")

    @property
    def open_to_the_network(self) -> bool:
        """People come from other machines without HTTPS."""
        return not self.https and not is_this_machine(self.host)

    @property
    def shown(self) -> list[tuple[str, str, str]]:
        """Name, value and meaning of each setting, for the page of the keeper; of a secret only whether it is set."""
        return [(s.name, self.value_shown(s), s.meaning) for s in SETTINGS]

    def value_shown(self, setting: Setting) -> str:
        value = self.given.get(setting.name, "")
        if setting.secret:
            return "đã đặt" if value else "để trống"
        return value or "để trống"


def is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def read_environment() -> Environment:
    given = {s.name: os.environ.get(s.name, "").strip() or s.default for s in SETTINGS}
    refuse_bad_settings(given)
    data = Path(given["NENNEP_DATA"]).absolute()
    return Environment(
        data=data,
        url=given["NENNEP_URL"].rstrip("/"),
        database=given["NENNEP_DATABASE"],
        vault=given["NENNEP_VAULT"],
        secret_key=given["NENNEP_SECRET_KEY"] or kept_secret(data),
        allow_http=given["NENNEP_ALLOW_HTTP"] == "1",
        mail=given["NENNEP_MAIL"],
        mail_from=given["NENNEP_MAIL_FROM"],
        imap=given["NENNEP_IMAP"],
        max_file_mb=int(given["NENNEP_MAX_FILE_MB"]),
        lists_days=int(given["NENNEP_LISTS_DAYS"]),
        proxies=int(given["NENNEP_PROXIES"]),
        backup=given["NENNEP_BACKUP"],
        given=given,
    )


def kept_secret(data: Path) -> str:
    """The key kept in the data folder, made on first need; readable by its owner only."""
    file = data / "secret_key"
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as out:
            out.write(secrets.token_urlsafe(64))
    return file.read_text().strip()


def database_settings(environment: Environment) -> dict[str, object]:
    if environment.database:
        return postgresql_settings(environment.database)
    return sqlite_settings(environment.data / "nennep.sqlite3")


def vault_settings(environment: Environment) -> dict[str, object]:
    """Keys lie apart from what they open: a copy of one database opens nothing."""
    if environment.vault:
        return postgresql_settings(environment.vault)
    return sqlite_settings(environment.data / "vault.sqlite3")


def postgresql_settings(address: str) -> dict[str, object]:
    parts = urlsplit(address)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}},
    }


CACHE = 32 * 1024  # KiB of the database that each connection may hold in memory


def sqlite_settings(file: Path) -> dict[str, object]:
    # not trusted_schema=OFF: SQLite 3.40 then refuses the JSON checks of Django's own tables
    pragmas = ("synchronous=FULL", "secure_delete=ON", "foreign_keys=ON", f"cache_size=-{CACHE}")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": None,  # a thread keeps its own, and with it the pages that it has read
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "; ".join(f"PRAGMA {p}" for p in (f"journal_mode={safe_journal_mode()}", *pragmas)),
        },
    }


def mail_settings(environment: Environment) -> dict[str, object]:
    """Django's mail settings from one address; without one, mail stays in the outbox and says so."""
    if not environment.mail:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(environment.mail)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 20,
    }
