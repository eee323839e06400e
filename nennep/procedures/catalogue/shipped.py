"""The procedures that come with the program: `files/*.toml`, read without a database."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from nennep.procedures.catalogue.loading import read
from nennep.procedures.catalogue.shape import Procedure


@lru_cache(maxsize=1)
def texts() -> Mapping[str, str]:
    """By the name of the file, in order."""
    folder = resources.files("nennep.procedures.catalogue").joinpath("files")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return {file.name: file.read_text("utf-8") for file in files}


@lru_cache(maxsize=256)
def procedure_in(text: str) -> Procedure:
    """A text that was checked before it was kept; read once per process."""
    return read(text, "")
