// SPDX-License-Identifier: Apache-2.0
#include "text/iso_time.hpp"

#include <fmt/format.h>

#include <chrono>

namespace stet::text {
namespace {

using namespace std::chrono;

/// Reads digits and signs from the front of what is left of a text.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  [[nodiscard]] bool done() const { return text_.empty(); }

  bool accept(char expected) {
    if (text_.empty() || text_.front() != expected) return false;
    text_.remove_prefix(1);
    return true;
  }

  /// Exactly `digits` decimal digits.
  std::optional<int> number(std::size_t digits) {
    if (text_.size() < digits) return std::nullopt;
    int value = 0;
    for (const char digit : text_.substr(0, digits)) {
      if (digit < '0' || digit > '9') return std::nullopt;
      value = value * 10 + (digit - '0');
    }
    text_.remove_prefix(digits);
    return value;
  }

  void skip_digits() {
    while (!text_.empty() && text_.front() >= '0' && text_.front() <= '9') text_.remove_prefix(1);
  }

 private:
  std::string_view text_;
};

std::optional<sys_days> read_date(Reader& reader) {
  const auto year_number = reader.number(4);
  if (!year_number || !reader.accept('-')) return std::nullopt;
  const auto month_number = reader.number(2);
  if (!month_number || !reader.accept('-')) return std::nullopt;
  const auto day_number = reader.number(2);
  if (!day_number) return std::nullopt;
  const year_month_day date{year{*year_number}, month{static_cast<unsigned>(*month_number)},
                            day{static_cast<unsigned>(*day_number)}};
  if (!date.ok()) return std::nullopt;
  return sys_days{date};
}

/// Seconds into the day, after "hh:mm" and perhaps ":ss" and a fraction, which is cut off.
std::optional<seconds> read_clock(Reader& reader) {
  const auto hour = reader.number(2);
  if (!hour || *hour > 23 || !reader.accept(':')) return std::nullopt;
  const auto minute = reader.number(2);
  if (!minute || *minute > 59) return std::nullopt;
  seconds clock = hours{*hour} + minutes{*minute};
  if (!reader.accept(':')) return clock;
  const auto second = reader.number(2);
  if (!second || *second > 60) return std::nullopt;
  clock += seconds{*second};
  if (reader.accept('.') || reader.accept(',')) reader.skip_digits();
  return clock;
}

/// "", "Z", "+01:00", "-0530", "+02".
std::optional<seconds> read_offset(Reader& reader) {
  if (reader.done() || reader.accept('Z') || reader.accept('z')) return seconds{0};
  const bool west = reader.accept('-');
  if (!west && !reader.accept('+')) return std::nullopt;
  const auto hour = reader.number(2);
  if (!hour || *hour > 15) return std::nullopt;
  int minute = 0;
  if (!reader.done()) {
    reader.accept(':');
    const auto read = reader.number(2);
    if (!read || *read > 59) return std::nullopt;
    minute = *read;
  }
  const seconds offset = hours{*hour} + minutes{minute};
  return west ? -offset : offset;
}

/// Of a year; one before 1 or past 9999 has a sign or more digits.
std::string four_digits(int year) {
  return year >= 1000 && year <= 9999 ? std::to_string(year) : fmt::format("{:04}", year);
}

void append_two_digits(std::string& text, char before, unsigned number) {
  text += before;
  text += static_cast<char>('0' + number / 10);
  text += static_cast<char>('0' + number % 10);
}

}  // namespace

std::optional<std::int64_t> parse_iso_time(std::string_view text) {
  Reader reader(text);
  const auto date = read_date(reader);
  if (!date) return std::nullopt;
  sys_seconds time = *date;
  if (reader.done()) return time.time_since_epoch().count();
  if (!reader.accept('T') && !reader.accept('t') && !reader.accept(' ')) return std::nullopt;
  const auto clock = read_clock(reader);
  if (!clock) return std::nullopt;
  const auto offset = read_offset(reader);
  if (!offset || !reader.done()) return std::nullopt;
  time += *clock - *offset;
  return time.time_since_epoch().count();
}

std::string format_iso_date(std::int64_t since_epoch) {
  const year_month_day date{floor<days>(sys_seconds{seconds{since_epoch}})};
  std::string text = four_digits(int{date.year()});
  append_two_digits(text, '-', unsigned{date.month()});
  append_two_digits(text, '-', unsigned{date.day()});
  return text;
}

std::string format_iso_time(std::int64_t since_epoch) {
  const sys_seconds time{seconds{since_epoch}};
  const hh_mm_ss clock{time - floor<days>(time)};
  std::string text = format_iso_date(since_epoch);
  append_two_digits(text, 'T', static_cast<unsigned>(clock.hours().count()));
  append_two_digits(text, ':', static_cast<unsigned>(clock.minutes().count()));
  append_two_digits(text, ':', static_cast<unsigned>(clock.seconds().count()));
  return text += 'Z';
}

}  // namespace stet::text
