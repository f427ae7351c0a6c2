#include "tensor_bytes.h"

#include <cstring>
#include <utility>

#include "convert_number.h"
#include "environment.h"
#include "errors.h"
#include "out_of_memory.h"
#include "tensor_file.h"
#include "tensor_handle.h"
#include "tensor_names.h"

namespace layca::binding {
namespace {

struct Bytes {
  const void* data;
  size_t length;
};

Bytes bytesOf(const Napi::Value& value, const char* place) {
  if (value.IsDataView()) {
    const Napi::DataView view = value.As<Napi::DataView>();
    return {view.Data(), view.ByteLength()};
  }
  if (!value.IsTypedArray()) throw BadArgument(place, "a typed array", describe(value));
  const Napi::TypedArray array = value.As<Napi::TypedArray>();
  void* data = nullptr;
  napi_get_typedarray_info(value.Env(), value, nullptr, nullptr, &data, nullptr, nullptr);
  return {data, array.ByteLength()};
}

int64_t byteLength(const std::vector<int64_t>& shape, at::ScalarType dtype) {
  int64_t bytes = static_cast<int64_t>(c10::elementSize(dtype));
  for (const int64_t size : shape) {
    if (__builtin_mul_overflow(bytes, size, &bytes)) {
      throw BadRange("shape", "sizes whose bytes fit in 63 bits", "larger ones");
    }
  }
  return bytes;
}

// A byte other than 0 and 1 in a bool is undefined behaviour in every kernel that reads it.
void normalizeBooleans(const at::Tensor& tensor) {
  if (tensor.scalar_type() != at::kBool) return;
  uint8_t* bytes = static_cast<uint8_t*>(tensor.data_ptr());
  for (int64_t i = 0; i < tensor.numel(); ++i) bytes[i] = bytes[i] != 0;
}

}  // namespace

Napi::Value tensorFromBytes(const Napi::CallbackInfo& info) {
  Environment::of(info.Env()).tensors().sweepIfDue();
  const std::vector<int64_t> shape = shapeOf(info[1], "shape");
  const at::ScalarType dtype = dtypeOf(info[2], "dtype");
  const at::Device device = deviceOf(info[3], "device");
  // Last, as reading the shape may run JavaScript that detaches the buffer.
  const Bytes bytes = bytesOf(info[0], "bytes");
  const int64_t expected = byteLength(shape, dtype);
  if (static_cast<int64_t>(bytes.length) != expected) {
    throw BadRange("bytes", std::to_string(expected) + " bytes", std::to_string(bytes.length));
  }
  Environment& environment = Environment::of(info.Env());
  at::Tensor made = retryOutOfMemory(environment, [&] {
    at::Tensor tensor = at::empty(shape, at::TensorOptions(dtype));
    if (expected > 0) std::memcpy(tensor.data_ptr(), bytes.data, bytes.length);
    normalizeBooleans(tensor);
    return tensor.to(device);
  });
  return wrapTensor(info.Env(), std::move(made));
}

Napi::Value tensorFromFile(const Napi::CallbackInfo& info) {
  Environment::of(info.Env()).tensors().sweepIfDue();
  if (!info[0].IsString()) throw BadArgument("path", "a string", describe(info[0]));
  const std::string path = info[0].As<Napi::String>();
  if (path.find('\0') != std::string::npos) throw BadArgument("path", "a path", "one with a NUL");
  const int64_t offset = integerOf(info[1], "offset");
  const std::vector<int64_t> shape = shapeOf(info[2], "shape");
  const at::ScalarType dtype = dtypeOf(info[3], "dtype");
  const int64_t bytes = byteLength(shape, dtype);
  checkFileHolds(path, offset, bytes);
  Environment& environment = Environment::of(info.Env());
  at::Tensor tensor =
      retryOutOfMemory(environment, [&] { return at::empty(shape, at::TensorOptions(dtype)); });
  if (bytes > 0) readFile(path, offset, tensor.data_ptr(), static_cast<size_t>(bytes));
  normalizeBooleans(tensor);
  return wrapTensor(info.Env(), std::move(tensor));
}

Napi::Value tensorToBytes(const Napi::CallbackInfo& info) {
  const at::Tensor& tensor = tensorOf(info[0], "tensor");
  if (tensor.layout() != at::kStrided) {
    throw BadArgument("tensor", "a strided tensor", "one of another layout");
  }
  const at::Tensor plain = tensor.detach().resolve_conj().resolve_neg().to(at::kCPU).contiguous();
  Napi::ArrayBuffer buffer = Napi::ArrayBuffer::New(info.Env(), plain.nbytes());
  if (plain.nbytes() > 0) std::memcpy(buffer.Data(), plain.const_data_ptr(), plain.nbytes());
  return buffer;
}

}  // namespace layca::binding
