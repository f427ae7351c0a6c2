#include "nn/batch_norm_function.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/autograd/custom_function.h>

#include <optional>
#include <utility>

namespace layca {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// What a forward pass leaves its backward pass beside tensors.
struct PassedOn : torch::CustomClassHolder {
  PassedOn(ChannelMap channelMap, const NormalizedForm& passForm)
      : map(std::move(channelMap)), form(passForm) {}
  ChannelMap map;
  NormalizedForm form;
};

at::Tensor normalized(const at::Tensor& x, const ChannelMap& map, const NormalizedForm& form) {
  const at::Tensor out = form.keepsOutput ? x : at::empty_like(x);
  normalizeInto(out, x, map, form);
  return out;
}

/// A gradient that nobody else holds may be overwritten.
bool isOurs(const at::Tensor& g) { return g.use_count() == 1 && g.storage().use_count() == 1; }

at::Tensor perChannel(const PerChannel& values, const at::Tensor& like) {
  return at::tensor(values, at::kDouble).to(like.options());
}

class NormalizedBatch : public torch::autograd::Function<NormalizedBatch> {
 public:
  static at::Tensor forward(AutogradContext* context, const at::Tensor& x,
                            const std::optional<at::Tensor>& weight,
                            const std::optional<at::Tensor>& bias,
                            const c10::intrusive_ptr<PassedOn>& passed) {
    at::Tensor out = normalized(x, passed->map, passed->form);
    if (passed->form.keepsOutput) context->mark_dirty({x});
    context->save_for_backward({passed->form.keepsOutput ? out : x, weight.value_or(at::Tensor()),
                                bias.value_or(at::Tensor())});
    context->saved_data["passed"] = c10::IValue::make_capsule(passed);
    return out;
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const variable_list saved = context->get_saved_variables();
    const at::Tensor& kept = saved[0];
    const auto passed =
        c10::static_intrusive_pointer_cast<PassedOn>(context->saved_data["passed"].toCapsule());
    at::Tensor g = std::exchange(gradients[0], {});
    if (!liesInRows(g)) g = g.contiguous(kept.suggest_memory_format());
    const ChannelGradients sums = channelGradients(g, kept, passed->map, passed->form);
    at::Tensor ofInput;
    if (context->needs_input_grad(0)) {
      ofInput = isOurs(g) ? g : at::empty_like(kept);
      inputGradientInto(ofInput, g, kept, passed->map, sums, passed->form);
    }
    return {ofInput,
            saved[1].defined() ? perChannel(sums.products, saved[1]) : at::Tensor(),
            saved[2].defined() ? perChannel(sums.sums, saved[2]) : at::Tensor(),
            {}};
  }
};

}  // namespace

at::Tensor normalizedBatch(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                           const ChannelMap& map, const NormalizedForm& form) {
  const bool learns = x.requires_grad() || (weight.defined() && weight.requires_grad()) ||
                      (bias.defined() && bias.requires_grad());
  if (!at::GradMode::is_enabled() || !learns) return normalized(x, map, form);
  const auto given = [](const at::Tensor& parameter) {
    return parameter.defined() ? std::optional<at::Tensor>(parameter) : std::nullopt;
  };
  return NormalizedBatch::apply(x, given(weight), given(bias),
                                c10::make_intrusive<PassedOn>(map, form));
}

}  // namespace layca
