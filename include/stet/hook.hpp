// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "stet/archive.hpp"
#include "stet/result.hpp"

namespace stet {

/// The pre-commit hook of a repository, in the folder where git looks for it: `core.hooksPath`, else `hooks` in the git
/// directory that all working trees share.
struct Hook {
  enum class State : std::uint8_t {
    None,     ///< There is no hook.
    Foreign,  ///< There is one that stet did not write.
    Stet,     ///< stet's.
    Edited,   ///< stet's, and something in it was changed since.
  };
  std::string path;  ///< Absolute.
  std::string kept;  ///< Where a foreign hook is kept, which stet's calls first; empty where none is.
  State state = State::None;
  bool is_executable = false;  ///< git passes over a hook that is not.
  bool kept_is_executable = false;
  bool is_shared = false;  ///< The folder lies outside the repository, so other repositories may use it too.
};

/// What is there.
[[nodiscard]] Result<Hook> read_hook(const Archive& repository);

/// Writes stet's hook. A foreign one is kept beside it as `pre-commit.before-stet`, is called first, and its status is
/// respected. At every moment one of the two is in place.
///
/// @param program  Where stet is, for when it is not on the PATH at the time of a commit; or empty.
/// InvalidInput, with nothing changed, where it would overwrite what somebody wrote; Unsupported for a bare repository.
[[nodiscard]] Result<Hook> install_hook(const Archive& repository, const std::string& program);

/// Takes stet's hook away and puts back the one that was there before, the same file. Does nothing where there is none
/// of stet's. InvalidInput where it was edited.
[[nodiscard]] Result<Hook> uninstall_hook(const Archive& repository);

}  // namespace stet
