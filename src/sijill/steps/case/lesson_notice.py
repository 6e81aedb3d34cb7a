"""What judgements taught the linkage, in words: what, from how many, and by how much."""

from sijill.linkage.comparing.comparisons import COMPARISONS
from sijill.linkage.judging.lesson import FEWEST_OF_A_KIND, Lesson, Taught
from sijill.steps.case.notices import Notice

LEAST_CHANGE = 0.05
"""Of a factor that is worth a word."""


def explain_lesson(lesson: Lesson | None) -> list[Notice]:
    """A notice of what was learned, or why nothing was although enough pairs are judged."""
    if lesson is None or lesson.taught is Taught.TOO_FEW:
        return []
    two = lesson.judged - lesson.same
    counted = f"{lesson.judged:,} judged pairs ({lesson.same:,} one person, {two:,} two people)"
    if lesson.taught is Taught.ONE_SIDED:
        return [
            Notice(
                "linkage",
                f"{counted} taught nothing about other pairs: fewer than {FEWEST_OF_A_KIND} of "
                "one kind say nothing of what tells the two apart. They decide their own pairs.",
            )
        ]
    words = [
        f"{comparison.name} × {factor:.2f}"
        for comparison, factor in zip(COMPARISONS, lesson.factors.tolist(), strict=True)
        if abs(factor - 1) >= LEAST_CHANGE
    ]
    if lesson.rivals >= LEAST_CHANGE:
        words.append(f"other candidates of the same records, {lesson.rivals:.2f} of their weight")
    changed = ", ".join(words) or "nothing by more than a twentieth"
    return [
        Notice(
            "linkage",
            f"{counted} taught what evidence is worth in all pairs, in logarithms of odds: "
            f"{changed}. How many pairs are one person is not learned from them, since those in "
            "doubt are no fair sample.",
        )
    ]
