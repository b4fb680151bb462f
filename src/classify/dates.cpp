// SPDX-License-Identifier: Apache-2.0
// Dates, times of day, quarters, decades, relative days.
//
// A small grammar over tokens, each part optional: [weekday] day [and day] month year, or month day year, or
// year-month-day in one of the numeric forms; then a time of day. "Monday, 27 and 28 February 2018 at 10 a.m." is one
// date. The value is canonical ("2018-02-28"), so "5 March 2018" and "March 5, 2018" say the same.
//
// Case it gets wrong: 03/04/2018 in English is a date without a certain value; a bare "in 1500" may be a number.
// Cost: linear in the tokens looked at.
#include <array>
#include <cstdio>

#include "classify/clock_times.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::classify {
namespace {

constexpr int kFirstYear = 1000;
constexpr int kLastYear = 2199;
constexpr int kLongestSpan = 10;  // of years written 2014-23

/// What was read of a date.
struct Parts {
  std::optional<int> year;
  std::optional<int> month;
  std::optional<int> day;
  std::optional<int> last_day;  ///< of a range
  std::optional<int> weekday;
  std::string time;
  std::string other;  ///< Whatever has no canonical form, as written.
  bool certain = true;
};

std::string canonical(const Parts& parts) {
  std::array<char, 64> text{};
  const auto or_zero = [](std::optional<int> value) { return value.value_or(0); };
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", or_zero(parts.year), or_zero(parts.month),
                or_zero(parts.day));
  std::string value = text.data();
  if (parts.last_day) value += "/" + std::to_string(*parts.last_day);
  if (parts.weekday) value += " w" + std::to_string(*parts.weekday);
  if (!parts.time.empty()) value += " " + parts.time;
  if (!parts.other.empty()) value += " " + parts.other;
  return value;
}

bool is_year(int value) { return value >= kFirstYear && value <= kLastYear; }
bool is_day(int value) { return value >= 1 && value <= 31; }

class DateReader {
 public:
  DateReader(const TokenView& view, std::uint32_t first) : view_(view), first_(first), at_(first) {}

  std::optional<Found> read() {
    if (numeric() || east_asian() || worded()) {
      date_part_behind();
      day_part_behind();
      time_behind();
      return found();
    }
    if (day_part_first() || date_part_first()) return found();
    if (time_of_day() || quarter() || decade() || relative() || bare_year()) return found();
    return std::nullopt;
  }

 private:
  [[nodiscard]] Found found() {
    if (parts_.time.empty() && !day_part_text_.empty()) parts_.other += day_part_text_;
    return Found{at_, canonical(parts_), parts_.certain};
  }

  void reset(std::uint32_t at) {
    at_ = at;
    parts_ = Parts();
    day_part_ = {};
    day_part_text_.clear();
  }

  /// Reads "morning", "de la tarde" at `i` on: it goes into the time, or stands as written.
  bool take_day_part(std::uint32_t& i) {
    const std::uint32_t length = view_.match(i, WordClass::DayPart);
    if (length == 0) return false;
    day_part_ = view_.value(i, WordClass::DayPart);
    day_part_ = day_part_.substr(0, day_part_.find(' '));
    day_part_text_ = view_.phrase(i, i + length);
    i += length;
    return true;
  }

  /// Monday morning, lundi 3 mars au matin
  void day_part_behind() {
    std::uint32_t i = at_;
    if (view_.is_mark(i, "-") && !view_.spaced(i + 1)) ++i;
    if (!view_.is(i, WordClass::DayPart) && view_.is_word(i, WordClass::DateJoint) && !view_.is_mark(i, ",")) ++i;
    // "Montag am Morgen" is no morning alone: "le 3 mars soirée"; but a new clause may begin behind a comma.
    if (take_day_part(i)) at_ = i;
  }

