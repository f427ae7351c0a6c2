// What an optimizer of plain tensors remembers, and its lr.
#include "errors.h"
#include "optim/schedule.h"
#include "optimizer.h"
#include "optimizer_handle.h"
#include "register.h"
#include "run_inputs_convert.h"
#include "run_spec_convert.h"
#include "tensor_handle.h"

namespace layca::binding {

namespace {

Napi::Value optimizerState(const Napi::CallbackInfo& info) {
  const auto held = handleOf<PlainOptimizer>(info[0]);
  const bool whole = !info[1].IsUndefined() && readFlag(info[1], "whole");
  Napi::Object object = Napi::Object::New(info.Env());
  const Optimizer& optimizer = held->optimizer;
  for (const auto& [key, buffer] : whole ? optimizer.wholeState() : optimizer.state()) {
    object.Set(key, wrapTensor(info.Env(), buffer.clone()));
  }
  return object;
}

Napi::Value optimizerRestore(const Napi::CallbackInfo& info) {
  const auto held = handleOf<PlainOptimizer>(info[0]);
  held->optimizer.restore(toStateDict(info[1], "state"), "state");
  return info.Env().Undefined();
}

Napi::Value optimizerSettings(const Napi::CallbackInfo& info) {
  const auto held = handleOf<PlainOptimizer>(info[0]);
  const Optimizer& optimizer = held->optimizer;
  Napi::Object object = Napi::Object::New(info.Env());
  object.Set("lr", optimizer.lr());
  if (optimizer.transforms()) object.Set("rate", optimizer.rate());
  object.Set("updates", static_cast<double>(optimizer.updates()));
  return object;
}

Napi::Value optimizerSet(const Napi::CallbackInfo& info) {
  const auto held = handleOf<PlainOptimizer>(info[0]);
  const std::string key = readText(info[1], "key");
  const double value = readReal(info[2], key, 0);
  if (key == "lr") {
    held->optimizer.setLr(value);
  } else if (key == "rate" && held->optimizer.transforms()) {
    held->optimizer.setRate(value);
  } else {
    throw BadArgument("key", "lr, or the rate of a transform", describe(info[1]));
  }
  return info.Env().Undefined();
}

Napi::Value optimizerDispose(const Napi::CallbackInfo& info) {
  disposeHandle<PlainOptimizer>(info[0]);
  return info.Env().Undefined();
}

Napi::Value factorOfSchedule(const Napi::CallbackInfo& info) {
  const ScheduleSpec schedule = toScheduleSpec(info[0], "schedule");
  const std::int64_t update = readInteger(info[1], "update", 0);
  const std::int64_t perEpoch = readInteger(info[2], "updatesPerEpoch", 1);
  return Napi::Number::New(info.Env(), scheduleFactor(schedule, update, perEpoch));
}

}  // namespace

void registerOptimizerState(Napi::Object exports) {
  method<optimizerState>(exports, "optimizerState");
  method<optimizerRestore>(exports, "optimizerRestore");
  method<optimizerSettings>(exports, "optimizerSettings");
  method<optimizerSet>(exports, "optimizerSet");
  method<optimizerDispose>(exports, "optimizerDispose");
  method<factorOfSchedule>(exports, "scheduleFactor");
}

}  // namespace layca::binding
