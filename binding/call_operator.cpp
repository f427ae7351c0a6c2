#include "call_operator.h"

#include <ATen/core/grad_mode.h>

#include <optional>
#include <utility>

#include "call_refusals.h"
#include "call_warnings.h"
#include "convert_result.h"
#include "environment.h"
#include "errors.h"
#include "sizes_guard.h"
#include "tensor_handle.h"

namespace layca::binding {
namespace {

constexpr char kNamespace[] = "aten::";

std::string withoutNamespace(const std::string& qualifiedName) {
  const std::string prefix = kNamespace;
  if (qualifiedName.rfind(prefix, 0) != 0) {
    throw BadArgument("operator", "a name such as aten::add", '"' + qualifiedName + '"');
  }
  return qualifiedName.substr(prefix.size());
}

/// `log_softmax` → `logSoftmax`, `linalg_svd` → `linalg.svd`: the names of lib/tensor/generated.
std::string publicName(const std::string& name) {
  for (const std::string module : {"linalg", "fft", "special"}) {
    if (name.rfind(module + '_', 0) == 0) {
      return module + '.' + camelCase(name.substr(module.size() + 1));
    }
  }
  return camelCase(name);
}

bool writesTo(const c10::Argument& argument) {
  return argument.alias_info() != nullptr && argument.alias_info()->isWrite();
}

bool returnsFirst(const c10::FunctionSchema& schema) {
  const auto& arguments = schema.arguments();
  const auto& returns = schema.returns();
  return !arguments.empty() && returns.size() == 1 && writesTo(arguments[0]) &&
         returns[0].alias_info() != nullptr &&
         *returns[0].alias_info() == *arguments[0].alias_info();
}

bool resizes(const std::string& name) {
  return name == "resize_" || name == "resize_as_" || name == "set_";
}

}  // namespace

BoundOperator::BoundOperator(const c10::OperatorHandle& handle)
    : handle_(handle),
      name_(publicName(withoutNamespace(handle.schema().name()))),
      writes_(handle.schema().is_mutable()),
      returnsSelf_(returnsFirst(handle.schema())),
      resizes_(returnsSelf_ && resizes(withoutNamespace(handle.schema().name()))),
      hazards_(hazardsOf(withoutNamespace(handle.schema().name()), handle.schema())),
      sparseIndices_(withoutNamespace(handle.schema().name()), handle.schema()) {
  for (const c10::Argument& argument : handle.schema().arguments()) {
    converters_.emplace_back(argument, name_);
  }
}

Napi::Value BoundOperator::call(const Napi::CallbackInfo& arguments,
                                Environment& environment) const {
  const Napi::Env env = arguments.Env();
  if (arguments.Length() > converters_.size()) {
    throw BadArgument(name_, "at most " + std::to_string(converters_.size()) + " arguments",
                      std::to_string(arguments.Length()));
  }
  torch::jit::Stack stack = std::move(spare_);
  stack.reserve(converters_.size());
  for (size_t i = 0; i < converters_.size(); ++i) {
    stack.push_back(i < arguments.Length()
                        ? converters_[i].convert(arguments[i], environment.tensors())
                        : converters_[i].absent(env));
  }
  refuseHazards(arguments, stack);
  WarningCollector warnings;
  {
    std::optional<c10::AutoGradMode> mode;
    if (c10::GradMode::is_enabled() != environment.gradEnabled()) {
      mode.emplace(environment.gradEnabled());
    }
    std::optional<SizesGuard> sizes;
    if (resizes_) sizes.emplace(stack.front().toTensor());
    sparseIndices_.copyGiven(stack);
    handle_.callBoxed(&stack);
    sparseIndices_.copyTaken(stack);
  }
  Napi::Value result;
  if (returnsSelf_) {
    result = arguments[0];
    refreshTensor(result, name_.c_str());
  } else {
    if (writes_) environment.tensors().refreshAll();
    result = convertResults(env, handle_.schema(), stack);
  }
  warnings.emit(env);
  stack.clear();
  spare_ = std::move(stack);
  return result;
}

void BoundOperator::refuseHazards(const Napi::CallbackInfo& arguments,
                                  const torch::jit::Stack& stack) const {
  for (const auto& [hazard, index] : hazards_) {
    if (hazard->isSafe(stack, index)) continue;
    const std::string argument = camelCase(std::string(hazard->argument));
    throw BadArgument(name_ + '.' + argument,
                      std::string(hazard->expected) + ", as " + std::string(hazard->reason) + ",",
                      describe(arguments[index]));
  }
}

BoundOperator& OperatorTable::find(const std::string& qualifiedName, const std::string& overload) {
  const std::string key = overload.empty() ? qualifiedName : qualifiedName + '.' + overload;
  const auto known = bound_.find(key);
  if (known != bound_.end()) return *known->second;

  const std::string name = withoutNamespace(qualifiedName);
  const std::string refusal = refusalOf(name, overload);
  if (!refusal.empty()) {
    throw BadArgument("operator", "one that may be called", key + ": " + refusal);
  }
  const auto handle = c10::Dispatcher::singleton().findSchema({qualifiedName, overload});
  if (!handle) {
    throw BadArgument("operator", "an operator and overload of libtorch", '"' + key + '"');
  }
  return *bound_.emplace(key, std::make_unique<BoundOperator>(*handle)).first->second;
}

}  // namespace layca::binding
