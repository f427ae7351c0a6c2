#include "train/recorder.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine_errors.h"
#include "numeric/percentiles.h"
#include "numeric/sums.h"
#include "train/divergence.h"

namespace layca {

namespace {

constexpr const char* kGradientNorms = "layca/gradientNorms";

bool recordsEveryStep(const RecordSpec& record) {
  return std::any_of(record.every.begin(), record.every.end(), [](const Moment& moment) {
    return std::holds_alternative<EveryStep>(moment);
  });
}

}  // namespace

Recorder::Recorder(const RunSpec& spec, Network& network, const StateDict& initial,
                   const std::vector<bool>& trained, const TrainedList& list, Optimizer& optimizer)
    : spec_(spec), network_(network), list_(list), optimizer_(optimizer) {
  if (!spec.record.rotation && !spec.record.norms) return;
  const KernelList kernels = kernelList(network, initial, trained);
  measuresSteps_ = recordsEveryStep(spec.record) && optimizer.measureFrom(kernels.initial);
  rotation_.emplace(kernels.initial, kernels.current, kernels.trained, measuresSteps_);
}

void Recorder::watchFeedback(const Samples& samples) {
  feedback_.emplace(*spec_.record.feedback, spec_.loss, network_, samples);
}

void Recorder::beforeUpdate(const std::vector<at::Tensor>& gradients) {
  if (!spec_.record.gradients) return;
  std::vector<at::Tensor> ofKernels;
  for (std::size_t i = 0; i < gradients.size(); ++i) {
    if (list_.kernels[i] >= 0) ofKernels.push_back(gradients[i]);
  }
  gradientNorms_ = overKernels(l2Norms(ofKernels));
}

void Recorder::afterUpdate() {
  if (measuresSteps_) rotation_->stepped(measures_);
}

void Recorder::complete(HistoryEntry& entry) {
  if (rotation_) {
    Rotation rotation = rotation_->measure(entry.step);
    if (spec_.record.rotation) {
      entry.distance = std::move(rotation.distance);
      entry.angle = std::move(rotation.angle);
      entry.rate = std::move(rotation.rate);
    }
    if (spec_.record.norms) entry.norm = std::move(rotation.norm);
  }
  if (spec_.record.gradients) entry.gradientNorm = gradientNorms_;
  if (spec_.record.secondMoments) entry.secondMoments = momentPercentiles();
  if (feedback_ && entry.at == At::epoch) {
    const double silhouette = feedback_->measure(network_);
    if (!std::isfinite(silhouette)) {
      throw DivergenceError(divergenceText("the feedback", entry.epoch, entry.step, {}));
    }
    entry.feedback = silhouette;
  }
}

void Recorder::save(SavedState& state) const {
  if (rotation_) rotation_->save(state);
  state.put(kGradientNorms, gradientNorms_);
}

void Recorder::resume(const SavedState& state) {
  if (rotation_) rotation_->resume(state);
  gradientNorms_ = state.reals(kGradientNorms);
  const std::size_t kernels = network_.plan().kernels.size();
  if (!gradientNorms_.empty() && gradientNorms_.size() != kernels) {
    throw InputError(std::string("checkpoint[\"") + kGradientNorms + "\"]",
                     "expected none or " + std::to_string(kernels) + " numbers but received " +
                         std::to_string(gradientNorms_.size()));
  }
}

std::vector<double> Recorder::overKernels(const std::vector<double>& ofTrained) const {
  std::vector<double> all(network_.plan().kernels.size(), 0);
  std::size_t next = 0;
  for (const int kernel : list_.kernels) {
    if (kernel >= 0) all[static_cast<std::size_t>(kernel)] = ofTrained.at(next++);
  }
  return all;
}

MomentPercentiles Recorder::momentPercentiles() const {
  std::vector<std::vector<double>> columns(3);
  for (const at::Tensor& moments : optimizer_.secondMoments()) {
    const auto values = percentiles(moments, {10, 50, 90});
    for (std::size_t k = 0; k < columns.size(); ++k) columns[k].push_back(values[k]);
  }
  return {overKernels(columns[0]), overKernels(columns[1]), overKernels(columns[2])};
}

}  // namespace layca
