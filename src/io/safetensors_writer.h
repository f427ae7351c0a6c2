// Writes safetensors files: https://github.com/huggingface/safetensors#format. They are read in
// TypeScript.
#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <utility>
#include <vector>

namespace layca {

using NamedTensors = std::vector<std::pair<std::string, at::Tensor>>;
using Metadata = std::vector<std::pair<std::string, std::string>>;

/// Writes all of it to a temporary name beside `path`, syncs and renames, so that `path` is never
/// half a file. Wider types come first, so that every tensor is aligned; tensors elsewhere than on
/// the CPU are copied. Where `checksum` is given, a tensor of that name ends the file: the CRC-32
/// of every byte before it, as four uint8, the lowest first. Throws FileError with the system's
/// reason, InputError for a type that the format lacks.
void writeSafetensors(const std::string& path, const NamedTensors& tensors,
                      const Metadata& metadata = {}, const std::string& checksum = {});

}  // namespace layca
