// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "align/comparison.hpp"

namespace stet::align {
namespace {

constexpr double kThreshold = 0.28;
constexpr double kGroupGain = 0.06;
constexpr double kCost = 0.15;
constexpr std::uint32_t kMaxGroup = 3;

struct Step {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  double similarity = 0;
};

class GapAligner {
 public:
  GapAligner(Comparison& comparison, const Stretch& gap) : comparison_(comparison), gap_(gap) {
    for (std::uint32_t i = gap.left_begin; i < gap.left_end; ++i)
      if (comparison.left_free(i)) left_.push_back(i);
    for (std::uint32_t i = gap.right_begin; i < gap.right_end; ++i)
      if (comparison.right_free(i)) right_.push_back(i);
  }

  void run() {
    if (left_.empty() || right_.empty()) return;
    n_ = left_.size();
    m_ = right_.size();
    if (n_ * m_ > 40000) return;
    for (const std::uint32_t i : left_)
      left_passages_.push_back(passage_of(comparison_.texts, {&comparison_.left[i].folded, 1}));
    for (const std::uint32_t i : right_)
      right_passages_.push_back(passage_of(comparison_.texts, {&comparison_.right[i].folded, 1}));
    similar_.resize(n_ * m_);
    for (std::size_t i = 0; i < n_; ++i)
      for (std::size_t j = 0; j < m_; ++j)
        similar_[i * m_ + j] = comparison_.left[left_[i]].folded == comparison_.right[right_[j]].folded
                                   ? 1
                                   : similarity(comparison_.texts, left_passages_[i], right_passages_[j]);
    best_.assign((n_ + 1) * (m_ + 1), 0);
    step_.assign((n_ + 1) * (m_ + 1), {});
    for (std::size_t i = 0; i <= n_; ++i)
      for (std::size_t j = 0; j <= m_; ++j) fill(i, j);
    trace();
  }

 private:
  double& best(std::size_t i, std::size_t j) { return best_[i * (m_ + 1) + j]; }

  void offer(std::size_t i, std::size_t j, Step step, double gain) {
    const double value = best(i - step.left, j - step.right) + gain;
    Step& current = step_[i * (m_ + 1) + j];
    if (value > best(i, j) || (current.left == 0 && current.right == 0)) {
      best(i, j) = value;
      current = step;
    }
  }

  void fill(std::size_t i, std::size_t j) {
    if (i > 0) offer(i, j, {1, 0, 0}, 0);
    if (j > 0) offer(i, j, {0, 1, 0}, 0);
    if (i == 0 || j == 0) return;
    const double single = similar_[(i - 1) * m_ + j - 1];
    if (single >= kThreshold) offer(i, j, {1, 1, single}, single - kCost);
    for (std::uint32_t k = 2; k <= kMaxGroup; ++k) {
      if (j >= k) {
        const double s = split(i - 1, j - k, k);
        if (s > 0) offer(i, j, {1, k, s}, s - kCost);
      }
      if (i >= k) {
        const double s = merge(i - k, j - 1, k);
        if (s > 0) offer(i, j, {k, 1, s}, s - kCost);
      }
    }
  }

  double split(std::size_t i, std::size_t j, std::uint32_t k) {
    double best_single = 0;
    for (std::uint32_t x = 0; x < k; ++x) {
      best_single = std::max(best_single, similar_[i * m_ + j + x]);
      if (similar_[i * m_ + j + x] < 0.05) return 0;
      if (right_[j + x] != right_[j] + x) return 0;
    }
    if (best_single > 0.95) return 0;
    std::vector<std::uint32_t> ids;
    for (std::uint32_t x = 0; x < k; ++x) ids.push_back(comparison_.right[right_[j + x]].folded);
    const double s = similarity(comparison_.texts, left_passages_[i], passage_of(comparison_.texts, ids));
    return s >= kThreshold && s >= best_single + kGroupGain ? s : 0;
  }

  double merge(std::size_t i, std::size_t j, std::uint32_t k) {
    double best_single = 0;
    for (std::uint32_t x = 0; x < k; ++x) {
      best_single = std::max(best_single, similar_[(i + x) * m_ + j]);
      if (similar_[(i + x) * m_ + j] < 0.05) return 0;
      if (left_[i + x] != left_[i] + x) return 0;
    }
    if (best_single > 0.95) return 0;
    std::vector<std::uint32_t> ids;
    for (std::uint32_t x = 0; x < k; ++x) ids.push_back(comparison_.left[left_[i + x]].folded);
    const double s = similarity(comparison_.texts, passage_of(comparison_.texts, ids), right_passages_[j]);
    return s >= kThreshold && s >= best_single + kGroupGain ? s : 0;
  }

  void trace() {
    std::size_t i = n_;
    std::size_t j = m_;
    while (i > 0 || j > 0) {
      const Step step = step_[i * (m_ + 1) + j];
      i -= step.left;
      j -= step.right;
      if (step.left == 0 || step.right == 0) continue;
      Tie tie;
      for (std::uint32_t x = 0; x < step.left; ++x) tie.left.push_back(left_[i + x]);
      for (std::uint32_t x = 0; x < step.right; ++x) tie.right.push_back(right_[j + x]);
      tie.stage = step.left + step.right > 2 ? "group" : step.similarity == 1 ? "folded" : "similar";
      tie.score = step.similarity;
      comparison_.tie(std::move(tie));
    }
  }

  Comparison& comparison_;
  Stretch gap_;
  std::vector<std::uint32_t> left_;
  std::vector<std::uint32_t> right_;
  std::size_t n_ = 0;
  std::size_t m_ = 0;
  std::vector<Passage> left_passages_;
  std::vector<Passage> right_passages_;
  std::vector<double> similar_;
  std::vector<double> best_;
  std::vector<Step> step_;
};

}  // namespace

void tie_similar(Comparison& comparison) {
  for (const Stretch& stretch : stretches(comparison)) GapAligner(comparison, stretch).run();
}

}  // namespace stet::align
