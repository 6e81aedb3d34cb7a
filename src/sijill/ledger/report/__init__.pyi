from .findings import AuditReport as AuditReport
from .findings import Finding as Finding
from .findings import FindingList as FindingList
from .findings import Verdict as Verdict
