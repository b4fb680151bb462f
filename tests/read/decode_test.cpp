// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "read/described.hpp"
#include "read/reader.hpp"
#include "read/signature.hpp"
#include "stet/read.hpp"

namespace stet::read {
namespace {

using namespace std::string_literals;

Result<DecodedSource> decoded(const std::string& bytes) { return decode(Source::of(bytes, "label")); }

std::string utf16(std::u16string_view text, bool little) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8);
    bytes += little ? low : high;
    bytes += little ? high : low;
  }
  return bytes;
}

void expect_text(const std::string& bytes, const std::string& utf8, const std::string& encoding,
                 std::size_t replaced = 0) {
  const auto result = decoded(bytes);
  ASSERT_TRUE(result.has_value()) << result.error().message;
  EXPECT_EQ(result->source.bytes(), utf8);
  EXPECT_EQ(result->encoding, encoding);
  EXPECT_EQ(result->replaced_bytes, replaced);
  EXPECT_EQ(result->source.label(), "label");
}

TEST(Decode, LeavesUtf8WhereItIs) {
  for (const std::string& text : {""s, "plain"s, "\xEF\xBB\xBFmarked"s, "naïve 日本 \U0001F600"s}) {
    const Source source = Source::of(text, "label");
    const auto result = decode(source);
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->source.bytes().data(), source.bytes().data());
  }
}

TEST(Decode, TakesTheMajorityOfSequences) {
  expect_text("é é \xE9.", "é é \uFFFD.", "UTF-8", 1);
  // Two characters against one cut off after its third byte.
  expect_text("é é \xF0\x9F\x98.", "é é \uFFFD\uFFFD\uFFFD.", "UTF-8", 3);
  // One against one: what ICU takes it for.
  const auto tie = decoded("caf\xE9 is not é but a text in English that is long enough to be one.");
  ASSERT_TRUE(tie.has_value());
  EXPECT_NE(tie->encoding, "UTF-8");
  // A byte order mark has the last word.
  expect_text("\xEF\xBB\xBF\xE9\xE9\xE9", "\uFEFF\uFFFD\uFFFD\uFFFD", "UTF-8", 3);
}

TEST(Decode, ReadsOtherEncodings) {
  expect_text(
      "Le caf\xE9 est ferm\xE9, \x93"
      "dit\x94-il. Les ann\xE9"
      "es pass\xE9"
      "es.",
      "Le café est fermé, “dit”-il. Les années passées.", "windows-1252");
  const std::u16string_view text = u"Title\n\nThe é text is long enough.";
  for (const bool little : {true, false}) {
    const std::string name = little ? "UTF-16LE" : "UTF-16BE";
    expect_text(utf16(text, little), "Title\n\nThe é text is long enough.", name);
    expect_text(utf16(u"\uFEFF" + std::u16string(text), little), "\uFEFFTitle\n\nThe é text is long enough.", name);
  }
  expect_text("\xFF\xFE\0\0A\0\0\0\n\0\0\0"s, "\uFEFFA\n", "UTF-32LE");
}

TEST(Decode, ReadsJapaneseMail) {
  const auto result = decoded("\x1B$B$3$l$OF|K\\8l$G$9!#\x1B(B\n\x1B$B$3$l$OF|K\\8l$G$9!#\x1B(B\n");
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->source.bytes(), "これは日本語です。\nこれは日本語です。\n");
}

TEST(Decode, RefusesWhatIsNoText) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"\x89PNG\r\n\x1A\n....", "PNG"},
      {"\xFF\xD8\xFF\xE0....", "JPEG"},
      {"GIF89a....", "GIF"},
      {"%PDF-1.7\n...", "PDF"},
      {"PK\3\4....", "DOCX"},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "OLE"},
      {"\x1F\x8B\x08....", "gzip"},
      {"\x7F\x45LF\2\1\1", "ELF"},
      {"RIFF....WEBPVP8 ", "WebP"},
      {"BZh91AY&SY...", "bzip2"},
      {"{\\rtf1\\ansi hello}", "RTF"},
      {"SQLite format 3\0"s, "SQLite"},
      {"a\0\1\2\3 text"s, "control bytes"},
      {std::string(4096, 'x') + std::string(83, '\1') + std::string(10000, 'x'), "control bytes"},
      {"version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 5\n", "git lfs pull"},
  };
  for (const auto& [bytes, part] : cases) {
    const auto result = decoded(bytes);
    ASSERT_FALSE(result.has_value()) << part;
    EXPECT_EQ(result.error().code, ErrorCode::NotADocument);
    EXPECT_EQ(result.error().place, "label");
    EXPECT_NE(result.error().message.find(part), std::string::npos) << result.error().message;
    const bool names_types = result.error().message.find("plain text and Markdown") != std::string::npos;
    EXPECT_EQ(names_types, part != "git lfs pull");
  }
}

TEST(Decode, TakesTextsThatOnlyLookOdd) {
  for (const std::string& text :
       {"PK is a name"s, "MZ"s, "BM"s, "RIFF and WEBP"s, "ID3 tags"s, "GIF8"s, "a\0b"s, "....ftyp"s,
        std::string(4096, 'x') + std::string(40, '\1') + std::string(10000, 'x')}) {
    EXPECT_TRUE(decoded(text).has_value()) << text.substr(0, 20);
  }
}

TEST(Decode, WarnsOfWhatItDid) {
  const auto warnings = [](const std::string& bytes) { return test::read_text(bytes).warnings; };
  EXPECT_TRUE(warnings("é").empty());
  ASSERT_EQ(warnings("é é \xE9").size(), 1U);
  EXPECT_EQ(warnings("é é \xE9")[0].place, "text");
  EXPECT_NE(warnings("é é \xE9")[0].message.find("1 byte"), std::string::npos);
  const std::string french =
      "Le caf\xE9 est ferm\xE9, \x93"
      "dit\x94-il. Les ann\xE9"
      "es pass\xE9"
      "es.";
  ASSERT_EQ(warnings(french).size(), 1U);
  EXPECT_NE(warnings(french)[0].message.find("windows-1252"), std::string::npos);
}

TEST(DecodePair, ComparesWhatItDecoded) {
  const auto pair = decode_pair(Source::of("one é two", "a"), Source::of("\xFF\xFE" + utf16(u"one é ten", true), "b"));
  ASSERT_TRUE(pair.has_value());
  EXPECT_EQ(pair->after.source.bytes(), "\uFEFFone é ten");
  EXPECT_EQ(pair->equal.head, 0U);
  const auto broken = decode_pair(Source::of("é é \xE9 a", "a"), Source::of("é é \xE9 b", "b"));
  ASSERT_TRUE(broken.has_value());
  EXPECT_EQ(broken->before.replaced_bytes, 1U);
  EXPECT_EQ(broken->equal.head, std::string("é é \uFFFD ").size());
  EXPECT_FALSE(decode_pair(Source::of("a", "a"), Source::of("%PDF-", "b")).has_value());
}

}  // namespace
}  // namespace stet::read
