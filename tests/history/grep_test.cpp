// SPDX-License-Identifier: Apache-2.0
// The search over the index and the one that reads the versions find the same, in whatever text.
#include <gtest/gtest.h>

#include "archive/repository_fixture.hpp"
#include "fmt/format.h"
#include "stet/history.hpp"
#include "support/generated_text.hpp"

namespace stet::test {
namespace {

std::string listed(const std::vector<std::vector<PhraseSpan>>& found) {
  std::string text;
  for (const auto& spans : found) {
    for (const PhraseSpan& span : spans) {
      text += fmt::format("{}-{}\n", span.from, span.until ? fmt::format("{}", *span.until) : "");
      for (const PhraseSpan::Place& place : span.sentences) text += fmt::format("  {} {}\n", place.index, place.text);
    }
  }
  return text;
}

/// The same where all releases are searched at once. The list has those that held it, with their versions.
std::string listed_of_all(stet::History& history, const std::vector<Release>& releases, const PhraseQuery& query) {
  std::vector<std::vector<PhraseSpan>> spans;
  for (PhraseHistory& found : value_of(history.grep(query))) {
    EXPECT_FALSE(found.spans.empty());
    const auto same = std::ranges::find(releases, found.release.name, &Release::name);
    EXPECT_NE(same, releases.end());
    if (same != releases.end()) {
      EXPECT_EQ(outline(found.release), outline(*same));
    }
    spans.push_back(std::move(found.spans));
  }
  return listed(spans);
}

class GrepTest : public RepositoryTest {
 protected:
  [[nodiscard]] std::string found(const Archive& archive, const PhraseQuery& query, bool use_index) const {
    HistoryOptions options;
    options.use_index = use_index;
    stet::History history = stet::History::open(archive, options);
    const auto releases = value_of(history.releases());
    std::string text = listed(value_of(history.grep(releases, query)));
    EXPECT_EQ(listed_of_all(history, releases, query), text) << query.text;
    for (const std::string& complaint : history.complaints()) ADD_FAILURE() << complaint;
    return text;
  }
};

/// The index has them in the order in which they came.
TEST_F(GrepTest, GivesReleasesInTheOrderOfTheirNames) {
  Archive archive = make_archive();
  const PhraseQuery query{.text = "the fee"};
  for (const char* name : {"m", "z", "a"}) {
    (void)value_of(archive.publish("It says the fee.\n", of(name)));
    (void)found(archive, query, true);
  }
  stet::History history = stet::History::open(archive, {});
  std::string names;
  for (const PhraseHistory& each : value_of(history.grep(query))) names += each.release.name;
  EXPECT_EQ(names, "amz");
}

TEST_F(GrepTest, TheIndexFindsWhatTheTextsHold) {
  Dice dice(5);
  Archive archive = make_archive();
  std::vector<std::string> texts;
  for (const char* name : {"a", "b", "c"}) {
    Paragraphs text = generated_text(dice, 30);
    for (int day = 0; day < 8; ++day) {
      texts.push_back(laid_out(text, dice));
      (void)value_of(archive.publish(texts.back(), of(name, kNow + day * kDay)));
      text = edited(std::move(text), dice, 6);
    }
  }
  int hits = 0;
  for (int round = 0; round < 150; ++round) {
    // Words of a text in a row, over the ends of sentences and lines as they come.
    const std::string& text = texts[dice.roll(texts.size())];
    std::size_t begin = text.find_first_of(" \n", dice.roll(text.size()));
    if (begin == std::string::npos) continue;
    const std::size_t end = text.find_first_of(" \n", begin + 1 + dice.roll(60));
    PhraseQuery query{.text = text.substr(begin + 1, end == std::string::npos ? end : end - begin - 1)};
    if (query.text.find_first_not_of(" \r\n") == std::string::npos) continue;
    query.ignore_case = dice.chance(20);
    query.word = dice.chance(20);
    const std::string expected = found(archive, query, false);
    hits += expected.empty() ? 0 : 1;
    EXPECT_EQ(found(archive, query, true), expected) << query.text;
  }
  EXPECT_GT(hits, 75);
}

TEST_F(GrepTest, FollowsABlockThatHoldsItThroughVersions) {
  Archive archive = make_archive();
  const std::string held = "We ask for a fee of nine euros.";
  const std::vector<std::string> texts = {"One.\n\n" + held + "\n\nTwo.\n",
                                          "Zero.\n\nOne.\n\nTwo.\n\n" + held + "\n",  // moved
                                          held + "\n\nTwo.\n",                        // more blocks before it went
                                          "Two.\n\nThree. " + held + "\n",            // another block holds it
                                          "Two.\n",
                                          "Two.\n\nThree. " + held + "\n",
                                          "Three. " + held + "\n\n" + held + "\n",
                                          held + "\n"};  // the second of two is left
  for (std::size_t i = 0; i < texts.size(); ++i)
    (void)value_of(archive.publish(texts[i], of("a", kNow + static_cast<Timestamp>(i) * kDay)));
  must("git -C a rm -q a.txt && git -C a -c user.name=x -c user.email=x@y commit -qm gone");
  (void)value_of(archive.publish(held, of("a", kNow + 4000 * kDay, kNow + 4000 * kDay)));
  (void)value_of(archive.publish("Other.\n", of("b", kNow)));
  const PhraseQuery query{.text = "fee of nine"};
  const std::string expected = found(archive, query, false);
  EXPECT_EQ(found(archive, query, true), expected);
  EXPECT_EQ(found(archive, query, true), expected);
  EXPECT_TRUE(expected.starts_with("0-4\n")) << expected;
  EXPECT_NE(expected.find("5-8\n"), std::string::npos) << expected;
  EXPECT_NE(expected.find("9-\n"), std::string::npos) << expected;
}

TEST_F(GrepTest, SeesThatATextIsCutInAnotherLanguage) {
  // In German "U.S." ends no sentence before "We".
  const std::string cut_otherwise =
      "Payments are processed in the U.S. We keep logs for thirty days; then they go.\n\n";
  const std::string same = "The committee met in Geneva and adopted the report.\n";
  const std::string other = "The committee met in Vienna and adopted the report.\n";
  const std::string third = "The users can opt out at any time, and there is nothing else to be said of it.\n";
  const std::vector<std::string> texts = {"---\nlang: de\n---\n" + cut_otherwise + same,
                                          cut_otherwise + same,
                                          cut_otherwise + same + "\nWe also sell bananas on Sundays.\n",
                                          cut_otherwise + other,
                                          third,
                                          cut_otherwise + other,
                                          "---\nlang: de\n---\n" + cut_otherwise + other,
                                          cut_otherwise + other};
  must("git init -q g");
  for (std::size_t i = 0; i < texts.size(); ++i) {
    write("g/d.md", texts[i]);
    git("add -A", "g");
    git(fmt::format("-c user.name=x -c user.email=x@y commit -qm {}", i), "g");
  }
  const Archive repository = value_of(Archive::open(path("g")));
  EXPECT_NE(found(repository, {.text = "bananas"}, false).find("  3 We also"), std::string::npos);
  for (const char* phrase : {"bananas", "We", "Payments", "adopted", "U.S. We", "thirty days"})
    for (int run = 0; run < 2; ++run)
      EXPECT_EQ(found(repository, {.text = phrase}, true), found(repository, {.text = phrase}, false)) << phrase;
}

TEST_F(GrepTest, AHitAndTheBeginningOfAnotherMayBeInOneSentence) {
  Archive archive = make_archive();
  (void)value_of(archive.publish("Say stop. go now and then STOP. Go away at once. Another one.\n", of("a", kNow)));
  for (const bool ignore_case : {false, true}) {
    const PhraseQuery query{.text = "stop. go", .ignore_case = ignore_case};
    EXPECT_EQ(found(archive, query, true), found(archive, query, false)) << ignore_case;
  }
  EXPECT_NE(found(archive, {.text = "stop. go", .ignore_case = true}, true).find("Go away"), std::string::npos);
}

}  // namespace
}  // namespace stet::test
