// SPDX-License-Identifier: Apache-2.0
// Dates in figures alone, and with the signs for year, month and day: 2018-02-28, 28.02.2018, 2018年2月28日.
#include "classify/date_reader.hpp"

namespace stet::classify {

bool DateReader::numeric() {
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

bool DateReader::day_alone(std::uint32_t behind) const {
  // 5日未明; not 午後5日
  if (view_.is(behind, WordClass::DayPart)) return true;
  // 8月10日から15日
  if (at_ < 2 ||
      !(view_.is_word(at_ - 1, WordClass::Range) || view_.is_mark(at_ - 1, "-") || view_.is_mark(at_ - 1, "~")))
    return false;
  const std::uint32_t fact = view_.side().entity_of[at_ - 2];
  return fact != kNoEntity && view_.side().entities[fact].kind == EntityKind::Date;
}

bool DateReader::east_asian() {
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
  if (!parts_.year && !parts_.month && !(parts_.day && day_alone(i))) return fail();
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

}  // namespace stet::classify
