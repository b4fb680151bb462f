// SPDX-License-Identifier: Apache-2.0
// What is read of a version, and what of it is left unread, makes no difference to what is found.
#include "history/direct_search.hpp"

#include <gtest/gtest.h>

#include <array>
#include <optional>

#include "fmt/format.h"
#include "stet/read.hpp"
#include "support/generated_text.hpp"
#include "support/rounds.hpp"
#include "unicode/fold.hpp"

namespace stet::history {
namespace {

using test::Dice;

/// Markdown in which two words stand as words, hide behind mark-up, or nearly meet.
std::string markdown_pieces(Dice& dice, std::size_t pieces) {
  constexpr std::array kPieces = {"Your personal data.\n\n",
                                  "Our *personal* data\n\n",
                                  "personal\ndata\n\n",
                                  "Data that is personal.\n\n",
                                  "Nothing.\n\n",
                                  "# Personal data\n\n",
                                  "# On personal data\n\n",
                                  "See [this](a.html \"personal data\").\n\n",
                                  "See [personal data](a.html).\n\n",
                                  "See [this](a.html) (personal data).\n\n",
                                  "- personal data\n",
                                  "- item\n",
                                  "> personal data\n\n",
                                  "<!-- personal data -->\n\n",
                                  "<b title=\"personal data\">x</b>\n\n",
                                  "| a |\n|---|\n| b | personal data |\n\n",
                                  "    personal data\n\n",
                                  "personal data\u0301\n\n",
                                  "personal d&#97;ta\n\n",
                                  "\u201CPersonal\u201D, personal \u00ADdata\n\n",
                                  "See [this]( personal ) now.\n\n",
                                  "See [this](b \"x ](y personal data\") now.\n\n",
                                  "See [this](a.html), ![personal data](a.png)\n\n",
                                  "See [this](a(b)c) and personal data.\n\n",
                                  "All rights &copy; kept.\n\n",
                                  "Nor a copy&#769; kept.\n\n",
                                  "A copy.\n\n",
                                  "Terms & conditions, personal data & a copy\n\n",
                                  "A &amp; personal data&eacute; a copy&#769;\n\n",
                                  "A &personal data;\n\n",
                                  "De wĳze man.\n\n",
                                  "Words, and more of them.\n\n"};
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) text += kPieces[dice.roll(kPieces.size())];
  return text;
}

/// An x for each version that holds a phrase: by spans, and by reading every version whole.
std::string found_in(const std::vector<PhraseSpan>& spans, std::size_t versions) {
  std::string held(versions, '-');
  for (const PhraseSpan& span : spans)
    for (std::size_t i = span.from; i < span.until.value_or(versions); ++i) held[i] = 'x';
  return held;
}

std::string read_whole(const std::vector<std::string>& texts, const Phrase& phrase) {
  std::string held;
  for (const std::string& text : texts) {
    const auto document = read_document(Source::of(text, "a.md", TextType::Markdown));
    bool holds = false;
    for (const Block& block : document->blocks)
      holds = holds || *phrase.is_in(unicode::fold_typography(document->text(block)));
    held += holds ? 'x' : '-';
  }
  return held;
}

TEST(DirectSearch, FindsWhatReadingEveryVersionFinds) {
  Dice dice(1);
  std::size_t both = 0;
  for (int round = 0; round < test::rounds(400) && !testing::Test::HasFailure(); ++round) {
    std::vector<std::string> texts;
    Release release;
    std::string text =
        (dice.chance(20) ? "---\ntitle: personal data\n\nx: y\n---\n" : "") + markdown_pieces(dice, dice.roll(12));
    for (int version = 0; version < 12; ++version) {
      Version made;
      made.blob = fmt::format("{}", version);
      made.path = "a.md";
      release.versions.push_back(made);
      texts.push_back(text);
      const std::size_t begin = text.find('\n', dice.roll(text.size() + 1));
      const std::size_t at = begin == std::string::npos ? text.size() : begin + 1;
      const std::size_t size = dice.chance(60) ? dice.roll(60) : 0;
      text.replace(at, std::min(size, text.size() - at), "\n\n" + markdown_pieces(dice, dice.roll(3)));
    }
    const auto read = [&](const Version& version) -> Result<Source> {
      return Source::of(texts[static_cast<std::size_t>(std::stoi(version.blob))], "a.md", TextType::Markdown);
    };
    for (const char* const words : {"personal data", "personal", "Words, and", "a", "copy", "wijze"}) {
      const auto phrase = Phrase::of({.text = words});
      const auto spans = search_directly(release, *phrase, {}, read);
      ASSERT_TRUE(spans.has_value());
      const std::string held = read_whole(texts, *phrase);
      EXPECT_EQ(found_in(*spans, texts.size()), held) << words << "\n" << testing::PrintToString(texts);
      both += held.find('x') != std::string::npos && held.find('-') != std::string::npos ? 1U : 0U;
    }
  }
  EXPECT_GT(both, static_cast<std::size_t>(test::rounds(200)));
}

}  // namespace
}  // namespace stet::history
