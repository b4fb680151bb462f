// SPDX-License-Identifier: Apache-2.0
// Histories that go on under earlier names, from the index and without it: the answers are the same.
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <random>

#include "archive/repository_fixture.hpp"
#include "fmt/format.h"
#include "stet/history.hpp"

namespace stet::test {
namespace {

class RenamesInTheIndex : public RepositoryTest {
 protected:
  void SetUp() override {
    RepositoryTest::SetUp();
    git("init -q a", "");
  }

  /// Everything that is said of one document, as text.
  [[nodiscard]] static std::string answers(stet::History& history, const std::string& document) {
    const auto found = history.release(document, true);
    if (!found) return found.error().message + "\n";
    const Release& release = *found;
    std::string text = release.name + "\n";
    for (const Version& version : release.versions)
      text += fmt::format("{} {} {} {} {}\n", version.number.value_or(0), version.path, version.commit, version.blob,
                          version.same_text_as.value_or(0));
    for (const auto& counts : value_of(history.counts(release)))
      text += counts ? fmt::format("{}/{} ", counts->summary.kinds[1], counts->summary.severities[3]) : "- ";
    const auto spans = value_of(history.grep({&release, 1}, {.text = "it is day 1"}));
    for (const PhraseSpan& span : spans.front()) text += fmt::format("{}-{}\n", span.from, span.until.value_or(0));
    if (release.versions.back().withdrawn) return text;
    for (const BlamedSentence& sentence : value_of(history.blame(release, release.versions.back())))
      text += fmt::format("{}:{}:{}:{}\n", sentence.index, sentence.since, sentence.origin, sentence.text);
    for (const Wording& wording : value_of(history.trace(release, release.versions.back(), 1)))
      text += fmt::format("{} {} {}\n", wording.version, static_cast<int>(wording.kind), wording.text);
    return text;
  }

  /// What is said of every document that there was.
  [[nodiscard]] std::string all_answers(bool use_index) const {
    const Archive opened = value_of(Archive::open(path("a")));
    HistoryOptions options;
    options.use_index = use_index;
    stet::History history = stet::History::open(opened, options);
    std::string text;
    for (const Release& release : value_of(history.releases())) text += answers(history, release.name);
    for (const std::string& complaint : history.complaints()) ADD_FAILURE() << complaint;
    return text;
  }

  /// How many versions of all documents are of another path than their document's.
  [[nodiscard]] std::size_t former_names() const {
    const Archive opened = value_of(Archive::open(path("a")));
    std::size_t count = 0;
    for (const Release& own : value_of(opened.releases()))
      for (const Version& version : value_of(opened.release(own.name, true)).versions)
        count += version.path != own.name;
    return count;
  }

  void expect_right(const std::string& what) const {
    const std::string expected = all_answers(false);
    EXPECT_EQ(all_answers(true), expected) << what;
    EXPECT_EQ(all_answers(true), expected) << what << ", once more";
    EXPECT_EQ(value_of(stet::History::check_index(value_of(Archive::open(path("a"))))).size(), 0U);
  }

  /// At most four documents that are edited, renamed, copied, deleted and made anew in so many commits, mostly one
  /// thing in each.
  void live(std::mt19937& random, int commits) const {
    constexpr std::array<const char*, 8> kNames = {"f.txt",    "a.md",     "b.txt", "c.md",
                                                   "old/a.md", "new/a.md", "d.rst", "e.md"};
    const auto below = [&](std::size_t bound) {
      return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
    };
    const auto place_of = [](const std::string& name) { return "a/" + name; };
    for (int i = 0; i < commits; ++i) {
      for (std::size_t times = below(4) == 0 ? 3 : 1; times > 0; --times) {
        std::vector<std::string> there;
        std::vector<std::string> free;
        for (const char* name : kNames) (exists(place_of(name)) ? there : free).emplace_back(name);
        const std::string other = free.empty() ? there.front() : free[below(free.size())];
        if (there.size() < 3 || (there.size() < 4 && below(5) == 0)) {
          write(place_of(other), fmt::format("# The paper of {}\n\nIt began on day {}, with a few words.", other, i));
          continue;
        }
        const std::string place = place_of(there[below(there.size())]);
        const std::size_t what = below(8);
        if (what == 0 || what > 4)
          write(place,
                fmt::format("{} And then it is day {}, which took {} words.", read(place), below(9), below(20) + 2));
        if (what < 5 && what > 0) write(place_of(other), read(place));
        if (what == 0 || what == 1) continue;  // An edit, a copy.
        if (what < 6) std::filesystem::remove(path(place));
      }
      git("add -A && git commit -q --allow-empty -m change");
    }
  }
};

TEST_F(RenamesInTheIndex, AreWhatTheyAreWithout) {
  std::mt19937 random(5);
  live(random, 25);
  expect_right("new");
  EXPECT_GT(former_names(), 10U);
  live(random, 10);
  expect_right("gone on");
  git("branch before && git reset -q --hard HEAD~12");
  expect_right("set back");
  live(random, 4);
  expect_right("another way from there");
  git("merge -q -X theirs -m merged before || git add -A && git commit -q --allow-empty -m merged");
  expect_right("merged");
}

TEST_F(RenamesInTheIndex, SurviveADamagedIndex) {
  std::mt19937 random(7);
  live(random, 12);
  const std::string expected = all_answers(false);
  ASSERT_EQ(all_answers(true), expected);
  const std::string index = "a/.git/stet/index.sqlite";
  const std::string whole = read(index);
  for (std::size_t at = 24; at < whole.size(); at += 1201) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x15);
    write(index, damaged);
    ASSERT_EQ(all_answers(true), expected) << "byte " << at;
  }
}

TEST_F(RenamesInTheIndex, AreRightWithAnIndexOfAnOlderProgram) {
  std::mt19937 random(9);
  live(random, 12);
  const std::string expected = all_answers(false);
  ASSERT_EQ(all_answers(true), expected);
  const std::string index = "a/.git/stet/index.sqlite";
  constexpr std::size_t kUserVersion = 60;  // Four bytes of SQLite's header, the most significant first.
  std::string old = read(index);
  old[kUserVersion + 3] = 1;
  write(index, old);
  EXPECT_EQ(all_answers(true), expected);
  EXPECT_NE(read(index)[kUserVersion + 3], 1);
}

TEST_F(RenamesInTheIndex, AreFollowedOnce) {
  write("a/a.md", "# Terms\n\nWe ask. We act. We never sleep, not even at night.\n");
  git("add -A && git commit -qm one && git mv a.md b.md && git commit -qm two");
  const Archive opened = value_of(Archive::open(path("a")));
  stet::History history = stet::History::open(opened, {});
  const Release release = value_of(history.release("b.md", true));
  ASSERT_EQ(release.versions.size(), 2U);
  EXPECT_FALSE(value_of(history.known_counts(release)).back());
  (void)value_of(history.counts(release));
  EXPECT_TRUE(value_of(history.known_counts(release)).back());
  // What is kept of the one is nothing of the other.
  const Release own = value_of(history.release("b.md"));
  EXPECT_EQ(own.versions.size(), 1U);
  EXPECT_FALSE(value_of(history.known_counts(own)).back());
  EXPECT_EQ(value_of(history.releases()).size(), 2U);
}

}  // namespace
}  // namespace stet::test
