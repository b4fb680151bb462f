// SPDX-License-Identifier: Apache-2.0
#include "classify/classify.hpp"

#include <gtest/gtest.h>

#include "marked_pair.hpp"

namespace stet::classify::test {
namespace {

std::vector<Change> classified(AlignedPair pair) {
  return classify(pair.before, pair.after, pair.alignment, "en").changes;
}

TEST(Classify, ATargetThatDiffersIsRewordedWithTargetEdits) {
  AlignedPair pair = aligned(parse_marked("substantive | See the report today.", "en"));
  pair.before.blocks[0].links.push_back({{8, 14}, "https://a.example"});
  pair.after.blocks[0].links.push_back({{8, 14}, "https://b.example"});
  const Change change = classified(pair).front();
  EXPECT_EQ(change.kind, ChangeKind::Reworded);
  EXPECT_EQ(change.severity, Severity::Substantive);
  ASSERT_EQ(change.edits.size(), 3U);
  EXPECT_EQ(change.edits[0].text, "See the report today.");
  EXPECT_TRUE(change.edits[1].target);
  EXPECT_EQ(change.edits[1].op, EditOp::Delete);
  EXPECT_EQ(change.edits[1].text, "https://a.example");
  EXPECT_EQ(change.edits[2].text, "https://b.example");
  EXPECT_EQ(change.categories, CategorySet{Category::Link});
}

TEST(Classify, EqualTextThatMovedIsMovedAndEditorial) {
  AlignedPair pair = aligned(parse_marked("none | The same.", "en"));
  pair.alignment.matches[0].moved = true;
  const Change change = classified(pair).front();
  EXPECT_EQ(change.kind, ChangeKind::Moved);
  EXPECT_EQ(change.severity, Severity::Editorial);
  EXPECT_TRUE(change.edits.empty());
  EXPECT_EQ(change.similarity(), 1);
}

TEST(Classify, TypographyThatMovedIsRewordedAndEditorial) {
  AlignedPair pair = aligned(parse_marked("none | It[['=>’|typography]]s late.", "en"));
  pair.alignment.matches[0].moved = true;
  const Change change = classified(pair).front();
  EXPECT_EQ(change.kind, ChangeKind::Reworded);
  EXPECT_TRUE(change.moved);
  EXPECT_EQ(change.severity, Severity::Editorial);
}

TEST(Classify, AddedAndRemovedAreSubstantiveWithoutEdits) {
  AlignedPair pair = aligned(parse_marked("none | One.", "en"));
  pair.alignment.matches.assign(2, {});
  pair.alignment.matches[0].before = {SentenceIndex{0}};
  pair.alignment.matches[1].after = {SentenceIndex{0}};
  const std::vector<Change> changes = classified(pair);
  EXPECT_EQ(changes[0].kind, ChangeKind::Removed);
  EXPECT_EQ(changes[1].kind, ChangeKind::Added);
  for (const Change& change : changes) {
    EXPECT_EQ(change.severity, Severity::Substantive);
    EXPECT_TRUE(change.edits.empty());
  }
}

TEST(Classify, ASplitIsEditorialAndRunsOverTheSpaceBetween) {
  const AlignedPair pair = aligned(parse_marked("editorial | It opened[[, and it=>.‖ It|wording]] closed.", "en"));
  const Change change = classified(pair).front();
  EXPECT_EQ(change.kind, ChangeKind::Split);
  EXPECT_EQ(change.severity, Severity::Editorial);
  std::string after;
  for (const Edit& edit : change.edits)
    if (edit.op != EditOp::Delete) after += edit.text;
  EXPECT_EQ(after, "It opened. It closed.");
}

/// Pairs whose categories and severity are found as they are marked, each by a rule that a floor over many does not
/// guard.
void expect_as_marked(const std::vector<std::pair<const char*, const char*>>& pairs) {
  for (const auto& [language, line] : pairs) {
    const MarkedPair marked = parse_marked(line, language);
    CategorySet categories;
    for (const MarkedEdit& edit : marked.edits) categories.insert(edit.categories);
    AlignedPair pair = aligned(marked);
    const std::vector<Change> changes = classify(pair.before, pair.after, pair.alignment, language).changes;
    ASSERT_EQ(changes.size(), 1U) << line;
    EXPECT_EQ(changes[0].severity, marked.severity) << line;
    EXPECT_EQ(changes[0].categories, categories) << line;
  }
}

TEST(Classify, AClauseThatMovedChangesNoFact) {
  expect_as_marked({
      {"en",
       "editorial | [[Where members must pay a fee, the=>The|wording+case]] board of the council sends an invoice "
       "to each[[=> where members must pay a fee|wording]]."},
      {"en",
       "substantive | [[Where members must pay a fee, the=>The|modality+case]] board of the council sends an "
       "invoice to each[[=> where members pay a fee|wording]]."},
  });
}

TEST(Classify, AValueWrittenInOtherWordsIsEqual) {
  expect_as_marked({
      {"de", "editorial | Es kamen [[zweihundertfünf=>205|number=]] Menschen."},
      {"de", "substantive | Es kamen [[zweihundertfünf=>206|number]] Menschen."},
      {"it", "editorial | Sono arrivate [[milleduecento=>1200|number=]] persone."},
      {"it", "substantive | Sono arrivate [[milleduecento=>1300|number]] persone."},
      {"hi", "editorial | बिजली [[ढाई=>2.5|number=]] घंटे बंद रही।"},
      {"hi", "editorial | बिजली [[डेढ़=>1.5|number=]] घंटे बंद रही।"},
      {"hi", "editorial | सरकार ने [[ढाई लाख=>2.5 लाख|number=]] घर बनाए।"},
      {"hi", "substantive | बिजली [[ढाई=>1.5|number]] घंटे बंद रही।"},
      {"en", "editorial | The path is [[1.5 km=>1500 m|amount=]] long."},
      {"en", "substantive | The path is [[1.5 km=>1600 m|amount]] long."},
  });
}

/// Documents of several blocks, sentence for sentence.
AlignedPair blocks(const std::vector<std::string>& before, const std::vector<std::string>& after, BlockKind first) {
  const auto document = [&](const std::vector<std::string>& texts) {
    Document made;
    std::string all;
    for (const std::string& text : texts) {
      Block block;
      block.kind = made.blocks.empty() ? first : BlockKind::Paragraph;
      block.slice = block.source = {all.size(), all.size() + text.size()};
      made.sentences.push_back({BlockIndex(static_cast<std::uint32_t>(made.blocks.size())), 0, {0, text.size()}});
      made.blocks.push_back(block);
      all += text + "\n\n";
    }
    made.source = Source::of(all, "test");
    return made;
  };
  AlignedPair pair{document(before), document(after), {}};
  for (std::uint32_t i = 0; i < before.size(); ++i) {
    align::Match& match = pair.alignment.matches.emplace_back();
    match.before = match.after = {SentenceIndex{i}};
  }
  return pair;
}

TEST(Classify, AReferenceThatShiftsWithItsHeadingIsNumbering) {
  const AlignedPair pair =
      blocks({"4. Appeals", "See section 4 for more."}, {"5. Appeals", "See section 5 for more."}, BlockKind::Heading);
  const std::vector<Change> changes = classified(pair);
  EXPECT_EQ(changes[0].categories, CategorySet{Category::Numbering});
  EXPECT_EQ(changes[1].categories, CategorySet{Category::Numbering});
  EXPECT_EQ(changes[1].severity, Severity::Editorial);
}

TEST(Classify, AReferenceThatShiftsAloneIsANumber) {
  const AlignedPair pair =
      blocks({"4. Appeals", "See section 4 for more."}, {"4. Appeals", "See section 5 for more."}, BlockKind::Heading);
  const Change change = classified(pair)[1];
  EXPECT_EQ(change.categories, CategorySet{Category::Number});
  EXPECT_EQ(change.severity, Severity::Substantive);
}

TEST(Classify, OrdinalsOfAListShiftReferences) {
  AlignedPair pair =
      blocks({"Pay the fee.", "As item 2 says."}, {"Pay the fee.", "As item 3 says."}, BlockKind::ListItem);
  pair.before.blocks[0].ordinal = 2;
  pair.after.blocks[0].ordinal = 3;
  EXPECT_EQ(classified(pair)[1].categories, CategorySet{Category::Numbering});
}

TEST(Classify, AQuotationOfSeveralParagraphsOpensEachAndClosesTheLast) {
  for (const auto& [open, close] : {std::pair("“", "”"), std::pair("\"", "\""), std::pair("« ", " »")}) {
    const auto paragraphs = [&](const std::string& word) {
      return std::vector<std::string>{
          "Anna Berg said: " + std::string(open) + "We are glad.", open + std::string("It took long. It was ") + word,
          open + std::string("It is ") + word + " now." + close + " The mayor left.", "It is " + word + " here."};
    };
    const AlignedPair pair = blocks(paragraphs("hard"), paragraphs("tough"), BlockKind::Paragraph);
    const std::vector<Change> changes = classified(pair);
    const CategorySet said{Category::Wording, Category::Quotation};
    EXPECT_EQ(changes[1].categories, said) << open;
    EXPECT_EQ(changes[1].severity, Severity::Substantive);
    EXPECT_EQ(changes[2].categories, said) << open;
    EXPECT_EQ(changes[3].categories, CategorySet{Category::Wording}) << open;
  }
}

TEST(Classify, ManyQuotationsInOneHugeBlockAreJudgedAlone) {
  std::string before;
  while (before.size() < 4'000'000) before += "“We are glad,” said Mayor Anna Berg. “It took long.” ";
  before.pop_back();
  std::string after = before;
  after.replace(after.size() - std::string_view("long.”").size(), 4, "years");
  const Change change = classified(blocks({before}, {after}, BlockKind::Paragraph)).front();
  EXPECT_TRUE(change.categories.contains(Category::Quotation));
  EXPECT_EQ(change.severity, Severity::Substantive);
}

TEST(Classify, ReferencesShiftInStepWithLabelsOfEveryKind) {
  struct Case {
    BlockKind kind;
    std::vector<std::string> before;
    std::vector<std::string> after;
  };
  const std::vector<Case> cases = {
      {BlockKind::Paragraph,
       {"1.2 The fee.", "See clause 1.2 for more."},
       {"1.3 The fee.", "See clause 1.3 for more."}},
      {BlockKind::Paragraph,
       {"1.9 The fee.", "See clause 1.9 for more."},
       {"1.10 The fee.", "See clause 1.10 for more."}},
      {BlockKind::ListItem, {"(c) the fee;", "See item (c) for more."}, {"(d) the fee;", "See item (d) for more."}},
      {BlockKind::ListItem, {"c) the fee;", "See point (c) for more."}, {"d) the fee;", "See point (d) for more."}},
      {BlockKind::ListItem, {"(iii) the fee;", "See item (iii) now."}, {"(iv) the fee;", "See item (iv) now."}},
      {BlockKind::Heading, {"Article 2", "See Article 2 for more."}, {"Article 3", "See Article 3 for more."}},
      {BlockKind::Heading, {"Article IV", "See Article IV for more."}, {"Article V", "See Article V for more."}},
      {BlockKind::Heading, {"Annex A", "See Annex A for more."}, {"Annex B", "See Annex B for more."}}};
  for (const Case& each : cases) {
    const std::vector<Change> changes = classified(blocks(each.before, each.after, each.kind));
    for (const Change& change : changes) {
      EXPECT_EQ(change.categories, CategorySet{Category::Numbering}) << each.before[0];
      EXPECT_EQ(change.severity, Severity::Editorial) << each.before[0];
    }
  }
}

TEST(Classify, ReferencesThatFollowOneAnotherShiftEach) {
  const AlignedPair pair = blocks({"1.2 The fee.", "1.5 The term.", "See clauses 1.2 and 1.5."},
                                  {"1.3 The fee.", "1.6 The term.", "See clauses 1.3 and 1.6."}, BlockKind::Paragraph);
  EXPECT_EQ(classified(pair)[2].categories, CategorySet{Category::Numbering});
}

}  // namespace
}  // namespace stet::classify::test
