// SPDX-License-Identifier: Apache-2.0
// From units of tokens to steps of text: what becomes of the white space between.
//
// An edit that replaces takes none of it. One that only inserts or deletes takes the space behind it, or the one before
// it where that makes the spaces on either side of the edit come out equal: "a b c"→"a c" deletes "b ", "a b."→"a."
// deletes " b". Where the spaces themselves differ they are a step of their own.
//
// To give the same answer in both directions, the texts are compared in one order, the lesser first, and the answer
// turned round where that was not the order asked for.
#include "classify/edits.hpp"

#include <algorithm>

#include "classify/acronyms.hpp"
#include "classify/moved_phrases.hpp"
#include "classify/unspaced_words.hpp"
#include "classify/windows.hpp"
#include "text/ascii_letters.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

// Past this size a window is no sentence that a person edited; it is compared by words alone, without facts.
constexpr std::size_t kLargestFactWindow = 1U << 17U;

// Windows larger than a sentence should be, and how much of them is taken apart in all: half a second of work, a second
// in Chinese. Past it such a window is one edit.
constexpr std::size_t kOrdinaryWindow = 1U << 12U;
constexpr std::size_t kLargeWindowsInAll = 3U << 20U;
// The same of all windows: a second. Two texts of 4 MB in which every sentence changed come near, of 2 MB where the
// sentences are long.
constexpr std::size_t kWindowsInAll = 8U << 20U;
// From here on it counts how dense a text is.
constexpr std::size_t kFewWindows = 1U << 20U;
// A byte of a script without spaces is so much work: its words are looked up in dictionaries.
constexpr std::size_t kWorkOfUnspaced = 14;

/// What comparing the words of two texts with each other adds, as far as that is done (kMaxCells in pairs.cpp): a word
/// and its space are eight bytes, and sixteen pairs of words as much work as a byte.
std::size_t work_of_pairs(std::string_view before, std::string_view after) {
  constexpr std::size_t kBytesOfWord = 8;
  constexpr std::size_t kPairs = 16;
  constexpr std::size_t kMostPairs = 90'000;
  return std::min((before.size() / kBytesOfWord) * (after.size() / kBytesOfWord), kMostPairs) / kPairs;
}

/// How much work the words of a text are, in bytes of prose: what is short is as much work as a word, a figure is
/// looked at as a number, an amount and a date, and letters beyond ASCII are folded by tables.
std::size_t work_of_words(std::string_view text) {
  constexpr std::size_t kWorkOfWord = 6;
  constexpr std::size_t kWorkOfFigure = 12;
  std::size_t words = 0;
  std::size_t figures = 0;
  enum class Part : std::uint8_t { None, Letters, Others, Digits };
  Part last = Part::None;
  for (const char byte : text) {
    const Part part = byte >= '0' && byte <= '9'    ? Part::Digits
                      : text::is_ascii_letter(byte) ? Part::Letters
                      : (byte & '\x80') != 0        ? Part::Others
                                                    : Part::None;
    if (part == Part::Digits && last != part) ++figures;
    if ((part == Part::Letters && last != part) || (part == Part::None && byte != ' ')) ++words;
    // Most characters with these lead bytes are marks: «, §, “, …
    if (part == Part::Others && (last != part || byte == '\xC2' || byte == '\xE2')) words += 2;
    last = part;
  }
  return kWorkOfWord * words + kWorkOfFigure * figures;
}

/// How much work a window's text is, in bytes of text with spaces.
/// @param closely  Whether its words are looked at.
std::size_t work_of(std::string_view text, bool closely) {
  std::size_t work = closely ? std::max(text.size(), work_of_words(text)) : text.size();
  for (std::size_t at = unicode::ascii_prefix(text, 0); at < text.size(); at = unicode::ascii_prefix(text, at)) {
    const unicode::CodePoint point = unicode::code_point_at(text, at);
    if (unicode::is_unspaced_script(point.code)) work += (kWorkOfUnspaced - 1) * point.size;
    at += point.size;
  }
  return work;
}

