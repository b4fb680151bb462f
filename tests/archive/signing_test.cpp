// SPDX-License-Identifier: Apache-2.0
//
// Signatures made by publish and judged by verify, with keys that live as long as the test.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "archive/repository_fixture.hpp"
#include "fmt/format.h"
#include "stet/verify.hpp"

namespace stet::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Signing : public RepositoryTest {
 protected:
  [[nodiscard]] bool has(const std::string& program) const { return shell("command -v " + program).status == 0; }

  /// A fresh key "key" that git signs with.
  void use_ssh_key(const std::string& name = "key") const {
    must(fmt::format("ssh-keygen -q -t ed25519 -N '' -C test -f home/{}", name));
    git(fmt::format("config --global gpg.format ssh && git config --global user.signingkey '{}'", path("home/" + name)),
        "");
  }
  /// From now on the key is vouched for.
  void trust(const std::string& name = "key") const {
    must(fmt::format("echo \"press@example.org $(cat home/{}.pub)\" >> home/signers", name));
    git("config --global gpg.ssh.allowedSignersFile '" + path("home/signers") + "'", "");
  }
  [[nodiscard]] std::vector<std::string> found() const {
    VerifyRequest request;
    request.now = kNow + 100 * 365 * kDay;
    std::vector<std::string> lines;
    for (const Problem& problem : value_of(verify(value_of(Archive::open(path("a"))), request)).problems) {
      lines.push_back(problem.code + " " + problem.where);
    }
    return lines;
  }
};

TEST_F(Signing, SignsWithSshAsGitIsConfigured) {
  if (!has("ssh-keygen")) GTEST_SKIP() << "ssh-keygen (openssh-client) is not here";
  use_ssh_key();
  Archive archive = make_archive();
  Publication publication = of("x", kNow - kDay);
  (void)value_of(archive.publish("Unsigned.\n", publication));
  EXPECT_EQ(git("log -1 --format=%G?"), "N");
  publication = of("x");
  publication.sign = true;
  (void)value_of(archive.publish("Signed.\n", publication));
  EXPECT_THAT(found(), ElementsAre("signature-unknown " + git("rev-parse HEAD")));
  trust();
  EXPECT_EQ(git("verify-commit HEAD 2>&1 | cut -c1-18"), "Good \"git\" signatu");
  EXPECT_EQ(git("log -1 --format=%G?"), "G");
  EXPECT_THAT(found(), IsEmpty());
  // Found late, both commits are signed; and without a flag the configuration says.
  git("config --global commit.gpgsign true", "");
  (void)value_of(archive.publish("Late.\n", of("x", kNow - 2 * kDay)));
  EXPECT_EQ(git("log -3 --format=%G?"), "G\nG\nG");
  EXPECT_THAT(found(), IsEmpty());
  publication = of("x", kNow + 1);
  publication.sign = false;
  (void)value_of(archive.publish("Unsigned again.\n", publication));
  EXPECT_EQ(git("log -1 --format=%G?"), "N");
  EXPECT_THAT(found(), IsEmpty());  // The user asks for signatures, this archive does not.
  git("config commit.gpgsign true");
  EXPECT_THAT(found(), ElementsAre("signature-missing " + git("rev-parse HEAD")));
  (void)value_of(archive.publish("Signed again.\n", of("x", kNow + 2)));
  EXPECT_THAT(found(), ElementsAre("signature-missing " + git("rev-parse HEAD~1")));
  expect_sound();
}

