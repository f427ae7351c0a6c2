#include "optim/transform.h"

#include "optim/transforms/lars.h"
#include "optim/transforms/layca.h"
#include "optim/transforms/normalized.h"

namespace layca {

std::unique_ptr<KernelTransform> makeTransform(const TransformSpec& spec, std::size_t kernels) {
  return std::visit([&](const auto& kind) { return make(kind, spec.rate, kernels); }, spec.kind);
}

}  // namespace layca
