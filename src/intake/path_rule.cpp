// SPDX-License-Identifier: Apache-2.0
//
// A rule is a list of parts. Each says which lengths it could have at a place, the longest first, and the first way to
// go through the whole path is taken. So in
//
//     {name}-{date}   un/statement-of-march-2018-02-28
//
// {name} tries everything that stands before some '-', from the right, until a date follows. What it gets wrong:
// `plan-2018-02-28-2019-01-01` could be either date; the last is taken. Where a part and all after it
// could not be matched from a place, that is remembered. Cost: parts times the square of the path's length, at worst.
#include "intake/path_rule.hpp"

#include <algorithm>
#include <array>

#include "fmt/format.h"
#include "text/iso_time.hpp"

namespace stet::intake {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool has_digits(std::string_view path, std::size_t at, std::size_t count) {
  return at + count <= path.size() && std::all_of(path.begin() + static_cast<std::ptrdiff_t>(at),
                                                  path.begin() + static_cast<std::ptrdiff_t>(at + count), is_digit);
}

/// Whether what is read up to `end` is cut off inside a number.
bool ends_in_number(std::string_view path, std::size_t end) { return end < path.size() && is_digit(path[end]); }

/// 2018-02-28, 2018_02_28, 2018.02.28, 20180228; 0 for anything else.
std::size_t day_length(std::string_view path, std::size_t at) {
  if (at > 0 && is_digit(path[at - 1])) return 0;
  if (has_digits(path, at, 8)) return 8;
  if (!has_digits(path, at, 4) || at + 10 > path.size()) return 0;
  const char mark = path[at + 4];
  const bool marked = (mark == '-' || mark == '_' || mark == '.') && path[at + 7] == mark;
  return marked && has_digits(path, at + 5, 2) && has_digits(path, at + 8, 2) ? 10 : 0;
}

/// 1558, 155807, 15:58, 15-58-07, 15.58, each perhaps with Z or an offset such as +0100; 0 for anything else.
std::size_t clock_length(std::string_view path, std::size_t at) {
  std::size_t end = at;
  if (!has_digits(path, at, 2)) return 0;
  end += 2;
  const bool marked = end < path.size() && (path[end] == ':' || path[end] == '-' || path[end] == '.');
  const std::size_t step = marked ? 3 : 2;
  const auto goes_on = [&] {
    return marked ? end < path.size() && path[end] == path[at + 2] && has_digits(path, end + 1, 2)
                  : has_digits(path, end, 2);
  };
  if (!goes_on()) return 0;
  end += step;
  if (goes_on()) end += step;
  if (end < path.size() && (path[end] == 'Z' || path[end] == 'z')) return end + 1 - at;
  if (end < path.size() && (path[end] == '+' || path[end] == '-') && has_digits(path, end + 1, 4) &&
      !ends_in_number(path, end + 5)) {
    return end + 5 - at;
  }
  return end - at;
}

std::string digits_of(std::string_view text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
  return digits;
}

}  // namespace

/// What the parts that matched so far have read.
struct PathRule::Reading {
  std::string name;
  std::string year, month, day;  ///< Digits.
  std::string clock;             ///< "15:58:07", or empty.
  std::string offset;            ///< "Z", "+0100", or empty.
};

