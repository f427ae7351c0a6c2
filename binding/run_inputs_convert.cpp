#include "run_inputs_convert.h"

#include "run_spec_reader.h"
#include "tensor_handle.h"

namespace layca::binding {

namespace {

constexpr std::size_t kMostChannels = 100000;
constexpr std::size_t kLongestPath = 4096;
constexpr std::size_t kMostReplaced = 100;

/// Detached: what JavaScript does to its tensor's shape or autograd state later does not reach the
/// run.
at::Tensor toTensor(const Napi::Value& value, const std::string& place) {
  return tensorOf(value, place.c_str()).detach();
}

}  // namespace

DataSet toDataSet(ObjectReader data) {
  DataSet set{toTensor(data.get("inputs"), data.at("inputs")),
              toTensor(data.get("targets"), data.at("targets")),
              {}};
  if (data.has("indices")) set.indices = toTensor(data.get("indices"), data.at("indices"));
  data.finish();
  return set;
}

namespace {

std::vector<double> toNumbers(const Napi::Value& value, const std::string& place) {
  std::vector<double> numbers;
  for (const Napi::Value& number : readList(value, place, 1, kMostChannels)) {
    numbers.push_back(readReal(number, place + "[" + std::to_string(numbers.size()) + "]"));
  }
  return numbers;
}

Metadata toMetadata(const Napi::Value& value, const std::string& place) {
  ObjectReader reader(value, place);
  const Napi::Object object = value.As<Napi::Object>();
  const Napi::Array keys = object.GetPropertyNames();
  Metadata metadata;
  for (std::uint32_t i = 0; i < keys.Length(); ++i) {
    const Napi::Value key = keys[i];
    const Napi::Value text = object.Get(key);
    if (!text.IsString()) throw BadArgument(place, "an object of strings", describe(text));
    metadata.emplace_back(key.ToString().Utf8Value(), text.As<Napi::String>().Utf8Value());
  }
  return metadata;
}

std::string toPath(const Napi::Value& value, const std::string& place) {
  const std::string path = value.IsString() ? value.As<Napi::String>().Utf8Value() : "";
  if (path.empty() || path.size() > kLongestPath || path.find('\0') != std::string::npos) {
    throw BadArgument(place, "a file's path", describe(value));
  }
  return path;
}

}  // namespace

Normalization toNormalization(ObjectReader normalize) {
  Normalization normalization{toNumbers(normalize.get("mean"), normalize.at("mean")),
                              toNumbers(normalize.get("std"), normalize.at("std"))};
  normalize.finish();
  return normalization;
}

StateDict toStateDict(const Napi::Value& value, const std::string& place) {
  ObjectReader reader(value, place);
  const Napi::Object object = value.As<Napi::Object>();
  const Napi::Array keys = object.GetPropertyNames();
  StateDict state;
  for (std::uint32_t i = 0; i < keys.Length(); ++i) {
    const Napi::Value key = keys[i];
    const std::string text = key.ToString().Utf8Value();
    state.emplace_back(text, toTensor(object.Get(key), place + "[\"" + text + "\"]"));
  }
  return state;
}

RunInputs toRunInputs(const Napi::Value& value) {
  ObjectReader reader(value, "inputs");
  RunInputs inputs{};
  inputs.train = toDataSet(reader.object("train"));
  if (reader.has("validation")) inputs.validation = toDataSet(reader.object("validation"));
  if (reader.has("test")) inputs.test = toDataSet(reader.object("test"));
  if (reader.has("normalize")) inputs.normalization = toNormalization(reader.object("normalize"));
  if (reader.has("initialWeights")) {
    inputs.initialWeights = toStateDict(reader.get("initialWeights"), reader.at("initialWeights"));
  }
  const auto path = [&](const char* key) {
    return reader.has(key) ? toPath(reader.get(key), reader.at(key)) : std::string();
  };
  inputs.initialPath = path("initialPath");
  inputs.finalPath = path("finalPath");
  inputs.historyPath = path("historyPath");
  inputs.checkpointPath = path("checkpointPath");
  if (reader.has("replaces")) {
    const std::string place = reader.at("replaces");
    for (const Napi::Value& each : readList(reader.get("replaces"), place, 0, kMostReplaced)) {
      const std::string index = "[" + std::to_string(inputs.replaces.size()) + "]";
      inputs.replaces.push_back(toPath(each, place + index));
    }
  }
  if (reader.has("metadata")) {
    inputs.metadata = toMetadata(reader.get("metadata"), reader.at("metadata"));
  }
  if (reader.has("resume")) {
    inputs.resume = SavedState(toStateDict(reader.get("resume"), reader.at("resume")));
  }
  if (reader.has("multiTensor")) {
    inputs.multiTensor = readFlag(reader.get("multiTensor"), reader.at("multiTensor"));
  }
  reader.finish();
  return inputs;
}

}  // namespace layca::binding
