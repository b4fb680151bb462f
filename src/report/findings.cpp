// SPDX-License-Identifier: Apache-2.0
#include "report/findings.hpp"

#include <fmt/format.h>

#include "text/hash.hpp"
#include "unicode/fold.hpp"

namespace stet::report {
namespace {

/// Two halves of 64 bits: enough that no two findings of a project ever share one by chance.
constexpr std::uint64_t kSecondSeed = 1;

}  // namespace

std::string_view name_of(Level level) {
  switch (level) {
    case Level::Note:
      return "note";
    case Level::Warning:
      return "warning";
    case Level::Error:
      return "error";
  }
  return "warning";
}

std::string Fingerprints::of(std::string_view path, std::string_view rule, std::string_view kind,
                             std::string_view before, std::string_view after) {
  // A NUL stands in none of these, so no two lists of parts look the same.
  std::string parts;
  for (const std::string_view part : {path, rule, kind}) {
    parts += part;
    parts += '\0';
  }
  for (const std::string_view part : {before, after}) {
    parts += unicode::fold_case(unicode::fold_typography(part));
    parts += '\0';
  }
  parts += std::to_string(++seen_[parts]);
  return fmt::format("{:016x}{:016x}", text::hash(parts), text::hash(parts, kSecondSeed));
}

std::string write_findings(std::string_view format, const FindingList& list) {
  if (format == "sarif") return write_sarif(list);
  if (format == "junit") return write_junit(list);
  if (format == "codequality") return write_codequality(list);
  return write_github(list);
}

}  // namespace stet::report
