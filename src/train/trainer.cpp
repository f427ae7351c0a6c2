#include "train/trainer.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <cmath>

#include "engine_errors.h"
#include "numeric/percentiles.h"
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
    const bool chosen = !spec.trainable || covers(*spec.trainable, parameter.owner);
    trained.push_back(chosen && steps(spec.optimizer, parameter.kernel));
  }
  return trained;
}

std::optional<Augmentation> augmentationOf(const RunSpec& spec, const Shape& input) {
  if (spec.augment.empty()) return std::nullopt;
  return Augmentation(spec.augment, spec.seed, input);
}

std::vector<OptimizedParameter> optimizedParameters(Network& network,
                                                    const std::vector<bool>& trained) {
  std::vector<OptimizedParameter> parameters;
  for (std::size_t i = 0; i < network.parameters().size(); ++i) {
    const Parameter& parameter = network.parameters()[i];
    parameters.push_back(
        {parameter.value, parameter.key, parameter.owner, parameter.kernel, trained[i]});
  }
  return parameters;
}

/// The kernels in forward order: their first values, their values now and whether they are trained.
struct Kernels {
  std::vector<at::Tensor> initial;
  std::vector<at::Tensor> current;
  std::vector<bool> trained;
};

Kernels kernelsOf(Network& network, const StateDict& initial, const std::vector<bool>& trained) {
  Kernels kernels;
  for (std::size_t i = 0; i < network.parameters().size(); ++i) {
    const Parameter& parameter = network.parameters()[i];
    if (parameter.kernel < 0) continue;
    const auto found = std::find_if(initial.begin(), initial.end(), [&](const auto& entry) {
      return entry.first == parameter.key;
    });
    kernels.initial.push_back(found->second);
    kernels.current.push_back(parameter.value);
    kernels.trained.push_back(trained[i]);
  }
  return kernels;
}