TEST_F(Signing, FindsAKeyThatIsNamedFromTheArchive) {
  if (!has("ssh-keygen")) GTEST_SKIP() << "ssh-keygen (openssh-client) is not here";
  use_ssh_key();
  trust();
  Archive archive = make_archive();
  git("config user.signingkey ../home/key");
  git("config gpg.ssh.allowedSignersFile ../home/signers");
  Publication publication = of("x");
  publication.sign = true;
  (void)value_of(archive.publish("Signed.\n", publication));
  EXPECT_EQ(git("log -1 --format=%G?"), "G");
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(Signing, FindsASignatureThatDoesNotFit) {
  if (!has("ssh-keygen")) GTEST_SKIP() << "ssh-keygen (openssh-client) is not here";
  use_ssh_key();
  trust();
  Archive archive = make_archive();
  Publication publication = of("x");
  publication.sign = true;
  (void)value_of(archive.publish("One.\n", publication));
  // The same signature over another committer.
  git("cat-file commit HEAD | sed 's/^committer Press/committer Other/' > ../forged");
  git("update-ref refs/heads/main $(git hash-object -t commit -w ../forged) && rm -r .git/logs && git prune "
      "--expire=now");
  EXPECT_THAT(found(), ElementsAre("signature-bad " + git("rev-parse HEAD")));
}

TEST_F(Signing, TakesAPublicKeyWhosePrivateHalfTheAgentHas) {
  if (!has("ssh-keygen") || !has("ssh-agent")) GTEST_SKIP() << "ssh-agent (openssh-client) is not here";
  use_ssh_key();
  trust();
  const std::string agent = must("ssh-agent -s");
  const auto value = [&](const std::string& name) {
    const std::size_t at = agent.find(name + "=") + name.size() + 1;
    return agent.substr(at, agent.find(';', at) - at);
  };
  setenv("SSH_AUTH_SOCK", value("SSH_AUTH_SOCK").c_str(), 1);
  must("ssh-add -q home/key && rm home/key");
  git("config --global user.signingkey \"key::$(cat home/key.pub)\"", "");
  Archive archive = make_archive();
  Publication publication = of("x");
  publication.sign = true;
  const Result<Published> published = archive.publish("One.\n", publication);
  must("kill " + value("SSH_AGENT_PID"));
  unsetenv("SSH_AUTH_SOCK");
  ASSERT_TRUE(published) << published.error().message;
  EXPECT_THAT(found(), IsEmpty());
  EXPECT_EQ(git("log -1 --format=%G?"), "G");
}

TEST_F(Signing, SignsWithGpg) {
  if (!has("gpg")) GTEST_SKIP() << "gpg (gnupg) is not here";
  setenv("GNUPGHOME", path("gnupg").c_str(), 1);
  must("mkdir -m 700 gnupg");
  const Ran made =
      shell("gpg --batch --passphrase '' --quick-gen-key 'Press Office <press@example.org>' ed25519 sign 0");
  if (made.status != 0) GTEST_SKIP() << "gpg makes no key here: " << made.out;
  Archive archive = make_archive();
  Publication publication = of("x");
  publication.sign = true;
  const Result<Published> published = archive.publish("One.\n", publication);
  const std::string verdict = published ? git("log -1 --format=%G?") : published.error().message;
  const std::vector<std::string> problems = published ? found() : std::vector<std::string>();
  must("mv gnupg elsewhere; mkdir -m 700 gnupg");
  const std::vector<std::string> without_key = published ? found() : std::vector<std::string>();
  (void)shell("gpgconf --homedir elsewhere --kill all; gpgconf --homedir gnupg --kill all");
  unsetenv("GNUPGHOME");
  EXPECT_EQ(verdict, "G");
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_THAT(without_key, ElementsAre("signature-unknown " + git("rev-parse HEAD")));
}

TEST_F(Signing, RecordsNothingWhereItCannotSign) {
  Archive archive = make_archive();
  Publication publication = of("x");
  publication.sign = true;
  const auto refused = [&](const std::string& settings) {
    git("config --global --remove-section gpg; git config --global --unset user.signingkey; " + settings, "");
    const Error error = error_of(archive.publish("One.\n", publication));
    EXPECT_EQ(error.code, ErrorCode::InvalidInput);
    EXPECT_THAT(error.message, HasSubstr("--no-sign"));
    EXPECT_EQ(git("rev-list --count HEAD"), "1");
    expect_sound();
    return error.place + ": " + error.message;
  };
  EXPECT_THAT(refused("git config --global gpg.format pigeon"), HasSubstr("pigeon"));
  EXPECT_THAT(refused("git config --global gpg.format ssh"), HasSubstr("user.signingKey"));
  EXPECT_THAT(refused("git config --global gpg.program /nowhere/gpg"), HasSubstr("/nowhere/gpg"));
  EXPECT_THAT(refused("git config --global gpg.program false"),
              HasSubstr("false: cannot sign: it ended with status 1"));
}

}  // namespace
}  // namespace stet::test
