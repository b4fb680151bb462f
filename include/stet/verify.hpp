// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "stet/archive.hpp"
#include "stet/result.hpp"

namespace stet {

/// Something that is wrong with a repository. docs/formats/verify.md lists the codes.
struct Problem {
  std::string code;     ///< "object-damaged".
  std::string where;    ///< An object's or commit's id, NAME, NAME@V, or a path.
  std::string message;  ///< One line, no full stop.
  std::string remedy;   ///< What mends it, commands in backquotes.
};

/// A check that `verify` makes besides its own, such as of what is derived from the archive.
using FurtherCheck = std::function<Result<std::vector<Problem>>(const Archive&)>;

struct VerifyRequest {
  std::vector<std::string> names;  ///< Releases; empty: the whole repository.
  Timestamp now = 0;               ///< The clock's time, to know what lies in the future.
  /// Told how far a step is, often; may be empty. `step` is such as "objects".
  std::function<void(std::string_view step, std::size_t done, std::size_t total)> progress;
  std::vector<FurtherCheck> further;
};

/// What was looked at, and what is wrong with it.
struct Verification {
  bool is_archive = false;  ///< Else only its objects were checked.
  std::size_t objects = 0;  ///< Read and hashed again.
  std::size_t releases = 0;
  std::size_t versions = 0;
  std::vector<Problem> problems;  ///< Objects first, then history, then what lies beside it; by place within each.
  /// What needs nobody: a writer was killed, and the next one finishes or clears what it left.
  std::vector<Problem> notes;
};

/// Checks a repository end to end and changes nothing: every object against its hash, and, in an archive, what
/// docs/formats/archive.md promises. With names, those releases and the objects that they need.
///
/// Takes memory for ids and digests (some 100 bytes an object) and for one object at a time.
/// NotFound where there is no release of a name; whatever is wrong with the repository is a problem, not an error.
[[nodiscard]] Result<Verification> verify(const Archive& archive, const VerifyRequest& request);

}  // namespace stet
