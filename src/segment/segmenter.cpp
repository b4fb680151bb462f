// SPDX-License-Identifier: Apache-2.0
#include "segment/segmenter.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "segment/brackets.hpp"
#include "segment/labels.hpp"
#include "segment/language_data.hpp"
#include "segment/phrases.hpp"
#include "segment/place.hpp"
#include "segment/rules.hpp"
#include "unicode/breaks.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::segment {
namespace {

using unicode::code_point_at;
using unicode::code_point_before;

/// Bytes at which the pass between ICU's boundaries has something to do: terminators that ICU may have passed over,
/// brackets, bullets, and the first bytes of such beyond ASCII.
constexpr std::array<bool, 256> make_interesting() {
  std::array<bool, 256> table{};
  for (const unsigned byte : {0x2EU, 0x28U, 0x29U, 0x5BU, 0x5DU, 0x3AU}) table[byte] = true;  // . ( ) [ ] :
  for (const unsigned byte : {0xE2U, 0xE3U, 0xEFU}) table[byte] = true;
  return table;
}
constexpr auto kInteresting = make_interesting();

/// Whether ICU can find a boundary inside the text: most lines of a policy hold no terminator at all.
bool may_hold_boundary(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == '.' || byte == '!' || byte == '?' || (byte >= 0x0A && byte <= 0x0D)) return true;
    // Latin letters with accents and Cyrillic aside, any other script has terminators of its own, or a bullet.
    if (byte >= 0xC0 && !(byte >= 0xC3 && byte <= 0xC9) && byte != 0xD0 && byte != 0xD1) return true;
  }
  return false;
}

template <class Rule>
std::vector<Rule> without(std::span<const Rule> rules, std::span<const std::string_view> off) {
  std::vector<Rule> kept;
  for (const Rule& rule : rules)
    if (std::find(off.begin(), off.end(), rule.name) == off.end()) kept.push_back(rule);
  return kept;
}

}  // namespace

class Segmenter::State {
 public:
  State(std::string language, SegmentUnit unit, std::span<const std::string_view> rules_off)
      : language_(std::move(language)),
        unit_(unit),
        data_(language_),
        breaks_(language_),
        moves_(without(move_rules(), rules_off)),
        drops_(without(drop_rules(), rules_off)),
        adds_(without(add_rules(), rules_off)),
        bullets_(std::find(rules_off.begin(), rules_off.end(), kBulletRule) == rules_off.end()),
        lists_(std::find(rules_off.begin(), rules_off.end(), kInlineListRule) == rules_off.end()),
        phrases_(std::find(rules_off.begin(), rules_off.end(), kPhraseRule) == rules_off.end()) {}

  [[nodiscard]] const std::string& language() const { return language_; }
  [[nodiscard]] SegmentUnit unit() const { return unit_; }

  std::vector<ByteRange> sentences(std::string_view text, std::vector<RuleTrace>* trace) {
    if (text.empty()) return {};
    Pass pass{text, trace, Brackets(text), {}, 0, phrases_ && holds_phrase_script(text)};
    std::size_t begin = 0;
    if (may_hold_boundary(text)) {
      for (const std::size_t end : breaks_.sentences(text)) {
        between(pass, begin, end);
        if (end < text.size()) boundary(pass, end);
        begin = end;
      }
    }
    between(pass, begin, text.size());
    cut(pass, text.size());
    return std::move(pass.ranges);
  }

 private:
  /// What is known on the way through one text.
  struct Pass {
    std::string_view text;
    std::vector<RuleTrace>* trace;
    Brackets brackets;
    std::vector<ByteRange> ranges;
    std::size_t sentence;  ///< Where the current one begins.
    bool phrases;          ///< There are letters of scripts that mark phrases by spaces.
  };

  static void cut(Pass& pass, std::size_t at) {
    if (at <= pass.sentence) return;
    pass.ranges.push_back({pass.sentence, at});
    pass.sentence = at;
    pass.brackets.reset(at);
  }

  static void note(const Pass& pass, std::size_t position, std::string_view rule, std::string_view action) {
    if (pass.trace != nullptr) pass.trace->push_back({position, rule, action});
  }

  [[nodiscard]] Place place_in(const Pass& pass) const {
    Place place;
    place.text = pass.text;
    place.language = &data_;
    place.sentence = pass.sentence;
    return place;
  }

  /// The name of the rule that takes the boundary away, or nothing.
  [[nodiscard]] std::string_view dropped_by(const Place& place) const {
    for (const DropRule& rule : drops_)
      if (rule.applies(place)) return rule.name;
    return {};
  }

  /// ICU's boundary: moved, dropped or kept.
  void boundary(Pass& pass, std::size_t at) {
    if (at <= pass.sentence) return;
    Place place = place_in(pass);
    if (!look_back(place, at)) {
      cut(pass, at);
      return;
    }
    std::size_t to = at;
    for (const MoveRule& rule : moves_) {
      const auto moved = rule.moved(place);
      if (!moved || *moved == at) continue;
      to = *moved;
      if (to >= pass.text.size()) return note(pass, at, rule.name, "move");
      move_to(place, to);
      note(pass, at, rule.name, "move");
      break;
    }
    place.in_bracket = pass.brackets.closes_later(place.mark);
    if (const std::string_view rule = dropped_by(place); !rule.empty()) return note(pass, at, rule, "drop");
    cut(pass, to);
  }

  /// Behind terminators where ICU sees no boundary.
  std::size_t stop(Pass& pass, std::size_t mark, std::size_t end) {
    Place place = place_in(pass);
    look_from(place, mark);
    const std::size_t behind = place.mark_end;
    if (place.next >= end) return behind;
    for (const AddRule& rule : adds_) {
      if (!rule.applies(place)) continue;
      place.in_bracket = pass.brackets.closes_later(place.mark);
      if (!dropped_by(place).empty()) break;
      note(pass, place.next, rule.name, "add");
      cut(pass, place.next);
      break;
    }
    return behind;
  }

