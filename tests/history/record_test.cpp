// SPDX-License-Identifier: Apache-2.0
#include "history/record.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace stet::history {
namespace {

/// Versions with blocks that stay and new ones, one that cannot be read, links and counts between.
Record made_record() {
  Record record;
  record.name = "notice";
  record.depth = Depth::Counts;
  for (std::uint32_t i = 0; i < 4; ++i) {
    Version version;
    version.commit = std::string(40, static_cast<char>('a' + i));
    version.blob = std::string(40, static_cast<char>('1' + i));
    record.versions.push_back(version);
    Step step;
    step.blob = version.blob;
    step.language = "en";
    step.sentences = 300 + i;
    if (i == 2) {
      step.unreadable = "is no text";
    } else {
      step.blocks = {{0, 0, {7 + i, 1000, 3}}, {0, i, {}}, {0, 0, {500 * i}}};
      step.recut = {1, 2, 3};
      step.links.push_back({{1, 2}, {400}, ChangeKind::Merged, true});
      step.summary.kinds[1] = 200;
      step.summary.breaks = 5;
    }
    record.steps.push_back(step);
  }
  return record;
}

PackedSteps steps_of(const std::string& bytes) {
  auto steps = PackedSteps::of(bytes);
  EXPECT_TRUE(steps && *steps);
  return **steps;
}

TEST(PackedSteps, GiveWhatIsNewInEach) {
  const Record record = made_record();
  const std::string bytes = pack(record);
  PackedSteps whole = steps_of(bytes);
  PackedSteps parts = steps_of(bytes);
  std::vector<std::uint32_t> fresh{99};
  for (const Step& step : record.steps) {
    std::vector<std::uint32_t> expected;
    for (const BlockRun& run : step.blocks) expected.insert(expected.end(), run.fresh.begin(), run.fresh.end());
    const auto more = parts.next_fresh(fresh);
    ASSERT_TRUE(more && *more);
    EXPECT_EQ(fresh, expected);
    const auto next = whole.next();
    ASSERT_TRUE(next && *next != nullptr);
    EXPECT_EQ((*next)->sentences, step.sentences);
    EXPECT_EQ((*next)->unreadable, step.unreadable);
    EXPECT_EQ((*next)->recut, step.recut);
  }
  EXPECT_FALSE(*parts.next_fresh(fresh));
  EXPECT_TRUE(fresh.empty());
  EXPECT_EQ(*whole.next(), nullptr);
}

TEST(PackedSteps, NoticeBytesThatAreNone) {
  const std::string bytes = pack(made_record());
  for (std::size_t size = bytes.size() - 120; size < bytes.size(); ++size) {
    const std::string cut = bytes.substr(0, size);
    auto steps = PackedSteps::of(cut);
    if (!steps || !*steps) continue;
    std::vector<std::uint32_t> fresh;
    bool noticed = false;
    for (int i = 0; i < 4 && !noticed; ++i) noticed = !(*steps)->next_fresh(fresh);
    EXPECT_TRUE(noticed) << size;
  }
}

}  // namespace
}  // namespace stet::history
