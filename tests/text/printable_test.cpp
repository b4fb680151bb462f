// SPDX-License-Identifier: Apache-2.0
#include "text/printable.hpp"

#include <gtest/gtest.h>

namespace stet::text {
namespace {

using namespace std::string_view_literals;

TEST(Printable, MakesControlsVisible) {
  EXPECT_EQ(printable("a\x1B[31mb"), "a␛[31mb");
  EXPECT_EQ(printable("a\0b\x7F"sv), "a␀b␡");
  EXPECT_EQ(printable("a\u202Eb\u2066\u009B1m"), "a⟨U+202E⟩b⟨U+2066⟩⟨U+009B⟩1m");
  EXPECT_EQ(printable("a\nb\tc\rd"), "a␊b␉c␍d");
  EXPECT_EQ(printable("a\nb\tc\rd", true), "a\nb\tc␍d");
  EXPECT_EQ(printable("plain é\x1B plain \x85x"), "plain é␛ plain \uFFFDx");
  EXPECT_EQ(printable("\x1B"), "␛");
}

TEST(Printable, RepairsWhatIsNoUtf8) {
  EXPECT_EQ(printable("a\xFF"
                      "b"),
            "a\uFFFDb");
}

TEST(Printable, LeavesTextAlone) { EXPECT_EQ(printable("Ünïcödé — “中文” \U0001F600"), "Ünïcödé — “中文” \U0001F600"); }

}  // namespace
}  // namespace stet::text
