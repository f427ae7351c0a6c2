#include "train/trainer.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <cmath>

#include "engine_errors.h"
#include "numeric/sums.h"
#include "optim/schedule.h"
#include "train/divergence.h"
#include "train/evaluation.h"
#include "train/frozen_prefix.h"
#include "train/loss.h"
#include "train/moments.h"

namespace layca {

namespace {

at::TensorOptions optionsOf(const RunSpec& spec) {
  return at::TensorOptions()
      .dtype(spec.precision == Precision::float64 ? at::kDouble : at::kFloat)
      .device(at::Device(spec.device));
}

std::vector<bool> trainedParameters(const RunSpec& spec, Network& network) {
  std::vector<bool> trained;
  for (const Parameter& parameter : network.parameters()) {
    const std::string& layer = network.plan().layers[parameter.layer].name;
    const auto& names = spec.trainable;
    const bool chosen = !names || std::find(names->begin(), names->end(), layer) != names->end();
    trained.push_back(chosen && steps(spec.optimizer, parameter));
  }
  return trained;
}

RotationTracker trackKernels(Network& network, const StateDict& initial,
                             const std::vector<bool>& trained) {
  std::vector<at::Tensor> first;
  std::vector<at::Tensor> current;
  std::vector<bool> kernelTrained;
  for (std::size_t i = 0; i < network.parameters().size(); ++i) {
    const Parameter& parameter = network.parameters()[i];
    if (parameter.kernel < 0) continue;
    const auto found = std::find_if(initial.begin(), initial.end(), [&](const auto& entry) {
      return entry.first == parameter.key;
    });
    first.push_back(found->second);
    current.push_back(parameter.value);
    kernelTrained.push_back(trained[i]);
  }
  return RotationTracker(std::move(first), std::move(current), kernelTrained);
}

}  // namespace

Figures Trainer::Seen::means() const {
  const auto count = static_cast<double>(samples);
  return {loss / count, static_cast<double>(correct) / count};
}

Trainer::Trainer(const RunSpec& spec, const NetworkPlan& plan, const RunInputs& inputs, RunLog& log,
                 const std::atomic<bool>& stop)
    : spec_(spec),
      inputs_(inputs),
      log_(log),
      stop_(stop),
      options_(optionsOf(spec)),
      network_(spec.network, plan, options_),
      trained_(trainedParameters(spec, network_)) {
  if (inputs.initialWeights) {
    network_.load(*inputs.initialWeights);
  } else {
    network_.draw(spec.seed);
  }
  initial_ = cloneState(network_.state());
  optimizer_.emplace(spec.optimizer, network_, trained_);
  if (spec.record.rotation || spec.record.norms) {
    rotation_.emplace(trackKernels(network_, initial_, trained_));
  }
  for (std::size_t i = 0; i < trained_.size(); ++i) {
    if (!trained_[i]) continue;
    const Parameter& parameter = network_.parameters()[i];
    trainedValues_.push_back(parameter.value.requires_grad_());
    trainedLayers_.push_back(plan.layers[parameter.layer].name);
  }
}

bool Trainer::train() {
  Samples samples(inputs_.train, inputs_.normalization, options_);
  const std::size_t first = firstTrainedLayer(network_, trained_);
  if (auto prefix = computePrefix(network_, first, samples, options_, stop_)) {
    samples = *std::move(prefix);
    progress_.cachedLayers = first;
  }
  if (inputs_.validation) {
    validation_.emplace(*inputs_.validation, inputs_.normalization, options_);
  }
  Sampler sampler(samples, spec_.batchSize, spec_.shuffle, spec_.dropLast, spec_.seed,
                  options_.device());
  progress_.totalSteps = spec_.epochs * sampler.batches();
  for (std::int64_t epoch = 0; epoch < spec_.epochs; ++epoch) {
    if (!trainEpoch(sampler, epoch)) return false;
  }
  return true;
}

bool Trainer::trainEpoch(Sampler& sampler, std::int64_t epoch) {
  seen_ = {};
  progress_.epoch = epoch;
  sampler.startEpoch(epoch);
  const double factor = scheduleFactor(spec_.schedule, epoch);
  for (std::int64_t index = 0; index < sampler.batches(); ++index) {
    if (stop_) return false;
    step(sampler.batch(index), factor);
    for (const At at : {At::firstStepOfEpoch, At::step}) {
      if (isDue(spec_.record, at, progress_.step, index + 1)) record(at, factor, {});
    }
  }
  if (!isDue(spec_.record, At::epoch, progress_.step, sampler.batches())) return true;
  std::optional<Figures> validation;
  if (validation_) {
    validation = evaluate(network_, spec_.loss, *validation_, stop_);
    if (!validation) return false;
    requireFinite(validation->loss, "the validation loss");
  }
  record(At::epoch, factor, validation);
  return true;
}

void Trainer::step(const Batch& batch, double factor) {
  const at::Tensor logits =
      network_.forward(batch.inputs, /*training=*/true, progress_.cachedLayers);
  const at::Tensor loss = meanLoss(spec_.loss, logits, batch.targets);
  const double value = loss.item<double>();
  if (!std::isfinite(value)) {
    throw DivergenceError(
        divergenceText("the loss", progress_.epoch, progress_.step,
                       firstDivergedLayer(network_, batch.inputs, progress_.cachedLayers)));
  }
  auto gradients = torch::autograd::grad({loss}, trainedValues_);
  for (std::size_t i = 0; i < gradients.size(); ++i) {
    gradients[i] = gradients[i].contiguous();
    if (!allFinite(gradients[i])) {
      throw DivergenceError(
          divergenceText("the gradient", progress_.epoch, progress_.step, trainedLayers_[i]));
    }
  }
  optimizer_->step(gradients, factor);

  const std::int64_t count = batch.targets.size(0);
  seen_.loss += value * static_cast<double>(count);
  seen_.correct += countCorrect(logits, batch.targets);
  seen_.samples += count;
  progress_.step += 1;
  progress_.samples = seen_.samples;
  progress_.train = seen_.means();
  log_.update(progress_);
}

void Trainer::record(At at, double factor, std::optional<Figures> validation) {
  HistoryEntry entry{at,
                     progress_.epoch,
                     progress_.step,
                     optimizer_->rate() * factor,
                     seen_.means(),
                     validation,
                     {},
                     {},
                     {}};
  if (rotation_) {
    Rotation rotation = rotation_->measure();
    if (spec_.record.rotation) {
      entry.distance = std::move(rotation.distance);
      entry.angle = std::move(rotation.angle);
    }
    if (spec_.record.norms) entry.norm = std::move(rotation.norm);
  }
  log_.append(std::move(entry));
}

std::optional<Figures> Trainer::test() {
  if (!inputs_.test) return std::nullopt;
  const Samples samples(*inputs_.test, inputs_.normalization, options_);
  const auto figures = evaluate(network_, spec_.loss, samples, stop_);
  if (figures) requireFinite(figures->loss, "the test loss");
  return figures;
}

void Trainer::requireFinite(double value, const std::string& what) const {
  if (std::isfinite(value)) return;
  throw DivergenceError(divergenceText(what, progress_.epoch, progress_.step, {}));
}

}  // namespace layca
