// SPDX-License-Identifier: Apache-2.0
#include "text/small_blocks.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <set>
#include <vector>

#include "support/generated_text.hpp"

namespace stet::text {
namespace {

std::unique_ptr<SmallBlocks> new_blocks() { return std::make_unique<SmallBlocks>(); }

TEST(SmallBlocks, AreApartAndFitAnything) {
  const auto blocks = new_blocks();
  test::Dice dice(1);
  struct Taken {
    unsigned char* bytes;
    std::size_t size;
    unsigned char mark;
  };
  std::vector<Taken> taken;
  for (int step = 0; step < 20'000; ++step) {
    if (!taken.empty() && dice.chance(50)) {
      std::swap(taken[dice.roll(taken.size())], taken.back());
      for (std::size_t i = 0; i < taken.back().size; ++i) ASSERT_EQ(taken.back().bytes[i], taken.back().mark) << step;
      ASSERT_TRUE(blocks->give_back(taken.back().bytes));
      taken.pop_back();
      continue;
    }
    const std::size_t size = dice.roll(SmallBlocks::kLargest + 1);
    auto* const bytes = static_cast<unsigned char*>(blocks->take(size));
    if (bytes == nullptr) continue;
    ASSERT_EQ(reinterpret_cast<std::uintptr_t>(bytes) % alignof(std::max_align_t), 0U);
    taken.push_back({bytes, size, static_cast<unsigned char>(step)});
    std::memset(bytes, taken.back().mark, size);
  }
  EXPECT_GT(taken.size(), 100U);
}

TEST(SmallBlocks, AreUsedAgain) {
  const auto blocks = new_blocks();
  void* const first = blocks->take(24);
  EXPECT_NE(blocks->take(24), first);
  EXPECT_TRUE(blocks->give_back(first));
  EXPECT_NE(blocks->take(25), first);  // larger
  EXPECT_EQ(blocks->take(17), first);
}

TEST(SmallBlocks, EndWithThePiece) {
  const auto blocks = new_blocks();
  EXPECT_EQ(blocks->take(SmallBlocks::kLargest + 1), nullptr);
  std::set<void*> taken;
  while (void* const block = blocks->take(SmallBlocks::kLargest)) EXPECT_TRUE(taken.insert(block).second);
  EXPECT_GT(taken.size() * SmallBlocks::kLargest, SmallBlocks::kPiece - 2 * SmallBlocks::kLargest - 16 * taken.size());
  while (void* const block = blocks->take(0)) EXPECT_TRUE(taken.insert(block).second);
  for (void* const block : taken) EXPECT_TRUE(blocks->give_back(block));
  EXPECT_NE(blocks->take(SmallBlocks::kLargest), nullptr);
}

TEST(SmallBlocks, KnowWhatIsNotTheirs) {
  const auto blocks = new_blocks();
  const auto others = new_blocks();
  // Hidden, or the compiler warns of reading before them.
  void* volatile foreign = std::malloc(24);
  void* volatile nothing = nullptr;
  EXPECT_FALSE(blocks->give_back(foreign));
  EXPECT_FALSE(blocks->give_back(nothing));
  EXPECT_FALSE(blocks->give_back(others->take(24)));
  std::free(foreign);
}

}  // namespace
}  // namespace stet::text
