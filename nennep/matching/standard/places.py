"""Places as they were written, before and after July 2025, in today's two levels."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """`text` is what stands in `records.parquet`: "Phường Lê Chân, Thành phố Hải Phòng", or the words when unknown.

    A place that may be several communes of today names none and lists them as `candidates`.
    """

    text: str | None
    commune_code: str | None = None
    commune: str | None = None
    province_code: str | None = None
    province: str | None = None
    candidates: tuple[Candidate, ...] = ()
    rule: str = ""
    fault: str = ""


class Places:
    @classmethod
    def load(cls) -> "Places":
        return cls()

    def standard_place(self, text: str) -> Place:
        raise NotImplementedError
