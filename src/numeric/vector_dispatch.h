// Run-time dispatch: with gcc on x86-64 Linux a function so marked is compiled for AVX-512, AVX2
// and the baseline, and the loader picks one; elsewhere it is an ordinary function.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && defined(__linux__)
#define LAYCA_VECTOR_CLONES \
  __attribute__((target_clones("arch=skylake-avx512", "arch=haswell", "default")))
#else
#define LAYCA_VECTOR_CLONES
#endif

/// Inlined into every clone, so that it is compiled for each of them.
#define LAYCA_INLINE inline __attribute__((always_inline))

/// The same for a lambda, after its parameters.
#define LAYCA_LAMBDA __attribute__((always_inline))
