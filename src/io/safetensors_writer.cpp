#include "io/safetensors_writer.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "engine_errors.h"
#include "io/atomic_file.h"
#include "io/crc32.h"
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

template <std::size_t count>
std::array<std::uint8_t, count> littleEndian(std::uint64_t value) {
  std::array<std::uint8_t, count> bytes{};
  for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<std::uint8_t>(value >> (8 * i));
  return bytes;
}

}  // namespace

void writeSafetensors(const std::string& path, const NamedTensors& tensors,
                      const Metadata& metadata, const std::string& checksum) {
  NamedTensors sorted;
  for (const auto& [name, tensor] : tensors) {
    // Conjugates and negatives may be flags on memory that does not have them.
    const at::Tensor plain = tensor.detach().resolve_conj().resolve_neg();
    sorted.emplace_back(name, plain.cpu().contiguous());
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
    return a.second.element_size() > b.second.element_size();
  });
  const at::Tensor sum = at::empty({sizeof(std::uint32_t)}, at::kByte);
  if (!checksum.empty()) sorted.emplace_back(checksum, sum);
  const std::string json = header(sorted, metadata);
  AtomicFile file(path);
  Crc32 crc;
  const auto write = [&](const void* data, std::size_t bytes) {
    if (!checksum.empty()) crc.add(data, bytes);
    file.write(data, bytes);
  };
  const auto size = littleEndian<8>(json.size());
  write(size.data(), size.size());
  write(json.data(), json.size());
  for (const auto& [name, tensor] : sorted) {
    if (tensor.is_same(sum)) {
      const auto value = littleEndian<4>(crc.value());
      std::copy(value.begin(), value.end(), sum.data_ptr<std::uint8_t>());
    }
    write(tensor.const_data_ptr(), tensor.nbytes());
  }
  file.commit();
}

}  // namespace layca
