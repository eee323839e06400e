"""Commands that speak Vietnamese when they are called wrongly too."""

import argparse
import re
from typing import NoReturn

_SAID = (
    (r"the following arguments are required: (.*)", r"thiếu {}"),
    (r"unrecognized arguments: (.*)", r"không hiểu “{}”"),
    (r"argument (\S+).*: invalid choice: '?(.*?)'? \(choose from (.*)\)", r"{} không nhận “{}”, chỉ nhận {}"),
    (r"argument (\S+).*: expected (?:one|at least one) argument", r"sau {} phải có một giá trị"),
    (r"argument (\S+).*: ignored explicit argument '?(.*?)'?", r"{} không nhận giá trị “{}”"),
    (r"argument (\S+).*: invalid \S+ value: '?(.*?)'?", r"{} không nhận “{}”"),
    (r"ambiguous option: (\S+) could match (.*)", r"{} có thể là {}; hãy ghi đủ"),
)


class Parser(argparse.ArgumentParser):
    """As argparse's own; what is wrong is one sentence, and how it should be called the next."""

    def error(self, message: str) -> NoReturn:
        usage = self.format_usage().removeprefix("usage: ").strip()
        self.exit(2, f"Gọi lệnh chưa đúng: {_said(message)}.\nCách gọi: {usage}\n")


def _said(message: str) -> str:
    for pattern, said in _SAID:
        if found := re.fullmatch(pattern, message):
            return said.format(*(part.replace("'", "") for part in found.groups()))
    return message
