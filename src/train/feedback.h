// The feedback that a layer gets (Figure 8 of the paper): how well the classes form clusters in the
// gradients with respect to its output.
#pragma once

#include <cstddef>

#include "nn/network.h"
#include "spec/run_spec.h"
#include "train/samples.h"

namespace layca {

/// Index of the layer that the spec names; throws InputError where it is no layer of the network's
/// own list.
std::size_t feedbackLayer(const FeedbackSpec& spec, const NetworkPlan& plan);

class Feedback {
 public:
  /// Looks at the first `images` of the samples; throws InputError where all are of one class.
  Feedback(const FeedbackSpec& spec, const LossSpec& loss, const Network& network,
           const Samples& samples);

  /// The silhouette of each image's gradient of its loss with respect to the layer's output, in
  /// evaluation mode, with the targets as clusters.
  double measure(Network& network) const;

 private:
  const LossSpec& loss_;
  std::size_t layer_;
  Batch images_;
};

}  // namespace layca
