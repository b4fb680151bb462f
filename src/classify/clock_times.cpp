// SPDX-License-Identifier: Apache-2.0
// Times of day.
//
// An hour in figures (10:30, 9.30 Uhr, 10h30, 9am) or in words (七点半, las ocho de la tarde, السابعة مساء) is one
// where its minutes, the word behind it, a part of the day or a word before it say so.
//
// Case it gets wrong: "the shop opens at 9", with nothing else to say that it is no count, is a number.
// Cost: linear in the tokens looked at.
#include "classify/clock_times.hpp"

#include <algorithm>

namespace stet::classify {
namespace {

constexpr int kLastHour = 24;

class ClockReader {
 public:
  explicit ClockReader(const TokenView& view) : view_(view) {}

  [[nodiscard]] std::optional<Clock> read(std::uint32_t i) const {
    if (view_[i].kind == TokenKind::Mixed) return clock_word(i);
    if (view_[i].kind == TokenKind::Number) return clock_figures(i);
    if (view_[i].kind == TokenKind::Word) return clock_in_words(i);
    return std::nullopt;
  }

 private:
  /// 10h30, 10am, 9.30am
  [[nodiscard]] std::optional<Clock> clock_word(std::uint32_t at) const {
    const std::string_view text = view_.text(at);
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const auto hour = small_integer(text.substr(0, digits));
    if (digits > 2 || !hour || *hour > kLastHour) return std::nullopt;
    Clock clock{*hour, {}, {}, at + 1};
    std::string_view rest = text.substr(digits);
    if (rest.size() == 3 && rest[0] == 'h' && small_integer(rest.substr(1))) {
      clock.minutes = rest.substr(1);
      clock.kind = "h";
      return clock;
    }
    if (rest.size() > 3 && rest[0] == '.' && small_integer(rest.substr(1, 2))) {
      clock.minutes = rest.substr(1, 2);
      rest.remove_prefix(3);
    }
    clock.kind = view_.lexicon().value(rest, WordClass::Clock);
    return clock.kind.empty() ? std::nullopt : std::optional(clock);
  }

  /// 10:30, 10.30 Uhr, 9:30am, 9 h 30
  [[nodiscard]] std::optional<Clock> clock_figures(std::uint32_t at) const {
    Clock clock;
    const std::string_view raw = view_.raw(at);
    std::uint32_t next = at + 1;
    if (const auto hour = small_integer(raw)) {
      if (*hour > kLastHour) return std::nullopt;
      clock.hour = *hour;
      while (view_.is_mark(next, ":") && !view_.spaced(next) && !view_.spaced(next + 1) &&
             minutes_at(next + 1, clock)) {
        next += 2;
        if (!clock.kind.empty()) break;
      }
    } else {
      const std::size_t dot = raw.find('.');
      if (raw.size() > 5 || dot == std::string_view::npos) return std::nullopt;
      const auto hour_part = small_integer(raw.substr(0, dot));
      if (!hour_part || *hour_part > kLastHour) return std::nullopt;
      clock.hour = *hour_part;
      clock.last = next;
      const std::string_view minutes = raw.substr(dot + 1);
      const bool sixty = minutes.size() == 2 && minutes[0] < '6';
      if (!view_.is(next, WordClass::Clock) && !(sixty && (day_part_follows(clock) || after_bare_cue(at, clock))))
        return std::nullopt;
      clock.minutes = minutes;
    }
    clock.last = next;
    if (clock.kind.empty()) clock_behind(at, clock);
    clock_part(clock);
    if (clock.kind.empty() && clock.minutes.empty() && !day_part_follows(clock) && !after_bare_cue(at, clock))
      return std::nullopt;
    if (clock.hour == kLastHour && clock.kind.empty() && clock.minutes.find_first_not_of("0:") != std::string::npos)
      return std::nullopt;  // 24:25 is a score
    return clock;
  }

  /// y media, 半
  void clock_part(Clock& clock) const {
    const std::uint32_t length = view_.match(clock.last, WordClass::ClockPart);
    if (length == 0 || !clock.minutes.empty()) return;
    clock.minutes = view_.value(clock.last, WordClass::ClockPart);
    clock.last += length;
  }

  /// "5 de la tarde", السابعة مساء
  [[nodiscard]] bool day_part_follows(const Clock& clock) const {
    return view_.value(clock.last, WordClass::DayPart).ends_with("behind");
  }

