// SPDX-License-Identifier: Apache-2.0
#include "archive/pack.hpp"

#include <map>

#include "archive/repository_fixture.hpp"
#include "archive/state.hpp"
#include "archive/tree_draft.hpp"
#include "fmt/format.h"
#include "support/generated_text.hpp"

namespace stet::test {
namespace {

using archive::DeltaBase;
using archive::DeltaMaker;
using archive::Packed;
using archive::PackWriter;

std::string random_text(Dice& dice, std::size_t size, std::size_t letters) {
  std::string text;
  while (text.size() < size) text.push_back("abcdefghijklmnopqrstuvwxyz"[dice.roll(letters)]);
  return text;
}

/// A few pieces of the text changed, taken out, moved or repeated.
std::string edited(Dice& dice, std::string text) {
  for (std::size_t edits = dice.roll(6); edits > 0; --edits) {
    const std::size_t at = text.empty() ? 0 : dice.roll(text.size());
    const std::size_t size = std::min<std::size_t>(dice.roll(200), text.size() - at);
    const std::string piece = text.substr(at, size);
    switch (dice.roll(4)) {
      case 0:
        text.replace(at, size, random_text(dice, dice.roll(300), 20));
        break;
      case 1:
        text.erase(at, size);
        break;
      case 2:
        text.erase(at, size).insert(text.empty() ? 0 : dice.roll(text.size()), piece);
        break;
      default:
        text.insert(at, piece + piece);
    }
  }
  return text;
}

std::optional<std::size_t> take_length(std::string_view& rest) {
  std::size_t value = 0;
  for (unsigned shift = 0; !rest.empty() && shift < 63; shift += 7) {
    const auto byte = static_cast<unsigned char>(rest.front());
    rest.remove_prefix(1);
    value |= static_cast<std::size_t>(byte & 0x7FU) << shift;
    if ((byte & 0x80U) == 0) return value;
  }
  return std::nullopt;
}

/// The bytes that the flags in `command` from `first` on announce, the lowest first.
std::optional<std::size_t> take_number(std::string_view& rest, unsigned command, unsigned first, unsigned count) {
  std::size_t value = 0;
  for (unsigned i = 0; i < count; ++i) {
    if ((command & (first << i)) == 0) continue;
    if (rest.empty()) return std::nullopt;
    value |= static_cast<std::size_t>(static_cast<unsigned char>(rest.front())) << (8 * i);
    rest.remove_prefix(1);
  }
  return value;
}

/// Builds the second text again; nothing where the delta does not belong to `before` or is damaged.
std::optional<std::string> apply_delta(std::string_view before, std::string_view delta) {
  const auto before_size = take_length(delta);
  const auto after_size = before_size ? take_length(delta) : std::nullopt;
  if (!after_size || *before_size != before.size()) return std::nullopt;
  std::string after;
  while (!delta.empty()) {
    const auto command = static_cast<unsigned char>(delta.front());
    delta.remove_prefix(1);
    std::string_view piece;
    if ((command & 0x80U) != 0) {
      const auto offset = take_number(delta, command, 0x01, 4);
      const auto size = offset ? take_number(delta, command, 0x10, 3) : std::nullopt;
      if (!size) return std::nullopt;
      const std::size_t length = *size == 0 ? 0x10000 : *size;
      if (*offset > before.size() || length > before.size() - *offset) return std::nullopt;
      piece = before.substr(*offset, length);
    } else {
      if (command == 0 || command > delta.size()) return std::nullopt;
      piece = delta.substr(0, command);
      delta.remove_prefix(command);
    }
    if (after.size() + piece.size() > *after_size) return std::nullopt;
    after.append(piece);
  }
  return after.size() == *after_size ? std::optional(std::move(after)) : std::nullopt;
}

TEST(Delta, BuildsTheSecondTextFromTheFirst) {
  Dice dice(1);
  DeltaMaker maker;
  for (int i = 0; i < 3000; ++i) {
    const std::string before = random_text(dice, dice.roll(3000), i % 3 == 0 ? 2 : 26);
    const std::string after = i % 7 == 0 ? random_text(dice, dice.roll(3000), 26) : edited(dice, before);
    const auto delta = maker.make(before, after, 1U << 20);
    ASSERT_TRUE(delta) << i;
    EXPECT_EQ(apply_delta(before, *delta), after) << i;
  }
}

TEST(Delta, IsShortWhereTextsAreAlike) {
  Dice dice(2);
  DeltaMaker maker;
  const std::string before = random_text(dice, 300'000, 26);
  std::string after = before;
  after.replace(1000, 3, "changed");
  after.replace(250'000, 10, "");
  const auto delta = maker.make(before, after, before.size());
  ASSERT_TRUE(delta);
  EXPECT_LT(delta->size(), 100U);  // Copies of 64 KiB at most, seven bytes each.
  const std::string swapped = before.substr(150'000) + before.substr(0, 150'000);
  EXPECT_LT(maker.make(before, swapped, before.size())->size(), 100U);
}

TEST(Delta, IsGivenUpWhereItWouldBeLong) {
  Dice dice(3);
  DeltaMaker maker;
  const std::string before = random_text(dice, 5000, 26);
  const std::string after = random_text(dice, 5000, 26);
  EXPECT_FALSE(maker.make(before, after, after.size() / 2));
  EXPECT_TRUE(maker.make(before, before, before.size() / 2));
}

TEST(Delta, OfAnotherTextIsRefused) {
  DeltaMaker maker;
  const std::string delta = maker.make("one text", "another text", 100).value();
  EXPECT_FALSE(apply_delta("one text!", delta));
  for (std::size_t cut = 0; cut < delta.size(); ++cut)
    EXPECT_FALSE(apply_delta("one text", delta.substr(0, cut))) << cut;
}

class Pack : public RepositoryTest {
 protected:
  void SetUp() override {
    RepositoryTest::SetUp();
    must("git init -q a");
  }
  void expect_readable() const {
    const Ran checked = shell("git fsck --strict --full --no-dangling", "a");
    EXPECT_EQ(checked.status, 0);
    EXPECT_EQ(checked.out, "notice: HEAD points to an unborn branch (main)\nnotice: No default references\n");
  }
  [[nodiscard]] std::string packs() const { return path("a/.git/objects/pack"); }
};

TEST_F(Pack, IsReadBackByGit) {
  Dice dice(4);
  std::map<std::string, std::string> expected;
  {
    const auto pack = value_of(PackWriter::create(packs()));
    for (int document = 0; document < 20; ++document) {
      std::string before;
      std::optional<Packed> packed;
      std::string text = random_text(dice, dice.roll(4000), 26);
      // More versions than deltas may follow each other.
      for (int version = 0; version < 70; ++version) {
        const DeltaBase base{packed.value_or(Packed{}), before};
        packed = value_of(pack->add(GIT_OBJECT_BLOB, text, packed ? &base : nullptr));
        expected[archive::hex(packed->id)] = text;
        before = text;
        text = edited(dice, text);
      }
    }
    EXPECT_EQ(pack->objects(), expected.size());
    ASSERT_TRUE(pack->finish());
  }
  const std::string verified = must("git verify-pack -v .git/objects/pack/pack-*.idx", "a");
  EXPECT_NE(verified.find("chain length = 50"), std::string::npos) << verified.substr(0, 400);
  EXPECT_EQ(verified.find("chain length = 51"), std::string::npos);
  expect_readable();
  // Each was hashed again by now; these show that ids belong to texts.
  for (const auto& [id, text] : expected) {
    if (id.starts_with("0")) {
      EXPECT_EQ(shell("git cat-file blob " + id, "a").out, text);
    }
  }
  EXPECT_EQ(must("ls -l .git/objects/pack | grep -c r--r--r--", "a"), "2");
}

TEST_F(Pack, HoldsAnObjectOnce) {
  const auto pack = value_of(PackWriter::create(packs()));
  const Packed first = value_of(pack->add(GIT_OBJECT_BLOB, "text\n"));
  EXPECT_EQ(value_of(pack->add(GIT_OBJECT_BLOB, "text\n")).offset, first.offset);
  EXPECT_EQ(value_of(pack->add(GIT_OBJECT_BLOB, "")).depth, 0U);
  EXPECT_EQ(pack->objects(), 2U);
  ASSERT_TRUE(pack->finish());
  EXPECT_EQ(git("verify-pack -v .git/objects/pack/*.idx | grep -c blob"), "2");
}

TEST_F(Pack, HoldsLargeObjectsOfEverySize) {
  Dice dice(5);
  const auto pack = value_of(PackWriter::create(packs()));
  std::map<std::string, std::size_t> expected;
  for (const std::size_t size : {0UL, 15UL, 16UL, 80UL, 81UL, 1024UL, 1025UL, 65'535UL, 65'536UL, 5'000'000UL}) {
    expected[archive::hex(value_of(pack->add(GIT_OBJECT_BLOB, random_text(dice, size, 26))).id)] = size;
  }
  ASSERT_TRUE(pack->finish());
  expect_readable();
  for (const auto& [id, size] : expected) EXPECT_EQ(git("cat-file -s " + id), std::to_string(size));
}

TEST_F(Pack, ThatWasNotFinishedIsGone) {
  {
    const auto pack = value_of(PackWriter::create(packs()));
    (void)value_of(pack->add(GIT_OBJECT_BLOB, "text\n"));
  }
  EXPECT_EQ(must("ls .git/objects/pack", "a"), "");
}

/// Folders changed file by file, against git's own `update-index` and `write-tree`.
TEST_F(Pack, FoldersAreAsGitWouldWriteThem) {
  Dice dice(6);
  const auto repository = value_of(archive::open_repository(path("a"), false));
  const auto odb = value_of(archive::acquire<archive::Odb, git_repository_odb>("", repository.get()));
  const std::string blob = must("echo text | git hash-object -w --stdin", "a");
  const std::string other = must("echo other | git hash-object -w --stdin", "a");
  git("update-index --add --cacheinfo 100644," + blob + ",kept/by/git.md");
  archive::TreeDraft draft({odb.get(), false}, value_of(archive::parse_id(git("write-tree"))));
  const std::vector<std::string> paths = {"a",        "a.md",   "a/b.md",   "a-b/c.md", "a0",
                                          "x/y/z.md", "x/y.md", "x.y/z.md", "x-y.md",   "kept/by/hand.md"};
  std::map<std::string, std::string> present;
  std::vector<std::string> trees;
  const auto pack = value_of(PackWriter::create(packs()));
  for (int i = 0; i < 150; ++i) {
    const std::string& path = paths[dice.roll(paths.size())];
    const bool in_the_way = (path == "a" && present.contains("a/b.md")) || (path == "a/b.md" && present.contains("a"));
    if (in_the_way) continue;
    const bool removed = dice.roll(3) == 0;
    const std::string& id = dice.roll(2) == 0 ? blob : other;
    git(removed ? "update-index --force-remove " + path
                : fmt::format("update-index --add --cacheinfo 100644,{},{}", id, path));
    if (removed) present.erase(path);
    if (!removed) present[path] = id;
    ASSERT_TRUE(draft.set(path, removed ? std::nullopt : std::optional(value_of(archive::parse_id(id)))));
    const std::string tree = archive::hex(value_of(draft.write(*pack)));
    EXPECT_EQ(tree, git("write-tree")) << i << " " << path;
    trees.push_back(tree);
  }
  ASSERT_TRUE(pack->finish());
  expect_readable();
}

}  // namespace
}  // namespace stet::test