/// Walks the units of a window and lays out its text.
class Layout {
 public:
  Layout(const Side& before, const Side& after, std::size_t before_offset, std::size_t after_offset)
      : before_{before, before_offset}, after_{after, after_offset} {}

  void keep_tokens(std::uint32_t count) {
    if (count == 0 || keep_all(count)) return;
    for (std::uint32_t i = 0; i < count; ++i) {
      space_before_both();
      step(before_.token_end(), after_.token_end(), true, {});
      before_.advance(1);
      after_.advance(1);
    }
  }

  void change(const Unit& unit, const Judgement& judgement) {
    if (unit.before_size() != 0 && unit.after_size() != 0) {
      space_before_both();
      const std::size_t before_end = before_.end_of(unit.before_last - 1);
      const std::size_t after_end = after_.end_of(unit.after_last - 1);
      // The same text, cut into words otherwise: て|いる, ている.
      const bool same = before_.up_to(before_end) == after_.up_to(after_end);
      step(before_end, after_end, same, same ? Judgement{} : judgement);
    } else if (unit.before_size() != 0) {
      const auto [left, right] = one_sided(before_, after_, unit.before_last);
      if (left) space_before_both();
      step(right ? before_.begin_of(unit.before_last) : before_.end_of(unit.before_last - 1), after_.at, false,
           judgement);
    } else {
      const auto [left, right] = one_sided(after_, before_, unit.after_last);
      if (left) space_before_both();
      step(before_.at, right ? after_.begin_of(unit.after_last) : after_.end_of(unit.after_last - 1), false, judgement);
    }
    before_.token = unit.before_last;
    after_.token = unit.after_last;
  }

  void finish() { space_before_both(); }

  /// Makes room for as many, and what stays between.
  void expect_changes(std::size_t count) { steps_.reserve(2 * count + 1); }

  [[nodiscard]] std::vector<Step> take() { return std::move(steps_); }

 private:
  /// Keeps tokens with the white space before them, where all of that is equal.
  bool keep_all(std::uint32_t count) {
    const std::size_t before_end = before_.end_of(before_.token + count - 1);
    const std::size_t after_end = after_.end_of(after_.token + count - 1);
    if (before_.up_to(before_end) != after_.up_to(after_end)) return false;
    step(before_end, after_end, true, {});
    before_.advance(count);
    after_.advance(count);
    return true;
  }

  struct Cursor {
    const Side& side;
    std::size_t offset;
    std::size_t at = 0;       ///< In bytes of the window.
    std::uint32_t token = 0;  ///< The next one.

    [[nodiscard]] std::size_t begin_of(std::uint32_t i) const {
      return i < side.size() ? side.tokens[i].begin : side.text.size();
    }
    [[nodiscard]] std::size_t end_of(std::uint32_t i) const { return side.tokens[i].end; }
    [[nodiscard]] std::size_t token_end() const { return end_of(token); }
    void advance(std::uint32_t count) { token += count; }
    /// Whether the space here stands just inside « » or ‹ ›.
    [[nodiscard]] bool inside_guillemets() const {
      const auto is = [&](std::uint32_t i, std::string_view one, std::string_view other) {
        return i < side.size() && (side.raw(i) == one || side.raw(i) == other);
      };
      return (token > 0 && is(token - 1, "«", "‹")) || is(token, "»", "›");
    }
    /// What stands between the cursor and the next token.
    [[nodiscard]] std::string_view space() const { return up_to(begin_of(token)); }
    [[nodiscard]] std::string_view up_to(std::size_t end) const { return side.text.substr(at, end - at); }
  };

  struct Taken {
    bool left = false;   ///< The space before stays apart from the edit.
    bool right = false;  ///< The space behind goes with the edit.
  };

