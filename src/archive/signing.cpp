// SPDX-License-Identifier: Apache-2.0
#include "archive/signing.hpp"

#include <filesystem>

#include "archive/files.hpp"
#include "archive/process.hpp"
#include "archive/state.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

constexpr std::string_view kWayOut = "`--no-sign` publishes without a signature";

std::string setting(git_config* config, const char* key) {
  Buffer value;
  return git_config_get_string_buf(&value.raw, config, key) < 0 ? std::string() : std::string(value.view());
}

/// The same for a path, which may begin in the home folder.
std::string path_setting(git_config* config, const char* key) {
  Buffer value;
  return git_config_get_path(&value.raw, config, key) < 0 ? std::string() : std::string(value.view());
}

std::string either(std::string first, std::string second) { return first.empty() ? std::move(second) : first; }

/// A public key itself, where git takes one instead of a file's name; empty for a file.
std::string_view literal_key(std::string_view key) {
  constexpr std::string_view kMark = "key::";
  if (key.starts_with(kMark)) return key.substr(kMark.size());
  return key.starts_with("ssh-") ? key : std::string_view();
}

/// The key that `gpg.ssh.defaultKeyCommand` prints first.
std::string default_key(git_config* config) {
  const std::string command = setting(config, "gpg.ssh.defaultkeycommand");
  if (command.empty()) return {};
  const auto ran = run_program({"sh", "-c", command});
  if (!ran || ran->status != 0) return {};
  const std::string line = ran->out.substr(0, ran->out.find('\n'));
  return literal_key(line).empty() ? std::string() : line;
}

std::unexpected<Error> cannot_sign(const std::string& program, const std::string& reason) {
  return failure(ErrorCode::InvalidInput, fmt::format("cannot sign: {}; {}", reason, kWayOut), program);
}

}  // namespace

Result<std::optional<Signer>> Signer::configured(git_repository* repository, std::optional<bool> wanted) {
  auto config = acquire<Config, git_repository_config_snapshot>("cannot read git's configuration", repository);
  if (!config) return std::unexpected(std::move(config).error());
  git_config* const raw = config->get();
  int configured = 0;
  if (git_config_get_bool(&configured, raw, "commit.gpgsign") < 0) configured = 0;
  if (!wanted.value_or(configured != 0)) return std::optional<Signer>();
  Signer signer;
  signer.key_ = setting(raw, "user.signingkey");
  const std::string format = either(setting(raw, "gpg.format"), "openpgp");
  if (format == "ssh") {
    signer.format_ = Format::Ssh;
    signer.program_ = either(path_setting(raw, "gpg.ssh.program"), "ssh-keygen");
    if (signer.key_.empty()) signer.key_ = default_key(raw);
    if (!signer.key_.empty() && literal_key(signer.key_).empty()) {
      const std::string file = path_setting(raw, "user.signingkey");
      signer.key_ = file.empty() ? file : (std::filesystem::path(root_of(repository)) / file).string();
    }
    if (signer.key_.empty()) {
      return failure(ErrorCode::InvalidInput,
                     fmt::format("cannot sign with SSH: `git config user.signingKey FILE` says "
                                 "with which key; {}",
                                 kWayOut));
    }
  } else if (format == "x509") {
    signer.format_ = Format::X509;
    signer.program_ = either(path_setting(raw, "gpg.x509.program"), "gpgsm");
  } else if (format == "openpgp") {
    signer.program_ = either(path_setting(raw, "gpg.openpgp.program"), either(path_setting(raw, "gpg.program"), "gpg"));
  } else {
    return failure(
        ErrorCode::InvalidInput,
        fmt::format("gpg.format is '{}', which is none of openpgp, x509 and ssh; {}", one_line(format), kWayOut));
  }
  if (signer.key_.empty()) {
    const auto committer = signature_at(repository, "committer", 0);
    if (!committer) return std::unexpected(committer.error());
    signer.key_ = fmt::format("{} <{}>", (*committer)->name, (*committer)->email);
  }
  return std::optional(std::move(signer));
}

Result<std::string> Signer::sign(std::string_view commit, const std::string& folder) const {
  auto signature = format_ == Format::Ssh ? sign_with_ssh(commit, folder) : sign_with_gpg(commit);
  if (!signature) return signature;
  std::erase(*signature, '\r');
  while (signature->ends_with('\n')) signature->pop_back();
  return signature;
}

Result<std::string> Signer::sign_with_gpg(std::string_view commit) const {
  const auto ran = run_program({program_, "--status-fd=2", "-bsau", key_}, commit);
  if (!ran) return cannot_sign(program_, ran.error().message);
  const bool made = ("\n" + ran->err).find("\n[GNUPG:] SIG_CREATED ") != std::string::npos;
  if (ran->status == 0 && made && !ran->out.empty()) return ran->out;
  std::string reason = fmt::format("it ended with status {}", ran->status);
  for (std::size_t at = 0; at < ran->err.size();) {
    const std::size_t end = std::min(ran->err.find('\n', at), ran->err.size());
    const std::string line = one_line(std::string_view(ran->err).substr(at, end - at));
    if (!line.empty() && !line.starts_with("[GNUPG:]")) reason = line;
    at = end + 1;
  }
  return cannot_sign(program_, reason);
}

Result<std::string> Signer::sign_with_ssh(std::string_view commit, const std::string& folder) const {
  const std::string text = folder + "to-sign";
  const std::string made = text + ".sig";
  const std::string key_file = folder + "signing-key";
  remove_file(made);
  std::vector<std::string> words{program_, "-Y", "sign", "-n", "git", "-f", key_};
  if (const std::string_view literal = literal_key(key_); !literal.empty()) {
    if (auto written = write_file(key_file, fmt::format("{}\n", literal)); !written) {
      return std::unexpected(std::move(written).error());
    }
    words.back() = key_file;
    words.emplace_back("-U");  // The private half is with the agent.
  }
  words.push_back(text);
  if (auto written = write_file(text, commit); !written) return std::unexpected(std::move(written).error());
  const auto ran = run_program(words);
  auto signature = read_file(made);
  for (const std::string& file : {text, made, key_file}) remove_file(file);
  if (!ran) return cannot_sign(program_, ran.error().message);
  if (ran->status != 0 || !signature) return cannot_sign(program_, reason_of(*ran));
  return signature;
}

}  // namespace stet::archive
