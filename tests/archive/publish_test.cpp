// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "archive/repository_fixture.hpp"

namespace stet::test {
namespace {

class Publish : public RepositoryTest {};

TEST_F(Publish, RecordsAVersionAsOneCommitWithItsTrailers) {
  Archive archive = make_archive();
  Publication publication = of("un/cted-interpol", 1'519'833'487);
  publication.source = "https://example.org/1";
  publication.note = "First.\n\nWith a table.";
  const Published published = value_of(archive.publish("Text.\n", publication));
  EXPECT_TRUE(published.recorded);
  EXPECT_FALSE(published.found_late);
  EXPECT_EQ(published.version.number, 1U);
  EXPECT_EQ(published.version.path, "un/cted-interpol.txt");
  EXPECT_EQ(git("rev-parse HEAD"), published.version.commit);
  EXPECT_EQ(git("log -1 --format=%B"),
            "un/cted-interpol: version 1: First.\n\nFirst.\n\nWith a table.\n\n"
            "Stet-Release: un/cted-interpol\nStet-Version: 1\nStet-Published: 2018-02-28T15:58:07Z\n"
            "Stet-Source: https://example.org/1\n"
            "Stet-Sha256: 61ebb162c522567baabedfb142fe7341db83d2ad272f2886c92c1aef047b4551");
  EXPECT_EQ(git("log -1 --format='%an %ae %at %cn %ct'"),
            "Press Office press@example.org 1519833487 Press Office 1600000000");
  EXPECT_EQ(git("log -1 --format='%(trailers:key=Stet-Version,valueonly)'"), "1");
  EXPECT_EQ(git("ls-tree -r --name-only HEAD"), "stet.toml\nun/cted-interpol.txt");
  EXPECT_EQ(read("a/un/cted-interpol.txt"), "Text.\n");
  expect_sound();
}

TEST_F(Publish, CountsVersionsWithinARelease) {
  Archive archive = make_archive();
  EXPECT_EQ(value_of(archive.publish("1\n", of("a/x"))).version.number, 1U);
  EXPECT_EQ(value_of(archive.publish("1\n", of("a/y"))).version.number, 1U);
  EXPECT_EQ(value_of(archive.publish("2\n", of("a/x", std::nullopt, kNow + 5))).version.number, 2U);
  EXPECT_EQ(outline(value_of(archive.release("a/x"))), "1@2020-09-13 2@2020-09-13");
  EXPECT_EQ(git("log --format=%s"), "a/x: version 2\na/y: version 1\na/x: version 1\nstet: archive of format 1");
  expect_sound();
}

TEST_F(Publish, RecordsNothingTwice) {
  Archive archive = make_archive();
  const Published first = value_of(archive.publish("1\n", of("x", kNow - kDay)));
  const Published again = value_of(archive.publish("1\n", of("x")));
  EXPECT_FALSE(again.recorded);
  EXPECT_EQ(again.version.commit, first.version.commit);
  EXPECT_FALSE(value_of(archive.publish("1\n", of("x", kNow - kDay))).recorded);
  // With another date it is another publication, and so are earlier bytes that come back.
  EXPECT_TRUE(value_of(archive.publish("1\n", of("x", kNow - kDay + 1))).recorded);
  EXPECT_TRUE(value_of(archive.publish("2\n", of("x"))).recorded);
  EXPECT_FALSE(value_of(archive.publish("1\n", of("x", kNow - kDay))).recorded);
  EXPECT_TRUE(value_of(archive.publish("1\n", of("x", std::nullopt, kNow + 1))).recorded);
  EXPECT_EQ(value_of(archive.release("x")).versions.size(), 4U);
  expect_sound();
}

TEST_F(Publish, PutsAVersionFoundLateAtItsDate) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("old\n", of("x", kNow - 10 * kDay)));
  (void)value_of(archive.publish("new\n", of("x", kNow)));
  const Published late = value_of(archive.publish("between\n", of("x", kNow - 5 * kDay, kNow + 60)));
  EXPECT_TRUE(late.found_late);
  EXPECT_EQ(late.version.number, 3U);
  EXPECT_EQ(outline(value_of(archive.release("x"))), "1@2020-09-03 3@2020-09-08 2@2020-09-13");
  EXPECT_EQ(git("log -2 --format=%s"), "x: back to version 2\nx: version 3");
  EXPECT_EQ(git("rev-parse HEAD^"), late.version.commit);
  EXPECT_EQ(git("show HEAD:x.txt"), "new");
  EXPECT_EQ(git("show HEAD^:x.txt"), "between");
  EXPECT_EQ(read("a/x.txt"), "new\n");
  EXPECT_EQ(git("reflog show --format=%gs main | head -1"), "publish: x: version 3");
  // Again with its date: nothing. Without one, the latest bytes: nothing.
  EXPECT_FALSE(value_of(archive.publish("between\n", of("x", kNow - 5 * kDay))).recorded);
  EXPECT_FALSE(value_of(archive.publish("new\n", of("x", std::nullopt, kNow + 90))).recorded);
  expect_sound();
}

TEST_F(Publish, KnowsATextThatComesBack) {
  Archive archive = make_archive();
  for (const int day : {1, 2, 3, 4, 5}) {
    const Published published = value_of(archive.publish(day % 2 == 1 ? "A\n" : "B\n", of("x", kNow + day * kDay)));
    EXPECT_EQ(published.version.number, static_cast<std::uint32_t>(day));
    EXPECT_EQ(published.version.same_text_as.value_or(0), day < 3 ? 0U : day % 2 == 1 ? 1U : 2U) << day;
  }
  // Found late, it is the first of its text; who was the first before stays what it was recorded as.
  const Published late = value_of(archive.publish("B\n", of("x", kNow)));
  EXPECT_TRUE(late.found_late);
  EXPECT_FALSE(late.version.same_text_as);
  std::string returns;
  for (const Version& version : value_of(archive.release("x")).versions) {
    returns += version.same_text_as ? std::to_string(*version.same_text_as) : "-";
  }
  EXPECT_EQ(returns, "--6161");  // In the order of publication: 6 1 2 3 4 5.
  EXPECT_EQ(git("show HEAD:x.txt"), "A");
  expect_sound();
}

TEST_F(Publish, KeepsADateBefore1970InTheTrailer) {
  Archive archive = make_archive();
  const Published moon = value_of(archive.publish("Eagle\n", of("moon", -14'182'940)));
  EXPECT_EQ(moon.version.published, -14'182'940);
  EXPECT_EQ(git("log -1 --format=%at"), "0");
  EXPECT_EQ(git("log -1 --format='%(trailers:key=Stet-Published,valueonly)'"), "1969-07-20T20:17:40Z");
  (void)value_of(archive.publish("Before\n", of("moon", -24'182'940)));
  EXPECT_EQ(outline(value_of(archive.release("moon"))), "2@1969-03-27 1@1969-07-20");
  expect_sound();
}

TEST_F(Publish, RenamesTheFileWhenItsEndingChanges) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("d/x", kNow - 9)));
  Publication markdown = of("d/x.md", kNow - 5);
  markdown.extension = ".md";
  const Published second = value_of(archive.publish("# 2\n", markdown));
  EXPECT_EQ(second.version.path, "d/x.md");
  EXPECT_EQ(second.version.number, 2U);
  EXPECT_EQ(git("ls-tree -r --name-only HEAD"), "d/x.md\nstet.toml");
  EXPECT_FALSE(exists("a/d/x.txt"));
  EXPECT_EQ(read("a/d/x.md"), "# 2\n");
  expect_sound();
  // Found late with the former ending: there and back again.
  (void)value_of(archive.publish("0\n", of("d/x", kNow - 20)));
  EXPECT_EQ(git("ls-tree -r --name-only HEAD"), "d/x.md\nstet.toml");
  EXPECT_EQ(git("ls-tree -r --name-only HEAD^"), "d/x.txt\nstet.toml");
  EXPECT_EQ(read("a/d/x.md"), "# 2\n");
  EXPECT_FALSE(exists("a/d/x.txt"));
  expect_sound();
}

