// An entry of the history as JSON, in the form of lib/record.ts: what stands in history.jsonl and
// what JavaScript receives.
#pragma once

#include <string>

#include "train/history.h"

namespace layca {

/// One line without its end. Numbers come back bit for bit; what is not finite is null.
std::string historyJson(const HistoryEntry& entry);

}  // namespace layca
