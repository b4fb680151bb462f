// SPDX-License-Identifier: Apache-2.0
#include "unicode/charset.hpp"

#include <gtest/gtest.h>

namespace stet::unicode {
namespace {

using namespace std::string_view_literals;

TEST(Charset, ReadsUtf16WithAndWithoutMark) {
  EXPECT_EQ(decode("\xFF\xFEh\0\xE9\0"sv).utf8, "\uFEFFhé");
  EXPECT_EQ(decode("\xFE\xFF\0h\0\xE9"sv).encoding, "UTF-16BE");
  EXPECT_EQ(decode("P\0l\0a\0i\0n\0 \0t\0e\0x\0t\0"sv).utf8, "Plain text");
  EXPECT_EQ(decode("\xFF\xFE\x3D\xD8\0\xDE"sv).utf8, "\uFEFF\U0001F600");
}

TEST(Charset, ReadsWindows1252Quotes) {
  const Decoded decoded = decode("\x93The caf\xE9 is open,\x94 said the minister, who opened the caf\xE9 in town.");
  EXPECT_EQ(decoded.utf8, "“The café is open,” said the minister, who opened the café in town.");
  EXPECT_EQ(decoded.encoding, "windows-1252");
}

TEST(Charset, LeavesUtf8Alone) {
  EXPECT_FALSE(wide_encoding("plain text, eight bytes and more"));
  EXPECT_FALSE(
      wide_encoding("\xEF\xBB\xBF"
                    "a"));
}

}  // namespace
}  // namespace stet::unicode
