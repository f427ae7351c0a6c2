// Run-time dispatch: with gcc on x86-64 Linux a function so marked is compiled for AVX-512, AVX2
// and the baseline, and the loader picks one; elsewhere it is an ordinary function.
#pragma once

// By levels of the instruction set, or by a feature where gcc does not know levels yet. A name of a
// processor (`arch=haswell`) would be compared with the very model: no other, and none of another
// maker, would get more than the baseline.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && defined(__linux__)
#if __GNUC__ >= 12
#define LAYCA_VECTOR_CLONES \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define LAYCA_VECTOR_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#endif
#else
#define LAYCA_VECTOR_CLONES
#endif

/// Inlined into every clone, so that it is compiled for each of them.
#define LAYCA_INLINE inline __attribute__((always_inline))

/// The same for a lambda, after its parameters.
#define LAYCA_LAMBDA __attribute__((always_inline))
