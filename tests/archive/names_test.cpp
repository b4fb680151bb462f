// SPDX-License-Identifier: Apache-2.0
#include "archive/names.hpp"

#include <gtest/gtest.h>

#include "archive/journal.hpp"
#include "archive/path_filter.hpp"
#include "archive/revision.hpp"
#include "archive/sha256.hpp"
#include "archive/trailers.hpp"

namespace stet::archive {
namespace {

TEST(ReleaseFile, DropsAnEndingLikeTheFiles) {
  struct Case {
    std::string_view name, extension, expected_name, expected_path;
  };
  for (const Case& c : {Case{"a/b", ".md", "a/b", "a/b.md"}, Case{"a/b.md", ".md", "a/b", "a/b.md"},
                        Case{"a/b.MD", ".md", "a/b", "a/b.md"}, Case{"a/b.md", ".txt", "a/b.md", "a/b.md.txt"},
                        Case{"b", "", "b", "b.txt"}, Case{"b", "md", "b", "b.md"},
                        Case{"v1.2", ".md", "v1.2", "v1.2.md"}, Case{"...", ".md", "...", "....md"}}) {
    const auto file = release_file(c.name, c.extension);
    ASSERT_TRUE(file) << c.name;
    EXPECT_EQ(file->name, c.expected_name);
    EXPECT_EQ(file->path, c.expected_path);
  }
}

TEST(Clash, IsByCaseOrOfAFileWithAFolder) {
  struct Case {
    std::string_view path, other;
    bool clashes;
  };
  for (const Case& c : {Case{"a/x.md", "a/X.md", true}, Case{"a/x.md", "A/y.md", true}, Case{"a/x.md", "a/X.txt", true},
                        Case{"a/x.md", "a/x.md", false}, Case{"a/x.md", "a/x", false}, Case{"x.md/a.md", "x.md", true},
                        Case{"x.md", "x.md/a.md", true}, Case{"x.md", "X.md/", true}, Case{"x.md", "x/", false},
                        Case{"x.md", "x/a.md", false},
                        Case{"stra\xC3\x9F"
                             "e.md",
                             "STRASSE.md", true},
                        Case{"a.md", "b.md", false}, Case{"e\xCC\x81.md", "\xC3\x89.md", true}}) {
    EXPECT_EQ(!check_clash(c.path, c.other), c.clashes) << c.path << " " << c.other;
    EXPECT_EQ(!check_clash(c.other, c.path), c.clashes) << c.other << " " << c.path;
  }
}

TEST(Nearest, FindsTypingErrorsAndParts) {
  const std::vector<std::string> names{"un/cted-interpol", "un/report", "terms", "privacy"};
  EXPECT_EQ(nearest("un/cted-intrpol", names), std::vector<std::string>{"un/cted-interpol"});
  EXPECT_EQ(nearest("TERMS", names), std::vector<std::string>{"terms"});
  EXPECT_EQ(nearest("interpol", names), std::vector<std::string>{"un/cted-interpol"});
  EXPECT_TRUE(nearest("x", names).empty());
  EXPECT_TRUE(nearest("", names).empty());
  EXPECT_TRUE(nearest(std::string(5000, 'x'), names).empty());
}

TEST(Sha256, IsTheStandardsDigest) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Trailers, RoundTrip) {
  for (const std::string_view note : {"", "One line.", "Two\nlines.", "A paragraph.\n\nAnother.",
                                      "Stet-Release: other\nStet-Version: 9", "  indented\n\n"}) {
    Record record{"a/b: c", 12, -5, "https://example.org/?a=b: c", std::string(64, 'a'), std::string(note)};
    const std::string message = format_version(record);
    EXPECT_TRUE(message.starts_with("a/b: c: version 12"));
    const auto read = parse_record(message);
    ASSERT_TRUE(read) << message;
    EXPECT_EQ(read->release, record.release);
    EXPECT_EQ(read->number, 12U);
    EXPECT_EQ(read->published, -5);
    EXPECT_EQ(read->source, record.source);
    EXPECT_EQ(read->sha256, record.sha256);
    EXPECT_EQ(read->note, tidy_note(note));
  }
}

TEST(Trailers, AreOnlyThoseOfTheLastParagraph) {
  EXPECT_FALSE(parse_record("x: version 1\n\nStet-Release: x\nStet-Version: 1\n\nAnd more.\n"));
  EXPECT_FALSE(parse_record(""));
  EXPECT_FALSE(parse_record("\n\n\n"));
  const auto restoration = parse_record(format_restoration("x", 3));
  ASSERT_TRUE(restoration);
  EXPECT_EQ(restoration->number, std::nullopt);
  const auto odd = parse_record("s\n\nStet-Release: x\nStet-Version: 07x\nStet-Published: soon\n");
  ASSERT_TRUE(odd);
  EXPECT_EQ(odd->number, std::nullopt);
  EXPECT_EQ(odd->published, std::nullopt);
  // Others may sign a commit off: their trailers stand beside ours.
  EXPECT_TRUE(parse_record("s\n\nStet-Release: x\nStet-Version: 1\nSigned-off-by: A <a@example.org>\n"));
}

TEST(Trailers, TidyNotes) {
  EXPECT_EQ(tidy_note("\r\n a\r\nb\rc \n\n"), " a\nb\nc");
  EXPECT_EQ(tidy_note(" \n\t\n"), "");
  EXPECT_EQ(tidy_note(std::string_view("a\0b\xFF", 4)), "a\uFFFDb\uFFFD");
}

TEST(Journal, RoundTrips) {
  Plan plan{"refs/heads/main", std::string(40, 'a'), std::string(40, 'b'), "worktrees/x", {"d", "d/e"}, {}};
  plan.files.push_back({"d/e/a file.txt", std::string(40, 'c'), ""});
  plan.files.push_back({"old.md", "", std::string(40, 'd')});
  plan.files.back().beside = true;
  const std::string text = format_plan(plan);
  const auto read = parse_plan(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(format_plan(*read), text);
  EXPECT_EQ(read->files.at(0).path, "d/e/a file.txt");
  EXPECT_TRUE(read->files.at(1).beside);
  for (std::size_t size = 0; size < text.size(); ++size) EXPECT_FALSE(parse_plan(text.substr(0, size))) << size;
  EXPECT_FALSE(parse_plan("stet-journal 2\nend\n"));
}

TEST(Range, IsTakenApartWhereGitDoes) {
  const auto text = [](std::string_view range) {
    const RangeText parsed = parse_range(range);
    return parsed.before + "|" + parsed.after.value_or("-") + (parsed.merge_base ? "|base" : "");
  };
  EXPECT_EQ(text("A"), "A|-");
  EXPECT_EQ(text("A..B"), "A|B");
  EXPECT_EQ(text("A...B"), "A|B|base");
  EXPECT_EQ(text("..B"), "HEAD|B");
  EXPECT_EQ(text("A..."), "A|HEAD|base");
  EXPECT_EQ(text("v1.0..v1.1"), "v1.0|v1.1");
}

}  // namespace
}  // namespace stet::archive
