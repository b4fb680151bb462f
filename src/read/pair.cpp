// SPDX-License-Identifier: Apache-2.0
#include "read/pair.hpp"

#include <utility>

namespace stet::read {
namespace {

std::size_t size_of_both(const DocumentPair& pair) { return size_of(pair.before) + size_of(pair.after); }

/// Stops where there are too many blocks.
Result<DocumentPair> read_both(Windows windows, std::size_t most_blocks, const PairReader& reader) {
  windows.before.most_blocks = most_blocks;
  auto before = reader.before(windows.before);
  if (!before) return std::unexpected(std::move(before).error());
  DocumentPair pair{std::move(*before), {}, windows.before.in_passages};
  if (size_of_both(pair) > most_blocks) return pair;
  windows.after.most_blocks = most_blocks - size_of_both(pair);
  auto after = reader.after(windows.after, pair.before);
  if (!after) return std::unexpected(std::move(after).error());
  pair.after = std::move(*after);
  return pair;
}

}  // namespace

Result<DocumentPair> read_pair(Windows windows, std::size_t most_blocks, const PairReader& reader) {
  auto pair = read_both(windows, most_blocks, reader);
  if (!pair || size_of_both(*pair) <= most_blocks) return pair;
  pair = DocumentPair();  // for its memory
  windows.before.in_passages = windows.after.in_passages = true;
  return read_both(windows, Window::kAnyNumber, reader);
}

}  // namespace stet::read
