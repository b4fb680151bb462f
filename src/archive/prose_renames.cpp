// SPDX-License-Identifier: Apache-2.0
//
// Idea: sentences that survive a revision survive it whole. So both texts are cut where sentences may end, in any
// language and without its rules, and what they share is the bytes of pieces that are the same in both.
//
// Example: "terms.md" went and "legal/terms.md" came with a paragraph a line, a word changed in each: no line is the
// same, but three sentences in four are.
//
// Case it gets wrong: a text that was written anew altogether and moved besides; two contracts most of which is the
// same boilerplate.
//
// Cost: linear in the texts that went or came; a piece that many texts have counts for none of them.
#include "archive/prose_renames.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "text/hash.hpp"

namespace stet::archive {
namespace {

/// Least share of the larger text's bytes that two texts have in common.
constexpr double kSameProse = 0.4;
/// The same for files of one name in other folders: most likely the same text to begin with.
constexpr double kSameName = 0.1;
/// Shorter pieces are headings, labels and list marks.
constexpr std::size_t kLeastPiece = 20;
/// A piece in more texts than this is boilerplate. It bounds the work as well.
constexpr std::size_t kMostHolders = 16;

struct Piece {
  std::uint64_t hash = 0;
  std::size_t bytes = 0;
};

bool is_space(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

/// Whether a sentence may end with the byte at `at`: a full stop, exclamation or question mark before white space, or
/// a mark of Chinese and Japanese, of Hindi, Urdu or Arabic.
bool may_end(std::string_view text, std::size_t at) {
  const char byte = text[at];
  if (byte == '.' || byte == '!' || byte == '?') return at + 1 == text.size() || is_space(text[at + 1]);
  if (static_cast<unsigned char>(byte) < 0x80) return false;
  constexpr std::array<std::string_view, 6> kMarks = {"。", "！", "？", "।", "۔", "؟"};
  return std::ranges::any_of(kMarks, [&](std::string_view mark) { return text.substr(0, at + 1).ends_with(mark); });
}

/// Whether the line break at `at` ends a paragraph, or a block of Markdown begins behind it.
bool breaks_block(std::string_view text, std::size_t at) {
  std::size_t next = at + 1;
  while (next < text.size() && (text[next] == ' ' || text[next] == '\t' || text[next] == '\r')) ++next;
  constexpr std::string_view kMarks = "\n#>-*+|";
  return next == text.size() || kMarks.find(text[next]) != std::string_view::npos;
}

/// The pieces of a text with runs of white space as one space, so that wraps count for nothing.
std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  std::string piece;
  const auto close = [&] {
    while (piece.ends_with(' ')) piece.pop_back();
    if (piece.size() >= kLeastPiece) pieces.push_back({text::hash(piece), piece.size()});
    piece.clear();
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_space(text[at]))
      piece.push_back(text[at]);
    else if (!piece.empty() && piece.back() != ' ')
      piece.push_back(' ');
    if (may_end(text, at) || (text[at] == '\n' && breaks_block(text, at))) close();
  }
  close();
  return pieces;
}

std::size_t bytes_of(const std::vector<Piece>& pieces) {
  std::size_t bytes = 0;
  for (const Piece& piece : pieces) bytes += piece.bytes;
  return bytes;
}

struct Candidate {
  double share = 0;
  std::size_t gone = 0;
  std::size_t came = 0;
};

class ProseRenames {
 public:
  explicit ProseRenames(std::vector<ChangedPath>& paths) : paths_(paths) {
    for (std::size_t i = 0; i < paths.size(); ++i) {
      if (!paths[i].before || !paths[i].after) continue;
      if (paths[i].after_path.empty()) gone_.push_back(i);
      if (paths[i].before_path.empty()) came_.push_back(i);
    }
  }

  void run() {
    if (gone_.empty() || came_.empty()) return;
    std::vector<Candidate> candidates = likely_pairs();
    std::ranges::stable_sort(candidates, std::greater{}, &Candidate::share);
    std::vector<bool> taken(paths_.size(), false);
    for (const Candidate& pair : candidates) {
      if (taken[pair.gone] || taken[pair.came]) continue;
      taken[pair.gone] = taken[pair.came] = true;
      paths_[pair.came].before_path = std::move(paths_[pair.gone].before_path);
      paths_[pair.came].before = std::move(paths_[pair.gone].before);
    }
    std::erase_if(paths_, [](const ChangedPath& path) { return path.before_path.empty() && path.after_path.empty(); });
  }

 private:
  using Holders = std::vector<std::pair<std::size_t, std::size_t>>;  ///< Of a piece: text and how often.

  std::vector<Candidate> likely_pairs() const {
    std::unordered_map<std::uint64_t, Holders> holders;
    std::vector<std::size_t> sizes(paths_.size(), 0);
    for (const std::size_t came : came_) {
      const std::vector<Piece> pieces = pieces_of(paths_[came].after->bytes());
      sizes[came] = bytes_of(pieces);
      for (const Piece& piece : pieces) {
        Holders& all = holders[piece.hash];
        if (all.empty() || all.back().first != came) all.emplace_back(came, 0);
        ++all.back().second;
      }
    }
    std::vector<Candidate> candidates;
    for (const std::size_t gone : gone_) {
      const std::vector<Piece> pieces = pieces_of(paths_[gone].before->bytes());
      sizes[gone] = bytes_of(pieces);
      for (const auto& [came, shared] : shared_with(pieces, holders)) {
        const double share = static_cast<double>(shared) / static_cast<double>(std::max(sizes[gone], sizes[came]));
        const bool one_name = file_name(paths_[gone].before_path) == file_name(paths_[came].after_path);
        if (share >= (one_name ? kSameName : kSameProse)) candidates.push_back({share, gone, came});
      }
    }
    return candidates;
  }

  /// Bytes that a text with these pieces has in common with each that came.
  static std::map<std::size_t, std::size_t> shared_with(const std::vector<Piece>& pieces,
                                                        const std::unordered_map<std::uint64_t, Holders>& holders) {
    std::unordered_map<std::uint64_t, std::size_t> used;
    std::map<std::size_t, std::size_t> shared;
    for (const Piece& piece : pieces) {
      const auto found = holders.find(piece.hash);
      if (found == holders.end() || found->second.size() > kMostHolders) continue;
      const std::size_t before = used[piece.hash]++;
      for (const auto& [came, times] : found->second)
        if (before < times) shared[came] += piece.bytes;
    }
    return shared;
  }

  std::vector<ChangedPath>& paths_;
  std::vector<std::size_t> gone_;
  std::vector<std::size_t> came_;
};

}  // namespace

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

double shared_prose(std::string_view before, std::string_view after) {
  const std::vector<Piece> before_pieces = pieces_of(before);
  const std::vector<Piece> after_pieces = pieces_of(after);
  std::unordered_map<std::uint64_t, std::size_t> left;
  for (const Piece& piece : after_pieces) ++left[piece.hash];
  std::size_t shared = 0;
  for (const Piece& piece : before_pieces) {
    const auto found = left.find(piece.hash);
    if (found == left.end() || found->second == 0) continue;
    --found->second;
    shared += piece.bytes;
  }
  const std::size_t larger = std::max(bytes_of(before_pieces), bytes_of(after_pieces));
  return larger == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(larger);
}

void pair_renamed_prose(std::vector<ChangedPath>& paths) { ProseRenames(paths).run(); }

}  // namespace stet::archive
