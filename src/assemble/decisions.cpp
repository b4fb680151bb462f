// SPDX-License-Identifier: Apache-2.0
#include "assemble/decisions.hpp"

#include <algorithm>
#include <bit>
#include <optional>

#include "classify/wording.hpp"
#include "text/packed.hpp"

namespace stet::assemble {
namespace {

// The first number of a change; most are below 128. A match of more than two sentences is wide: sizes follow. Of one
// without edits that is not wide there may be several in a row, sentence by sentence: how many more, comes last.
constexpr unsigned kKindBits = 3;
constexpr unsigned kSeverityShift = kKindBits;
constexpr unsigned kSeverityMask = 3;
constexpr unsigned kMoved = 1U << 5U;
constexpr unsigned kWide = 1U << 6U;
constexpr unsigned kApart = 1U << 7U;

// The first number of an edit, with its length above; and the second, with its categories.
constexpr unsigned kOpMask = 3;
constexpr unsigned kLengthShift = 2;
constexpr unsigned kEqualValue = 1U << 0U;
constexpr unsigned kTarget = 1U << 1U;
constexpr unsigned kSeveral = 1U << 2U;  ///< Not one category, whose number it would be, but the bits of a set.
constexpr unsigned kCategoryShift = 3;

Error misfit() { return {ErrorCode::InvalidInput, "a comparison is not what was kept", ""}; }

/// Whether a change has words of both sides, and with them a score and edits.
bool has_edits(ChangeKind kind) {
  return kind == ChangeKind::Reworded || kind == ChangeKind::Split || kind == ChangeKind::Merged;
}

/// Sets of sentences follow each other closely: each is told by where it stands behind the one before.
class SetWriter {
 public:
  explicit SetWriter(text::PackedWriter& writer) : writer_(writer) {}

  void put(const SentenceSet& set, bool wide) {
    if (wide) writer_.number(set.size());
    if (set.empty()) return;
    const auto first = static_cast<std::int64_t>(to_size(set.front()));
    writer_.difference(first - next_);
    next_ = first + 1;
    if (!wide) return;
    writer_.number(set.first_row());
    if (set.first_row() < set.size()) writer_.number(to_size(set.back()) + 1 - to_size(set.front()) - set.size());
  }
  /// Sentences that are not told by themselves.
  void skip(std::size_t count) { next_ += static_cast<std::int64_t>(count); }

 private:
  text::PackedWriter& writer_;
  std::int64_t next_ = 0;
};

class SetReader {
 public:
  SetReader(text::PackedReader& reader, std::size_t sentences) : reader_(reader), sentences_(sentences) {}

  /// @param size  Of one that is not wide.
  SentenceSet next(bool wide, std::size_t size) {
    if (wide) size = reader_.number();
    if (size == 0) return {};
    const std::int64_t difference = reader_.difference();
    const std::size_t row = wide ? reader_.number() : size;
    const std::size_t gap = row < size ? reader_.number() : 0;
    // No sum overflows: each part is at most the number of sentences, which is below 2^32.
    const auto most = static_cast<std::int64_t>(sentences_);
    fits_ = fits_ && difference >= -most && difference <= most && row > 0 && row <= size &&
            std::max(size, gap) <= sentences_;
    if (!fits_) return {};
    const std::int64_t first = next_ + difference;
    fits_ = first >= 0 && static_cast<std::size_t>(first) + size + gap <= sentences_;
    if (!fits_) return {};
    next_ = first + 1;
    const auto index = [&](std::size_t offset) { return SentenceIndex(static_cast<std::uint32_t>(first) + offset); };
    SentenceSet set(index(0), row);
    for (std::size_t i = row; i < size && fits_; ++i) {
      fits_ = set.can_include(index(i + gap));
      if (fits_) set.include(index(i + gap));
    }
    return set;
  }
  /// The next one of one sentence, which is not told by itself.
  SentenceSet following() {
    fits_ = fits_ && next_ >= 0 && static_cast<std::size_t>(next_) < sentences_;
    return SentenceIndex(static_cast<std::uint32_t>(next_++));
  }
  [[nodiscard]] bool fits() const { return fits_; }

