"""Where a sealed thing belongs; it opens nowhere else."""

from dataclasses import dataclass

VERSION = "vault/1"
BETWEEN = "|"


@dataclass(frozen=True)
class Place:
    """`use` and the ids it hangs on: ("wrap", envelope, generation, whose)."""

    use: str
    parts: tuple[str | int, ...]

    @property
    def bound(self) -> bytes:
        """Told so that no two places read alike."""
        told = [VERSION, self.use, *map(str, self.parts)]
        if any(BETWEEN in part or not part for part in told):
            raise ValueError("a place is named by words without the sign that stands between them")
        return BETWEEN.join(told).encode()


def place(use: str, *parts: str | int) -> Place:
    return Place(use, parts)
