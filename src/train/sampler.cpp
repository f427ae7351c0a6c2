#include "train/sampler.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <utility>

#include "random/permutation.h"

namespace layca {

Sampler::Sampler(const Samples& samples, std::int64_t batchSize, bool shuffle, bool dropLast,
                 std::uint64_t seed, at::Device device, std::optional<Augmentation> augmentation,
                 at::MemoryFormat format)
    : samples_(samples),
      batchSize_(batchSize),
      batches_(batchesOf(samples.count(), batchSize, dropLast)),
      shuffle_(shuffle),
      seed_(seed),
      device_(device),
      augmentation_(std::move(augmentation)),
      format_(format) {}

void Sampler::startEpoch(std::int64_t epoch) {
  epoch_ = epoch;
  if (!shuffle_) return;
  at::Tensor order = at::empty({samples_.count()}, at::TensorOptions().dtype(at::kLong));
  permutation(seed_, Purpose::shuffle, static_cast<std::uint32_t>(epoch),
              order.data_ptr<std::int64_t>(), static_cast<std::size_t>(samples_.count()));
  order_ = order.to(device_);
}

Batch Sampler::batch(std::int64_t index) const {
  const std::int64_t begin = index * batchSize_;
  const std::int64_t end = std::min(samples_.count(), begin + batchSize_);
  const BatchForm form{format_, augmentation_ ? &*augmentation_ : nullptr,
                       static_cast<std::uint32_t>(epoch_), begin};
  return shuffle_ ? samples_.at(order_.slice(0, begin, end), form)
                  : samples_.range(begin, end, form);
}

std::int64_t batchesOf(std::int64_t count, std::int64_t batchSize, bool dropLast) {
  return dropLast ? count / batchSize : (count + batchSize - 1) / batchSize;
}

}  // namespace layca
