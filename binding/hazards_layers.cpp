// Hazards of layers: weights and statistics that are fewer than the kernel reads.
#include <ATen/ATen.h>

#include <array>
#include <cstdint>

#include "hazard_lists.h"

namespace layca::binding {
namespace {

using torch::jit::Stack;

bool isFilledVector(const Stack& arguments, size_t index) {
  const at::Tensor& tensor = arguments[index].toTensor();
  return tensor.dim() == 1 && tensor.numel() > 0;
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

bool isGiven(const c10::IValue& value) { return value.isTensor() && value.toTensor().defined(); }

// (input, weight, bias, running_mean, running_var, training, …)
bool isGivenUnlessTraining(const Stack& arguments, size_t index) {
  return arguments[5].toBool() || isGiven(arguments[index]);
}

// Channels are the input's second dimension.
bool isOfChannels(const Stack& arguments, size_t index) {
  const at::Tensor& input = arguments[0].toTensor();
  if (input.dim() < 2 || !isGiven(arguments[index])) return true;
  return arguments[index].toTensor().sizes() == input.sizes().slice(1, 1);
}

// (query, key, value, …, enable_gqa): heads of queries are shared out among those of the keys.
bool hasHeads(const Stack& arguments, size_t index) {
  const at::Tensor& given = arguments[index].toTensor();
  return !arguments.back().toBool() || given.dim() < 3 || given.size(-3) > 0;
}

bool isAsLongAsKey(const Stack& arguments, size_t index) {
  const at::Tensor& key = arguments[index - 1].toTensor();
  const at::Tensor& value = arguments[index].toTensor();
  return key.dim() < 2 || value.dim() < 2 || key.size(-2) == value.size(-2);
}

constexpr std::string_view kBatches = "a tensor of one dimension that is not empty";
constexpr std::string_view kStatistics = "a tensor outside of training";
constexpr std::string_view kUndefined = "libtorch reads it";
constexpr std::string_view kChannels = "one number for each channel";
constexpr std::string_view kWeights = "as many weights as its layers have";
constexpr std::string_view kHeads = "one head or more";
constexpr std::string_view kDivides = "libtorch divides by their number";

constexpr std::array kHazards = {
    Hazard{"native_batch_norm", "running_mean", isGivenUnlessTraining, kStatistics, kUndefined},
    Hazard{"native_batch_norm", "running_var", isGivenUnlessTraining, kStatistics, kUndefined},
    Hazard{"native_batch_norm", "weight", isOfChannels, kChannels, kUnchecked},
    Hazard{"native_batch_norm", "bias", isOfChannels, kChannels, kUnchecked},
    Hazard{"native_batch_norm", "running_mean", isOfChannels, kChannels, kUnchecked},
    Hazard{"native_batch_norm", "running_var", isOfChannels, kChannels, kUnchecked},
    Hazard{"gru", "batch_sizes", isFilledVector, kBatches, kUnchecked},
    Hazard{"rnn_tanh", "batch_sizes", isFilledVector, kBatches, kUnchecked},
    Hazard{"rnn_relu", "batch_sizes", isFilledVector, kBatches, kUnchecked},
    Hazard{"lstm", "batch_sizes", isFilledVector, kBatches, kUnchecked},
    Hazard{"gru", "params", recurrentWeightsFit, kWeights, kUnchecked},
    Hazard{"rnn_tanh", "params", recurrentWeightsFit, kWeights, kUnchecked},
    Hazard{"rnn_relu", "params", recurrentWeightsFit, kWeights, kUnchecked},
    Hazard{"lstm", "params", lstmWeightsFit, kWeights, kUnchecked},
    Hazard{"scaled_dot_product_attention", "key", hasHeads, kHeads, kDivides},
    Hazard{"scaled_dot_product_attention", "value", hasHeads, kHeads, kDivides},
    Hazard{"scaled_dot_product_attention", "value", isAsLongAsKey, "as many values as keys",
           kUnchecked},
};

}  // namespace

HazardList layerHazards() { return {kHazards.data(), kHazards.size()}; }

}  // namespace layca::binding
