// SPDX-License-Identifier: Apache-2.0
#include "read/part_memory.hpp"

#include <utility>

namespace stet::read {
namespace {

/// Bytes after which those that were met least lately are forgotten: several versions of a long policy.
constexpr std::size_t kYoungBytes = std::size_t{8} << 20U;

std::size_t bytes_of(const MarkdownPart& part) {
  return sizeof part + part.bytes.size() + part.buffer.size() + part.blocks.size() * sizeof(Block) +
         part.runs.size() * sizeof(SourceRun);
}

}  // namespace

MarkdownPart part_since(const DocumentMark& mark, const Document& document, std::size_t begin, std::size_t line) {
  MarkdownPart part;
  part.blocks.assign(document.blocks.begin() + static_cast<std::ptrdiff_t>(mark.blocks), document.blocks.end());
  part.runs.assign(document.runs.begin() + static_cast<std::ptrdiff_t>(mark.runs), document.runs.end());
  part.buffer = document.buffer.substr(mark.buffer);
  for (Block& block : part.blocks) {
    const std::size_t base = block.owned ? mark.buffer : begin;
    block.slice = {block.slice.begin - base, block.slice.end - base};
    block.source = {block.source.begin - begin, block.source.end - begin};
    block.line -= static_cast<std::uint32_t>(line);
    if (block.run_count > 0) block.first_run -= static_cast<std::uint32_t>(mark.runs);
  }
  for (SourceRun& run : part.runs) run.source -= static_cast<std::uint32_t>(begin);
  return part;
}

void append(Document& document, const MarkdownPart& part, std::size_t begin, std::size_t line) {
  const DocumentMark mark(document);
  for (Block block : part.blocks) {
    const std::size_t base = block.owned ? mark.buffer : begin;
    block.slice = {block.slice.begin + base, block.slice.end + base};
    block.source = {block.source.begin + begin, block.source.end + begin};
    block.line += static_cast<std::uint32_t>(line);
    if (block.run_count > 0) block.first_run += static_cast<std::uint32_t>(mark.runs);
    document.blocks.push_back(std::move(block));
  }
  for (SourceRun run : part.runs) {
    run.source += static_cast<std::uint32_t>(begin);
    document.runs.push_back(run);
  }
  document.buffer += part.buffer;
}

const MarkdownPart* PartMemory::find(std::string_view bytes, std::uint64_t hash) {
  if (const auto known = young_.find(hash); known != young_.end())
    return known->second->bytes == bytes ? known->second.get() : nullptr;
  const auto known = old_.find(hash);
  if (known == old_.end() || known->second->bytes != bytes) return nullptr;
  auto part = std::move(known->second);
  old_.erase(known);
  return keep(std::move(part), hash);
}

void PartMemory::keep(MarkdownPart part, std::uint64_t hash) {
  keep(std::make_unique<const MarkdownPart>(std::move(part)), hash);
}

const MarkdownPart* PartMemory::keep(std::unique_ptr<const MarkdownPart> part, std::uint64_t hash) {
  if (young_bytes_ > kYoungBytes) {
    old_ = std::exchange(young_, {});
    young_bytes_ = 0;
  }
  young_bytes_ += bytes_of(*part);
  return (young_[hash] = std::move(part)).get();
}

}  // namespace stet::read
