// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "archive/state.hpp"
#include "fmt/format.h"
#include "history/state.hpp"

namespace stet {
namespace history {
namespace {

Result<void> check_blocks(Collections& collections) {
  if (auto loaded = collections.sentences.need_all(); !loaded) return loaded;
  if (auto loaded = collections.blocks.need_all(); !loaded) return loaded;
  for (std::uint32_t block = 0; block < collections.blocks.size(); ++block)
    for (const PackedSentence& sentence : unpack_block(collections.blocks.get(block)))
      if (sentence.number >= collections.sentences.size())
        return std::unexpected(index_damaged("a block names a sentence that is not there"));
  return {};
}

/// Versions of histories that go on under earlier names are compared with git's whenever they are asked for.
Result<void> check_followed(Database& database) {
  const auto names = database.names(true);
  if (!names) return std::unexpected(names.error());
  for (const std::string& name : *names) {
    const auto row = database.release(name, true);
    if (!row) return std::unexpected(row.error());
    if (!*row) continue;
    if (const auto record = unpack_record(**row); !record) return std::unexpected(record.error());
  }
  return {};
}

/// The release, if any, of which the index has other versions than git.
Result<std::optional<std::string>> wrong_release(Database& database, const Head& head, const Archive& archive) {
  const auto releases = archive.releases();
  if (!releases) return std::unexpected(releases.error());
  if (releases->size() != head.releases) return std::optional<std::string>("its list of releases");
  for (const Release& release : *releases) {
    const auto row = database.release(release.name);
    if (!row) return std::unexpected(row.error());
    if (!*row) return std::optional(release.name);
    const auto record = unpack_record(**row);
    if (!record) return std::unexpected(record.error());
    if (!same_versions(record->versions, release.versions)) return std::optional(release.name);
  }
  return std::optional<std::string>();
}

}  // namespace
}  // namespace history

Result<std::vector<Problem>> History::check_index(const Archive& archive) {
  HistoryOptions options;
  options.build_index = options.remake_index = false;
  State state(archive, options);
  std::vector<Problem> problems;
  const auto report = [&](const char* code, const std::string& message) {
    problems.push_back({.code = code,
                        .where = state.path,
                        .message = message,
                        .remedy = fmt::format("delete it with `rm '{}'`: it is a cache and comes back", state.path)});
  };
  if (!state.database) {
    for (const std::string& complaint : state.complaints) report("index-damaged", complaint);
    return problems;
  }
  auto checked = state.begin(false);
  if (checked) checked = history::check_blocks(*state.collections);
  if (checked) checked = history::check_followed(*state.database);
  if (checked) checked = state.database->check_comparisons();
  if (checked && state.head.tip == state.tip && !state.tip.empty()) {
    const auto wrong = history::wrong_release(*state.database, state.head, archive);
    if (!wrong)
      checked = std::unexpected(wrong.error());
    else if (*wrong)
      report("index-wrong", fmt::format("the index has other versions than git of {}", **wrong));
  }
  state.database->rollback();
  if (checked) return problems;
  if (!history::is_index_fault(checked.error())) return std::unexpected(checked.error());
  if (history::is_damage(checked.error())) report("index-damaged", checked.error().message);
  return problems;
}

}  // namespace stet
