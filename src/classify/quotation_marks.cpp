// SPDX-License-Identifier: Apache-2.0
// Finding quotation marks and pairing them.
//
// One pass over bytes collects the marks: “ ” „ “ « » 「 」 and straight ones. A single mark between two letters is an
// apostrophe and none of them. Which marks can open follows from what stands beside them: a straight single one needs
// white space (or a bracket) before it and a letter behind. A mark that opens is then paired with the first that closes
// it; of single marks, one behind an s and before a space ("the users' data") closes only where no better one comes.
//
// Case it gets wrong: 'Tis and its like open a quotation where an apostrophe that ends a word comes later.
// Cost: linear; from a single mark on at most kReach others are looked at.
#include "classify/quotation_marks.hpp"

#include <algorithm>
#include <optional>

#include "text/vectors.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

using unicode::code_point_at;
using unicode::code_point_before;
using unicode::CodePoint;

struct Mark {
  char32_t code = 0;
  std::uint32_t begin = 0;
};

bool is_double_straight(char32_t code) { return code == '"' || code == 0xFF02; }
bool is_single(char32_t code) { return code == '\'' || code == 0x2018 || code == 0x2019 || code == 0x201A; }

/// Whether a mark that closes closes what this one opens.
bool closes(char32_t open, char32_t close) {
  switch (open) {
    case 0x201C:  // “
      return close == 0x201D || close == '"';
    case 0x201E:  // „
      return close == 0x201C || close == 0x201D || close == '"';
    case 0x00AB:  // «
      return close == 0x00BB;
    case 0x00BB:  // »
      return close == 0x00AB;
    case 0x2018:  // ‘
      return close == 0x2019 || close == '\'';
    case 0x201A:  // ‚
      return close == 0x2019 || close == 0x2018;
    case 0x2039:  // ‹
      return close == 0x203A;
    case 0x203A:  // ›
      return close == 0x2039;
    case 0x300C:  // 「
      return close == 0x300D;
    case 0x300E:  // 『
      return close == 0x300F;
    case '"':
      return close == '"' || close == 0x201D;
    case '\'':
      return close == '\'' || close == 0x2019;
    case 0xFF02:
      return close == 0xFF02;
    default:
      return false;
  }
}

bool is_mark(char32_t code) {
  switch (code) {
    case '"':
    case '\'':
    case 0x00AB:
    case 0x00BB:
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x2039:
    case 0x203A:
    case 0x300C:
    case 0x300D:
    case 0x300E:
    case 0x300F:
    case 0xFF02:
      return true;
    default:
      return false;
  }
}

/// A letter or digit of a script in which an apostrophe may stand inside a word.
bool is_word_character(char32_t code) {
  if (code < 0x80) return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9');
  return (unicode::is_letter(code) || unicode::is_digit(code)) && !unicode::is_unspaced_script(code);
}

/// White space, or an end of the text.
bool is_space(char32_t code) { return code == 0 || unicode::is_space(code); }

/// What may stand right before a mark that opens: nothing, a bracket, a dash, another mark.
bool leads_in(char32_t code) {
  return is_space(code) || code == '(' || code == '[' || code == 0xBF || code == 0xA1 || unicode::is_dash(code) ||
         unicode::is_quote(code);
}

std::vector<Mark> marks_of(std::string_view block) {
  std::vector<Mark> marks;
  // The first bytes of all marks; bytes inside a character are none of them.
  const auto may_begin = [](auto byte) {
    return (byte == '"') | (byte == '\'') | (byte == 0xC2) | (byte == 0xE2) | (byte == 0xE3) | (byte == 0xEF);
  };
  for (std::size_t i = text::find_byte(block, 0, may_begin); i < block.size();
       i = text::find_byte(block, i + 1, may_begin)) {
    const CodePoint point = code_point_at(block, i);
    if (!is_mark(point.code)) continue;
    const bool apostrophe = is_single(point.code) && is_word_character(code_point_before(block, i).code) &&
                            is_word_character(code_point_at(block, i + point.size).code);
    if (!apostrophe) marks.push_back({point.code, static_cast<std::uint32_t>(i)});
  }
  return marks;
}

