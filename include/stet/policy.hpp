// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stet/archive.hpp"
#include "stet/report.hpp"
#include "stet/result.hpp"

namespace stet {

/// What a policy says something about. docs/formats/policy.md explains each.
enum class Rule : std::uint8_t {
  SilentChange,
  Quotation,
  Number,
  Amount,
  Date,
  Name,
  Modality,
  Negation,
  Link,
  Removed,
  Keep,
  Avoid,
  Waiver,
};
inline constexpr std::size_t kRules = 13;
/// The first of them stand under `[rules]`.
inline constexpr std::size_t kLevelledRules = 10;

/// "silent-change", "keep".
[[nodiscard]] std::string_view name_of(Rule rule);

/// How much what breaks a rule counts. Ordered.
enum class RuleLevel : std::uint8_t { Off, Warning, Error };

/// "off", "warning", "error".
[[nodiscard]] std::string_view name_of(RuleLevel level);

/// A phrase that must stay, or must not come: `[[keep]]` and `[[avoid]]`.
struct PhraseRule {
  std::string phrase;
  std::vector<std::string> paths;  ///< Where it holds; empty: in everything that is published.
  RuleLevel level = RuleLevel::Error;
};

/// Findings of one rule in some paths that do not count.
struct Waiver {
  Rule rule = Rule::SilentChange;
  std::string path;  ///< A path or a glob.
  std::string reason;
  std::optional<Timestamp> expires;  ///< Midnight, UTC, at which its last day begins.
  std::size_t line = 1;              ///< Where it stands in the file.
};

/// What a project's `stet.toml` says about its published texts.
///
/// Paths are relative to the repository's root. In a glob `*` and `?` stay inside a folder, `**` crosses folders, and
/// what names a folder means all below it.
struct Policy {
  std::string place;               ///< The file, for messages.
  bool is_set = false;             ///< Whether it has any of the tables below.
  std::vector<std::string> paths;  ///< What is published; empty: every document.
  std::string since;               ///< A revision; where not empty, what is not there is not published yet.
  /// Subscript: Rule, up to `kLevelledRules`.
  std::array<RuleLevel, kLevelledRules> levels = {RuleLevel::Error};
  std::vector<PhraseRule> keep;
  std::vector<PhraseRule> avoid;
  std::vector<Waiver> waivers;
};

/// Whether a glob of a policy means a path.
[[nodiscard]] bool glob_matches(std::string_view glob, std::string_view path);
/// Whether the policy looks at a path: it is published, or a phrase's own paths name it.
[[nodiscard]] bool concerns(const Policy& policy, std::string_view path);
/// Whether a file is a document though its ending does not say so: `paths` name it, or its ending.
[[nodiscard]] bool names_as_document(const Policy& policy, std::string_view path);
/// Whether `paths` name it itself, without a glob: that it cannot be read is trouble.
[[nodiscard]] bool names_itself(const Policy& policy, std::string_view path);

/// What has to be known of a changed document besides its difference.
struct DocumentHistory {
  bool is_published = true;  ///< It was there at `Policy::since`.
  bool has_note = false;     ///< A commit of the range has a `Correction:` trailer for it.
};

/// Why a finding does not count.
struct Waived {
  std::string reason;
  std::string expires;  ///< ISO 8601 date, or empty.
};

/// Something that a rule says of a change.
struct Finding {
  Rule rule = Rule::SilentChange;
  RuleLevel level = RuleLevel::Error;
  std::string path;                     ///< Relative to the repository's root.
  std::size_t line = 1;                 ///< Of the text as it is now; for what is gone, as it was.
  std::string brief;                    ///< What broke the rule, in one line; quotes anyone's text.
  std::string message;                  ///< The same with the sentence, for where that is not shown beside it.
  std::optional<std::size_t> document;  ///< Position in the report.
  std::optional<std::size_t> change;    ///< Position in the document's changes.
  std::optional<Waived> waived;

  [[nodiscard]] bool counts() const { return !waived; }
};

/// Holds the changes of a range against a policy.
///
/// @param report   Its changes unfiltered, its paths relative to the repository's root.
/// @param history  Of each of its documents.
/// @param now      A waiver holds through its last day in UTC.
/// @return In the order of the documents and of the text, expired waivers last. InvalidInput for a phrase that is none.
[[nodiscard]] Result<std::vector<Finding>> check(const Policy& policy, const Report& report,
                                                 const std::vector<DocumentHistory>& history, Timestamp now);

/// Whether a document has a correction note that its before side has not: a new entry under `corrections` in its front
/// matter, or a new block that begins with "Correction".
[[nodiscard]] bool has_new_correction(const DocumentDiff& diff);

/// Whether an error stands: it is not waived.
[[nodiscard]] bool has_error(const std::vector<Finding>& findings);

}  // namespace stet
