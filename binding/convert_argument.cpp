#include "convert_argument.h"

#include <ATen/core/List.h>
#include <ATen/core/jit_type.h>

#include <algorithm>
#include <type_traits>

#include "convert_number.h"
#include "errors.h"
#include "generator.h"
#include "packed_integers.h"
#include "tensor_handle.h"
#include "tensor_names.h"

namespace layca::binding {
namespace {

// Items of a list between two releases of the references to them; few make none, which costs more
// than to convert them.
constexpr uint32_t kScopeItems = 64;

}  // namespace

ArgumentConverter::ArgumentConverter(const c10::Argument& argument, const std::string& function)
    : place_(function + "." + camelCase(argument.name())),
      typeName_(argument.real_type()->str()),
      default_(argument.default_value()) {
  c10::TypePtr type = argument.real_type();
  if (const auto optional = type->cast<c10::OptionalType>()) {
    optional_ = true;
    type = optional->getElementType();
  }
  if (const auto list = type->cast<c10::ListType>()) {
    list_ = true;
    repeat_ = argument.N().value_or(0);
    type = list->getElementType();
    if (const auto element = type->cast<c10::OptionalType>()) {
      optionalElements_ = true;
      type = element->getElementType();
    }
  }
  kind_ = kindOf(*type);
  if (optionalElements_ && kind_ != Kind::kTensor) kind_ = Kind::kUnsupported;
}

ArgumentConverter::Kind ArgumentConverter::kindOf(const c10::Type& type) {
  switch (type.kind()) {
    case c10::TypeKind::TensorType:
      return Kind::kTensor;
    case c10::TypeKind::IntType:
    case c10::TypeKind::SymIntType:
      return Kind::kInteger;
    case c10::TypeKind::FloatType:
    case c10::TypeKind::SymFloatType:
      return Kind::kFloat;
    case c10::TypeKind::BoolType:
    case c10::TypeKind::SymBoolType:
      return Kind::kBoolean;
    case c10::TypeKind::NumberType:
      return Kind::kScalar;
    case c10::TypeKind::StringType:
      return Kind::kString;
    case c10::TypeKind::DeviceObjType:
      return Kind::kDevice;
    case c10::TypeKind::ScalarTypeType:
      return Kind::kDtype;
    case c10::TypeKind::LayoutType:
      return Kind::kLayout;
    case c10::TypeKind::MemoryFormatType:
      return Kind::kMemoryFormat;
    case c10::TypeKind::GeneratorType:
      return Kind::kGenerator;
    default:
      return Kind::kUnsupported;
  }
}

c10::IValue ArgumentConverter::convert(const Napi::Value& value, ArgumentForm form,
                                       const TensorRegistry& tensors) const {
  if (form == ArgumentForm::kShortList) return convertShortList(value, tensors);
  const bool isId = form == ArgumentForm::kTensorId;
  const bool isTensor = kind_ == Kind::kTensor && !list_;
  if (isId || isTensor) {
    // Most arguments: to ask for the type first would take longer than this.
    TensorEntry* entry = isId ? tensors.findHandleOrId(value) : tensors.find(value);
    if (isTensor && entry != nullptr && !entry->disposed) return entry->tensor;
    // Some other argument takes no tensor, or none that is disposed: the message is to name one.
    if (entry != nullptr) return present(tensors.glimpseOf(*entry));
  }
  if (const auto found = list_ ? std::nullopt : plain(value)) return *found;
  switch (value.Type()) {
    case napi_undefined:
      return absent(value.Env());
    case napi_null:
      if (optional_) return c10::IValue();
      break;
    default:
      break;
  }
  return present(value);
}

// Most arguments that are no tensors, again without asking for the type.
std::optional<c10::IValue> ArgumentConverter::plain(const Napi::Value& value) const {
  if (kind_ == Kind::kInteger) {
    const auto integer = plainInteger(value);
    // Not the optional itself, of which an IValue of nothing would be made.
    if (integer) return *integer;
  }
  bool boolean = false;
  if (kind_ == Kind::kBoolean && napi_get_value_bool(value.Env(), value, &boolean) == napi_ok) {
    return boolean;
  }
  return std::nullopt;
}

c10::IValue ArgumentConverter::absent(Napi::Env env) const {
  if (default_) return *default_;
  if (optional_) return c10::IValue();
  return present(env.Undefined());
}

c10::IValue ArgumentConverter::present(const Napi::Value& value) const {
  if (kind_ == Kind::kUnsupported) {
    throw BadArgument(place_, "nothing, as a value of type " + typeName_ + " is not available yet,",
                      describe(value));
  }
  return list_ ? convertList(value) : convertOne(value, place_);
}

c10::IValue ArgumentConverter::convertOne(const Napi::Value& value,
                                          const std::string& place) const {
  switch (kind_) {
    case Kind::kTensor:
      return tensorOf(value, place.c_str());
    case Kind::kInteger:
      return integerOf(value, place);
    case Kind::kFloat:
      return floatOf(value, place);
    case Kind::kBoolean:
      return booleanOf(value, place);
    case Kind::kScalar:
      return scalarOf(value, place);
    case Kind::kString:
      if (!value.IsString()) throw BadArgument(place, "a string", describe(value));
      return value.As<Napi::String>().Utf8Value();
    case Kind::kDevice:
      return deviceOf(value, place);
    case Kind::kDtype:
      return static_cast<int64_t>(dtypeOf(value, place));
    case Kind::kLayout:
      return static_cast<int64_t>(layoutOf(value, place));
    case Kind::kMemoryFormat:
      return static_cast<int64_t>(memoryFormatOf(value, place));
    case Kind::kGenerator:
      return *handleOf<at::Generator>(value, place);
    case Kind::kUnsupported:
      break;
  }
  throw BadArgument(place, "a value of type " + typeName_, describe(value));
}

c10::IValue ArgumentConverter::convertShortList(const Napi::Value& value,
                                                const TensorRegistry& tensors) const {
  if (!value.IsArray()) return convertPacked(value);
  const auto tensorAt = [&](const Napi::Value& item, const std::string& place) -> at::Tensor {
    TensorEntry* entry = tensors.findHandleOrId(item);
    return entry == nullptr ? tensorOf(item, place.c_str()) : tensorOf(*entry, place.c_str());
  };
  if (kind_ != Kind::kTensor || !list_) return present(value);
  if (!optionalElements_) return listOf<at::Tensor>(value, tensorAt);
  return listOf<std::optional<at::Tensor>>(
      value, [&](const Napi::Value& item, const std::string& place) -> std::optional<at::Tensor> {
        if (item.IsNull() || item.IsUndefined()) return std::nullopt;
        return tensorAt(item, place);
      });
}

c10::IValue ArgumentConverter::convertPacked(const Napi::Value& value) const {
  const PackedIntegers packed = PackedIntegers::of(value);
  const bool fits = list_ && kind_ == Kind::kInteger && isLength(packed.count);
  if (!fits) return present(packed.array(value.Env()));  // The message names what was meant.
  const size_t length = packed.count == 1 ? std::max(repeat_, 1) : packed.count;
  c10::List<int64_t> list;
  list.reserve(length);
  for (size_t i = 0; i < length; ++i) list.push_back(packed.items[packed.count == 1 ? 0 : i]);
  return list;
}

// The element type of a boxed list is part of its value: an `int[]` given as a list of anything is
// refused by the kernel, so each kind builds its own.
c10::IValue ArgumentConverter::convertList(const Napi::Value& value) const {
  switch (kind_) {
    case Kind::kTensor:
      if (optionalElements_) {
        return listOf<std::optional<at::Tensor>>(
            value,
            [](const Napi::Value& item, const std::string& place) -> std::optional<at::Tensor> {
              if (item.IsNull() || item.IsUndefined()) return std::nullopt;
              return tensorOf(item, place.c_str());
            });
      }
      return listOf<at::Tensor>(value, [](const Napi::Value& item, const std::string& place) {
        return at::Tensor(tensorOf(item, place.c_str()));
      });
    case Kind::kInteger:
      return listOf<int64_t>(value, integerOf);
    case Kind::kFloat:
      return listOf<double>(value, floatOf);
    case Kind::kBoolean:
      return listOf<bool>(value, booleanOf);
    case Kind::kScalar:
      return listOf<at::Scalar>(value, scalarOf);
    case Kind::kString:
      return listOf<std::string>(value, [](const Napi::Value& item, const std::string& place) {
        if (!item.IsString()) throw BadArgument(place, "a string", describe(item));
        return item.As<Napi::String>().Utf8Value();
      });
    default:
      throw BadArgument(place_, "a value of type " + typeName_, describe(value));
  }
}

template <typename T, typename Convert>
c10::IValue ArgumentConverter::listOf(const Napi::Value& value, const Convert& convert) const {
  c10::List<T> list;
  if (value.IsArray()) {
    const Napi::Array array = value.As<Napi::Array>();
    const uint32_t length = array.Length();
    list.reserve(std::min(length, kScopeItems));
    std::optional<Napi::HandleScope> scope;
    for (uint32_t i = 0; i < length; ++i) {
      if (i > 0 && i % kScopeItems == 0) scope.emplace(value.Env());
      const Napi::Value item = array.Get(i);
      if constexpr (std::is_same_v<T, int64_t>) {
        if (const auto integer = plainInteger(item)) {
          list.push_back(*integer);
          continue;
        }
      }
      list.push_back(convert(item, place_ + "[" + std::to_string(i) + "]"));
    }
    checkLength(value, list.size());
    if (list.size() == 1) {
      for (int32_t i = 1; i < repeat_; ++i) list.push_back(list.get(0));
    }
    return list;
  }
  if (repeat_ == 0) throw BadArgument(place_, "a list", describe(value));
  const T item = convert(value, place_);
  for (int32_t i = 0; i < repeat_; ++i) list.push_back(item);
  return list;
}

// Kernels read all of an `int[2]` without looking at its length. One number stands for all, an
// empty list where the default is one for nothing given.
bool ArgumentConverter::isLength(size_t length) const {
  if (repeat_ < 2 || length == 1 || length == static_cast<size_t>(repeat_)) return true;
  return default_ && default_->isList() && default_->toListRef().size() == length;
}

void ArgumentConverter::checkLength(const Napi::Value& value, size_t length) const {
  if (isLength(length)) return;
  throw BadArgument(place_, "a list of " + std::to_string(repeat_), describe(value));
}

std::string camelCase(const std::string& name) {
  std::string result;
  for (size_t i = 0; i < name.size(); ++i) {
    const bool inner = name[i] == '_' && i > 0 && i + 1 < name.size();
    if (inner) {
      result += static_cast<char>(std::toupper(static_cast<unsigned char>(name[++i])));
    } else {
      result += name[i];
    }
  }
  return result;
}

}  // namespace layca::binding
