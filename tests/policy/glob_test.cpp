// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "stet/policy.hpp"

namespace stet {
namespace {

struct GlobCase {
  std::string_view glob;
  std::string_view path;
  bool matches;
};

TEST(Glob, StaysInAFolderUnlessItSaysOtherwise) {
  const GlobCase cases[] = {
      {"releases/**/*.md", "releases/plan.md", true},
      {"releases/**/*.md", "releases/2018/q1/plan.md", true},
      {"releases/**/*.md", "releases/2018/plan.txt", false},
      {"releases/**/*.md", "old/releases/plan.md", false},
      {"releases/*.md", "releases/plan.md", true},
      {"releases/*.md", "releases/2018/plan.md", false},
      {"releases/*", "releases/2018/plan.md", false},
      {"releases/**", "releases/2018/plan.md", true},
      {"releases/**", "releases.md", false},
      {"**", "plan.md", true},
      {"**/plan.md", "plan.md", true},
      {"**/plan.md", "a/b/plan.md", true},
      {"**/drafts", "a/drafts/x.md", true},
      {"*.md", "plan.md", true},
      {"*.md", "a/plan.md", false},
      {"releases", "releases/2018/plan.md", true},
      {"releases/", "releases/plan.md", true},
      {"./releases", "releases/plan.md", true},
      {"releases", "releases2/plan.md", false},
      {"plan-?.md", "plan-ä.md", true},
      {"plan-[0-9].md", "plan-3.md", true},
      {"plan-[!0-9].md", "plan-3.md", false},
      {"plan-[3].md", "plan-[3].md", true},
      {"caf\xC3\xA9.md", "cafe\xCC\x81.md", true},
      {"a*b*c", "aXXbYYc", true},
      {"a*b*c", "aXXbYY", false},
      {"**/a/**/b", "x/a/y/a/z/b", true},
      {"plan\xFF?.md", "plan\xFF\xE2.md", true},
  };
  for (const GlobCase& one : cases)
    EXPECT_EQ(glob_matches(one.glob, one.path), one.matches) << one.glob << " " << one.path;
}

TEST(Glob, IsNeverSlow) {
  std::string glob;
  for (int i = 0; i < 2000; ++i) glob += "a*";
  EXPECT_FALSE(glob_matches(glob + "b", std::string(4000, 'a')));
  std::string folders;
  std::string path;
  for (int i = 0; i < 2000; ++i) {
    folders += "**/a/";
    path += "a/";
  }
  EXPECT_FALSE(glob_matches(folders + "b", path + "c"));
}

TEST(Glob, MakesDocumentsOfOtherFiles) {
  Policy policy;
  policy.paths = {"legal/TERMS", "rules/**/*.rst", "notes/**"};
  EXPECT_TRUE(names_as_document(policy, "legal/TERMS"));
  EXPECT_TRUE(names_as_document(policy, "rules/a/b.rst"));
  EXPECT_FALSE(names_as_document(policy, "rules/a/b.png"));
  EXPECT_FALSE(names_as_document(policy, "notes/photo.png"));
  EXPECT_TRUE(names_itself(policy, "legal/TERMS"));
  EXPECT_FALSE(names_itself(policy, "rules/a/b.rst"));
}

}  // namespace
}  // namespace stet