class Pairing {
 public:
  Pairing(std::string_view text, std::string_view language)
      : text_(text), german_(language == "de"), marks_(marks_of(text)) {}

  std::vector<MarkPair> run() {
    pairs_.reserve(marks_.size() / 2 + 1);
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      if (!opens(marks_[i])) continue;
      const bool single = is_single(marks_[i].code);
      const std::optional<std::size_t> close = single ? closing_single(i) : closing(i);
      if (close) {
        add(marks_[i], marks_[*close].begin, end(marks_[*close]), true);
        i = *close;
      } else if (!single || (marks_[i].code == 0x2018 && at_start(marks_[i]))) {
        add(marks_[i], text_.size(), text_.size(), false);
        break;
      }
    }
    return std::move(pairs_);
  }

 private:
  // Beside a mark; code 0 past the text's ends.
  [[nodiscard]] char32_t before(const Mark& mark) const { return code_point_before(text_, mark.begin).code; }
  [[nodiscard]] char32_t behind(const Mark& mark) const { return code_point_at(text_, end(mark)).code; }
  [[nodiscard]] std::size_t end(const Mark& mark) const { return mark.begin + code_point_at(text_, mark.begin).size; }

  void add(const Mark& open, std::size_t inside_end, std::size_t end, bool closed) {
    const std::size_t begin = this->end(open);
    if (begin < inside_end)
      pairs_.push_back({open.code, open.begin, static_cast<std::uint32_t>(end), {begin, inside_end}, closed});
  }

  [[nodiscard]] bool at_start(const Mark& mark) const {
    return text_.substr(0, mark.begin).find_first_not_of(' ') == std::string_view::npos;
  }

  [[nodiscard]] bool opens(const Mark& mark) const {
    switch (mark.code) {
      case '"':
      case 0xFF02:
        return is_space(before(mark)) || !is_space(behind(mark));  // 5" wide
      case '\'':
        return leads_in(before(mark)) && !is_space(behind(mark)) && !is_year(mark);
      case 0x2018:
      case 0x201A:
        return !is_space(behind(mark));
      case 0x201C:
        return !german_ || (leads_in(before(mark)) && !is_space(behind(mark)));
      case 0x00BB:
      case 0x203A:
        return leads_in(before(mark)) && !is_space(behind(mark));
      case 0x00AB:
      case 0x201E:
      case 0x2039:
      case 0x300C:
      case 0x300E:
        return true;
      default:
        return false;
    }
  }

  /// '18, the '90s
  [[nodiscard]] bool is_year(const Mark& mark) const {
    std::size_t at = end(mark);
    while (at < text_.size() && text_[at] >= '0' && text_[at] <= '9') ++at;
    return at == end(mark) + 2;
  }

  [[nodiscard]] std::optional<std::size_t> closing(std::size_t open) const {
    const char32_t code = marks_[open].code;
    int depth = 0;
    for (std::size_t i = open + 1; i < marks_.size(); ++i) {
      if (marks_[i].code == code && !is_double_straight(code)) {
        ++depth;  // the same mark again: nested
      } else if (closes(code, marks_[i].code) && depth-- == 0) {
        return i;
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::size_t> closing_single(std::size_t open) const {
    constexpr std::size_t kReach = 32;
    std::optional<std::size_t> doubtful;
    bool others = false;
    for (std::size_t i = open + 1; i < marks_.size() && i <= open + kReach; ++i) {
      const Mark& mark = marks_[i];
      if (!closes(marks_[open].code, mark.code)) {
        others = true;
        continue;
      }
      if (is_space(before(mark))) {
        if (opens(mark)) break;  // the first opened nothing
        continue;
      }
      if (!ends_plural(mark)) return i;
      if (!doubtful && !others) doubtful = i;
    }
    return doubtful;
  }

  /// the users' data
  [[nodiscard]] bool ends_plural(const Mark& mark) const { return before(mark) == 's' && is_space(behind(mark)); }

  std::string_view text_;
  bool german_;
  std::vector<Mark> marks_;
  std::vector<MarkPair> pairs_;
};

}  // namespace

std::vector<MarkPair> pair_quotation_marks(std::string_view text, std::string_view language) {
  return Pairing(text, language).run();
}

}  // namespace stet::classify