 private:
  text::PackedReader& reader_;
  std::size_t sentences_;
  std::int64_t next_ = 0;
  bool fits_ = true;
};

std::uint64_t packed_categories(CategorySet categories) {
  const unsigned bits = categories.bits();
  if (std::has_single_bit(bits)) return static_cast<std::uint64_t>(std::countr_zero(bits)) << kCategoryShift;
  return std::uint64_t{bits} << kCategoryShift | kSeveral;
}

CategorySet categories_of(std::uint64_t packed) {
  const std::uint64_t value = packed >> kCategoryShift;
  if ((packed & kSeveral) != 0) return CategorySet::of_bits(static_cast<std::uint16_t>(value));
  return value < kCategories ? CategorySet{static_cast<Category>(value)} : CategorySet();
}

void pack_edit(text::PackedWriter& writer, const Edit& edit) {
  writer.number(edit.text.size() << kLengthShift | static_cast<unsigned>(edit.op));
  if (edit.op != EditOp::Keep)
    writer.number(packed_categories(edit.categories) | (edit.equal_value ? kEqualValue : 0) |
                  (edit.target ? kTarget : 0));
  if (edit.target) writer.text(edit.text);  // which is no part of a sentence
}

unsigned first_number(const Change& change) {
  const bool wide = change.before.size() > 1 || change.after.size() > 1;
  return static_cast<unsigned>(change.kind) | static_cast<unsigned>(change.severity) << kSeverityShift |
         (change.moved ? kMoved : 0) | (wide ? kWide : 0) | (change.apart ? kApart : 0);
}

/// Whether there may be several in a row.
bool may_repeat(unsigned first) {
  return (first & kWide) == 0 && !has_edits(static_cast<ChangeKind>(first & ((1U << kKindBits) - 1)));
}

bool is_next(const SentenceSet& set, const SentenceSet& other) {
  return set.empty() ? other.empty() : !other.empty() && to_size(other.front()) == to_size(set.front()) + 1;
}

/// How many changes behind one are the same of the next sentences.
std::size_t repeats(const std::vector<Change>& changes, std::size_t position) {
  const unsigned first = first_number(changes[position]);
  std::size_t last = position;
  while (last + 1 < changes.size() && first_number(changes[last + 1]) == first &&
         is_next(changes[last].before, changes[last + 1].before) &&
         is_next(changes[last].after, changes[last + 1].after))
    ++last;
  return last - position;
}

void pack_changes(text::PackedWriter& writer, const std::vector<Change>& changes) {
  SetWriter before(writer);
  SetWriter after(writer);
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const Change& change = changes[i];
    const unsigned first = first_number(change);
    writer.number(first);
    before.put(change.before, (first & kWide) != 0);
    after.put(change.after, (first & kWide) != 0);
    if (may_repeat(first)) {
      const std::size_t more = repeats(changes, i);
      writer.number(more);
      before.skip(change.before.empty() ? 0 : more);
      after.skip(change.after.empty() ? 0 : more);
      i += more;
    }
    if (!has_edits(change.kind)) continue;
    writer.number(std::bit_cast<std::uint32_t>(change.reason.score)).number(change.edits.size());
    for (const Edit& edit : change.edits) pack_edit(writer, edit);
  }
}

/// Takes edits' texts off the two sides of a change, one after the other.
class EditReader {
 public:
  EditReader(text::PackedReader& reader, std::string_view before, std::string_view after)
      : reader_(reader), before_(before), after_(after) {}

  Edit next() {
    const std::uint64_t first = reader_.number();
    const std::size_t length = first >> kLengthShift;
    Edit edit;
    fits_ = fits_ && (first & kOpMask) <= static_cast<unsigned>(EditOp::Insert);
    edit.op = static_cast<EditOp>(first & kOpMask);
    if (edit.op != EditOp::Keep) {
      const std::uint64_t second = reader_.number();
      edit.categories = categories_of(second);
      edit.equal_value = (second & kEqualValue) != 0;
      edit.target = (second & kTarget) != 0;
    }
    if (edit.target) {
      edit.text = reader_.text();
      return edit;
    }
    if (edit.op != EditOp::Insert) edit.text = take(before_, length);
    if (edit.op != EditOp::Delete) edit.text = take(after_, length);
    return edit;
  }
  [[nodiscard]] bool at_end() const { return fits_ && before_.empty() && after_.empty(); }

 private:
  std::string_view take(std::string_view& side, std::size_t length) {
    fits_ = fits_ && length <= side.size();
    const std::string_view taken = side.substr(0, length);
    side.remove_prefix(taken.size());
    return taken;
  }

  text::PackedReader& reader_;
  std::string_view before_;
  std::string_view after_;
  bool fits_ = true;
};

/// Edits of the change's sentences; whether they are all of their texts.
bool read_edits(text::PackedReader& reader, const Document& before, const Document& after, Change& change) {
  change.reason.score = std::bit_cast<float>(static_cast<std::uint32_t>(reader.number()));
  const classify::Wording old_wording(before, change.before);
  const classify::Wording new_wording(after, change.after);
  EditReader edits(reader, old_wording.text(), new_wording.text());
  std::vector<Edit> list(reader.count());
  for (Edit& edit : list) {
    edit = edits.next();
    change.categories.insert(edit.categories);
  }
  change.edits = std::move(list);
  return edits.at_end() && change.reason.score >= 0 && change.reason.score <= 1;
}

/// Takes changes off the bytes.
class ChangeReader {
 public:
  ChangeReader(text::PackedReader& reader, const Document& before, const Document& after)
      : reader_(reader),
        before_(before),
        after_(after),
        old_sets_(reader, before.sentences.size()),
        new_sets_(reader, after.sentences.size()) {}

