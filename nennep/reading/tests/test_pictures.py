"""A page as recognition gets it."""

import random

from PIL import Image, ImageChops

from nennep.reading.formats.pictures import without_grain


def sheet() -> Image.Image:
    page = Image.new("L", (400, 300), 255)
    page.paste(0, (40, 40, 360, 60))
    return page


def test_a_clean_sheet_stays_as_it_is() -> None:
    page = sheet()

    assert ImageChops.difference(without_grain(page), page).getbbox() is None


def test_grain_goes_and_the_line_of_print_stays() -> None:
    page, drawn = sheet(), random.Random(5)
    grainy = page.copy()
    for _ in range(6_000):
        grainy.putpixel((drawn.randrange(400), drawn.randrange(300)), drawn.choice((90, 160)))

    smooth = without_grain(grainy)

    assert sum(smooth.crop((0, 100, 400, 300)).histogram()[:200]) < 60
    assert sum(smooth.crop((60, 45, 340, 55)).histogram()[91:]) == 0
