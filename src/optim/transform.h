// A transform of the base steps of kernels: it decides how far each kernel moves. It wraps any step
// rule, and knows a kernel and its base step by their three sums alone; the passes over memory are
// its caller's. Each formula is written once, for numbers (a kernel) and for tensors [L] (all of
// them, on their device, where no number ever comes to the host).
#pragma once

#include <ATen/ATen.h>

#include <cmath>
#include <memory>

#include "spec/optimizer_spec.h"

namespace layca {

/// Of a kernel w and its base step s; `V` is double or a float64 tensor [L].
template <typename V>
struct KernelSums {
  V ww;  ///< ‖w‖²
  V ws;  ///< ⟨w, s⟩
  V ss;  ///< ‖s‖²
  /// s − along·w is the step's part across w, `across` its squared norm; from sums of that part
  /// itself where they would cancel.
  V along;
  V across;
  V initialNorm;  ///< ‖w₀‖
  V rate;         ///< the rate times the kernel's multiplier and the schedule's factor
};

/// w' = c·w − b·(s − k·w); b = 0 says that w stays as it is, bit for bit.
template <typename V>
struct Move {
  V c;
  V b;
  V k;
};

class KernelTransform {
 public:
  explicit KernelTransform(double rate) : rate_(rate) {}
  virtual ~KernelTransform() = default;
  /// The rate before any schedule or multiplier.
  double rate() const { return rate_; }
  void setRate(double rate) { rate_ = rate; }
  /// The factor of the rate of kernel `index` (of all the network's).
  virtual double multiplier(std::size_t index) const = 0;
  /// Whether `along` and `across` are read.
  virtual bool projects() const = 0;
  /// `epsilon`: of the kernels' precision.
  virtual Move<double> move(const KernelSums<double>& sums, double epsilon) const = 0;
  virtual Move<at::Tensor> move(const KernelSums<at::Tensor>& sums, double epsilon) const = 0;

 private:
  double rate_;
};

/// `kernels`: of the whole network, trained or not.
std::unique_ptr<KernelTransform> makeTransform(const TransformSpec& spec, std::size_t kernels);

// What the formulas are written in.
inline double root(double x) { return std::sqrt(x); }
inline at::Tensor root(const at::Tensor& x) { return x.sqrt(); }
inline double choose(bool condition, double yes, double no) { return condition ? yes : no; }
inline at::Tensor choose(const at::Tensor& condition, const at::Tensor& yes, const at::Tensor& no) {
  return at::where(condition, yes, no);
}
inline at::Tensor choose(const at::Tensor& condition, const at::Tensor& yes, double no) {
  return at::where(condition, yes, no);
}
inline double cosine(double x) { return std::cos(x); }
inline at::Tensor cosine(const at::Tensor& x) { return x.cos(); }
inline double sine(double x) { return std::sin(x); }
inline at::Tensor sine(const at::Tensor& x) { return x.sin(); }

/// Gives a transform both of its `move` functions from one template of the class: `moveOf(sums,
/// epsilon)`.
template <typename Derived>
class TransformOf : public KernelTransform {
 public:
  using KernelTransform::KernelTransform;
  Move<double> move(const KernelSums<double>& sums, double epsilon) const override {
    return static_cast<const Derived*>(this)->moveOf(sums, epsilon);
  }
  Move<at::Tensor> move(const KernelSums<at::Tensor>& sums, double epsilon) const override {
    return static_cast<const Derived*>(this)->moveOf(sums, epsilon);
  }
};

}  // namespace layca
