// SPDX-License-Identifier: Apache-2.0
// The versions of a release, each compared with the one before. What a comparison came to is kept in the index under
// the two texts' ids: the texts are then read again, which is quick, and not compared again, which is not.
#include <map>
#include <set>

#include "assemble/decisions.hpp"
#include "compare.hpp"
#include "history/state.hpp"
#include "text/packed.hpp"

namespace stet {
namespace history {
namespace {

/// A text and as what it is read.
std::string text_key(const Version& version) {
  return text::PackedWriter().number(static_cast<unsigned>(type_of_path(version.path))).text(version.blob).take();
}

/// The texts that are likely to be compared: each with the one before it.
std::set<std::string> expected_pairs(const Release& release) {
  std::set<std::string> pairs;
  std::string last;
  for (const Version& version : release.versions) {
    if (version.withdrawn) continue;
    std::string key = text_key(version);
    if (!last.empty()) pairs.insert(last + key);
    last = std::move(key);
  }
  return pairs;
}

}  // namespace
}  // namespace history

struct VersionDiffs::State {
  explicit State(const DiffOptions& options) : comparer(options) {}

  VersionComparer comparer;
  std::string last;  ///< Key of the text that the next is compared with; empty at first.
  /// What is kept of comparisons, by the keys of both texts: nothing for one that the index has yet to learn of.
  std::map<std::string, std::optional<std::string>> kept;
  std::map<std::string, std::string> fresh;  ///< What it is to learn.
};

VersionDiffs::VersionDiffs(std::unique_ptr<State> state) : state_(std::move(state)) {}
VersionDiffs::VersionDiffs(VersionDiffs&&) noexcept = default;
VersionDiffs& VersionDiffs::operator=(VersionDiffs&&) noexcept = default;
VersionDiffs::~VersionDiffs() = default;

Result<std::shared_ptr<const DocumentDiff>> VersionDiffs::next(const Version& version, const Source& source) {
  State& state = *state_;
  const bool usual = source.type() == type_of_path(version.path);
  std::string key = usual ? history::text_key(version) : std::string();
  const auto found = state.kept.find(state.last + key);
  const bool keeps = found != state.kept.end() && !state.last.empty() && !key.empty();
  std::optional<assemble::Decisions> known;
  if (keeps && found->second)
    if (auto read = assemble::Decisions::read(*found->second)) known = std::move(*read);
  const auto comparison = state.comparer.next(source, known ? &*known : nullptr);
  if (!comparison) return std::unexpected(comparison.error());
  const DocumentDiff& diff = (*comparison)->diff;
  if (keeps && !found->second)
    state.fresh[found->first] = assemble::pack_decisions(diff, (*comparison)->equal_blocks, (*comparison)->language);
  state.last = std::move(key);
  return std::shared_ptr<const DocumentDiff>(*comparison, &diff);
}

Result<VersionDiffs> History::diffs(const Release& release, DiffOptions options) {
  State& state = *state_;
  options.segment = state.options.segment;
  // The index is about comparisons as they are usually made.
  const bool usual = !options.all && !options.explain && options.most_sentences == DiffOptions().most_sentences;
  const std::set<std::string> pairs = history::expected_pairs(release);
  return state.over_index([&]() -> Result<VersionDiffs> {
    auto diffs = std::make_unique<VersionDiffs::State>(options);
    if (!state.database || !usual) return VersionDiffs(std::move(diffs));
    const bool holds_any = !state.head.tip.empty();  // made by these readers and rules
    for (const std::string& pair : pairs) {
      std::optional<std::string>& kept = diffs->kept[pair];
      if (!holds_any) continue;
      const auto read = state.database->read_comparison(pair, [&](std::string_view bytes) -> Result<void> {
        kept = bytes;
        return {};
      });
      if (!read) return std::unexpected(read.error());
    }
    return VersionDiffs(std::move(diffs));
  });
}

Result<void> History::keep(const VersionDiffs& diffs) {
  State& state = *state_;
  const auto& fresh = diffs.state_->fresh;
  // Nothing is lost where it cannot be written now: it is found out again.
  if (fresh.empty() || !state.database || !state.database->can_be_written_now()) return {};
  return state.over_index([&]() -> Result<void> {
    if (!state.database) return {};
    if (!state.writing) return std::unexpected(history::index_incomplete());
    for (const auto& [texts, decisions] : fresh)
      if (auto put = state.database->put_comparison(texts, decisions); !put) return put;
    return {};
  });
}

}  // namespace stet
