"""Fiscal codes, personal numbers and bank accounts whose check digits are right."""

from datetime import date

_CIF_WEIGHTS = (7, 5, 3, 2, 1, 7, 5, 3, 2)
_CNP_WEIGHTS = (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)
_HU_WEIGHTS = (9, 7, 3, 1, 9, 7, 3)


def cif(stem: int) -> str:
    """The Romanian fiscal code (without RO) of a stem of at most nine digits, check digit appended."""
    digits = f"{stem:09d}"
    check = (
        sum(int(digit) * weight for digit, weight in zip(digits, _CIF_WEIGHTS, strict=True)) * 10 % 11 % 10
    )
    return f"{stem}{check}"


def cnp(born: date, man: bool, county: int, serial: int) -> str:
    """The thirteen-digit personal number of somebody born on that day; county 1 to 46, serial 1 to 999."""
    century = 1 if born.year < 2000 else 5
    stem = f"{century + (0 if man else 1)}{born:%y%m%d}{county:02d}{serial:03d}"
    remainder = sum(int(digit) * weight for digit, weight in zip(stem, _CNP_WEIGHTS, strict=True)) % 11
    return f"{stem}{1 if remainder == 10 else remainder}"


def german_vat_id(stem: int) -> str:
    """DE and nine digits; the last is the check digit of ISO 7064 MOD 11,10 over the eight of the stem."""
    product = 10
    for digit in f"{stem:08d}":
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return f"DE{stem:08d}{(11 - product) % 10}"


def hungarian_vat_id(stem: int) -> str:
    """HU and eight digits; the last completes the weighted sum to a multiple of ten."""
    digits = f"{stem:07d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, _HU_WEIGHTS, strict=True))
    return f"HU{digits}{-total % 10}"


def iban(bank: str, account: str) -> str:
    """The Romanian IBAN of a bank's four letters and an account of sixteen letters or digits."""
    spelled = "".join(str(int(sign, 36)) for sign in f"{bank}{account}RO00")
    return f"RO{98 - int(spelled) % 97:02d}{bank}{account}"
