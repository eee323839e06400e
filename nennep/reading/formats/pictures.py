"""One page of a scan as a grey picture, ready for recognition. Runs in the sandbox."""

from itertools import pairwise
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageFilter, ImageStat

from nennep.lib.guard.refusals import refusal
from nennep.reading.formats.pdf.document import open_pdf

DPI = 300
RESAMPLING = Image.Resampling.BICUBIC
MOST_PIXELS = 25_000_000  # A3 at 400 dpi
LARGEST_SOURCE = 60_000_000  # pixels of a picture that is opened at all
A4_WIDTH = 8.27  # inches
SMALL = 700  # width at which the slant is looked for
MOST_SLANT = 40  # tenths of a degree
LEAST_SLANT = 3
GRAIN = 1.5  # mean difference to its median, of 255; a clean sheet has less than 1, a grainy photocopy 2 and more
FEWEST_DPI = 170  # below this, letters are enlarged first


def save(path: str, page: str, made: str) -> dict[str, Any]:
    """Writes page number `page` (from 0) to `made`; says how many pages there are."""
    Image.MAX_IMAGE_PIXELS = LARGEST_SOURCE
    picture, count = (_rendered if path.endswith(".pdf") else _opened)(Path(path), int(page))
    picture = without_grain(straightened(picture))
    picture.save(made, dpi=(DPI, DPI), compress_level=1)
    return {"pages": count}


def _rendered(path: Path, page: int) -> tuple[Image.Image, int]:
    document = open_pdf(path)
    width, height = document[page].get_size()
    scale = min(DPI / 72, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    return document[page].render(scale=scale, grayscale=True).to_pil(), len(document)


def _opened(path: Path, page: int) -> tuple[Image.Image, int]:
    """Turned as the camera says, grey, at about 300 dpi of an A4 page."""
    with Image.open(path, formats=("PNG", "JPEG", "TIFF")) as picture:
        count = getattr(picture, "n_frames", 1)
        if page >= count:
            raise refusal("damaged")
        picture.seek(page)
        turn = picture.getexif().get(0x0112, 1)
        grey = _flat(picture)
    grey = grey.rotate({3: 180, 6: 270, 8: 90}.get(turn, 0), expand=True)
    dpi = min(grey.size) / A4_WIDTH
    scale = min(DPI / dpi if dpi < FEWEST_DPI else 1.0, (MOST_PIXELS / (grey.width * grey.height)) ** 0.5)
    if scale != 1.0:
        grey = grey.resize((max(1, round(grey.width * scale)), max(1, round(grey.height * scale))))
    return grey, count


def _flat(picture: Image.Image) -> Image.Image:
    """Grey on white: what is transparent is paper."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        clear = picture.convert("LA")
        paper = Image.new("L", clear.size, 255)
        paper.paste(clear.getchannel("L"), mask=clear.getchannel("A"))
        return paper
    return picture.convert("L")


def without_grain(picture: Image.Image) -> Image.Image:
    """The grain of a poor copy smoothed out, which recognition takes for dots and accents; a clean sheet as it is."""
    smooth = picture.filter(ImageFilter.MedianFilter(3))
    return smooth if ImageStat.Stat(ImageChops.difference(picture, smooth)).mean[0] > GRAIN else picture


def straightened(picture: Image.Image) -> Image.Image:
    """Turned by the few degrees that a sheet lay askew; as it is, if lines of text run level already."""
    small = picture.resize((SMALL, max(1, round(picture.height * SMALL / picture.width))))
    dark = small.point([255] * 128 + [0] * 128)
    best = max(range(-MOST_SLANT, MOST_SLANT + 1, 10), key=lambda slant: _levelness(dark, slant))
    best = max(range(best - 8, best + 9, 2), key=lambda slant: _levelness(dark, slant))
    return picture if abs(best) < LEAST_SLANT else picture.rotate(best / 10, fillcolor=255, resample=RESAMPLING)


def _levelness(dark: Image.Image, slant: int) -> int:
    """How sharply rows of ink and rows of paper differ."""
    rows = dark.rotate(slant / 10).resize((1, dark.height), Image.Resampling.BOX).tobytes()
    return sum((below - above) ** 2 for above, below in pairwise(rows))
