// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "report/json_values.hpp"
#include "report/samples.hpp"
#include "stet/report.hpp"
#include "support/command.hpp"
#include "support/diff_builder.hpp"

namespace stet {
namespace {

using nlohmann::json;

/// Indented, in the order in which the fields were written.
std::string readable(const std::string& text) { return nlohmann::ordered_json::parse(text).dump(1) + "\n"; }

void expect_file(const std::string& name, const std::string& actual) {
  test::expect_golden(test::case_folder("report", name), actual);
}

TEST(JsonReport, EveryKind) { expect_file("every_kind.json", readable(write_json(test::every_kind(), {}))); }

TEST(JsonReport, All) {
  expect_file("link_target_all.json", readable(write_json(test::link_target(), test::everything())));
}

TEST(JsonReport, SeveralDocuments) {
  expect_file("several_documents.json", readable(write_json(test::several_documents(), {})));
}

TEST(JsonReport, Hostile) { expect_file("hostile.json", write_json(test::hostile(), {})); }

TEST(JsonReport, IsOneLine) {
  for (const Report& report : {test::every_kind(), test::hostile(), Report{}}) {
    const std::string out = write_json(report, {});
    EXPECT_EQ(out.find('\n'), out.size() - 1);
  }
}

TEST(JsonReport, NothingInItActs) {
  const std::string out = write_json(test::hostile(), test::everything());
  EXPECT_EQ(out.find('<'), std::string::npos);
  for (const char c : out) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n') << int{c};
  for (const std::string_view acting : {"\u0085", "\u009b", "\u2028", "\u2029", "\u202e", "\u2066", "\x7f"}) {
    EXPECT_EQ(out.find(acting), std::string::npos);
  }
  // And yet it is all there.
  const json document = json::parse(out)["documents"][0];
  EXPECT_EQ(document["name"], "after\u202e.txt");
  EXPECT_EQ(document["changes"][0]["before"][0]["text"],
            "Red \033[31m</script><!-- \u202eevil\u202c \u0085 \u2028 end\x7f.");
}

TEST(JsonReport, RebuildsBothTexts) {
  for (const Report& report : {test::every_kind(), test::wide_characters(), test::hostile()}) {
    const json document = json::parse(write_json(report, test::everything()))["documents"][0];
    for (const char* side : {"before", "after"}) {
      std::vector<std::pair<std::size_t, std::string>> sentences;
      for (const json& change : document["changes"]) {
        for (const json& sentence : change[side]) {
          sentences.emplace_back(sentence["index"],
                                 sentence["text"].get<std::string>() + sentence["trailing"].get<std::string>());
        }
      }
      std::sort(sentences.begin(), sentences.end());
      std::string text;
      for (std::size_t i = 0; i < sentences.size(); ++i) {
        EXPECT_EQ(sentences[i].first, i);
        text += sentences[i].second;
      }
      const DocumentDiff& diff = report.documents[0].diff;
      EXPECT_EQ(text, (side == std::string("before") ? diff.before : diff.after).source.bytes());
    }
  }
}

TEST(JsonReport, TrailingTakesInWhatStandsAroundSentences) {
  Report report = test::no_change();
  Document& document = report.documents[0].diff.after;
  // A block with white space at both ends, an empty block, and one more.
  document = test::document_of({{"One."}, {"  Two. "}, {""}, {"Three."}});
  document.sentences = {{BlockIndex{0}, 0, {0, 4}}, {BlockIndex{1}, 0, {2, 6}}, {BlockIndex{3}, 0, {0, 6}}};
  report.documents[0].diff.before = document;
  report.documents[0].diff.changes.clear();
  for (const unsigned i : {0U, 1U, 2U}) {
    Change change;
    change.before = change.after = {SentenceIndex{i}};
    report.documents[0].diff.changes.push_back(change);
  }
  const json changes = json::parse(write_json(report, test::everything()))["documents"][0]["changes"];
  EXPECT_EQ(changes[0]["after"][0]["trailing"], "\n\n  ");
  EXPECT_EQ(changes[1]["after"][0]["trailing"], " \n\n\n\n");
  EXPECT_EQ(changes[2]["after"][0]["trailing"], "");
}

TEST(JsonReport, SummariesCountBeforeFilters) {
  ReportFilter filter;
  filter.min_severity = Severity::Substantive;
  const json report = json::parse(write_json(test::several_documents(), filter));
  EXPECT_EQ(report["documents"][0]["changes"].size(), 1U);
  EXPECT_EQ(report["documents"][0]["summary"]["cosmetic"], 1);
  EXPECT_EQ(report["summary"]["reworded"], 6);
  EXPECT_FALSE(report["summary"].contains("unchanged"));
}

TEST(JsonReport, GroupsPointToShownChanges) {
  ReportFilter filter;
  filter.min_severity = Severity::Substantive;
  const json all = json::parse(write_json(test::several_documents(), {}));
  const json some = json::parse(write_json(test::several_documents(), filter));
  ASSERT_EQ(all["groups"].size(), 2U);
  EXPECT_EQ(some["groups"].size(), 1U);
  EXPECT_EQ(all["groups"][0]["insert"], "ISIL");
  EXPECT_EQ(all["groups"][0]["count"], 3);
  for (const json& group : all["groups"]) {
    for (const json& place : group["places"]) {
      const auto document = std::find_if(all["documents"].begin(), all["documents"].end(),
                                         [&](const json& one) { return one["name"] == place["document"]; });
      ASSERT_NE(document, all["documents"].end());
      const json& change = (*document)["changes"][place["change"].get<std::size_t>()];
      EXPECT_EQ(change["after"][0]["line"], place["line"]);
      EXPECT_TRUE(std::any_of(change["edits"].begin(), change["edits"].end(),
                              [&](const json& edit) { return edit["text"] == group["insert"]; }));
    }
  }
}

TEST(JsonReport, OneDocumentHasNoGroups) {
  EXPECT_FALSE(json::parse(write_json(test::every_kind(), {})).contains("groups"));
}

TEST(JsonReport, LinesAreReportsOfOneDocument) {
  const Report report = test::several_documents();
  const json whole = json::parse(write_json(report, {}));
  const std::string lines = write_ndjson(report, {});
  std::size_t begin = 0;
  std::size_t count = 0;
  while (begin < lines.size()) {
    const std::size_t end = lines.find('\n', begin);
    ASSERT_NE(end, std::string::npos);
    const json line = json::parse(lines.substr(begin, end - begin));
    if (count < 4) {
      ASSERT_EQ(line["documents"].size(), 1U);
      EXPECT_EQ(line["documents"][0], whole["documents"][count]);
      EXPECT_EQ(line["summary"], whole["documents"][count]["summary"]);
    } else {
      EXPECT_TRUE(line["documents"].empty());
      EXPECT_EQ(line["not_read"], whole["not_read"]);
    }
    ++count;
    begin = end + 1;
  }
  EXPECT_EQ(count, 5U);
}

TEST(JsonReport, SaysWhySentencesWereMatchedWhenAsked) {
  const Report report = test::every_kind();
  ReportFilter filter;
  filter.explain = true;
  const json changes = json::parse(write_json(report, filter))["documents"][0]["changes"];
  EXPECT_EQ(changes[0]["reason"],
            json::parse(R"({"stage":"similar","score":0.877,"words":["port","norrhaven","ferry","isles"]})"));
  const auto removed =
      std::find_if(changes.begin(), changes.end(), [](const json& change) { return change["kind"] == "removed"; });
  ASSERT_NE(removed, changes.end());
  EXPECT_EQ((*removed)["reason"]["rival"]["text"], "A first version will be posted in April.");
  const json plain = json::parse(write_json(report, {}))["documents"][0]["changes"];
  for (const json& change : plain) EXPECT_FALSE(change.contains("reason"));
}

TEST(JsonReport, SaysOfADocumentWhatWasBounded) {
  const json document = json::parse(write_json(test::bounded(), {}))["documents"][0];
  EXPECT_EQ(document["bounded"], json::array({"sentences", "words"}));
  EXPECT_EQ(json::parse(write_ndjson(test::bounded(), {}))["documents"][0], document);
  EXPECT_FALSE(json::parse(write_json(test::every_kind(), {}))["documents"][0].contains("bounded"));
}

TEST(JsonReport, MovedAndEqualValuesAreMarked) {
  Edit old_words = test::gone("fourteen", {Category::Number});
  Edit new_words = test::came("14", {Category::Number});
  old_words.equal_value = new_words.equal_value = true;
  Report report = test::no_change();
  report.documents[0].diff =
      test::DiffBuilder({{"A fourteen."}}, {{"A 14."}})
          .reworded(0, 0, Severity::Editorial, {test::keep("A "), old_words, new_words, test::keep(".")})
          .also_moved()
          .build();
  const json change = json::parse(write_json(report, {}))["documents"][0]["changes"][0];
  EXPECT_EQ(change["moved"], true);
  EXPECT_EQ(change["edits"][1]["equal_value"], true);
  EXPECT_FALSE(change["edits"][0].contains("equal_value"));
  EXPECT_FALSE(change["edits"][0].contains("categories"));
  EXPECT_EQ(change["similarity"], 0.877);
}

}  // namespace
}  // namespace stet
