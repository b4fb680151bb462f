// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "report/shown.hpp"
#include "stet/report.hpp"

namespace stet::report {

/// A sentence that one document lost and another gained, equal but for typography.
struct Exchange {
  struct Place {
    std::size_t document = 0;  ///< Position in the report's documents.
    std::size_t change = 0;    ///< Position in that document's shown changes.
    std::size_t line = 1;      ///< Of the sentence in its own source.
  };
  Place from;
  Place to;
};

/// Collects what documents lost and gained, one after the other in the report's order. Holds no text; refers to the
/// report, which must stay.
class ExchangeFinder {
 public:
  explicit ExchangeFinder(const Report& report) : report_(report) {}
  /// @param document  Position in the report's documents.
  void add(std::size_t document, const Shown& shown);
  /// In the order of the documents that gained. Each loss and each gain is in one at most.
  [[nodiscard]] std::vector<Exchange> exchanges() const;

 private:
  struct Sentence {
    Exchange::Place place;
    const Change* change = nullptr;
    std::uint64_t hash = 0;
  };
  void add(std::vector<Sentence>& to, std::size_t document, std::size_t position, const Shown& shown) const;
  [[nodiscard]] std::string text_of(const Sentence& sentence) const;

  const Report& report_;
  std::vector<Sentence> lost_;
  std::vector<Sentence> gained_;
};

}  // namespace stet::report
