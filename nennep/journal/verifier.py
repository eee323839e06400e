#!/usr/bin/env python3
"""Verify an exported journal without the program that wrote it: standard library only, one file.

usage: verifier.py EXPORT.jsonl [--head HASH]

Each line is one entry. The hash of an entry is SHA-256 over the previous hash (64 zeros at the start), a line feed,
and the entry's fields n, at, actor, action, object, request, detail_hash as JSON with sorted keys, no spaces, ASCII.
Exit status 0: the chain holds (and ends in, or passes through, HASH where one is given). 1: it does not. 2: unreadable.
"""

import hashlib
import json
import sys
from collections.abc import Iterable

FIELDS = ("action", "actor", "at", "detail_hash", "n", "object", "request")


def check(lines: Iterable[str], wanted: str | None = None) -> tuple[int, str, str]:
    head, count, seen = "0" * 64, 0, wanted is None
    for line in lines:
        entry = json.loads(line)
        count += 1
        body = json.dumps({key: entry[key] for key in FIELDS}, ensure_ascii=True, separators=(",", ":"))
        computed = hashlib.sha256((head + "\n" + body).encode("ascii")).hexdigest()
        if entry["n"] != count or entry["previous"] != head or entry["hash"] != computed:
            return count, head, f"entry {count} does not hold"
        head = computed
        seen = seen or head == wanted
    return count, head, "" if seen else "the given head is not in this chain: it was cut or rewritten"


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 2
    wanted = arguments[arguments.index("--head") + 1] if "--head" in arguments else None
    try:
        with open(arguments[0], encoding="ascii") as lines:
            count, head, wrong = check(lines, wanted)
    except (OSError, ValueError, KeyError) as error:
        print(f"unreadable: {error}")
        return 2
    print(wrong or f"good: {count} entries, head {head}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
