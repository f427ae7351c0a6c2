"""The silhouette of vectors by cosine distance, image by image from Rousseeuw's definition."""

from fractions import Fraction

import mpmath
from torch import Tensor

from reference.rotation import mpf  # sixty digits


def silhouette(vectors: Tensor, labels: Tensor) -> float:
    """The mean of (b − a)/max(a, b); 0 for a class of one, and where a and b are 0."""
    rows = [[Fraction(x) for x in row] for row in vectors.flatten(1).tolist()]
    square = [sum(x * x for x in row) for row in rows]
    classes = labels.tolist()
    members = {label: [i for i, c in enumerate(classes) if c == label] for label in classes}

    def distance(i: int, j: int) -> mpf:
        """1 − cos, exactly 0 where the vectors are parallel; 1 where one is zero."""
        if not square[i] or not square[j]:
            return mpf(1)
        along = sum(x * y for x, y in zip(rows[i], rows[j], strict=True))
        if along > 0 and along * along == square[i] * square[j]:
            return mpf(0)
        return 1 - real(along) / mpmath.sqrt(real(square[i] * square[j]))

    def coefficient(i: int) -> mpf:
        def mean(others: list[int]) -> mpf:
            return mpmath.fsum(distance(i, j) for j in others) / len(others)

        own = [j for j in members[classes[i]] if j != i]
        if not own:
            return mpf(0)
        a = mean(own)
        b = min(mean(others) for label, others in members.items() if label != classes[i])
        return (b - a) / max(a, b) if max(a, b) > 0 else mpf(0)

    return float(mpmath.fsum(map(coefficient, range(len(rows)))) / len(rows))


def real(value: Fraction) -> mpf:
    return mpf(value.numerator) / value.denominator
