// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "report/json_values.hpp"
#include "report/samples.hpp"
#include "stet/report.hpp"
#include "support/schema.hpp"

namespace stet {
namespace {

using nlohmann::json;
using test::schema_fault;

std::vector<Report> samples() {
  std::vector<Report> reports;
  reports.push_back(test::every_kind());
  reports.push_back(test::cosmetic_only());
  reports.push_back(test::wide_characters());
  reports.push_back(test::long_sentences());
  reports.push_back(test::link_target());
  reports.push_back(test::several_documents());
  reports.push_back(test::hostile());
  reports.push_back(test::bounded());
  reports.push_back(test::no_change());
  reports.push_back({});
  return reports;
}

TEST(Schema, HoldsForEveryReport) {
  for (const Report& report : samples()) {
    for (const bool all : {false, true}) {
      ReportFilter filter;
      filter.all = filter.explain = all;
      EXPECT_EQ(schema_fault("stet.report", json::parse(write_json(report, filter))), "");
      std::istringstream lines(write_ndjson(report, filter));
      for (std::string line; std::getline(lines, line);) {
        EXPECT_EQ(schema_fault("stet.report", json::parse(line)), "");
      }
    }
  }
}

TEST(Schema, HoldsForReasons) {
  ReportFilter filter;
  filter.explain = true;
  const json good = json::parse(write_json(test::every_kind(), filter));
  EXPECT_EQ(schema_fault("stet.report", good), "");
  json bad = good;
  bad["documents"][0]["changes"][0]["reason"].erase("words");
  EXPECT_NE(schema_fault("stet.report", bad), "");
}

TEST(Schema, FindsWhatIsWrong) {
  const json good = json::parse(write_json(test::every_kind(), {}));
  json bad = good;
  bad["documents"][0]["changes"][0]["kind"] = "changed";
  EXPECT_NE(schema_fault("stet.report", bad), "");
  bad = good;
  bad["documents"][0]["changes"][0]["before"] = json::array();
  EXPECT_NE(schema_fault("stet.report", bad), "");
  bad = good;
  bad["documents"][0]["summary"].erase("breaks");
  EXPECT_NE(schema_fault("stet.report", bad), "");
  bad = good;
  bad["documents"][0]["changes"][0]["edits"][1].erase("categories");
  EXPECT_NE(schema_fault("stet.report", bad), "");
  bad = good;
  bad["documents"][0]["changes"][0]["severity"] = nullptr;
  EXPECT_NE(schema_fault("stet.report", bad), "");
}

TEST(Schema, AllowsNewFields) {
  json newer = json::parse(write_json(test::every_kind(), {}));
  newer["format_version"] = "1.7";
  newer["later"] = 1;
  newer["documents"][0]["changes"][0]["later"] = json::array();
  EXPECT_EQ(schema_fault("stet.report", newer), "");
}

Version some_version() {
  Version version;
  version.number = 3;
  version.commit = "0123456789abcdef0123456789abcdef01234567";
  version.published = 1519833487;
  return version;
}

TEST(Schema, HoldsForAVersion) {
  std::string out;
  report::JsonWriter json_writer(out);
  report::write_version(json_writer, some_version(), "un/cted@3");
  EXPECT_EQ(out,
            R"({"version":3,"commit":"0123456789abcdef0123456789abcdef01234567","published":"2018-02-28T15:58:07Z",)"
            R"("label":"un/cted@3"})");
  EXPECT_EQ(schema_fault("stet.version", json::parse(out)), "");

  Version withdrawal = some_version();
  withdrawal.number.reset();
  withdrawal.withdrawn = true;
  out.clear();
  report::write_version(json_writer, withdrawal, "un/cted");
  EXPECT_EQ(schema_fault("stet.version", json::parse(out)), "");
  json bad = json::parse(out);
  bad.erase("withdrawn");
  EXPECT_NE(schema_fault("stet.version", bad), "");
}

TEST(Schema, HoldsForListLogAndSegment) {
  std::string out;
  report::JsonWriter json_writer(out);
  report::write_version(json_writer, some_version(), "un/cted@3");
  const json version = json::parse(out);
  const json report = json::parse(write_json(test::every_kind(), {}));
  json head;
  for (const char* key : {"format_version", "tool"}) head[key] = report[key];

  json list = head;
  list["format"] = "stet.list";
  list["releases"] =
      json::array({{{"name", "un/cted"}, {"versions", 3}, {"first", version}, {"latest", version}, {"title", ""}}});
  EXPECT_EQ(schema_fault("stet.list", list), "");
  list["releases"][0]["latest"].erase("commit");
  EXPECT_NE(schema_fault("stet.list", list), "");

  json entry = version;
  entry["recorded"] = "2018-02-28T15:58:07Z";
  entry["source"] = entry["note"] = "";
  entry["summary"] = report["summary"];
  entry["bounded"] = json::array({"words"});
  entry["changes"] = report["documents"][0]["changes"];
  json log = head;
  log["format"] = "stet.log";
  log["releases"] = json::array({{{"name", "un/cted"}, {"versions", json::array({entry})}}});
  EXPECT_EQ(schema_fault("stet.log", log), "");
  log["releases"][0]["versions"][0]["changes"][0]["kind"] = "changed";
  EXPECT_NE(schema_fault("stet.log", log), "");

  json segment = {{"path", "a.txt"}, {"sentences", json::array({{{"start", 0}, {"end", 2}, {"text", "A."}}})}};
  EXPECT_EQ(schema_fault("stet.segment", segment), "");
  segment["sentences"][0]["start"] = -1;
  EXPECT_NE(schema_fault("stet.segment", segment), "");
}

}  // namespace
}  // namespace stet
