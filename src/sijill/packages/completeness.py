"""What a package lacks: parts that are listed and not in it, links that were not archived.

Each lack is a sentence with the part or row. What lies in a package and cannot be tested is not a
lack; see ``labels``.
"""

from collections.abc import Iterator

from sijill.packages.auto_archiver.statuses import ArchivingOutcome
from sijill.packages.auto_archiver.tables import ArchivedLink, ArchiverTable
from sijill.packages.labels import NO_HASH, NO_SHA256, Label, PackageFile
from sijill.packages.proofmode import Proof, ProofModePackage
from sijill.packages.wacz import WaczPackage

_IN_PACKAGE = "in the package"
"""So ends the reason of a check for which a part is missing, and not a library here."""
_WHAT_HAPPENED = {
    ArchivingOutcome.DUPLICATE: "it is said to be a duplicate, and no copy is named",
    ArchivingOutcome.NOTHING_ARCHIVED: "nothing was archived",
    ArchivingOutcome.FAILED: "archiving failed",
    ArchivingOutcome.IN_PROGRESS: "archiving had not ended",
    ArchivingOutcome.NOT_TRIED: "archiving was not tried",
    ArchivingOutcome.NOT_UNDERSTOOD: "its status is not understood",
}


def lacks_of(package: object) -> tuple[str, ...]:
    """What a package lacks, a sentence each; empty for a whole one, and for a single file."""
    match package:
        case WaczPackage():
            return tuple(_of_archive(package))
        case ProofModePackage():
            return tuple(_of_proofs(package))
        case ArchiverTable():
            return tuple(lack for link in package.links for lack in _of_link(link))
    return ()


def _of_archive(package: WaczPackage) -> Iterator[str]:
    for part in (package.manifest, *package.files):
        yield from _of_part(part)
    for part in package.files:
        if part.sha256_found and part.check.reason in (NO_HASH, NO_SHA256):
            yield f"{part.path} cannot be checked: {part.check.reason}"
    if package.signature.check.label is Label.DIFFERS:
        yield f"the signature does not hold: {package.signature.check.reason}"
    if not any(part.path.startswith("archive/") and part.sha256_found for part in package.files):
        yield "no archived content (archive/) is in the package"
    if not package.pages:
        yield "no page is listed in the package"


def _of_part(part: PackageFile) -> Iterator[str]:
    if part.sha256_claimed and not part.sha256_found:
        yield f"{part.path} is listed and not in the package"
    elif part.check.label is Label.DIFFERS:
        reason = part.check.reason or "its hash differs"
        yield f"{part.path} is not what the package lists: {reason}"


def _of_proofs(package: ProofModePackage) -> Iterator[str]:
    for proof in package.proofs:
        yield from _of_proof(proof)
    for file in package.unproved:
        yield f"{file.path} has no proof"


def _of_proof(proof: Proof) -> Iterator[str]:
    name = proof.media.path or next(iter(proof.sources), "a proof")
    yield from _of_part(proof.media)
    if proof.media.check.reason in (NO_HASH, NO_SHA256):
        yield f"{name} cannot be checked: {proof.media.check.reason}"
    signed = {signature.signs for signature in proof.signatures}
    for part in (*((proof.media.path,) if proof.media.sha256_found else ()), *proof.sources):
        if part not in signed:
            yield f"{part} has no signature in the package"
    for signature in proof.signatures:
        reason = signature.check.reason
        if signature.check.label is Label.DIFFERS:
            yield f"the signature {signature.path} does not fit what it signs"
        elif signature.check.label is Label.COULD_NOT_CHECK and _IN_PACKAGE in reason:
            yield f"the signature {signature.path} cannot be checked: {reason}"
    if proof.contradictions:
        yield f"the proofs of {name} disagree on {', '.join(proof.contradictions)}"


def _of_link(link: ArchivedLink) -> Iterator[str]:
    where = f"row {link.locator.row}: {link.url}"
    if link.outcome is ArchivingOutcome.DUPLICATE and link.locations:
        return
    if link.outcome is not ArchivingOutcome.ARCHIVED:
        status = f" ({link.status})" if link.status else ""
        yield f"{where}: {_WHAT_HAPPENED[link.outcome]}{status}"
    elif not link.locations:
        yield f"{where}: said to be archived, and no copy is named"
