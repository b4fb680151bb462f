// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <vector>

#include "report/overview.hpp"
#include "stet/report.hpp"

namespace stet::report {

/// What a report comes to, counted for its head. A document that came or went is one thing. Refers to the report and
/// its overview.
class Tally {
 public:
  Tally(const Report& report, const Overview& overview);

  /// "3 substantive changes in 2 documents".
  [[nodiscard]] std::string headline() const;
  /// Lines below it: what changed by category, what else there is, what the filter left out.
  [[nodiscard]] std::vector<std::string> notes(const ReportFilter& filter) const;

 private:
  void count(const DocumentReport& document, const DocumentOverview& entry);
  [[nodiscard]] std::size_t total() const;
  [[nodiscard]] std::vector<std::string> substance() const;
  void add_hidden(std::vector<std::string>& notes, const ReportFilter& filter) const;

  const Report& report_;
  const Overview& overview_;
  std::array<std::size_t, kSeverities> severities_{};
  std::array<std::size_t, kSeverities> hidden_{};
  std::size_t added_ = 0;  ///< Sentences, in kept documents.
  std::size_t removed_ = 0;
  std::size_t new_documents_ = 0;
  std::size_t gone_documents_ = 0;
  std::size_t renamed_documents_ = 0;
  std::size_t metadata_ = 0;
  std::size_t substantive_documents_ = 0;
  std::size_t changed_documents_ = 0;
};

/// The facts among categories as the tally names them: "quotation, number"; "wording" where there is none.
[[nodiscard]] std::string facts_in_words(CategorySet categories);

}  // namespace stet::report
