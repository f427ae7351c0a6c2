#include "call_operator.h"

#include <c10/core/AutogradState.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "call_refusals.h"
#include "convert_result.h"
#include "environment.h"
#include "errors.h"
#include "out_of_memory.h"
#include "packed_integers.h"
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

struct Renaming {
  std::string_view prefix;
  std::string_view replacement;
};

constexpr std::array<Renaming, 6> kNamespaces = {{
    {"linalg_", "linalg."},
    {"fft_", "fft."},
    {"special_", "special."},
    // Of the names with a leading underscore all others are refused.
    {"_sparse_", "sparse."},
    {"_", "sparse."},
    {"sparse_sampled_", "sparse.sampled_"},
}};

/// `log_softmax` → `logSoftmax`, `linalg_svd` → `linalg.svd`: the names of lib/tensor/generated.
std::string publicName(const std::string& name) {
  for (const auto& [prefix, replacement] : kNamespaces) {
    if (name.rfind(prefix, 0) == 0) {
      return camelCase(std::string(replacement) + name.substr(prefix.size()));
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

// The arguments of operators follow the operator's number, the owner and the marks.
constexpr size_t kOwner = 1;
constexpr size_t kMarks = 2;
constexpr size_t kFirst = 3;

// What lib/tensor/call-marks.ts says: the marks of ids are followed by as many of short lists, and
// these by one of owners.
constexpr size_t kMarked = 15;
constexpr uint32_t kOwned = 1U << (2 * kMarked);

uint32_t marksOf(const Napi::CallbackInfo& info) {
  uint32_t marks = 0;
  napi_get_value_uint32(info.Env(), info[kMarks], &marks);
  return marks;
}

ArgumentForm formOf(uint32_t marks, size_t index) {
  if (index >= kMarked) return ArgumentForm::kItself;
  if ((marks >> index & 1) != 0) return ArgumentForm::kTensorId;
  const bool isShort = (marks >> (kMarked + index) & 1) != 0;
  return isShort ? ArgumentForm::kShortList : ArgumentForm::kItself;
}

Napi::Value glimpse(const Napi::CallbackInfo& info, size_t index, const TensorRegistry& tensors) {
  const Napi::Value value = info[kFirst + index];
  const ArgumentForm form = formOf(marksOf(info), index);
  if (form == ArgumentForm::kShortList && !value.IsArray()) {
    return PackedIntegers::of(value).array(info.Env());
  }
  TensorEntry* entry = form == ArgumentForm::kTensorId ? tensors.findHandleOrId(value) : nullptr;
  return entry == nullptr ? value : tensors.glimpseOf(*entry);
}

/// What c10::AutoGradMode does, but the thread's state is looked up once, not four times.
class GradSwitch {
 public:
  explicit GradSwitch(bool enabled)
      : state_(c10::AutogradState::get_tls_state()), before_(state_.get_grad_mode()) {
    state_.set_grad_mode(enabled);
  }
  ~GradSwitch() { state_.set_grad_mode(before_); }
  GradSwitch(const GradSwitch&) = delete;
  GradSwitch& operator=(const GradSwitch&) = delete;

 private:
  c10::AutogradState& state_;
  bool before_;
};

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

Napi::Value BoundOperator::call(const Napi::CallbackInfo& info, Environment& environment) const {
  torch::jit::Stack stack = std::move(spare_);
  convertArguments(info, environment.tensors(), stack);
  environment.tensors().sweepIfDue();
  refuseHazards(info, environment.tensors(), stack);
  if (writes_) {
    // It may have begun to when memory ran out.
    run(stack, environment);
  } else {
    retryOutOfMemory(
        environment, [&] { run(stack, environment); },
        [&] { convertArguments(info, environment.tensors(), stack); });
  }
  const Napi::Value result = resultOf(info, environment, stack);
  stack.clear();
  spare_ = std::move(stack);
  return result;
}

void BoundOperator::convertArguments(const Napi::CallbackInfo& info, TensorRegistry& tensors,
                                     torch::jit::Stack& stack) const {
  const size_t given = std::max(info.Length(), kFirst) - kFirst;
  if (given > converters_.size()) {
    throw BadArgument(name_, "at most " + std::to_string(converters_.size()) + " arguments",
                      std::to_string(given));
  }
  // Lists and complex numbers may run JavaScript's getters, and these operators.
  const TensorRegistry::SweepPause pause(tensors);
  stack.clear();
  stack.reserve(converters_.size());
  const uint32_t marks = marksOf(info);
  for (size_t i = 0; i < converters_.size(); ++i) {
    stack.push_back(i < given ? converters_[i].convert(info[kFirst + i], formOf(marks, i), tensors)
                              : converters_[i].absent(info.Env()));
  }
}

void BoundOperator::run(torch::jit::Stack& stack, const Environment& environment) const {
  const GradSwitch gradients(environment.gradEnabled());
  sparseIndices_.copyGiven(stack);
  if (resizes_) {
    const SizesGuard sizes(stack.front().toTensor());
    handle_.callBoxed(&stack);
  } else {
    handle_.callBoxed(&stack);
  }
  sparseIndices_.copyTaken(stack);
}

Napi::Value BoundOperator::resultOf(const Napi::CallbackInfo& info, Environment& environment,
                                    torch::jit::Stack& stack) const {
  TensorRegistry& tensors = environment.tensors();
  if (returnsSelf_) {
    const Napi::Value self = info[kFirst];
    const bool isId = formOf(marksOf(info), 0) == ArgumentForm::kTensorId;
    TensorEntry* entry = isId ? tensors.findHandleOrId(self) : tensors.find(self);
    // None: its owner, whom nobody holds any more, was swept.
    if (entry != nullptr) tensors.refresh(*entry);
    return self;
  }
  if (writes_) tensors.refreshAll();
  const bool isOwned =
      (marksOf(info) & kOwned) != 0 && !stack.empty() &&
      std::all_of(stack.begin(), stack.end(), [](const auto& value) { return value.isTensor(); });
  if (!isOwned) return convertResults(info.Env(), handle_.schema(), stack);
  const auto owners = info[kOwner].As<Napi::Object>();
  if (stack.size() == 1) return wrapFor(tensors, owners, std::move(stack.front()).toTensor());
  Napi::Array ids = Napi::Array::New(info.Env(), stack.size());
  for (uint32_t i = 0; i < stack.size(); ++i) {
    const auto owner = owners.Get(i).As<Napi::Object>();
    ids.Set(i, wrapFor(tensors, owner, std::move(stack[i]).toTensor()));
  }
  return ids;
}

void BoundOperator::refuseHazards(const Napi::CallbackInfo& info, const TensorRegistry& tensors,
                                  const torch::jit::Stack& stack) const {
  for (const auto& [hazard, index] : hazards_) {
    if (hazard->isSafe(stack, index)) continue;
    const std::string argument = camelCase(std::string(hazard->argument));
    throw BadArgument(name_ + '.' + argument,
                      std::string(hazard->expected) + ", as " + std::string(hazard->reason) + ",",
                      describe(glimpse(info, index, tensors)));
  }
}

uint32_t OperatorTable::find(const std::string& qualifiedName, const std::string& overload) {
  const std::string key = overload.empty() ? qualifiedName : qualifiedName + '.' + overload;
  const auto known = numbers_.find(key);
  if (known != numbers_.end()) return known->second;

  const std::string name = withoutNamespace(qualifiedName);
  const std::string refusal = refusalOf(name, overload);
  if (!refusal.empty()) {
    throw BadArgument("operator", "one that may be called", key + ": " + refusal);
  }
  const auto handle = c10::Dispatcher::singleton().findSchema({qualifiedName, overload});
  if (!handle) {
    throw BadArgument("operator", "an operator and overload of libtorch", '"' + key + '"');
  }
  bound_.push_back(std::make_unique<BoundOperator>(*handle));
  return numbers_[key] = static_cast<uint32_t>(bound_.size() - 1);
}

const BoundOperator& OperatorTable::at(const Napi::Value& number) const {
  uint32_t index = 0;
  const napi_status status = napi_get_value_uint32(number.Env(), number, &index);
  if (status == napi_ok && index < bound_.size()) return *bound_[index];
  throw BadArgument("operator", "the number of one", describe(number));
}

}  // namespace layca::binding
