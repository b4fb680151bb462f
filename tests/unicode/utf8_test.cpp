// SPDX-License-Identifier: Apache-2.0
#include "unicode/utf8.hpp"

#include <gtest/gtest.h>

namespace stet::unicode {
namespace {

TEST(Utf8, RoundTripsEveryPlane) {
  for (const char32_t code : {U'\0', U'a', U'\u00E9', U'\u20AC', U'\uFFFD', U'\U0001F600', U'\U0010FFFF'}) {
    std::string text;
    append(text, code);
    EXPECT_EQ(code_point_at(text, 0).code, code);
    EXPECT_EQ(code_point_at(text, 0).size, text.size());
    EXPECT_EQ(code_point_before(text, text.size()).code, code);
    EXPECT_EQ(valid_prefix(text), text.size());
  }
}

TEST(Utf8, StopsAtWhatUnicodeForbids) {
  for (const char* bytes : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                            "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xE2\x82", "\xC3"}) {
    EXPECT_EQ(valid_prefix(bytes), 0U);
    EXPECT_EQ(valid_prefix(std::string("eight by") + bytes), 8U);
  }
}

TEST(Utf8, ReplacesEachInvalidByte) {
  EXPECT_EQ(replace_invalid("a\xFF\xFE"
                            "b\xE2\x82"),
            "a\uFFFD\uFFFDb\uFFFD\uFFFD");
  const MultibyteCount count = count_multibyte("é\xFF\xE9t\xC3\xA9");
  EXPECT_EQ(count.valid, 2U);
  EXPECT_EQ(count.invalid_bytes, 2U);
}

TEST(Utf8, FindsWhatIsNotAsciiWhereverItStands) {
  EXPECT_TRUE(is_ascii(""));
  for (std::size_t size = 1; size < 20; ++size) {
    std::string text(size, '\x7F');
    EXPECT_TRUE(is_ascii(text));
    for (std::size_t at = 0; at < size; ++at) {
      text[at] = '\x80';
      EXPECT_FALSE(is_ascii(text)) << size << ' ' << at;
      text[at] = '\0';
    }
  }
}

}  // namespace
}  // namespace stet::unicode
