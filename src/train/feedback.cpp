#include "train/feedback.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>

#include <algorithm>

#include "engine_errors.h"
#include "rotation/silhouette.h"
#include "train/evaluation_batch.h"
#include "train/loss.h"

namespace layca {

std::size_t feedbackLayer(const FeedbackSpec& spec, const NetworkPlan& plan) {
  const auto found = std::find_if(plan.layers.begin(), plan.layers.end(),
                                  [&](const auto& layer) { return layer.name == spec.layer; });
  if (found == plan.layers.end()) {
    throw InputError("record.feedback.layer",
                     "expected the name of a layer of the network's list "
                     "but received \"" +
                         spec.layer + "\"");
  }
  return static_cast<std::size_t>(found - plan.layers.begin());
}

Feedback::Feedback(const FeedbackSpec& spec, const LossSpec& loss, const Network& network,
                   const Samples& samples)
    : loss_(loss),
      layer_(feedbackLayer(spec, network.plan())),
      images_(samples.range(0, std::min(samples.count(), spec.images), {network.inputFormat()})) {
  if (images_.targets.eq(images_.targets[0]).all().item<bool>()) {
    throw InputError("record.feedback.images",
                     "expected images of two classes or more but received those of one");
  }
}

double Feedback::measure(Network& network) const {
  std::vector<at::Tensor> gradients;
  for (const auto& [begin, end] : evaluationBatches(network.plan(), images_.targets.size(0))) {
    at::Tensor output;
    {
      const at::NoGradGuard noGrad;
      output = network.forward(images_.inputs.slice(0, begin, end), {}, 0, layer_ + 1).clone();
    }
    output.requires_grad_();
    // A copy, since the next layer may work in place.
    const at::Tensor logits = network.forward(output.clone(), {}, layer_ + 1);
    const at::Tensor loss = meanLoss(loss_, logits, images_.targets.slice(0, begin, end));
    gradients.push_back(torch::autograd::grad({loss}, {output})[0]);
  }
  return silhouette(at::cat(gradients), images_.targets);
}

}  // namespace layca
