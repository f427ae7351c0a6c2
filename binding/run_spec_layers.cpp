#include "run_spec_layers.h"

#include "run_spec_convert.h"
#include "run_spec_layer_fields.h"

namespace layca::binding {

namespace {

constexpr std::int64_t kLargestSize = (std::int64_t{1} << 31) - 1;
constexpr std::size_t kMostLayers = 4096;
constexpr int kDeepest = 32;

/// What of the network has been read already.
struct Reading {
  std::size_t layers = 0;
  int depth = 0;
};

std::vector<LayerSpec> readLayers(const Napi::Value& value, const std::string& place,
                                  std::size_t least, Reading& reading);

class FieldReader {
 public:
  FieldReader(ObjectReader& layer, Reading& reading) : layer_(layer), reading_(reading) {}

  void size(const char* key, std::int64_t& value) { value = layer_.integer(key, 1, kLargestSize); }
  void flag(const char* key, bool& value) { value = layer_.flag(key); }
  void real(const char* key, double& value, double least = -kInfinity, double most = kInfinity) {
    value = layer_.real(key, least, most);
  }
  template <typename Value, std::size_t Count>
  void word(const char* key, Value& value, const Words<Value, Count>& words) {
    value = layer_.word(key, words);
  }
  void init(const char* key, InitSpec& value) {
    const Napi::Value given = layer_.get(key);
    if (!given.IsObject()) {
      value = {readWord(given, layer_.at(key), kInitKinds), {}};
      return;
    }
    ObjectReader scaled(given, layer_.at(key));
    value = {scaled.word("kind", kInitKinds), scaled.real("gain")};
    scaled.finish();
  }
  void padding(const char* key, Padding& value) {
    const Napi::Value given = layer_.get(key);
    value.same = given.IsString() && given.As<Napi::String>().Utf8Value() == "same";
    value.pixels = value.same ? 0 : readInteger(given, layer_.at(key), 0, kLargestSize);
  }
  void layers(const char* key, std::vector<LayerSpec>& value, std::size_t least) {
    value = readLayers(layer_.get(key), layer_.at(key), least, reading_);
  }

 private:
  ObjectReader& layer_;
  Reading& reading_;
};

class FieldWriter {
 public:
  FieldWriter(Napi::Env env, Napi::Object layer) : env_(env), layer_(layer) {}

  void size(const char* key, std::int64_t value) { layer_.Set(key, static_cast<double>(value)); }
  void flag(const char* key, bool value) { layer_.Set(key, Napi::Boolean::New(env_, value)); }
  void real(const char* key, double value, double = 0, double = 0) { layer_.Set(key, value); }
  template <typename Value, std::size_t Count>
  void word(const char* key, Value value, const Words<Value, Count>& words) {
    layer_.Set(key, wordOf(words, value));
  }
  void init(const char* key, const InitSpec& value) {
    const char* kind = wordOf(kInitKinds, value.kind);
    if (!value.gain) {
      layer_.Set(key, kind);
      return;
    }
    Napi::Object scaled = tagged(env_, kind);
    scaled.Set("gain", *value.gain);
    layer_.Set(key, scaled);
  }
  void padding(const char* key, const Padding& value) {
    if (value.same) {
      layer_.Set(key, "same");
    } else {
      layer_.Set(key, static_cast<double>(value.pixels));
    }
  }
  void layers(const char* key, const std::vector<LayerSpec>& value, std::size_t) {
    layer_.Set(key, fromLayers(env_, value));
  }

 private:
  Napi::Env env_;
  Napi::Object layer_;
};

template <std::size_t... Index>
LayerKindSpec emptyKind(std::size_t index, std::index_sequence<Index...>) {
  LayerKindSpec kind;
  ((Index == index ? static_cast<void>(kind.emplace<Index>()) : void()), ...);
  return kind;
}

LayerSpec readLayer(ObjectReader layer, Reading& reading) {
  const std::size_t index = layer.word("kind", kLayerKinds);
  LayerSpec spec{{}, emptyKind(index, std::make_index_sequence<kLayerKinds.size()>())};
  FieldReader fields(layer, reading);
  std::visit([&](auto& kind) { visitFields(fields, kind); }, spec.kind);
  if (layer.has("name")) spec.name = layer.text("name");
  layer.finish();
  return spec;
}

std::vector<LayerSpec> readLayers(const Napi::Value& value, const std::string& place,
                                  std::size_t least, Reading& reading) {
  if (reading.depth > kDeepest) {
    throw BadArgument(place, "at most " + std::to_string(kDeepest) + " residuals in each other",
                      "more");
  }
  const auto given = readList(value, place, least, kMostLayers);
  reading.layers += given.size();
  if (reading.layers > kMostLayers) {
    throw BadArgument(place, "at most " + std::to_string(kMostLayers) + " layers in all", "more");
  }
  ++reading.depth;
  std::vector<LayerSpec> layers;
  for (const Napi::Value& layer : given) {
    const std::string at = place + "[" + std::to_string(layers.size()) + "]";
    layers.push_back(readLayer({layer, at}, reading));
  }
  --reading.depth;
  return layers;
}

}  // namespace

std::vector<LayerSpec> toLayers(const Napi::Value& value, const std::string& place) {
  Reading reading;
  return readLayers(value, place, 1, reading);
}

Napi::Array fromLayers(Napi::Env env, const std::vector<LayerSpec>& layers) {
  Napi::Array list = Napi::Array::New(env, layers.size());
  for (std::uint32_t i = 0; i < layers.size(); ++i) {
    Napi::Object layer = tagged(env, wordOf(kLayerKinds, layers[i].kind.index()));
    FieldWriter fields(env, layer);
    std::visit([&](auto kind) { visitFields(fields, kind); }, layers[i].kind);
    if (layers[i].name) layer.Set("name", *layers[i].name);
    list.Set(i, layer);
  }
  return list;
}

}  // namespace layca::binding