TEST_F(Publish, LeavesALocalChangeAlone) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("x")));
  const std::string before = git("rev-parse HEAD");
  write("a/x.txt", "mine\n");
  EXPECT_EQ(error_of(archive.publish("2\n", of("x", std::nullopt, kNow + 1))).code, ErrorCode::LocalChange);
  EXPECT_EQ(read("a/x.txt"), "mine\n");
  EXPECT_EQ(git("rev-parse HEAD"), before);
  EXPECT_FALSE(exists("a/.git/stet/journal"));
  EXPECT_FALSE(exists("a/.git/stet/tmp"));
  // Staged, and put back in the working tree: it is still someone's work.
  git("add x.txt");
  write("a/x.txt", "1\n");
  EXPECT_EQ(error_of(archive.publish("2\n", of("x", std::nullopt, kNow + 1))).code, ErrorCode::LocalChange);
  git("reset -q");
  EXPECT_TRUE(value_of(archive.publish("2\n", of("x", std::nullopt, kNow + 1))).recorded);
  // Any recorded version is no change, nor are the bytes that are being published.
  write("a/x.txt", "1\n");
  EXPECT_TRUE(value_of(archive.publish("3\n", of("x", std::nullopt, kNow + 2))).recorded);
  write("a/x.txt", "4\n");
  EXPECT_TRUE(value_of(archive.publish("4\n", of("x", std::nullopt, kNow + 3))).recorded);
  expect_sound();
}

