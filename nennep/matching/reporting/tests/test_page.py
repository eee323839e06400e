"""The page of a report: each list says whose rows they are, and every section is a step from the top."""

from typing import Any
from urllib.parse import unquote

from lxml import html

from nennep.matching.reporting.page import Summary, page
from nennep.matching.reporting.workbook import Table


def named(link: str) -> str:
    return unquote(link).removeprefix("#")


def test_what_a_figure_opens_says_whose_it_is() -> None:
    figures = Table("Chất lượng", ("Đơn vị", "Có lỗi"), [("Xã An Quang", 2)], links={(0, 1): "unit Xã An Quang error"})
    rows = [("a.csv", "Chưa có ngày sinh."), ("b.csv", "Chưa có số thẻ.")]
    listed = Table(
        "Danh sách theo đơn vị", ("Tệp", "Nội dung"), rows,
        anchors={0: "unit Xã An Quang error"}, groups={0: "Xã An Quang: lỗi"},
    )  # fmt: skip

    made: Any = html.fromstring(page(Summary("2 lỗi", "", []), [figures, listed]))

    (over,) = made.xpath("//th[@scope='rowgroup']")
    assert (over.text, over.get("colspan")) == ("Xã An Quang: lỗi", "2")
    (opens,) = made.xpath("//td/a/@href")
    assert over.xpath("ancestor::tbody/@id") == [named(opens)]
    ways = made.xpath("//nav/a/@href")
    assert [named(way) for way in ways] == made.xpath("//h2/@id")
