#include "augment_images.h"

#include <ATen/ATen.h>

#include <exception>
#include <thread>
#include <utility>

#include "register.h"
#include "run_inputs_convert.h"
#include "run_spec_convert.h"
#include "tensor_handle.h"
#include "train/augmentation.h"
#include "train/tensor_options.h"
#include "train/threads.h"

namespace layca::binding {

namespace {

constexpr std::int64_t kMostThreads = 1024;
constexpr std::int64_t kMostImages = (std::int64_t{1} << 31) - 1;

/// On a thread of its own, as a run's is, so that this thread's count and team stay as they are.
template <typename Work>
void onThread(int threads, const Work& work) {
  std::exception_ptr failure;
  std::thread thread([&] {
    try {
      useThreads(threads);
      work();
    } catch (...) {
      failure = std::current_exception();
    }
  });
  thread.join();
  if (failure) std::rethrow_exception(failure);
}

Napi::Value augmentImages(const Napi::CallbackInfo& info) {
  const at::Tensor images = tensorOf(info[0], "images").detach();
  const Shape shape = images.sizes().vec();
  if (shape.size() != 4 || images.numel() == 0) {
    throw BadArgument("images", "one or more images [N, C, H, W]", "shape " + shapeText(shape));
  }
  ObjectReader options(info[1], "options");
  const Shape image(shape.begin() + 1, shape.end());
  std::vector<AugmentSpec> changes = toAugment(options.get("augment"), "augment");
  checkAugmentation(changes, image);
  Normalization normalization;
  if (options.has("normalize")) normalization = toNormalization(options.object("normalize"));
  const auto seed = static_cast<std::uint64_t>(options.integer("seed", 0));
  BatchForm form;
  form.epoch = static_cast<std::uint32_t>(options.integer("epoch", 0, kMostImages));
  form.first = options.integer("first", 0, kMostImages);
  if (options.flag("channelsLast")) form.format = at::MemoryFormat::ChannelsLast;
  const auto precision = options.word("precision", kPrecisions);
  const auto threads = static_cast<int>(options.integer("threads", 1, kMostThreads));
  options.finish();

  const DataSet data{images, at::zeros({shape[0]}, at::kLong), {}};
  checkDataSet(data, image, "images");
  checkNormalization(normalization, image);
  const Augmentation augmentation(std::move(changes), seed, image);
  form.augmentation = &augmentation;
  at::Tensor changed;
  onThread(threads, [&] {
    const Samples samples(data, normalization, tensorOptions(precision, images.device()));
    changed = samples.range(0, shape[0], form).inputs;
  });
  return wrapTensor(info.Env(), std::move(changed));
}

}  // namespace

void registerAugment(Napi::Object exports) { method<augmentImages>(exports, "augmentImages"); }

}  // namespace layca::binding
