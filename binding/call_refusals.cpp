#include "call_refusals.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace layca::binding {
namespace {

struct Refusal {
  std::string_view name;
  std::string_view reason;
};

// Operators that corrupt memory or end the process whatever stands around them, each with its
// reason. Add one only with the arguments that show it, in test/stress/tensor-fuzz.test.ts.
constexpr std::array<Refusal, 5> kRefusals = {{
    {"from_file", "it maps a file whose later truncation ends the process; use loadSafetensors"},
    {"rename", "named dimensions are not available"},
    {"rename_", "named dimensions are not available"},
    {"align_to", "named dimensions are not available"},
    {"refine_names", "named dimensions are not available"},
}};

// What PyTorch's Python has as torch.sparse.mm and so on, as in scripts/tensor/exposure.mjs.
constexpr std::array<std::string_view, 6> kSparseFunctions = {
    "_sparse_addmm",   "_sparse_log_softmax", "_sparse_mm",
    "_sparse_softmax", "_sparse_sum",         "_spdiags",
};

bool isLibtorchsOwn(const std::string& name) {
  if (name.empty()) return true;
  return name[0] == '_' && std::find(kSparseFunctions.begin(), kSparseFunctions.end(), name) ==
                               kSparseFunctions.end();
}

// A Dimname is a plain string in a boxed schema, so only the overloads' names tell.
bool takesDimnames(const std::string& overload) {
  return overload.find("imname") != std::string::npos || overload.find("name") != std::string::npos;
}

}  // namespace

std::string refusalOf(const std::string& name, const std::string& overload) {
  if (isLibtorchsOwn(name)) return "operators with a leading underscore are libtorch's own";
  for (const Refusal& refusal : kRefusals) {
    if (refusal.name == name) return std::string(refusal.reason);
  }
  return takesDimnames(overload) ? "named dimensions are not available" : "";
}

}  // namespace layca::binding