  /// the morning of 9 May, सुबह 7 बजे, 上午九点
  bool day_part_first() {
    if (!view_.is(at_, WordClass::DayPart)) return false;
    std::uint32_t i = at_;
    take_day_part(i);
    const std::string_view part = day_part_;
    const std::string text = day_part_text_;
    const std::uint32_t next = skip_joints(i);
    if (clock_time(i)) {
      at_ = i;
      return true;
    }
    at_ = next;
    if (next < view_.size() && (numeric_at(next) || worded_at(next))) {
      day_part_ = part;
      day_part_text_ = text;
      time_behind();
      return true;
    }
    return fail();
  }

  bool numeric_at(std::uint32_t i) {
    at_ = i;
    return view_[i].kind == TokenKind::Number && numeric();
  }
  bool worded_at(std::uint32_t i) {
    at_ = i;
    return worded();
  }

  /// early 2025, Anfang März, à la fin du XIXe siècle
  bool date_part_first() {
    const std::uint32_t length = view_.match(at_, WordClass::DatePart);
    if (length == 0) return false;
    const std::string part(view_.value(at_, WordClass::DatePart));
    std::uint32_t i = at_ + length;
    for (int skipped = 0; skipped < 3 && !view_.is(i, WordClass::Month) && !view_.is_mark(i, ",") &&
                          (view_.is_word(i, WordClass::DateJoint) || view_.is_word(i, WordClass::Determiner) ||
                           view_.is_mark(i, "-") || is_text(i, "in", "the", "des"));
         ++skipped)
      ++i;
    std::uint32_t month_at = i;
    if (view_.is(i, WordClass::Month) && month_and_day(month_at)) {
      at_ = month_at;
    } else {
      std::uint32_t year_at = i;
      at_ = i;
      if (quarter() || decade()) {
      } else if (const auto value = i < view_.size() && view_.raw(i).size() == 4 ? year(year_at) : std::nullopt) {
        parts_.year = value;
        at_ = year_at;
        if (counted(at_)) return fail();
        season(at_);
      } else {
        return fail();
      }
    }
    parts_.other += " " + part;
    return true;
  }

  /// 2025年初, मार्च के अंत
  void date_part_behind() {
    const bool behind =
        view_.lexicon().language() == "zh" || view_.lexicon().language() == "ja" || view_.lexicon().language() == "hi";
    if (!behind || parts_.day) return;
    const std::uint32_t length = view_.match(at_, WordClass::DatePart);
    if (length == 0) return;
    parts_.other += view_.value(at_, WordClass::DatePart);
    at_ += length;
  }

  /// Whether a year could be the count of what stands behind it.
  [[nodiscard]] bool counted(std::uint32_t i) const {
    return i < view_.size() &&
           (view_.is_mark(i, "%") || view_.is(i, WordClass::Unit) || view_.is(i, WordClass::Currency) ||
            view_.is(i, WordClass::Period) || view_.is(i, WordClass::Percent));
  }

  /// The second year of a season: 2023/24, 2023-2024.
  bool season(std::uint32_t& i) {
    if (!parts_.year || !(view_.is_mark(i, "/") || view_.is_mark(i, "-")) || view_.spaced(i) || view_.spaced(i + 1))
      return false;
    if (i + 1 >= view_.size() || view_[i + 1].kind != TokenKind::Number) return false;
    const std::string_view raw = view_.raw(i + 1);
    const auto next = small_integer(raw);
    const int expected = *parts_.year + 1;
    // 2023-25 is a span of years; 2023/25 may be a number of a file.
    const int longest = view_.is_mark(i, "-") ? kLongestSpan : 1;
    const int first = raw.size() == 2 ? expected % 100 : expected;
    if (!next || (raw.size() != 2 && raw.size() != 4) || *next < first || *next >= first + longest) return false;
    parts_.other += "/" + std::to_string(*next % 100);
    i += 2;
    return true;
  }