bool recordsEveryStep(const RecordSpec& record) {
  return std::any_of(record.every.begin(), record.every.end(), [](const Moment& moment) {
    return std::holds_alternative<EveryStep>(moment);
  });
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
      network_(spec.network, plan, options_, spec.precision == Precision::bfloat16),
      trained_(trainedParameters(spec, network_)) {
  if (inputs.initialWeights) {
    network_.load(*inputs.initialWeights);
  } else {
    network_.draw(spec.seed);
  }
  initial_ = cloneState(network_.state());
  optimizer_.emplace(spec.optimizer, optimizedParameters(network_, trained_),
                     inputs.multiTensor ? Optimizer::Path::multiTensor : Optimizer::Path::native);
  if (spec.record.rotation || spec.record.norms) {
    const Kernels kernels = kernelsOf(network_, initial_, trained_);
    measuresSteps_ = recordsEveryStep(spec.record) && optimizer_->measureFrom(kernels.initial);
    rotation_.emplace(kernels.initial, kernels.current, kernels.trained, measuresSteps_);
  }
  for (std::size_t i = 0; i < trained_.size(); ++i) {
    if (!trained_[i]) continue;
    const Parameter& parameter = network_.parameters()[i];
    trainedValues_.push_back(parameter.value.requires_grad_());
    trainedLayers_.push_back(parameter.owner);
    trainedKernels_.push_back(parameter.kernel);
  }
}

bool Trainer::train() {
  Samples samples(inputs_.train, inputs_.normalization, options_);
  // What augmented images give differs from epoch to epoch.
  const std::size_t first =
      spec_.augment.empty() ? firstTrainedLayer(network_, trained_) : std::size_t{0};
  if (auto prefix = computePrefix(network_, first, samples, options_, stop_)) {
    samples = *std::move(prefix);
    progress_.cachedLayers = first;
  }
  if (inputs_.validation) {
    validation_.emplace(*inputs_.validation, inputs_.normalization, options_);
  }
  if (spec_.record.feedback) {
    const Samples seen(inputs_.test ? *inputs_.test : inputs_.train, inputs_.normalization,
                       options_);
    feedback_.emplace(*spec_.record.feedback, spec_.loss, network_, seen);
  }
  Sampler sampler(samples, spec_.batchSize, spec_.shuffle, spec_.dropLast, spec_.seed,
                  options_.device(), augmentationOf(spec_, network_.plan().input));
  updatesAnEpoch_ = sampler.batches();
  progress_.totalSteps = spec_.epochs * updatesAnEpoch_;
  for (std::int64_t epoch = 0; epoch < spec_.epochs; ++epoch) {
    if (!trainEpoch(sampler, epoch)) return false;
  }
  return true;
}

bool Trainer::trainEpoch(Sampler& sampler, std::int64_t epoch) {
  seen_ = {};
  progress_.epoch = epoch;
  sampler.startEpoch(epoch);
  const bool atEnd = isDue(spec_.record, At::epoch, progress_.step, updatesAnEpoch_);
  for (std::int64_t index = 0; index < updatesAnEpoch_; ++index) {
    if (stop_) return false;
    const auto due = [&](At at) { return isDue(spec_.record, at, progress_.step, index + 1); };
    factor_ = scheduleFactor(spec_.schedule, progress_.step, updatesAnEpoch_);
    progress_.step += 1;
    const bool recorded =
        due(At::firstStepOfEpoch) || due(At::step) || (atEnd && index + 1 == updatesAnEpoch_);
    progress_.step -= 1;
    step(sampler.batch(index), recorded);
    for (const At at : {At::firstStepOfEpoch, At::step}) {
      if (due(at)) record(at, {});
    }
  }
  if (!atEnd) return true;
  std::optional<Figures> validation;
  if (validation_) {
    validation = evaluate(network_, spec_.loss, *validation_, stop_);
    if (!validation) return false;
    requireFinite(validation->loss, "the validation loss");
  }
  record(At::epoch, validation);
  return true;
}

void Trainer::step(const Batch& batch, bool recorded) {
  const ForwardContext context{/*training=*/true, spec_.seed, progress_.step};
  const at::Tensor logits = network_.forward(batch.inputs, context, progress_.cachedLayers);
  const at::Tensor loss = meanLoss(spec_.loss, logits, batch.targets);
  const double value = loss.item<double>();
  if (!std::isfinite(value)) {
    throw DivergenceError(divergenceText(
        "the loss", progress_.epoch, progress_.step,
        firstDivergedLayer(network_, batch.inputs, context, progress_.cachedLayers)));
  }
  auto gradients = torch::autograd::grad({loss}, trainedValues_);
  update(gradients, recorded);

  const std::int64_t count = batch.targets.size(0);
  seen_.loss += value * static_cast<double>(count);
  seen_.correct += countCorrect(logits, batch.targets);
  seen_.samples += count;
  progress_.step += 1;
  progress_.samples = seen_.samples;
  progress_.train = seen_.means();
  log_.update(progress_);
}

void Trainer::update(std::vector<at::Tensor>& gradients, bool recorded) {
  if (!optimizer_->noticesNonFinite()) {
    if (const auto bad = optimizer_->firstNonFinite(gradients)) {
      refuseGradient(gradients[*bad], *bad);
    }
  }
  if (recorded && spec_.record.gradients) recordGradients(gradients);
  const bool measured = recorded && measuresSteps_;
  if (const auto bad = optimizer_->step(gradients, factor_, measured ? &measures_ : nullptr)) {
    refuseGradient(gradients[*bad], *bad);
  }
  if (measured) rotation_->stepped(measures_);
}

void Trainer::recordGradients(const std::vector<at::Tensor>& gradients) {
  std::vector<at::Tensor> ofKernels;
  for (std::size_t i = 0; i < gradients.size(); ++i) {
    if (trainedKernels_[i] >= 0) ofKernels.push_back(gradients[i]);
  }
  gradientNorms_ = overKernels(l2Norms(ofKernels));
}

void Trainer::refuseGradient(const at::Tensor& gradient, std::size_t index) const {
  throw DivergenceError(divergenceText(allFinite(gradient) ? "the step" : "the gradient",
                                       progress_.epoch, progress_.step, trainedLayers_[index]));
}

std::vector<double> Trainer::overKernels(const std::vector<double>& ofTrained) const {
  std::vector<double> all(network_.plan().kernels.size(), 0);
  std::size_t next = 0;
  for (const int kernel : trainedKernels_) {
    if (kernel >= 0) all[static_cast<std::size_t>(kernel)] = ofTrained.at(next++);
  }
  return all;
}

MomentPercentiles Trainer::momentPercentiles() const {
  std::vector<std::vector<double>> columns(3);
  for (const at::Tensor& moments : optimizer_->secondMoments()) {
    const auto values = percentiles(moments, {10, 50, 90});
    for (std::size_t k = 0; k < columns.size(); ++k) columns[k].push_back(values[k]);
  }
  return {overKernels(columns[0]), overKernels(columns[1]), overKernels(columns[2])};
}

void Trainer::record(At at, std::optional<Figures> validation) {
  HistoryEntry entry{};
  entry.at = at;
  entry.epoch = progress_.epoch;
  entry.step = progress_.step;
  entry.lr = optimizer_->rate() * factor_;
  entry.train = seen_.means();
  entry.validation = validation;
  if (rotation_) {
    Rotation rotation = rotation_->measure(progress_.step);
    if (spec_.record.rotation) {
      entry.distance = std::move(rotation.distance);
      entry.angle = std::move(rotation.angle);
      entry.rate = std::move(rotation.rate);
    }
    if (spec_.record.norms) entry.norm = std::move(rotation.norm);
  }
  if (spec_.record.gradients) entry.gradientNorm = gradientNorms_;
  if (spec_.record.secondMoments) entry.secondMoments = momentPercentiles();
  if (feedback_ && at == At::epoch) {
    const double silhouette = feedback_->measure(network_);
    requireFinite(silhouette, "the feedback's silhouette");
    entry.feedback = silhouette;
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
