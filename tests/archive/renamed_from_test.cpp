// SPDX-License-Identifier: Apache-2.0
// A history that goes on under earlier names: which versions it has, and where it ends.
#include <gtest/gtest.h>

#include "archive/repository_fixture.hpp"
#include "fmt/format.h"

namespace stet::test {
namespace {

class FollowedHistory : public RepositoryTest {
 protected:
  void SetUp() override {
    RepositoryTest::SetUp();
    git("init -q a", "");
  }
  void commit() const { git("add -A && git commit -qm 'a change'"); }
  void commit(std::string_view file, std::string_view bytes) const {
    write(fmt::format("a/{}", file), bytes);
    commit();
  }
  void move(std::string_view from, std::string_view to) const {
    git(fmt::format("mv {} {} && git commit -qm moved", from, to));
  }

  /// "1 a.md, 2 b.md, w b.md": number, or w for a withdrawal, and path of each version.
  [[nodiscard]] std::string followed(const std::string& document, bool follow = true) const {
    const Release release = value_of(value_of(Archive::open(path("a"))).release(document, follow));
    EXPECT_EQ(release.name, document);
    std::string text;
    for (const Version& version : release.versions)
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", version.number ? std::to_string(*version.number) : "w",
                          version.path);
    return text;
  }
};

/// A text of which every sentence can be known again, with one of its own.
std::string text_with(std::string_view words) {
  return fmt::format(
      "# Terms of carriage\n\nThe ferry leaves the quay at nine every morning. {}\n\nDogs travel free of charge. A "
      "ticket "
      "can be bought on board, or at the office of the harbour.\n",
      words);
}

TEST_F(FollowedHistory, GoesOnUnderTheFormerName) {
  commit("a.md", text_with("It is open."));
  commit("a.md", text_with("It is open all year."));
  move("a.md", "b.md");
  commit("b.md", text_with("It is closed."));
  EXPECT_EQ(followed("b.md"), "1 a.md, 2 a.md, 3 b.md, 4 b.md");
  EXPECT_EQ(followed("b.md", false), "1 b.md, 2 b.md");
  // The other way there is nothing to follow: a.md went.
  EXPECT_EQ(followed("a.md"), followed("a.md", false));
  const Release release = value_of(value_of(Archive::open(path("a"))).release("b.md", true));
  EXPECT_EQ(release.versions.at(2).same_text_as, 2U);
  EXPECT_TRUE(release.follows_renames);
}

TEST_F(FollowedHistory, KnowsARenamedAndEditedTextByItsSentences) {
  // A paragraph a line, a word changed in each: no line is the same, as git sees it.
  const auto text = [](std::string_view word) {
    return fmt::format(
        "The ferry leaves the quay at nine every morning. It is {0}. Dogs travel free of charge.\n\n"
        "A ticket can be bought on board. The office is {0}. Bicycles need a ticket of their own.\n",
        word);
  };
  commit("terms.md", text("open all year round"));
  git("rm -q terms.md");
  commit("legal/terms-of-carriage.md", text("closed for the whole winter"));
  EXPECT_EQ(followed("legal/terms-of-carriage.md"), "1 terms.md, 2 legal/terms-of-carriage.md");
}

TEST_F(FollowedHistory, GoesBackThroughAChainAndToANameThatItHad) {
  commit("a.md", text_with("One."));
  move("a.md", "b.md");
  commit("b.md", text_with("Two."));
  move("b.md", "c.txt");
  git("mv c.txt d.md");
  commit("d.md", text_with("Three."));
  EXPECT_EQ(followed("d.md"), "1 a.md, 2 b.md, 3 b.md, 4 c.txt, 5 d.md");
  move("d.md", "a.md");
  EXPECT_EQ(followed("a.md"), "1 a.md, 2 b.md, 3 b.md, 4 c.txt, 5 d.md, 6 a.md");
  move("a.md", "b.md");
  EXPECT_EQ(followed("b.md"), "1 a.md, 2 b.md, 3 b.md, 4 c.txt, 5 d.md, 6 a.md, 7 b.md");
}

TEST_F(FollowedHistory, LeavesOutWhatTheNameWasUsedForBefore) {
  commit("news.md", "Something else altogether was said here in the first place, and nobody kept it.\n");
  commit("terms.md", text_with("One."));
  git("rm -q news.md");
  commit();
  move("terms.md", "news.md");
  EXPECT_EQ(followed("news.md", false), "1 news.md, w news.md, 2 news.md");
  EXPECT_EQ(followed("news.md"), "1 terms.md, 2 news.md");
  // The other document took the name: its own history has nothing of the one that left it.
  commit("terms.md", "A new page, which has nothing in common with what its name once stood for.\n");
  EXPECT_EQ(followed("terms.md"), "1 terms.md, w terms.md, 2 terms.md");
  EXPECT_EQ(followed("news.md"), "1 terms.md, 2 news.md");
}

TEST_F(FollowedHistory, KeepsWithdrawalsThatAreNoRename) {
  commit("a.md", text_with("One."));
  git("rm -q a.md");
  commit();
  commit("a.md", text_with("Two."));
  move("a.md", "b.md");
  EXPECT_EQ(followed("b.md"), "1 a.md, w a.md, 2 a.md, 3 b.md");
  git("rm -q b.md");
  commit();
  EXPECT_EQ(followed("b.md"), "1 a.md, w a.md, 2 a.md, 3 b.md, w b.md");
}

TEST_F(FollowedHistory, EndsAtACopyAndAtAnotherText) {
  commit("a.md", text_with("One."));
  must("cp a.md copy.md", "a");
  commit();
  EXPECT_EQ(followed("copy.md"), "1 copy.md");
  git("rm -q a.md");
  commit("b.md", "Nothing of the quay is what it once was, and the harbour has been closed for good.\n");
  EXPECT_EQ(followed("b.md"), "1 b.md");
  // What is written over another document did not come to be there.
  must("git mv -f copy.md b.md", "a");
  commit();
  EXPECT_EQ(followed("b.md"), "1 b.md, 2 b.md");
}

TEST_F(FollowedHistory, FollowsAFolderThatWasRenamed) {
  for (int i = 0; i < 6; ++i)
    write(fmt::format("a/old/page{}.md", i), text_with(fmt::format("This is page {}, which has its own words.", i)));
  write("a/old/one.md", "The same in two places, and long enough.\n");
  write("a/old/two.md", "The same in two places, and long enough.\n");
  commit();
  git("mv old new");
  write("a/new/page3.md", text_with("This is page 3, and its words are others now."));
  commit();
  for (int i = 0; i < 6; ++i)
    EXPECT_EQ(followed(fmt::format("new/page{}.md", i)), fmt::format("1 old/page{0}.md, 2 new/page{0}.md", i));
  for (const char* name : {"one", "two"})
    EXPECT_EQ(followed(fmt::format("new/{}.md", name)), fmt::format("1 old/{0}.md, 2 new/{0}.md", name));
}

TEST_F(FollowedHistory, KnowsAFileThatMovedByItsName) {
  // Nearly the same in many places: the one of the same name is meant, though others are more alike.
  const std::string boilerplate =
      "By using the service you agree to these terms. We may change them at any time. You will be told by mail. "
      "If you do not agree, you may close the account. What you have paid is not given back.\n\n";
  for (const char* name : {"de", "fr", "it"})
    write(fmt::format("a/old/{}.md", name), fmt::format("{}These are the terms for {}.\n", boilerplate, name));
  commit();
  git("mv old new");
  write("a/new/de.md", boilerplate + "These are the terms for it, by now.\n");
  write("a/new/fr.md", boilerplate + "These are the terms for fr, by now.\n");
  write("a/new/it.md", boilerplate + "These are the terms for de.\n\nThey are new.\n");
  commit();
  for (const char* name : {"de", "fr", "it"})
    EXPECT_EQ(followed(fmt::format("new/{}.md", name)), fmt::format("1 old/{0}.md, 2 new/{0}.md", name));
}

TEST_F(FollowedHistory, PutsTheSameBytesBeforeTheSameName) {
  commit("old/terms.md", text_with("One."));
  git("mv old/terms.md old-terms.md");
  commit("new/terms.md", text_with("Two."));
  EXPECT_EQ(followed("old-terms.md"), "1 old/terms.md, 2 old-terms.md");
  EXPECT_EQ(followed("new/terms.md"), "1 new/terms.md");
}

/// A text of twenty sentences, of which the first are another's and the rest its own.
std::string text_sharing(int shared, std::string_view other, std::string_view own) {
  std::string text;
  for (int i = 0; i < 20; ++i)
    text += fmt::format("Sentence {:02} of the terms is about {}.\n\n", i, i < shared ? other : own);
  return text;
}

TEST_F(FollowedHistory, GoesOnInTheOneThatIsMostLikeIt) {
  commit("old/de.md", text_sharing(20, "ferries", ""));
  git("rm -qr old");
  write("a/x.md", text_sharing(19, "ferries", "bicycles"));
  commit("new/de.md", text_sharing(12, "ferries", "railways"));
  EXPECT_EQ(followed("x.md"), "1 old/de.md, 2 x.md");
  EXPECT_EQ(followed("new/de.md"), "1 new/de.md");
  // As the diff has it.
  const Archive repository = value_of(Archive::open(path("a")));
  const RangeRequest request{.range = "HEAD~1..HEAD", .staged = false, .paths = {}};
  for (const ChangedPath& change : value_of(changed_documents(repository, request)).paths)
    EXPECT_EQ(change.before_path, change.after_path == "x.md" ? "old/de.md" : "");
  // One that is less like it takes nothing from its namesake.
  git("mv new/de.md de.md");
  write("a/y.md", text_sharing(12, "ferries", "trams"));
  commit("de.md", text_sharing(12, "ferries", "railways") + "It is new.\n");
  EXPECT_EQ(followed("de.md"), "1 new/de.md, 2 de.md");
  EXPECT_EQ(followed("y.md"), "1 y.md");
}

TEST_F(FollowedHistory, IsTakenByOneDocumentAlone) {
  // Both are of a folder that moved: names say which is which, though the diff pairs by what is most alike.
  write("a/old/de.md", text_sharing(20, "ferries", ""));
  commit("old/fr.md", text_sharing(20, "bicycles", ""));
  git("mv old new");
  write("a/new/fr.md", text_sharing(19, "ferries", "bicycles"));
  commit("new/de.md", text_sharing(12, "ferries", "railways"));
  EXPECT_EQ(followed("new/de.md"), "1 old/de.md, 2 new/de.md");
  EXPECT_EQ(followed("new/fr.md"), "1 new/fr.md");
}

TEST_F(FollowedHistory, SeesWhatAMergeBroughtAsOneCommit) {
  commit("a.md", text_with("One."));
  git("switch -qc side");
  commit("a.md", text_with("On the side."));
  move("a.md", "b.md");
  commit("b.md", text_with("On the side, under a new name."));
  git("switch -q main");
  commit("other.md", "Something else.\n");
  git("merge -q --no-edit side");
  commit("b.md", text_with("After the merge."));
  EXPECT_EQ(followed("b.md"), "1 a.md, 2 b.md, 3 b.md");
  EXPECT_EQ(git("log --follow --first-parent --format=%s -- b.md"), "a change\nMerge branch 'side'\na change");
}

TEST_F(FollowedHistory, TakesAPathForWhatItSays) {
  commit("a.md", text_with("One."));
  git("mv a.md 'terms [1].md'");
  commit("other.md", "Something else.\n");
  EXPECT_EQ(followed("terms [1].md"), "1 a.md, 2 terms [1].md");
  git("mv 'terms [1].md' ':(top)?.rst'");
  write("a/:(top)?.rst", text_with("Two."));
  commit();
  EXPECT_EQ(followed(":(top)?.rst"), "1 a.md, 2 terms [1].md, 3 :(top)?.rst");
}

TEST_F(FollowedHistory, ComesFromWhatWasNoDocument) {
  commit("README", text_with("One."));
  move("README", "README.md");
  EXPECT_EQ(followed("README.md"), "1 README, 2 README.md");
  git("mv README.md moved.md");
  must("ln -s moved.md README.md", "a");
  commit();
  EXPECT_EQ(followed("moved.md"), "1 README, 2 README.md, 3 moved.md");
  // A link that becomes a text was there before.
  must("ln -s nowhere link.md", "a");
  commit();
  must("rm link.md && mv moved.md link.md", "a");
  commit();
  EXPECT_EQ(followed("link.md"), "1 link.md");
}

TEST_F(FollowedHistory, SaysWhichTextsAPartialCloneLacks) {
  commit("a.md", text_with("One."));
  move("a.md", "b.md");
  git("config uploadpack.allowFilter true && git config uploadpack.allowAnySHA1InWant true");
  git("clone -q --bare --filter=blob:none file://$PWD/a same", "");
  // The same bytes show without a text.
  EXPECT_EQ(value_of(value_of(Archive::open(path("same"))).release("b.md", true)).versions.size(), 2U);
  git("mv b.md c.md");
  commit("c.md", text_with("Two."));
  git("clone -q --bare --filter=blob:none file://$PWD/a edited", "");
  const Archive clone = value_of(Archive::open(path("edited")));
  EXPECT_EQ(value_of(clone.release("c.md")).versions.size(), 1U);
  const Error error = error_of(clone.release("c.md", true));
  EXPECT_EQ(error.code, ErrorCode::Incomplete);
  EXPECT_NE(error.message.find("git fetch --refetch --no-filter"), std::string::npos) << error.message;
}

TEST_F(FollowedHistory, EndsWhereAShallowCloneEnds) {
  commit("a.md", text_with("One."));
  commit("a.md", text_with("Two."));
  move("a.md", "b.md");
  commit("b.md", text_with("Three."));
  git("clone -q --depth 3 file://$PWD/a deep", "");
  EXPECT_EQ(value_of(value_of(Archive::open(path("deep"))).release("b.md", true)).versions.size(), 3U);
  git("clone -q --depth 2 file://$PWD/a flat", "");
  EXPECT_EQ(value_of(value_of(Archive::open(path("flat"))).release("b.md", true)).versions.size(), 2U);
}

TEST_F(FollowedHistory, IsAReleasesOwnInAnArchive) {
  Archive archive = make_archive(false, "archive");
  (void)value_of(archive.publish("One.\n", of("un/a", kNow)));
  const Release release = value_of(archive.release("un/a", true));
  EXPECT_EQ(outline(release), "1@2020-09-13");
  EXPECT_FALSE(release.follows_renames);
}

}  // namespace
}  // namespace stet::test