TEST_F(Publish, LeavesWhatIsInTheWayAlone) {
  Archive archive = make_archive();
  write("a/x.txt", "untracked\n");
  EXPECT_EQ(error_of(archive.publish("1\n", of("x"))).code, ErrorCode::LocalChange);
  write("elsewhere/kept.txt", "kept\n");
  must("ln -s ../elsewhere d && ln -s ../elsewhere/kept.txt y.txt && mkdir z.txt && mkfifo p.txt", "a");
  EXPECT_EQ(error_of(archive.publish("1\n", of("d/kept"))).code, ErrorCode::LocalChange);
  EXPECT_EQ(error_of(archive.publish("1\n", of("y"))).code, ErrorCode::LocalChange);
  EXPECT_EQ(error_of(archive.publish("1\n", of("z"))).code, ErrorCode::LocalChange);
  EXPECT_EQ(error_of(archive.publish("1\n", of("p"))).code, ErrorCode::LocalChange);
  EXPECT_EQ(read("elsewhere/kept.txt"), "kept\n");
  EXPECT_EQ(git("rev-list --count HEAD"), "1");
}

TEST_F(Publish, PutsBackAFileThatIsMissing) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("d/x")));
  must("rm -r d", "a");
  (void)value_of(archive.publish("2\n", of("d/x", std::nullopt, kNow + 1)));
  EXPECT_EQ(read("a/d/x.txt"), "2\n");
  expect_sound();
}

TEST_F(Publish, WorksInABareArchive) {
  Archive archive = make_archive(true);
  EXPECT_TRUE(archive.is_archive());
  EXPECT_EQ(archive.directory(), path("a"));
  (void)value_of(archive.publish("1\n", of("d/x", kNow - 5)));
  (void)value_of(archive.publish("0\n", of("d/x", kNow - 9)));
  EXPECT_EQ(outline(value_of(archive.release("d/x"))), "2@2020-09-13 1@2020-09-13");
  EXPECT_EQ(git("rev-list --count HEAD"), "4");
  EXPECT_TRUE(exists("a/stet/lock"));
  expect_sound();
}

