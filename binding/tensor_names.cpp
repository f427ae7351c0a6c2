#include "tensor_names.h"

#include <ATen/Context.h>

#include <array>
#include <string_view>

#include "errors.h"

namespace layca::binding {
namespace {

template <typename T>
struct Named {
  std::string_view name;
  T value;
};

constexpr std::array<Named<at::ScalarType>, 12> kDtypes = {{
    {"float32", at::kFloat},
    {"float64", at::kDouble},
    {"float16", at::kHalf},
    {"bfloat16", at::kBFloat16},
    {"uint8", at::kByte},
    {"int8", at::kChar},
    {"int16", at::kShort},
    {"int32", at::kInt},
    {"int64", at::kLong},
    {"bool", at::kBool},
    {"complex64", at::kComplexFloat},
    {"complex128", at::kComplexDouble},
}};

constexpr std::array<Named<at::MemoryFormat>, 4> kMemoryFormats = {{
    {"contiguous", at::MemoryFormat::Contiguous},
    {"preserve", at::MemoryFormat::Preserve},
    {"channelsLast", at::MemoryFormat::ChannelsLast},
    {"channelsLast3d", at::MemoryFormat::ChannelsLast3d},
}};

constexpr std::array<Named<at::Layout>, 6> kLayouts = {{
    {"strided", at::kStrided},
    {"sparseCoo", at::kSparse},
    {"sparseCsr", at::kSparseCsr},
    {"sparseCsc", at::kSparseCsc},
    {"sparseBsr", at::kSparseBsr},
    {"sparseBsc", at::kSparseBsc},
}};

template <typename Table>
auto lookUp(const Table& table, const Napi::Value& value, const std::string& place,
            const char* what) {
  std::string names;
  if (value.IsString()) {
    const std::string text = value.As<Napi::String>();
    for (const auto& entry : table) {
      if (entry.name == text) return entry.value;
    }
  }
  for (const auto& entry : table) {
    names += (names.empty() ? "" : ", ") + std::string(entry.name);
  }
  throw BadArgument(place, std::string(what) + " (" + names + ")", describe(value));
}

}  // namespace

at::ScalarType dtypeOf(const Napi::Value& value, const std::string& place) {
  return lookUp(kDtypes, value, place, "a dtype");
}

at::MemoryFormat memoryFormatOf(const Napi::Value& value, const std::string& place) {
  return lookUp(kMemoryFormats, value, place, "a memory format");
}

at::Layout layoutOf(const Napi::Value& value, const std::string& place) {
  return lookUp(kLayouts, value, place, "a layout");
}

at::Device deviceOf(const Napi::Value& value, const std::string& place) {
  const std::string text = value.IsString() ? value.As<Napi::String>().Utf8Value() : std::string();
  if (text == "cpu") return at::kCPU;
  const bool indexed = text.rfind("cuda:", 0) == 0 && text.size() > 5 && text.size() <= 7 &&
                       text.find_first_not_of("0123456789", 5) == std::string::npos;
  if (text != "cuda" && !indexed) {
    throw BadArgument(place, "a device (cpu, cuda, cuda:0, …)", describe(value));
  }
  const int count = at::hasCUDA() ? static_cast<int>(at::getNumGPUs()) : 0;
  const int index = indexed ? std::stoi(text.substr(5)) : 0;
  if (count == 0)
    throw BadRange(place, "cpu, as libtorch sees no CUDA device here,", describe(value));
  if (index >= count) {
    throw BadRange(place, "a CUDA device below " + std::to_string(count), describe(value));
  }
  return at::Device(at::kCUDA, static_cast<c10::DeviceIndex>(index));
}

std::string nameOf(at::ScalarType dtype) {
  for (const auto& entry : kDtypes) {
    if (entry.value == dtype) return std::string(entry.name);
  }
  return c10::toString(dtype);
}

std::string nameOf(at::Layout layout) {
  for (const auto& entry : kLayouts) {
    if (entry.value == layout) return std::string(entry.name);
  }
  return c10::str(layout);
}

}  // namespace layca::binding
