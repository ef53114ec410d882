"""Numbers that look random and depend on nothing but the seed and the place they are drawn for."""

_MASK = 0xFFFFFFFFFFFFFFFF
_STEP = 0x9E3779B97F4A7C15


def mixed(seed: int, place: int) -> int:
    """Sixty-four well mixed bits for a place (an index, a salted index) under a seed."""
    bits = (seed + (place + 1) * _STEP) & _MASK
    bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & _MASK
    return bits ^ (bits >> 31)


def uuid_text(milliseconds: int, high: int, low: int) -> str:
    """A UUIDv7 in RFC 4122 form out of a time since 1970, twelve bits and sixty-two bits."""
    digits = f"{milliseconds & 0xFFFFFFFFFFFF:012x}7{high & 0xFFF:03x}{0x8000000000000000 | (low & 0x3FFFFFFFFFFFFFFF):016x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
