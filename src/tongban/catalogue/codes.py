"""编码 — the structure and check digits of codes (domain: GB 32100, GB 11714, GB 11643)."""

import re

#: GB 32100: digits and capitals without I, O, S, V, Z.
_CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_LENGTH = 18
#: GB 11643: the check characters by the remainder of the weighted sum.
_CITIZEN_CHECKS = "10X98765432"
_ORGANISATION_LENGTH = 9
_CATALOG_LENGTH = 12
_TASK_LENGTH = _CREDIT_LENGTH + 1 + _CATALOG_LENGTH


def credit_code_is_well_formed(code: str) -> bool:
    """统一社会信用代码 — 18 characters of the allowed set; says nothing of the check digit."""
    return len(code) == _CREDIT_LENGTH and set(code) <= set(_CREDIT_CHARACTERS)


def credit_code_check_digit(code: str) -> str:
    """The 18th character that the first 17 ask for (GB 32100).

    >>> credit_code_check_digit("11370800MB2855918")
    '4'
    """
    total = sum(_CREDIT_CHARACTERS.index(c) * pow(3, n, 31) for n, c in enumerate(code[:17]))
    return _CREDIT_CHARACTERS[(31 - total % 31) % 31]


def credit_code_checks(code: str) -> bool:
    """Whether the code is well formed and its check digit right; early pilot numbers fail, so only warn."""
    return credit_code_is_well_formed(code) and credit_code_check_digit(code) == code[-1]


def organisation_code_check_digit(code: str) -> str:
    """组织机构代码 — the 9th character that the first 8 ask for (GB 11714).

    >>> organisation_code_check_digit("MB285591")
    '8'
    """
    total = sum(int(c, 36) * w for c, w in zip(code[:8], _ORGANISATION_WEIGHTS, strict=True))
    rest = 11 - total % 11
    return "X" if rest == 10 else "0" if rest == 11 else str(rest)


def organisation_code_checks(code: str) -> bool:
    """Whether a 9-character organisation code has the right check digit."""
    well_formed = len(code) == _ORGANISATION_LENGTH and re.fullmatch(r"[0-9A-Z]{8}[0-9X]", code)
    return bool(well_formed) and organisation_code_check_digit(code) == code[-1]


def citizen_number_check_digit(number: str) -> str:
    """公民身份号码 — the 18th character that the first 17 digits ask for (GB 11643).

    >>> citizen_number_check_digit("11010519491231002")
    'X'
    """
    return _CITIZEN_CHECKS[sum(int(digit) * pow(2, 17 - n, 11) for n, digit in enumerate(number[:17])) % 11]


def citizen_number_checks(number: str) -> bool:
    """Whether a citizen's number is well formed and its check digit right."""
    well_formed = re.fullmatch(r"[0-9]{17}[0-9X]", number)
    return well_formed is not None and citizen_number_check_digit(number) == number[-1]


def catalog_code_is_well_formed(code: str) -> bool:
    """基本编码 — 12 digits or capitals; the inside structure differs between regions and is not judged."""
    return re.fullmatch(r"[0-9A-Z]{12}", code) is not None


def task_code_parts(code: str) -> tuple[str, str, str] | None:
    """实施编码 — credit code 18, exercise level 1, catalog code 12; None where it is no such code.

    >>> task_code_parts("11370800MB285591843370117002011"[:31])
    ('11370800MB28559184', '3', '370117002011')
    """
    if len(code) != _TASK_LENGTH:
        return None
    credit, level, catalog = code[:18], code[18], code[19:]
    if not credit_code_is_well_formed(credit) or level not in "123456":
        return None
    return (credit, level, catalog) if catalog_code_is_well_formed(catalog) else None
