// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stet/archive.hpp"
#include "stet/result.hpp"

namespace stet::intake {

/// What a path says of the version that it holds.
struct DatedName {
  std::string name;                    ///< Of the release; empty where the rule has no {name}.
  std::optional<Timestamp> published;  ///< None where the rule has no date.
};

/// A pattern for paths: text that must be there, and in braces what is read: {name}, {date}, {year}, {month}, {day},
/// {time}; `*` is anything but a '/'. docs/import.md has the whole.
class PathRule {
 public:
  /// InvalidInput says what is wrong with it.
  [[nodiscard]] static Result<PathRule> parse(std::string_view rule);

  /// What the path says; nothing where it is of another form, InvalidInput where its date is no day or no time of day.
  /// Without an ending in the rule, the path's ending is left out.
  [[nodiscard]] std::optional<Result<DatedName>> match(std::string_view path) const;

  /// The ending that the rule asks for, ".html"; empty where it asks for none.
  [[nodiscard]] const std::string& ending() const { return ending_; }

 private:
  enum class Kind : std::uint8_t { Literal, Anything, Name, Date, Year, Month, Day, Time };
  struct Part {
    Kind kind;
    std::string text;  ///< Of a literal.
  };
  struct Reading;
  struct Search;
  [[nodiscard]] bool match_from(std::size_t part, std::size_t at, Search& search, Reading& reading) const;
  static std::vector<std::size_t> lengths(Kind kind, std::string_view path, std::size_t at);
  static void take(Kind kind, std::string_view text, Reading& reading);

  std::vector<Part> parts_;
  std::string ending_;
};

/// The forms that are usual: a date before or after the name, or as folders above it.
class UsualForms {
 public:
  UsualForms();
  /// As `PathRule::match`, by the first form that fits.
  [[nodiscard]] std::optional<Result<DatedName>> match(std::string_view path) const;

 private:
  std::vector<PathRule> rules_;
};

}  // namespace stet::intake
