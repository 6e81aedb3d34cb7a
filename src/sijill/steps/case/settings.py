"""What people wrote in a case: ``case.toml``, a mapping for each list, and what is wrong there."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sijill.model.errors import CaseError, FileUnreadableError
from sijill.model.settings.case import Case
from sijill.model.settings.source_mapping import SourceMapping
from sijill.sources.records.row_values import demand_readable
from sijill.sources.toml_files import file_text, read_case, read_mapping
from sijill.steps.case.notices import Notice
from sijill.steps.workspace import Workspace, data_folder


@dataclass(frozen=True, slots=True)
class CaseSettings:
    """What people wrote: the case, and each mapping with its text, by source id."""

    case: Case
    case_text: str
    mappings: Mapping[str, SourceMapping]
    texts: Mapping[str, str]
    notices: tuple[Notice, ...]


def read_settings(workspace: Workspace) -> CaseSettings:
    """The case and its mappings.

    A mapping with mistakes is left out, with a notice that lists them.

    Raises:
        CaseError: if ``case.toml`` cannot be used.
    """
    workspace.demand_inside(workspace.case_file)
    case_text = file_text(workspace.case_file)
    case = read_case(case_text, str(workspace.case_file))
    data_folder(workspace, case)
    mappings: dict[str, SourceMapping] = {}
    texts: dict[str, str] = {}
    files: dict[str, Path] = {}
    notices: list[Notice] = []
    for path in workspace.mappings:
        try:
            workspace.demand_inside(path)
            text = file_text(path)
            mapping = read_mapping(text, str(path))
            demand_readable(mapping, str(path))
        except (CaseError, FileUnreadableError) as error:
            notices.append(Notice(path.stem, str(error), is_problem=True))
            continue
        if mapping.id in files:
            other = files[mapping.id]
            mappings.pop(mapping.id, None)
            notices.append(
                Notice(
                    mapping.id,
                    f"two mappings have the id {mapping.id!r}: {other.name} and {path.name}. "
                    "Neither was read. Give one of them another id.",
                    is_problem=True,
                )
            )
            continue
        mappings[mapping.id], texts[mapping.id], files[mapping.id] = mapping, text, path
    for notice in _lost_parents(workspace, mappings, files):
        mappings.pop(notice.source)
        notices.append(notice)
    return CaseSettings(case, case_text, mappings, texts, tuple(notices))


def _lost_parents(
    workspace: Workspace, mappings: Mapping[str, SourceMapping], files: Mapping[str, Path]
) -> list[Notice]:
    """Each mapping that says it takes rows from itself, or from a list that the case does not have.

    A mapping with mistakes is known by its file's name: its list exists, though it is not read.
    """
    known = {*files, *(path.stem for path in workspace.mappings)}
    notices: list[Notice] = []
    for source, mapping in mappings.items():
        lost = [
            parent for parent in mapping.derives_from if parent not in known or parent == source
        ]
        if lost:
            named = ", ".join(repr(parent) for parent in lost)
            lists = ", ".join(
                f"{list_id} ({path.name})"
                for list_id, path in sorted(files.items())
                if list_id != source
            )
            sentence = (
                f"{files[source].name}, derives_from: {named} is no other list of this case. "
                f"Write the id of a list, or take it out. The other lists: {lists or 'none'}."
            )
            notices.append(Notice(source, sentence, is_problem=True))
    return notices