Result<PathRule> PathRule::parse(std::string_view rule) {
  static constexpr std::array<std::pair<std::string_view, Kind>, 6> kWords = {{{"name", Kind::Name},
                                                                               {"date", Kind::Date},
                                                                               {"year", Kind::Year},
                                                                               {"month", Kind::Month},
                                                                               {"day", Kind::Day},
                                                                               {"time", Kind::Time}}};
  const auto wrong = [&](std::string_view what) {
    return failure(ErrorCode::InvalidInput,
                   fmt::format("{}: a rule is a pattern such as '{{name}}/{{date}}' or "
                               "'{{year}}/{{month}}/{{day}}-{{name}}.md'",
                               what),
                   fmt::format("--map {}", rule));
  };
  PathRule parsed;
  std::array<int, 8> counts{};
  for (std::string_view rest = rule; !rest.empty();) {
    if (rest.front() == '{') {
      const std::size_t end = rest.find('}');
      const std::string_view word = end == std::string_view::npos ? rest : rest.substr(1, end - 1);
      const auto* const known =
          std::find_if(kWords.begin(), kWords.end(), [&](const auto& entry) { return entry.first == word; });
      if (end == std::string_view::npos || known == kWords.end())
        return wrong(
            fmt::format("there is no '{}' for a rule", rest.substr(0, end == std::string_view::npos ? end : end + 1)));
      parsed.parts_.push_back({known->second, {}});
      ++counts[static_cast<std::size_t>(known->second)];
      rest.remove_prefix(end + 1);
    } else if (rest.front() == '*') {
      parsed.parts_.push_back({Kind::Anything, {}});
      rest.remove_prefix(1);
    } else {
      const std::size_t end = std::min(rest.find_first_of("{*"), rest.size());
      parsed.parts_.push_back({Kind::Literal, std::string(rest.substr(0, end))});
      rest.remove_prefix(end);
    }
  }
  const auto count = [&](Kind kind) { return counts[static_cast<std::size_t>(kind)]; };
  if (count(Kind::Date) > 0 && count(Kind::Year) + count(Kind::Month) + count(Kind::Day) > 0)
    return wrong("it has both {date} and parts of one");
  for (const Kind kind : {Kind::Date, Kind::Year, Kind::Month, Kind::Day, Kind::Time})
    if (count(kind) > 1) return wrong("it asks twice for one thing");
  const bool has_date = count(Kind::Date) + count(Kind::Year) > 0;
  if (!has_date && count(Kind::Month) + count(Kind::Day) + count(Kind::Time) > 0)
    return wrong("it has parts of a date and no {year}");
  if (count(Kind::Day) > count(Kind::Month)) return wrong("it has a {day} and no {month}");
  if (!has_date && count(Kind::Name) == 0) return wrong("it has neither a {name} nor a {date}");
  const Part& last = parsed.parts_.back();
  if (last.kind == Kind::Literal) {
    const std::size_t dot = last.text.rfind('.');
    const bool is_ending =
        dot != std::string::npos && dot + 1 < last.text.size() && last.text.find('/', dot) == std::string::npos;
    if (is_ending) parsed.ending_ = last.text.substr(dot);
  }
  return parsed;
}

/// How much of the path the part may take, the longest first.
std::vector<std::size_t> PathRule::lengths(Kind kind, std::string_view path, std::size_t at) {
  std::vector<std::size_t> found;
  const auto add_digits = [&](std::size_t count) {
    if (has_digits(path, at, count)) found.push_back(count);
  };
  switch (kind) {
    case Kind::Literal:
      break;
    case Kind::Anything:
    case Kind::Name: {
      const std::size_t slash = kind == Kind::Anything ? std::min(path.find('/', at), path.size()) : path.size();
      for (std::size_t end = slash; end > at; --end) found.push_back(end - at);
      if (kind == Kind::Anything) found.push_back(0);
      break;
    }
    case Kind::Date: {
      const std::size_t day = day_length(path, at);
      const std::size_t end = at + day;
      if (day == 0 || ends_in_number(path, end)) break;
      if (end < path.size() && (path[end] == 'T' || path[end] == 't')) {
        const std::size_t clock = clock_length(path, end + 1);
        if (clock > 0 && !ends_in_number(path, end + 1 + clock)) found.push_back(day + 1 + clock);
      }
      found.push_back(day);
      break;
    }
    case Kind::Year:
      add_digits(4);
      break;
    case Kind::Month:
    case Kind::Day:
      add_digits(2);
      break;
    case Kind::Time:
      if (const std::size_t clock = clock_length(path, at); clock > 0) found.push_back(clock);
      break;
  }
  return found;
}

void PathRule::take(Kind kind, std::string_view text, Reading& reading) {
  switch (kind) {
    case Kind::Literal:
    case Kind::Anything:
      return;
    case Kind::Name:
      if (!reading.name.empty()) reading.name += '/';
      reading.name += text;
      return;
    case Kind::Date: {
      const std::size_t mark = text.find_first_of("Tt");
      const std::string digits = digits_of(text.substr(0, mark));
      reading.year = digits.substr(0, 4);
      reading.month = digits.substr(4, 2);
      reading.day = digits.substr(6, 2);
      if (mark != std::string_view::npos) take(Kind::Time, text.substr(mark + 1), reading);
      return;
    }
    case Kind::Year:
      reading.year = text;
      return;
    case Kind::Month:
      reading.month = text;
      return;
    case Kind::Day:
      reading.day = text;
      return;
    case Kind::Time: {
      // The offset is what follows the marks between the digits: a Z, or a sign before four digits.
      std::size_t end = text.size();
      if (text.ends_with('Z') || text.ends_with('z')) {
        end -= 1;
      } else if (text.size() > 5 && (text[text.size() - 5] == '+' || text[text.size() - 5] == '-')) {
        end -= 5;
      }
      const std::string digits = digits_of(text.substr(0, end));
      reading.clock = fmt::format("{}:{}:{}", digits.substr(0, 2), digits.substr(2, 2),
                                  digits.size() > 4 ? digits.substr(4, 2) : "00");
      reading.offset = text.substr(end);
      return;
    }
  }
}

