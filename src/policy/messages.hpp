// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "stet/policy.hpp"

// What findings say, in one line without a full stop.
namespace stet::policy {

/// Whether an edit changed a fact. As the severity of changes has it.
[[nodiscard]] bool is_substantive(const Edit& edit);

/// What a finding says, without the sentence and with it.
struct Message {
  std::string brief;    ///< `a number changed without a correction note: "300" became "350"`
  std::string message;  ///< `… in "It has 350 seats."`
};

/// @param rule  Silent-change, or one about facts.
[[nodiscard]] Message change_message(Rule rule, const DocumentDiff& diff, const Change& change);
/// `the title changed without a correction note: "Plan" became "New plan"`
[[nodiscard]] Message metadata_message(const MetadataChange& change);
[[nodiscard]] Message keep_message(const PhraseRule& rule);
/// @param change  The one that brought the phrase in.
[[nodiscard]] Message avoid_message(const PhraseRule& rule, const DocumentDiff& diff, const Change& change);
[[nodiscard]] Message expired_message(const Waiver& waiver);

/// The category that a rule about facts looks for.
[[nodiscard]] std::optional<Category> category_of(Rule rule);

}  // namespace stet::policy
