"""The transforms of spec.md, one file each: how a kernel moves, given its base step."""

from reference.transforms.lars import Lars
from reference.transforms.layca import Layca
from reference.transforms.normalized import Normalized

TRANSFORMS: dict[str, type[Layca | Lars | Normalized]] = {
    "layca": Layca,
    "lars": Lars,
    "normalized": Normalized,
}
