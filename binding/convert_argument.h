// One argument of an operator, from JavaScript, by the operator's own schema.
#pragma once

#include <ATen/core/function_schema.h>
#include <ATen/core/ivalue.h>

#include <optional>
#include <string>

#include "napi_setup.h"
#include "tensor_registry.h"

namespace layca::binding {

/// What stands for an argument, by lib/tensor/call-marks.ts.
enum class ArgumentForm { kItself, kTensorId, kShortList };

/// How to convert one argument; made once per operator, since reading a schema costs more than
/// converting.
class ArgumentConverter {
 public:
  /// `function` is the operator's name as JavaScript writes it, for the messages: `logSoftmax.dim:
  /// expected …`.
  ArgumentConverter(const c10::Argument& argument, const std::string& function);

  /// `undefined` takes the schema's default; `null` is no value where the schema allows that.
  c10::IValue convert(const Napi::Value& value, ArgumentForm form,
                      const TensorRegistry& tensors) const;

  /// The same as `convert` of undefined.
  c10::IValue absent(Napi::Env env) const;

 private:
  enum class Kind {
    kTensor,
    kInteger,
    kFloat,
    kBoolean,
    kScalar,
    kString,
    kDevice,
    kDtype,
    kLayout,
    kMemoryFormat,
    kGenerator,
    kUnsupported,
  };

  static Kind kindOf(const c10::Type& type);
  std::optional<c10::IValue> plain(const Napi::Value& value) const;
  c10::IValue present(const Napi::Value& value) const;
  c10::IValue convertOne(const Napi::Value& value, const std::string& place) const;
  c10::IValue convertShortList(const Napi::Value& value, const TensorRegistry& tensors) const;
  c10::IValue convertPacked(const Napi::Value& value) const;
  c10::IValue convertList(const Napi::Value& value) const;
  template <typename T, typename Convert>
  c10::IValue listOf(const Napi::Value& value, const Convert& convert) const;
  bool isLength(size_t length) const;
  void checkLength(const Napi::Value& value, size_t length) const;

  std::string place_;
  std::string typeName_;
  Kind kind_;
  bool optional_ = false;
  bool list_ = false;
  bool optionalElements_ = false;
  int32_t repeat_ = 0;  // A single number stands for so many equal ones: `int[2] stride`.
  std::optional<c10::IValue> default_;
};

/// `log_softmax` → `logSoftmax`, `add_` → `add_`: the names of lib/tensor/generated.
std::string camelCase(const std::string& name);

}  // namespace layca::binding
