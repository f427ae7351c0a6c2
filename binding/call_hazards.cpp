#include "call_hazards.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

namespace layca::binding {
namespace {

using torch::jit::Stack;

bool isPositive(const Stack& arguments, size_t index) { return arguments[index].toInt() > 0; }

bool isFalse(const Stack& arguments, size_t index) { return !arguments[index].toBool(); }

bool isNotTheLeast(const Stack& arguments, size_t index) {
  return arguments[index].toInt() > std::numeric_limits<int64_t>::min();
}

constexpr int64_t kMostParts = 1'000'000;

bool areFewParts(const Stack& arguments, size_t index) {
  return arguments[index].toInt() <= kMostParts;
}

bool isBagMode(const Stack& arguments, size_t index) {
  return arguments[index].toInt() >= 0 && arguments[index].toInt() <= 2;
}

bool hasColumns(const Stack& arguments, size_t index) {
  const at::Tensor& tensor = arguments[index].toTensor();
  return tensor.dim() == 0 || tensor.size(-1) > 0;
}

bool isVector(const Stack& arguments, size_t index) {
  return arguments[index].toTensor().dim() == 1;
}

bool isFilledVector(const Stack& arguments, size_t index) {
  return isVector(arguments, index) && arguments[index].toTensor().numel() > 0;
}

bool allWithin(const at::Tensor& tensor, const at::Scalar& least, const at::Scalar& below) {
  const at::NoGradGuard noGrad;
  return tensor.ge(least).logical_and(tensor.lt(below)).all().item<bool>();
}

bool isFinite(const Stack& arguments, size_t index) {
  const at::NoGradGuard noGrad;
  return at::isfinite(arguments[index].toTensor()).all().item<bool>();
}

bool isFraction(const Stack& arguments, size_t index) {
  return allWithin(arguments[index].toTensor(), 0, 1);
}

// A recurrence is run as often as its degree says, for each element.
constexpr double kHighestDegree = 100'000;

bool isDegree(const Stack& arguments, size_t index) {
  const c10::IValue& value = arguments[index];
  if (value.isScalar()) return value.toScalar().toDouble() <= kHighestDegree;
  const at::NoGradGuard noGrad;
  return !value.toTensor().gt(kHighestDegree).any().item<bool>();
}

// (log_probs, targets, …): classes are the last dimension of the former.
bool areClasses(const Stack& arguments, size_t index) {
  const at::Tensor& scores = arguments[0].toTensor();
  return scores.dim() > 0 && allWithin(arguments[index].toTensor(), 0, scores.size(-1));
}

bool arePivotsOf(const at::Tensor& factors, const at::Tensor& pivots) {
  if (factors.dim() < 2 || pivots.dim() != factors.dim() - 1) return false;
  const auto batch = factors.sizes().slice(0, static_cast<size_t>(factors.dim() - 2));
  return pivots.size(-1) == std::min(factors.size(-2), factors.size(-1)) &&
         pivots.sizes().slice(0, batch.size()) == batch &&
         allWithin(pivots, 1, factors.size(-2) + 1);
}

// The factors stand before their pivots.
bool pivotsFit(const Stack& arguments, size_t index) {
  return arePivotsOf(arguments[index - 1].toTensor(), arguments[index].toTensor());
}

// (…, params, has_biases, num_layers, dropout, train, bidirectional, …)
bool weightsFit(const Stack& arguments, size_t index, int64_t projections) {
  const int64_t layers = arguments[index + 2].toInt();
  if (layers < 1) return false;
  const int64_t perCell = arguments[index + 1].toBool() ? 4 : 2;
  const int64_t cells = layers * (arguments[index + 5].toBool() ? 2 : 1);
  const auto given = static_cast<int64_t>(arguments[index].toTensorVector().size());
  return given == cells * perCell || given == cells * (perCell + projections);
}

bool recurrentWeightsFit(const Stack& arguments, size_t index) {
  return weightsFit(arguments, index, 0);
}

bool lstmWeightsFit(const Stack& arguments, size_t index) {
  return weightsFit(arguments, index, 1);
}

// (input, weight, bias, running_mean, running_var, training, …)
bool isGivenUnlessTraining(const Stack& arguments, size_t index) {
  const c10::IValue& value = arguments[index];
  return arguments[5].toBool() || (value.isTensor() && value.toTensor().defined());
}

constexpr std::string_view kDegree = "a degree of at most 100000";
constexpr std::string_view kLoops = "libtorch counts up to it for every element";
constexpr std::string_view kPivots = "a row's number, from 1, for every row or column";
constexpr std::string_view kBatches = "a tensor of one dimension that is not empty";
constexpr std::string_view kStatistics = "a tensor outside of training";
constexpr std::string_view kUndefined = "libtorch reads it";
constexpr std::string_view kWeights = "as many weights as its layers have";
constexpr std::string_view kUnchecked = "libtorch reads past the end of what is given";

// Add a row only with the arguments that show it, in test/unit/tensor/refusals.test.ts.
constexpr Hazard kHazards[] = {
    {"native_channel_shuffle", "groups", isPositive, "a number above 0", "libtorch divides by it"},
    {"linalg_matrix_power", "n", isNotTheLeast, "a number above -2^63",
     "libtorch negates it without end"},
    {"matrix_power", "n", isNotTheLeast, "a number above -2^63", "libtorch negates it without end"},
    {"embedding_bag", "weight", hasColumns, "a tensor with columns", kUnchecked},
    {"embedding_bag", "indices", isVector, "a tensor of one dimension", kUnchecked},
    {"embedding_bag", "offsets", isVector, "a tensor of one dimension", kUnchecked},
    {"embedding_bag", "mode", isBagMode, "0 (sum), 1 (mean) or 2 (max)", kUnchecked},
    {"tensor_split", "sections", areFewParts, "at most 1000000 parts",
     "libtorch makes a tensor of each"},
    {"segment_reduce", "unsafe", isFalse, "false", kUnchecked},
    {"ctc_loss", "targets", areClasses, "classes of log_probs", kUnchecked},
    {"fractional_max_pool2d", "random_samples", isFraction, "numbers in [0, 1)", kUnchecked},
    {"fractional_max_pool3d", "random_samples", isFraction, "numbers in [0, 1)", kUnchecked},
    {"linalg_eigvals", "self", isFinite, "finite numbers", "LAPACK ends the process"},
    {"binomial", "count", isFinite, "finite numbers", "libtorch draws without end"},
    {"binomial", "prob", isFinite, "finite numbers", "libtorch draws without end"},
    {"native_batch_norm", "running_mean", isGivenUnlessTraining, kStatistics, kUndefined},
    {"native_batch_norm", "running_var", isGivenUnlessTraining, kStatistics, kUndefined},
    {"lu_unpack", "LU_pivots", pivotsFit, kPivots, kUnchecked},
    {"lu_solve", "LU_pivots", pivotsFit, kPivots, kUnchecked},
    {"linalg_lu_solve", "pivots", pivotsFit, kPivots, kUnchecked},
    {"gru", "batch_sizes", isFilledVector, kBatches, kUnchecked},
    {"rnn_tanh", "batch_sizes", isFilledVector, kBatches, kUnchecked},
    {"rnn_relu", "batch_sizes", isFilledVector, kBatches, kUnchecked},
    {"lstm", "batch_sizes", isFilledVector, kBatches, kUnchecked},
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