  // 2018-03-05, 05/03/2018, 5.3.2018, 2018/3/5
  bool numeric() {
    if (at_ >= view_.size() || view_[at_].kind != TokenKind::Number) return false;
    std::array<int, 3> values{};
    std::size_t count = 0;
    std::size_t first_digits = 0;
    std::size_t last_digits = 0;
    const std::string_view raw = view_.raw(at_);
    std::uint32_t last = at_;
    if (raw.find('.') != std::string_view::npos) {
      std::string_view rest = raw;
      while (count < 3 && !rest.empty()) {
        const std::size_t dot = rest.find('.');
        const std::string_view part = rest.substr(0, dot);
        const auto value = small_integer(part);
        if (!value) return false;
        if (count == 0) first_digits = part.size();
        last_digits = part.size();
        values.at(count++) = *value;
        rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
      }
      if (count != 3 || !rest.empty()) return false;
      last = at_ + 1;
    } else {
      std::uint32_t i = at_;
      std::string_view sign;
      while (count < 3) {
        const auto value =
            i < view_.size() && view_[i].kind == TokenKind::Number ? small_integer(view_.raw(i)) : std::nullopt;
        if (!value || (count > 0 && view_.spaced(i))) return false;
        if (count == 0) first_digits = view_.raw(i).size();
        last_digits = view_.raw(i).size();
        values.at(count++) = *value;
        last = ++i;
        if (count == 3) break;
        const bool joint = (view_.is_mark(i, "-") || view_.is_mark(i, "/")) && !view_.spaced(i);
        if (!joint || (!sign.empty() && view_.text(i) != sign)) return false;
        sign = view_.text(i);
        ++i;
      }
    }
    if (first_digits == 4) {
      parts_.year = values[0];
      parts_.month = values[1];
      parts_.day = values[2];
    } else {
      if (last_digits != 4 && last_digits != 2) return false;
      parts_.year = values[2];
      parts_.day = values[0];
      parts_.month = values[1];
      if (view_.lexicon().language() == "en") {
        if (values[0] <= 12 && values[1] <= 12 && values[0] != values[1]) parts_.certain = false;
        if (values[1] > 12) std::swap(*parts_.day, *parts_.month);
      }
      if (last_digits == 2) parts_.certain = false;
    }
    if (!is_day(*parts_.day) || *parts_.month < 1 || *parts_.month > 12) {
      reset(first_);
      return false;
    }
    at_ = last;
    // 2018-03-05T10:00:00Z comes as a token of letters and digits behind.
    if (at_ < view_.size() && !view_.spaced(at_) && view_[at_].kind == TokenKind::Mixed) {
      parts_.time = view_.text(at_);
      ++at_;
    }
    return true;
  }

  [[nodiscard]] bool is_text(std::uint32_t i, std::string_view a, std::string_view b = {},
                             std::string_view c = {}) const {
    const std::string_view text = view_.text(i);
    return !text.empty() && (text == a || text == b || text == c);
  }

  // 2018年3月5日, 平成30年, 三月五日
  bool east_asian() {
    std::uint32_t i = at_;
    const std::uint32_t era = view_.match(i, WordClass::Era);
    if (era != 0) {
      i += era;
      if (is_text(i, "元") && is_text(i + 1, "年")) {
        parts_.year = 1;
        i += 2;
      } else if (is_text(i, "元年")) {
        parts_.year = 1;
        ++i;
      }
    }
    const auto take = [&](std::optional<int>& part, std::string_view a, std::string_view b, std::string_view c) {
      const auto value = integer_at(view_, i);
      if (!value || !is_text(i + 1, a, b, c)) return false;
      part = value;
      i += 2;
      return true;
    };
    if (!parts_.year && take(parts_.year, "年", "年度", "年")) {
      if (is_text(i - 1, "年度")) parts_.other = "fiscal";
      if (era == 0 && !is_year(*parts_.year)) return fail();
    }
    if (era != 0) {
      if (!parts_.year) return fail();
      *parts_.year += small_integer(view_.value(at_, WordClass::Era)).value_or(0);
    }
    if (take(parts_.month, "月", "月份", "月") && *parts_.month > 12) return fail();
    if (parts_.month || is_text(i + 1, "日", "号", "號")) {
      if (take(parts_.day, "日", "号", "號") && !is_day(*parts_.day)) return fail();
    }
    if (!parts_.year && !parts_.month) return fail();
    if (is_text(i, "(", "（") && view_.is(i + 1, WordClass::Weekday)) {
      parts_.weekday = small_integer(view_.value(i + 1, WordClass::Weekday));
      i += 1 + view_.match(i + 1, WordClass::Weekday);
      if (is_text(i, ")", "）")) ++i;
    } else if (const std::uint32_t length = view_.match(i, WordClass::Weekday)) {
      parts_.weekday = small_integer(view_.value(i, WordClass::Weekday));
      i += length;
    }
    at_ = i;
    if (!parts_.month && i < view_.size()) quarter();  // 2018年第三季度
    return true;
  }

