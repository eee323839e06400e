"""Somebody signs in at the restored site, over HTTP, as a browser would."""

import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from nennep.config.backup.manifest import BadBackup, Manifest
from nennep.config.backup.scratch import Scratch

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
PATIENCE = 120  # seconds for the server to answer
DOOR = "/sign-in/"
INSIDE = "/me/"


def sign_in(scratch: Scratch, manifest: Manifest) -> str:  # noqa: ARG001 -- asked like the others
    port = free_port()
    url = f"http://localhost:{port}"
    name, password = f"dien-tap-{secrets.token_hex(4)}", secrets.token_urlsafe(24)
    put_in(scratch, name, password)
    with served(scratch, url, port) as server:
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        wait_for(server, browser, f"{url}/health/")
        try:
            return enter(browser, url, {"login": name, "password": password})
        except OSError as error:
            raise BadBackup(f"Không đăng nhập được vào trang dựng lại: {error}.") from error


def put_in(scratch: Scratch, name: str, password: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "nennep.config.backup.visitor"],
        env=scratch.in_site(), input=f"{name} {password}", capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise BadBackup(f"Trang dựng lại không chạy được: {(done.stderr.strip() or '?').splitlines()[-1]}")


@contextmanager
def served(scratch: Scratch, url: str, port: int) -> "Iterator[subprocess.Popen[bytes]]":
    command = [sys.executable, "-m", "nennep.config.command", "serve", "--port", str(port), "--host", "127.0.0.1"]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, env=scratch.in_site(url), stdout=quiet, stderr=quiet)
    try:
        yield server
    finally:
        server.terminate()
        server.wait()


def wait_for(server: "subprocess.Popen[bytes]", browser: OpenerDirector, url: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            browser.open(url, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise BadBackup("Trang dựng lại không mở được.")


def enter(browser: OpenerDirector, url: str, typed: dict[str, str]) -> str:
    """The person's own page is shut before and open after."""
    if not browser.open(url + INSIDE).geturl().startswith(url + DOOR):
        raise BadBackup("Trang dựng lại mở cho người chưa đăng nhập.")
    page = browser.open(url + DOOR).read().decode()
    token = TOKEN.search(page)
    form = typed | {"csrfmiddlewaretoken": token[1] if token else ""}
    try:
        browser.open(url + DOOR, urlencode(form).encode())
        inside = browser.open(url + INSIDE)
    except HTTPError as error:
        raise BadBackup(f"Trang dựng lại trả lời {error.code} khi đăng nhập.") from error
    if inside.geturl() != url + INSIDE:
        raise BadBackup("Đăng nhập vào trang dựng lại không thành.")
    return "vào được, đúng trang của mình"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
