// The network of the run spec.
#include "run_spec_convert.h"
#include "run_spec_layers.h"

namespace layca::binding {

namespace {

constexpr std::int64_t kLargestSize = (std::int64_t{1} << 31) - 1;

enum class InputKind { vector, image };
constexpr Words<InputKind, 2> kInputKinds{
    {{"vector", InputKind::vector}, {"image", InputKind::image}}};

InputSpec toInput(ObjectReader input) {
  InputSpec spec;
  if (input.word("kind", kInputKinds) == InputKind::vector) {
    spec = VectorInput{input.integer("features", 1, kLargestSize)};
  } else {
    spec = ImageInput{input.integer("channels", 1, kLargestSize),
                      input.integer("height", 1, kLargestSize),
                      input.integer("width", 1, kLargestSize)};
  }
  input.finish();
  return spec;
}

Napi::Object fromInput(Napi::Env env, const InputSpec& spec) {
  if (const auto* vector = std::get_if<VectorInput>(&spec)) {
    Napi::Object input = tagged(env, "vector");
    input.Set("features", Napi::Number::New(env, static_cast<double>(vector->features)));
    return input;
  }
  const auto& image = std::get<ImageInput>(spec);
  Napi::Object input = tagged(env, "image");
  input.Set("channels", Napi::Number::New(env, static_cast<double>(image.channels)));
  input.Set("height", Napi::Number::New(env, static_cast<double>(image.height)));
  input.Set("width", Napi::Number::New(env, static_cast<double>(image.width)));
  return input;
}

}  // namespace

NetworkSpec toNetworkSpec(const Napi::Value& value, const std::string& place) {
  ObjectReader network(value, place);
  NetworkSpec spec{toInput(network.object("input")),
                   toLayers(network.get("layers"), network.at("layers"))};
  network.finish();
  return spec;
}

Napi::Object fromNetworkSpec(Napi::Env env, const NetworkSpec& spec) {
  Napi::Object network = Napi::Object::New(env);
  network.Set("input", fromInput(env, spec.input));
  network.Set("layers", fromLayers(env, spec.layers));
  return network;
}

}  // namespace layca::binding
