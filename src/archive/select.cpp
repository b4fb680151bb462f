// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "archive/git.hpp"
#include "fmt/format.h"
#include "stet/archive.hpp"
#include "text/iso_time.hpp"

namespace stet {
namespace {

constexpr std::size_t kMinCommitPrefix = 4;  // git's own least length of an abbreviated id.
constexpr Timestamp kSecondsPerDay = 24 * 60 * 60;

using Versions = std::vector<Version>;

std::string range_of_numbers(const Release& release) {
  std::vector<std::uint32_t> numbers;
  for (const Version& version : release.versions) {
    if (version.number) numbers.push_back(*version.number);
  }
  std::sort(numbers.begin(), numbers.end());
  if (numbers.empty()) return "it has none";
  if (numbers.size() == 1) return fmt::format("it has version {} alone", numbers.front());
  const bool dense = numbers.back() - numbers.front() + 1 == numbers.size();
  return dense ? fmt::format("it has versions {} to {}", numbers.front(), numbers.back())
               : fmt::format("it has {} versions, numbered {} to {} with gaps", numbers.size(), numbers.front(),
                             numbers.back());
}

std::unexpected<Error> no_such_version(const Release& release, std::string_view selector, std::string_view why = {}) {
  return std::unexpected(
      Error{ErrorCode::NotFound,
            fmt::format("no version '{}' of '{}': {}", archive::one_line(selector), archive::one_line(release.name),
                        why.empty() ? range_of_numbers(release) : std::string(why)),
            ""});
}

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
}

bool is_decimal(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Result<Version> first_of(const Release& release, std::string_view selector) {
  for (const Version& version : release.versions) {
    if (version.number) return version;
  }
  return no_such_version(release, selector);
}

Result<Version> latest_of(const Release& release, std::string_view selector) {
  for (auto version = release.versions.rbegin(); version != release.versions.rend(); ++version) {
    if (version->number) return *version;
  }
  return no_such_version(release, selector);
}

/// The state that was in force just before `end`.
Result<Version> in_force_before(const Release& release, Timestamp end, std::string_view selector) {
  const Version* in_force = nullptr;
  for (const Version& version : release.versions) {
    if (version.published < end) in_force = &version;
  }
  if (in_force == nullptr) {
    const auto first = first_of(release, selector);
    if (!first) return first;
    return no_such_version(release, selector,
                           fmt::format("the first was published on {}", text::format_iso_date(first->published)));
  }
  if (in_force->withdrawn) {
    return no_such_version(
        release, selector,
        fmt::format("none was in force, it had been withdrawn on {}", text::format_iso_date(in_force->published)));
  }
  return *in_force;
}

Result<Version> by_commit(const Release& release, std::string_view selector) {
  std::string wanted(selector);
  for (char& c : wanted) c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  const Version* found = nullptr;
  for (const Version& version : release.versions) {
    if (!version.commit.starts_with(wanted)) continue;
    if (found != nullptr && found->commit != version.commit) {
      return std::unexpected(
          Error{ErrorCode::InvalidInput,
                fmt::format("'{}' begins more than one commit of '{}': give more of it", selector, release.name), ""});
    }
    found = &version;
  }
  if (found == nullptr) return no_such_version(release, selector, "no such commit recorded one");
  if (found->withdrawn) return no_such_version(release, selector, "that commit withdrew it");
  return *found;
}

std::optional<std::uint32_t> number_in(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  return fault == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

}  // namespace

Result<Version> Archive::select(const Release& release, std::string_view selector) {
  if (selector.empty() || selector == "latest") return latest_of(release, "latest");
  if (selector == "first") return first_of(release, selector);
  if (is_decimal(selector)) {
    const auto number = number_in(selector);
    for (const Version& version : release.versions) {
      if (number && version.number == number) return version;
    }
  }
  const bool commit = is_hex(selector) && selector.size() >= kMinCommitPrefix && selector.size() <= GIT_OID_HEXSZ;
  // Digits alone are a commit only where they do begin one: 2018 is a number that is not there.
  if (commit && is_decimal(selector)) {
    const auto found = by_commit(release, selector);
    return found ? found : no_such_version(release, selector);
  }
  if (commit) return by_commit(release, selector);
  if (const auto time = text::parse_iso_time(selector)) {
    const bool whole_day = selector.size() == std::string_view("2018-02-28").size();
    return in_force_before(release, *time + (whole_day ? kSecondsPerDay : 1), selector);
  }
  if (is_decimal(selector)) return no_such_version(release, selector);
  return std::unexpected(Error{ErrorCode::InvalidInput,
                               fmt::format("'@{}' means no version: a number, 'first', 'latest', a date such as "
                                           "2018-02-28 or a commit's id does",
                                           archive::one_line(selector)),
                               ""});
}

}  // namespace stet
