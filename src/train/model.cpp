#include "train/model.h"

#include <ATen/ATen.h>

#include <utility>

#include "engine_errors.h"
#include "train/evaluation_batch.h"
#include "train/kept_memory.h"
#include "train/run_checks.h"
#include "train/tensor_options.h"

namespace layca {

namespace {

at::TensorOptions optionsOn(const std::string& device, Precision precision) {
  checkDevice(device);
  return tensorOptions(precision, at::Device(device));
}

}  // namespace

Model::Model(const NetworkSpec& network, const StateDict& weights, Normalization normalization,
             const std::string& device, Precision precision)
    : plan_(planNetwork(network)),
      options_(optionsOn(device, precision)),
      normalization_(std::move(normalization)),
      network_(network, plan_, options_, precision == Precision::bfloat16) {
  checkNormalization(normalization_, plan_.input);
  checkFinite(weights, "weights");
  network_.load(weights, "weights");
}

at::Tensor Model::logits(const at::Tensor& inputs) const {
  const at::NoGradGuard noGrad;
  const KeptMemory memory;
  const std::int64_t count = inputs.dim() > 0 ? inputs.size(0) : 0;
  const at::Tensor targets = at::zeros({count}, at::kLong);
  const DataSet data{inputs, targets, {}};
  checkDataSet(data, plan_.input, "batch");
  const Samples samples(data, normalization_, options_);
  std::vector<at::Tensor> outputs;
  for (const auto& [begin, end] : evaluationBatches(plan_, count)) {
    const Batch batch = samples.range(begin, end, {network_.inputFormat()});
    outputs.push_back(network_.forward(batch.inputs, {}).cpu());
  }
  return at::cat(outputs);
}

}  // namespace layca
