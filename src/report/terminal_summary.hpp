// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>

#include "stet/diff.hpp"
#include "stet/report.hpp"

namespace stet::report {

/// Changes that a filter keeps back, by the reason.
struct Hidden {
  std::array<std::size_t, kSeverities> by_severity{};
  std::size_t by_choice = 0;  ///< By kind or category.

  Hidden& operator+=(const Hidden& other);
};

[[nodiscard]] Hidden hidden_changes(const DocumentDiff& diff, const ReportFilter& filter);

/// Whether anything is counted besides unchanged sentences.
[[nodiscard]] bool has_changes(const Summary& summary);

/// "3 reworded, 1 added; 2 substantive, 1 editorial; 1 cosmetic change not shown (--min-severity cosmetic shows it)",
/// or "No change in the wording.".
[[nodiscard]] std::string summary_words(const Summary& summary, const Hidden& hidden = {});

}  // namespace stet::report
