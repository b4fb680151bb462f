// SPDX-License-Identifier: Apache-2.0
#include "read/part_memory.hpp"

#include <bit>
#include <utility>

namespace stet::read {
namespace {

/// Bytes after which those that were met least lately are forgotten: several versions of a long policy.
constexpr std::size_t kYoungBytes = std::size_t{8} << 20U;

template <class Read>
std::size_t bytes_of(const Read& read) {
  return read.bytes.size() + read.buffer.size() + read.blocks.size() * sizeof(Block) +
         read.runs.size() * sizeof(SourceRun);
}

/// The piece between two places of what was read: of a document, or of a part of one.
template <class Read>
KnownPiece piece_between(std::string_view bytes, const Read& read, const PieceBegin& begin, const PieceBegin& end) {
  const PieceBegin size = end.since(begin);
  return {.bytes = bytes.substr(begin.byte, size.byte),
          .blocks = std::span(read.blocks).subspan(begin.block, size.block),
          .runs = std::span(read.runs).subspan(begin.run, size.run),
          .buffer = std::string_view(read.buffer).substr(begin.buffer, size.buffer),
          .begin = begin,
          .size = size};
}

/// Appends a piece to what was read, as if it began at that byte and line of the source.
template <class Read>
void append_to(Read& read, const KnownPiece& piece, std::size_t begin, std::size_t line) {
  // May be less than nothing, which whole numbers without a sign take in their stride.
  const std::uint32_t forth = static_cast<std::uint32_t>(begin) - piece.begin.byte;
  const std::uint32_t buffer_forth = static_cast<std::uint32_t>(read.buffer.size()) - piece.begin.buffer;
  const std::uint32_t run_forth = static_cast<std::uint32_t>(read.runs.size()) - piece.begin.run;
  const std::uint32_t line_forth = static_cast<std::uint32_t>(line) - piece.begin.line;
  const auto move = [](TextRange& range, std::uint32_t by) {
    range.begin += by;
    range.end += by;
  };
  for (const Block& block : piece.blocks) {
    Block& copy = read.blocks.emplace_back(block);
    move(copy.slice, copy.owned ? buffer_forth : forth);
    move(copy.source, forth);
    copy.line += line_forth;
    if (copy.run_count > 0) copy.first_run += run_forth;
  }
  for (SourceRun run : piece.runs) {
    run.source += forth;
    read.runs.push_back(run);
  }
  read.buffer += piece.buffer;
}

}  // namespace

void append(Document& document, const KnownPiece& piece, std::size_t begin, std::size_t line) {
  append_to(document, piece, begin, line);
}

std::optional<KnownPiece> PartMemory::find_in(const Pieces& pieces, std::string_view bytes, std::uint64_t hash) {
  const auto held = pieces.find(hash);
  if (held == pieces.end()) return std::nullopt;
  const auto& [part, index] = held->second;
  const KnownPiece known = piece_between(part->bytes, *part, part->begins[index], part->begins[index + 1]);
  return known.bytes == bytes ? std::optional(known) : std::nullopt;
}

std::optional<KnownPiece> PartMemory::find(std::string_view bytes, std::uint64_t hash) {
  if (young_.contains(hash)) return find_in(young_, bytes, hash);
  const auto known = find_in(old_, bytes, hash);
  if (!known) return std::nullopt;
  // Alone, so that it does not hold what was read with it.
  const PieceBegin end = known->size;
  keep_copy(*known, std::span(&hash, 1)).begins = {PieceBegin(), end};
  return find_in(young_, bytes, hash);
}

void PartMemory::keep(const Document& document, std::span<const PieceBegin> begins,
                      std::span<const std::uint64_t> hashes) {
  Part& part = keep_copy(piece_between(document.source.bytes(), document, begins.front(), begins.back()), hashes);
  part.begins.reserve(begins.size());
  for (const PieceBegin& begin : begins) part.begins.push_back(begin.since(begins.front()));
}

PartMemory::Part& PartMemory::keep_copy(const KnownPiece& pieces, std::span<const std::uint64_t> hashes) {
  const auto part = std::make_shared<Part>();
  part->bytes = pieces.bytes;
  part->blocks.reserve(pieces.blocks.size());
  part->runs.reserve(pieces.runs.size());
  append_to(*part, pieces, 0, 0);
  // Only now, since the pieces may be old ones.
  if (young_bytes_ > kYoungBytes) {
    old_ = std::exchange(young_, {});
    young_bytes_ = 0;
  }
  constexpr std::size_t kBytesEach = sizeof(PieceBegin) + sizeof(Pieces::value_type) + 2 * sizeof(void*);
  young_bytes_ += sizeof(Part) + bytes_of(*part) + hashes.size() * kBytesEach;
  for (std::size_t i = 0; i < hashes.size(); ++i) young_[hashes[i]] = {part, i};
  return *part;
}

void FirstOfPair::look_in(const Document& first) {
  first_ = &first;
  // Half of them free at least.
  slots_.assign(std::bit_ceil(2 * pieces_.size() + 1), 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    std::size_t at = pieces_[i].hash & mask;
    while (slots_[at] != 0 && pieces_[slots_[at] - 1].hash != pieces_[i].hash) at = (at + 1) & mask;
    if (slots_[at] == 0) slots_[at] = static_cast<std::uint32_t>(i + 1);
  }
}

std::optional<KnownPiece> FirstOfPair::find(std::string_view bytes, std::uint64_t hash) {
  if (first_ == nullptr) return std::nullopt;
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at] != 0 && pieces_[slots_[at] - 1].hash != hash) at = (at + 1) & mask;
  if (slots_[at] == 0) return std::nullopt;
  const std::uint32_t begin = pieces_[slots_[at] - 1].begin;
  const KnownPiece known = piece_between(first_->source.bytes(), *first_, begins_[begin], begins_[begin + 1]);
  return known.bytes == bytes ? std::optional(known) : std::nullopt;
}

void FirstOfPair::keep(const Document& /*document*/, std::span<const PieceBegin> begins,
                       std::span<const std::uint64_t> hashes) {
  // What goes on where the last one ended begins there.
  if (!begins_.empty() && begins_.back().byte == begins.front().byte) begins_.pop_back();
  for (std::size_t i = 0; i < hashes.size(); ++i)
    pieces_.push_back({hashes[i], static_cast<std::uint32_t>(begins_.size() + i)});
  begins_.insert(begins_.end(), begins.begin(), begins.end());
}

void FirstOfPair::give_up_text() {
  if (!keeps()) return;
  begins_.clear();
  pieces_.clear();
}

}  // namespace stet::read
