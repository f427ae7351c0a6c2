#include "train/trainer.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <cmath>

#include "engine_errors.h"
#include "io/atomic_file.h"
#include "numeric/sums.h"
#include "optim/schedule.h"
#include "train/divergence.h"
#include "train/evaluation.h"
#include "train/frozen_prefix.h"
#include "train/history_json.h"
#include "train/loss.h"
#include "train/tensor_options.h"

namespace layca {

namespace {

std::optional<Augmentation> augmentationOf(const RunSpec& spec, const Shape& input) {
  if (spec.augment.empty()) return std::nullopt;
  return Augmentation(spec.augment, spec.seed, input);
}

std::int64_t updatesAnEpoch(const RunSpec& spec, const DataSet& train) {
  const at::Tensor& chosen = train.indices.defined() ? train.indices : train.targets;
  const std::int64_t batches = batchesOf(chosen.size(0), spec.batchSize, spec.dropLast);
  return (batches + spec.accumulate - 1) / spec.accumulate;
}

}  // namespace

Trainer::Trainer(const RunSpec& spec, const NetworkPlan& plan, const RunInputs& inputs, RunLog& log,
                 const std::atomic<bool>& stop)
    : spec_(spec),
      inputs_(inputs),
      log_(log),
      stop_(stop),
      options_(tensorOptions(spec.precision, at::Device(spec.device))),
      network_(spec.network, plan, options_, spec.precision == Precision::bfloat16),
      trained_(trainedParameters(spec, network_)),
      stopRules_(spec.stop),
      updatesAnEpoch_(updatesAnEpoch(spec, inputs.train)) {
  if (inputs.resume) {
    loadInitial(*inputs.resume, network_);
  } else if (inputs.initialWeights) {
    network_.load(*inputs.initialWeights);
  } else {
    network_.draw(spec.seed);
  }
  initial_ = cloneState(network_.state());
  optimizer_ = std::make_unique<Optimizer>(
      spec.optimizer, optimizedParameters(network_, trained_),
      inputs.multiTensor ? Optimizer::Path::multiTensor : Optimizer::Path::native);
  list_ = trainedList(network_, trained_);
  recorder_ = std::make_unique<Recorder>(spec, network_, initial_, trained_, list_, *optimizer_);
  progress_.totalSteps = spec.epochs * updatesAnEpoch_;
  std::int64_t historyBytes = 0;
  if (inputs.resume) historyBytes = resume(*inputs.resume);
  // From here on it is this run that the files belong to.
  for (const std::string& path : inputs.replaces) removeFile(path);
  if (!inputs.historyPath.empty()) {
    history_ = std::make_unique<LineFile>(inputs.historyPath, historyBytes);
  }
}

Trainer::Ending Trainer::train() {
  Samples samples(inputs_.train, inputs_.normalization, options_);
  // What augmented images give differs from epoch to epoch.
  const std::size_t first =
      spec_.augment.empty() ? firstTrainedLayer(network_, trained_) : std::size_t{0};
  if (auto prefix = computePrefix(network_, first, samples, options_, prefixChoice_, stop_)) {
    samples = *std::move(prefix);
    progress_.cachedLayers = first;
  }
  if (inputs_.validation) {
    validation_.emplace(*inputs_.validation, inputs_.normalization, options_);
  }
  if (spec_.record.feedback) {
    recorder_->watchFeedback(
        Samples(inputs_.test ? *inputs_.test : inputs_.train, inputs_.normalization, options_));
  }
  Sampler sampler(samples, spec_.batchSize, spec_.shuffle, spec_.dropLast, spec_.seed,
                  options_.device(), augmentationOf(spec_, network_.plan().input),
                  network_.inputFormat(progress_.cachedLayers));
  log_.update(progress_);
  while (at_.epoch < spec_.epochs && stopReason_.empty()) {
    sampler.startEpoch(at_.epoch);
    if (!trainEpoch(sampler)) {
      checkpoint();
      return {false, {}};
    }
  }
  if (spec_.checkpoint) checkpoint();
  return {true, stopReason_};
}

bool Trainer::trainEpoch(const Sampler& sampler) {
  progress_.epoch = at_.epoch;
  while (at_.update < updatesAnEpoch_) {
    if (stop_) return false;
    update(sampler);
    for (const At at : {At::firstStepOfEpoch, At::step}) {
      if (isDue(spec_.record, at, lastUpdate())) record(at, {});
    }
    if (checkpointDue(/*epochEnd=*/false)) checkpoint();
  }
  return endEpoch();
}

void Trainer::update(const Sampler& sampler) {
  factor_ = scheduleFactor(spec_.schedule, progress_.step, updatesAnEpoch_);
  const std::int64_t begin = at_.update * spec_.accumulate;
  const std::int64_t end = std::min(sampler.batches(), begin + spec_.accumulate);
  std::int64_t firstSample = 0;
  for (std::int64_t index = begin; index < end; ++index) {
    const Batch batch = sampler.batch(index);
    accumulate(batch, firstSample);
    firstSample += batch.targets.size(0);
  }
  progress_.step += 1;
  at_.update += 1;
  const auto due = [&](At at) { return isDue(spec_.record, at, lastUpdate()); };
  step(due(At::firstStepOfEpoch) || due(At::step) ||
       (due(At::epoch) && at_.update == updatesAnEpoch_));
  showProgress();
}

void Trainer::accumulate(const Batch& batch, std::int64_t firstSample) {
  const ForwardContext context{/*training=*/true, spec_.seed, progress_.step, firstSample};
  const at::Tensor logits = network_.forward(batch.inputs, context, progress_.cachedLayers);
  const at::Tensor loss = meanLoss(spec_.loss, logits, batch.targets);
  const double value = loss.item<double>();
  if (!std::isfinite(value)) {
    throw DivergenceError(divergenceText(
        "the loss", progress_.epoch, progress_.step,
        firstDivergedLayer(network_, batch.inputs, context, progress_.cachedLayers)));
  }
  const std::int64_t count = batch.targets.size(0);
  gradient_.add(torch::autograd::grad({loss}, list_.values), count);
  at_.sums.add(spec_, value, logits, batch.targets);
  progress_.samplesNow += count;
}

void Trainer::step(bool recorded) {
  std::vector<at::Tensor> gradients = gradient_.take();
  // A clipped infinity would be a NaN, or pass for a number.
  if (!optimizer_->noticesNonFinite() || spec_.clipGradNorm) {
    if (const auto bad = optimizer_->firstNonFinite(gradients)) {
      refuseGradient(gradients[*bad], *bad);
    }
  }
  if (recorded) recorder_->beforeUpdate(gradients);
  if (spec_.clipGradNorm) clipNorm(gradients, *spec_.clipGradNorm);
  const auto bad = optimizer_->step(gradients, factor_, recorded ? recorder_->measures() : nullptr);
  if (bad) refuseGradient(gradients[*bad], *bad);
  if (recorded) recorder_->afterUpdate();
}

bool Trainer::endEpoch() {
  const bool recorded = isDue(spec_.record, At::epoch, lastUpdate());
  std::optional<Figures> validation;
  if (validation_ && (recorded || spec_.select == Select::bestValidation)) {
    validation = evaluate(network_, spec_, *validation_, stop_);
    if (!validation) return false;
    requireFinite(validation->loss, "the validation loss");
  }
  if (recorded) record(At::epoch, validation);
  if (validation && spec_.select == Select::bestValidation) {
    best_.offer(*validation, network_.state());
  }
  stopReason_ = stopRules_.afterEpoch(at_.epoch, means()).value_or("");
  at_ = {at_.epoch + 1, 0, {}};
  if (stopReason_.empty() && at_.epoch < spec_.epochs && checkpointDue(/*epochEnd=*/true)) {
    checkpoint();
  }
  return true;
}

void Trainer::record(At at, std::optional<Figures> validation) {
  HistoryEntry entry{};
  entry.at = at;
  entry.epoch = progress_.epoch;
  entry.step = progress_.step;
  entry.lr = optimizer_->rate() * factor_;
  entry.train = means();
  entry.validation = validation;
  recorder_->complete(entry);
  if (history_) history_->append(historyJson(entry));
  log_.append(std::move(entry));
}

void Trainer::showProgress() {
  progress_.samples = at_.sums.samples;
  progress_.train = means();
  log_.update(progress_);
}

std::optional<Figures> Trainer::test() {
  StateDict last;
  if (spec_.select == Select::bestValidation) {
    last = cloneState(network_.state());
    best_.restore(network_);
  }
  if (!inputs_.test) return std::nullopt;
  const Samples samples(*inputs_.test, inputs_.normalization, options_);
  const auto figures = evaluate(network_, spec_, samples, stop_);
  if (!figures) {
    if (!last.empty()) network_.load(last);
    checkpoint();
  }
  if (figures) requireFinite(figures->loss, "the test loss");
  return figures;
}

void Trainer::refuseGradient(const at::Tensor& gradient, std::size_t index) const {
  // `progress_.step` counts the update that did not come about.
  throw DivergenceError(divergenceText(allFinite(gradient) ? "the step" : "the gradient",
                                       progress_.epoch, progress_.step - 1, list_.layers[index]));
}

void Trainer::requireFinite(double value, const std::string& what) const {
  if (std::isfinite(value)) return;
  throw DivergenceError(divergenceText(what, progress_.epoch, progress_.step, {}));
}

}  // namespace layca