  bool fail() {
    reset(first_);
    return false;
  }

  [[nodiscard]] std::uint32_t skip_joints(std::uint32_t i) const {
    for (int skipped = 0; skipped < 2; ++skipped) {
      if (view_.is_word(i, WordClass::DateJoint) || view_.is_mark(i, ","))
        ++i;
      else
        break;
    }
    return i;
  }

  /// A day of the month: figures, with an ordinal ending or dot, or an ordinal word before or behind a month.
  std::optional<int> day(std::uint32_t& i) const {
    if (i >= view_.size()) return std::nullopt;
    std::optional<int> value;
    std::uint32_t next = i + 1;
    if (view_[i].kind == TokenKind::Number) {
      value = small_integer(view_.raw(i));
      const bool dotted = view_.is_mark(next, ".") && !view_.spaced(next) && view_.lexicon().language() == "de";
      if (dotted) ++next;
      if ((view_.is_mark(next, "-") || view_.is_mark(next, ".")) && !view_.spaced(next) && !view_.spaced(next + 1)) {
        if (const auto number = number_at(view_, i); number && number->value.starts_with('o')) next = number->last;
      }
      if (view_.is_mark(next, "º") || view_.is_mark(next, "°")) ++next;
    } else if (view_[i].kind == TokenKind::Mixed) {
      if (const auto number = number_at(view_, i); number && number->value.starts_with('o'))
        value = small_integer(std::string_view(number->value).substr(1));
    } else if (const std::uint32_t length = view_.match(i, WordClass::Ordinal)) {
      value = small_integer(view_.value(i, WordClass::Ordinal));
      next = i + length;
    } else if (const std::uint32_t words = view_.match(i, WordClass::Number)) {
      if (view_.lexicon().language() != "en") value = small_integer(view_.value(i, WordClass::Number));
      next = i + words;
    }
    if (!value || !is_day(*value)) return std::nullopt;
    i = next;
    return value;
  }

  /// A month's name; an abbreviated one takes its dot along.
  std::optional<int> month(std::uint32_t& i) const {
    if (const std::uint32_t length = view_.match(i, WordClass::Month)) {
      // "children aged 5 may enter"
      const bool modal = view_.is_word(i, WordClass::Modality);
      if (modal && !view_[i].capital && view_.lexicon().language() == "en") return std::nullopt;
      const auto value = small_integer(view_.value(i, WordClass::Month));
      i += length;
      return value;
    }
    if (const std::uint32_t length = view_.match(i, WordClass::MonthShort)) {
      const auto value = small_integer(view_.value(i, WordClass::MonthShort));
      i += length;
      if (view_.is_mark(i, ".") && !view_.spaced(i)) ++i;
      return value;
    }
    return std::nullopt;
  }

  std::optional<int> year(std::uint32_t& i) const {
    if (i >= view_.size() || view_[i].kind != TokenKind::Number) return std::nullopt;
    const std::string_view raw = view_.raw(i);
    const auto value = small_integer(raw);
    if (!value || !is_year(*value)) return std::nullopt;
    ++i;
    // "2018 г.", "2018 года"
    if (is_text(i, "г", "гг")) {
      ++i;
      if (view_.is_mark(i, ".") && !view_.spaced(i) && i + 1 < view_.size()) ++i;
    } else if (is_text(i, "года", "год", "году")) {
      ++i;
    }
    return value;
  }

  void year_behind(std::uint32_t& i) {
    std::uint32_t next = skip_joints(i);
    if (const auto value = year(next)) {
      parts_.year = value;
      i = next;
      season(i);
    }
  }

