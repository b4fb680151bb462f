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
