"""Fourier transforms."""

from .inputs import case, complexes, t

CASES = [
    *[case(f"fft.{name}", complexes(4)) for name in ("fft", "ifft", "hfft")],
    *[case(f"fft.{name}", t(6)) for name in ("rfft", "ihfft")],
    *[
        case(f"fft.{name}", complexes(2, 3))
        for name in ("fft2", "ifft2", "fftn", "ifftn", "hfft2", "hfftn")
    ],
    *[case(f"fft.{name}", t(2, 4)) for name in ("rfft2", "rfftn", "ihfft2", "ihfftn")],
    *[case(f"fft.{name}", complexes(2, 3), s=[2, 4]) for name in ("irfft2", "irfftn")],
    case("fft.irfft", complexes(4), n=6),
    case("fft.fft", complexes(4), n=3, dim=0, norm="ortho"),
    case("fft.fftshift", t(5)),
    case("fft.ifftshift", t(2, 3), dim=[1]),
    case("fft.fftfreq", 5, d=0.5, dtype="float64"),
    case("fft.rfftfreq", 6, dtype="float64"),
]
