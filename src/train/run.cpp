#include "train/run.h"

#include <c10/util/Exception.h>
#include <signal.h>

#include <new>
#include <stdexcept>
#include <utility>

#include "engine_errors.h"
#include "io/json_text.h"
#include "io/safetensors_writer.h"
#include "train/kept_memory.h"
#include "train/run_checks.h"
#include "train/threads.h"
#include "train/trainer.h"

namespace layca {

namespace {

/// Why the exception in flight failed the run.
RunState failure() {
  RunState state;
  state.status = RunStatus::failed;
  try {
    throw;
  } catch (const DivergenceError& error) {
    state.reason = error.what();
    return state;
  } catch (const InputError& error) {
    state.reason = error.what();
    state.place = error.place();
  } catch (const c10::Error& error) {
    const std::string message = error.what_without_backtrace();
    state.reason = message.substr(0, message.find('\n'));
  } catch (const std::bad_alloc&) {
    state.reason = "out of memory";
  } catch (const std::exception& error) {
    state.reason = error.what();
  } catch (...) {
    state.reason = "an unknown C++ exception";
  }
  state.error = true;
  return state;
}

/// Lets a file that grows past the process's limit be an error of the run, told as a full disk is:
/// by default the signal ends the process.
void reportFileLimit() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGXFSZ);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

/// What the final weights tell of themselves: whose they are, and how inputs were normalized.
Metadata finalMetadata(const RunInputs& inputs) {
  Metadata metadata = inputs.metadata;
  metadata.emplace_back("format", "layca-weights/1");
  const Normalization& normalization = inputs.normalization;
  if (!normalization.mean.empty()) {
    metadata.emplace_back("normalize", "{\"mean\":" + jsonNumbers(normalization.mean) +
                                           ",\"std\":" + jsonNumbers(normalization.deviation) +
                                           "}");
  }
  return metadata;
}

}  // namespace

Run::Run(RunSpec spec, RunInputs inputs, RunListener listener)
    : spec_(std::move(spec)),
      inputs_(std::move(inputs)),
      listener_(std::move(listener)),
      plan_(planNetwork(spec_.network)),
      log_(listener_.wake) {
  checkRun(spec_, plan_, inputs_);
  releaseThreads();
}

Run::~Run() {
  stop();
  join();
}

void Run::start() {
  started_ = Clock::now();
  thread_ = std::thread([this] { main(); });
}

void Run::join() {
  const std::lock_guard lock(joining_);
  if (thread_.joinable()) thread_.join();
}

void Run::main() {
  RunState state;
  try {
    reportFileLimit();
    useThreads(spec_.threads);
    const KeptMemory memory;
    state = train();
  } catch (...) {
    state = failure();
  }
  inputs_ = {};
  end(std::move(state));
  listener_.wake();
  listener_.ended();
}

RunState Run::train() {
  Trainer trainer(spec_, plan_, inputs_, log_, stop_);
  // The trainer has taken them in; their memory is free for the training.
  inputs_.resume.reset();
  inputs_.initialWeights.reset();
  begun(trainer.initial());
  if (!inputs_.initialPath.empty()) writeSafetensors(inputs_.initialPath, trainer.initial());

  RunState state;
  try {
    const Trainer::Ending ending = trainer.train();
    if (ending.complete) state.test = trainer.test();
    const bool complete = ending.complete && (state.test || !inputs_.test);
    state.status = !complete               ? RunStatus::interrupted
                   : ending.reason.empty() ? RunStatus::finished
                                           : RunStatus::stopped;
    if (complete) state.reason = ending.reason;
  } catch (const DivergenceError&) {
    state = failure();
  }
  {
    const std::lock_guard lock(mutex_);
    final_ = cloneState(trainer.network().state());
  }
  if (!inputs_.finalPath.empty())
    writeSafetensors(inputs_.finalPath, *final_, finalMetadata(inputs_));
  return state;
}

void Run::begun(const StateDict& initial) {
  {
    const std::lock_guard lock(mutex_);
    initial_ = initial;
    state_.begun = true;
  }
  changed_.notify_all();
  listener_.wake();
}

void Run::end(RunState state) {
  {
    const std::lock_guard lock(mutex_);
    state.begun = state_.begun;
    state_ = std::move(state);
    state_.seconds = std::chrono::duration<double>(Clock::now() - started_).count();
  }
  changed_.notify_all();
}

RunState Run::state() const {
  RunState state;
  {
    const std::lock_guard lock(mutex_);
    state = state_;
  }
  if (state.status == RunStatus::running) {
    state.seconds = std::chrono::duration<double>(Clock::now() - started_).count();
  }
  // After the status: whoever reads that the run has ended sees all its entries.
  state.entries = log_.size();
  state.progress = log_.progress();
  return state;
}

StateDict Run::initialWeights() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return initial_ || state_.status != RunStatus::running; });
  if (!initial_) throw std::runtime_error("the run failed before it had weights: " + state_.reason);
  return contiguousCopy(*initial_);
}

std::optional<StateDict> Run::finalWeights() const {
  const std::lock_guard lock(mutex_);
  if (state_.status == RunStatus::running || !final_) return std::nullopt;
  return contiguousCopy(*final_);
}

}  // namespace layca