  /// Montagvormittag
  bool german_day_part() {
    constexpr std::size_t kShortest = 10;
    const std::string_view word = view_.text(at_);
    if (view_.lexicon().language() != "de" || !view_[at_].capital || word.size() < kShortest) return false;
    for (const std::size_t size : {6U, 7U, 8U, 9U, 10U}) {
      if (size >= word.size()) break;
      const std::string_view weekday = view_.lexicon().value(word.substr(0, size), WordClass::Weekday);
      const std::string_view part = view_.lexicon().value(word.substr(size), WordClass::DayPart);
      if (weekday.empty() || part.empty()) continue;
      parts_.weekday = small_integer(weekday);
      day_part_ = part.substr(0, part.find(' '));
      day_part_text_ = word.substr(size);
      ++at_;
      return true;
    }
    return false;
  }

  bool worded() {
    if (at_ < view_.size() && german_day_part()) return true;
    std::uint32_t i = at_;
    if (const std::uint32_t length = view_.match(i, WordClass::Weekday); length != 0 && weekday_here(i)) {
      parts_.weekday = small_integer(view_.value(i, WordClass::Weekday));
      i += length;
      std::uint32_t next = skip_joints(i);
      if (day_and_month(next) || month_and_day(next)) {
        at_ = next;
        return true;
      }
      at_ = i;
      return true;
    }
    if (const std::uint32_t length = view_.match(i, WordClass::WeekdayShort)) {
      const auto weekday = small_integer(view_.value(i, WordClass::WeekdayShort));
      i += length;
      const bool dotted = view_.is_mark(i, ".") && !view_.spaced(i);
      if (view_.is_mark(i, ".")) ++i;
      std::uint32_t next = skip_joints(i);
      if (next < view_.size() && (day_and_month(next) || month_and_day(next))) {
        parts_.weekday = weekday;
        at_ = next;
        return true;
      }
      // "Mon. to Fri."; elsewhere short days are words too.
      if (dotted && view_[at_].capital && view_.lexicon().language() == "en" && !view_.side().starts_sentence[at_]) {
        parts_.weekday = weekday;
        at_ = i;
        return true;
      }
      return fail();
    }
    if (day_and_month(i) || month_and_day(i)) {
      at_ = i;
      return true;
    }
    return fail();
  }

  [[nodiscard]] bool weekday_here(std::uint32_t i) const {
    // Languages that write days small have none that means something else, but for Portuguese "segunda".
    return view_.lexicon().language() != "en" || view_[i].capital;
  }

  // 5 March 2018; 27 and 28 February; 5 de marzo de 2018
  bool day_and_month(std::uint32_t& i) {
    std::uint32_t at = i;
    const auto first = day(at);
    if (!first) return false;
    std::optional<int> second;
    std::uint32_t range = at;
    if (view_.is_word(range, WordClass::Range) || view_.is_mark(range, "-") || view_.is_mark(range, ",")) {
      ++range;
      range = view_.is_word(range, WordClass::DateJoint) ? range + 1 : range;
      if (auto next = day(range)) {
        second = next;
        std::uint32_t probe = skip_joints(range);
        if (month(probe))
          at = range;
        else
          second.reset();
      }
    }
    std::uint32_t month_at = skip_joints(at);
    const auto name = month(month_at);
    if (!name || view_.is_mark(at, ",")) return false;
    parts_.day = first;
    parts_.last_day = second;
    parts_.month = name;
    at = month_at;
    year_behind(at);
    i = at;
    return true;
  }

