// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "archive/repository_fixture.hpp"
#include "fmt/format.h"

namespace stet::test {
namespace {

std::string paths_of(const std::vector<Release>& releases) {
  std::string text;
  for (const Release& release : releases)
    text += fmt::format("{}{}:{}", text.empty() ? "" : " ", release.name, release.versions.size());
  return text;
}

class History : public RepositoryTest {
 protected:
  /// Commits everything in "a", dated `day` days after kNow.
  void commit(const std::string& message, int day = 0) const {
    must(fmt::format("git add -A && GIT_AUTHOR_DATE='{0} +0000' GIT_COMMITTER_DATE='{0} +0000' git commit -qm '{1}'",
                     kNow + day * kDay, message),
         "a");
  }
};

TEST_F(History, ListsReleasesAndWithdrawals) {
  Archive archive = make_archive();
  Publication publication = of("b/y", kNow - kDay);
  publication.note = "Line one\nline two\n\nStet-Version: 77";
  publication.source = "https://example.org/y";
  (void)value_of(archive.publish("1\n", publication));
  (void)value_of(archive.publish("1\n", of("a")));
  write("a/notes.md", "No release.\n");
  commit("notes", 1);
  git("rm -q b/y.txt");
  commit("The statement is withdrawn", 2);
  const auto releases = value_of(archive.releases());
  EXPECT_EQ(paths_of(releases), "a:1 b/y:2");
  const Version& version = releases.at(1).versions.at(0);
  EXPECT_EQ(version.number, 1U);
  EXPECT_EQ(version.note, "Line one\nline two\n\nStet-Version: 77");
  EXPECT_EQ(version.source, "https://example.org/y");
  EXPECT_EQ(version.published, kNow - kDay);
  EXPECT_EQ(version.recorded, kNow);
  const Version& withdrawal = releases.at(1).versions.at(1);
  EXPECT_TRUE(withdrawal.withdrawn);
  EXPECT_EQ(withdrawal.number, std::nullopt);
  EXPECT_EQ(withdrawal.path, "b/y.txt");
  EXPECT_EQ(withdrawal.note, "The statement is withdrawn");
  EXPECT_EQ(error_of(archive.read(withdrawal)).code, ErrorCode::NotFound);
}

TEST_F(History, WithdrawalsOfOneSecondAreInTheOrderOfRecording) {
  Archive archive = make_archive();
  for (const char* round : {"first", "second"}) {
    (void)value_of(archive.publish(round, of("x")));
    git("rm -q x.txt");
    commit(fmt::format("the {} time", round));
  }
  std::vector<std::string> notes;
  for (const Version& version : value_of(archive.release("x")).versions)
    if (version.withdrawn) notes.push_back(version.note);
  EXPECT_EQ(notes, (std::vector<std::string>{"the first time", "the second time"}));
}

TEST_F(History, FollowsVersionsThroughAMergeMadeByHand) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("x")));
  git("switch -qc side");
  (void)value_of(archive.publish("1\n", of("y")));
  git("switch -q main");
  (void)value_of(archive.publish("2\n", of("x", std::nullopt, kNow + 1)));
  git("merge -q side -m merged");
  EXPECT_EQ(paths_of(value_of(archive.releases())), "x:2 y:1");
  EXPECT_EQ(value_of(archive.release("x")).versions.size(), 2U);
  EXPECT_EQ(value_of(archive.publish("3\n", of("x", std::nullopt, kNow + 2))).version.number, 3U);
}

TEST_F(History, NamesTheNearestRelease) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("un/cted-interpol")));
  (void)value_of(archive.publish("1\n", of("un/report")));
  EXPECT_NE(error_of(archive.release("un/cted-interpl")).message.find("did you mean 'un/cted-interpol'?"),
            std::string::npos);
  EXPECT_NE(error_of(archive.release("cted-interpol")).message.find("'un/cted-interpol'"), std::string::npos);
  EXPECT_NE(error_of(archive.release("un/report.txt")).message.find("'un/report'"), std::string::npos);
  EXPECT_NE(error_of(archive.release("zzz")).message.find("stet list"), std::string::npos);
  EXPECT_EQ(error_of(archive.release("\xFF\n\x1B")).code, ErrorCode::NotFound);
}

