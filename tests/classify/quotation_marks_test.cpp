// SPDX-License-Identifier: Apache-2.0
#include "classify/quotation_marks.hpp"

#include <gtest/gtest.h>

#include <string>

namespace stet::classify::test {
namespace {

/// What stands between the marks of a text, each in brackets; "[…" where no mark closes.
std::string marked(const std::string& text, std::string_view language = "en") {
  std::string out;
  for (const MarkPair& pair : pair_quotation_marks(text, language)) {
    out += "[" + text.substr(pair.inside.begin, pair.inside.size());
    if (pair.closed) out += "]";
  }
  return out;
}

TEST(QuotationMarks, ArePairedByForm) {
  EXPECT_EQ(marked("“We go,” she said. “Now.”"), "[We go,][Now.]");
  EXPECT_EQ(marked("\"We go,\" she said. \"Now.\""), "[We go,][Now.]");
  EXPECT_EQ(marked("« Allons », dit-elle.", "fr"), "[ Allons ]");
  EXPECT_EQ(marked("„Los“, sagte sie. »Jetzt.«", "de"), "[Los][Jetzt.]");
  EXPECT_EQ(marked("他说“走”，又说「走」", "zh"), "[走][走]");
  EXPECT_EQ(marked("“He said ‘go’ and “left”,” she said."), "[He said ‘go’ and “left”,]");
  EXPECT_EQ(marked("“We go."), "[We go.");
}

TEST(QuotationMarks, ApostrophesAreNone) {
  EXPECT_EQ(marked("It's the users' data, isn't it?"), "");
  EXPECT_EQ(marked("The '90s and '18 were the boys' years."), "");
  EXPECT_EQ(marked("'We saw the users' data,' she said."), "[We saw the users' data,]");
  EXPECT_EQ(marked("‘We saw the users’ data,’ she said."), "[We saw the users’ data,]");
  EXPECT_EQ(marked("A 5\" pipe and “a hose”."), "[a hose]");
}

TEST(QuotationMarks, HostileRunsFinish) {
  for (const std::string unit : {"'a ", "\"", "“", "a' ", "‘a ", " 's' ", "«", "» "}) {
    std::string text;
    while (text.size() < 300'000) text += unit;
    EXPECT_LE(pair_quotation_marks(text, "en").size(), text.size());
  }
}

}  // namespace
}  // namespace stet::classify::test
