import argparse
import time
from pathlib import Path

from bench.people.files import Shape, write
from bench.people.records import Order


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.people", description="Lists of invented persons.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--flavour", type=int, choices=(1, 2), default=1)
    parser.add_argument("--hard", action="store_true", help="most numbers are missing")
    parser.add_argument("--xlsx", action="store_true")
    parser.add_argument("--dirty-rows", action="store_true", help="titles, group rows, totals and signatures")
    parser.add_argument("--sources", default=Shape.sources, help="letters: A national, B office, C and V old, D typed")
    asked = parser.parse_args()
    began = time.perf_counter()
    order = Order(asked.rows, asked.seed, asked.flavour, asked.hard)
    for path in write(asked.out, order, Shape(asked.sources, asked.xlsx, asked.dirty_rows)):
        print(f"{path.name}  {path.stat().st_size / 1e6:.1f} MB")
    print(f"{time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
