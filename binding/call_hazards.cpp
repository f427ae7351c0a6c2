#include "call_hazards.h"

#include "hazard_lists.h"

namespace layca::binding {

std::vector<BoundHazard> hazardsOf(const std::string& name, const c10::FunctionSchema& schema) {
  std::vector<BoundHazard> bound;
  for (const HazardList& list : {numberHazards(), indexHazards(), layerHazards()}) {
    for (const Hazard& hazard : list) {
      if (hazard.operatorName != name) continue;
      for (size_t i = 0; i < schema.arguments().size(); ++i) {
        if (schema.arguments()[i].name() == hazard.argument) bound.push_back({&hazard, i});
      }
    }
  }
  return bound;
}

}  // namespace layca::binding
