#include "train/threads.h"

#include <ATen/Parallel.h>
#include <dlfcn.h>

#ifdef _OPENMP
#include <omp.h>
#endif

namespace layca {

void useThreads(int count) {
  // Both copies of libtorch's lazy set-up (its own, and the one its headers give this library)
  // happen now, since they would undo what follows when they happen at the first parallel loop.
  at::get_num_threads();
  at::internal::lazy_init_num_threads();
#ifdef _OPENMP
  omp_set_num_threads(count);
#endif
  using SetNumber = int (*)(int);
  if (void* symbol = dlsym(RTLD_DEFAULT, "MKL_Set_Num_Threads_Local")) {
    reinterpret_cast<SetNumber>(symbol)(count);
  }
}

ThreadCount::ThreadCount(int count) {
  if (count == 0) return;
  before_ = at::get_num_threads();
  useThreads(count);
}

ThreadCount::~ThreadCount() {
  if (before_ != 0) useThreads(before_);
}

void releaseThreads() {
#if defined(_OPENMP) && _OPENMP >= 201511
  // In libgomp since GCC 9, whose header may still announce an older OpenMP.
  omp_pause_resource_all(omp_pause_soft);
#endif
}

}  // namespace layca
