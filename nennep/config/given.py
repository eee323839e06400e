"""Is each setting one that can be meant? What cannot is named in one plain sentence, before anything is started."""

import os
import re
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

ADDRESS = re.compile(r"https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?/?", re.ASCII)
MOST_MB = 2000
MOST_DAYS = 365  # that lists of persons are kept
MAILBOX = ("imap", "imaps", "imap+tls")
POSTGRESQL, MAIL = ("postgresql", "postgres"), ("smtp", "smtps", "smtp+tls")


class BadSettings(Exception):
    """The program cannot start with these; the text is for whoever started it."""

    def __init__(self, faults: list[str]) -> None:
        lines = "\n".join(f"  – {fault}" for fault in faults)
        super().__init__(f"Chưa chạy được, vì cài đặt chưa đúng:\n{lines}")


def refuse_bad_settings(given: Mapping[str, str]) -> None:
    if faults := list(find_faults(given)):
        raise BadSettings(faults)


def find_faults(given: Mapping[str, str]) -> Iterator[str]:
    yield from faults_of_address(given["NENNEP_URL"])
    yield from faults_of_database("NENNEP_DATABASE", given["NENNEP_DATABASE"])
    yield from faults_of_database("NENNEP_VAULT", given["NENNEP_VAULT"])
    if given["NENNEP_VAULT"] and given["NENNEP_VAULT"] == given["NENNEP_DATABASE"]:
        yield "NENNEP_VAULT phải là cơ sở dữ liệu khác NENNEP_DATABASE: khóa không nằm cùng chỗ với thứ nó mở."
    yield from faults_of_mail(given["NENNEP_MAIL"])
    yield from faults_of_mailbox(given["NENNEP_IMAP"])
    yield from faults_of_number("NENNEP_MAX_FILE_MB", given["NENNEP_MAX_FILE_MB"], 1, MOST_MB)
    yield from faults_of_number("NENNEP_LISTS_DAYS", given["NENNEP_LISTS_DAYS"], 1, MOST_DAYS)
    yield from faults_of_number("NENNEP_PROXIES", given["NENNEP_PROXIES"], 0, 1)
    yield from faults_of_number("NENNEP_ALLOW_HTTP", given["NENNEP_ALLOW_HTTP"], 0, 1)
    yield from faults_of_data(Path(given["NENNEP_DATA"]).absolute())


def parts_of(address: str) -> SplitResult | None:
    """The parts of an address whose port is a port; nothing for one that cannot be read."""
    try:
        parts = urlsplit(address)
        return parts if parts.port is None or parts.port else None
    except ValueError:
        return None


def faults_of_address(url: str) -> Iterator[str]:
    if not ADDRESS.fullmatch(url) or parts_of(url) is None:
        yield f"NENNEP_URL=“{url}” không phải địa chỉ trang. Hãy đặt như https://nennep.noibo hoặc http://localhost:8000."


def faults_of_database(name: str, address: str) -> Iterator[str]:
    """The address holds a password: of a wrong one only its kind is told."""
    if not address:
        return
    parts = parts_of(address)
    if parts is None or parts.scheme not in POSTGRESQL or not parts.path.strip("/"):
        kind = f" (đang là {parts.scheme}://…)" if parts and parts.scheme else ""
        yield (
            f"{name} không dùng được{kind}. Hãy để trống để dùng SQLite, hoặc đặt postgresql://người:mật-khẩu@máy/tên."
        )
    elif any("=" not in pair for pair in parts.query.split("&") if pair):
        yield f"{name} có phần sau dấu ? không đọc được. Hãy viết như ?host=/var/run/postgresql."
    elif find_spec("psycopg") is None:
        yield f"{name} cần thư viện của PostgreSQL. Hãy cài thêm: pip install 'nennep[postgresql]'."


def faults_of_mail(address: str) -> Iterator[str]:
    parts = parts_of(address) if address else None
    if address and (parts is None or parts.scheme not in MAIL or not parts.hostname):
        yield "NENNEP_MAIL không phải địa chỉ máy gửi thư. Hãy đặt như smtp://người:mật-khẩu@máy:cổng."


def faults_of_mailbox(address: str) -> Iterator[str]:
    parts = parts_of(address) if address else None
    if address and (parts is None or parts.scheme not in MAILBOX or not parts.hostname or not parts.username):
        yield "NENNEP_IMAP không phải địa chỉ hộp thư. Hãy đặt như imaps://người:mật-khẩu@máy:993/INBOX."


def faults_of_number(name: str, value: str, least: int, most: int) -> Iterator[str]:
    if not (value.isascii() and value.isdecimal() and len(value) <= len(str(most)) and least <= int(value) <= most):
        yield f"{name}=“{value}” không dùng được. Hãy đặt một số từ {least} đến {most}."


def faults_of_data(data: Path) -> Iterator[str]:
    """The folder is made here when it is missing; the program must be able to write in it."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        shut = [
            place
            for place in (data, data / "nennep.sqlite3", data / "secret_key")
            if place.exists() and not os.access(place, os.R_OK | os.W_OK)
        ]
    except OSError as error:
        yield f"Không dùng được thư mục dữ liệu NENNEP_DATA={data}: {error.strerror}."
        return
    if shut:
        yield f"Không được đọc, ghi {shut[0]}. Hãy trao thư mục dữ liệu cho người chạy chương trình: chown -R."
