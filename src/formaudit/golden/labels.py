"""Addresses and codes of a golden as a clerk says them: 附件4 执行率, not ``annex4[…].total.rate``."""

from formaudit.messages import has, word
from formaudit.model.address import Address

__all__ = ["address_words", "check_words", "column_words", "form_words"]


def form_words(form: str, lang: str) -> str:
    """A form: 附件4; a word that is no form as it stands."""
    key = f"form.{form}"
    return word(key, lang) if has(key) else form


def column_words(column: str, lang: str) -> str:
    """A column of figures: 执行率, 全年预算数."""
    key = f"golden.step.{column}"
    return word(key, lang) if has(key) else word("golden.step.figure", lang)


def check_words(check: str, lang: str) -> str:
    """A check with its title: ``T10 执行率与金额不符``."""
    key = f"{check}.title"
    return f"{check} {word(key, lang)}" if has(key) else check


def address_words(key: str, lang: str) -> str:
    """``附件4（县级专项资金） 年度资金总额 执行率``; what cannot be said stands as it is."""
    address = Address.parse(key)
    form = form_words(address.head.word, lang)
    if address.head.name and address.head.word == "annex4":
        form = word("form.named", lang, form=form, name=address.head.name)
    said = [form] if address.head.word == "annex4" or not address.head.name else [form, address.head.name]
    for step in address.steps:
        name = f"golden.step.{step.word}"
        if step.name and not has(f"golden.row.{step.word}"):
            said.append(step.name)
        else:
            said.append(word(name, lang) if has(name) else step.word)
    return " ".join(said)
