"""Words about PDF files, in English."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    "warning.no-text-layer": "page {detail} has no usable text layer and has to be read as a scan",
    "warning.garbled-text": "the characters of page {detail} cannot be told from the file, although the page shows them",
    "warning.veiled-text": "the text layer of page {detail} cannot be seen (a recognised layer over a scan) and was not used",
    "warning.loose-rows": "page {detail} has lines that look like rows of a table without rules but were laid in none: their figures were not read as a table's",
    "warning.form-fields": "page {detail} has form fields or notes without an appearance, read by their stored values",
    "warning.drawn-cells": "page {detail} has cells with drawings or pictures for text, which were recognised",
    "warning.drawn-cells-unread": "page {detail} has cells with drawings or pictures for text that could not be read; hand in a version with text",
    "warning.page-pictures": "page {detail} holds a large picture that may be a table; what stands in it was not read",
    "warning.attachments-unread": "the file has attachments that were not read: {detail}; hand them in as files of their own",
    "warning.page-notes": "notes or stamps on pages hold figures that were not read: {detail}",
    "warning.slanted-text": "slanted text, such as a watermark, holds figures and was not read: {detail}",
    "warning.xfa-form": "the file holds an XFA form, which only its own program shows; print it to PDF and hand that in",
    "warning.page-damaged": "page {detail} is damaged and was not read",
    "warning.ofd-seals": "The OFD file bears {detail} electronic seals; digests were compared, certificates were not verified",
    "warning.changed-after-sealing": "Changed after sealing: {detail}",
    "warning.ofd-seal-unknown": "{detail} seals use an unknown digest and were not compared",
    "warning.ofd-attachments": "Files attached to the OFD file were not read: {detail}",
}
