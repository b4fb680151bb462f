// SPDX-License-Identifier: Apache-2.0
#include "segment/rule_pass.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "segment/labels.hpp"
#include "segment/phrases.hpp"
#include "segment/plain_end.hpp"
#include "segment/uax29.hpp"
#include "text/vectors.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::segment {
namespace {

using unicode::code_point_at;

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// What a byte can begin.
enum class ByteKind : std::uint8_t { Plain, Mark, Space, Lead };

constexpr std::array<ByteKind, 256> make_byte_kinds() {
  std::array<ByteKind, 256> kinds{};
  // . ! ? ( ) [ ] : ; and line breaks.
  for (const unsigned byte : {0x2EU, 0x21U, 0x3FU, 0x28U, 0x29U, 0x5BU, 0x5DU, 0x3AU, 0x3BU, 0x0AU, 0x0DU})
    kinds[byte] = ByteKind::Mark;
  kinds[0x20] = ByteKind::Space;
  for (unsigned byte = 0xC0; byte < 0xF8; ++byte) {
    const auto lead = static_cast<unsigned char>(byte);
    for (unsigned second = 0x80; second < 0xC0 && kinds[byte] == ByteKind::Plain; ++second) {
      for (const unsigned third : {0x80U, 0x9FU, 0xA4U, 0xBFU}) {
        const auto next = static_cast<unsigned char>(second);
        if (may_be_mark(lead, next, static_cast<unsigned char>(third)) || may_be_phrase_script(lead, next))
          kinds[byte] = ByteKind::Lead;
      }
    }
  }
  return kinds;
}
constexpr auto kByteKinds = make_byte_kinds();

/// The next place that holds a mark in ASCII or what may begin another, or from which on there are too few bytes to
/// look at vectors. What stops here and is none, next_event passes over.
std::size_t skip_plain(std::string_view bytes, std::size_t at, std::size_t end, bool phrases) {
  const unsigned char space = phrases ? ' ' : '.';
  const unsigned char phrase_lead = phrases ? '.' : 0xE0;
  for (; at + text::kVector + 2 <= end; at += text::kVector) {
    const text::Bytes chunk = text::load(bytes.data() + at);
    const auto ascii = (chunk == '.') | (chunk == '!') | (chunk == '?') | ((chunk & 0xFE) == '(') |
                       ((chunk & 0xFE) == ':') | (chunk == '[') | (chunk == ']') | (chunk - 0x0A <= 3) |
                       (chunk == space);
    if (!text::has_high_bit(chunk)) {
      if (const std::size_t place = text::first_set(ascii); place < text::kVector) return at + place;
      continue;
    }
    const text::Bytes second = text::load(bytes.data() + at + 1);
    const text::Bytes third = text::load(bytes.data() + at + 2);
    // Leads of which little but marks is written, then those of whole scripts, with their second bytes.
    const auto rare =
        (chunk == 0xC2) | (chunk == 0xD6) | (chunk == 0xE1) | (chunk == 0xE2) | (chunk >= 0xEE) | (chunk - 0xDB <= 4);
    const auto common = ((chunk == 0xD8) & (second - 0x9D <= 2)) | ((chunk == 0xE0) & ((second & 0xFE) == 0xA0)) |
                        ((chunk == 0xE0) & (second == 0xA5) & ((third & 0xFE) == 0xA4)) |
                        ((chunk == 0xE3) & (second == 0x80)) | ((chunk == 0xEA) & (second < 0xB0)) |
                        ((chunk == phrase_lead) & (second - 0xB8 <= 3));
    if (const std::size_t place = text::first_set(ascii | rare | common); place < text::kVector) return at + place;
  }
  return at;
}

template <class Rule>
std::vector<Rule> without(std::span<const Rule> rules, std::span<const std::string_view> off) {
  std::vector<Rule> kept;
  for (const Rule& rule : rules)
    if (std::find(off.begin(), off.end(), rule.name) == off.end()) kept.push_back(rule);
  return kept;
}

bool is_on(std::string_view rule, std::span<const std::string_view> off) {
  return std::find(off.begin(), off.end(), rule) == off.end();
}

/// Whether one sentence may end and the next begin with nothing between them: "elsewhere.12 It", "ready.The". Keeps web
/// addresses, decimals and "U.S.A" from a closer look.
bool may_be_glued(std::string_view text, std::size_t mark, std::size_t next) {
  if (mark < 2 || text[mark - 2] == '.') return false;
  const char32_t before = unicode::code_point_before(text, mark).code;
  const char32_t after = code_point_at(text, next).code;
  if (unicode::is_digit(after)) return unicode::is_lower(before) || is_closing_punctuation(before);
  return unicode::is_upper(after) && !unicode::is_upper(before);
}

/// Whether a letter of Devanagari stands before a place, by its first byte.
bool is_behind_devanagari(std::string_view text, std::size_t at) {
  constexpr std::size_t kLetter = 3;
  return at >= kLetter && text[at - kLetter] == '\xE0';
}

}  // namespace

