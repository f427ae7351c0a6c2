#include "train/samples.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "engine_errors.h"
#include "numeric/sums.h"
#include "train/changed_pixels.h"

namespace layca {

Samples::Samples(const DataSet& data, const Normalization& normalization,
                 const at::TensorOptions& options)
    : inputs_(data.inputs.detach().to(options.device()).contiguous()),
      targets_(data.targets.detach().to(options.device()).contiguous()),
      normalization_(normalization),
      options_(options),
      count_(data.targets.size(0)) {
  if (targets_.is_floating_point()) targets_ = targets_.to(options.dtype());
  if (data.indices.defined()) {
    indices_ = data.indices.detach().to(options.device()).contiguous();
    count_ = indices_.size(0);
  }
  if (!normalization.mean.empty()) {
    const auto channels = static_cast<std::int64_t>(normalization.mean.size());
    mean_ = at::tensor(normalization.mean, at::kDouble).view({channels, 1}).to(options);
    deviation_ = at::tensor(normalization.deviation, at::kDouble).view({channels, 1}).to(options);
  }
}

Batch Samples::range(std::int64_t begin, std::int64_t end, const BatchForm& form) const {
  if (indices_.defined()) return take({indices_.slice(0, begin, end)}, form);
  return take({{}, begin, end}, form);
}

Batch Samples::at(const at::Tensor& places, const BatchForm& form) const {
  return take({indices_.defined() ? indices_.index_select(0, places) : places}, form);
}

at::Tensor Samples::targets() const {
  return indices_.defined() ? targets_.index_select(0, indices_) : targets_;
}

Batch Samples::take(const Picked& picked, const BatchForm& form) const {
  const auto pick = [&](const at::Tensor& all) {
    return picked.numbers.defined() ? all.index_select(0, picked.numbers)
                                    : all.slice(0, picked.begin, picked.end);
  };
  const at::Tensor targets = pick(targets_);
  if (inputs_.is_cpu() && inputs_.scalar_type() == at::kByte) {
    return {gatherBytes(inputs_, picked, normalization_, options_, form), targets};
  }
  at::Tensor inputs;
  if (form.augmentation) {
    const ChangedPixels changed(form, targets.size(0), options_.device());
    inputs = changed.clear(prepare(changed.apply(pick(inputs_))));
  } else {
    inputs = prepare(pick(inputs_));
  }
  const bool image = inputs.dim() == 4;
  return {inputs.contiguous(image ? form.format : at::MemoryFormat::Contiguous), targets};
}

at::Tensor Samples::prepare(const at::Tensor& inputs) const {
  at::Tensor converted = inputs.to(options_.dtype());
  if (!mean_.defined()) return converted;
  // A sample's channels are contiguous, in [C, H, W] as in its flattened form.
  at::Tensor channels = converted.view({converted.size(0), mean_.size(0), -1});
  if (converted.is_same(inputs))
    channels = channels.sub(mean_);
  else
    channels.sub_(mean_);
  return channels.div_(deviation_).view(inputs.sizes());
}

namespace {

void checkIndices(const at::Tensor& indices, std::int64_t samples, const std::string& place) {
  if (indices.scalar_type() != at::kLong || indices.dim() != 1 || indices.size(0) == 0) {
    throw InputError(place, std::string("expected int64 [n], n ≥ 1, but received ") +
                                c10::toString(indices.scalar_type()) + " " +
                                shapeText(indices.sizes().vec()));
  }
  const auto least = indices.min().item<std::int64_t>();
  const auto most = indices.max().item<std::int64_t>();
  if (least < 0 || most >= samples) {
    throw InputError(place, "expected indices from 0 to " + std::to_string(samples - 1) +
                                " but received " + std::to_string(least < 0 ? least : most));
  }
}

}  // namespace

void checkDataSet(const DataSet& data, const Shape& input, const std::string& place) {
  const at::ScalarType type = data.inputs.scalar_type();
  if (type != at::kByte && type != at::kFloat && type != at::kDouble) {
    throw InputError(
        place + ".inputs",
        std::string("expected uint8, float32 or float64 but received ") + c10::toString(type));
  }
  const Shape shape = data.inputs.sizes().vec();
  if (shape.size() != input.size() + 1 || shape[0] < 1 ||
      !std::equal(input.begin(), input.end(), shape.begin() + 1)) {
    throw InputError(place + ".inputs", "expected one or more samples of shape " +
                                            shapeText(input) + " but received " + shapeText(shape));
  }
  if (type != at::kByte && !allFinite(data.inputs)) {
    throw InputError(place + ".inputs", "expected finite numbers but received NaN or infinity");
  }
  if (data.indices.defined()) checkIndices(data.indices, shape[0], place + ".indices");
}

void checkNormalization(const Normalization& normalization, const Shape& input) {
  const auto channels = static_cast<std::int64_t>(normalization.mean.size());
  if (channels == 0 && normalization.deviation.empty()) return;
  const bool image = input.size() > 1;
  const bool fits =
      channels == 1 || (channels > 1 && (image ? channels == input[0] : input[0] % channels == 0));
  if (!fits) {
    throw InputError("data.normalize.mean", "expected one number or one a channel but received " +
                                                std::to_string(channels));
  }
  if (normalization.deviation.size() != normalization.mean.size()) {
    throw InputError("data.normalize.std", "expected " + std::to_string(channels) +
                                               " numbers but received " +
                                               std::to_string(normalization.deviation.size()));
  }
  for (std::size_t i = 0; i < normalization.mean.size(); ++i) {
    const double deviation = normalization.deviation[i];
    if (!std::isfinite(normalization.mean[i]) || !std::isfinite(deviation) || deviation <= 0) {
      throw InputError("data.normalize", "expected finite means and deviations > 0 but received " +
                                             std::to_string(normalization.mean[i]) + " and " +
                                             std::to_string(deviation));
    }
  }
}

}  // namespace layca
