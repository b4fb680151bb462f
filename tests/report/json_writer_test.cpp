// SPDX-License-Identifier: Apache-2.0
#include "report/json_writer.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "unicode/utf8.hpp"

namespace stet::report {
namespace {

std::string written(std::string_view text) {
  std::string out;
  JsonWriter(out).string(text);
  return out;
}

std::string written_fraction(double value) {
  std::string out;
  JsonWriter(out).fraction(value);
  return out;
}

TEST(JsonWriter, SetsCommas) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("a").begin_array().number(1).string("").null().begin_object().end_object();
  json.boolean(true).end_array().key("b").begin_object().key("c").fraction(0.5).end_object().end_object();
  EXPECT_EQ(out, R"({"a":[1,"",null,{},true],"b":{"c":0.5}})");
}

TEST(JsonWriter, StartsAfresh) {
  std::string out;
  JsonWriter(out).begin_object().end_object();
  out += '\n';
  JsonWriter(out).begin_object().end_object();
  EXPECT_EQ(out, "{}\n{}");
}

TEST(JsonWriter, EscapesWhatActs) {
  EXPECT_EQ(written("a\"b\\c"), R"("a\"b\\c")");
  EXPECT_EQ(written("\n\r\t\x01\x1b"), R"("\n\r\t\u0001\u001b")");
  EXPECT_EQ(written(std::string("\0", 1)), R"("\u0000")");
  EXPECT_EQ(written("\x7f\u0080\u009f\u00a0"), "\"\\u007f\\u0080\\u009f\u00a0\"");
  EXPECT_EQ(written("</script><!--"), R"("\u003c/script>\u003c!--")");
  EXPECT_EQ(written("\u2028\u2029\u202e\u2066\u2069\u200e\u200f\u061c"),
            R"("\u2028\u2029\u202e\u2066\u2069\u200e\u200f\u061c")");
}

TEST(JsonWriter, LeavesTheRest) {
  for (const std::string_view text :
       {"Michèle “Da’esh” — …", "联合国", "परिषद", "اعتمد", "👩‍👩‍👧‍👦", "\u0601\u2030\u00bf"}) {
    EXPECT_EQ(written(text), '"' + std::string(text) + '"');
  }
}

TEST(JsonWriter, ReplacesWhatIsNoUtf8) {
  EXPECT_EQ(written("a\xff\xc2"), "\"a\uFFFD\uFFFD\"");
  EXPECT_EQ(written("\xe2"), "\"\uFFFD\"");
}

TEST(JsonWriter, EveryCharacterComesBack) {
  std::string text;
  for (char32_t code = 0; code < 0x3000; ++code) unicode::append(text, code);
  for (char32_t code = 0x1F300; code < 0x1F600; ++code) unicode::append(text, code);
  EXPECT_EQ(nlohmann::json::parse(written(text)).get<std::string>(), text);
}

TEST(JsonWriter, FractionsHaveThreeDecimals) {
  EXPECT_EQ(written_fraction(0), "0");
  EXPECT_EQ(written_fraction(1), "1");
  EXPECT_EQ(written_fraction(0.93), "0.93");
  EXPECT_EQ(written_fraction(0.5), "0.5");
  EXPECT_EQ(written_fraction(0.8765), "0.877");
  EXPECT_EQ(written_fraction(1.0 / 3), "0.333");
}

TEST(JsonWriter, NearlyIsNotEqual) {
  EXPECT_EQ(written_fraction(0.99999), "0.999");
  EXPECT_EQ(written_fraction(0.00001), "0.001");
  EXPECT_EQ(written_fraction(-1), "0");
  EXPECT_EQ(written_fraction(2), "1");
  EXPECT_EQ(written_fraction(0.0 / 0.0), "0");
}

TEST(JsonWriter, PassesALongStringOnInPieces) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += i % 3 == 0 ? "<" : i % 3 == 1 ? "\u2028" : "é";
  std::string whole;
  JsonWriter(whole).begin_array().utf8(text).utf8("x").end_array();
  std::string passed;
  std::size_t longest = 0;
  const ReportSink sink = [&](std::string_view piece) {
    passed += piece;
    longest = std::max(longest, piece.size());
  };
  std::string rest;
  JsonWriter(rest, sink).begin_array().utf8(text).utf8("x").end_array();
  EXPECT_EQ(passed + rest, whole);
  EXPECT_LT(longest, whole.size() / 2);
}

}  // namespace
}  // namespace stet::report
