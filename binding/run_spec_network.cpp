// The network of the run spec.
#include "run_spec_convert.h"

namespace layca::binding {

namespace {

constexpr std::int64_t kLargestSize = (std::int64_t{1} << 31) - 1;
constexpr std::size_t kMostLayers = 4096;

enum class InputKind { vector, image };
constexpr Words<InputKind, 2> kInputKinds{
    {{"vector", InputKind::vector}, {"image", InputKind::image}}};

enum class LayerKind { linear, relu, flatten, batchNorm };
constexpr Words<LayerKind, 4> kLayerKinds{{{"linear", LayerKind::linear},
                                           {"relu", LayerKind::relu},
                                           {"flatten", LayerKind::flatten},
                                           {"batchNorm", LayerKind::batchNorm}}};

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

InitSpec toInit(const Napi::Value& value, const std::string& place) {
  if (!value.IsObject()) return {readWord(value, place, kInitKinds), {}};
  ObjectReader init(value, place);
  InitSpec spec{init.word("kind", kInitKinds), init.real("gain")};
  init.finish();
  return spec;
}

Napi::Value fromInit(Napi::Env env, const InitSpec& spec) {
  const char* word = wordOf(kInitKinds, spec.kind);
  if (!spec.gain) return Napi::String::New(env, word);
  Napi::Object init = tagged(env, word);
  init.Set("gain", *spec.gain);
  return init;
}

LayerKindSpec toKind(ObjectReader& layer) {
  switch (layer.word("kind", kLayerKinds)) {
    case LayerKind::linear:
      return LinearSpec{layer.integer("outFeatures", 1, kLargestSize), layer.flag("bias"),
                        toInit(layer.get("init"), layer.at("init"))};
    case LayerKind::relu:
      return ReluSpec{};
    case LayerKind::flatten:
      return FlattenSpec{};
    case LayerKind::batchNorm:
      return BatchNormSpec{layer.flag("affine"), layer.real("momentum", 0, 1),
                           layer.real("eps", 0)};
  }
  throw std::logic_error("unknown layer kind");
}

struct KindToJs {
  Napi::Env env;

  Napi::Object operator()(const LinearSpec& spec) const {
    Napi::Object layer = tagged(env, "linear");
    layer.Set("outFeatures", Napi::Number::New(env, static_cast<double>(spec.outFeatures)));
    layer.Set("bias", Napi::Boolean::New(env, spec.bias));
    layer.Set("init", fromInit(env, spec.init));
    return layer;
  }
  Napi::Object operator()(const ReluSpec&) const { return tagged(env, "relu"); }
  Napi::Object operator()(const FlattenSpec&) const { return tagged(env, "flatten"); }
  Napi::Object operator()(const BatchNormSpec& spec) const {
    Napi::Object layer = tagged(env, "batchNorm");
    layer.Set("affine", Napi::Boolean::New(env, spec.affine));
    layer.Set("momentum", spec.momentum);
    layer.Set("eps", spec.eps);
    return layer;
  }
};

LayerSpec toLayer(ObjectReader layer) {
  LayerSpec spec{{}, toKind(layer)};
  if (layer.has("name")) spec.name = layer.text("name");
  layer.finish();
  return spec;
}

}  // namespace

NetworkSpec toNetworkSpec(const Napi::Value& value, const std::string& place) {
  ObjectReader network(value, place);
  NetworkSpec spec{toInput(network.object("input")), {}};
  const std::string layers = network.at("layers");
  for (const Napi::Value& layer : readList(network.get("layers"), layers, 1, kMostLayers)) {
    spec.layers.push_back(
        toLayer({layer, layers + "[" + std::to_string(spec.layers.size()) + "]"}));
  }
  network.finish();
  return spec;
}

Napi::Object fromNetworkSpec(Napi::Env env, const NetworkSpec& spec) {
  Napi::Array layers = Napi::Array::New(env, spec.layers.size());
  for (std::uint32_t i = 0; i < spec.layers.size(); ++i) {
    Napi::Object layer = std::visit(KindToJs{env}, spec.layers[i].kind);
    if (spec.layers[i].name) layer.Set("name", *spec.layers[i].name);
    layers.Set(i, layer);
  }
  Napi::Object network = Napi::Object::New(env);
  network.Set("input", fromInput(env, spec.input));
  network.Set("layers", layers);
  return network;
}

}  // namespace layca::binding
