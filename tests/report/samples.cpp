// SPDX-License-Identifier: Apache-2.0
#include "report/samples.hpp"

#include <utility>

#include "support/diff_builder.hpp"

namespace stet::test {
namespace {

Report of_one(DocumentReport document) {
  Report report;
  report.documents.push_back(std::move(document));
  return report;
}

DocumentReport files(std::string before, std::string after, DocumentDiff diff) {
  DocumentReport document;
  document.name = after;
  document.before.label = before;
  document.before.path = std::move(before);
  document.after.label = after;
  document.after.path = std::move(after);
  document.diff = std::move(diff);
  return document;
}

}  // namespace

Report every_kind() {
  DocumentDiff diff =
      DiffBuilder({{"Night ferry to run from June"},
                   {"The Port of Norrhaven will start a night ferry to the Outer Isles on 1 June 2025.",
                    "The service replaces the mail boat."},
                   {"The ferry carries 180 passengers and 24 cars."},
                   {"“We must listen,” said Ms. Ada Lindqvist.", "She thanked the 300 residents who answered."},
                   {"A single ticket costs 12 crowns, and children under seven travel free.",
                    "Passengers must book a cabin at least two days before departure."},
                   {"Dogs are welcome on deck.", "They are kept on a lead.", "Bicycles travel for half the fare."},
                   {"The timetable is provisional."}},
                  {{"Night ferry to run from June"},
                   {"The Port of Norrhaven will start a night ferry to the Outer Isles on 15 June 2025.",
                    "The service replaces the mail boat."},
                   {"“We should listen,” said Ms. Ada Lindqvist.", "She thanked the 350 residents who answered."},
                   {"A single ticket costs 12 crowns.", "Children under seven travel free.",
                    "Passengers should book a cabin at least two days before departure."},
                   {"The ferry carries 180 passengers and 24 cars."},
                   {"Dogs are welcome on deck if they are kept on a lead."},
                   {"The timetable is provisional."},
                   {"A first version will be posted in April."}})
          .reworded(1, 1, Severity::Substantive,
                    {keep("The Port of Norrhaven will start a night ferry to the Outer Isles on "),
                     gone("1 June 2025", {Category::Date}), came("15 June 2025", {Category::Date}), keep(".")})
          .reworded(
              4, 3, Severity::Substantive,
              {keep("“We "), gone("must", {Category::Modality, Category::Quotation}),
               came("should", {Category::Modality, Category::Quotation}), keep(" listen,” said Ms. Ada Lindqvist.")})
          .reworded(5, 4, Severity::Substantive,
                    {keep("She thanked the "), gone("300", {Category::Number}), came("350", {Category::Number}),
                     keep(" residents who answered.")})
          .split(6, {5, 6}, Severity::Editorial,
                 {keep("A single ticket costs 12 crowns"), gone(", and children", {Category::Wording}),
                  came(". Children", {Category::Wording}), keep(" under seven travel free.")})
          .reworded(7, 7, Severity::Substantive,
                    {keep("Passengers "), gone("must", {Category::Modality}), came("should", {Category::Modality}),
                     keep(" book a cabin at least two days before departure.")})
          .moved(3, 8)
          .merged({8, 9}, 9, Severity::Editorial,
                  {keep("Dogs are welcome on deck"), gone(". They", {Category::Wording}),
                   came(" if they", {Category::Wording}), keep(" are kept on a lead.")})
          .removed(10, 10)
          .added(11)
          .metadata({"published", "2025-03-03T09:00:00Z", "2025-03-17T09:00:00Z", Severity::Substantive})
          .metadata({"topics", std::nullopt, "Transport|Islands", Severity::Editorial})
          .build();
  diff.before.blocks[0].kind = diff.after.blocks[0].kind = BlockKind::Heading;
  diff.summary.breaks = 1;
  for (Change& change : diff.changes) {
    if (change.before == SentenceSet(SentenceIndex{1}))
      change.reason.evidence.make().words = {"port", "norrhaven", "ferry", "isles"};
    if (change.kind == ChangeKind::Split)
      change.reason.evidence.make().words = {"ticket", "crowns", "children", "seven", "travel"};
    if (change.kind == ChangeKind::Removed)
      change.reason = {MatchStage::Unmatched, 0.18F, MatchEvidence{{"half"}, SentenceIndex{11}}};
  }
  DocumentReport document;
  document.name = "port/night-ferry";
  document.before = {"port/night-ferry@1", 1, "0123456789abcdef0123456789abcdef01234567", "port/night-ferry.md",
                     "2025-03-03T09:00:00Z"};
  document.after = {"port/night-ferry@2", 2, "89abcdef0123456789abcdef0123456789abcdef", "port/night-ferry.md",
                    "2025-03-17T00:00:00Z"};
  document.diff = std::move(diff);
  return of_one(std::move(document));
}

Report cosmetic_only() {
  return of_one(files(
      "before.txt", "after.txt",
      DiffBuilder(
          {{"It's \"ready\".", "Article 7 applies.", "Caf\u00e9 Norr is open.", "Cooperation is welcome."}},
          {{"It’s “ready”.", "Article\u00a07 applies.", "Cafe\u0301 Norr is open.", "Co\u00adoperation is welcome."}})
          .reworded(
              0, 0, Severity::Cosmetic,
              {gone("It's \"ready\"", {Category::Typography}), came("It’s “ready”", {Category::Typography}), keep(".")})
          .reworded(1, 1, Severity::Cosmetic,
                    {keep("Article"), gone(" ", {Category::Whitespace}), came("\u00a0", {Category::Whitespace}),
                     keep("7 applies.")})
          .reworded(2, 2, Severity::Cosmetic,
                    {gone("Caf\u00e9", {Category::Typography}), came("Cafe\u0301", {Category::Typography}),
                     keep(" Norr is open.")})
          .reworded(3, 3, Severity::Cosmetic,
                    {keep("Co"), came("\u00ad", {Category::Typography}), keep("operation is welcome.")})
          .build()));
}

Report wide_characters() {
  return of_one(files(
      "before.txt", "after.txt",
      DiffBuilder(
          {{"联合国安全理事会今天通过了第2396号决议，要求各国加强边境管制并交换有关外国恐怖主义战斗人员的资料。"},
           {"会議は三日間開かれる。", "「結果を待つ」と議長は述べた。"},
           {"회의는 사흘 동안 열린다."},
           {"اعتمد المجلس القرار في يوم الأربعاء."},
           {"परिषद ने संकल्प पारित किया।"},
           {"Team 👩‍👩‍👧‍👦 🇺🇳 👍🏽 met."},
           {"See https://example.org/a/very/long/path/that/does/not/fit/on/one/line/of/a/narrow/terminal today."}},
          {{"联合国安全理事会昨天通过了第2396号决议，要求各国加强边境管制并交换有关外国恐怖主义战斗人员的资料。"},
           {"会議は五日間開かれる。", "「結果を待つ」と議長は述べた。", "次回は「未定」である。"},
           {"회의는 닷새 동안 열린다."},
           {"اعتمد المجلس القرار في يوم الخميس."},
           {"परिषद ने निर्णय पारित किया।"},
           {"Team 👩‍👩‍👧‍👦 🇳🇴 👍🏽 met."},
           {"See https://example.org/a/very/long/path/that/does/not/fit/on/one/line/of/a/narrow/terminal now."}})
          .reworded(0, 0, Severity::Substantive,
                    {keep("联合国安全理事会"), gone("今天", {Category::Date}), came("昨天", {Category::Date}),
                     keep("通过了第2396号决议，要求各国加强边境管制并交换有关外国恐怖主义战斗人员的资料。")})
          .reworded(1, 1, Severity::Substantive,
                    {keep("会議は"), gone("三日", {Category::Number}), came("五日", {Category::Number}),
                     keep("間開かれる。")})
          .added(3)
          .reworded(3, 4, Severity::Substantive,
                    {keep("회의는 "), gone("사흘", {Category::Number}), came("닷새", {Category::Number}),
                     keep(" 동안 열린다.")})
          .reworded(4, 5, Severity::Substantive,
                    {keep("اعتمد المجلس القرار في يوم "), gone("الأربعاء", {Category::Date}),
                     came("الخميس", {Category::Date}), keep(".")})
          .reworded(5, 6, Severity::Editorial,
                    {keep("परिषद ने "), gone("संकल्प", {Category::Wording}), came("निर्णय", {Category::Wording}),
                     keep(" पारित किया।")})
          .reworded(6, 7, Severity::Editorial,
                    {keep("Team 👩‍👩‍👧‍👦 "), gone("🇺🇳", {Category::Wording}),
                     came("🇳🇴", {Category::Wording}), keep(" 👍🏽 met.")})
          .reworded(
              7, 8, Severity::Editorial,
              {keep("See https://example.org/a/very/long/path/that/does/not/fit/on/one/line/of/a/narrow/terminal "),
               gone("today", {Category::Wording}), came("now", {Category::Wording}), keep(".")})
          .build()));
}

Report long_sentences() {
  const std::string start =
      "Derived from Council resolution 2396 (2017), those measures included the introduction of so-called Advance "
      "Passenger Information and Passenger Name Record systems, responsible use of biometric data, protection of "
      "critical "
      "infrastructure and soft targets, preventing terrorist access to ";
  const std::string end =
      " and improvised explosive devices, and collecting evidence from the military, from customs officers, from "
      "witnesses "
      "abroad, from the providers of services on the internet and from everybody else who may be of help in court.";
  return of_one(files(
      "before.txt", "after.txt",
      DiffBuilder({{start + "weapons" + end, "A short one stands before it.", "All is known."}},
                  {{start + "arms" + end, "A short one stands before it.", "Nothing is known."}})
          .reworded(0, 0, Severity::Editorial,
                    {keep(start), gone("weapons", {Category::Wording}), came("arms", {Category::Wording}), keep(end)})
          .reworded(2, 2, Severity::Substantive,
                    {gone("All", {Category::Negation}), came("Nothing", {Category::Negation}), keep(" is known.")})
          .build()));
}

Report link_target() {
  Edit old_target = gone("https://example.org/plan", {Category::Link});
  Edit new_target = came("https://example.org/plan-2025", {Category::Link});
  old_target.target = new_target.target = true;
  return of_one(
      files("before.md", "after.md",
            DiffBuilder({{"Read the plan first.", "Then answer."}}, {{"Read the plan first.", "Then answer."}})
                .reworded(0, 0, Severity::Substantive, {keep("Read the plan"), old_target, new_target, keep(" first.")})
                .build()));
}

Report several_documents() {
  Report report;
  for (const std::string name : {"a.md", "b.md", "c.md"}) {
    report.documents.push_back(files(
        "old/" + name, name,
        DiffBuilder({{"Forces of Da’esh left " + name + ".", "It's over."}},
                    {{"Forces of ISIL left " + name + ".", "It’s over."}})
            .reworded(0, 0, Severity::Substantive,
                      {keep("Forces of "), gone("Da’esh", {Category::Name}), came("ISIL", {Category::Name}),
                       keep(" left " + name + ".")})
            .reworded(1, 1, Severity::Cosmetic,
                      {gone("It's", {Category::Typography}), came("It’s", {Category::Typography}), keep(" over.")})
            .build()));
  }
  report.documents.push_back(files("old/d.md", "d.md", DiffBuilder({{"Equal."}}, {{"Equal."}}).build()));
  report.not_read.push_back({"logo.md", "is no text but a PNG image"});
  return report;
}

Report hostile() {
  const std::string before = "Red \033[31m</script><!-- \u202eevil\u202c \u0085 \u2028 end\x7f.";
  const std::string after = "Red \033]0;title\007</script><!-- \u2066good\u2069 \u009b31m \u2029 end.";
  DocumentReport document = files(
      "\033[2Jbefore\n.txt", "after\u202e.txt",
      DiffBuilder({{before, "\033[5mgone."}}, {{after, "\u001b[8mnew. ::error::x"}})
          .reworded(0, 0, Severity::Editorial,
                    {keep("Red "), gone("\033[31m", {Category::Wording}), came("\033]0;title\007", {Category::Wording}),
                     keep("</script><!-- "), gone("\u202eevil\u202c \u0085 \u2028", {Category::Wording}),
                     came("\u2066good\u2069 \u009b31m \u2029", {Category::Wording}), keep(" end"),
                     gone("\x7f", {Category::Wording}), keep(".")})
          .removed(1, 1)
          .added(1)
          .metadata({"title\033[7m", "a\033[0m", "b\u0007\xff", Severity::Substantive})
          .build());
  for (Change& change : document.diff.changes) {
    change.reason.evidence.make().words = {"\033[31m</script>", "\u202eevil\u202c"};
    if (change.kind == ChangeKind::Added || change.kind == ChangeKind::Removed)
      change.reason.evidence.make().rival = SentenceIndex{1};
  }
  Report report = of_one(std::move(document));
  report.not_read.push_back({"bad\033[1m\xff.md", "is \033]52;c;x\007"});
  return report;
}

Report bounded() {
  Report report = of_one(files("before.txt", "after.txt",
                               DiffBuilder({{"The fee is 5."}}, {{"A fee of 6."}}).removed(0, 0).added(0).build()));
  report.documents.front().diff.bounded = {.sentences = true, .words = true};
  return report;
}

Report no_change() { return of_one(files("one.txt", "two.txt", DiffBuilder({{"Equal."}}, {{"Equal."}}).build())); }

ReportFilter everything() {
  ReportFilter filter;
  filter.all = true;
  return filter;
}

}  // namespace stet::test
