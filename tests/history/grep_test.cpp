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

class GrepTest : public RepositoryTest {
 protected:
  [[nodiscard]] std::string found(const Archive& archive, const PhraseQuery& query, bool use_index) const {
    HistoryOptions options;
    options.use_index = use_index;
    stet::History history = stet::History::open(archive, options);
    const auto releases = value_of(history.releases());
    std::string text = listed(value_of(history.grep(releases, query)));
    for (const std::string& complaint : history.complaints()) ADD_FAILURE() << complaint;
    return text;
  }
};

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
