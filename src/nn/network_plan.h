// A network's names and shapes, inferred from its spec before any memory is taken.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "nn/layer.h"
#include "spec/network_spec.h"

namespace layca {

struct PlannedLayer {
  /// Full name: `4`, inside a residual `4.branch.0`.
  std::string name;
  Shape input;
  /// Of a residual: its output alone.
  LayerPlan plan;
  // The layers of a residual.
  std::vector<PlannedLayer> branch;
  std::vector<PlannedLayer> shortcut;
};

/// A parameter of two or more dimensions (spec.md: Kernels).
struct Kernel {
  /// Full name of its layer.
  std::string layer;
  /// Its key in the state dict.
  std::string key;
  Shape shape;
};

struct NetworkPlan {
  Shape input;
  std::vector<PlannedLayer> layers;
  /// In forward order.
  std::vector<Kernel> kernels;
  /// Elements of the output of one sample.
  std::int64_t classes;
};

/// Throws InputError naming the place: `network.layers[3]: …`. `anyOutput`: its output need not be
/// a vector; `classes` is 0 where it is none.
NetworkPlan planNetwork(const NetworkSpec& spec, bool anyOutput = false);

/// All layers, a residual's following it: first its branch, then its shortcut.
std::vector<const PlannedLayer*> inForwardOrder(const std::vector<PlannedLayer>& layers);

}  // namespace layca