/// A path, and the parts that are known not to match from a place in it.
struct PathRule::Search {
  std::string_view path;
  std::vector<bool> failed;
};

bool PathRule::match_from(std::size_t part, std::size_t at, Search& search, Reading& reading) const {
  if (part == parts_.size()) return at == search.path.size();
  const std::size_t here = part * (search.path.size() + 1) + at;
  if (search.failed[here]) return false;
  const auto& [kind, literal] = parts_[part];
  const bool fits = kind != Kind::Literal || search.path.substr(at).starts_with(literal);
  const auto possible =
      kind == Kind::Literal ? std::vector<std::size_t>{literal.size()} : lengths(kind, search.path, at);
  for (const std::size_t length : possible) {
    Reading next = reading;
    take(kind, search.path.substr(at, length), next);
    if (!fits || !match_from(part + 1, at + length, search, next)) continue;
    reading = std::move(next);
    return true;
  }
  search.failed[here] = true;
  return false;
}

std::optional<Result<DatedName>> PathRule::match(std::string_view path) const {
  std::string_view matched = path;
  if (ending_.empty()) {
    const std::size_t dot = path.rfind('.');
    const std::size_t slash = path.rfind('/');
    const bool has_ending =
        dot != std::string_view::npos && (slash == std::string_view::npos || dot > slash + 1) && dot > 0;
    if (has_ending) matched = path.substr(0, dot);
  }
  Reading reading;
  Search search{matched, std::vector<bool>(parts_.size() * (matched.size() + 1))};
  if (!match_from(0, 0, search, reading)) return std::nullopt;
  if (reading.year.empty()) return DatedName{std::move(reading.name), std::nullopt};
  const std::string time = fmt::format("{}-{}-{}T{}{}", reading.year, reading.month.empty() ? "01" : reading.month,
                                       reading.day.empty() ? "01" : reading.day,
                                       reading.clock.empty() ? "00:00:00" : reading.clock, reading.offset);
  const auto published = text::parse_iso_time(time);
  if (published) return DatedName{std::move(reading.name), *published};
  return failure(ErrorCode::InvalidInput,
                 fmt::format("its path has a date that is no day or time of the calendar, {}", time));
}

UsualForms::UsualForms() {
  static constexpr std::array<std::string_view, 16> kForms = {"{date}",
                                                              "{year}/{month}/{day}-{name}",
                                                              "{year}/{month}/{day}_{name}",
                                                              "{year}/{month}/{day}/{name}",
                                                              "{year}/{month}/{day}",
                                                              "{year}/{month}-{day}-{name}",
                                                              "{date}-{name}",
                                                              "{date}_{name}",
                                                              "{date} {name}",
                                                              "{date}.{name}",
                                                              "{date}/{name}",
                                                              "{name}-{date}",
                                                              "{name}_{date}",
                                                              "{name} {date}",
                                                              "{name}.{date}",
                                                              "{name}@{date}"};
  for (const std::string_view folders : {"", "{name}/"}) {
    for (const std::string_view form : kForms) {
      // A {name} at the front takes the folders as well.
      if (!folders.empty() && form.starts_with("{name}")) continue;
      auto rule = PathRule::parse(std::string(folders) + std::string(form));
      if (rule) rules_.push_back(std::move(*rule));
    }
  }
}

std::optional<Result<DatedName>> UsualForms::match(std::string_view path) const {
  std::optional<Result<DatedName>> refused;
  for (const PathRule& rule : rules_) {
    auto matched = rule.match(path);
    if (matched && *matched) return matched;
    if (matched && !refused) refused = std::move(matched);
  }
  return refused;
}

}  // namespace stet::intake
