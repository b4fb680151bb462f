// SPDX-License-Identifier: Apache-2.0
// Blame, trace and phrase search against histories of which everything is known.
#include "history/known_history.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "archive/repository_fixture.hpp"
#include "fmt/format.h"
#include "stet/history.hpp"

namespace stet::test {
namespace {

constexpr std::size_t kVersions = 50;
/// The first block of every version is its title.
constexpr std::size_t kTitle = 1;

class KnownHistory : public RepositoryTest, public testing::WithParamInterface<std::uint32_t> {
 protected:
  Archive publish(const std::vector<KnownVersion>& versions) const {
    Archive archive = make_archive(true);
    for (std::size_t i = 0; i < versions.size(); ++i)
      (void)value_of(archive.publish(versions[i].bytes, of("un/statement", kNow + static_cast<Timestamp>(i) * kDay)));
    return archive;
  }
};

void expect_blamed(const std::vector<KnownVersion>& versions, stet::History& history, const Release& release) {
  std::size_t right = 0;
  std::size_t all = 0;
  for (std::size_t version = 0; version < versions.size(); version += 7) {
    const auto blamed = value_of(history.blame(release, release.versions[version]));
    const auto known = sentences_of(versions[version].text);
    ASSERT_EQ(blamed.size(), known.size() + kTitle);
    for (std::size_t i = 0; i < known.size(); ++i) {
      ++all;
      right += blamed[i + kTitle].since == known[i].since && blamed[i + kTitle].origin == known[i].origin ? 1U : 0U;
    }
  }
  EXPECT_GE(right * 100, all * 98) << right << " of " << all;
}

void expect_traced(stet::History& history, const Release& release) {
  const std::size_t middle = kVersions / 2;
  const auto blamed = value_of(history.blame(release, release.versions[middle]));
  for (std::size_t i = kTitle; i < blamed.size(); i += 5) {
    const auto wordings = value_of(history.trace(release, release.versions[middle], i));
    ASSERT_FALSE(wordings.empty());
    EXPECT_EQ(wordings.front().kind, ChangeKind::Added);
    EXPECT_EQ(wordings.front().version, blamed[i].origin);
    const auto now = std::find_if(wordings.rbegin(), wordings.rend(),
                                  [&](const Wording& wording) { return wording.version <= middle; });
    ASSERT_NE(now, wordings.rend());
    EXPECT_EQ(now->version, blamed[i].since);
    for (std::size_t at = 0; at < wordings.size(); ++at) {
      if (at > 0) {
        EXPECT_LT(wordings[at - 1].version, wordings[at].version);
      }
      EXPECT_EQ(wordings[at].edits.empty(),
                wordings[at].kind == ChangeKind::Added || wordings[at].kind == ChangeKind::Removed);
      if (wordings[at].kind == ChangeKind::Removed) {
        EXPECT_EQ(at + 1, wordings.size());
      }
    }
  }
}

/// The versions that hold a phrase, as runs: "0-3 7-".
std::string runs_of(const std::vector<std::vector<std::string>>& versions, const std::string& phrase) {
  std::string runs;
  bool held = false;
  for (std::size_t version = 0; version < versions.size(); ++version) {
    const bool holds = std::ranges::any_of(
        versions[version], [&](const std::string& text) { return text.find(phrase) != std::string::npos; });
    if (holds && !held) runs += fmt::format(" {}-", version);
    if (!holds && held) runs += fmt::format("{}", version);
    held = holds;
  }
  return runs;
}

std::string runs_of(const std::vector<PhraseSpan>& spans) {
  std::string runs;
  for (const PhraseSpan& span : spans)
    runs += fmt::format(" {}-{}", span.from, span.until ? std::to_string(*span.until) : "");
  return runs;
}

void expect_searched(const std::vector<KnownVersion>& versions, stet::History& indexed, stet::History& direct,
                     const Release& release, std::uint32_t seed) {
  Dice dice(seed);
  std::vector<std::vector<std::string>> texts;
  for (const KnownVersion& version : versions) texts.push_back(plain_paragraphs(version.text));
  std::size_t came_and_went = 0;
  for (int round = 0; round < 200; ++round) {
    const auto& paragraphs = texts[dice.roll(kVersions)];
    const std::string& text = paragraphs[dice.roll(paragraphs.size())];
    const std::size_t begin = dice.roll(text.size() - 1);
    std::string phrase = text.substr(begin, 3 + dice.roll(40));
    while (!phrase.empty() && phrase.front() == ' ') phrase.erase(0, 1);
    while (!phrase.empty() && phrase.back() == ' ') phrase.pop_back();
    if (phrase.size() < 3) continue;
    const std::string expected = runs_of(texts, phrase);
    const auto found = value_of(indexed.grep({&release, 1}, {.text = phrase}));
    EXPECT_EQ(runs_of(found.front()), expected) << phrase;
    EXPECT_EQ(runs_of(value_of(direct.grep({&release, 1}, {.text = phrase})).front()), expected) << phrase;
    for (const PhraseSpan& span : found.front()) EXPECT_FALSE(span.sentences.empty());
    came_and_went += expected != " 0-" ? 1U : 0U;
  }
  EXPECT_GT(came_and_went, 50U);
}

TEST_P(KnownHistory, IsBlamedTracedAndSearched) {
  const std::vector<KnownVersion> versions = known_history(kVersions, GetParam());
  const Archive archive = publish(versions);
  stet::History history = stet::History::open(archive, {});
  HistoryOptions without;
  without.use_index = false;
  stet::History direct = stet::History::open(archive, without);
  const Release release = value_of(history.release("un/statement"));
  expect_blamed(versions, history, release);
  expect_traced(history, release);
  expect_searched(versions, history, direct, release, GetParam() + 1);
  EXPECT_TRUE(history.complaints().empty());
}

INSTANTIATE_TEST_SUITE_P(Seeds, KnownHistory, testing::Values(1U, 2U, 3U));

}  // namespace
}  // namespace stet::test
