#include "tensor_entry.h"

namespace layca::binding {

void TensorList::push(TensorEntry& entry) {
  entry.list = this;
  entry.previous = nullptr;
  entry.next = first;
  if (first != nullptr) first->previous = &entry;
  first = &entry;
}

void TensorList::drop(TensorEntry& entry) {
  if (entry.previous != nullptr) entry.previous->next = entry.next;
  if (entry.next != nullptr) entry.next->previous = entry.previous;
  if (first == &entry) first = entry.next;
  entry.list = nullptr;
}

}  // namespace layca::binding