TEST_F(Publish, WorksFromALinkedWorkingTree) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("x")));
  git("worktree add -q ../b -b other");
  Archive linked = value_of(Archive::open(path("b")));
  EXPECT_EQ(linked.directory(), path("b"));
  (void)value_of(linked.publish("2\n", of("x", std::nullopt, kNow + 1)));
  EXPECT_EQ(read("b/x.txt"), "2\n");
  EXPECT_EQ(read("a/x.txt"), "1\n");
  EXPECT_EQ(git("rev-list --count main"), "2");
  EXPECT_EQ(git("rev-list --count other"), "3");
  EXPECT_EQ(git("status --porcelain", "b"), "");
  expect_sound();
}

TEST_F(Publish, WorksWithPackedReferencesAndObjects) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("x")));
  git("gc -q && git pack-refs --all");
  EXPECT_FALSE(exists("a/.git/refs/heads/main"));
  (void)value_of(archive.publish("2\n", of("x", std::nullopt, kNow + 1)));
  EXPECT_EQ(git("rev-list --count HEAD"), "3");
  expect_sound();
}

TEST_F(Publish, SeesWhatOthersCommittedMeanwhile) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("x")));
  write("a/README.md", "By hand.\n");
  git("add README.md && git commit -qm 'By hand'");
  (void)value_of(archive.publish("2\n", of("x", std::nullopt, kNow + 1)));
  EXPECT_EQ(git("log --format=%s | head -2"), "x: version 2\nBy hand");
  expect_sound();
}

TEST_F(Publish, KeepsTheBytesWhateverGitIsToldAboutLineEndings) {
  git("config --global core.autocrlf true", "");
  Archive archive = make_archive();
  const std::string bytes = "unix\nmac\rwindows\r\n\xFF\xFE $Id$";
  (void)value_of(archive.publish(bytes, of("x")));
  EXPECT_EQ(read("a/x.txt"), bytes);
  EXPECT_EQ(git("show HEAD:x.txt"), bytes);
  EXPECT_EQ(value_of(archive.read(value_of(Archive::select(value_of(archive.release("x")), "")))).bytes(), bytes);
  expect_sound();
  must("rm x.txt && git checkout -- x.txt", "a");
  EXPECT_EQ(read("a/x.txt"), bytes);
  // In a clone git converts, and what it made of recorded bytes is no local change.
  (void)value_of(archive.publish("two\n", of("y")));
  git("clone -q a b", "");
  EXPECT_EQ(read("b/y.txt"), "two\r\n");
  Archive clone = value_of(Archive::open(path("b")));
  (void)value_of(clone.publish("three\n", of("y", std::nullopt, kNow + 1)));
  EXPECT_EQ(read("b/y.txt"), "three\n");
}

TEST_F(Publish, KeepsEmptyAndLargeTexts) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("", of("empty")));
  const std::string large(3'000'000, 'x');
  (void)value_of(archive.publish(large, of("large")));
  EXPECT_EQ(value_of(archive.read(value_of(archive.release("empty")).versions.at(0))).bytes(), "");
  EXPECT_EQ(value_of(archive.read(value_of(archive.release("large")).versions.at(0))).bytes(), large);
  expect_sound();
}

TEST_F(Publish, RefusesWhatIsNoArchive) {
  git("init -q a", "");
  Archive empty = value_of(Archive::open(path("a")));
  EXPECT_FALSE(empty.is_archive());
  EXPECT_EQ(error_of(empty.publish("1\n", of("x"))).code, ErrorCode::NotAnArchive);
  write("a/x.md", "1\n");
  git("add . && git commit -qm x");
  Archive other = value_of(Archive::open(path("a")));
  EXPECT_EQ(error_of(other.publish("1\n", of("x"))).code, ErrorCode::NotAnArchive);
  write("a/stet.toml", "[published]\npaths = [\"x\"]\n");
  git("add . && git commit -qm policy");
  EXPECT_EQ(error_of(other.publish("1\n", of("x"))).code, ErrorCode::NotAnArchive);
  write("a/stet.toml", "[archive]\nformat = 2\n");
  git("add . && git commit -qm later");
  EXPECT_EQ(error_of(other.publish("1\n", of("x"))).code, ErrorCode::Unsupported);
  write("a/stet.toml", "[archive\n");
  git("add . && git commit -qm broken");
  EXPECT_EQ(error_of(other.publish("1\n", of("x"))).code, ErrorCode::NotAnArchive);
  EXPECT_FALSE(exists("a/.git/stet"));
  write("a/stet.toml", "# ours\n[archive]\nformat = 1\n[rules]\nnumber = \"off\"\n");
  git("add . && git commit -qm archive");
  EXPECT_TRUE(other.is_archive());
}

