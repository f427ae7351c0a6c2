#include "call_hazards.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

namespace layca::binding {
namespace {

using c10::IValue;
using torch::jit::Stack;

bool isPositive(const IValue& value, const Stack&) { return value.toInt() > 0; }

bool isNotTheLeast(const IValue& value, const Stack&) {
  return value.toInt() > std::numeric_limits<int64_t>::min();
}

bool hasColumns(const IValue& value, const Stack&) {
  const at::Tensor& tensor = value.toTensor();
  return tensor.dim() == 0 || tensor.size(-1) > 0;
}

bool isFinite(const IValue& value, const Stack&) {
  const at::NoGradGuard noGrad;
  return at::isfinite(value.toTensor()).all().item<bool>();
}

// A recurrence is run as often as its degree says, for each element.
constexpr double kHighestDegree = 100'000;

bool isDegree(const IValue& value, const Stack&) {
  if (value.isScalar()) return value.toScalar().toDouble() <= kHighestDegree;
  const at::NoGradGuard noGrad;
  const at::Tensor& degrees = value.toTensor();
  return degrees.numel() == 0 || !degrees.gt(kHighestDegree).any().item<bool>();
}

bool pivotsFit(const IValue& value, const Stack& arguments) {
  const at::Tensor& factors = arguments[0].toTensor();
  const at::Tensor& pivots = value.toTensor();
  if (factors.dim() < 2 || pivots.dim() != factors.dim() - 1) return false;
  const auto batch = factors.sizes().slice(0, static_cast<size_t>(factors.dim() - 2));
  return pivots.size(-1) == std::min(factors.size(-2), factors.size(-1)) &&
         pivots.sizes().slice(0, batch.size()) == batch;
}

// (input, hx, params, has_biases, num_layers, dropout, train, bidirectional, batch_first)
bool weightsFit(const IValue& value, const Stack& arguments, bool maybeProjected) {
  if (!arguments[4].isInt() || arguments[4].toInt() < 1) return false;
  const int64_t perCell = arguments[3].toBool() ? 4 : 2;
  const int64_t cells = arguments[4].toInt() * (arguments[7].toBool() ? 2 : 1);
  const auto given = static_cast<int64_t>(value.toTensorVector().size());
  return given == cells * perCell || (maybeProjected && given == cells * (perCell + 1));
}

bool recurrentWeightsFit(const IValue& value, const Stack& arguments) {
  return weightsFit(value, arguments, false);
}

bool lstmWeightsFit(const IValue& value, const Stack& arguments) {
  return weightsFit(value, arguments, true);
}

constexpr std::string_view kDegree = "a degree of at most 100000";
constexpr std::string_view kLoops = "libtorch counts up to it for every element";
constexpr std::string_view kWeights = "as many weights as its layers have";
constexpr std::string_view kUnchecked = "libtorch reads past the end of what is given";

// Add a row only with the arguments that show it, in test/unit/tensor/refusals.test.ts.
constexpr Hazard kHazards[] = {
    {"native_channel_shuffle", "groups", isPositive, "a number above 0", "libtorch divides by it"},
    {"linalg_matrix_power", "n", isNotTheLeast, "a number above -2^63",
     "libtorch negates it without end"},
    {"matrix_power", "n", isNotTheLeast, "a number above -2^63", "libtorch negates it without end"},
    {"embedding_bag", "weight", hasColumns, "a tensor with columns", kUnchecked},
    {"linalg_eigvals", "self", isFinite, "finite numbers", "LAPACK ends the process"},
    {"binomial", "count", isFinite, "finite numbers", "libtorch draws without end"},
    {"binomial", "prob", isFinite, "finite numbers", "libtorch draws without end"},
    {"lu_unpack", "LU_pivots", pivotsFit, "a pivot for every row or column of LU_data", kUnchecked},
    {"gru", "params", recurrentWeightsFit, kWeights, kUnchecked},
    {"rnn_tanh", "params", recurrentWeightsFit, kWeights, kUnchecked},
    {"rnn_relu", "params", recurrentWeightsFit, kWeights, kUnchecked},
    {"lstm", "params", lstmWeightsFit, kWeights, kUnchecked},
    {"special_chebyshev_polynomial_t", "n", isDegree, kDegree, kLoops},
    {"special_chebyshev_polynomial_u", "n", isDegree, kDegree, kLoops},
    {"special_chebyshev_polynomial_v", "n", isDegree, kDegree, kLoops},
    {"special_chebyshev_polynomial_w", "n", isDegree, kDegree, kLoops},
    {"special_hermite_polynomial_h", "n", isDegree, kDegree, kLoops},
    {"special_hermite_polynomial_he", "n", isDegree, kDegree, kLoops},
    {"special_laguerre_polynomial_l", "n", isDegree, kDegree, kLoops},
    {"special_legendre_polynomial_p", "n", isDegree, kDegree, kLoops},
    {"special_shifted_chebyshev_polynomial_t", "n", isDegree, kDegree, kLoops},
    {"special_shifted_chebyshev_polynomial_u", "n", isDegree, kDegree, kLoops},
    {"special_shifted_chebyshev_polynomial_v", "n", isDegree, kDegree, kLoops},
    {"special_shifted_chebyshev_polynomial_w", "n", isDegree, kDegree, kLoops},
};

}  // namespace

std::vector<BoundHazard> hazardsOf(const std::string& name, const c10::FunctionSchema& schema) {
  std::vector<BoundHazard> bound;
  for (const Hazard& hazard : kHazards) {
    if (hazard.operatorName != name) continue;
    for (size_t i = 0; i < schema.arguments().size(); ++i) {
      if (schema.arguments()[i].name() == hazard.argument) bound.push_back({&hazard, i});
    }
  }
  return bound;
}

}  // namespace layca::binding
