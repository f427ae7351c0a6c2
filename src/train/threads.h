// How many threads libtorch uses for the work of the calling thread.
#pragma once

namespace layca {

/// Sets OpenMP's and MKL's counts of the calling thread alone; `at::set_num_threads` would set the
/// whole process's, and with it the results of runs beside this one.
void useThreads(int count);

/// Ends the calling thread's own idle team. libgomp counts its threads, and where teams together
/// have more threads than there are cores, all of them sleep between loops instead of spinning: a
/// step of Figure 1 then takes half as long again.
void releaseThreads();

/// The calling thread's loops run on `count` threads as long as it lives; 0 leaves the number as it
/// is.
class ThreadCount {
 public:
  explicit ThreadCount(int count);
  ~ThreadCount();
  ThreadCount(const ThreadCount&) = delete;
  ThreadCount& operator=(const ThreadCount&) = delete;

 private:
  int before_ = 0;
};

}  // namespace layca
