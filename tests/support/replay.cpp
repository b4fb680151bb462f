// SPDX-License-Identifier: Apache-2.0
#include "support/replay.hpp"

#include <fmt/format.h>

#include <map>

#include "stet/read.hpp"

namespace stet::test {
namespace {

using nlohmann::json;

struct Piece {
  std::string text;
  std::string trailing;
};

/// The sentences of one side by their index; a fault where one comes twice.
std::string collect(const json& document, const char* side, std::map<std::size_t, Piece>& pieces) {
  for (const json& change : document["changes"])
    for (const json& sentence : change[side]) {
      const auto index = sentence["index"].get<std::size_t>();
      const Piece piece{sentence["text"], sentence["trailing"]};
      if (!pieces.emplace(index, piece).second) return fmt::format("{} sentence {} is in two changes", side, index);
    }
  if (!pieces.empty() && pieces.rbegin()->first + 1 != pieces.size())
    return fmt::format("{} has {} sentences and the last has index {}", side, pieces.size(), pieces.rbegin()->first);
  return "";
}

std::string joined(const std::map<std::size_t, Piece>& pieces) {
  std::string text;
  for (const auto& [index, piece] : pieces) text += piece.text + piece.trailing;
  return text;
}

/// A change's sentences with the white space between them.
std::string side_text(const json& sentences) {
  std::string text;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    text += sentences[i]["text"].get<std::string>();
    if (i + 1 < sentences.size()) text += sentences[i]["trailing"].get<std::string>();
  }
  return text;
}

std::string change_fault(const json& change) {
  const std::string kind = change["kind"];
  const std::string before = side_text(change["before"]);
  const std::string after = side_text(change["after"]);
  const std::size_t befores = change["before"].size();
  const std::size_t afters = change["after"].size();
  const bool shape_fits =
      (kind == "added" && befores == 0 && afters == 1) || (kind == "removed" && befores == 1 && afters == 0) ||
      (kind == "split" && befores == 1 && afters > 1) || (kind == "merged" && befores > 1 && afters == 1) ||
      ((kind == "unchanged" || kind == "moved" || kind == "reworded") && befores == 1 && afters == 1);
  if (!shape_fits) return fmt::format("a {} change has {} sentences before and {} after", kind, befores, afters);
  if (kind == "added" || kind == "removed")
    return change["edits"].empty() ? "" : fmt::format("a {} change has edits", kind);
  if (kind == "unchanged" || kind == "moved")
    return before == after && change["edits"].empty()
               ? ""
               : fmt::format("a {} change differs: {} / {}", kind, before, after);
  std::string kept_and_deleted;
  std::string kept_and_inserted;
  bool differs = false;
  for (const json& edit : change["edits"]) {
    const std::string op = edit["op"];
    differs = differs || op != "keep";
    if (edit.value("target", false)) continue;
    if (op != "insert") kept_and_deleted += edit["text"].get<std::string>();
    if (op != "delete") kept_and_inserted += edit["text"].get<std::string>();
  }
  if (kept_and_deleted != before) return fmt::format("keep and delete give '{}', not '{}'", kept_and_deleted, before);
  if (kept_and_inserted != after) return fmt::format("keep and insert give '{}', not '{}'", kept_and_inserted, after);
  // A split or merge may differ in nothing but its full stops' neighbours; a reworded pair must differ.
  return kind == "reworded" && !differs ? fmt::format("a reworded change has no edit: {}", before) : "";
}

}  // namespace

std::string document_text(const Source& source) {
  const auto document = read_document(source);
  if (!document) return "";
  std::string text;
  for (const Block& block : document->blocks) {
    if (!text.empty()) text += "\n\n";
    text += document->text(block);
  }
  return text;
}

std::string replay_fault(const json& document, const std::string& before_text, const std::string& after_text) {
  std::map<std::size_t, Piece> before;
  std::map<std::size_t, Piece> after;
  for (const std::string& fault : {collect(document, "before", before), collect(document, "after", after)})
    if (!fault.empty()) return fault;
  if (joined(before) != before_text)
    return fmt::format("the before text is '{}', not '{}'", joined(before), before_text);
  if (joined(after) != after_text) return fmt::format("the after text is '{}', not '{}'", joined(after), after_text);
  for (const json& change : document["changes"])
    if (const std::string fault = change_fault(change); !fault.empty()) return fault;
  return "";
}

}  // namespace stet::test