Rules::Rules(std::span<const std::string_view> off)
    : moves(without(move_rules(), off)),
      drops(without(drop_rules(), off)),
      adds(without(add_rules(), off)),
      bullets(is_on(kBulletRule, off)),
      inline_lists(is_on(kInlineListRule, off)),
      colons(is_on(kColonRule, off)),
      phrases(is_on(kPhraseRule, off)) {}

RulePass::RulePass(std::string_view text, const LanguageData& language, const Rules& rules,
                   std::vector<RuleTrace>* trace)
    : text_(text), language_(language), rules_(rules), trace_(trace), brackets_(text), pending_{kNone, 0, 0} {}

std::vector<TextRange> RulePass::run() {
  constexpr std::size_t kBytesOfSentence = 128;
  ranges_.reserve(text_.size() / kBytesOfSentence + 1);
  for (std::size_t at = next_event(0); at < text_.size(); at = next_event(at)) {
    if (at == pending_.at) boundary();
    at = event(at);
  }
  cut(text_.size());
  return std::move(ranges_);
}

/// The next byte at or after `at` where there is something to do.
std::size_t RulePass::next_event(std::size_t at) const {
  const std::size_t end = std::min(pending_.at, text_.size());
  const auto byte = [&](std::size_t i) {
    return i < text_.size() ? static_cast<unsigned char>(text_[i]) : static_cast<unsigned char>(0);
  };
  while (at < end) {
    at = skip_plain(text_, at, end, phrases_);
    if (at == end) break;
    switch (kByteKinds[static_cast<unsigned char>(text_[at])]) {
      case ByteKind::Plain:
        break;
      case ByteKind::Mark:
        return at;
      case ByteKind::Space:
        if (phrases_) return at;
        break;
      case ByteKind::Lead:
        if (may_be_mark(byte(at), byte(at + 1), byte(at + 2))) return at;
        if (!phrases_ && rules_.phrases && may_be_phrase_script(byte(at), byte(at + 1))) return at;
        break;
    }
    ++at;
  }
  return end;
}

/// Handles what stands at `at`; gives the place behind it.
std::size_t RulePass::event(std::size_t at) {
  const auto code_point = code_point_at(text_, at);
  const std::size_t behind = at + code_point.size;
  phrases_ = phrases_ || (rules_.phrases && unicode::is_phrase_script(code_point.code));
  switch (code_point.code) {
    case ' ':
      if (phrases_) space(at);
      return behind;
    case ':':
      if (language_.ends_with_colon() && rules_.colons) colon(at);
      return behind;
    case ';':
      return language_.ends_with_semicolon() ? terminators(at) : behind;
    case '!':
    case '?':
    case '.':
      return terminators(at);
    default:
      break;
  }
  if (is_opening_bracket(code_point.code)) {
    brackets_.open(at, sentence_);
  } else if (is_closing_bracket(code_point.code)) {
    if (code_point.code == ')') list_item(at);
    brackets_.close();
  } else if (is_bullet(code_point.code)) {
    bullet(at);
  } else if (is_terminator(code_point.code) || ends_sentences(code_point.code)) {
    return terminators(at);
  } else if (is_separator(code_point.code)) {
    const std::size_t line = behind_separator(text_, at);
    if (line < text_.size()) cut(line);
    return line;
  }
  return behind;
}

/// A run of terminators: its boundary by UAX #29 is kept for later, or the rules may add one.
std::size_t RulePass::terminators(std::size_t mark) {
  if (text_[mark] == '.') list_item(mark);
  if (!by_dandas_ && is_behind_devanagari(text_, mark)) by_dandas_ = text_.contains("।");
  std::size_t mark_end = mark;
  std::size_t last = kNone;  // The last that UAX #29 knows as one, if the run ends in it.
  for (auto code_point = code_point_at(text_, mark);
       mark_end == mark || is_terminator(code_point.code) || ends_sentences(code_point.code);
       code_point = code_point_at(text_, mark_end)) {
    last = code_point.code == ';' || ends_sentences(code_point.code) ? mark_end : kNone;
    mark_end += code_point.size;
  }
  const auto end = last == kNone ? std::nullopt : sentence_end(text_, last);
  if (!end)
    add(mark, mark_end);
  else if (*end < text_.size())
    pending_ = {*end, mark, mark_end};
  return mark_end;
}

