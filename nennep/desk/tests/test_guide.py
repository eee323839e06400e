"""The guide shows what an office must type, and shows it as it stands in our own files."""

import html
import re
from collections.abc import Callable
from pathlib import Path

from django.test import Client

from nennep.accounts.models import User
from tests.cast import Cast

Enter = Callable[[User | None], Client]
DEPLOY = Path(__file__).parents[3] / "deploy"


def test_the_page_about_https_shows_the_whole_file_of_the_proxy(cast: Cast, enter: Enter) -> None:
    page = enter(cast.clerk).get("/guide/https/").content.decode()

    shown = [html.unescape(text) for text in re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", page, re.S)]
    caddyfile = (DEPLOY / "Caddyfile").read_text("utf-8")
    assert caddyfile in shown
    assert "\ttls internal\n" in caddyfile
    assert "NENNEP_URL=https://nennep.noibo\nNENNEP_PROXIES=1\n" in shown
    assert "Trusted Root Certification Authorities" in page