  /// Which spaces an insertion (or deletion) takes along. `there` is the side that has its words.
  static Taken one_sided(const Cursor& there, const Cursor& other, std::uint32_t last) {
    const std::string_view left = there.space();
    const std::string_view only = other.space();
    const std::size_t end = there.end_of(last - 1);
    const std::string_view right = there.side.text.substr(end, there.begin_of(last) - end);
    if (left == only) return {true, true};
    if (right == only) return {false, false};
    // "word, x"→"word": neither side alone agrees; take both, and let what stands there stay.
    return {only.empty() ? Taken{false, true} : Taken{true, true}};
  }

  void space_before_both() {
    const std::string_view before = before_.space();
    const std::string_view after = after_.space();
    if (before.empty() && after.empty()) return;
    const bool equal = before == after;
    const auto in_marks = [&] { return before_.inside_guillemets() || after_.inside_guillemets(); };
    step(before_.begin_of(before_.token), after_.begin_of(after_.token), equal,
         equal ? Judgement{} : Judgement{in_marks() ? Category::Typography : judge_space(before, after)});
  }

  void step(std::size_t before_end, std::size_t after_end, bool kept, Judgement judgement) {
    Step step;
    step.before = {before_.offset + before_.at, before_.offset + before_end};
    step.after = {after_.offset + after_.at, after_.offset + after_end};
    step.kept = kept;
    step.judgement = judgement;
    before_.at = before_end;
    after_.at = after_end;
    if (step.before.empty() && step.after.empty()) return;
    if (kept && !steps_.empty() && steps_.back().kept) {
      steps_.back().before.end = step.before.end;
      steps_.back().after.end = step.after.end;
      return;
    }
    if (!kept && !steps_.empty() && !steps_.back().kept && joins(steps_.back(), step)) {
      steps_.back().before.end = step.before.end;
      steps_.back().after.end = step.after.end;
      if (is_space(steps_.back())) steps_.back().judgement = step.judgement;
      return;
    }
    steps_.push_back(step);
  }

  static bool is_space(const Step& step) { return step.judgement.category == Category::Whitespace; }

  /// White space that differs beside an edit changes with it: " -- "→"—", " ;"→",".
  static bool joins(const Step& one, const Step& next) { return is_space(one) || is_space(next); }

  Cursor before_;
  Cursor after_;
  std::vector<Step> steps_;
};

void keep(std::vector<Step>& steps, ByteRange before, ByteRange after) {
  if (before.empty()) return;
  if (!steps.empty() && steps.back().kept) {
    steps.back().before.end = before.end;
    steps.back().after.end = after.end;
  } else {
    steps.push_back({before, after, true, {}});
  }
}

}  // namespace

bool WordComparer::afford(std::string_view before, std::string_view after) {
  const std::size_t bytes = before.size() + after.size();
  const std::size_t large = bytes > kOrdinaryWindow ? bytes : 0;
  if (large <= kLargeWindowsInAll - large_windows_ && bytes <= kWindowsInAll) {
    const bool closely = windows_ > kFewWindows;
    const std::size_t work = work_of(before, closely) + work_of(after, closely) + work_of_pairs(before, after);
    if (work <= kWindowsInAll - windows_) {
      large_windows_ += large;
      windows_ += work;
      return true;
    }
  }
  bounded_ = true;
  return false;
}

/// A window of a pair on its way from text to edits. The lesser text of the pair is the one before.
struct WordComparer::Compared {
  std::size_t pair = 0;
  bool swapped = false;  ///< Whether the lesser text is the pair's after.
  Window window;
  bool apart = false;  ///< Whether it is taken apart; if not, it is one edit.
  Side before{};
  Side after{};
  std::vector<Unit> units{};
};