Place RulePass::place_at(std::size_t mark, std::size_t mark_end, std::size_t next) const {
  Place place;
  place.text = text_;
  place.language = &language_;
  place.by_dandas = by_dandas_.value_or(false);
  place.sentence = sentence_;
  look_before(place, std::max(mark, sentence_), mark_end);
  look_after(place, next);
  return place;
}

/// The name of the rule that takes the boundary away, or nothing.
std::string_view RulePass::dropped_by(Place& place) {
  place.in_bracket = brackets_.closes_later(place.mark);
  for (const DropRule& rule : rules_.drops)
    if (rule.applies(place)) return rule.name;
  return {};
}

/// The pending boundary of UAX #29: moved, dropped or kept.
void RulePass::boundary() {
  const Pending pending = std::exchange(pending_, {kNone, 0, 0});
  if (pending.mark_end <= sentence_) return;
  if (is_separator(unicode::code_point_before(text_, pending.at).code)) return cut(pending.at);
  // Who wants to know the reasons gets them of the rules themselves: tests compare the two ways.
  if (trace_ == nullptr && !brackets_.is_open() && ends_plainly(text_, sentence_, pending.mark, pending.at, language_))
    return cut(pending.at);
  Place place = place_at(pending.mark, pending.mark_end, pending.at);
  for (const MoveRule& rule : rules_.moves) {
    const auto moved = rule.moved(place);
    if (!moved || *moved == pending.at) continue;
    note(pending.at, rule.name, "move");
    if (*moved >= text_.size()) return;
    look_after(place, *moved);
    break;
  }
  if (const std::string_view rule = dropped_by(place); !rule.empty()) return note(place.next, rule, "drop");
  cut(place.next);
}

/// Behind terminators where UAX #29 sees no boundary.
void RulePass::add(std::size_t mark, std::size_t mark_end) {
  if (mark_end >= text_.size() || mark < sentence_) return;
  std::size_t end = mark_end;
  for (int closers = 0; closers < 8; ++closers) {
    const auto code_point = code_point_at(text_, end);
    if (!is_closing_punctuation(code_point.code)) break;
    end += code_point.size;
  }
  const std::size_t next = skip_space(text_, end);
  if (next >= text_.size()) return;
  if (next == mark_end && !may_be_glued(text_, mark, next)) return;
  Place place = place_at(mark, mark_end, next);
  for (const AddRule& rule : rules_.adds) {
    if (!rule.applies(place)) continue;
    if (dropped_by(place).empty()) add_cut(place.next, rule.name);
    return;
  }
}

void RulePass::bullet(std::size_t at) {
  const std::size_t end = before_space(text_, at);
  if (rules_.bullets && end < at && end > sentence_) add_cut(at, kBulletRule);
}

void RulePass::list_item(std::size_t at) {
  if (!rules_.inline_lists) return;
  const std::size_t item = inline_item(text_, sentence_, at, language_);
  if (item > sentence_) add_cut(item, kInlineListRule);
}

/// Armenian ։ typed as a colon.
void RulePass::colon(std::size_t at) {
  const std::size_t next = skip_space(text_, at + 1);
  const char32_t first = code_point_at(text_, next).code;
  if (next > at + 1 && (unicode::is_upper(first) || unicode::is_digit(first))) add_cut(next, kColonRule);
}

/// Thai and its neighbours set a space between phrases and hardly ever a mark. Cutting there keeps a change local.
void RulePass::space(std::size_t at) {
  const std::size_t next = skip_space(text_, at);
  if (next < text_.size() && is_phrase_end(text_, at, next, language_) && !brackets_.closes_later(at))
    add_cut(next, kPhraseRule);
}

void RulePass::add_cut(std::size_t at, std::string_view rule) {
  note(at, rule, "add");
  cut(at);
}

void RulePass::cut(std::size_t at) {
  if (at <= sentence_) return;
  ranges_.push_back({sentence_, at});
  sentence_ = at;
  brackets_.reset(at);
}

void RulePass::note(std::size_t position, std::string_view rule, std::string_view action) {
  if (trace_ != nullptr) trace_->push_back({position, rule, action});
}

}  // namespace stet::segment
