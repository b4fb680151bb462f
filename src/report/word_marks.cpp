// SPDX-License-Identifier: Apache-2.0
#include "report/word_marks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

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
      flow.add_marked(role_of(edit.op), visible(edit.text, edit.categories), palette);
    ++index;
  }
  flow.add(Role::Detail, "⟩");
  return index;
}

/// Only where typography is what the edit is about: elsewhere joiners make emoji and letters what they are.
bool shows_joiners(CategorySet categories) {
  return categories.contains(Category::Typography) || categories.contains(Category::Whitespace);
}

/// Everything that went between two kept stretches as one, then everything that came: their categories differ, and a
/// reader of words need not see where one ends.
std::size_t add_replaced(Flow& flow, std::span<const Edit> edits, std::size_t index, const Palette& palette) {
  std::string deleted;
  std::string inserted;
  for (; index < edits.size() && edits[index].op != EditOp::Keep && !edits[index].target; ++index) {
    (edits[index].op == EditOp::Delete ? deleted : inserted) += visible(edits[index].text, edits[index].categories);
  }
  if (!deleted.empty()) flow.add_marked(Role::Deleted, deleted, palette);
  if (!inserted.empty()) flow.add_marked(Role::Inserted, inserted, palette);
  return index;
}

/// One side of a change, cut into its sentences.
class SideOfSentences {
 public:
  SideOfSentences(EditOp side, std::span<const std::size_t> lengths, const Palette& palette)
      : role_(role_of(side)), lengths_(lengths), palette_(palette), flows_(lengths.size()) {
    if (!lengths.empty()) left_ = lengths.front();
  }

  void take(const Edit& edit) {
    if (flows_.empty()) return;
    if (edit.target) return take_target(edit);
    std::string_view text = edit.text;
    while (!text.empty()) {
      if (left_ == 0 && !skip_to_next(text)) return;
      const std::string_view part = text.substr(0, left_);
      if (edit.op == EditOp::Keep) {
        end_marked();
        flows_[sentence_].add(Role::Plain, part);
      } else {
        marked_ += visible(part, edit.categories);
      }
      left_ -= part.size();
      text.remove_prefix(part.size());
    }
  }

  std::vector<Flow> flows() && {
    end_marked();
    return std::move(flows_);
  }

 private:
  void take_target(const Edit& edit) {
    end_marked();
    flows_[sentence_].add(Role::Detail, "⟨");
    if (edit.op == EditOp::Keep)
      flows_[sentence_].add(Role::Plain, edit.text);
    else
      flows_[sentence_].add_marked(role_, visible(edit.text, edit.categories), palette_);
    flows_[sentence_].add(Role::Detail, "⟩");
  }

  /// Between two sentences: white space, which the line break stands for. False where no sentence begins in `text`.
  bool skip_to_next(std::string_view& text) {
    end_marked();
    while (!text.empty()) {
      const unicode::CodePoint character = unicode::code_point_at(text, 0);
      if (!unicode::is_space(character.code)) break;
      text.remove_prefix(character.size);
    }
    if (text.empty() || sentence_ + 1 == lengths_.size()) return false;
    left_ = lengths_[++sentence_];
    return true;
  }

  void end_marked() {
    if (!marked_.empty()) flows_[sentence_].add_marked(role_, marked_, palette_);
    marked_.clear();
  }

  Role role_;
  std::span<const std::size_t> lengths_;
  const Palette& palette_;
  std::vector<Flow> flows_;
  std::size_t sentence_ = 0;
  std::size_t left_ = 0;  ///< Bytes until the sentence ends.
  std::string marked_;    ///< Words of this side alone, until kept ones follow.
};

}  // namespace

std::string visible(std::string_view text, CategorySet categories) {
  std::string out;
  const bool only_spaces = text.find_first_not_of(' ') == std::string_view::npos;
  for (std::size_t i = 0; i < text.size();) {
    const unicode::CodePoint character = unicode::code_point_at(text, i);
    const char32_t code = character.code;
    if (code == ' ' && only_spaces) {
      out += "␣";
    } else if (code < 0x80) {
      out += static_cast<char>(code);
    } else if (unicode::is_no_break_space(code)) {
      out += "⍽";
    } else if (unicode::is_ignorable(code) || (unicode::is_joiner(code) && shows_joiners(categories))) {
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
    } else if (edit.op == EditOp::Keep) {
      const bool last = index + 1 == edits.size();
      add_kept(flow, edit.text, index == 0 ? kAtBeginning : kBesideEdit, last ? 0 : kBesideEdit);
      ++index;
    } else {
      index = add_replaced(flow, edits, index, palette);
    }
  }
  return flow;
}

std::vector<Flow> marked_sentences(std::span<const Edit> edits, EditOp side, std::span<const std::size_t> lengths,
                                   const Palette& palette) {
  SideOfSentences sentences(side, lengths, palette);
  for (const Edit& edit : edits) {
    if (edit.op == EditOp::Keep || edit.op == side) sentences.take(edit);
  }
  return std::move(sentences).flows();
}

}  // namespace stet::report
