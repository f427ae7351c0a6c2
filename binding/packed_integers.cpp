#include "packed_integers.h"

#include "convert_number.h"
#include "errors.h"

namespace layca::binding {
namespace {

constexpr int kCountBits = 3;
constexpr int kItemBits = 48;  // Of all items together.

}  // namespace

PackedIntegers PackedIntegers::of(const Napi::Value& value) {
  const auto packed = plainInteger(value);
  const auto bits = static_cast<uint64_t>(packed.value_or(0));
  PackedIntegers result{};
  result.count = bits & ((1 << kCountBits) - 1);
  const bool isOne = packed && *packed >= 0 && bits >> (kItemBits + kCountBits) == 0;
  if (!isOne || result.count == 0 || result.count > result.items.size()) {
    throw BadArgument("argument", "packed integers", describe(value));
  }
  const int width = kItemBits / static_cast<int>(result.count);
  const uint64_t mask = (uint64_t{1} << width) - 1;
  const int64_t half = int64_t{1} << (width - 1);
  uint64_t rest = bits >> kCountBits;
  for (size_t i = result.count; i-- > 0; rest >>= width) {
    result.items[i] = static_cast<int64_t>(rest & mask) - half;
  }
  return result;
}

Napi::Array PackedIntegers::array(Napi::Env env) const {
  Napi::Array array = Napi::Array::New(env, count);
  for (uint32_t i = 0; i < count; ++i) array.Set(i, static_cast<double>(items[i]));
  return array;
}

}  // namespace layca::binding
