// The run spec between JavaScript and the engine's structures. Every field must be there and no
// other; what spec.md has and the engine has not yet is refused.
#pragma once

#include "napi_setup.h"
#include "run_spec_reader.h"
#include "spec/augment_spec.h"
#include "spec/run_spec.h"

namespace layca::binding {

/// Throws BadArgument with the place of the first thing wrong.
RunSpec toRunSpec(const Napi::Value& value);

/// The same value as JavaScript gave it.
Napi::Object fromRunSpec(Napi::Env env, const RunSpec& spec);

// The parts.
NetworkSpec toNetworkSpec(const Napi::Value& value, const std::string& place);
Napi::Object fromNetworkSpec(Napi::Env env, const NetworkSpec& spec);
RuleSpec toRuleSpec(ObjectReader& rule);
Napi::Object fromRuleSpec(Napi::Env env, const RuleSpec& spec);
OptimizerSpec toOptimizerSpec(const Napi::Value& value, const std::string& place);
Napi::Object fromOptimizerSpec(Napi::Env env, const OptimizerSpec& spec);
ScheduleSpec toScheduleSpec(const Napi::Value& value, const std::string& place);
Napi::Object fromScheduleSpec(Napi::Env env, const ScheduleSpec& spec);
std::vector<AugmentSpec> toAugment(const Napi::Value& value, const std::string& place);
Napi::Array fromAugment(Napi::Env env, const std::vector<AugmentSpec>& changes);
RecordSpec toRecordSpec(const Napi::Value& value, const std::string& place);
Napi::Object fromRecordSpec(Napi::Env env, const RecordSpec& spec);

std::vector<StopRule> toStopRules(const Napi::Value& value, const std::string& place);
Napi::Array fromStopRules(Napi::Env env, const std::vector<StopRule>& rules);
CheckpointSpec toCheckpointSpec(const Napi::Value& value, const std::string& place);
Napi::Object fromCheckpointSpec(Napi::Env env, const CheckpointSpec& spec);

/// "cpu", "cuda" or "cuda:<index>".
std::string toDevice(const Napi::Value& value, const std::string& place);

/// An object with its `kind`.
Napi::Object tagged(Napi::Env env, const char* kind);

/// A list of strings or numbers.
template <typename Element>
Napi::Array listOf(Napi::Env env, const std::vector<Element>& elements) {
  Napi::Array list = Napi::Array::New(env, elements.size());
  for (std::uint32_t i = 0; i < elements.size(); ++i) {
    list.Set(i, Napi::Value::From(env, elements[i]));
  }
  return list;
}

}  // namespace layca::binding
