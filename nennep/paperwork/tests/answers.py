"""Random answers, as units write them and as they should not."""

import random

from nennep.paperwork.formfiles.columns import ANSWER_FIELDS
from nennep.paperwork.rules import CLAIMS

WORDS = [
    "đã rà soát 40 hồ sơ",
    "khó khăn: thiếu người",
    "=1+1",
    "05/11/2026",
    "“ngoặc” & <dấu>",
    "Kế hoạch số 15-KH/BTC",
]
CHOICES: dict[str, list[str]] = {
    "state": list(CLAIMS.values()),
    "percent": ["5", "60%", "100"],
    "figure": ["1.250", "97,5", "40"],
    "said": WORDS,
    "day": ["05/11/2026", "1/2/2026"],
    "proof": ["15-KH/BTC ngày 20/11/2026", "Biên bản họp; 16-BC/BTC"],
    "until": ["31/12/2027"],
    "reason": ["thiếu người", "chờ số liệu"],
}


def random_answers(seed: int, rows: int) -> list[dict[str, str]]:
    chance = random.Random(seed)
    return [
        {name: chance.choice(CHOICES[name]) for name in ANSWER_FIELDS if chance.random() < 0.6} for _ in range(rows)
    ]
