// SPDX-License-Identifier: Apache-2.0
#include "archive/repository_fixture.hpp"

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "archive/git.hpp"
#include "fmt/format.h"
#include "text/iso_time.hpp"

namespace stet::test {

namespace fs = std::filesystem;

void RepositoryTest::SetUp() {
  std::string pattern = (fs::temp_directory_path() / "stet-archive-XXXXXX").string();
  ASSERT_NE(mkdtemp(pattern.data()), nullptr);
  root_ = fs::canonical(pattern).string();
  fs::create_directories(path("home"));
  setenv("HOME", path("home").c_str(), 1);
  setenv("XDG_CONFIG_HOME", path("home/.config").c_str(), 1);
  setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
  setenv("GIT_CEILING_DIRECTORIES", root_.c_str(), 1);
  // libgit2 looks up HOME once, when it is started.
  ASSERT_TRUE(archive::initialise());
  git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_GLOBAL, path("home").c_str());
  git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_XDG, path("home/.config/git").c_str());
  git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_SYSTEM, "");
  for (const char* const variable : {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"}) unsetenv(variable);
  write("home/.gitconfig",
        "[user]\n\tname = Press Office\n\temail = press@example.org\n[init]\n\tdefaultBranch = main\n");
}

void RepositoryTest::TearDown() {
  std::error_code ignored;
  if (!root_.empty()) fs::remove_all(root_, ignored);
}

std::string RepositoryTest::path(std::string_view below) const {
  return below.empty() ? root_ : root_ + "/" + std::string(below);
}

Ran RepositoryTest::shell(const std::string& command, std::string_view folder) const {
  return run_command(fmt::format("cd '{}' && ( {} )", path(folder), command));
}

std::string RepositoryTest::must(const std::string& command, std::string_view folder) const {
  Ran ran = shell(command, folder);
  EXPECT_EQ(ran.status, 0) << command << "\n" << ran.out;
  while (ran.out.ends_with('\n')) ran.out.pop_back();
  return ran.out;
}

std::string RepositoryTest::git(const std::string& arguments, std::string_view folder) const {
  return must("git " + arguments, folder);
}

void RepositoryTest::write(std::string_view file, std::string_view bytes) const {
  fs::create_directories(fs::path(path(file)).parent_path());
  std::ofstream(path(file), std::ios::binary) << bytes;
}

std::string RepositoryTest::read(std::string_view file) const {
  std::ostringstream bytes;
  bytes << std::ifstream(path(file), std::ios::binary).rdbuf();
  return bytes.str();
}

Archive RepositoryTest::make_archive(bool bare, std::string_view folder) const {
  return value_of(Archive::init(path(folder), bare, kNow));
}

void RepositoryTest::expect_sound(std::string_view folder) const {
  const Ran checked = shell("git fsck --strict --no-dangling --full", folder);
  EXPECT_EQ(checked.status, 0) << checked.out;
  EXPECT_EQ(checked.out.find("error"), std::string::npos) << checked.out;
  if (git("rev-parse --is-bare-repository", folder) == "false") {
    EXPECT_EQ(git("status --porcelain", folder), "");
  }
  const std::string common = git("rev-parse --path-format=absolute --git-common-dir", folder);
  EXPECT_FALSE(fs::exists(common + "/stet/journal"));
  EXPECT_FALSE(fs::exists(common + "/stet/tmp"));
  EXPECT_EQ(must(fmt::format("find '{}' '{}' -name '*.lock' -o -name '.stet-*'", common, path(folder))), "");
}

Publication of(std::string name, std::optional<Timestamp> published, Timestamp now) {
  Publication publication;
  publication.name = std::move(name);
  publication.published = published;
  publication.now = now;
  return publication;
}

std::string outline(const Release& release) {
  std::string text;
  for (const Version& version : release.versions) {
    if (!text.empty()) text += ' ';
    text += version.number ? std::to_string(*version.number) : "w";
    text += "@" + text::format_iso_date(version.published);
  }
  return text;
}

}  // namespace stet::test
