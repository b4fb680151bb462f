// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "stet/policy.hpp"

namespace stet {
namespace {

struct NoteCase {
  std::string before;
  std::string after;
  bool is_note;
};

void expect_notes(const std::vector<NoteCase>& cases, TextType type) {
  for (const NoteCase& one : cases) {
    const auto compared = diff(Source::of(one.before, "before", type), Source::of(one.after, "after", type));
    ASSERT_TRUE(compared);
    EXPECT_EQ(has_new_correction(*compared), one.is_note) << one.before << "\n→\n" << one.after;
  }
}

std::string with_corrections(const std::string& value) { return "---\ntitle: T\n" + value + "---\nText.\n"; }

TEST(Correction, NewEntryInTheFrontMatter) {
  const std::string none = with_corrections("");
  const std::string one = with_corrections("corrections:\n  - \"12 March, late: 350, not 300\"\n");
  const std::string two = with_corrections("corrections:\n  - \"12 March, late: 350, not 300\"\n  - It is 7.\n");
  const std::string maps = with_corrections("corrections:\n  - {date: 2025-01-01, text: \"a [b], c\"}\n");
  expect_notes({{none, one, true},
                {one, two, true},
                {none, maps, true},
                {two, one, false},
                {one, one, false},
                {one, with_corrections("corrections:\n  - \"12 March: 350, not 300\"\n"), false},
                {maps, with_corrections("corrections:\n  - {date: 2025-01-01, text: \"a [b], c, d\"}\n"), false},
                {none, with_corrections("corrections: It is 350.\n"), true},
                {none, with_corrections("corrections:\n"), false},
                {none, with_corrections("corrections: []\n"), false},
                {none, with_corrections("corrections: [\"\"]\n"), false},
                {one,
                 with_corrections("corrections:\n  - \"12 March, late: 350, not 300\"\n  - \"12 March, late: 350, "
                                  "not 300\"\n"),
                 false}},
               TextType::Markdown);
}

TEST(Correction, NewBlockThatBeginsWithTheWord) {
  expect_notes(
      {{"Text.\n", "Text.\n\nCorrection: it is 350.\n", true},
       {"Text.\n", "Correction (5 March): it is 350.\n\nText.\n", true},
       {"Text.\n", "Text.\n\nCorrections\n\nIt is 350.\n", true},
       {"Text.\n", "Text.\n\nCORRECTION: it is 350.\n", true},
       {"Text.\n", "Text.\n\nCorrectional staff met.\n", false},
       {"Text.\n", "Text.\n\nA Correction: it is 350.\n", false},
       {"Text.\n", "Text. Correction: it is 350.\n", false},
       {"Text.\n\nCorrection: it is 350.\n", "Other text.\n\nCorrection: it is 350.\n", false},
       {"Text.\n\nCorrection: it is 350.\n", "Text.\n\nCorrection: it is 360.\n", false},
       {"Text.\n\nCorrection: it is 350.\n", "Correction: it is 350.\n\nText.\n", false},
       {"Text.\n\nCorrection: it is 350.\n", "Text.\n\nCorrection: it is 350.\n\nCorrection: the quay opens in May.\n",
        true},
       {"Text.\n\nCorrection: it is 350.\n", "Text.\n\nCorrection: the quay by the old fort opens in May.\n", true}},
      TextType::Plain);
}

}  // namespace
}  // namespace stet
