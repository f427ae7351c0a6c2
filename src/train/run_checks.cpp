#include "train/run_checks.h"

#include <ATen/ATen.h>
#include <ATen/Context.h>
#include <ATen/detail/CUDAHooksInterface.h>

#include <algorithm>

#include "engine_errors.h"
#include "numeric/sums.h"
#include "optim/optimizer.h"
#include "optim/step_path.h"
#include "optim/step_rule.h"
#include "train/augmentation.h"
#include "train/feedback.h"
#include "train/loss.h"
#include "train/sampler.h"

namespace layca {

namespace {

void checkLayerNames(const NetworkPlan& plan, const std::vector<std::string>& names,
                     const std::string& place) {
  for (const std::string& name : names) {
    const auto layers = inForwardOrder(plan.layers);
    const bool known = std::any_of(layers.begin(), layers.end(),
                                   [&](const PlannedLayer* layer) { return layer->name == name; });
    if (!known) {
      throw InputError(place, "expected names of layers but received \"" + name + "\"");
    }
  }
}

void checkTrainable(const RunSpec& spec, const NetworkPlan& plan) {
  if (spec.trainable) checkLayerNames(plan, *spec.trainable, "trainable");
  const auto layers = inForwardOrder(plan.layers);
  const bool any = std::any_of(layers.begin(), layers.end(), [&](const PlannedLayer* layer) {
    return !layer->plan.parameters.empty() &&
           (!spec.trainable || covers(*spec.trainable, layer->name));
  });
  if (!any) {
    throw InputError("trainable", "expected a layer with parameters but received none");
  }
}

void checkBatches(const RunSpec& spec, const NetworkPlan& plan, std::int64_t samples) {
  if (batchesOf(samples, spec.batchSize, spec.dropLast) == 0) {
    throw InputError("batchSize", "expected at most the " + std::to_string(samples) +
                                      " training samples with dropLast but received " +
                                      std::to_string(spec.batchSize));
  }
  const std::int64_t rest = samples % spec.batchSize;
  const bool single = spec.batchSize == 1 || (rest == 1 && !spec.dropLast);
  if (!single) return;
  for (const PlannedLayer* layer : inForwardOrder(plan.layers)) {
    if (layer->plan.normalizesBatch && elementCount(layer->input) == layer->input.at(0)) {
      throw InputError(
          "batchSize",
          "expected more than one sample in every batch, for the statistics of layer \"" +
              layer->name + "\", but received " + std::to_string(spec.batchSize) + " with " +
              std::to_string(samples) + " samples");
    }
  }
}

void checkOptimizer(const OptimizerSpec& optimizer, const NetworkPlan& plan) {
  checkLayerNames(plan, weightDecayOn(optimizer.rule).layers,
                  optimizer.transform ? "optimizer.base.weightDecayOn" : "optimizer.weightDecayOn");
  if (!optimizer.transform) return;
  const auto* layca = std::get_if<LaycaSpec>(&optimizer.transform->kind);
  if (layca && layca->multipliers && layca->multipliers->size() != plan.kernels.size()) {
    throw InputError("optimizer.multipliers", "expected " + std::to_string(plan.kernels.size()) +
                                                  " numbers, one a kernel, but received " +
                                                  std::to_string(layca->multipliers->size()));
  }
}

/// Found before the first step, so that nothing has been replaced when the run is refused.
void checkKernels(const RunSpec& spec, const NetworkPlan& plan, const StateDict& weights) {
  if (!spec.optimizer.transform) return;
  for (const Kernel& kernel : plan.kernels) {
    if (spec.trainable && !covers(*spec.trainable, kernel.layer)) continue;
    const auto found = std::find_if(weights.begin(), weights.end(),
                                    [&](const auto& entry) { return entry.first == kernel.key; });
    if (found != weights.end())
      requireNonZero(layerPlace(kernel.layer), l2Norm(found->second.to(at::kDouble).contiguous()));
  }
}

void checkSet(const RunSpec& spec, const NetworkPlan& plan, const DataSet& set,
              const std::string& place) {
  checkDataSet(set, plan.input, place);
  checkTargets(spec.loss, set.targets, set.inputs.size(0), plan.classes, place + ".targets");
}

/// What is recorded of classes, where the loss has some.
void checkRecord(const RunSpec& spec, const NetworkPlan& plan) {
  if (spec.record.feedback) feedbackLayer(*spec.record.feedback, plan);
  if (hasClasses(spec.loss)) return;
  if (spec.record.feedback || spec.record.top5) {
    throw InputError(spec.record.top5 ? "record.top5" : "record.feedback",
                     "expected a loss on classes, crossEntropy");
  }
}

}  // namespace

void checkRun(const RunSpec& spec, const NetworkPlan& plan, const RunInputs& inputs) {
  checkDevice(spec.device);
  checkTrainable(spec, plan);
  checkOptimizer(spec.optimizer, plan);
  checkSet(spec, plan, inputs.train, "data.train");
  if (inputs.validation) checkSet(spec, plan, *inputs.validation, "data.validation");
  if (spec.select == Select::bestValidation && !inputs.validation) {
    throw InputError("select", "bestValidation needs a validation set but the data have none");
  }
  if (inputs.test) checkSet(spec, plan, *inputs.test, "data.test");
  checkNormalization(inputs.normalization, plan.input);
  checkAugmentation(spec.augment, plan.input);
  checkRecord(spec, plan);
  const at::Tensor& chosen = inputs.train.indices;
  checkBatches(spec, plan, (chosen.defined() ? chosen : inputs.train.targets).size(0));
  if (!inputs.initialWeights) return;
  checkState(plan, *inputs.initialWeights, "initialWeights");
  checkFinite(*inputs.initialWeights, "initialWeights");
  checkKernels(spec, plan, *inputs.initialWeights);
}

void checkDevice(const std::string& name) {
  const at::Device device(name);
  if (!device.is_cuda()) return;
  const int count = cudaDeviceCount();
  if (count == 0) {
    throw InputError(
        "device",
        name + " was asked for but libtorch has no CUDA device here (`npx layca doctor` says why)");
  }
  if (device.has_index() && device.index() >= count) {
    throw InputError("device", "expected an index below " + std::to_string(count) +
                                   ", the number of CUDA devices, but received " + name);
  }
}

void checkFinite(const StateDict& state, const std::string& place) {
  for (const auto& [key, value] : state) {
    const bool real = value.scalar_type() == at::kFloat || value.scalar_type() == at::kDouble;
    if (real && !allFinite(value)) {
      throw InputError(place + "[\"" + key + "\"]",
                       "expected finite numbers but received NaN or infinity");
    }
  }
}

int cudaDeviceCount() {
  return at::hasCUDA() ? static_cast<int>(at::detail::getCUDAHooks().deviceCount()) : 0;
}

}  // namespace layca
