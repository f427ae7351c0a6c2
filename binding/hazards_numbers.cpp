// Hazards of single numbers and of tensors' values.
#include <ATen/ATen.h>

#include <array>
#include <cstdint>
#include <limits>

#include "hazard_lists.h"

namespace layca::binding {
namespace {

using torch::jit::Stack;

bool isPositive(const Stack& arguments, size_t index) { return arguments[index].toInt() > 0; }

bool isNotTheLeast(const Stack& arguments, size_t index) {
  return arguments[index].toInt() > std::numeric_limits<int64_t>::min();
}

constexpr int64_t kMostParts = 1'000'000;

bool areFewParts(const Stack& arguments, size_t index) {
  return arguments[index].toInt() <= kMostParts;
}

bool isFinite(const Stack& arguments, size_t index) {
  const at::NoGradGuard noGrad;
  return at::isfinite(arguments[index].toTensor()).all().item<bool>();
}

// A recurrence is run as often as its degree says, for each element.
constexpr double kHighestDegree = 100'000;

bool isDegree(const Stack& arguments, size_t index) {
  const c10::IValue& value = arguments[index];
  if (value.isScalar()) return value.toScalar().toDouble() <= kHighestDegree;
  const at::NoGradGuard noGrad;
  return !value.toTensor().gt(kHighestDegree).any().item<bool>();
}

at::Scalar leastOf(at::ScalarType type) {
  return type == at::kInt ? at::Scalar(int64_t{std::numeric_limits<int32_t>::min()})
                          : at::Scalar(std::numeric_limits<int64_t>::min());
}

// Sparse tensors can be divided, but not compared.
at::Tensor dense(const at::Tensor& tensor) {
  return tensor.layout() == at::kStrided ? tensor : tensor.to_dense();
}

// (self, other, *, rounding_mode): truncated quotients are the processor's own, which stops where
// one does not fit. Narrower integers are widened first, and floors are computed otherwise.
bool quotientsFit(const Stack& arguments, size_t index) {
  if (arguments.size() <= index + 1 || !arguments[index + 1].isString() ||
      arguments[index + 1].toStringRef() != "trunc") {
    return true;
  }
  const at::NoGradGuard noGrad;
  const at::Tensor& dividend = arguments[index - 1].toTensor();
  const c10::IValue& divisor = arguments[index];
  const at::ScalarType type = divisor.isTensor() ? at::result_type(dividend, divisor.toTensor())
                                                 : at::result_type(dividend, divisor.toScalar());
  if (type != at::kInt && type != at::kLong) return true;
  const at::Tensor least = dense(dividend).to(type).eq(leastOf(type));
  if (divisor.isTensor()) {
    return !least.logical_and(dense(divisor.toTensor()).eq(-1)).any().item<bool>();
  }
  return !divisor.toScalar().equal(-1) || !least.any().item<bool>();
}

// (self, …, divisor_override): sums of integers are divided by the processor's own division.
bool isDivisor(const Stack& arguments, size_t index) {
  if (arguments[index].isNone() || !at::isIntegralType(arguments[0].toTensor().scalar_type(), true))
    return true;
  return isPositive(arguments, index);
}

constexpr std::string_view kDegree = "a degree of at most 100000";
constexpr std::string_view kLoops = "libtorch counts up to it for every element";
constexpr std::string_view kDivides = "libtorch divides by it";
constexpr std::string_view kNegates = "libtorch negates it without end";
constexpr std::string_view kDraws = "libtorch draws without end";
constexpr std::string_view kQuotient = "no -1 where the least integer is divided";
constexpr std::string_view kOverflow = "the quotient does not fit and the processor stops";

constexpr std::array kHazards = {
    Hazard{"native_channel_shuffle", "groups", isPositive, "a number above 0", kDivides},
    Hazard{"div", "other", quotientsFit, kQuotient, kOverflow},
    Hazard{"div_", "other", quotientsFit, kQuotient, kOverflow},
    Hazard{"divide", "other", quotientsFit, kQuotient, kOverflow},
    Hazard{"divide_", "other", quotientsFit, kQuotient, kOverflow},
    Hazard{"avg_pool2d", "divisor_override", isDivisor, "a number above 0 for integers", kOverflow},
    Hazard{"avg_pool3d", "divisor_override", isDivisor, "a number above 0 for integers", kOverflow},
    Hazard{"linalg_matrix_power", "n", isNotTheLeast, "a number above -2^63", kNegates},
    Hazard{"matrix_power", "n", isNotTheLeast, "a number above -2^63", kNegates},
    Hazard{"tensor_split", "sections", areFewParts, "at most 1000000 parts",
           "libtorch makes a tensor of each"},
    Hazard{"linalg_eigvals", "self", isFinite, "finite numbers", "LAPACK ends the process"},
    Hazard{"binomial", "count", isFinite, "finite numbers", kDraws},
    Hazard{"binomial", "prob", isFinite, "finite numbers", kDraws},
    Hazard{"mvlgamma", "p", isDegree, kDegree, kLoops},
    Hazard{"mvlgamma_", "p", isDegree, kDegree, kLoops},
    Hazard{"special_multigammaln", "p", isDegree, kDegree, kLoops},
    Hazard{"special_chebyshev_polynomial_t", "n", isDegree, kDegree, kLoops},
    Hazard{"special_chebyshev_polynomial_u", "n", isDegree, kDegree, kLoops},
    Hazard{"special_chebyshev_polynomial_v", "n", isDegree, kDegree, kLoops},
    Hazard{"special_chebyshev_polynomial_w", "n", isDegree, kDegree, kLoops},
    Hazard{"special_hermite_polynomial_h", "n", isDegree, kDegree, kLoops},
    Hazard{"special_hermite_polynomial_he", "n", isDegree, kDegree, kLoops},
    Hazard{"special_laguerre_polynomial_l", "n", isDegree, kDegree, kLoops},
    Hazard{"special_legendre_polynomial_p", "n", isDegree, kDegree, kLoops},
    Hazard{"special_shifted_chebyshev_polynomial_t", "n", isDegree, kDegree, kLoops},
    Hazard{"special_shifted_chebyshev_polynomial_u", "n", isDegree, kDegree, kLoops},
    Hazard{"special_shifted_chebyshev_polynomial_v", "n", isDegree, kDegree, kLoops},
    Hazard{"special_shifted_chebyshev_polynomial_w", "n", isDegree, kDegree, kLoops},
};

}  // namespace

HazardList numberHazards() { return {kHazards.data(), kHazards.size()}; }

}  // namespace layca::binding