TEST_F(History, SelectsVersions) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("x", 1'519'776'000)));                    // 2018-02-28T00:00:00Z
  (void)value_of(archive.publish("2\n", of("x", 1'519'862'399)));                    // 2018-02-28T23:59:59Z
  const Published third = value_of(archive.publish("3\n", of("x", 1'519'862'400)));  // 2018-03-01T00:00:00Z
  (void)value_of(archive.publish("0\n", of("x", 1'500'000'000)));                    // 2017-07-14, found late
  const Release release = value_of(archive.release("x"));
  const auto number = [&](std::string_view selector) { return value_of(Archive::select(release, selector)).number; };
  EXPECT_EQ(number(""), 3U);
  EXPECT_EQ(number("latest"), 3U);
  EXPECT_EQ(number("first"), 4U);
  EXPECT_EQ(number("1"), 1U);
  EXPECT_EQ(number("2018-02-28"), 2U);
  EXPECT_EQ(number("2018-03-01"), 3U);
  EXPECT_EQ(number("2030-01-01"), 3U);
  EXPECT_EQ(number("2018-02-27"), 4U);
  EXPECT_EQ(number("2018-02-28T12:00"), 1U);
  EXPECT_EQ(number(third.version.commit), 3U);
  EXPECT_EQ(number(third.version.commit.substr(0, 8)), 3U);
  const auto refused = [&](std::string_view selector) { return error_of(Archive::select(release, selector)); };
  EXPECT_EQ(refused("5").code, ErrorCode::NotFound);
  EXPECT_NE(refused("5").message.find("it has versions 1 to 4"), std::string::npos) << refused("5").message;
  EXPECT_EQ(refused("0").code, ErrorCode::NotFound);
  EXPECT_EQ(refused("20180228").code, ErrorCode::NotFound);
  EXPECT_EQ(refused("99999999999999999999").code, ErrorCode::NotFound);
  EXPECT_NE(refused("2017-07-13").message.find("2017-07-14"), std::string::npos);
  EXPECT_EQ(refused("2018-02-30").code, ErrorCode::InvalidInput);
  EXPECT_EQ(refused("newest").code, ErrorCode::InvalidInput);
  EXPECT_EQ(refused("deadbeef").code, ErrorCode::NotFound);
}

TEST_F(History, SelectsNoVersionWhileWithdrawn) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("x")));
  git("rm -q x.txt");
  commit("gone", 2);
  const Release release = value_of(archive.release("x"));
  EXPECT_EQ(value_of(Archive::select(release, "latest")).number, 1U);
  EXPECT_EQ(value_of(Archive::select(release, "2020-09-14")).number, 1U);
  EXPECT_NE(error_of(Archive::select(release, "2020-09-16")).message.find("withdrawn on 2020-09-15"),
            std::string::npos);
}

TEST_F(History, SeesAnyRepositoryInTheSameWords) {
  git("init -q a", "");
  write("a/terms.md", "1\n");
  write("a/src/code.c", "1\n");
  write("a/docs/a.markdown", "1\n");
  commit("First\n\nWith a body.", 0);
  write("a/terms.md", "2\n");
  commit("Second", 5);
  must("chmod +x terms.md", "a");
  commit("Mode alone", 6);
  write("a/src/code.c", "2\n");
  commit("Code", 7);
  git("mv terms.md TERMS.TXT");
  commit("Renamed", 8);
  must("ln -s nowhere terms.md", "a");
  commit("A link is no text", 9);
  Archive repository = value_of(Archive::open(path("a")));
  EXPECT_FALSE(repository.is_archive());
  EXPECT_EQ(paths_of(value_of(repository.releases())), "TERMS.TXT:1 docs/a.markdown:1 terms.md:3");
  const Release terms = value_of(repository.release("terms.md"));
  EXPECT_EQ(outline(terms), "1@2020-09-13 2@2020-09-18 w@2020-09-21");
  EXPECT_EQ(terms.versions.at(0).note, "First\n\nWith a body.");
  EXPECT_EQ(terms.versions.at(0).commit, git("rev-list --max-parents=0 HEAD"));
  EXPECT_EQ(value_of(repository.read(terms.versions.at(1))).bytes(), "2\n");
  EXPECT_EQ(value_of(repository.read(terms.versions.at(1))).type(), TextType::Markdown);
  EXPECT_EQ(value_of(repository.release("./src/code.c")).versions.size(), 2U);
  EXPECT_NE(error_of(repository.release("src")).message.find("folder"), std::string::npos);
  EXPECT_NE(error_of(repository.release("TERM.TXT")).message.find("'TERMS.TXT'"), std::string::npos);
}

TEST_F(History, CountsWhatGitsLogCounts) {
  git("init -q a", "");
  unsigned state = 1;
  for (int i = 0; i < 30; ++i) {
    state = state * 1103515245 + 12345;
    const std::string file = fmt::format("d{}/f{}.md", state / 65536 % 2, state / 131072 % 3);
    if (i % 7 == 6) must(fmt::format("rm -rf {0} && mkdir -p d0 && date > d0/x", file), "a");
    write("a/" + file, fmt::format("{}\n", state / 262144 % 4));
    if (i % 11 == 10) must("rm -f " + file, "a");
    write("a/tick", std::to_string(i));
    commit(std::to_string(i), i);
    if (i == 12) git("switch -qc side HEAD~3");
    if (i == 20) git("switch -q main && git merge -q -X ours -m merged side || git commit -qam merged");
  }
  Archive repository = value_of(Archive::open(path("a")));
  for (const Release& release : value_of(repository.releases())) {
    const auto versions = std::count_if(release.versions.begin(), release.versions.end(),
                                        [](const Version& version) { return !version.withdrawn; });
    EXPECT_EQ(std::to_string(versions),
              git("log --first-parent --diff-filter=AM --format=%h -- " + release.name + " | wc -l"))
        << release.name;
    EXPECT_EQ(outline(release), outline(value_of(repository.release(release.name))));
  }
}

TEST_F(History, EndsWhereAShallowCloneEnds) {
  git("init -q b", "");
  for (int i = 1; i < 5; ++i) {
    write("b/x.md", std::to_string(i));
    git(fmt::format("add -A && git commit -qm {}", i), "b");
  }
  git("clone -q --depth 2 file://$PWD/b a", "");
  Archive clone = value_of(Archive::open(path("a")));
  EXPECT_EQ(value_of(clone.release("x.md")).versions.size(), 2U);
}

TEST_F(History, IsEmptyBeforeTheFirstCommit) {
  git("init -q a", "");
  Archive repository = value_of(Archive::open(path("a")));
  EXPECT_TRUE(value_of(repository.releases()).empty());
  EXPECT_EQ(error_of(repository.release("x")).code, ErrorCode::NotFound);
}

TEST_F(History, SaysWhichObjectIsDamaged) {
  Archive archive = make_archive();
  const Published published = value_of(archive.publish("Text.\n", of("x")));
  const std::string object =
      ".git/objects/" + published.version.blob.substr(0, 2) + "/" + published.version.blob.substr(2);
  must("chmod u+w " + object + " && printf garbage > " + object, "a");
  const Error error = error_of(value_of(Archive::open(path("a"))).read(published.version));
  EXPECT_EQ(error.code, ErrorCode::NotReadable);
  EXPECT_EQ(error.place, published.version.blob);
}

}  // namespace
}  // namespace stet::test