void WordComparer::cut_into_windows(std::span<const WordPair> pairs, std::vector<Compared>& all) {
  const auto side_of = [](std::string_view text, ByteRange range) {
    Side side;
    side.text = text.substr(range.begin, range.size());
    side.at_block_start = range.begin == 0;
    return side;
  };
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const bool swapped = pairs[i].after < pairs[i].before;
    const auto [before, after] = swapped ? pairs[i].swapped() : pairs[i];
    for (const Window& window : differing_windows(before, after)) {
      all.push_back({.pair = i,
                     .swapped = swapped,
                     .window = window,
                     .before = side_of(before, window.before),
                     .after = side_of(after, window.after)});
      all.back().apart = afford(all.back().before.text, all.back().after.text);
    }
  }
}

void WordComparer::cut_into_words(Compared& one) {
  one.before.tokens = tokenize(one.before.text, vocabulary_, breaks_);
  one.after.tokens = tokenize_like(one.after.text, one.before.text, one.before.tokens, vocabulary_, breaks_);
  if (!cut_alike(one.before.tokens, one.before.text, one.after.tokens, one.after.text, vocabulary_)) bounded_ = true;
}

void WordComparer::find_facts(std::span<Compared> all) {
  std::vector<Side*> sides;
  for (Compared& one : all) {
    if (!one.apart) continue;
    for (Side* const side : {&one.before, &one.after}) {
      if (side->text.size() <= kLargestFactWindow) {
        sides.push_back(side);
      } else {
        side->entity_of.assign(side->tokens.size(), kNoEntity);
        bounded_ = true;
      }
    }
  }
  find_entities(sides, vocabulary_);
}

void WordComparer::find_units(Compared& one) {
  match_acronyms(one.before, one.after, vocabulary_);
  one.units = edit_units(one.before, one.after, vocabulary_);
  mark_moved_phrases(one.before, one.after, one.units);
}

std::vector<Step> WordComparer::steps_of(const Compared& one, const Renumbering& renumbering) const {
  if (!one.apart) return {{one.window.before, one.window.after, false, {Category::Wording}}};
  Layout layout(one.before, one.after, one.window.before.begin, one.window.after.begin);
  layout.expect_changes(one.units.size());
  std::uint32_t token = 0;
  for (const Unit& unit : one.units) {
    layout.keep_tokens(unit.before_first - token);
    layout.change(unit, judge(unit, one.before, one.after, vocabulary_, renumbering));
    token = unit.before_last;
  }
  layout.keep_tokens(one.before.size() - token);
  layout.finish();
  return layout.take();
}

std::vector<std::vector<Step>> WordComparer::compare(std::span<const WordPair> pairs, const Renumbering& renumbering) {
  vocabulary_.make_room();
  std::vector<Compared> all;
  cut_into_windows(pairs, all);
  for (Compared& one : all)
    if (one.apart) cut_into_words(one);
  find_facts(all);
  for (Compared& one : all)
    if (one.apart) find_units(one);

  const Renumbering mirrored = renumbering.mirrored();
  std::vector<std::vector<Step>> steps(pairs.size());
  std::size_t next = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const bool swapped = next < all.size() && all[next].pair == i && all[next].swapped;
    const auto [before, after] = swapped ? pairs[i].swapped() : pairs[i];
    ByteRange before_rest{0, before.size()};
    ByteRange after_rest{0, after.size()};
    for (; next < all.size() && all[next].pair == i; ++next) {
      const Window& window = all[next].window;
      steps[i].reserve(steps[i].size() + 2 * all[next].units.size() + 3);
      keep(steps[i], {before_rest.begin, window.before.begin}, {after_rest.begin, window.after.begin});
      for (const Step& step : steps_of(all[next], swapped ? mirrored : renumbering)) {
        if (step.kept)
          keep(steps[i], step.before, step.after);
        else
          steps[i].push_back(step);
      }
      before_rest.begin = window.before.end;
      after_rest.begin = window.after.end;
    }
    keep(steps[i], before_rest, after_rest);
    if (swapped)
      for (Step& step : steps[i]) std::swap(step.before, step.after);
  }
  return steps;
}

}  // namespace stet::classify
