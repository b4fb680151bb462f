// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "report/exchanges.hpp"
#include "report/groups.hpp"
#include "report/json_values.hpp"
#include "report/json_writer.hpp"
#include "report/positions.hpp"
#include "report/shown.hpp"
#include "stet/report.hpp"

// The JSON report. docs/formats/json.md explains it, docs/schema/stet.report.schema.json fixes it.
namespace stet {
namespace report {
namespace {

/// What separates two blocks in a document's text.
constexpr std::string_view kBlockBreak = "\n\n";

/// The document's text from a sentence's end to the next sentence, or to the end of the document.
std::string trailing(const Document& document, SentenceIndex index) {
  const Sentence& sentence = document.sentence(index);
  const std::string_view text = document.text(document.block(sentence.block));
  const std::size_t following = to_size(index) + 1;
  const Sentence* next = following < document.sentences.size() ? &document.sentences[following] : nullptr;
  if (next != nullptr && next->block == sentence.block) {
    return std::string(text.substr(sentence.text.end, next->text.begin - sentence.text.end));
  }
  std::string gap(text.substr(sentence.text.end));
  const std::size_t last = next != nullptr ? to_size(next->block) : document.blocks.size();
  for (std::size_t block = to_size(sentence.block) + 1; block < last; ++block) {
    gap += kBlockBreak;
    gap += document.text(document.blocks[block]);
  }
  if (next != nullptr) {
    gap += kBlockBreak;
    gap += document.text(document.block(next->block)).substr(0, next->text.begin);
  }
  return gap;
}

void write_sentence(JsonWriter& json, const Document& document, const Positions& positions, SentenceIndex index,
                    bool all) {
  const Sentence& sentence = document.sentence(index);
  const SourcePlace place = positions.of(index);
  json.begin_object(
      {{"line", place.line}, {"start", place.bytes.begin}, {"end", place.bytes.end}, {"sentence", sentence.in_block}});
  if (all) {
    json.key("index").number(to_size(index));
    json.key("block").number(to_size(sentence.block));
  }
  json.key("text").utf8(document.text(sentence));
  if (all) json.key("trailing").utf8(trailing(document, index));
  json.end_object();
}

void write_sentences(JsonWriter& json, const Document& document, const Positions& positions, SentenceSet sentences,
                     bool all) {
  json.begin_array();
  for (const SentenceIndex index : sentences) write_sentence(json, document, positions, index, all);
  json.end_array();
}

std::string_view name_of(EditOp op) {
  switch (op) {
    case EditOp::Keep:
      return "keep";
    case EditOp::Delete:
      return "delete";
    case EditOp::Insert:
      return "insert";
  }
  return "keep";
}

void write_reason(JsonWriter& json, const DocumentDiff& diff, const Shown& shown, const Change& change, bool all) {
  const MatchReason& reason = change.reason;
  json.begin_object().key("stage").word(stet::name_of(reason.stage)).key("score").fraction(reason.score);
  json.key("words").begin_array();
  for (const std::string& word : reason.evidence->words) json.utf8(word);
  json.end_array();
  if (const auto& rival = reason.evidence->rival) {
    const bool removed = change.after.empty();
    json.key("rival");
    write_sentence(json, removed ? diff.after : diff.before, removed ? shown.after : shown.before, *rival, all);
  }
  json.end_object();
}

void write_change(JsonWriter& json, const DocumentDiff& diff, const Shown& shown, const Change& change,
                  const ReportFilter& filter) {
  const bool all = filter.all;
  json.begin_object().key("kind").word(stet::name_of(change.kind)).key("moved").boolean(change.moved);
  json.key("severity");
  write_severity(json, change.severity);
  json.key("categories");
  write_categories(json, change.categories);
  json.key("similarity").fraction(change.similarity());
  json.key("before");
  write_sentences(json, diff.before, shown.before, change.before, all);
  json.key("after");
  write_sentences(json, diff.after, shown.after, change.after, all);
  json.key("edits");
  write_edits(json, change.edits);
  if (filter.explain) {
    json.key("reason");
    write_reason(json, diff, shown, change, all);
  }
  json.end_object();
}

void write_changes(JsonWriter& json, const DocumentDiff& diff, const Shown& shown, const ReportFilter& filter) {
  json.begin_array();
  for (const Change& change : shown.changes.each()) {
    write_change(json, diff, shown, change, filter);
    json.pass_on();
  }
  json.end_array();
}

void write_side(JsonWriter& json, const DocumentSide& side) {
  json.begin_object().key("label").string(side.label).key("version");
  if (side.version) {
    json.number(*side.version);
  } else {
    json.null();
  }
  json.key("commit").string_or_null(side.commit).key("path").string_or_null(side.path);
  json.key("published").string_or_null(side.published).end_object();
}

void write_metadata(JsonWriter& json, const std::vector<MetadataChange>& metadata) {
  const auto write_value = [&](const std::optional<std::string>& value) {
    if (value) {
      json.string(*value);
    } else {
      json.null();
    }
  };
  json.begin_array();
  for (const MetadataChange& change : metadata) {
    json.begin_object().key("key").string(change.key).key("before");
    write_value(change.before);
    json.key("after");
    write_value(change.after);
    json.key("severity");
    write_severity(json, change.severity);
    json.end_object();
  }
  json.end_array();
}

void write_document(JsonWriter& json, const DocumentReport& document, const Shown& shown, const ReportFilter& filter) {
  json.begin_object().key("name").string(document.name).key("before");
  write_side(json, document.before);
  json.key("after");
  write_side(json, document.after);
  json.key("metadata");
  write_metadata(json, document.diff.metadata);
  json.key("summary");
  write_summary(json, document.diff.summary, filter.all);
  write_bounded(json, document.diff.bounded);
  json.key("changes");
  write_changes(json, document.diff, shown, filter);
  json.end_object();
}

void write_not_read(JsonWriter& json, const std::vector<NotRead>& not_read) {
  json.begin_array();
  for (const NotRead& document : not_read) {
    json.begin_object().key("path").string(document.path).key("reason").string(document.reason).end_object();
  }
  json.end_array();
}

void write_groups(JsonWriter& json, const Report& report, const std::vector<EditGroup>& groups) {
  json.begin_array();
  for (const EditGroup& group : groups) {
    json.begin_object().key("delete").utf8(group.deleted).key("insert").utf8(group.inserted);
    if (group.target) json.key("target").boolean(true);
    json.key("categories");
    write_categories(json, group.categories);
    json.key("severity");
    write_severity(json, group.severity);
    json.key("count").number(group.places.size()).key("places").begin_array();
    for (const EditGroup::Place& place : group.places) {
      json.begin_object().key("document").string(report.documents[place.document].name);
      json.key("change").number(place.change).key("line").number(place.line).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

void write_place(JsonWriter& json, const Report& report, const Exchange::Place& place) {
  json.begin_object().key("document").string(report.documents[place.document].name);
  json.key("change").number(place.change).key("line").number(place.line).end_object();
}

void write_exchanges(JsonWriter& json, const Report& report, const std::vector<Exchange>& exchanges) {
  json.begin_array();
  for (const Exchange& exchange : exchanges) {
    json.begin_object().key("from");
    write_place(json, report, exchange.from);
    json.key("to");
    write_place(json, report, exchange.to);
    json.end_object();
  }
  json.end_array();
}

void add_to_groups(EditGroups& groups, const Shown& shown, std::size_t document) {
  for (std::size_t i = 0; i < shown.changes.size(); ++i) {
    const Change& change = shown.changes[i];
    if (change.edits.empty() || change.after.empty()) continue;
    groups.add(change, {document, i, shown.after.of(change.after.front()).line});
  }
}

/// The end of a report's object, from `not_read` on.
void write_tail(JsonWriter& json, const std::vector<NotRead>& not_read, const Summary& summary, bool all) {
  json.key("not_read");
  write_not_read(json, not_read);
  json.key("summary");
  write_summary(json, summary, all);
  json.end_object();
}

}  // namespace

void write_edits(JsonWriter& json, const std::vector<Edit>& edits) {
  json.begin_array();
  for (const Edit& edit : edits) {
    json.begin_object().key("op").word(name_of(edit.op)).key("text").utf8(edit.text);
    if (edit.op != EditOp::Keep) {
      json.key("categories");
      write_categories(json, edit.categories);
    }
    if (edit.equal_value) json.key("equal_value").boolean(true);
    if (edit.target) json.key("target").boolean(true);
    json.end_object();
  }
  json.end_array();
}

void write_change(JsonWriter& json, const DocumentDiff& diff, const Change& change) {
  const Shown shown{ShownChanges({&change, 1}), Positions(diff.before), Positions(diff.after)};
  write_change(json, diff, shown, change, {});
}

void write_changes(JsonWriter& json, const DocumentDiff& diff, const ReportFilter& filter) {
  write_changes(json, diff, shown_changes(diff, filter), filter);
}

namespace {

void write_line(const DocumentReport& document, const ReportFilter& filter, const ReportSink& sink) {
  std::string out;
  JsonWriter json(out, sink);
  json.begin_object();
  write_head(json, "stet.report");
  json.key("documents").begin_array();
  write_document(json, document, shown_changes(document.diff, filter), filter);
  json.end_array();
  write_tail(json, {}, document.diff.summary, filter.all);
  out += '\n';
  sink(out);
}

std::string json_line(const std::vector<NotRead>& not_read, const ReportFilter& filter) {
  if (not_read.empty()) return {};
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  write_head(json, "stet.report");
  json.key("documents").begin_array().end_array();
  write_tail(json, not_read, {}, filter.all);
  out += '\n';
  return out;
}

}  // namespace

}  // namespace report

void write_json(const Report& report, const ReportFilter& filter, const ReportSink& sink) {
  std::string out;
  report::JsonWriter json(out, sink);
  json.begin_object();
  report::write_head(json, "stet.report");
  const bool grouped = report.documents.size() > 1;
  report::EditGroups groups;
  report::ExchangeFinder exchanges(report);
  Summary summary;
  json.key("documents").begin_array();
  for (std::size_t i = 0; i < report.documents.size(); ++i) {
    const DocumentReport& document = report.documents[i];
    const report::Shown shown = report::shown_changes(document.diff, filter);
    report::write_document(json, document, shown, filter);
    if (grouped) {
      report::add_to_groups(groups, shown, i);
      exchanges.add(i, shown);
    }
    summary += document.diff.summary;
  }
  json.end_array();
  if (grouped) {
    json.key("groups");
    report::write_groups(json, report, groups.repeated());
    json.key("moved_between");
    report::write_exchanges(json, report, exchanges.exchanges());
  }
  report::write_tail(json, report.not_read, summary, filter.all);
  out += '\n';
  sink(out);
}

std::string write_json(const Report& report, const ReportFilter& filter) {
  std::string out;
  write_json(report, filter, [&](std::string_view piece) { out += piece; });
  return out;
}

void write_ndjson(const Report& report, const ReportFilter& filter, const ReportSink& sink) {
  for (const DocumentReport& document : report.documents) report::write_line(document, filter, sink);
  sink(report::json_line(report.not_read, filter));
}

std::string write_ndjson(const Report& report, const ReportFilter& filter) {
  std::string out;
  write_ndjson(report, filter, [&](std::string_view piece) { out += piece; });
  return out;
}

}  // namespace stet
