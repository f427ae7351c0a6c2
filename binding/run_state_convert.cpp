#include "run_state_convert.h"

#include "run_spec_convert.h"
#include "train/history_json.h"

namespace layca::binding {

namespace {

constexpr Words<RunStatus, 5> kStatuses{{{"running", RunStatus::running},
                                         {"finished", RunStatus::finished},
                                         {"stopped", RunStatus::stopped},
                                         {"interrupted", RunStatus::interrupted},
                                         {"failed", RunStatus::failed}}};

Napi::Object fromFigures(Napi::Env env, const Figures& figures) {
  Napi::Object object = Napi::Object::New(env);
  object.Set("loss", figures.loss);
  if (figures.accuracy) object.Set("accuracy", *figures.accuracy);
  if (figures.top5Accuracy) object.Set("top5Accuracy", *figures.top5Accuracy);
  return object;
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
  object.Set("begun", Napi::Boolean::New(env, state.begun));
  if (!state.reason.empty()) object.Set("reason", state.reason);
  if (state.error) object.Set("error", Napi::Boolean::New(env, true));
  if (!state.place.empty()) object.Set("place", state.place);
  object.Set("entries", static_cast<double>(state.entries));
  object.Set("epoch", static_cast<double>(state.progress.epoch));
  object.Set("step", static_cast<double>(state.progress.step));
  object.Set("totalSteps", static_cast<double>(state.progress.totalSteps));
  object.Set("firstStep", static_cast<double>(state.progress.firstStep));
  object.Set("samples", static_cast<double>(state.progress.samples));
  object.Set("samplesNow", static_cast<double>(state.progress.samplesNow));
  if (state.progress.train) {
    object.Set("loss", state.progress.train->loss);
    if (state.progress.train->accuracy) {
      object.Set("accuracy", *state.progress.train->accuracy);
    }
  }
  object.Set("seconds", state.seconds);
  object.Set("cachedLayers", static_cast<double>(state.progress.cachedLayers));
  object.Set("layers", fromKernels(env, plan.kernels));
  if (state.test) object.Set("test", fromFigures(env, *state.test));
  return object;
}

Napi::Object fromHistoryEntry(Napi::Env env, const HistoryEntry& entry) {
  const Napi::Object json = env.Global().Get("JSON").As<Napi::Object>();
  const Napi::String text = Napi::String::New(env, historyJson(entry));
  return json.Get("parse").As<Napi::Function>().Call(json, {text}).As<Napi::Object>();
}

}  // namespace layca::binding
