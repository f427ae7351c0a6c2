#include "batches.h"

#include <memory>
#include <utility>

#include "environment.h"
#include "errors.h"
#include "nn/layout.h"
#include "register.h"
#include "run_inputs_convert.h"
#include "run_spec_convert.h"
#include "tensor_handle.h"
#include "train/run_checks.h"
#include "train/sampler.h"
#include "train/samples.h"
#include "train/tensor_options.h"
#include "typed_handle.h"

namespace layca::binding {

namespace {

constexpr std::int64_t kMostEpochs = (std::int64_t{1} << 31) - 1;

/// How batches are taken, as a run takes them.
struct BatchOptions {
  std::uint64_t seed;
  at::TensorOptions tensors;
  Normalization normalization;
  std::vector<AugmentSpec> augment;
  std::int64_t batchSize;
  bool shuffle;
  bool dropLast;
};

/// The sampler has its place in the samples, so neither is moved.
struct OpenSamples {
  OpenSamples(const DataSet& data, const Shape& sample, const BatchOptions& options)
      : samples(data, options.normalization, options.tensors),
        sampler(samples, options.batchSize, options.shuffle, options.dropLast, options.seed,
                options.tensors.device(), augmentationOf(options, sample),
                layoutFor(static_cast<std::int64_t>(sample.size()) + 1, options.tensors.device())) {
  }
  OpenSamples(const OpenSamples&) = delete;
  OpenSamples& operator=(const OpenSamples&) = delete;

  static std::optional<Augmentation> augmentationOf(const BatchOptions& options,
                                                    const Shape& sample) {
    if (options.augment.empty()) return std::nullopt;
    return Augmentation(options.augment, options.seed, sample);
  }

  Samples samples;
  Sampler sampler;
  std::int64_t epoch = -1;
};

BatchOptions toBatchOptions(ObjectReader reader) {
  BatchOptions options{};
  options.seed = static_cast<std::uint64_t>(reader.integer("seed", 0));
  const std::string device = toDevice(reader.get("device"), reader.at("device"));
  checkDevice(device);
  options.tensors = tensorOptions(reader.word("precision", kPrecisions), at::Device(device));
  if (reader.has("normalize")) options.normalization = toNormalization(reader.object("normalize"));
  options.augment = toAugment(reader.get("augment"), reader.at("augment"));
  options.batchSize = reader.integer("batchSize", 1);
  options.shuffle = reader.flag("shuffle");
  options.dropLast = reader.flag("dropLast");
  reader.finish();
  return options;
}

}  // namespace

template <>
struct HandleType<OpenSamples> {
  static constexpr napi_type_tag tag{0xe17b35c0a94d6f28, 0x64d2b8f91c0e7a35};
  static constexpr const char* name = "samples";
  static constexpr const char* what = "a handle of samples";
};

namespace {

Napi::Value batchesOpen(const Napi::CallbackInfo& info) {
  const DataSet data = toDataSet(ObjectReader(info[0], "data"));
  const BatchOptions options = toBatchOptions(ObjectReader(info[1], "options"));
  const Shape sizes = data.inputs.sizes().vec();
  if (sizes.size() < 2) throw BadArgument("data.inputs", "samples [N, …]", shapeText(sizes));
  const Shape sample(sizes.begin() + 1, sizes.end());
  checkDataSet(data, sample, "data");
  if (data.targets.dim() < 1 || data.targets.size(0) != sizes[0]) {
    throw BadArgument("data.targets", std::to_string(sizes[0]) + " targets, one a sample",
                      shapeText(data.targets.sizes().vec()));
  }
  checkNormalization(options.normalization, sample);
  checkAugmentation(options.augment, sample);
  return wrapHandle(info.Env(), std::make_shared<OpenSamples>(data, sample, options));
}

Napi::Value batchesCount(const Napi::CallbackInfo& info) {
  const auto open = handleOf<OpenSamples>(info[0]);
  return Napi::Number::New(info.Env(), static_cast<double>(open->sampler.batches()));
}

Napi::Value batchesTake(const Napi::CallbackInfo& info) {
  Environment::of(info.Env()).tensors().sweepIfDue();
  const at::NoGradGuard noGrad;
  const auto open = handleOf<OpenSamples>(info[0]);
  const std::int64_t epoch = readInteger(info[1], "epoch", 0, kMostEpochs);
  const std::int64_t index = readInteger(info[2], "index", 0, open->sampler.batches() - 1);
  if (epoch != open->epoch) open->sampler.startEpoch(epoch);
  open->epoch = epoch;
  const Batch batch = open->sampler.batch(index);
  Napi::Object object = Napi::Object::New(info.Env());
  // A batch that is all of the set is the set itself, which nobody may change.
  const auto own = [&](const at::Tensor& tensor, const at::Tensor& all) {
    return tensor.is_alias_of(all) ? tensor.clone() : tensor;
  };
  object.Set("inputs", wrapTensor(info.Env(), own(batch.inputs, open->samples.inputs())));
  object.Set("targets", wrapTensor(info.Env(), own(batch.targets, open->samples.allTargets())));
  return object;
}

}  // namespace

void registerBatches(Napi::Object exports) {
  method<batchesOpen>(exports, "batchesOpen");
  method<batchesCount>(exports, "batchesCount");
  method<batchesTake>(exports, "batchesTake");
}

}  // namespace layca::binding
