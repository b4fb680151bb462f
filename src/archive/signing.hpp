// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "archive/git.hpp"

namespace stet::archive {

/// Signs commits as git itself does: with the format, program and key of git's configuration, as far as git trusts it
/// (a repository of another user is not even opened).
class Signer {
 public:
  /// Nothing where no signature is wanted.
  ///
  /// @param wanted  None: what `commit.gpgsign` says.
  /// InvalidInput names the setting that is missing or means nothing.
  [[nodiscard]] static Result<std::optional<Signer>> configured(git_repository* repository, std::optional<bool> wanted);

  /// The signature of a commit's bytes.
  ///
  /// @param folder  For files that go away again.
  [[nodiscard]] Result<std::string> sign(std::string_view commit, const std::string& folder) const;

 private:
  enum class Format : std::uint8_t { OpenPgp, X509, Ssh };
  [[nodiscard]] Result<std::string> sign_with_gpg(std::string_view commit) const;
  [[nodiscard]] Result<std::string> sign_with_ssh(std::string_view commit, const std::string& folder) const;

  Format format_ = Format::OpenPgp;
  std::string program_;
  std::string key_;  ///< For SSH a file's path, or a public key itself.
};

}  // namespace stet::archive
