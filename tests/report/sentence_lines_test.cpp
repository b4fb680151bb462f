// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "stet/report.hpp"
#include "support/command.hpp"
#include "support/generated_text.hpp"

namespace stet::test {
namespace {

std::string lines_of(const std::string& text, TextType type = TextType::Markdown) {
  const auto lines = sentence_lines(Source::of(text, "text", type));
  EXPECT_TRUE(lines) << text;
  return lines ? *lines : std::string();
}

struct Case {
  const char* name;
  std::string source;
  std::string lines;
};

TEST(SentenceLines, KeepTheSourceButForItsLines) {
  const std::vector<Case> cases = {
      {"nothing", "", ""},
      {"two sentences", "One came.  Two went.", "One came.\nTwo went.\n"},
      {"a wrap", "One came\nhere. Two\n  went.\n", "One came here.\nTwo went.\n"},
      {"a wrap between", "One came.\nTwo went.\n", "One came.\nTwo went.\n"},
      {"front matter", "---\ntitle: A\n---\nOne came. Two went.\n", "---\ntitle: A\n---\nOne came.\nTwo went.\n"},
      {"headings and lists", "# One\n\nTwo\n---\n\n- It came\n  here. It went.\n- Three\n",
       "# One\n\nTwo\n---\n\n- It came here.\nIt went.\n- Three\n"},
      {"a quotation", "> One came\n> here. Two\nwent. Three\n> > stayed.\n",
       "> One came here.\nTwo went.\nThree\n> > stayed.\n"},
      {"a sign that is no quotation's", "The value is 3\n\\> 2 for\nus.\n", "The value is 3 \\> 2 for us.\n"},
      {"mark-up at an end", "**One came.** **Two went.** [Three.](x \"a b\") Four.\n",
       "**One came.**\n**Two went.**\n[Three.](x \"a b\")\nFour.\n"},
      {"a link that changes", "See [here](http://a.example/b c).\n", "See [here](http://a.example/b c).\n"},
      {"code", "```\nint a; // One. Two.\nint b;\n```\n", "```\nint a; // One. Two.\nint b;\n```\n"},
      {"a table", "| a | b |\n|---|---|\n| 1 | 2 |\n", "| a | b |\n|---|---|\n| 1 | 2 |\n"},
      {"scripts without spaces", "今日は晴れ\nです。明日は雨です。\n", "今日は晴れです。\n明日は雨です。\n"},
      {"line ends and a mark", "\xEF\xBB\xBFOne came.\r\nTwo\r\nwent.\r\n", "One came.\nTwo went.\n"},
      {"what acts on a terminal", "One \x1B[31mcame.\n", "One ␛[31mcame.\n"},
  };
  for (const Case& one : cases) EXPECT_EQ(lines_of(one.source), one.lines) << one.name;
}

TEST(SentenceLines, OfAPlainText) {
  EXPECT_EQ(lines_of("One came\nhere. Two went.\n\n* Three\n", TextType::Plain),
            "One came here.\nTwo went.\n\n* Three\n");
}

TEST(SentenceLines, KeepAConflictReadable) {
  EXPECT_EQ(
      lines_of(
          "One came\nhere.\n<<<<<<< HEAD\nTwo\nwent. So.\n||||||| base\nTwo.\n=======\nTwo\nstayed.\n>>>>>>> topic\n"
          "Three\nwent.\n"),
      "One came here.\n<<<<<<< HEAD\nTwo went.\nSo.\n||||||| base\nTwo.\n=======\nTwo stayed.\n>>>>>>> topic\n"
      "Three went.\n");
  EXPECT_EQ(lines_of("Title\n=======\n\nOne\ncame.\n"), "Title\n=======\n\nOne came.\n");
}

TEST(SentenceLines, OfWhatIsNoText) {
  const auto lines = sentence_lines(Source::of("\x89PNG\r\n\x1A\n", "a.md", TextType::Markdown));
  ASSERT_FALSE(lines);
  EXPECT_EQ(lines.error().code, ErrorCode::NotADocument);
}

/// The bytes without white space and the quotation marks that lines begin with.
std::string letters_of(std::string text) {
  std::erase_if(text,
                [](char byte) { return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t' || byte == '>'; });
  return text;
}

/// Runs of spaces and of line breaks as one: the layout makes them at random.
std::string squeezed(std::string text) {
  text.erase(std::unique(text.begin(), text.end(),
                         [](char one, char next) { return one == next && (one == ' ' || one == '\n'); }),
             text.end());
  return text;
}

TEST(SentenceLines, LoseNothingAndDoNotDependOnWraps) {
  Dice dice(7);
  int compared = 0;
  for (int round = 0; round < 60; ++round) {
    const Paragraphs text = generated_text(dice, 12);
    const std::string one = laid_out(text, dice);
    const std::string other = laid_out(text, dice);
    for (const TextType type : {TextType::Plain, TextType::Markdown}) {
      const std::string lines = lines_of(one, type);
      // Hostile characters are shown by others.
      if (one.find("\xE2\x80") == std::string::npos && lines.find("⟨U+") == std::string::npos &&
          lines.find("\xE2\x90") == std::string::npos) {
        EXPECT_EQ(letters_of(lines), letters_of(one));
      }
      // A wrap beside a full-width sign is no white space, but a space is.
      const bool spaced = std::ranges::none_of(one, [](char byte) { return static_cast<unsigned char>(byte) >= 0xE0; });
      if (type == TextType::Plain && spaced) {
        EXPECT_EQ(squeezed(lines), squeezed(lines_of(other, type)));
        EXPECT_EQ(lines_of(lines, type), lines) << "a second time";
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 5);
}

TEST(SentenceLines, LoseNothingOfMarkdown) {
  for (const char* const kind : {"diff", "report"})
    for (const std::string& name : case_names(kind))
      for (const auto& entry : std::filesystem::directory_iterator(case_folder(kind, name))) {
        if (entry.path().extension() != ".md" || entry.path().filename().string().starts_with("expected")) continue;
        const std::string text = file_bytes(entry.path());
        const auto lines = sentence_lines(Source::of(text, "text", TextType::Markdown));
        if (!lines || lines->find("␛") != std::string::npos || lines->find("⟨U+") != std::string::npos ||
            text.find("\xEF\xBF\xBD") != std::string::npos || lines->find("\xEF\xBF\xBD") != std::string::npos)
          continue;
        std::string expected = letters_of(text);
        if (expected.starts_with("\xEF\xBB\xBF")) expected.erase(0, 3);
        EXPECT_EQ(letters_of(*lines), expected) << entry.path();
      }
}

}  // namespace
}  // namespace stet::test
