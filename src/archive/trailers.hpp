// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stet/archive.hpp"

// The commit messages of an archive: what is written into them, and what is read out of them.
namespace stet::archive {

/// What a commit of an archive says about itself.
struct Record {
  std::string release;
  std::optional<std::uint32_t> number;  ///< None in a commit that only restores the latest version.
  std::optional<Timestamp> published;
  std::string source;
  std::string sha256;
  std::string note;
};

/// The message of a version's commit. `release` has no line break, nor has `source`; the note may have any.
[[nodiscard]] std::string format_version(const Record& record);
/// The message of the commit that restores what was published last; no number: that was a withdrawal.
[[nodiscard]] std::string format_restoration(std::string_view release, std::optional<std::uint32_t> number);

/// Reads the last paragraph's trailers; nothing where there is no `Stet-Release` among them. Trailers that mean
/// nothing (a number that is none) are left out. The note is the body without subject and trailers.
[[nodiscard]] std::optional<Record> parse_record(std::string_view message);
/// The value of `Stet-Release` in the last paragraph, without more work than that; empty where there is none.
[[nodiscard]] std::string_view release_in(std::string_view message);

/// Something wrong with a commit's trailers.
struct TrailerFault {
  bool is_missing = false;  ///< Else it is there, and malformed or there twice.
  std::string what;         ///< "Stet-Version is missing".
};
/// What is wrong with the trailers of a commit that is of a release, or whose subject says that it is. None for any
/// other commit.
[[nodiscard]] std::vector<TrailerFault> trailer_faults(std::string_view message);
/// NAME of a subject "NAME: version N"; empty for any other.
[[nodiscard]] std::string_view release_in_subject(std::string_view message);
/// Whether the subject is the one that is written above those trailers.
[[nodiscard]] bool is_subject_of(std::string_view message, const Record& record);

/// Whether a text can have been published then that was recorded at that time. It may be dated ahead (an embargo), but
/// hardly by more than a year; and a year before 1000 is one that was cut short.
[[nodiscard]] constexpr bool is_plausible_date(Timestamp published, Timestamp recorded) {
  constexpr Timestamp kFarthestAhead = Timestamp{366} * 24 * 60 * 60;
  constexpr Timestamp kEarliest = -30'610'224'000;  // 1000-01-01
  return published >= kEarliest && published <= recorded + kFarthestAhead;
}

/// Line feeds only, valid UTF-8, no empty lines at either end.
[[nodiscard]] std::string tidy_note(std::string_view note);

}  // namespace stet::archive
