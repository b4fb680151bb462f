// SPDX-License-Identifier: Apache-2.0
// A comparison that was kept and recalled is the comparison.
#include "assemble/decisions.hpp"

#include <gtest/gtest.h>

#include "compare.hpp"
#include "stet/read.hpp"
#include "stet/report.hpp"
#include "support/generated_text.hpp"
#include "support/rounds.hpp"

namespace stet {
namespace {

using namespace stet::test;

struct Texts {
  Source before;
  Source after;
};

Texts texts_of(std::uint64_t seed) {
  Dice dice(seed);
  const TextType type = dice.roll(2) == 0 ? TextType::Plain : TextType::Markdown;
  const Paragraphs before = generated_text(dice, 1 + dice.roll(24));
  const Paragraphs after = edited(before, dice, dice.roll(12));
  return {Source::of(laid_out(before, dice), "before", type), Source::of(laid_out(after, dice), "after", type)};
}

Document document(const Source& source) {
  auto read = read_document(source);
  EXPECT_TRUE(read) << read.error().message;
  return std::move(*read);
}

Comparison compared(const Texts& texts, const DiffOptions& options) {
  Shared shared(options.segment);
  return compare({document(texts.before), document(texts.after)}, options, shared);
}

Result<Comparison> recalled(const Texts& texts, const DiffOptions& options, std::string_view bytes) {
  const auto decisions = assemble::Decisions::read(bytes);
  if (!decisions) return std::unexpected(decisions.error());
  Shared shared(options.segment);
  read::DocumentPair pair{document(texts.before), document(texts.after)};
  return recall(pair, options, shared, *decisions);
}

/// All that is reported of it.
std::string reported(Comparison comparison, bool all) {
  Report report;
  report.documents.push_back({.name = "text", .before = {}, .after = {}, .diff = std::move(comparison.diff)});
  ReportFilter filter;
  filter.all = all;
  return write_json(report, filter);
}

std::string packed(const Comparison& comparison) {
  return assemble::pack_decisions(comparison.diff, comparison.equal_blocks, comparison.language);
}

void expect_recalled(const Texts& texts, const DiffOptions& options, const std::string& what) {
  const Comparison comparison = compared(texts, options);
  const auto again = recalled(texts, options, packed(comparison));
  ASSERT_TRUE(again) << what;
  ASSERT_EQ(again->joined, comparison.joined) << what;
  ASSERT_EQ(again->language, comparison.language) << what;
  ASSERT_EQ(packed(*again), packed(comparison)) << what;
  ASSERT_EQ(reported(*again, options.all), reported(comparison, options.all)) << what;
}

TEST(Decisions, AreRecalled) {
  for (std::uint64_t seed = 0; seed < rounds(400); ++seed)
    for (const bool all : {false, true})
      expect_recalled(texts_of(seed), {.segment = {}, .all = all}, std::to_string(seed));
}

TEST(Decisions, SayOfPassagesWhatTheySayOfSentences) {
  std::string before;
  std::string after;
  for (int i = 0; i < 40; ++i) {
    before += "Yes. No. " + std::to_string(i) + " said so.\n\n";
    after += i == 7 ? "Yes. Never. 70 said so.\n\n" : "Yes. No. " + std::to_string(i + i / 30) + " said so.\n\n";
  }
  const Texts texts{Source::of(before, "before"), Source::of(after, "after")};
  const DiffOptions options{.segment = {}, .most_sentences = 4};
  EXPECT_TRUE(compared(texts, options).joined);
  expect_recalled(texts, options, "passages");
}

TEST(Decisions, HoldWhatIsNoPartOfASentence) {
  const std::string moved = "The second paragraph stands elsewhere now. It has two sentences.\n\n";
  const std::string first =
      "See [the rules](https://a.example/old) for all that is asked of a visitor to the park.\n\n";
  const std::string other =
      "See [the rules](https://a.example/new) for all that is asked of a visitor to the park.\n\n";
  const std::string third = "Nothing is said of the third paragraph, which is long enough to stay where it stands.\n\n";
  const Texts texts{Source::of(first + moved + third + "End of the whole text here.\n", "a.md", TextType::Markdown),
                    Source::of(other + third + "End of the whole text here.\n\n" + moved, "b.md", TextType::Markdown)};
  const Comparison comparison = compared(texts, {});
  ASSERT_EQ(comparison.diff.summary.kinds[static_cast<std::size_t>(ChangeKind::Moved)], 2U);
  ASSERT_EQ(comparison.diff.summary.kinds[static_cast<std::size_t>(ChangeKind::Reworded)], 1U);
  expect_recalled(texts, {}, "a target and a moved block");
}

TEST(Decisions, OfOtherTextsAreRefused) {
  const Texts texts = texts_of(3);
  const std::string bytes = packed(compared(texts, {}));
  ASSERT_GT(bytes.size(), 20U);
  const Texts more{texts.before, Source::of(std::string(texts.after.bytes()) + "\n\nOne more sentence.\n", "after")};
  EXPECT_FALSE(recalled(more, {}, bytes));
  EXPECT_FALSE(recalled({texts.after, texts.after}, {}, bytes));
  for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(recalled(texts, {}, bytes.substr(0, size)));
  EXPECT_FALSE(recalled(texts, {}, bytes + '\0'));
}

TEST(Decisions, ThatAreDamagedAreRefusedOrFit) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const Texts texts = texts_of(seed);
    const std::string bytes = packed(compared(texts, {}));
    for (std::size_t at = 0; at < bytes.size(); ++at)
      for (const char flip : {'\x01', '\x10', '\x7F', '\xFF'}) {
        std::string damaged = bytes;
        damaged[at] = static_cast<char>(damaged[at] ^ flip);
        const auto comparison = recalled(texts, {}, damaged);
        if (comparison) (void)reported(*comparison, false);
      }
    // The largest numbers there are, odd and even, in the place of each byte.
    for (std::size_t at = 0; at < bytes.size(); ++at)
      for (const char first : {'\xFF', '\xFE'}) {
        const std::string number = first + std::string(8, '\xFF') + '\x01';
        const auto comparison = recalled(texts, {}, bytes.substr(0, at) + number + bytes.substr(at + 1));
        if (comparison) (void)reported(*comparison, false);
      }
  }
}

}  // namespace
}  // namespace stet
