// Numbers between JavaScript and C++, with nothing lost in silence.
#pragma once

#include <c10/core/Scalar.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "napi_setup.h"

namespace layca::binding {

/// An integer: a number within ±(2⁵³ − 1) without fraction, or a BigInt of 64 bits.
int64_t integerOf(const Napi::Value& value, const std::string& place);

/// The same where it is a number; none for all that may be wrong, so that no place must be named.
std::optional<int64_t> plainInteger(const Napi::Value& value);

/// Any number, NaN and the infinities included; BigInts are refused.
double floatOf(const Napi::Value& value, const std::string& place);

bool booleanOf(const Napi::Value& value, const std::string& place);

/// A scalar that keeps its kind: integers stay integers, so that integer tensors are not promoted;
/// `{ re, im }` is complex.
at::Scalar scalarOf(const Napi::Value& value, const std::string& place);

/// Sizes: a list of integers ≥ 0 whose product fits in 63 bits.
std::vector<int64_t> shapeOf(const Napi::Value& value, const std::string& place);

/// A number where it is exact, else a BigInt.
Napi::Value fromInteger(Napi::Env env, int64_t value);

/// A number or boolean as the scalar's kind demands; complex as `{ re, im }`.
Napi::Value fromScalar(Napi::Env env, const at::Scalar& value);
Napi::Value fromComplex(Napi::Env env, c10::complex<double> value);

}  // namespace layca::binding
