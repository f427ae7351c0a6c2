// The loops over one block of memory that sums, steps and measures are made of: float64
// accumulators, for whichever instruction set the processor has (vector_dispatch.h,
// float_kernels.h).
#pragma once

#include <cstdint>

namespace layca {

struct Products {
  double ww = 0;  ///< ‖w‖²
  double ws = 0;  ///< ⟨w, s⟩
  double ss = 0;  ///< ‖s‖²

  Products& operator+=(const Products& other) {
    ww += other.ww;
    ws += other.ws;
    ss += other.ss;
    return *this;
  }
};

struct Distances {
  double ww = 0;    ///< ‖w‖²
  double from = 0;  ///< ‖w − reference‖²

  Distances& operator+=(const Distances& other) {
    ww += other.ww;
    from += other.from;
    return *this;
  }
};

/// Of w and p = s − k·w, p rounded to float64 only.
Products productsBlock(const float* w, const float* s, double k, std::int64_t n);
Products productsBlock(const double* w, const double* s, double k, std::int64_t n);

Distances distancesBlock(const float* w, const float* reference, std::int64_t n);
Distances distancesBlock(const double* w, const double* reference, std::int64_t n);

/// w ← c·w − b·(s − k·w), combined in float64 and rounded once.
void combineBlock(float* w, double c, double b, const float* s, double k, std::int64_t n);
void combineBlock(double* w, double c, double b, const double* s, double k, std::int64_t n);

/// How weights moved, as their values are stored.
struct StepMeasure {
  double after = 0;        ///< ‖w'‖²
  double fromInitial = 0;  ///< ‖w' − w₀‖²
  double moved = 0;        ///< ‖w' − w‖²

  StepMeasure& operator+=(const StepMeasure& other) {
    after += other.after;
    fromInitial += other.fromInitial;
    moved += other.moved;
    return *this;
  }
};

/// As `combineBlock`, to the bit, and in the same pass how w moved, also from `initial`.
StepMeasure measuredCombineBlock(float* w, double c, double b, const float* s, double k,
                                 const float* initial, std::int64_t n);
StepMeasure measuredCombineBlock(double* w, double c, double b, const double* s, double k,
                                 const double* initial, std::int64_t n);

/// The same of weights that have moved from `before` to w.
StepMeasure measureBlock(const float* w, const float* before, const float* initial, std::int64_t n);
StepMeasure measureBlock(const double* w, const double* before, const double* initial,
                         std::int64_t n);

/// w ← w − scale·s, in the precision of w.
void subtractBlock(float* w, float scale, const float* s, std::int64_t n);
void subtractBlock(double* w, double scale, const double* s, std::int64_t n);

/// Whether every element is finite.
bool finiteBlock(const float* t, std::int64_t n);
bool finiteBlock(const double* t, std::int64_t n);

}  // namespace layca