TEST_F(Publish, NeedsABranch) {
  Archive archive = make_archive();
  git("checkout -q --detach");
  const Error error = error_of(archive.publish("1\n", of("x")));
  EXPECT_EQ(error.code, ErrorCode::Unsupported);
  EXPECT_NE(error.message.find("git switch"), std::string::npos);
}

TEST_F(Publish, RefusesBadNames) {
  Archive archive = make_archive();
  for (const std::string_view name :
       {"",     "/",     "/x",        "x/",       "a//b",         ".",       "..",      "a/..",
        "../x", "a/./b", ".git",      "a/.GIT/b", ".git/hooks/x", "a/.git ", "git~1/x", ".g\xE2\x80\x8Cit/x",
        "a\nb", "a\tb",  "a\x1B[31m", "\x7F",     "a\xC2\x85z",   "\xFF",    "x/.txt"}) {
    EXPECT_EQ(error_of(archive.publish("1\n", of(std::string(name)))).code, ErrorCode::InvalidInput) << name;
  }
  EXPECT_EQ(error_of(archive.publish("1\n", of(std::string(300, 'x')))).code, ErrorCode::InvalidInput);
  for (const std::string_view extension : {".", "..md", ".a/b", ".\n", ".tar.gz"}) {
    Publication publication = of("x");
    publication.extension = extension;
    EXPECT_EQ(error_of(archive.publish("1\n", publication)).code, ErrorCode::InvalidInput) << extension;
  }
  Publication toml = of("stet");
  toml.extension = ".toml";
  EXPECT_EQ(error_of(archive.publish("1\n", toml)).code, ErrorCode::InvalidInput);
  Publication source = of("x");
  source.source = "https://example.org/\nStet-Version: 9";
  EXPECT_EQ(error_of(archive.publish("1\n", source)).code, ErrorCode::InvalidInput);
  EXPECT_EQ(git("rev-list --count HEAD"), "1");
}

TEST_F(Publish, TakesNamesOfAnyLanguageInTheirComposedForm) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("re\xCC\x81sume\xCC\x81/\xE5\xA3\xB0\xE6\x98\x8E 1")));
  EXPECT_EQ(read("a/r\xC3\xA9sum\xC3\xA9/\xE5\xA3\xB0\xE6\x98\x8E 1.txt"), "1\n");
  EXPECT_EQ(value_of(archive.release("r\xC3\xA9sume\xCC\x81/\xE5\xA3\xB0\xE6\x98\x8E 1")).versions.size(), 1U);
  (void)value_of(archive.publish("1\n", of("stet")));
  (void)value_of(archive.publish("1\n", of("terms.v2")));
  (void)value_of(archive.publish("1\n", of("terms")));
  (void)value_of(archive.publish("2\n", of("stet", std::nullopt, kNow + 1)));
  EXPECT_EQ(value_of(archive.releases()).size(), 4U);
  expect_sound();
}

TEST_F(Publish, RefusesNamesThatClash) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("Terms/Use")));
  for (const std::string_view name :
       {"terms/x", "Terms/use", "TERMS/USE", "Terms/Use.txt/x", "STET.toml/x", "stet.toml/x"}) {
    EXPECT_EQ(error_of(archive.publish("1\n", of(std::string(name)))).code, ErrorCode::InvalidInput) << name;
  }
  Publication folder = of("Terms/Use.d/x");
  (void)value_of(archive.publish("1\n", folder));
  folder = of("Terms/Use");
  folder.extension = ".d";
  EXPECT_EQ(error_of(archive.publish("1\n", folder)).code, ErrorCode::InvalidInput);
  (void)value_of(archive.publish("1\n", of("Terms/Use/x")));
  // A withdrawn release keeps its name.
  git("rm -q Terms/Use.txt && git commit -qm gone");
  EXPECT_EQ(error_of(archive.publish("1\n", of("Terms/USE"))).code, ErrorCode::InvalidInput);
  // A file that no publication made is no release's.
  write("a/README.md", "x\n");
  git("add . && git commit -qm readme");
  EXPECT_EQ(error_of(archive.publish("1\n", of("README"))).code, ErrorCode::InvalidInput);
  expect_sound();
}

