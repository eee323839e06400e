"""What a figure was measured on, without a name or a path."""

import os
import platform
import sqlite3
import subprocess
from pathlib import Path

import django

from tests.with_postgresql import programs

GIB = 1024**3


def machine() -> list[tuple[str, str]]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB
    return [
        ("processor", f"{processor()}, {len(os.sched_getaffinity(0))} cores"),
        ("memory", f"{memory:.0f} GiB"),
        ("system", f"{platform.system()} {platform.machine()}"),
        ("Python, Django", f"{platform.python_version()}, {django.__version__}"),
        ("SQLite", sqlite3.sqlite_version),
        ("PostgreSQL", postgresql()),
        ("busy before the start", f"{os.getloadavg()[0]:.1f} processes (load of the last minute)"),
    ]


def processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "unknown"


def postgresql() -> str:
    done = subprocess.run([programs() / "postgres", "--version"], check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.split(")", 1)[-1].split("(")[0].strip() if "(" in done.stdout else done.stdout.strip()
