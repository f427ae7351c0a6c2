#include "run_state_convert.h"

#include "run_spec_convert.h"

namespace layca::binding {

namespace {

constexpr Words<RunStatus, 4> kStatuses{{{"running", RunStatus::running},
                                         {"finished", RunStatus::finished},
                                         {"interrupted", RunStatus::interrupted},
                                         {"failed", RunStatus::failed}}};

constexpr Words<At, 3> kAts{
    {{"epoch", At::epoch}, {"step", At::step}, {"firstStepOfEpoch", At::firstStepOfEpoch}}};

Napi::Object fromFigures(Napi::Env env, const Figures& figures) {
  Napi::Object object = Napi::Object::New(env);
  object.Set("loss", figures.loss);
  object.Set("accuracy", figures.accuracy);
  return object;
}

Napi::Object fromRotation(Napi::Env env, const HistoryEntry& entry) {
  Napi::Object rotation = Napi::Object::New(env);
  if (entry.distance) rotation.Set("distance", listOf(env, *entry.distance));
  if (entry.angle) rotation.Set("angle", listOf(env, *entry.angle));
  if (entry.rate) rotation.Set("rate", listOf(env, *entry.rate));
  if (entry.norm) rotation.Set("norm", listOf(env, *entry.norm));
  return rotation;
}

Napi::Array fromKernels(Napi::Env env, const std::vector<Kernel>& kernels) {
  Napi::Array layers = Napi::Array::New(env, kernels.size());
  for (std::uint32_t i = 0; i < kernels.size(); ++i) {
    const Kernel& kernel = kernels[i];
    Napi::Object layer = Napi::Object::New(env);
    layer.Set("name", kernel.layer);
    layer.Set("parameter", kernel.key);
    layer.Set("shape", listOf(env, std::vector<double>(kernel.shape.begin(), kernel.shape.end())));
    layers.Set(i, layer);
  }
  return layers;
}

}  // namespace

Napi::Object fromRunState(Napi::Env env, const RunState& state, const NetworkPlan& plan) {
  Napi::Object object = Napi::Object::New(env);
  object.Set("status", wordOf(kStatuses, state.status));
  if (!state.reason.empty()) object.Set("reason", state.reason);
  if (state.error) object.Set("error", Napi::Boolean::New(env, true));
  object.Set("entries", static_cast<double>(state.entries));
  object.Set("epoch", static_cast<double>(state.progress.epoch));
  object.Set("step", static_cast<double>(state.progress.step));
  object.Set("totalSteps", static_cast<double>(state.progress.totalSteps));
  object.Set("samples", static_cast<double>(state.progress.samples));
  if (state.progress.train) {
    object.Set("loss", state.progress.train->loss);
    object.Set("accuracy", state.progress.train->accuracy);
  }
  object.Set("seconds", state.seconds);
  object.Set("cachedLayers", static_cast<double>(state.progress.cachedLayers));
  object.Set("layers", fromKernels(env, plan.kernels));
  if (state.test) object.Set("test", fromFigures(env, *state.test));
  return object;
}

Napi::Object fromHistoryEntry(Napi::Env env, const HistoryEntry& entry) {
  Napi::Object object = Napi::Object::New(env);
  object.Set("at", wordOf(kAts, entry.at));
  object.Set("epoch", static_cast<double>(entry.epoch));
  object.Set("step", static_cast<double>(entry.step));
  object.Set("lr", entry.lr);
  object.Set("train", fromFigures(env, entry.train));
  if (entry.validation) object.Set("validation", fromFigures(env, *entry.validation));
  if (entry.distance || entry.norm) object.Set("rotation", fromRotation(env, entry));
  if (entry.gradientNorm) {
    Napi::Object gradients = Napi::Object::New(env);
    gradients.Set("norm", listOf(env, *entry.gradientNorm));
    object.Set("gradients", gradients);
  }
  if (entry.secondMoments) {
    Napi::Object percentiles = Napi::Object::New(env);
    percentiles.Set("p10", listOf(env, entry.secondMoments->p10));
    percentiles.Set("p50", listOf(env, entry.secondMoments->p50));
    percentiles.Set("p90", listOf(env, entry.secondMoments->p90));
    object.Set("secondMoments", percentiles);
  }
  if (entry.feedback) {
    Napi::Object feedback = Napi::Object::New(env);
    feedback.Set("silhouette", *entry.feedback);
    object.Set("feedback", feedback);
  }
  return object;
}

}  // namespace layca::binding
