"""Any package of a known kind, read in a child process with limits.

Packages come from strangers, and some of the libraries that read them are written in other
languages and may abort. So ``parse_in_child`` starts ``sijill.packages.reading_child``, which
parses the package with the same functions that a test or a program may call directly, and prints
the result as JSON; here it becomes the same frozen values again, checked field by field.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path

from pydantic import TypeAdapter

from sijill.containment.child import ChildFailure, ChildLimits, ask_child
from sijill.model.errors import FileUnreadableError
from sijill.packages.auto_archiver.tables import ArchiverTable, read_auto_archiver
from sijill.packages.c2pa import ContentCredentials, read_c2pa
from sijill.packages.package_limits import child_limits
from sijill.packages.proofmode import ProofModePackage, read_proofmode
from sijill.packages.wacz import WaczPackage, read_wacz

CHILD_MODULE = "sijill.packages.reading_child"

Package = WaczPackage | ProofModePackage | ArchiverTable | ContentCredentials
"""What a reader returns."""


class PackageKind(StrEnum):
    """The kinds of package that are read."""

    WACZ = "wacz"
    PROOFMODE = "proofmode"
    AUTO_ARCHIVER = "auto_archiver"
    C2PA = "c2pa"


READERS: Mapping[PackageKind, Callable[[Path, str], Package]] = {
    PackageKind.WACZ: read_wacz,
    PackageKind.PROOFMODE: read_proofmode,
    PackageKind.AUTO_ARCHIVER: read_auto_archiver,
    PackageKind.C2PA: read_c2pa,
}

ADAPTERS: Mapping[PackageKind, TypeAdapter[Package]] = {
    PackageKind.WACZ: TypeAdapter(WaczPackage),
    PackageKind.PROOFMODE: TypeAdapter(ProofModePackage),
    PackageKind.AUTO_ARCHIVER: TypeAdapter(ArchiverTable),
    PackageKind.C2PA: TypeAdapter(ContentCredentials),
}
"""How a package is written down by the child and read again by its parent."""


def parse_in_child(
    path: Path, name: str, kind: PackageKind, child: ChildLimits | None = None
) -> Package:
    """Read a package in a process of its own.

    Args:
        path: where the bytes are (a captured copy, usually).
        name: the file's own name, for messages.
        kind: what the package is said to be.
        child: how much memory and time reading may take; by the file's size unless given.

    Raises:
        FileUnreadableError: as the reader of this kind does, and if reading took more memory or
            time than allowed or ended the process.
    """
    if child is None:
        try:
            size = path.stat().st_size
        except OSError as error:
            raise FileUnreadableError(f"{name} cannot be read ({error.strerror}).") from error
        child = child_limits(size)
    match ask_child(CHILD_MODULE, [kind, str(path), name], child):
        case ChildFailure.OUT_OF_TIME:
            raise FileUnreadableError(
                f"{name}: reading the package took more than {child.seconds} seconds. Ask for it "
                "in smaller parts."
            )
        case ChildFailure.STOPPED | ChildFailure.TOO_LONG:
            raise FileUnreadableError(
                f"{name}: the package could not be read within "
                f"{child.memory_bytes / 10**9:g} GB of memory and {child.seconds} seconds of "
                "processor time; it may be damaged on purpose. Nothing of it was taken over."
            )
        case {"error": str(sentence)}:
            raise FileUnreadableError(sentence)
        case answer:
            return ADAPTERS[kind].validate_python(answer["package"])
