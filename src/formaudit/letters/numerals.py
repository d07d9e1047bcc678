"""Numbers of headings."""

__all__ = ["chinese"]


def chinese(number: int, lang: str) -> str:
    """一, 二 … 十一 for headings; digits in English."""
    if lang != "zh" or number >= 100:
        return str(number)
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")
