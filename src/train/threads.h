// How many threads libtorch uses for the work of the calling thread.
#pragma once

namespace layca {

/// Sets OpenMP's and MKL's counts of the calling thread alone; `at::set_num_threads` would set the whole process's,
/// and with it the results of runs beside this one.
void useThreads(int count);

}  // namespace layca
