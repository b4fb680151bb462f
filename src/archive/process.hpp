// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "archive/git.hpp"

// Other programs, run without a shell: git for what libgit2 cannot do here, and what signs.
namespace stet::archive {

/// How a program ended and what it wrote.
struct Finished {
  int status = 0;  ///< Its exit status; 128 + the signal's number where a signal ended it.
  std::string out;
  std::string err;
};

/// Runs `words`, the program first (looked for along PATH), with `input` on its standard input. An error only where it
/// cannot be started: NotFound names it.
/// @param variables  What its environment has besides this process's: "NAME=VALUE", and "NAME" for one that it has not.
[[nodiscard]] Result<Finished> run_program(const std::vector<std::string>& words, std::string_view input = {},
                                           const std::vector<std::string>& variables = {});

/// `git` on that repository, with no words of its own language and no editor or prompt of its own.
[[nodiscard]] Result<Finished> run_git(git_repository* repository, std::vector<std::string> words,
                                       std::string_view input = {});

/// Whether a signal that ends a program from outside is held back in this process and waits for it.
[[nodiscard]] bool is_interrupted();

/// The first line of its standard error that says what went wrong, without git's "fatal: ".
[[nodiscard]] std::string reason_of(const Finished& finished);

}  // namespace stet::archive
