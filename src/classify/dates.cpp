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

#include "classify/date_reader.hpp"

namespace stet::classify {
namespace {

std::string canonical(const DateParts& parts) {
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

}  // namespace

std::optional<Found> DateReader::read() {
  if (numeric() || east_asian() || worded() || modified()) {
    date_part_behind();
    if (parts_.month && !parts_.day && !parts_.year) modifier_behind(at_);  // mars dernier
    const std::uint32_t day_end = at_;
    day_part_behind();
    const bool has_part = at_ != day_end;
    // "sonntags von 10 Uhr an": every Sunday, and a time.
    const bool habitual = view_.lexicon().language() == "de" && parts_.weekday && !view_[first_].capital;
    if (!habitual || view_.is(first_, WordClass::DateModifier)) time_behind();
    if (has_part && time_first_ != 0) time_first_ = day_end;  // 6月9日|午前10時
    return found();
  }
  if (day_part_first() || date_part_first()) return found();
  if (time_of_day() || quarter() || decade()) return found();
  if (relative()) {
    date_part_behind();
    if (parts_.time.empty()) day_part_behind();
    return found();
  }
  if (bare_year()) return found();
  return std::nullopt;
}

Found DateReader::found() {
  if (parts_.time.empty() && !day_part_text_.empty()) parts_.other += day_part_text_;
  return Found{at_, canonical(parts_), parts_.certain, time_first_};
}

void DateReader::reset(std::uint32_t at) {
  at_ = at;
  parts_.clear();
  time_first_ = 0;
  day_part_ = {};
  day_part_text_.clear();
}

bool DateReader::take_day_part(std::uint32_t& i) {
  const std::uint32_t length = view_.match(i, WordClass::DayPart);
  if (length == 0) return false;
  day_part_ = view_.value(i, WordClass::DayPart);
  day_part_ = day_part_.substr(0, day_part_.find(' '));
  day_part_text_ = view_.phrase(i, i + length);
  i += length;
  return true;
}

void DateReader::day_part_behind() {
  std::uint32_t i = at_;
  if (view_.is_mark(i, "-") && !view_.spaced(i + 1)) ++i;
  if (!view_.is(i, WordClass::DayPart) && view_.is_word(i, WordClass::DateJoint) && !view_.is_mark(i, ",")) ++i;
  // "Montag am Morgen" is no morning alone: "le 3 mars soirée"; but a new clause may begin behind a comma.
  if (take_day_part(i)) at_ = i;
}

bool DateReader::day_part_first() {
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
  if (next < view_.size() && (numeric_at(next) || worded_at(next) || day_at(next))) {
    day_part_ = part;
    day_part_text_ = text;
    time_behind();
    return true;
  }
  return fail();
}

bool DateReader::numeric_at(std::uint32_t i) {
  at_ = i;
  return view_[i].kind == TokenKind::Number && numeric();
}

bool DateReader::worded_at(std::uint32_t i) {
  at_ = i;
  return worded();
}

bool DateReader::day_at(std::uint32_t i) {
  at_ = i;
  return relative();
}

bool DateReader::date_part_first() {
  const std::uint32_t length = view_.match(at_, WordClass::DatePart);
  if (length == 0) return false;
  const std::string part(view_.value(at_, WordClass::DatePart));
  const std::uint32_t at_first = at_;
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
    } else if (!period_at(i, length > 1 || i > at_first + length || !has_articles())) {
      return fail();
    }
  }
  parts_.other += " " + part;
  return true;
}

void DateReader::date_part_behind() {
  const bool behind =
      view_.lexicon().language() == "zh" || view_.lexicon().language() == "ja" || view_.lexicon().language() == "hi";
  if (!behind || parts_.day) return;
  const std::uint32_t length = view_.match(at_, WordClass::DatePart);
  if (length == 0) return;
  parts_.other += view_.value(at_, WordClass::DatePart);
  at_ += length;
}

bool DateReader::fail() {
  reset(first_);
  return false;
}

std::uint32_t DateReader::skip_joints(std::uint32_t i) const {
  for (int skipped = 0; skipped < 2; ++skipped) {
    if (view_.is_word(i, WordClass::DateJoint) || view_.is_mark(i, ","))
      ++i;
    else
      break;
  }
  return i;
}

void DateReader::set_time(const Clock& clock) {
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

bool DateReader::clock_time(std::uint32_t& i) {
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

bool DateReader::is_zone(std::string_view text) {
  return text == "gmt" || text == "utc" || text == "cet" || text == "cest" || text == "est" || text == "edt" ||
         text == "pst" || text == "bst" || text == "msk" || text == "jst" || text == "ist";
}

void DateReader::time_behind() {
  std::uint32_t i = at_;
  while (i < view_.size() && i < at_ + 3 &&
         (view_.is_mark(i, ",") || view_.is_word(i, WordClass::DateJoint) || view_.is_word(i, WordClass::YearCue)))
    ++i;
  const std::uint32_t joint = at_;
  if (!clock_time(i)) return;
  at_ = i;
  time_first_ = joint;
}

bool DateReader::time_of_day() {
  std::uint32_t i = at_;
  if (!clock_time(i)) return false;
  at_ = i;
  return true;
}

std::optional<Found> date_at(const TokenView& view, std::uint32_t i) { return DateReader(view, i).read(); }

}  // namespace stet::classify
