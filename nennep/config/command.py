"""The `nennep` command: engines answer without Django, the rest are management commands."""

import os
import sys


def main() -> int:
    arguments = sys.argv[1:]
    if arguments[:1] == ["read"]:
        from nennep.reading.command import main as read  # noqa: PLC0415 -- each engine starts without the others

        try:
            return read(arguments[1:])
        except BrokenPipeError:  # the reader of our output went away: `nennep read … | head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
    os.umask(0o077)  # whatever we make, nobody else on the machine reads
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nennep.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- slow; not for engines

    execute_from_command_line(["nennep", *(arguments or ["help"])])
    return 0


if __name__ == "__main__":
    sys.exit(main())