  void bullet(Pass& pass, std::size_t at) const {
    if (!bullets_ || at <= pass.sentence || before_space(pass.text, at) == at) return;
    if (before_space(pass.text, at) <= pass.sentence) return;
    note(pass, at, kBulletRule, "add");
    cut(pass, at);
  }

  /// Thai and its neighbours set a space between phrases and hardly ever a mark. Cutting there keeps a change local.
  void space(Pass& pass, std::size_t at) const {
    const std::size_t next = skip_space(pass.text, at);
    if (!is_phrase_end(pass.text, at, next, data_) || pass.brackets.closes_later(at)) return;
    note(pass, next, kPhraseRule, "add");
    cut(pass, next);
  }

  /// Armenian ։ typed as a colon.
  static void colon(Pass& pass, std::size_t at, std::size_t end) {
    const std::size_t next = skip_space(pass.text, at + 1);
    const char32_t first = code_point_at(pass.text, next).code;
    if (next == at + 1 || next >= end || !(unicode::is_upper(first) || unicode::is_digit(first))) return;
    note(pass, next, kColonRule, "add");
    cut(pass, next);
  }

  void list_item(Pass& pass, std::size_t at) const {
    if (!lists_) return;
    const std::size_t item = inline_item(pass.text, pass.sentence, at, data_);
    if (item <= pass.sentence) return;
    note(pass, item, kInlineListRule, "add");
    cut(pass, item);
  }

  /// Goes over the bytes between two of ICU's boundaries.
  void between(Pass& pass, std::size_t begin, std::size_t end) {
    const std::string_view text = pass.text;
    for (std::size_t at = begin; at < end;) {
      if (text[at] == ' ' && pass.phrases) space(pass, at);
      if (!kInteresting[static_cast<unsigned char>(text[at])]) {
        ++at;
        continue;
      }
      const auto code_point = code_point_at(text, at);
      if (code_point.code == '.' || code_point.code == ')') list_item(pass, at);
      if (code_point.code == '.' || code_point.code == 0x2026) {
        at = stop(pass, at, end);
        continue;
      }
      if (code_point.code == ':' && data_.ends_with_colon()) colon(pass, at, end);
      if (is_opening_bracket(code_point.code)) pass.brackets.open(at, pass.sentence);
      if (is_closing_bracket(code_point.code)) pass.brackets.close();
      if (is_bullet(code_point.code)) bullet(pass, at);
      at += code_point.size;
    }
  }

  std::string language_;
  SegmentUnit unit_;
  LanguageData data_;
  unicode::Breaks breaks_;
  std::vector<MoveRule> moves_;
  std::vector<DropRule> drops_;
  std::vector<AddRule> adds_;
  bool bullets_;
  bool lists_;
  bool phrases_;
};

Segmenter::Segmenter(std::string language, SegmentUnit unit)
    : state_(std::make_unique<State>(std::move(language), unit, std::span<const std::string_view>{})) {}

Segmenter::Segmenter(std::string language, std::span<const std::string_view> rules_off)
    : state_(std::make_unique<State>(std::move(language), SegmentUnit::Sentence, rules_off)) {}

Segmenter::~Segmenter() = default;
Segmenter::Segmenter(Segmenter&&) noexcept = default;

const std::string& Segmenter::language() const { return state_->language(); }

std::vector<ByteRange> Segmenter::sentences(std::string_view block_text, std::vector<RuleTrace>* trace) {
  return state_->sentences(block_text, trace);
}

namespace {

/// The range without the white space around it.
ByteRange trimmed(std::string_view text, ByteRange range) {
  while (range.begin < range.end) {
    const auto first = code_point_at(text, range.begin);
    if (!unicode::is_space(first.code)) break;
    range.begin += first.size;
  }
  while (range.end > range.begin) {
    const auto last = code_point_before(text, range.end);
    if (!unicode::is_space(last.code)) break;
    range.end -= last.size;
  }
  return range;
}

std::vector<ByteRange> lines_of(std::string_view text) {
  std::vector<ByteRange> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    lines.push_back({begin, end});
    begin = end;
  }
  return lines;
}

/// The parts of the block's text that stood on lines of their own in the source.
std::vector<ByteRange> wrapped_lines(const Document& document, const Block& block, std::string_view text) {
  std::vector<ByteRange> lines;
  std::size_t begin = 0;
  for (std::uint32_t i = 0; i < block.run_count; ++i) {
    const SourceRun& run = document.runs[block.first_run + i];
    if (!run.wrap || run.text <= begin || run.text >= text.size()) continue;
    lines.push_back({begin, run.text});
    begin = run.text;
  }
  lines.push_back({begin, text.size()});
  return lines;
}

}  // namespace

void Segmenter::segment_block(Document& document, BlockIndex index) {
  const Block& block = document.block(index);
  const std::string_view text = document.text(block);
  std::vector<ByteRange> ranges;
  if (state_->unit() == SegmentUnit::Paragraph)
    ranges = {{0, text.size()}};
  else if (block.kind == BlockKind::Code)
    ranges = lines_of(text);
  else if (state_->unit() == SegmentUnit::Line)
    ranges = wrapped_lines(document, block, text);
  else
    ranges = sentences(text);
  std::uint32_t in_block = 0;
  for (const ByteRange& range : ranges) {
    const ByteRange sentence = trimmed(text, range);
    if (!sentence.empty()) document.sentences.push_back({index, in_block++, sentence});
  }
}

}  // namespace stet::segment
