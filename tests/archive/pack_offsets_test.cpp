// SPDX-License-Identifier: Apache-2.0
//
// Indexes of packs that point where there is no pack.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "archive/repository_fixture.hpp"

namespace stet::test {
namespace {

using ::testing::HasSubstr;

class PackOffsets : public RepositoryTest {};

TEST_F(PackOffsets, PointIntoThePack) {
  Archive made = make_archive();
  (void)value_of(made.publish("One.\n", of("x")));
  git("gc -q");
  const std::string index = must("ls .git/objects/pack/*.idx", "a");
  must("chmod u+w " + index, "a");
  const std::string sound = read("a/" + index);
  const auto count = static_cast<std::size_t>(static_cast<unsigned char>(sound[8 + 255 * 4 + 3]));
  for (const char* const place : {"\x7F\xFF\xFF\xFF", "\xFF\xFF\xFF\xFF", "\x80\x00\x00\x00"}) {
    std::string damaged = sound;
    damaged.replace(8 + 256 * 4 + count * 24, 4, place, 4);
    write("a/" + index, damaged);
    const auto archive = Archive::open(path("a"));
    ASSERT_FALSE(archive);
    EXPECT_EQ(archive.error().place, path("a/" + index));
    EXPECT_THAT(archive.error().message, HasSubstr("points outside of its pack: `rm -f "));
  }
  write("a/" + index, sound);
  EXPECT_TRUE(Archive::open(path("a")));
}

}  // namespace
}  // namespace stet::test