  // March 5, 2018; March 2018; March
  bool month_and_day(std::uint32_t& i) {
    std::uint32_t at = i;
    const bool full = view_.is(at, WordClass::Month);
    const auto name = month(at);
    if (!name) return false;
    bool number_behind = false;
    std::uint32_t day_at = view_.is_word(at, WordClass::DateJoint) ? at + 1 : at;
    if (view_.lexicon().language() == "en" || view_.lexicon().language() == "hi" ||
        view_.lexicon().language() == "pt") {
      if (auto value = day(day_at); value && !(day_at < view_.size() && view_.is_mark(day_at, "%"))) {
        parts_.day = value;
        at = day_at;
        number_behind = true;
        std::uint32_t range = at;
        if (view_.is_word(range, WordClass::Range) || view_.is_mark(range, "-")) {
          ++range;
          if (auto second = day(range); second && *second > *value) {
            parts_.last_day = second;
            at = range;
          }
        }
      }
    }
    const std::uint32_t before_year = at;
    std::optional<int> old_year = parts_.year;
    year_behind(at);
    number_behind |= at != before_year || parts_.year != old_year;
    if (!number_behind && (!full || !month_alone(i))) {
      parts_.day.reset();
      return false;
    }
    parts_.month = name;
    i = at;
    return true;
  }

  /// Whether a month's name without a number is one: "may" and "march" need a capital and no name before them.
  [[nodiscard]] bool month_alone(std::uint32_t i) const {
    if (view_.lexicon().language() != "en") return true;
    if (!view_[i].capital) return false;
    if (!view_.is(i, WordClass::Modality) && view_.text(i) != "march") return true;
    if (view_.side().starts_sentence[i]) return false;
    return !(i > 0 && view_[i - 1].capital && !view_.is(i - 1, WordClass::Function));
  }

  /// "17:00" for 5 p.m. A bare hour up to twelve may be either half of the day in English.
  void set_time(const Clock& clock) {
    int hour = clock.hour;
    std::string_view kind = clock.kind;
    bool half = kind == "am" || kind == "pm";
    if (!half && !day_part_.empty()) {
      const bool late = day_part_ == "pm" || (day_part_ == "noon" && hour < 6) || (day_part_ == "night" && hour >= 6);
      const bool known = day_part_ == "am" || day_part_ == "pm" || day_part_ == "noon" || hour != 12;
      if (hour <= 12 && known && day_part_ != "noon") {
        kind = late ? "pm" : "am";
        half = true;
      } else if (hour < 6 && late) {
        hour += 12;
      }
      if (hour > 12) half = true;
    }
    if (half && hour <= 12) hour = hour % 12 + (kind == "pm" ? 12 : 0);
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%02d:", hour);
    parts_.time += text.data();
    parts_.time += clock.minutes.empty() ? "00" : clock.minutes;
    const bool either = hour >= 1 && hour < 12 && view_.lexicon().language() == "en";
    if (!half && clock.kind != "h" && clock.kind != "hours" && either) parts_.certain = false;
    if (!half && (clock.kind == "oclock" || clock.kind == "baje")) parts_.certain = false;
  }

  bool clock_time(std::uint32_t& i) {
    if (i >= view_.size()) return false;
    const std::optional<Clock> clock = clock_at(view_, i);
    if (!clock) return false;
    std::uint32_t at = clock->last;
    if (day_part_.empty()) take_day_part(at);
    set_time(*clock);
    // GMT, UTC, CET
    if (at < view_.size() && view_[at].all_caps && view_.raw(at).size() <= 4 && at > i && is_zone(view_.text(at))) {
      parts_.time += " ";
      parts_.time += view_.text(at);
      ++at;
    }
    i = at;
    return true;
  }

  static bool is_zone(std::string_view text) {
    return text == "gmt" || text == "utc" || text == "cet" || text == "cest" || text == "est" || text == "edt" ||
           text == "pst" || text == "bst" || text == "msk" || text == "jst" || text == "ist";
  }

  void time_behind() {
    std::uint32_t i = at_;
    while (i < view_.size() && i < at_ + 3 &&
           (view_.is_mark(i, ",") || view_.is_word(i, WordClass::DateJoint) || view_.is_word(i, WordClass::YearCue)))
      ++i;
    if (clock_time(i)) at_ = i;
  }

  bool time_of_day() {
    std::uint32_t i = at_;
    if (!clock_time(i)) return false;
    at_ = i;
    return true;
  }