  /// "alle 9", "a las ocho": hours without a word, unless a noun behind them is counted.
  [[nodiscard]] bool after_bare_cue(std::uint32_t first, const Clock& clock) const {
    bool cue = first > 0 && view_.value(first - 1, WordClass::ClockCue) == "bare" &&
               view_.match(first - 1, WordClass::ClockCue) == 1;
    for (std::uint32_t words = 2; words <= 3 && words <= first && !cue; ++words)
      cue = view_.match(first - words, WordClass::ClockCue) == words &&
            view_.value(first - words, WordClass::ClockCue) == "bare";
    if (!cue) return false;
    const std::uint32_t i = clock.last;
    if (i >= view_.size() || view_[i].kind == TokenKind::Mark) return !view_.is_mark(i, "%");
    if (view_.is(i, WordClass::Period) || view_.is(i, WordClass::Unit) || view_.is(i, WordClass::Currency))
      return false;
    return view_.is(i, WordClass::Function) || view_.is(i, WordClass::Weekday) || view_.is(i, WordClass::DayPart) ||
           view_.is(i, WordClass::Range) || view_.is(i, WordClass::Relative) || view_.is(i, WordClass::DateJoint);
  }

  /// 七点, las ocho de la tarde, السابعة مساء: an hour in words.
  [[nodiscard]] std::optional<Clock> clock_in_words(std::uint32_t at) const {
    std::string value;
    std::uint32_t last = at + 1;
    if (view_[at].unspaced) {
      const auto hour = integer_at(view_, at);
      if (!hour || !view_.is(last, WordClass::Clock)) return std::nullopt;
      value = std::to_string(*hour);
    } else if (const std::uint32_t number = view_.match(at, WordClass::Number)) {
      value = view_.value(at, WordClass::Number);
      last = at + number;
    } else if (const std::uint32_t ordinal = view_.match(at, WordClass::Ordinal);
               ordinal != 0 && view_.lexicon().language() == "ar") {
      value = view_.value(at, WordClass::Ordinal);
      last = at + ordinal;
    }
    const auto hour = small_integer(value);
    if (!hour || *hour > kLastHour) return std::nullopt;
    Clock clock{*hour, {}, {}, last};
    clock_behind(at, clock);
    clock_part(clock);
    if (clock.kind.empty() && !day_part_follows(clock) && !(at > 0 && view_.text(at - 1) == "الساعة") &&
        !after_bare_cue(at, clock))
      return std::nullopt;
    return clock;
  }

  /// Minutes behind a colon: 30, or 30am.
  [[nodiscard]] bool minutes_at(std::uint32_t i, Clock& clock) const {
    if (i >= view_.size()) return false;
    const std::string_view text = view_.text(i);
    if (text.size() < 2 || !small_integer(text.substr(0, 2))) return false;
    if (view_[i].kind == TokenKind::Mixed)
      clock.kind = view_.lexicon().value(text.substr(2), WordClass::Clock);
    else if (view_[i].kind != TokenKind::Number || text.size() != 2)
      return false;
    if (view_[i].kind == TokenKind::Mixed && clock.kind.empty()) return false;
    if (!clock.minutes.empty()) clock.minutes += ":";
    clock.minutes += text.substr(0, 2);
    return true;
  }

  /// The word behind the figures: a.m., Uhr. Plain hours are a length of time, unless a word before says otherwise.
  void clock_behind(std::uint32_t first, Clock& clock) const {
    const std::uint32_t length = view_.match(clock.last, WordClass::Clock);
    if (length == 0) return;
    const std::string_view kind = view_.value(clock.last, WordClass::Clock);
    const bool cue = first > 0 && view_.is_word(first - 1, WordClass::ClockCue);
    if (kind == "hours" && clock.minutes.empty() && !cue) return;
    clock.kind = kind;
    clock.last += length;
    const bool dot = view_.is_mark(clock.last, ".") && !view_.spaced(clock.last) && clock.last + 1 < view_.size();
    if (dot && view_.lexicon().language() == "ru") ++clock.last;
    const bool hours_sign = view_[clock.last - 1].unspaced || view_.text(clock.last - 1) == "h";
    if (hours_sign && clock.last < view_.size() && view_[clock.last].kind == TokenKind::Number &&
        view_.raw(clock.last).size() <= 2) {
      clock.minutes = view_.text(clock.last);
      ++clock.last;
      if (view_.text(clock.last) == "分") ++clock.last;
    }
  }

  const TokenView& view_;
};

}  // namespace

std::optional<Clock> clock_at(const TokenView& view, std::uint32_t i) { return ClockReader(view).read(i); }

std::optional<int> integer_at(const TokenView& view, std::uint32_t i) {
  if (i >= view.size()) return std::nullopt;
  if (view[i].kind == TokenKind::Number) return small_integer(view.raw(i));
  if (view[i].unspaced && view.may_say_more(i)) {
    if (const auto number = number_at(view, i); number && number->last == i + 1 && number->value.size() <= 4)
      return small_integer(number->value);
  }
  return std::nullopt;
}

}  // namespace stet::classify
