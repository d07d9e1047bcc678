"""The truth files of the corpus as tests use them."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
Truth = dict[str, Any]


def truths() -> list[Truth]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(CORPORA.glob("truth/*.json"))]


def clean() -> list[Truth]:
    return [truth for truth in truths() if not truth["faults"]]


def name(truth: Truth) -> str:
    return str(truth["case"])


class Figures:
    """The values of a truth by address; money in 万元."""

    def __init__(self, truth: Truth) -> None:
        self.records: dict[str, Truth] = truth["figures"]

    def get(self, address: str) -> Decimal | None:
        record = self.records.get(address)
        if record is None or record["value"] is None:
            return None
        value = Decimal(record["value"])
        return value / 10000 if record["unit"] == "元" and "indicators[" not in address else value

    def at(self, address: str) -> Decimal:
        value = self.get(address)
        assert value is not None, address
        return value

    def sum(self, *addresses: str) -> Decimal:
        return sum((self.get(address) or Decimal(0) for address in addresses), Decimal(0))

    def names(self, start: str, end: str) -> list[str]:
        """What stands between two pieces of an address."""
        return [
            address[len(start) : len(address) - len(end)]
            for address in self.records
            if address.startswith(start) and address.endswith(end)
        ]
