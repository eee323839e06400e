"""Slips of those who type names, one a name; two kinds of typist."""

import random
import unicodedata
from collections.abc import Callable

Slip = Callable[[str, random.Random], str]
NEAR = dict(zip("abcdeghiklmnopqrstuvxy", "svxerfjujnknbiloweyrycst", strict=False))
SOUNDS = (("n", "l"), ("l", "n"), ("tr", "ch"), ("ch", "tr"), ("s", "x"), ("x", "s"), ("d", "gi"), ("gi", "d"))
TELEX = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
SHAPES = {"\u0302": "", "\u0306": "w", "\u031b": "w"}
TONES = "".join(TELEX)


def _letter(name: str, dice: random.Random) -> int:
    return dice.choice([at for at, sign in enumerate(name) if sign.isalpha() and at] or [0])


def missed(name: str, dice: random.Random) -> str:
    at = _letter(name, dice)
    return name[:at] + name[at + 1 :]


def doubled(name: str, dice: random.Random) -> str:
    at = _letter(name, dice)
    return name[:at] + name[at].lower() + name[at:]


def turned(name: str, dice: random.Random) -> str:
    at = _letter(name, dice)
    return name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]


def neighbour(name: str, dice: random.Random) -> str:
    at = _letter(name, dice)
    return name[:at] + NEAR.get(name[at].lower(), "n") + name[at + 1 :]


def other_tone(name: str, dice: random.Random) -> str:
    apart = unicodedata.normalize("NFD", name)
    held = [at for at, sign in enumerate(apart) if sign in TONES]
    if not held:
        return missed(name, dice)
    at = dice.choice(held)
    instead = {"\u0309": "\u0303", "\u0303": "\u0309"}.get(apart[at], dice.choice(("", *TONES)))
    return unicodedata.normalize("NFC", apart[:at] + instead + apart[at + 1 :])


def sound(name: str, dice: random.Random) -> str:
    words = name.split()
    at = dice.randrange(len(words))
    for heard, written in dice.sample(SOUNDS, len(SOUNDS)):
        if words[at].lower().startswith(heard) and not words[at].lower().startswith("ng"):
            words[at] = (written + words[at][len(heard) :]).capitalize()
            return " ".join(words)
    return other_tone(name, dice)


def i_or_y(name: str, dice: random.Random) -> str:
    for one, other in dice.sample((("ý", "í"), ("y", "i"), ("i", "y"), ("ỹ", "ĩ"), ("ì", "ỳ")), 5):
        if name.endswith(one) or f"{one} " in name:
            return name.replace(one, other, 1) if name.count(one) == 1 else other.join(name.rsplit(one, 1))
    return neighbour(name, dice)


def joined(name: str, dice: random.Random) -> str:
    words = name.split()
    at = dice.randrange(len(words) - 1) if len(words) > 1 else 0
    return " ".join([*words[:at], "".join(words[at : at + 2]), *words[at + 2 :]])


def initial(name: str, dice: random.Random) -> str:
    words = name.split()
    if len(words) < 3 or dice.random() < 0.4:
        return " ".join([words[0][: 2 if words[0].startswith("Ng") else 1] + ".", *words[1:]])
    return " ".join([words[0], *(word[0] + "." for word in words[1:-1]), words[-1]])


def no_middle(name: str, dice: random.Random) -> str:
    words = name.split()
    if len(words) < 3:
        return missed(name, dice)
    gone = dice.randrange(1, len(words) - 1)
    return " ".join(words[:gone] + words[gone + 1 :])


def swapped(name: str, dice: random.Random) -> str:
    words = name.split()
    if len(words) > 2 and dice.random() < 0.5:
        words[1], words[-1] = words[-1], words[1]
        return " ".join(words)
    return " ".join([words[-1], *words[:-1]])


def telex(name: str, dice: random.Random) -> str:
    """Typed with the input method off: one word, or all of it."""
    words = name.split()
    chosen = range(len(words)) if dice.random() < 0.3 else [dice.randrange(len(words))]
    for at in chosen:
        words[at] = _typed(words[at])
    return " ".join(words)


def _typed(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.replace("đ", "dd").replace("Đ", "Dd"))
    made = tone = ""
    for sign in apart:
        if sign in TELEX:
            tone = TELEX[sign]
        elif sign == "\u0302":
            made += made[-1].lower()
        else:
            made += SHAPES.get(sign, sign)
    return made + tone


def nought(name: str, dice: random.Random) -> str:
    return name.replace("o", "0", 1) if "o" in name else doubled(name, dice)


def remark(name: str, dice: random.Random) -> str:
    return dice.choice(
        ("{} (BT)", "Đ/c {}", "{} - Bí thư", "{}*", "{} (A)", "Ông {}", "{}.", "  {}", "{} (TBCTMT)")
    ).format(name)


KINDS: dict[int, list[Slip]] = {
    1: [missed, doubled, turned, neighbour, other_tone, other_tone, sound, i_or_y, joined, initial, no_middle],
    2: [telex, telex, swapped, no_middle, no_middle, nought, other_tone, missed, initial, remark, i_or_y, joined],
}


def slipped(name: str, roll: int, flavour: int) -> str:
    dice = random.Random(roll)
    return dice.choice(KINDS[flavour])(name, dice) or name