TEST_F(Publish, ComesBackAfterAWithdrawal) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("x", kNow - 9 * kDay)));
  must("git rm -q x.txt && GIT_AUTHOR_DATE='1599568000 +0000' git commit -qm 'Withdrawn'", "a");
  EXPECT_EQ(outline(value_of(archive.release("x"))), "1@2020-09-04 w@2020-09-08");
  // Found late: the release stays withdrawn.
  (void)value_of(archive.publish("2\n", of("x", kNow - 7 * kDay)));
  EXPECT_EQ(git("log -1 --format=%s"), "x: withdrawn again");
  EXPECT_EQ(git("ls-files"), "stet.toml");
  EXPECT_FALSE(exists("a/x.txt"));
  // The bytes of the latest version, but they are not there now.
  EXPECT_TRUE(value_of(archive.publish("2\n", of("x"))).recorded);
  EXPECT_EQ(outline(value_of(archive.release("x"))), "1@2020-09-04 2@2020-09-06 w@2020-09-08 3@2020-09-13");
  EXPECT_EQ(read("a/x.txt"), "2\n");
  expect_sound();
}

TEST_F(Publish, RefusesADateThatVerifyWouldNotBelieve) {
  Archive archive = make_archive();
  EXPECT_TRUE(archive.publish("Embargo.\n", of("x", kNow + 300 * kDay)));
  for (const Timestamp date : {kNow + 367 * kDay, Timestamp{-40'000'000'000}}) {
    const Result<Published> published = archive.publish("Two.\n", of("y", date));
    ASSERT_FALSE(published);
    EXPECT_THAT(published.error().message, HasSubstr("is no date of publication"));
  }
  expect_sound();
}

TEST_F(Publish, ComesBackInTheSecondOfAWithdrawal) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("One.\n", of("x", kNow - kDay)));
  const std::string at = fmt::format("'{} +0000'", kNow);
  must("git rm -q x.txt && GIT_AUTHOR_DATE=" + at + " GIT_COMMITTER_DATE=" + at + " git commit -qm 'Withdrawn'", "a");
  const Result<Published> refused = archive.publish("Two.\n", of("x", kNow));
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, HasSubstr("withdrawn in that very second"));
  EXPECT_EQ(value_of(archive.publish("Two.\n", of("x"))).version.published, kNow + 1);
  (void)value_of(archive.publish("Early.\n", of("x", kNow - 2 * kDay)));
  EXPECT_EQ(read("a/x.txt"), "Two.\n");
  EXPECT_FALSE(value_of(archive.release("x")).versions.back().withdrawn);
}

TEST_F(Publish, LetsAGroupPublishWhereGitDoes) {
  git("init -q --bare --shared=group a", "");
  Archive archive = make_archive(true);
  (void)value_of(archive.publish("1\n", of("x")));
  EXPECT_EQ(must("find stet objects -type d ! -perm -g+w; find stet -type f ! -perm -g+w", "a"), "");
}

TEST_F(Publish, CommitsAsStetWhereGitHasNoIdentity) {
  must("rm home/.gitconfig");
  Archive archive = make_archive();
  (void)value_of(archive.publish("1\n", of("x")));
  EXPECT_EQ(git("log -1 --format='%an <%ae> %cn <%ce>'"), "stet <stet@localhost> stet <stet@localhost>");
  EXPECT_EQ(git("branch --show-current"), "main");
}

}  // namespace
}  // namespace stet::test