  // Q3 2018, third quarter of 2018, T3, 3. Quartal
  bool quarter() {
    std::uint32_t i = at_;
    if (i >= view_.size()) return false;
    const std::string_view text = view_.text(i);
    if (view_[i].kind == TokenKind::Mixed && text.size() == 2 && (text[0] == 'q' || text[0] == 't') && text[1] >= '1' &&
        text[1] <= '4' && view_[i].capital) {
      parts_.other = std::string("q") + text[1];
      ++i;
    } else {
      if (!view_.has(WordClass::DateUnit)) return false;
      std::uint32_t unit = i;
      std::string number;
      const bool century = view_.value(i + 1, WordClass::DateUnit) == "century";
      if (century && view_[i].kind == TokenKind::Word && view_[i].capital && roman(text)) {
        unit = i + 1;
        number = std::to_string(*roman(text));
      } else if (const auto found = number_at(view_, i)) {
        unit = found->last;
        number = found->value;
        if (view_.is_mark(unit, ".") && !view_.spaced(unit)) ++unit;
      } else {
        return false;
      }
      const std::uint32_t length = view_.match(unit, WordClass::DateUnit);
      if (length == 0) return false;
      const std::string_view kind = view_.value(unit, WordClass::DateUnit);
      const bool ordinal = number.starts_with('o');
      if (ordinal) number.erase(0, 1);
      // "ten years", "90 anni" are lengths; 90-е годы and 90年代 are not.
      if (kind == "decade" && !(number.ends_with('0') && number.size() > 1 && (ordinal || view_[unit].unspaced)))
        return false;
      if (kind == "century" && !ordinal && !century && view_.lexicon().language() != "de") return false;
      parts_.other = std::string(view_.value(unit, WordClass::DateUnit)) + number;
      i = unit + length;
    }
    year_behind(i);
    at_ = i;
    return true;
  }

  // the 1990s, années 1990, 1990er Jahre, 90-е годы
  bool decade() {
    std::uint32_t i = at_;
    if (i >= view_.size()) return false;
    const std::string_view text = view_.text(i);
    if (view_[i].kind == TokenKind::Mixed) {
      const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
      const std::string_view rest = text.substr(digits);
      if ((digits != 4 && digits != 2) || (rest != "s" && rest != "er" && rest != "ern") || text[digits - 1] != '0')
        return false;
      parts_.other = "decade " + std::string(text.substr(0, digits));
      ++i;
      if (view_.is_word(i, WordClass::DateUnit)) ++i;
      at_ = i;
      return true;
    }
    // siglo XIX, القرن الثامن, الربع الثالث
    if (const std::uint32_t length = view_.match(i, WordClass::DateUnit); length != 0 && i + length < view_.size()) {
      const std::uint32_t next = i + length;
      const std::string_view kind = view_.value(i, WordClass::DateUnit);
      std::optional<int> value;
      std::uint32_t last = next + 1;
      if (kind == "century" && view_[next].capital && view_[next].kind == TokenKind::Word)
        value = roman(view_.text(next));
      if (const std::uint32_t words = view_.match(next, WordClass::Ordinal);
          words != 0 && view_.lexicon().language() == "ar") {
        value = small_integer(view_.value(next, WordClass::Ordinal));
        last = next + words;
      }
      if (value) {
        parts_.other = std::string(kind) + std::to_string(*value);
        year_behind(last);
        at_ = last;
        return true;
      }
    }
    if (view_.is(i, WordClass::DateUnit) && i + 1 < view_.size() && view_[i + 1].kind == TokenKind::Number) {
      const std::uint32_t unit = view_.match(i, WordClass::DateUnit);
      const auto number = i + unit < view_.size() && view_[i + unit].kind == TokenKind::Number
                              ? small_integer(view_.raw(i + unit))
                              : std::nullopt;
      if (!number || !(is_year(*number) || *number < 100)) return false;
      parts_.other = std::string(view_.value(i, WordClass::DateUnit)) + std::to_string(*number);
      at_ = i + unit + 1;
      return true;
    }
    return false;
  }

