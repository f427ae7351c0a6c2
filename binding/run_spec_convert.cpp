#include "run_spec_convert.h"

#include <cctype>

namespace layca::binding {

namespace {

constexpr std::int64_t kMostEpochs = (std::int64_t{1} << 31) - 1;
constexpr std::int64_t kMostThreads = 1024;

enum class LossKind { crossEntropy, mse };
constexpr Words<LossKind, 2> kLossKinds{
    {{"crossEntropy", LossKind::crossEntropy}, {"mse", LossKind::mse}}};

LossSpec toLoss(ObjectReader loss) {
  const auto read = [&]() -> LossSpec {
    switch (loss.word("kind", kLossKinds)) {
      case LossKind::crossEntropy:
        return CrossEntropySpec{loss.real("labelSmoothing", 0, 1)};
      case LossKind::mse:
        return MseSpec{};
    }
    throw std::logic_error("unknown loss");
  };
  const LossSpec spec = read();
  loss.finish();
  return spec;
}

struct LossToJs {
  Napi::Env env;

  Napi::Object operator()(const CrossEntropySpec& spec) const {
    Napi::Object loss = tagged(env, "crossEntropy");
    loss.Set("labelSmoothing", spec.labelSmoothing);
    return loss;
  }
  Napi::Object operator()(const MseSpec&) const { return tagged(env, "mse"); }
};

std::optional<std::vector<std::string>> toTrainable(const Napi::Value& value,
                                                    const std::string& place) {
  if (value.IsArray()) return readTexts(value, place);
  if (!value.IsString() || value.As<Napi::String>().Utf8Value() != "all") {
    throw BadArgument(place, "\"all\" or a list of layer names", describe(value));
  }
  return std::nullopt;
}

std::optional<double> toClip(const Napi::Value& value, const std::string& place) {
  if (value.IsNull()) return std::nullopt;
  const double most = readReal(value, place, 0);
  if (most == 0) throw BadArgument(place, "null or a number > 0", describe(value));
  return most;
}

}  // namespace

std::string toDevice(const Napi::Value& value, const std::string& place) {
  const std::string device = value.IsString() ? value.As<Napi::String>().Utf8Value() : "";
  const std::string index = device.rfind("cuda:", 0) == 0 ? device.substr(5) : "";
  const bool indexed = !index.empty() && index.size() <= 2 &&
                       index.find_first_not_of("0123456789") == std::string::npos;
  if (device != "cpu" && device != "cuda" && !indexed) {
    throw BadArgument(place, R"("cpu", "cuda" or "cuda:N")", describe(value));
  }
  return device;
}

RunSpec toRunSpec(const Napi::Value& value) {
  ObjectReader run(value, "");
  RunSpec spec{toNetworkSpec(run.get("network"), "network"),
               toLoss(run.object("loss")),
               toOptimizerSpec(run.get("optimizer"), "optimizer"),
               toScheduleSpec(run.get("schedule"), "schedule"),
               run.integer("epochs", 0, kMostEpochs),
               run.integer("batchSize", 1, kMostEpochs),
               run.flag("shuffle"),
               run.flag("dropLast"),
               toClip(run.get("clipGradNorm"), "clipGradNorm"),
               run.integer("accumulate", 1, kMostEpochs),
               toAugment(run.get("augment"), "augment"),
               toTrainable(run.get("trainable"), "trainable"),
               static_cast<std::uint64_t>(run.integer("seed", 0)),
               toDevice(run.get("device"), "device"),
               run.word("precision", kPrecisions),
               static_cast<int>(run.integer("threads", 1, kMostThreads)),
               toRecordSpec(run.get("record"), "record"),
               toStopRules(run.get("stop"), "stop"),
               run.word("select", kSelects),
               {}};
  if (run.has("checkpoint")) {
    spec.checkpoint = toCheckpointSpec(run.get("checkpoint"), "checkpoint");
  }
  run.finish();
  return spec;
}

Napi::Object fromRunSpec(Napi::Env env, const RunSpec& spec) {
  Napi::Object run = Napi::Object::New(env);
  run.Set("network", fromNetworkSpec(env, spec.network));
  run.Set("loss", std::visit(LossToJs{env}, spec.loss));
  run.Set("optimizer", fromOptimizerSpec(env, spec.optimizer));
  run.Set("schedule", fromScheduleSpec(env, spec.schedule));
  run.Set("epochs", static_cast<double>(spec.epochs));
  run.Set("batchSize", static_cast<double>(spec.batchSize));
  run.Set("shuffle", Napi::Boolean::New(env, spec.shuffle));
  run.Set("dropLast", Napi::Boolean::New(env, spec.dropLast));
  run.Set("clipGradNorm",
          spec.clipGradNorm ? Napi::Value::From(env, *spec.clipGradNorm) : env.Null());
  run.Set("accumulate", static_cast<double>(spec.accumulate));
  run.Set("augment", fromAugment(env, spec.augment));
  if (spec.trainable) {
    run.Set("trainable", listOf(env, *spec.trainable));
  } else {
    run.Set("trainable", "all");
  }
  run.Set("seed", static_cast<double>(spec.seed));
  run.Set("device", spec.device);
  run.Set("precision", wordOf(kPrecisions, spec.precision));
  run.Set("threads", spec.threads);
  run.Set("record", fromRecordSpec(env, spec.record));
  run.Set("stop", fromStopRules(env, spec.stop));
  run.Set("select", wordOf(kSelects, spec.select));
  if (spec.checkpoint) run.Set("checkpoint", fromCheckpointSpec(env, *spec.checkpoint));
  return run;
}

Napi::Object tagged(Napi::Env env, const char* kind) {
  Napi::Object object = Napi::Object::New(env);
  object.Set("kind", kind);
  return object;
}

}  // namespace layca::binding
