#include "io/safetensors_writer.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "engine_errors.h"
#include "io/atomic_file.h"
#include "io/json_text.h"

namespace layca {

namespace {

const char* typeName(const std::string& name, at::ScalarType type) {
  switch (type) {
    case at::kDouble:
      return "F64";
    case at::kFloat:
      return "F32";
    case at::kHalf:
      return "F16";
    case at::kBFloat16:
      return "BF16";
    case at::kLong:
      return "I64";
    case at::kInt:
      return "I32";
    case at::kShort:
      return "I16";
    case at::kChar:
      return "I8";
    case at::kByte:
      return "U8";
    case at::kBool:
      return "BOOL";
    case at::kComplexFloat:
      return "C64";
    default:
      throw InputError(name, std::string("expected a type that safetensors has but received ") +
                                 c10::toString(type));
  }
}

std::string header(const NamedTensors& tensors, const Metadata& metadata) {
  std::string json = "{";
  if (!metadata.empty()) {
    json += "\"__metadata__\":{";
    for (const auto& [key, value] : metadata) {
      if (json.back() != '{') json += ',';
      json += jsonString(key) + ":" + jsonString(value);
    }
    json += '}';
  }
  std::size_t offset = 0;
  for (const auto& [name, tensor] : tensors) {
    if (json.back() != '{') json += ',';
    json += jsonString(name) + ":{\"dtype\":\"" + typeName(name, tensor.scalar_type()) +
            "\",\"shape\":[";
    for (std::int64_t i = 0; i < tensor.dim(); ++i) {
      if (i > 0) json += ',';
      json += std::to_string(tensor.size(i));
    }
    const std::size_t end = offset + tensor.nbytes();
    json += "],\"data_offsets\":[" + std::to_string(offset) + "," + std::to_string(end) + "]}";
    offset = end;
  }
  json += '}';
  json.append((8 - json.size() % 8) % 8, ' ');
  return json;
}

}  // namespace

void writeSafetensors(const std::string& path, const NamedTensors& tensors,
                      const Metadata& metadata) {
  NamedTensors sorted;
  for (const auto& [name, tensor] : tensors) {
    sorted.emplace_back(name, tensor.detach().cpu().contiguous());
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return a.second.element_size() > b.second.element_size();
  });
  const std::string json = header(sorted, metadata);
  AtomicFile file(path);
  const std::uint64_t size = json.size();
  std::uint8_t bytes[8];
  for (int i = 0; i < 8; ++i) bytes[i] = static_cast<std::uint8_t>(size >> (8 * i));
  file.write(bytes, sizeof bytes);
  file.write(json.data(), json.size());
  for (const auto& [name, tensor] : sorted) file.write(tensor.const_data_ptr(), tensor.nbytes());
  file.commit();
}

}  // namespace layca