  bool relative() {
    const std::uint32_t length = view_.match(at_, WordClass::Relative);
    if (length == 0) return false;
    parts_.time = view_.value(at_, WordClass::Relative);
    if (parts_.time.empty()) {
      parts_.other = view_.phrase(at_, at_ + length);
      parts_.certain = false;
    }
    at_ += length;
    return true;
  }

  /// IV, xix: canonical, up to 39; the ending of fr. XIXe left out.
  [[nodiscard]] static std::optional<int> roman(std::string_view folded) {
    if (folded.ends_with("e")) folded.remove_suffix(1);
    int value = 0;
    int last = 0;
    for (const char letter : folded) {
      const int digit = letter == 'i' ? 1 : letter == 'v' ? 5 : letter == 'x' ? 10 : 0;
      if (digit == 0) return std::nullopt;
      value += digit > last ? digit - 2 * last : digit;
      last = digit;
    }
    return value == 0 || value > 39 ? std::nullopt : std::optional(value);
  }

  // in 2018; (2018); since 2015
  bool bare_year() {
    if (at_ >= view_.size() || view_[at_].kind != TokenKind::Number) return false;
    std::uint32_t i = at_;
    const std::string_view raw = view_.raw(at_);
    const auto value = year(i);
    if (!value || raw.size() < 4 || *value < 1600) return false;
    const bool took_word = i > at_ + 1;
    const std::uint32_t before = at_ == 0 ? at_ : at_ - 1;
    const bool cue = at_ > 0 && (view_.is_word(before, WordClass::YearCue) || view_.is_mark(before, "(") ||
                                 (view_.is_mark(before, "-") && at_ > 1 && view_[at_ - 2].kind == TokenKind::Number));
    parts_.year = value;
    const bool season_here = season(i) || (i < view_.size() && view_.is_mark(i, "年"));
    parts_.year.reset();
    if (!cue && !took_word && !season_here && !year_by_syntax(i)) return fail();
    if (view_.lexicon().language() == "hi" && is_text(i, "में") && is_text(i + 1, "से")) return fail();  // out of 2000
    // "a total of 2000 people": behind a weak cue, a plain word that follows is what is counted.
    if (cue && !took_word && view_.value(before, WordClass::YearCue) == "weak" && i < view_.size() &&
        view_[i].kind == TokenKind::Word && !view_[i].capital && !view_.is(i, WordClass::Function))
      return fail();
    // "in 2000 cases": a noun counted, or a unit behind, makes it a number.
    if (!took_word && counted(i)) return fail();
    parts_.year = value;
    at_ = i;
    return true;
  }

  /// A year that only its clause tells from a count: "wurde 2019 unterzeichnet", "entstand 2019 in Rom"; 2019 में.
  [[nodiscard]] bool year_by_syntax(std::uint32_t i) const {
    constexpr int kOldest = 1800;
    constexpr int kLatest = 2060;
    const int value = small_integer(view_.raw(at_)).value_or(0);
    if (value < kOldest || value > kLatest || i >= view_.size() || view_.raw(at_).size() != 4) return false;
    const std::string_view language = view_.lexicon().language();
    if (language == "hi") return is_text(i, "में") && !is_text(i + 1, "से");
    if (language != "de" || view_[i].kind != TokenKind::Word || view_[i].capital) return false;
    if (view_.is(i, WordClass::Unit) || view_.is(i, WordClass::Scale) || view_.is(i, WordClass::Currency)) return false;
    if (view_.is(i, WordClass::Function)) return !view_.is(i, WordClass::Range);
    // A participle or a verb ends its clause; an adjective goes before a noun.
    return i + 1 >= view_.size() || view_[i + 1].kind == TokenKind::Mark || is_text(i + 1, "und", "worden", "werden");
  }

  const TokenView& view_;
  std::uint32_t first_;
  std::uint32_t at_;
  Parts parts_;
  std::string_view day_part_;  ///< am, pm, noon, night
  std::string day_part_text_;
};

}  // namespace

std::optional<Found> date_at(const TokenView& view, std::uint32_t i) { return DateReader(view, i).read(); }

}  // namespace stet::classify
