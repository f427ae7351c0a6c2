#include "nn/sequence.h"

#include <algorithm>

namespace layca {

at::Tensor Sequence::forward(at::Tensor x, const ForwardContext& context, bool mayOverwrite,
                             std::size_t from, std::size_t to) const {
  const std::size_t end = std::min(to, layers_.size());
  for (std::size_t i = from; i < end; ++i) {
    const bool pair = i + 1 < end;
    if (pair && layers_[i]->isRelu() && layers_[i + 1]->takesRelu()) {
      ++i;
      x = layers_[i]->forwardWithRelu(std::move(x), context, mayOverwrite, BesideRelu::before);
    } else if (pair && layers_[i]->takesRelu() && layers_[i + 1]->isRelu()) {
      x = layers_[i]->forwardWithRelu(std::move(x), context, mayOverwrite, BesideRelu::after);
      ++i;
    } else {
      x = layers_[i]->forward(std::move(x), context, mayOverwrite);
    }
    mayOverwrite = layers_[i]->outputMayBeOverwritten();
  }
  return x;
}

bool Sequence::takesContiguous(std::size_t index) const {
  return index < layers_.size() && layers_[index]->takesContiguous();
}

bool Sequence::outputMayBeOverwritten() const {
  return !layers_.empty() && layers_.back()->outputMayBeOverwritten();
}

bool Sequence::dependsOnTraining(std::size_t to) const {
  const auto end = layers_.begin() + static_cast<std::ptrdiff_t>(std::min(to, layers_.size()));
  return std::any_of(layers_.begin(), end,
                     [](const auto& layer) { return layer->dependsOnTraining(); });
}

}  // namespace layca
