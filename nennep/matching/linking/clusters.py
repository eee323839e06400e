"""Pairs of one person joined to groups."""

import polars as pl


def clusters(records: pl.Series, pairs: pl.DataFrame) -> pl.DataFrame:
    """`uid`, `cluster`: the smallest `uid` that can be reached over `uid_l`–`uid_r`; every record has one."""
    parent: dict[int, int] = {}

    def root(record: int) -> int:
        while (above := parent.get(record, record)) != record:
            parent[record] = record = parent.get(above, above)
        return record

    for left, right in pairs.select("uid_l", "uid_r").iter_rows():
        low, high = sorted((root(left), root(right)))
        parent[high] = low
    joined = pl.DataFrame(
        {"uid": list(parent), "cluster": [root(record) for record in parent]},
        schema={"uid": pl.UInt32, "cluster": pl.UInt32},
    )
    found = pl.DataFrame({"uid": records}).join(joined, on="uid", how="left", maintain_order="left")
    return found.with_columns(cluster=pl.col("cluster").fill_null(pl.col("uid")))
