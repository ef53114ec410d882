"""Whether a message was signed by whoever holds the private half of a key."""


def is_signed_by(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """By Ed25519; `public_key` has 32 bytes, `signature` 64. False also for keys and signatures that are none."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
