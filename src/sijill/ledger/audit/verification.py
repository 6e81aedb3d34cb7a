"""The audit of a ledger wherever it lies: a file, or a database on a server.

From a server everything is copied, as it is at one moment, to a file that is examined and deleted;
so one audit serves both, and the server's own software need not be believed about the entries. What
the copy cannot show is looked at there: whether the guards that keep members from changing rows
still stand.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from cryptography.x509 import Certificate

from sijill.files.temporary_files import system_folder
from sijill.ledger.audit.audit import WAIT_MS, kept
from sijill.ledger.audit.audit import verify as verify_file
from sijill.ledger.audit.trust_anchors import Trusted
from sijill.ledger.evidence.files import check_files
from sijill.ledger.report.findings import AuditReport, FindingList, Verdict
from sijill.ledger.signing.checkpoint import Checkpoint
from sijill.ledger.stores.opening import Place, demand_driver
from sijill.model.errors import LedgerError, OtherVersionError, StorageError


def verify(
    place: Place,
    evidence_folder: Path,
    trusted: Trusted | Sequence[Trusted] | None = None,
    roots: Sequence[Certificate] = (),
    *,
    memory: Path | None = None,
    since: Checkpoint | None = None,
) -> AuditReport:
    """Examine a ledger and the evidence that it cites. Whatever is wrong is a finding.

    Args:
        place: the ledger's file, or its address on a server, with a role that may read it. It is
            not written to.
        evidence_folder: where the evidence is; it need not exist if no entry cites any.
        trusted: heads or checkpoints that were kept somewhere else, to be found again here.
        roots: certificates of timestamp authorities that the reader trusts.
        memory: the folder where this device notes what it signed.
        since: a checkpoint at which everything was verified before.
    """
    verify_it = partial(verify_file, memory=memory, since=since)
    if not isinstance(place, str):
        return verify_it(place, evidence_folder, trusted, roots)
    findings = FindingList()
    with system_folder("verify") as folder:
        copy = folder / "register.db"
        try:
            where = _take_copy(place, copy, findings)
        except (StorageError, OtherVersionError) as error:
            findings.add(Verdict.COULD_NOT_CHECK, "the server", str(error))
        except LedgerError as error:
            findings.add(Verdict.DAMAGED, "the server", str(error))
        else:
            report = verify_it(copy, evidence_folder, trusted, roots)
            for finding in report.findings:
                findings.add(finding.verdict, finding.where.replace(str(copy), where), finding.what)
            return findings.report(report.entries, report.heads, report.keys)
    if kept(trusted):
        findings.add(Verdict.COULD_NOT_CHECK, "trusted head", "nothing could be read")
    for finding in check_files(evidence_folder, set()):
        findings.add(finding.verdict, finding.where, finding.what)
    return findings.report(0, {})


def _take_copy(address: str, copy: Path, findings: FindingList) -> str:
    """Copy the ledger, and look at what is on the server alone; how messages name the server."""
    demand_driver()
    from sijill.ledger.audit import postgres_audit  # noqa: PLC0415  an extra

    return postgres_audit.take_copy(address, copy, WAIT_MS, findings)
