#include "tensor_entry.h"

namespace layca::binding {

void TensorList::push(TensorEntry& entry) {
  entry.list = this;
  entry.previous = nullptr;
  entry.next = first;
  if (first != nullptr) first->previous = &entry;
  first = &entry;
  if (last == nullptr) last = &entry;
}

void TensorList::drop(TensorEntry& entry) {
  if (entry.previous != nullptr) entry.previous->next = entry.next;
  if (entry.next != nullptr) entry.next->previous = entry.previous;
  if (first == &entry) first = entry.next;
  if (last == &entry) last = entry.previous;
  entry.list = nullptr;
}

}  // namespace layca::binding
