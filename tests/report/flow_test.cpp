// SPDX-License-Identifier: Apache-2.0
#include "report/flow.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "report/width.hpp"

namespace stet::report {
namespace {

std::string lines(const Flow& flow, std::size_t width, bool colour = false) {
  std::string out;
  append_lines(out, flow, {"> ", Role::Plain, 2, width}, Palette(colour));
  return out;
}

Flow plain(std::string_view text) { return Flow().add(Role::Plain, text); }

TEST(Flow, BreaksAfterSpaces) {
  EXPECT_EQ(lines(plain("The service replaces the mail boat."), 16), "> The service\n  replaces the\n  mail boat.\n");
  EXPECT_EQ(lines(plain("The service replaces the mail boat."), 0), "> The service replaces the mail boat.\n");
  EXPECT_EQ(lines(plain(""), 16), "> \n");
}

TEST(Flow, KeepsRunsOfSpacesInsideALine) { EXPECT_EQ(lines(plain("a  b"), 40), "> a  b\n"); }

TEST(Flow, BreaksWhatIsWiderThanALine) {
  EXPECT_EQ(lines(plain("abcdefghijklmnopqrstuvwxyz"), 12), "> abcdefghij\n  klmnopqrst\n  uvwxyz\n");
  EXPECT_EQ(lines(plain("ab cdefghijklmnop"), 12), "> ab\n  cdefghijkl\n  mnop\n");
}

TEST(Flow, BreaksBetweenHanButNotBeforeTheirStops) {
  EXPECT_EQ(lines(plain("联合国安全理事会今天"), 12), "> 联合国安全\n  理事会今天\n");
  EXPECT_EQ(lines(plain("联合国安全。理事会"), 12), "> 联合国安\n  全。理事会\n");
}

TEST(Flow, HoldsSignsToTheirWords) {
  const Palette palette(false);
  Flow flow;
  flow.add(Role::Plain, "the ").add_marked(Role::Deleted, "300", palette).add_marked(Role::Inserted, "350", palette);
  flow.add(Role::Plain, " people");
  EXPECT_EQ(lines(flow, 18), "> the\n  [-300-]{+350+}\n  people\n");
  // Spaces at the end of an edit stay inside its sign, and the line may break behind it.
  Flow spaced;
  spaced.add(Role::Plain, "aaa ").add_marked(Role::Deleted, "bbb ", palette).add(Role::Plain, "ccccc");
  EXPECT_EQ(lines(spaced, 16), "> aaa [-bbb -]\n  ccccc\n");
  EXPECT_EQ(lines(spaced, 80), "> aaa [-bbb -]ccccc\n");
}

TEST(Flow, EndsColourOnEveryLine) {
  const Flow flow = Flow().add(Role::Added, "eleven twelve").add(Role::Plain, " thirteen");
  EXPECT_EQ(lines(flow, 12, true), "> \033[32meleven\033[0m\n  \033[32mtwelve\033[0m\n  thirteen\n");
}

TEST(Flow, IsInert) { EXPECT_EQ(lines(plain("a\033[31mb\nc\td\u202e\u009b"), 0), "> a␛[31mb␊c␉d⟨U+202E⟩⟨U+009B⟩\n"); }

TEST(Flow, FitsEveryWidthAndLosesNothing) {
  const std::string text =
      "Mixed 联合国安全理事会今天通过了第2396号决议。 and “words”, e\u0301\u0302 "
      "👩‍👩‍👧‍👦 "
      "한국어 "
      "اعتمد "
      "परिषद "
      "Donaudampfschifffahrtsgesellschaftskapitänsmütze  end.";
  std::string expected;
  std::copy_if(text.begin(), text.end(), std::back_inserter(expected), [](char c) { return c != ' '; });
  for (std::size_t width = 12; width < 100; ++width) {
    std::istringstream stream(lines(plain(text), width));
    std::string seen;
    for (std::string line; std::getline(stream, line);) {
      EXPECT_LE(columns_of(std::string_view(line)), width) << line;
      const std::string_view rest = std::string_view(line).substr(2);
      std::copy_if(rest.begin(), rest.end(), std::back_inserter(seen), [](char c) { return c != ' '; });
    }
    EXPECT_EQ(seen, expected) << width;
  }
}

}  // namespace
}  // namespace stet::report
