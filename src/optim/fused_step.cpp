#include "optim/fused_step.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "numeric/block_kernels.h"
#include "numeric/blocked.h"

namespace layca {

namespace {

/// Where sin² of the angle between w and s is smaller, the sums are taken again of the step's part
/// across w. The plain ones err by some float64 roundings over sin², of which float32 weights show
/// nothing down to 1e-4.
double illConditioned(const at::Tensor& w) { return w.scalar_type() == at::kDouble ? 0.1 : 1e-4; }

struct Block {
  std::size_t slot;
  std::int64_t begin;
  std::int64_t end;
};

/// Room for a block's base step and for its weights before the step.
template <typename T>
struct Scratch {
  alignas(64) T step[kBlock];
  alignas(64) T before[kBlock];
};

class FusedStep : public StepPath {
 public:
  FusedStep(const std::vector<Slot>& slots, const StepRule& rule, const KernelTransform* transform)
      : slots_(slots), rule_(rule), transform_(transform), moves_(slots.size()) {
    for (std::size_t i = 0; i < slots.size(); ++i) {
      const std::int64_t n = slots[i].value.numel();
      firstBlock_.push_back(blocks_.size());
      for (std::int64_t begin = 0; begin < n; begin += kBlock) {
        blocks_.push_back({i, begin, std::min(n, begin + kBlock)});
      }
      elements_ += n;
    }
    firstBlock_.push_back(blocks_.size());
    sums_.resize(blocks_.size());
    measures_.resize(blocks_.size());
  }

  std::optional<std::size_t> step(std::vector<at::Tensor>& gradients, const StepTime& time,
                                  std::vector<StepMeasure>* measures) override {
    time_ = time;
    measuring_ = measures != nullptr;
    gradients_ = &gradients;
    if (transform_ != nullptr) {
      overBlocks([this](auto* type, std::size_t index) { reduce(type, index); });
      if (const auto bad = decideMoves()) return bad;
    }
    overBlocks([this](auto* type, std::size_t index) { move(type, index); });
    if (measures != nullptr) collect(*measures);
    return std::nullopt;
  }

 private:
  const Slot& slotOf(std::size_t block) const { return slots_[blocks_[block].slot]; }

  bool takesPart(const Slot& slot) const { return (*gradients_)[slot.gradient].defined(); }

  template <typename T>
  RuleBlock<T> ruleBlock(std::size_t index) const {
    const Block& block = blocks_[index];
    const Slot& slot = slots_[block.slot];
    RuleBlock<T> own{slot.value.const_data_ptr<T>() + block.begin,
                     (*gradients_)[slot.gradient].const_data_ptr<T>() + block.begin,
                     {},
                     block.end - block.begin,
                     static_cast<T>(slot.decay)};
    for (std::size_t k = 0; k < kMostStates; ++k) {
      if (slot.states[k].defined()) own.states[k] = slot.states[k].data_ptr<T>() + block.begin;
    }
    return own;
  }

  template <typename T>
  T* weights(std::size_t index) const {
    return slotOf(index).value.data_ptr<T>() + blocks_[index].begin;
  }

  /// First pass: a kernel's buffers and sums; whether another parameter's gradient is finite.
  template <typename T>
  void reduce(Scratch<T>* scratch, std::size_t index) {
    const Slot& slot = slotOf(index);
    sums_[index] = {};
    if (!takesPart(slot)) return;
    const auto block = ruleBlock<T>(index);
    if (!slot.transformed) {
      const bool finite = finiteBlock(block.g, block.n);
      sums_[index].ss = finite ? 0 : std::numeric_limits<double>::quiet_NaN();
      return;
    }
    const T* s = rule_.advance(block, updateOf(rule_, slot, time_), scratch->step);
    sums_[index] = productsBlock(block.w, s, 0, block.n);
  }

  /// The sums of p = s − k·w, taken of p itself.
  Products projected(std::size_t slot, double k) {
    const Update update = updateOf(rule_, slots_[slot], time_);
    overBlocks(firstBlock_[slot], firstBlock_[slot + 1], [&](auto* scratch, std::size_t index) {
      using T = std::remove_reference_t<decltype(scratch->step[0])>;
      const auto block = ruleBlock<T>(index);
      const T* s = rule_.again(block, update, scratch->step);
      sums_[index] = productsBlock(block.w, s, k, block.n);
    });
    return total(slot);
  }

  Products total(std::size_t slot) const {
    Products sum;
    for (std::size_t b = firstBlock_[slot]; b < firstBlock_[slot + 1]; ++b) sum += sums_[b];
    return sum;
  }

  /// Between the passes, from the sums alone.
  std::optional<std::size_t> decideMoves() {
    std::vector<Products> totals;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      totals.push_back(total(i));
      if (!std::isfinite(totals[i].ss) || !std::isfinite(totals[i].ws)) return i;
    }
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      if (slots_[i].transformed && takesPart(slots_[i])) moves_[i] = decideMove(i, totals[i]);
    }
    return std::nullopt;
  }

