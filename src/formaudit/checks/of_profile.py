"""The checks of a profile: the catalogue, the relations that an auditor wrote, and those of packages it names."""

from formaudit.checks.by_users.plugins import plugin_checks
from formaudit.checks.by_users.written import user_checks
from formaudit.checks.catalogue import CHECKS
from formaudit.checks.kernel.evidence import Check
from formaudit.settings import Profile

__all__ = ["all_checks", "checks_by_code", "checks_of"]


def all_checks(profile: Profile) -> tuple[Check, ...]:
    """The catalogue, the relations of the profile, and the checks of the packages that it names."""
    return (*CHECKS, *user_checks(profile), *(plugin_checks(profile.plugins) if profile.plugins else ()))


def checks_of(profile: Profile) -> tuple[Check, ...]:
    """Those that a profile does not switch off."""
    return tuple(check for check in all_checks(profile) if check.code not in profile.disabled)


def checks_by_code(profile: Profile) -> dict[str, Check]:
    """The same by code."""
    return {check.code: check for check in all_checks(profile)}
