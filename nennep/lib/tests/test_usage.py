"""A command that is called wrongly says so in one sentence."""

import pytest

from nennep.lib.usage import Parser


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ([], "thiếu FILE, --out"),
        (["a.csv", "--out", "x", "--wat"], "không hiểu “--wat”"),
        (["a.csv", "--out"], "sau --out phải có một giá trị"),
        (["a.csv", "--out", "x", "--engine", "flink"], "--engine không nhận “flink”, chỉ nhận duckdb, spark"),
        (["a.csv", "--out", "x", "--rows", "mười"], "--rows không nhận “mười”"),
        (["a.csv", "--out", "x", "--yes=1"], "--yes không nhận giá trị “1”"),
        (["a.csv", "--ou", "x", "--r", "1"], "--r có thể là --rows, --report; hãy ghi đủ"),
    ],
)
def test_a_wrong_call_ends_in_one_vietnamese_sentence(
    argv: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = Parser(prog="nennep match")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--out", required=True)
    parser.add_argument("--engine", choices=("duckdb", "spark"))
    parser.add_argument("--rows", type=int)
    parser.add_argument("--report")
    parser.add_argument("--yes", action="store_true")

    with pytest.raises(SystemExit) as ended:
        parser.parse_args(argv)

    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith(f"Gọi lệnh chưa đúng: {said}.\nCách gọi: nennep match ")
