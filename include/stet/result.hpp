// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <expected>
#include <string>
#include <utility>

namespace stet {

/// What went wrong, for programs. People read `Error::message`.
enum class ErrorCode : std::uint8_t {
  InvalidInput,  ///< Bytes or words that mean nothing here: a bad name, date, encoding, type.
  NotFound,      ///< A file, release, version, revision or repository that is not there.
  NotReadable,   ///< It is there, and this process may not or cannot read it.
  NotADocument,  ///< A binary file, a directory, a container format that no reader takes.
  NotAnArchive,  ///< A git repository, but none that `stet init` made.
  LocalChange,   ///< Writing would overwrite work that nothing has recorded.
  Busy,          ///< Another program holds a lock that did not go away in time.
  CannotWrite,   ///< The disk is full, or the place is not writable.
  Unsupported,   ///< A shape of repository or document that cannot be handled.
  Incomplete,    ///< A shallow or partial clone left out what is asked for.
  Internal,      ///< A library failed in a way that the caller could not cause.
};

/// A failure as a value: code for programs, one line for people.
///
/// `message` says what is wrong and, where that can be known, how to mend it: "no release named
/// 'un/cted': `stet list` shows those that there are". It has no trailing full stop and no line break.
/// `place` says where, `terms.md:12:4` or a path or an object id, or is empty; a reader of the error
/// prints "place: message".
struct Error {
  ErrorCode code = ErrorCode::Internal;
  std::string message;
  std::string place;
};

/// A value or the reason why there is none.
template <class T>
using Result = std::expected<T, Error>;

/// What a function that returns a `Result` returns when it fails.
[[nodiscard]] inline std::unexpected<Error> failure(ErrorCode code, std::string message, std::string place = {}) {
  return std::unexpected(Error{code, std::move(message), std::move(place)});
}

/// Something that was passed over, and why: no error where nobody asked for it itself.
struct NotRead {
  std::string path;
  std::string reason;

  auto operator<=>(const NotRead&) const = default;
};

}  // namespace stet
