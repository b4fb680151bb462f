// SPDX-License-Identifier: Apache-2.0
#include "policy/messages.hpp"

#include <fmt/format.h>

#include "classify/severity.hpp"
#include "report/width.hpp"
#include "text/iso_time.hpp"

namespace stet::policy {
namespace {

/// Of a sentence: enough to know it again in a list of annotations.
constexpr std::size_t kSentenceColumns = 120;
/// Of the words on either side of an edit.
constexpr std::size_t kEditColumns = 60;
/// Of the edits of one change: a sentence that was written anew has dozens.
constexpr std::size_t kEditsShown = 3;

std::string quoted(std::string_view text, std::size_t columns) {
  const std::size_t end = report::head_within(text, columns);
  return fmt::format("\"{}{}\"", text.substr(0, end), end < text.size() ? "…" : "");
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  text.remove_prefix(begin);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// `"300" became "350"`, `"not" is gone`, `"not" came`.
std::string replacement(std::string_view before, std::string_view after) {
  before = trimmed(before);
  after = trimmed(after);
  if (after.empty()) return quoted(before, kEditColumns) + " is gone";
  if (before.empty()) return quoted(after, kEditColumns) + " came";
  return fmt::format("{} became {}", quoted(before, kEditColumns), quoted(after, kEditColumns));
}

/// What each run of edits between two kept stretches did, of those that are meant.
template <class IsMeant>
std::vector<std::string> replacements(const Change& change, const IsMeant& is_meant) {
  std::vector<std::string> words;
  std::string before;
  std::string after;
  const auto close = [&] {
    if (!before.empty() || !after.empty()) words.push_back(replacement(before, after));
    before.clear();
    after.clear();
  };
  for (const Edit& edit : change.edits) {
    if (edit.op == EditOp::Keep) close();
    if (edit.op == EditOp::Keep || !is_meant(edit)) continue;
    (edit.op == EditOp::Delete ? before : after) += edit.text;
  }
  close();
  return words;
}

std::string listed(const std::vector<std::string>& words) {
  std::string list;
  for (std::size_t i = 0; i < std::min(words.size(), kEditsShown); ++i) list += (i == 0 ? "" : ", ") + words[i];
  if (words.size() > kEditsShown) list += fmt::format(" and {} more", words.size() - kEditsShown);
  return list;
}

std::string first_sentence(const DocumentDiff& diff, const Change& change) {
  const std::string_view text = change.after.empty() ? diff.before.text(diff.before.sentence(change.before.front()))
                                                     : diff.after.text(diff.after.sentence(change.after.front()));
  return quoted(text, kSentenceColumns);
}

/// What the rule says of a sentence that stayed.
std::string_view subject_of(Rule rule) {
  switch (rule) {
    case Rule::SilentChange:
      return "a fact changed";
    case Rule::Quotation:
      return "a quotation changed";
    case Rule::Number:
      return "a number changed";
    case Rule::Amount:
      return "an amount changed";
    case Rule::Date:
      return "a date changed";
    case Rule::Name:
      return "a name changed";
    case Rule::Modality:
      return "a modal verb changed";
    case Rule::Negation:
      return "a negation changed";
    case Rule::Link:
      return "a link changed";
    case Rule::Removed:
    case Rule::Keep:
    case Rule::Avoid:
    case Rule::Waiver:
      break;
  }
  return "a sentence changed";
}

}  // namespace

bool is_substantive(const Edit& edit) {
  return edit.op != EditOp::Keep && classify::severity_of(edit, false) == Severity::Substantive;
}

std::optional<Category> category_of(Rule rule) {
  switch (rule) {
    case Rule::Quotation:
      return Category::Quotation;
    case Rule::Number:
      return Category::Number;
    case Rule::Amount:
      return Category::Amount;
    case Rule::Date:
      return Category::Date;
    case Rule::Name:
      return Category::Name;
    case Rule::Modality:
      return Category::Modality;
    case Rule::Negation:
      return Category::Negation;
    case Rule::Link:
      return Category::Link;
    case Rule::SilentChange:
    case Rule::Removed:
    case Rule::Keep:
    case Rule::Avoid:
    case Rule::Waiver:
      break;
  }
  return std::nullopt;
}

Message change_message(Rule rule, const DocumentDiff& diff, const Change& change) {
  const std::string sentence = first_sentence(diff, change);
  if (change.kind == ChangeKind::Removed || change.kind == ChangeKind::Added) {
    std::string brief =
        fmt::format("a sentence {} without a correction note", change.kind == ChangeKind::Added ? "came" : "is gone");
    return {brief, fmt::format("{}: {}", brief, sentence)};
  }
  if (change.kind == ChangeKind::Moved) {
    // What only moved is substantive in a table alone.
    const std::string brief = "a cell went to another row of its table without a correction note";
    return {brief, fmt::format("{}: {}", brief, sentence)};
  }
  const auto category = category_of(rule);
  const auto words = replacements(change, [&](const Edit& edit) {
    return is_substantive(edit) && (!category || edit.categories.contains(*category));
  });
  std::string brief = fmt::format("{} without a correction note: {}", subject_of(rule), listed(words));
  return {brief, fmt::format("{} in {}", brief, sentence)};
}

Message metadata_message(const MetadataChange& change) {
  const std::string_view what = change.key == "published" ? "date of publication" : std::string_view(change.key);
  const std::string words = fmt::format("the {} changed without a correction note: {}", what,
                                        replacement(change.before.value_or(""), change.after.value_or("")));
  return {words, words};
}

Message keep_message(const PhraseRule& rule) {
  const std::string words = fmt::format("a phrase that must stay is gone: {}", quoted(rule.phrase, kSentenceColumns));
  return {words, words};
}

Message avoid_message(const PhraseRule& rule, const DocumentDiff& diff, const Change& change) {
  std::string brief = fmt::format("new wording has a phrase to avoid: {}", quoted(rule.phrase, kEditColumns));
  return {brief, fmt::format("{} in {}", brief, first_sentence(diff, change))};
}

Message expired_message(const Waiver& waiver) {
  const std::string words =
      fmt::format("the waiver of {} for {} expired after {}, so what it covered counts again: renew it or take it out",
                  name_of(waiver.rule), waiver.path, text::format_iso_date(waiver.expires.value_or(0)));
  return {words, words};
}

}  // namespace stet::policy
