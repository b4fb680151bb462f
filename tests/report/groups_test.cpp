// SPDX-License-Identifier: Apache-2.0
#include "report/groups.hpp"

#include <gtest/gtest.h>

#include "support/diff_builder.hpp"

namespace stet::report {
namespace {

using test::came;
using test::gone;
using test::keep;

Change reworded(Severity severity, std::vector<Edit> edits) {
  Change change;
  change.kind = ChangeKind::Reworded;
  change.severity = severity;
  change.edits = std::move(edits);
  return change;
}

TEST(EditGroups, GathersTheSameEditFromDifferentSentences) {
  const Change first = reworded(Severity::Substantive, {keep("In "), gone("Da’esh", {Category::Name}),
                                                        came("ISIL", {Category::Name}), keep(" hands.")});
  const Change second = reworded(
      Severity::Substantive, {gone("Da’esh", {Category::Name}), came("ISIL", {Category::Name, Category::Quotation})});
  const Change other =
      reworded(Severity::Substantive, {gone("Da’esh", {Category::Name}), came("IS", {Category::Name})});
  EditGroups groups;
  groups.add(first, {0, 3, 9});
  groups.add(second, {1, 0, 1});
  groups.add(other, {1, 1, 2});
  const std::vector<EditGroup> repeated = groups.repeated();
  ASSERT_EQ(repeated.size(), 1U);
  EXPECT_EQ(repeated[0].deleted, "Da’esh");
  EXPECT_EQ(repeated[0].inserted, "ISIL");
  EXPECT_EQ(repeated[0].categories, (CategorySet{Category::Name, Category::Quotation}));
  EXPECT_EQ(repeated[0].severity, Severity::Substantive);
  ASSERT_EQ(repeated[0].places.size(), 2U);
  EXPECT_EQ(repeated[0].places[0].change, 3U);
  EXPECT_EQ(repeated[0].places[0].line, 9U);
  EXPECT_EQ(repeated[0].places[1].document, 1U);
}

TEST(EditGroups, CountsAChangeOnce) {
  const Change change =
      reworded(Severity::Editorial, {gone("he", {Category::Wording}), came("they", {Category::Wording}), keep(" and "),
                                     gone("he", {Category::Wording}), came("they", {Category::Wording})});
  EditGroups groups;
  groups.add(change, {0, 0, 1});
  EXPECT_TRUE(groups.repeated().empty());
  groups.add(change, {0, 1, 2});
  ASSERT_EQ(groups.repeated().size(), 1U);
  EXPECT_EQ(groups.repeated()[0].places.size(), 2U);
}

TEST(EditGroups, PairsByCategoryWhereSeveralStandTogether) {
  const Change change =
      reworded(Severity::Substantive, {gone("300", {Category::Number}), gone(" old", {Category::Wording}),
                                       came("350", {Category::Number}), came(" new", {Category::Wording})});
  EditGroups groups;
  groups.add(change, {0, 0, 1});
  groups.add(change, {1, 0, 1});
  const std::vector<EditGroup> repeated = groups.repeated();
  ASSERT_EQ(repeated.size(), 2U);
  EXPECT_EQ(repeated[0].deleted, "300");
  EXPECT_EQ(repeated[0].inserted, "350");
  EXPECT_EQ(repeated[0].severity, Severity::Substantive);
  EXPECT_EQ(repeated[1].deleted, " old");
  EXPECT_EQ(repeated[1].inserted, " new");
  EXPECT_EQ(repeated[1].severity, Severity::Editorial);
}

TEST(EditGroups, AreOrderedBySeverityThenCountThenText) {
  const auto insertion = [](const char* text, Category category) {
    return reworded(Severity::Substantive, {keep("x "), came(text, {category})});
  };
  const Change often = insertion("often", Category::Wording);
  const Change number = insertion("7", Category::Number);
  const Change alpha = insertion("alpha", Category::Wording);
  const Change beta = insertion("beta", Category::Wording);
  EditGroups groups;
  std::size_t place = 0;
  for (const Change* change : {&beta, &alpha, &often, &often, &number, &beta, &alpha, &often, &number}) {
    groups.add(*change, {0, place++, 1});
  }
  std::vector<std::string_view> texts;
  const std::vector<EditGroup> repeated = groups.repeated();
  for (const EditGroup& group : repeated) texts.push_back(group.inserted);
  EXPECT_EQ(texts, (std::vector<std::string_view>{"7", "often", "alpha", "beta"}));
}

TEST(EditGroups, StaysFastOnAHostileRun) {
  std::vector<Edit> edits;
  for (int i = 0; i < 10000; ++i) edits.push_back(gone("d" + std::to_string(i), {Category::Wording}));
  for (int i = 0; i < 10000; ++i) edits.push_back(came("i" + std::to_string(i), {Category::Number}));
  const Change change = reworded(Severity::Editorial, std::move(edits));
  EditGroups groups;
  groups.add(change, {0, 0, 1});
  groups.add(change, {0, 1, 1});
  EXPECT_EQ(groups.repeated().size(), 20000U);
}

TEST(EditSeverity, FollowsTheCategories) {
  const Severity most = Severity::Substantive;
  EXPECT_EQ(edit_severity(came("x", {Category::Number}), most), Severity::Substantive);
  EXPECT_EQ(edit_severity(came("x", {Category::Wording}), most), Severity::Editorial);
  EXPECT_EQ(edit_severity(came("x", {Category::Wording, Category::Quotation}), most), Severity::Substantive);
  EXPECT_EQ(edit_severity(came("x", {Category::Typography, Category::Quotation}), most), Severity::Cosmetic);
  EXPECT_EQ(edit_severity(came("x", {Category::Case}), Severity::Cosmetic), Severity::Cosmetic);
  Edit equal = came("14", {Category::Number, Category::Quotation});
  equal.equal_value = true;
  EXPECT_EQ(edit_severity(equal, most), Severity::Editorial);
}

}  // namespace
}  // namespace stet::report
