"""Run in the restored copy alone: bring it up to this program's tables and put in one person who then signs in."""

import sys

import django


def main() -> None:
    django.setup()
    from nennep.accounts.actions.users import Person, add_user  # noqa: PLC0415 -- models need the line above
    from nennep.config.preparing import prepare  # noqa: PLC0415

    prepare()
    name, password = sys.stdin.read().split()
    add_user(Person(name, "Diễn tập phục hồi"), password)


if __name__ == "__main__":
    main()
