// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <ranges>
#include <span>
#include <vector>

#include "report/positions.hpp"
#include "stet/diff.hpp"
#include "stet/report.hpp"

namespace stet::report {

/// Some of a document's changes, in their order. There can be millions, so nothing is kept of them where it is all.
class ShownChanges {
 public:
  /// @param all  Must outlive this.
  explicit ShownChanges(std::span<const Change> all) : all_(all) {}
  /// Those of them that the filter shows.
  ShownChanges(std::span<const Change> all, const ReportFilter& filter);

  [[nodiscard]] std::size_t size() const { return is_all_ ? all_.size() : numbers_.size(); }
  [[nodiscard]] const Change& operator[](std::size_t i) const { return all_[is_all_ ? i : numbers_[i]]; }
  /// One after the other.
  [[nodiscard]] auto each() const {
    return std::views::iota(std::size_t{0}, size()) |
           std::views::transform([this](std::size_t i) -> const Change& { return (*this)[i]; });
  }

 private:
  std::span<const Change> all_;
  bool is_all_ = true;
  std::vector<std::uint32_t> numbers_;  ///< In `all_`.
};

/// The changes of a document that a filter shows, and where their sentences stand. Refers to the diff, which must stay
/// where it is.
struct Shown {
  ShownChanges changes;
  Positions before;
  Positions after;
};

[[nodiscard]] Shown shown_changes(const DocumentDiff& diff, const ReportFilter& filter);

}  // namespace stet::report
