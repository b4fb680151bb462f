// SPDX-License-Identifier: Apache-2.0
// Whether a bracket is closed later, beside a look at all that follows.
#include "segment/brackets.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "support/generated_text.hpp"

namespace stet::segment {
namespace {

bool opens(char byte) { return byte == '(' || byte == '['; }
bool closes(char byte) { return byte == ')' || byte == ']'; }

bool is_closed(const std::string& text, std::size_t open) {
  std::size_t depth = 0;
  for (std::size_t at = open; at < std::min(text.size(), open + kBracketReach); ++at) {
    if (opens(text[at])) ++depth;
    if (closes(text[at]) && --depth == 0) return true;
  }
  return false;
}

TEST(Brackets, CloseWhereALookAtAllThatFollowsSaysSo) {
  static constexpr std::array<std::string_view, 3> kLetters = {"([)]a. ", "(([[)a. ", "([[((a"};
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    test::Dice dice(seed);
    const std::string_view letters = kLetters[seed % kLetters.size()];
    std::string text = "x";
    while (text.size() < 9000) text += letters[dice.roll(letters.size())];
    Brackets brackets(text);
    std::size_t depth = 0;
    std::size_t outermost = 0;
    for (std::size_t at = 1; at < text.size(); ++at) {
      if (opens(text[at])) {
        if (depth++ == 0) outermost = at;
        brackets.open(at, 0);
      } else if (closes(text[at])) {
        if (depth > 0) --depth;
        brackets.close();
      } else if (dice.roll(3) == 0) {
        ASSERT_EQ(brackets.closes_later(at), depth > 0 && is_closed(text, outermost)) << seed << " at " << at;
      } else if (dice.roll(9) == 0) {
        depth = 0;
        brackets.reset(at);
      }
    }
  }
}

}  // namespace
}  // namespace stet::segment
