"""Philox4x32-10 (Salmon et al., SC11) and the streams that the engine draws from it."""

import torch
from torch import Tensor

INIT, DROPOUT = 0, 2  # purposes; the values are part of the format

ROUNDS = 10
MULTIPLIERS = 0xD2511F53, 0xCD9E8D57
INCREMENTS = 0x9E3779B9, 0xBB67AE85
MASK = 0xFFFFFFFF


def product(factor: int, x: Tensor) -> tuple[Tensor, Tensor]:
    """The upper and the lower 32 bits; int64 products wrap, which keeps their bits."""
    both = factor * x
    return (both >> 32) & MASK, both & MASK


def words(seed: int, purpose: int, index: int, first_block: int, blocks: int) -> Tensor:
    """The words of so many blocks of a stream, four a block: int64 [4·blocks], 0 to 2³² − 1."""
    block = torch.arange(blocks) + first_block
    a, b = block & MASK, (block >> 32) & MASK
    c, d = torch.full_like(block, index), torch.full_like(block, purpose)
    keys = [seed & MASK, seed >> 32]
    for _ in range(ROUNDS):
        first_high, first_low = product(MULTIPLIERS[0], a)
        second_high, second_low = product(MULTIPLIERS[1], c)
        a, b = second_high ^ b ^ keys[0], second_low
        c, d = first_high ^ d ^ keys[1], first_low
        keys = [(key + more) & MASK for key, more in zip(keys, INCREMENTS, strict=True)]
    return torch.stack([a, b, c, d], dim=1).flatten()


def hold_against_random123() -> None:
    """Two of its kat_vectors; the second one's block has its highest bit set."""
    zeros = words(0, 0, 0, 0, 1)
    assert zeros.tolist() == [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]
    pi = words(0x299F31D0A4093822, 0x03707344, 0x13198A2E, 0x85A308D3243F6A88 - 2**64, 1)
    assert pi.tolist() == [0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1]