  Move<double> decideMove(std::size_t index, const Products& plain) {
    const Slot& slot = slots_[index];
    requireNonZero(slot.place, plain.ww);
    KernelSums<double> sums{plain.ww, plain.ws, plain.ss, 0, 0, slot.initialNorm, 0};
    sums.rate = transform_->rate() * time_.factor *
                transform_->multiplier(static_cast<std::size_t>(slot.kernel));
    if (transform_->projects()) {
      sums.along = plain.ws / plain.ww;
      sums.across = plain.ss - plain.ws * sums.along;
      if (sums.across < illConditioned(slot.value) * plain.ss) {
        const Products rest = projected(index, sums.along);
        const double more = rest.ws / rest.ww;
        sums.across = rest.ss - rest.ws * more;
        sums.along += more;
      }
    }
    const bool wide = slot.value.scalar_type() == at::kDouble;
    return transform_->move(sums, wide ? std::numeric_limits<double>::epsilon()
                                       : std::numeric_limits<float>::epsilon());
  }

  /// Second pass.
  template <typename T>
  void move(Scratch<T>* scratch, std::size_t index) {
    const Slot& slot = slotOf(index);
    T* w = weights<T>(index);
    const T* initial = nullptr;
    if (measuring_ && slot.initial.defined()) {
      initial = slot.initial.const_data_ptr<T>() + blocks_[index].begin;
    }
    if (!takesPart(slot)) {
      const Block& block = blocks_[index];
      if (initial != nullptr)
        measures_[index] = measureBlock(w, w, initial, block.end - block.begin);
      return;
    }
    const auto block = ruleBlock<T>(index);
    const Update update = updateOf(rule_, slot, time_);
    if (slot.transformed) {
      const Move<double>& how = moves_[blocks_[index].slot];
      if (how.b == 0) {
        if (initial != nullptr) measures_[index] = measureBlock(w, w, initial, block.n);
        return;
      }
      const T* s = rule_.again(block, update, scratch->step);
      if (initial != nullptr) {
        measures_[index] = measuredCombineBlock(w, how.c, how.b, s, how.k, initial, block.n);
      } else {
        combineBlock(w, how.c, how.b, s, how.k, block.n);
      }
      return;
    }
    const auto bytes = sizeof(T) * static_cast<std::size_t>(block.n);
    if (initial != nullptr) std::memcpy(scratch->before, w, bytes);
    const T* s = rule_.advance(block, update, scratch->step);
    subtractBlock(w, static_cast<T>(rule_.scale(update)), s, block.n);
    if (initial != nullptr) {
      measures_[index] = measureBlock(w, scratch->before, initial, block.n);
    }
  }

  void collect(std::vector<StepMeasure>& measures) const {
    measures.clear();
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      if (!slots_[i].initial.defined()) continue;
      StepMeasure sum;
      for (std::size_t b = firstBlock_[i]; b < firstBlock_[i + 1]; ++b) sum += measures_[b];
      measures.push_back(sum);
    }
  }

  template <typename Act>
  void overBlocks(const Act& act) {
    overBlocks(0, blocks_.size(), act);
  }

  /// `act(scratch, index)` for every block of the range, on as many threads as it is worth, each
  /// with a stretch of about as many elements; a second pass gives a thread the same blocks.
  template <typename Act>
  void overBlocks(std::size_t first, std::size_t last, const Act& act) {
    std::int64_t elements = elements_;
    if (last - first < blocks_.size()) elements = static_cast<std::int64_t>(last - first) * kBlock;
    const std::int64_t parts =
        std::clamp<std::int64_t>(elements / (kBlocksAThread * kBlock), 1, at::get_num_threads());
    const auto run = [&](std::size_t from, std::size_t to) {
      union {
        Scratch<float> narrow;
        Scratch<double> wide;
      } scratch;
      for (std::size_t index = from; index < to; ++index) {
        if (slotOf(index).value.scalar_type() == at::kDouble) {
          act(&scratch.wide, index);
        } else {
          act(&scratch.narrow, index);
        }
      }
    };
    if (parts == 1) return run(first, last);
    const auto bounds = boundsOf(first, last, elements, parts);
    at::parallel_for(0, parts, 1, [&](std::int64_t from, std::int64_t to) {
      run(bounds[static_cast<std::size_t>(from)], bounds[static_cast<std::size_t>(to)]);
    });
  }

  std::vector<std::size_t> boundsOf(std::size_t first, std::size_t last, std::int64_t elements,
                                    std::int64_t parts) const {
    std::vector<std::size_t> bounds{first};
    std::int64_t passed = 0;
    for (std::size_t index = first; index < last; ++index) {
      const auto share = static_cast<std::int64_t>(bounds.size());
      if (share < parts && passed * parts >= elements * share) bounds.push_back(index);
      passed += blocks_[index].end - blocks_[index].begin;
    }
    bounds.resize(static_cast<std::size_t>(parts) + 1, last);
    return bounds;
  }

  const std::vector<Slot>& slots_;
  const StepRule& rule_;
  const KernelTransform* transform_;
  std::vector<Block> blocks_;
  /// Of every slot, and the end.
  std::vector<std::size_t> firstBlock_;
  std::int64_t elements_ = 0;
  std::vector<Products> sums_;
  std::vector<StepMeasure> measures_;
  std::vector<Move<double>> moves_;

  // Of the step in hand.
  StepTime time_{};
  bool measuring_ = false;
  const std::vector<at::Tensor>* gradients_ = nullptr;
};

}  // namespace

std::unique_ptr<StepPath> makeFusedStep(const std::vector<Slot>& slots, const StepRule& rule,
                                        const KernelTransform* transform) {
  return std::make_unique<FusedStep>(slots, rule, transform);
}

}  // namespace layca
