// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "stet/report.hpp"

namespace stet {
namespace {

Change change_of(ChangeKind kind, Severity severity, CategorySet categories = {}) {
  Change change;
  change.kind = kind;
  change.severity = severity;
  change.categories = categories;
  return change;
}

TEST(ReportFilter, ShowsUnchangedWithAllOnly) {
  const Change unchanged = change_of(ChangeKind::Unchanged, Severity::None);
  ReportFilter filter;
  EXPECT_FALSE(filter.shows(unchanged));
  filter.all = true;
  filter.min_severity = Severity::Substantive;
  EXPECT_TRUE(filter.shows(unchanged));
  filter.only = {ChangeKind::Moved};
  EXPECT_FALSE(filter.shows(unchanged));
}

TEST(ReportFilter, KeepsBackWhatMattersLess) {
  ReportFilter filter;
  filter.min_severity = Severity::Editorial;
  EXPECT_FALSE(filter.shows(change_of(ChangeKind::Reworded, Severity::Cosmetic)));
  EXPECT_TRUE(filter.shows(change_of(ChangeKind::Reworded, Severity::Editorial)));
  EXPECT_TRUE(filter.shows(change_of(ChangeKind::Reworded, Severity::Substantive)));
}

TEST(ReportFilter, IgnoresAChangeAllOfWhoseCategoriesAreIgnored) {
  ReportFilter filter;
  filter.ignore = {Category::Case, Category::Punctuation};
  EXPECT_FALSE(filter.shows(change_of(ChangeKind::Reworded, Severity::Editorial, {Category::Case})));
  EXPECT_FALSE(
      filter.shows(change_of(ChangeKind::Reworded, Severity::Editorial, {Category::Case, Category::Punctuation})));
  EXPECT_TRUE(filter.shows(change_of(ChangeKind::Reworded, Severity::Editorial, {Category::Case, Category::Wording})));
  EXPECT_TRUE(filter.shows(change_of(ChangeKind::Added, Severity::Substantive)));
}

TEST(ReportFilter, ShowsTheKindsThatWereAskedFor) {
  ReportFilter filter;
  filter.only = {ChangeKind::Moved, ChangeKind::Added};
  EXPECT_TRUE(filter.shows(change_of(ChangeKind::Moved, Severity::Editorial)));
  EXPECT_FALSE(filter.shows(change_of(ChangeKind::Removed, Severity::Substantive)));
}

TEST(Names, AreDistinct) {
  std::set<std::string_view> names;
  for (unsigned i = 0; i < kCategories; ++i) names.insert(name_of(static_cast<Category>(i)));
  EXPECT_EQ(names.size(), kCategories);
  names.clear();
  for (unsigned i = 0; i < kChangeKinds; ++i) names.insert(name_of(static_cast<ChangeKind>(i)));
  EXPECT_EQ(names.size(), kChangeKinds);
  names.clear();
  for (unsigned i = 0; i < kSeverities; ++i) names.insert(name_of(static_cast<Severity>(i)));
  EXPECT_EQ(names.size(), kSeverities);
}

TEST(CategorySet, ListsInTheirOrder) {
  const CategorySet categories{Category::Quotation, Category::Link, Category::Name};
  EXPECT_EQ(categories.list(), (std::vector<Category>{Category::Link, Category::Name, Category::Quotation}));
  EXPECT_TRUE(CategorySet().list().empty());
}

TEST(Summary, Adds) {
  Summary one;
  one.kinds = {1, 2, 3, 4, 5, 6, 7};
  one.severities = {0, 1, 2, 3};
  one.also_moved = 1;
  one.metadata = 2;
  one.breaks = 3;
  Summary sum = one;
  sum += one;
  EXPECT_EQ(sum.kinds, (std::array<std::size_t, kChangeKinds>{2, 4, 6, 8, 10, 12, 14}));
  EXPECT_EQ(sum.severities, (std::array<std::size_t, kSeverities>{0, 2, 4, 6}));
  EXPECT_EQ(sum.also_moved, 2U);
  EXPECT_EQ(sum.metadata, 4U);
  EXPECT_EQ(sum.breaks, 6U);
}

}  // namespace
}  // namespace stet
