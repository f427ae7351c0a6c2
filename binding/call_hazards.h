// Arguments on which libtorch itself crashes or never returns: refused before it is called.
#pragma once

#include <ATen/core/function_schema.h>
#include <ATen/core/stack.h>

#include <string>
#include <string_view>
#include <vector>

namespace layca::binding {

/// One argument of an operator that is checked before every call.
struct Hazard {
  std::string_view
      operatorName;  // Without namespace; in-place and plain forms are rows of their own.
  std::string_view argument;
  /// Whether libtorch can be given these arguments; that which the hazard names lies at `index`.
  bool (*isSafe)(const torch::jit::Stack& arguments, size_t index);
  std::string_view expected;
  std::string_view reason;
};

/// A hazard and where its argument lies.
struct BoundHazard {
  const Hazard* hazard;
  size_t index;
};

/// The hazards of an operator, by the arguments of this overload.
std::vector<BoundHazard> hazardsOf(const std::string& name, const c10::FunctionSchema& schema);

}  // namespace layca::binding
