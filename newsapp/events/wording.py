"""Counts in words, and an event's line of words where the text's own verb phrase does not read well:
a template per code and modality."""

from __future__ import annotations

# CAMEO root -> base form, past tense and -ing form, each read as "SOURCE ... TARGET".
ROOTS: dict[str, tuple[str, str, str]] = {
    "01": ("make a statement about", "made a statement about", "making statements about"),
    "02": ("appeal to", "appealed to", "appealing to"),
    "03": ("offer to cooperate with", "offered to cooperate with", "offering to cooperate with"),
    "04": ("consult with", "consulted with", "consulting with"),
    "05": ("support", "supported", "supporting"),
    "06": ("cooperate with", "cooperated with", "cooperating with"),
    "07": ("give aid to", "gave aid to", "giving aid to"),
    "08": ("yield to", "yielded to", "yielding to"),
    "09": ("investigate", "investigated", "investigating"),
    "10": ("make demands of", "made demands of", "making demands of"),
    "11": ("criticise", "criticised", "criticising"),
    "12": ("reject", "rejected", "rejecting"),
    "13": ("threaten", "threatened", "threatening"),
    "14": ("protest against", "protested against", "protesting against"),
    "15": ("show force towards", "showed force towards", "showing force towards"),
    "16": ("reduce relations with", "reduced relations with", "reducing relations with"),
    "17": ("coerce", "coerced", "coercing"),
    "18": ("assault", "assaulted", "assaulting"),
    "19": ("fight", "fought", "fighting"),
    "20": ("use mass violence against", "used mass violence against", "using mass violence against"),
}
# Codes whose own words say more than their root's.
CODES: dict[str, tuple[str, str, str]] = {
    "041": ("speak with", "spoke with", "speaking with"),
    "042": ("visit", "visited", "visiting"),
    "043": ("host", "hosted", "hosting"),
    "046": ("negotiate with", "negotiated with", "negotiating with"),
    "045": ("mediate between", "mediated between", "mediating between"),
    "057": ("sign an agreement with", "signed an agreement with", "signing an agreement with"),
    "112": ("accuse", "accused", "accusing"),
    "115": ("sue", "sued", "suing"),
    "163": ("impose sanctions on", "imposed sanctions on", "imposing sanctions on"),
    "173": ("arrest", "arrested", "arresting"),
    "195": ("strike from the air", "struck from the air", "striking from the air"),
}


def phrase_for(code: str, modality: str) -> str:
    """Words for `code` (CAMEO, two to four digits) in `modality`, to stand between source and target."""
    base, past, going_on = CODES.get(code[:3]) or ROOTS[code[:2]]
    match modality:
        case "planned":
            return f"will {base}"
        case "ongoing":
            return f"is {going_on}"
        case "hypothetical":
            return f"might {base}"
        case "demanded":
            return f"should {base}"
        case "negated":
            return f"did not {base}"
    return past


def plural(count: int, one: str, many: str = "") -> str:
    """1 event, 2 events, 13,144 events"""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
