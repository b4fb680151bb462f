// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "history/record.hpp"

// Where sentences come from and what becomes of them, read off the steps of a record.
namespace stet::history {

/// What a sentence of one version came from in the one before.
struct Parents {
  static constexpr std::uint32_t kNone = UINT32_MAX;
  std::uint32_t stayed = kNone;  ///< Where there is no link: the sentence that stayed as and where it was.
  const Link* link = nullptr;

  [[nodiscard]] bool same_wording() const { return link == nullptr || link->same_wording; }
};

/// The parents of each sentence of a step. InvalidInput where the links do not fit the sentences.
/// @param before  How many sentences the document before has.
[[nodiscard]] Result<std::vector<Parents>> parents(const Step& step, std::uint32_t before);
/// The same as positions in the document before; none for a sentence that is new.
[[nodiscard]] std::vector<std::uint32_t> parent_sentences(const Step& step, const Parents& parents);

/// Since when a sentence stands as it does, and where the earliest of its ancestors stood. Subscripts of versions.
struct Ancestry {
  std::uint32_t since = 0;
  std::uint32_t origin = 0;
};

/// The ancestry of every sentence of each version up to `last`, oldest first: `result[version][sentence]`. Withdrawn
/// and unreadable versions have none. A cosmetic change, a re-wrap or a move gives no new wording; a sentence that was
/// removed and comes back is new.
/// @param keep  Whether all versions are asked for, or the last alone (the others are then empty).
[[nodiscard]] Result<std::vector<std::vector<Ancestry>>> ancestries(const Record& record, std::size_t last, bool keep);

/// The version that a step was compared with: the last before it that could be read or is a withdrawal.
[[nodiscard]] std::optional<std::size_t> compared_with(const Record& record, std::size_t version);

/// The subscript of a version that has a text. NotFound for a withdrawal.
[[nodiscard]] Result<std::size_t> position_of(const Release& release, const Version& version);
/// Nothing, or why the version could not be read.
[[nodiscard]] Result<void> require_text(const Record& record, std::size_t version);

}  // namespace stet::history
