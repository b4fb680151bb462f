// SPDX-License-Identifier: Apache-2.0
#include "report/word_marks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/width.hpp"
#include "unicode/properties.hpp"
#include "unicode/utf8.hpp"

namespace stet::report {
namespace {

constexpr std::string_view kEllipsis = "…";

/// Unchanged words that stay beside an edit, in columns: more than a line of a terminal, so that the phrase is
/// understood.
constexpr std::size_t kBesideEdit = 100;
/// Those at the beginning of a sentence, by which a reader recognises it.
constexpr std::size_t kAtBeginning = 40;
/// Less than this is not worth an ellipsis: about half a line.
constexpr std::size_t kWorthHiding = 50;

/// Adds unchanged words, leaving out what is further from its ends than `head` and `tail` columns.
void add_kept(Flow& flow, std::string_view text, std::size_t head, std::size_t tail) {
  const std::size_t head_end = head_within(text, head);
  const std::size_t tail_begin = tail_within(text, tail);
  const bool hides = tail_begin > head_end && columns_of(text.substr(head_end, tail_begin - head_end)) >= kWorthHiding;
  if (!hides) {
    flow.add(Role::Plain, text);
    return;
  }
  flow.add(Role::Plain, text.substr(0, head_end));
  // At the end of a sentence nothing follows the ellipsis.
  flow.add(Role::Elision, tail == 0 ? " …" : " … ");
  flow.add(Role::Plain, text.substr(tail_begin));
}

Role role_of(EditOp op) {
  switch (op) {
    case EditOp::Keep:
      return Role::Plain;
    case EditOp::Delete:
      return Role::Deleted;
    case EditOp::Insert:
      return Role::Inserted;
  }
  return Role::Plain;
}

/// A link's old and new target, which stand side by side in the edits.
std::size_t add_targets(Flow& flow, std::span<const Edit> edits, std::size_t index, const Palette& palette) {
  flow.add(Role::Detail, "⟨");
  while (index < edits.size() && edits[index].target) {
    const Edit& edit = edits[index];
    if (edit.op == EditOp::Keep)
      flow.add(Role::Plain, edit.text);
    else
      flow.add_marked(role_of(edit.op), visible(edit), palette);
    ++index;
  }
  flow.add(Role::Detail, "⟩");
  return index;
}

bool is_no_break_space(char32_t code) { return code == 0xA0 || code == 0x202F || code == 0x2007; }

/// Only where typography is what the edit is about: elsewhere joiners make emoji and letters what they are.
bool shows_joiners(const Edit& edit) {
  return edit.categories.contains(Category::Typography) || edit.categories.contains(Category::Whitespace);
}

}  // namespace

std::string visible(const Edit& edit) {
  std::string out;
  const std::string_view text = edit.text;
  const bool only_spaces = text.find_first_not_of(' ') == std::string_view::npos;
  for (std::size_t i = 0; i < text.size();) {
    const unicode::CodePoint character = unicode::code_point_at(text, i);
    const char32_t code = character.code;
    if (code == ' ' && only_spaces) {
      out += "␣";
    } else if (code < 0x80) {
      out += static_cast<char>(code);
    } else if (is_no_break_space(code)) {
      out += "⍽";
    } else if (unicode::is_ignorable(code) || (unicode::is_joiner(code) && shows_joiners(edit))) {
      out += fmt::format("⟨U+{:04X}⟩", static_cast<std::uint32_t>(code));
    } else {
      if (i == 0 && columns_of(code) == 0) out += "◌";
      out.append(text, i, character.size);
    }
    i += character.size;
  }
  return out;
}

Flow marked_edits(std::span<const Edit> edits, const Palette& palette) {
  Flow flow;
  std::size_t index = 0;
  while (index < edits.size()) {
    const Edit& edit = edits[index];
    if (edit.target) {
      index = add_targets(flow, edits, index, palette);
      continue;
    }
    if (edit.op == EditOp::Keep)
      add_kept(flow, edit.text, index == 0 ? kAtBeginning : kBesideEdit, index + 1 == edits.size() ? 0 : kBesideEdit);
    else
      flow.add_marked(role_of(edit.op), visible(edit), palette);
    ++index;
  }
  return flow;
}

std::vector<Flow> marked_sentences(std::span<const Edit> edits, EditOp side, std::span<const std::size_t> lengths,
                                   const Palette& palette) {
  std::vector<Flow> flows(lengths.size());
  if (lengths.empty()) return flows;
  std::size_t sentence = 0;
  std::size_t left = lengths[0];
  for (const Edit& edit : edits) {
    if (edit.op != EditOp::Keep && edit.op != side) continue;
    std::string_view text = edit.text;
    if (edit.target) {
      flows[sentence]
          .add(Role::Detail, "⟨")
          .add_marked(role_of(edit.op), visible(edit), palette)
          .add(Role::Detail, "⟩");
      continue;
    }
    while (!text.empty()) {
      if (left == 0) {
        // Between two sentences: white space, which the line break stands for.
        const unicode::CodePoint character = unicode::code_point_at(text, 0);
        if (unicode::is_space(character.code)) {
          text.remove_prefix(character.size);
          continue;
        }
        if (sentence + 1 == lengths.size()) break;
        left = lengths[++sentence];
      }
      const std::string_view part = text.substr(0, left);
      if (edit.op == EditOp::Keep) {
        flows[sentence].add(Role::Plain, part);
      } else {
        Edit piece = edit;
        piece.text = part;
        flows[sentence].add_marked(role_of(edit.op), visible(piece), palette);
      }
      left -= part.size();
      text.remove_prefix(part.size());
    }
  }
  return flows;
}

}  // namespace stet::report
