"""The keys of encrypted files: their check value, how the keyring writes them, and the code that a person keeps."""

import base64
import hashlib
import unicodedata

from storno_desktop.store.database import KEY_BYTES

SALT_BYTES = 16
CODE_GROUPS = 14
"""Groups of four characters in a recovery code: the key and three bytes that find typing mistakes."""

_GROUP = 4
_CHECK_BYTES = CODE_GROUPS * _GROUP * 5 // 8 - KEY_BYTES
_COST, _BLOCK, _LANES = 2**15, 8, 1
_MEMORY = 64 * 1024 * 1024
# What looks alike on paper is read as what the alphabet has.
_ALIKE = str.maketrans("018", "OIB")


def mark_of(key: bytes) -> str:
    """The key's check value: the same for the same key, and no help in finding it."""
    return hashlib.blake2b(b"which key", digest_size=4, key=key).hexdigest()


def key_of_text(text: str | None) -> bytes | None:
    """The key that stands in hex in the keyring; None for anything else."""
    try:
        key = bytes.fromhex(text or "")
    except ValueError:
        return None
    return key if len(key) == KEY_BYTES else None


def key_of_passphrase(passphrase: str, salt: bytes) -> bytes:
    """The key that belongs to what a person types; slow on purpose (scrypt)."""
    # A half character, which a broken keyboard or clipboard may bring, is as good as any other.
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(typed, salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=_MEMORY, dklen=KEY_BYTES)


def recovery_code_of(key: bytes) -> str:
    """The key as a person writes it down: groups of letters and the digits 2 to 7, with hyphens between them."""
    text = base64.b32encode(key + _check(key)).decode("ascii")
    return "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


def key_of_recovery_code(code: str) -> bytes | None:
    """The key of a code as it was typed: spaces, hyphens and case make no difference. None if it is mistyped."""
    letters = "".join(code.split()).replace("-", "").upper().translate(_ALIKE)
    if len(letters) != CODE_GROUPS * _GROUP:
        return None
    try:
        found = base64.b32decode(letters)
    except ValueError:
        return None
    key, check = found[:KEY_BYTES], found[KEY_BYTES:]
    return key if check == _check(key) else None


def _check(key: bytes) -> bytes:
    return hashlib.blake2b(b"typed right", digest_size=_CHECK_BYTES, key=key).digest()