  /// Nothing where the bytes do not fit the documents.
  std::optional<Change> next() {
    if (more_ > 0) {
      --more_;
      if (!last_.before.empty()) last_.before = old_sets_.following();
      if (!last_.after.empty()) last_.after = new_sets_.following();
    } else if (!read()) {
      return std::nullopt;
    }
    if (!old_sets_.fits() || !new_sets_.fits()) return std::nullopt;
    return last_;
  }
  [[nodiscard]] bool at_end() const { return more_ == 0 && reader_.ok() && reader_.at_end(); }

 private:
  bool read() {
    const auto first = static_cast<unsigned>(reader_.number());
    const unsigned kind = first & ((1U << kKindBits) - 1);
    if (kind >= kChangeKinds) return false;
    last_ = {};
    last_.kind = static_cast<ChangeKind>(kind);
    last_.severity = static_cast<Severity>(first >> kSeverityShift & kSeverityMask);
    last_.moved = (first & kMoved) != 0;
    last_.apart = (first & kApart) != 0;
    const bool wide = (first & kWide) != 0;
    last_.before = old_sets_.next(wide, last_.kind == ChangeKind::Added ? 0 : 1);
    last_.after = new_sets_.next(wide, last_.kind == ChangeKind::Removed ? 0 : 1);
    if (last_.before.empty() != (last_.kind == ChangeKind::Added) ||
        last_.after.empty() != (last_.kind == ChangeKind::Removed))
      return false;
    if (may_repeat(first)) more_ = reader_.number();
    return !has_edits(last_.kind) || read_edits(reader_, before_, after_, last_);
  }

  text::PackedReader& reader_;
  const Document& before_;
  const Document& after_;
  SetReader old_sets_;
  SetReader new_sets_;
  Change last_;
  std::uint64_t more_ = 0;  ///< Changes like the last one that follow it.
};

}  // namespace

std::string pack_decisions(const DocumentDiff& diff, const std::vector<align::BlockPair>& equal_blocks,
                           std::string_view language) {
  text::PackedWriter writer;
  writer.text(language).number(equal_blocks.size());
  std::size_t moved = 0;
  for (const align::BlockPair& pair : equal_blocks) moved += pair.moved ? 1 : 0;
  writer.number(moved);
  std::size_t last = 0;
  for (std::size_t i = 0; i < equal_blocks.size(); ++i) {
    if (!equal_blocks[i].moved) continue;
    writer.number(i - last);
    last = i;
  }
  writer.number(diff.before.sentences.size()).number(diff.after.sentences.size());
  writer.number((diff.bounded.sentences ? 1U : 0U) | (diff.bounded.words ? 2U : 0U));
  writer.number(diff.changes.size());
  pack_changes(writer, diff.changes);
  return writer.take();
}

Result<Decisions> Decisions::read(std::string_view bytes) {
  text::PackedReader reader(bytes);
  Decisions decisions;
  decisions.language_ = reader.text();
  decisions.equal_count_ = reader.number();
  decisions.moved_.resize(reader.count());
  std::size_t last = 0;
  for (std::size_t& position : decisions.moved_) position = last += reader.number();
  decisions.before_count_ = reader.number();
  decisions.after_count_ = reader.number();
  const std::uint64_t flags = reader.number();
  decisions.bounded_ = {.sentences = (flags & 1) != 0, .words = (flags & 2) != 0};
  decisions.change_count_ = reader.number();
  decisions.packed_changes_ = reader.rest();
  if (!reader.ok()) return std::unexpected(misfit());
  return decisions;
}

Result<void> Decisions::mark_moved(std::vector<align::BlockPair>& equal_blocks) const {
  if (equal_blocks.size() != equal_count_) return std::unexpected(misfit());
  for (const std::size_t position : moved_) {
    if (position >= equal_blocks.size()) return std::unexpected(misfit());
    equal_blocks[position].moved = true;
  }
  return {};
}

Result<std::vector<Change>> Decisions::changes(const Document& before, const Document& after) const {
  if (before.sentences.size() != before_count_ || after.sentences.size() != after_count_)
    return std::unexpected(misfit());
  text::PackedReader reader(packed_changes_);
  ChangeReader one_by_one(reader, before, after);
  std::vector<Change> changes;
  changes.reserve(std::min(change_count_, before_count_ + after_count_));
  while (changes.size() < change_count_) {
    const std::optional<Change> change = one_by_one.next();
    if (!change || !reader.ok()) return std::unexpected(misfit());
    changes.push_back(*change);
  }
  if (!one_by_one.at_end()) return std::unexpected(misfit());
  return changes;
}

}  // namespace stet::assemble
