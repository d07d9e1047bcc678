"""Words of ``formaudit audit`` in English: help and errors of intake."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    "audit.help": "audit one or more self-evaluations (files, folders or archives)",
    "audit.help.path": "file, folder or archive; several may be given",
    "audit.help.out": "write report.html, findings.json and findings.xlsx into this folder",
    "audit.help.format": "format on standard output",
    "audit.help.lang": "language of the report",
    "audit.help.profile": "name or file of the rule profile (default: chosen by year and region)",
    "audit.help.prior": "last year's documents: matched by unit and compared",
    "audit.help.baseline": "an earlier findings.json: what stands there unchanged does not count for the exit code",
    "audit.help.fail-on": "exit with 1 at this severity and above (default major)",
    "audit.own-output": "Skipped {count} files that this program wrote itself (such as {file}); they were not read as a submission",
    "audit.next": "Next: look at report.html, confirm or dismiss with formaudit decide {file}, then write letters with formaudit letter {file}",
    "remedy.defect": "send the file and this line to the maintainers",
    "error.no-form": "no self-evaluation form or report was recognised",
    "remedy.no-form": "check that this is a self-evaluation; if it is, look at the tables with formaudit extract",
    "error.no-submission": "the folder holds nothing to audit",
    "remedy.no-submission": "give a folder with self-evaluation forms or a report",
    "error.unknown-profile": "there is no rule profile named {detail}",
    "remedy.unknown-profile": "run formaudit profiles for those that ship, or give the path of a TOML file",
    "unknown.no-known-labels": "no known labels",
    "unknown.targets": "a table of targets only, not a self-evaluation",
    "unknown.list": "a list of projects, places or units with their money, not a self-evaluation",
    "unknown.short-text": "too little text for a report",
    "unknown.scan-of": "a scan of a form that another file holds; not counted again; where its figures were recognised otherwise compare the original",
    "unknown.copy": "the same as a form or report in another file; not counted again",
    "audit.idle": "{option} does nothing here: it goes with {needs}",
}
