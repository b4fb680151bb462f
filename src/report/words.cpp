// SPDX-License-Identifier: Apache-2.0
#include "report/words.hpp"

#include <fmt/format.h>

#include <array>
#include <iterator>

#include "text/iso_time.hpp"
#include "unicode/fold.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::report {
namespace {

bool is_ellipsis(char32_t code) { return code == 0x2026; }
bool is_invisible(char32_t code) { return unicode::is_ignorable(code) || unicode::is_joiner(code); }

/// A kind of typography, by the characters that belong to it.
struct Typography {
  std::string_view name;
  bool (*belongs)(char32_t);
};
constexpr std::array kTypographies{
    Typography{"quotation marks", unicode::is_quote},
    Typography{"dashes", unicode::is_dash},
    Typography{"ellipsis", is_ellipsis},
    Typography{"no-break space", unicode::is_no_break_space},
    Typography{"invisible characters", is_invisible},
};
/// Those that are seen from the whole text, after the ones above.
constexpr std::string_view kUnicodeForm = "Unicode form";
constexpr std::string_view kGrouping = "grouping of digits";
constexpr std::string_view kWidth = "character width or ligature";
constexpr std::string_view kSpaces = "spaces";

std::u32string only(std::string_view text, bool (*belongs)(char32_t)) {
  std::u32string found;
  for (std::size_t i = 0; i < text.size();) {
    const unicode::CodePoint character = unicode::code_point_at(text, i);
    if (belongs(character.code)) found += character.code;
    i += character.size;
  }
  return found;
}

bool is_digit_or_letter(char32_t code) { return unicode::is_number(code) || unicode::is_letter(code); }

/// Which of the notes (bit by bit) apply to an old text and the new one in its place.
struct Notes {
  std::array<bool, kTypographies.size()> by_character{};
  bool form = false;
  bool grouping = false;
  bool width = false;
  bool spaces = false;
};

void note(Notes& notes, std::string_view deleted, std::string_view inserted) {
  bool explained = false;
  for (std::size_t i = 0; i < kTypographies.size(); ++i) {
    const auto belongs = kTypographies[i].belongs;
    if (only(deleted, belongs) == only(inserted, belongs)) continue;
    notes.by_character[i] = true;
    explained = true;
  }
  if (explained || deleted == inserted) return;
  if (only(deleted, is_digit_or_letter) == only(inserted, is_digit_or_letter)) {
    const bool digits = !only(deleted, unicode::is_digit).empty();
    (digits ? notes.grouping : notes.spaces) = true;
  } else if (unicode::compose(deleted) == unicode::compose(inserted)) {
    notes.form = true;
  } else {
    notes.width = true;
  }
}

bool is_typographic(const Edit& edit) {
  return edit.categories.contains(Category::Typography) || edit.categories.contains(Category::Whitespace);
}

/// Substituted only where the marks do not show it.
std::string typography_words(const Change& change, Category category) {
  const std::vector<std::string_view> notes = typography_notes(change.edits);
  const std::string name(category == Category::Typography ? "typography" : "white space");
  if (notes.empty()) return name;
  std::vector<std::string> words(notes.begin(), notes.end());
  return fmt::format("{} ({})", name, enumeration(words));
}

bool has_equal_value(const Change& change) {
  for (const Edit& edit : change.edits) {
    if (edit.equal_value) return true;
  }
  return false;
}

}  // namespace

std::string counted(std::size_t count, std::string_view singular, std::string_view plural) {
  return fmt::format("{} {}", count, count == 1 ? singular : plural);
}

std::string small_number(std::size_t count) {
  constexpr std::string_view kNumbers[] = {"none", "one", "two",   "three", "four",
                                           "five", "six", "seven", "eight", "nine"};
  return count < std::size(kNumbers) ? std::string(kNumbers[count]) : std::to_string(count);
}

std::string enumeration(const std::vector<std::string>& parts) {
  std::string words;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) words += i + 1 == parts.size() ? " and " : ", ";
    words += parts[i];
  }
  return words;
}

std::vector<std::string_view> typography_notes(const std::vector<Edit>& edits) {
  Notes notes;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    if (edits[i].op == EditOp::Keep || !is_typographic(edits[i])) continue;
    const bool pair = edits[i].op == EditOp::Delete && i + 1 < edits.size() && edits[i + 1].op == EditOp::Insert;
    if (pair) {
      note(notes, edits[i].text, edits[i + 1].text);
      ++i;
    } else {
      note(notes, edits[i].text, "");
    }
  }
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kTypographies.size(); ++i) {
    if (notes.by_character[i]) names.push_back(kTypographies[i].name);
  }
  if (notes.grouping) names.push_back(kGrouping);
  if (notes.form) names.push_back(kUnicodeForm);
  if (notes.width) names.push_back(kWidth);
  if (notes.spaces) names.push_back(kSpaces);
  return names;
}

std::string category_words(const Change& change) {
  std::string words;
  for (const Category category : change.categories.list()) {
    if (!words.empty()) words += ", ";
    if (category == Category::Quotation)
      words += "in a quotation";
    else if (category == Category::Typography ||
             (category == Category::Whitespace && !change.categories.contains(Category::Typography)))
      words += typography_words(change, category);
    else
      words += category == Category::Whitespace ? "white space" : name_of(category);
  }
  if (has_equal_value(change)) words += " (same value)";
  return words;
}

std::string kind_words(const Change& change) {
  const std::string_view apart = change.apart ? ", with others between" : "";
  switch (change.kind) {
    case ChangeKind::Split:
      return fmt::format("split in {}{}", small_number(change.after.size()), apart);
    case ChangeKind::Merged:
      return fmt::format("merged from {}{}", small_number(change.before.size()), apart);
    case ChangeKind::Unchanged:
    case ChangeKind::Reworded:
    case ChangeKind::Moved:
    case ChangeKind::Added:
    case ChangeKind::Removed:
      return std::string(name_of(change.kind));
  }
  return {};
}

std::string_view block_words(BlockKind kind) {
  switch (kind) {
    case BlockKind::Heading:
      return "heading";
    case BlockKind::Paragraph:
      return "";
    case BlockKind::ListItem:
      return "list item";
    case BlockKind::Quotation:
      return "quotation";
    case BlockKind::TableCell:
      return "table";
    case BlockKind::Caption:
      return "caption";
    case BlockKind::Code:
      return "code";
  }
  return "";
}

std::string time_words(std::string_view iso) {
  const auto seconds = text::parse_iso_time(iso);
  if (!seconds) return std::string(iso);
  const std::string time = text::format_iso_time(*seconds);  // 2018-02-28T15:58:07Z
  const std::size_t clock = time.find('T');
  if (clock == std::string::npos || time.substr(clock) == "T00:00:00Z") return time.substr(0, clock);
  return fmt::format("{} {} UTC", time.substr(0, clock), time.substr(clock + 1, 5));
}

}  // namespace stet::report
