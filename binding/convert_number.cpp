#include "convert_number.h"

#include <cmath>
#include <limits>

#include "errors.h"

namespace layca::binding {
namespace {

constexpr double kLargestSafe = 9007199254740991;  // 2⁵³ − 1

// Without std::trunc, a call into the C library.
bool isSafeInteger(double number) {
  if (!(std::abs(number) <= kLargestSafe)) return false;
  return static_cast<double>(static_cast<int64_t>(number)) == number;
}

int64_t bigIntOf(const Napi::Value& value, const std::string& place) {
  bool lossless = false;
  const int64_t integer = value.As<Napi::BigInt>().Int64Value(&lossless);
  if (!lossless) throw BadRange(place, "an integer of 64 bits", describe(value));
  return integer;
}

}  // namespace

std::optional<int64_t> plainInteger(const Napi::Value& value) {
  double number = 0;
  if (napi_get_value_double(value.Env(), value, &number) != napi_ok) return std::nullopt;
  if (!isSafeInteger(number)) return std::nullopt;
  return static_cast<int64_t>(number);
}

int64_t integerOf(const Napi::Value& value, const std::string& place) {
  const napi_valuetype type = value.Type();
  if (type == napi_bigint) return bigIntOf(value, place);
  if (type != napi_number) throw BadArgument(place, "an integer", describe(value));
  const double number = value.As<Napi::Number>();
  if (!isSafeInteger(number))
    throw BadRange(place, "an integer within ±(2^53 - 1)", describe(value));
  return static_cast<int64_t>(number);
}

double floatOf(const Napi::Value& value, const std::string& place) {
  if (!value.IsNumber()) throw BadArgument(place, "a number", describe(value));
  return value.As<Napi::Number>();
}

bool booleanOf(const Napi::Value& value, const std::string& place) {
  if (!value.IsBoolean()) throw BadArgument(place, "a boolean", describe(value));
  return value.As<Napi::Boolean>();
}

at::Scalar scalarOf(const Napi::Value& value, const std::string& place) {
  switch (value.Type()) {
    case napi_boolean:
      return at::Scalar(value.As<Napi::Boolean>().Value());
    case napi_bigint:
      return at::Scalar(bigIntOf(value, place));
    case napi_number: {
      const double number = value.As<Napi::Number>();
      // -0 is a float: as an integer it would lose its sign.
      if (isSafeInteger(number) && !(number == 0 && std::signbit(number))) {
        return at::Scalar(static_cast<int64_t>(number));
      }
      return at::Scalar(number);
    }
    default:
      break;
  }
  if (value.IsObject() && !value.IsArray() && !value.IsTypedArray()) {
    const Napi::Object object = value.As<Napi::Object>();
    const Napi::Value re = object.Get("re");
    const Napi::Value im = object.Get("im");
    if (re.IsNumber() && im.IsNumber()) {
      return at::Scalar(c10::complex<double>(re.As<Napi::Number>(), im.As<Napi::Number>()));
    }
  }
  throw BadArgument(place, "a number, a boolean, a BigInt or { re, im }", describe(value));
}

std::vector<int64_t> shapeOf(const Napi::Value& value, const std::string& place) {
  if (!value.IsArray()) throw BadArgument(place, "a list of sizes", describe(value));
  const Napi::Array array = value.As<Napi::Array>();
  std::vector<int64_t> shape;
  int64_t elements = 1;
  for (uint32_t i = 0; i < array.Length(); ++i) {
    const std::string at = place + "[" + std::to_string(i) + "]";
    const Napi::Value item = array.Get(i);
    const int64_t size = integerOf(item, at);
    if (size < 0) throw BadRange(at, "a size ≥ 0", describe(item));
    if (__builtin_mul_overflow(elements, size, &elements)) {
      throw BadRange(place, "sizes whose product fits in 63 bits", "a larger one");
    }
    shape.push_back(size);
  }
  return shape;
}

Napi::Value fromInteger(Napi::Env env, int64_t value) {
  if (std::abs(static_cast<double>(value)) <= kLargestSafe) {
    return Napi::Number::New(env, static_cast<double>(value));
  }
  return Napi::BigInt::New(env, value);
}

Napi::Value fromScalar(Napi::Env env, const at::Scalar& value) {
  if (value.isBoolean()) return Napi::Boolean::New(env, value.toBool());
  if (value.isIntegral(false)) return fromInteger(env, value.toLong());
  if (value.isComplex()) return fromComplex(env, value.toComplexDouble());
  return Napi::Number::New(env, value.toDouble());
}

Napi::Value fromComplex(Napi::Env env, c10::complex<double> value) {
  Napi::Object object = Napi::Object::New(env);
  object.Set("re", Napi::Number::New(env, value.real()));
  object.Set("im", Napi::Number::New(env, value.imag()));
  return object;
}

}  // namespace layca::binding
