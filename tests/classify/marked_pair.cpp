// SPDX-License-Identifier: Apache-2.0
#include "marked_pair.hpp"

#include <fstream>
#include <optional>
#include <stdexcept>

namespace stet::classify::test {
namespace {

constexpr std::string_view kCut = "‖";

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \n");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \n") + 1 - begin));
}

Category category_named(std::string_view name) {
  for (std::size_t i = 0; i < kCategories; ++i)
    if (name_of(static_cast<Category>(i)) == name) return static_cast<Category>(i);
  throw std::invalid_argument("no category " + std::string(name));
}

void append(std::string& text, std::vector<std::size_t>& cuts, std::string_view part) {
  for (;;) {
    const std::size_t cut = part.find(kCut);
    text += part.substr(0, cut);
    if (cut == std::string_view::npos) return;
    cuts.push_back(text.size());
    part.remove_prefix(cut + kCut.size());
  }
}

std::string without_cuts(std::string_view text) {
  std::string out;
  std::vector<std::size_t> cuts;
  append(out, cuts, text);
  return out;
}

}  // namespace

MarkedPair parse_marked(std::string_view line, std::string language) {
  MarkedPair pair;
  pair.line = line;
  pair.language = std::move(language);
  const std::size_t bar = line.find(" | ");
  if (bar == std::string_view::npos) throw std::invalid_argument("no bar: " + pair.line);
  std::string_view head = line.substr(0, bar);
  const std::string_view severity = head.substr(0, head.find(' '));
  for (std::size_t i = 0; i < kSeverities; ++i)
    if (name_of(static_cast<Severity>(i)) == severity) pair.severity = static_cast<Severity>(i);
  if (head.find("heading") != std::string_view::npos) pair.kind = BlockKind::Heading;
  if (head.find("quoted") != std::string_view::npos) pair.kind = BlockKind::Quotation;
  std::string_view rest = line.substr(bar + 3);
  while (!rest.empty()) {
    const std::size_t open = rest.find("[[");
    append(pair.before, pair.before_cuts, rest.substr(0, open));
    append(pair.after, pair.after_cuts, rest.substr(0, open));
    if (open == std::string_view::npos) break;
    const std::size_t close = rest.find("]]", open);
    const std::string_view mark = rest.substr(open + 2, close - open - 2);
    const std::size_t arrow = mark.find("=>");
    const std::size_t what = mark.rfind('|');
    if (arrow == std::string_view::npos || what == std::string_view::npos) throw std::invalid_argument(pair.line);
    append(pair.before, pair.before_cuts, mark.substr(0, arrow));
    append(pair.after, pair.after_cuts, mark.substr(arrow + 2, what - arrow - 2));
    MarkedEdit edit;
    edit.deleted = trimmed(without_cuts(mark.substr(0, arrow)));
    edit.inserted = trimmed(without_cuts(mark.substr(arrow + 2, what - arrow - 2)));
    std::string_view categories = mark.substr(what + 1);
    if (categories.find('=') != std::string_view::npos) edit.equal_value = true;
    while (!categories.empty()) {
      const std::size_t plus = categories.find('+');
      std::string_view name = categories.substr(0, plus);
      if (name.ends_with('=')) name.remove_suffix(1);
      edit.categories.insert(category_named(name));
      categories = plus == std::string_view::npos ? std::string_view() : categories.substr(plus + 1);
    }
    pair.edits.push_back(edit);
    rest.remove_prefix(close + 2);
  }
  return pair;
}

std::vector<MarkedPair> read_marked(const std::string& path, std::string language) {
  std::ifstream file(path);
  std::vector<MarkedPair> pairs;
  for (std::string line; std::getline(file, line);)
    if (!line.empty() && line.front() != '#') pairs.push_back(parse_marked(line, language));
  return pairs;
}

Document document_of(const std::string& text, const std::vector<std::size_t>& cuts, BlockKind kind) {
  Document document;
  document.source = Source::of(text, "test");
  Block block;
  block.kind = kind;
  block.source = {0, text.size()};
  block.slice = {0, text.size()};
  document.blocks.push_back(block);
  std::size_t begin = 0;
  const auto add = [&](std::size_t end) {
    while (begin < end && text[begin] == ' ') ++begin;
    std::size_t last = end;
    while (last > begin && text[last - 1] == ' ') --last;
    document.sentences.push_back({BlockIndex{0}, static_cast<std::uint32_t>(document.sentences.size()), {begin, last}});
    begin = end;
  };
  for (const std::size_t cut : cuts) add(cut);
  add(text.size());
  return document;
}

AlignedPair aligned(const MarkedPair& pair) {
  AlignedPair result;
  result.before = document_of(pair.before, pair.before_cuts, pair.kind);
  result.after = document_of(pair.after, pair.after_cuts, pair.kind);
  const auto add = [&](std::size_t before_first, std::size_t before_last, std::size_t after_first,
                       std::size_t after_last) {
    align::Match match;
    for (std::size_t i = before_first; i < before_last; ++i)
      match.before.include(SentenceIndex(static_cast<std::uint32_t>(i)));
    for (std::size_t i = after_first; i < after_last; ++i)
      match.after.include(SentenceIndex(static_cast<std::uint32_t>(i)));
    result.alignment.matches.push_back(std::move(match));
  };
  const std::size_t before = result.before.sentences.size();
  const std::size_t after = result.after.sentences.size();
  if (before == after) {
    for (std::size_t i = 0; i < before; ++i) add(i, i + 1, i, i + 1);
  } else {
    add(0, before, 0, after);
  }
  return result;
}

std::vector<MarkedEdit> edits_of(const std::vector<Change>& changes) {
  std::vector<MarkedEdit> found;
  for (const Change& change : changes) {
    std::size_t run = found.size();
    for (const Edit& edit : change.edits) {
      if (edit.target) continue;
      switch (edit.op) {
        case EditOp::Keep:
          run = found.size();
          break;
        case EditOp::Delete:
          found.push_back({trimmed(edit.text), {}, edit.categories, edit.equal_value});
          break;
        case EditOp::Insert: {
          bool paired = false;
          for (std::size_t i = run; i < found.size() && !paired; ++i) {
            if (!found[i].inserted.empty() || found[i].categories != edit.categories ||
                found[i].equal_value != edit.equal_value)
              continue;
            found[i].inserted = trimmed(edit.text);
            paired = true;
          }
          if (!paired) found.push_back({{}, trimmed(edit.text), edit.categories, edit.equal_value});
          break;
        }
      }
    }
  }
  return found;
}

}  // namespace stet::classify::test
