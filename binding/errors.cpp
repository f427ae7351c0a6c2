#include "errors.h"

#include <c10/util/Exception.h>

#include <array>
#include <new>
#include <sstream>

#include "describe_tensor.h"
#include "engine_errors.h"
#include "tensor_handle.h"

namespace layca::binding {
namespace {

constexpr size_t kLongestQuote = 40;

constexpr size_t kLongestMessage = 500;

// What follows is of no use here: how libtorch was built, or what only Python can do.
constexpr std::array<const char*, 5> kAsides = {
    " This could be because the operator doesn't exist for this backend",
    " Hint: enable anomaly detection", ", please report a bug to PyTorch",
    " (Triggered internally at ", " Error code "};

/// The first line, and the second where the first ends as a heading.
std::string firstLines(const std::string& message) {
  std::istringstream lines(message);
  std::string text;
  std::string next;
  std::getline(lines, text);
  text.erase(text.find_last_not_of(' ') + 1);
  const bool isHeading = !text.empty() && text.back() == ':';
  return isHeading && std::getline(lines, next) ? text + ' ' + next : text;
}

// libtorch's messages go on for lines with kernels' tables and backtraces.
std::string essence(const std::string& message) {
  std::string text = firstLines(message);
  // `[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: …`
  const size_t condition =
      text.rfind("[enforce fail at ", 0) == 0 ? text.find(". ") : std::string::npos;
  if (condition != std::string::npos) text.erase(0, condition + 2);
  for (const char* aside : kAsides) text = text.substr(0, text.find(aside));
  if (text.size() <= kLongestMessage) return text;
  const size_t stop = text.rfind(". ", kLongestMessage);
  return stop == std::string::npos ? text : text.substr(0, stop + 1);
}

Napi::Error withCode(Napi::Error error, const char* code) {
  error.Set("code", Napi::String::New(error.Env(), code));
  return error;
}

Napi::Error badArgument(Napi::Error error, const std::string& place) {
  error.Set("place", Napi::String::New(error.Env(), place));
  return withCode(error, "BAD_ARGUMENT");
}

}  // namespace

BadArgument::BadArgument(const std::string& place, const std::string& expected,
                         const std::string& received)
    : std::invalid_argument(place + ": expected " + expected + " but received " + received),
      place_(place) {}

std::string describe(const Napi::Value& value) {
  switch (value.Type()) {
    case napi_undefined:
      return "undefined";
    case napi_null:
      return "null";
    case napi_boolean:
    case napi_number:
      return value.ToString().Utf8Value();
    case napi_bigint:
      return value.ToString().Utf8Value() + "n";
    case napi_string: {
      std::u16string text = value.As<Napi::String>().Utf16Value();
      const bool cut = text.size() > kLongestQuote;
      if (cut) text.resize(kLongestQuote);
      return '"' + Napi::String::New(value.Env(), text).Utf8Value() + (cut ? "…\"" : "\"");
    }
    case napi_symbol:
      return "a symbol";
    case napi_function:
      return "a function";
    default:
      break;
  }
  if (value.IsArray()) return "an array of " + std::to_string(value.As<Napi::Array>().Length());
  if (value.IsTypedArray()) return "a typed array";
  if (isTensorHandle(value)) {
    if (isDisposedTensor(value, "value")) return "a disposed tensor";
    return "a tensor (" + describeTensor(tensorOf(value, "value")) + ')';
  }
  return "an object";
}

Napi::Error translateException(Napi::Env env) {
  try {
    throw;
  } catch (const Napi::Error& error) {
    return error;
  } catch (const BadRange& error) {
    return badArgument(Napi::RangeError::New(env, error.what()), error.place());
  } catch (const BadArgument& error) {
    return badArgument(Napi::TypeError::New(env, error.what()), error.place());
  } catch (const InputError& error) {
    return badArgument(Napi::TypeError::New(env, error.what()), error.place());
  } catch (const c10::Error& error) {
    return withCode(Napi::Error::New(env, essence(error.what_without_backtrace())), "TORCH_ERROR");
  } catch (const std::bad_alloc&) {
    return withCode(Napi::Error::New(env, "out of memory"), "ENGINE_ERROR");
  } catch (const std::exception& error) {
    return withCode(Napi::Error::New(env, essence(error.what())), "ENGINE_ERROR");
  } catch (...) {
    return withCode(Napi::Error::New(env, "an unknown C++ exception"), "ENGINE_ERROR");
  }
}

}  // namespace layca::binding
