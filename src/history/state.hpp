// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "history/database.hpp"
#include "history/fault.hpp"
#include "history/follow.hpp"
#include "history/items.hpp"
#include "history/known_steps.hpp"
#include "history/phrase.hpp"
#include "history/record.hpp"
#include "stet/history.hpp"

namespace stet::history {

/// What all of the index is about.
struct Head {
  std::string engine;  ///< What made it: readers, rules, Unicode data and the project's words, as a digest.
  std::string tip;     ///< The commit whose versions it knows.
  bool archive = false;
  std::uint32_t sentences = 0;  ///< Items stored.
  std::uint32_t blocks = 0;
  std::uint32_t releases = 0;
};

/// A wording before its words are known: the sentence, and of what kind its arrival was.
struct Arrival {
  std::size_t version = 0;
  std::uint32_t sentence = 0;  ///< In that version; of a removed one in the version before.
  ChangeKind kind = ChangeKind::Added;
};

/// Distinct sentences and blocks.
struct Collections {
  Collections(ItemSource* source, const Head& head)
      : sentences('s', source, head.sentences), blocks('b', source, head.blocks) {}
  Items sentences;
  Items blocks;
};

/// Under what a record is kept: the name, and whether it is the history that goes on under earlier names.
using RecordKey = std::pair<std::string, bool>;
/// A history that was followed and came to no rename is the release's own.
[[nodiscard]] RecordKey key_of(const Release& release);

/// A digest of the program's readers and rules, of ICU's data and of the settings: what the index's content depends on
/// besides the texts.
[[nodiscard]] std::string engine_digest(const SegmentOptions& options);

}  // namespace stet::history

namespace stet {

struct History::State {
  State(const Archive& of, const HistoryOptions& with);

  /// Runs `work` over one state of the index: reading first, then, where that is not enough, bringing it up to date;
  /// without it where there is none, where it is locked, cannot be written or stays damaged.
  template <class Work>
  auto over_index(const Work& work) -> decltype(work());

  /// A release's record, followed to the end. Within `over_index`.
  [[nodiscard]] Result<const history::Record*> followed(const Release& release, history::Depth depth);
  /// A release's record as the index has it; null where it has none. Within `over_index`, with a database.
  [[nodiscard]] Result<const history::Record*> stored(const history::RecordKey& key);
  /// The versions of a release as the index has them; nothing where it has none. Likewise.
  [[nodiscard]] Result<std::optional<std::vector<Version>>> versions(const std::string& name);
  /// The same, going on under earlier names; nothing where the index does not know one of them.
  [[nodiscard]] Result<std::optional<std::vector<Version>>> followed_versions(const std::string& name);
  [[nodiscard]] Result<Source> read(const Release& release, const Version& version) const;

  /// Begins a transaction and reads what the index is about.
  [[nodiscard]] Result<void> begin(bool write);
  [[nodiscard]] Result<void> save();
  /// Saves and begins again once much is new, so that memory stays bounded.
  [[nodiscard]] Result<void> checkpoint();
  [[nodiscard]] Result<void> bring_versions_up_to_date();
  [[nodiscard]] Result<void> merge_versions(const std::string& name, std::vector<Version> versions, bool complete);
  [[nodiscard]] Result<void> follow(const Release& release, history::Record& record, history::Depth depth);
  /// Brings a follower to the text that the next one is compared with.
  [[nodiscard]] Result<void> resume(const Release& release, const history::Record& record, history::Follower& follower,
                                    const history::KnownSteps& known) const;
  /// The step to the record's next version, found by comparing.
  [[nodiscard]] Result<history::Step> new_step(const Release& release, const history::Record& record,
                                               history::Follower& follower) const;
  /// A version that comes after a withdrawal is new in all its sentences, and counted against the text before.
  [[nodiscard]] Result<void> count_against_withdrawn(const Release& release, const history::Record& record,
                                                     std::size_t position, const Source& source,
                                                     history::Step& step) const;
  [[nodiscard]] Result<std::vector<std::vector<PhraseSpan>>> search_directly(std::span<const Release> releases,
                                                                             const history::Phrase& phrase) const;
  /// The words of an arrival: read from the text, or from the comparison that it comes from.
  [[nodiscard]] Result<Wording> worded(const Release& release, const history::Record& record,
                                       const history::Arrival& arrival) const;
  void open_index(bool create);
  void give_up_index(const std::string& why);

  const Archive& archive;
  HistoryOptions options;
  std::string engine;
  std::string tip;                              ///< The branch's commit when the transaction began.
  std::unique_ptr<history::Database> database;  ///< None: everything is found out in memory.
  history::Head head;                           ///< As the open transaction sees it.
  std::string seen_head;                        ///< Its bytes, where `records` and `collections` were read from that.
  bool writing = false;
  std::unique_ptr<history::Collections> collections;
  std::map<history::RecordKey, history::Record> records;  ///< Followed without the index, or in the open transaction.
  std::string path;                                       ///< Of the index.
  std::vector<std::string> complaints;
};

template <class Work>
auto History::State::over_index(const Work& work) -> decltype(work()) {
  bool write = false;
  bool remade = false;
  while (database) {
    Result<void> step = begin(write);
    if (step && write) step = bring_versions_up_to_date();
    if (step) {
      auto result = work();
      if (result) {
        step = save();
        if (step) return result;
      } else if (!history::is_index_fault(result.error())) {
        database->rollback();
        return result;
      } else {
        step = std::unexpected(result.error());
      }
    }
    database->rollback();
    collections.reset();
    records.clear();
    seen_head.clear();
    const Error fault = step.error();
    if (!history::is_index_fault(fault)) return std::unexpected(fault);
    if (history::is_damage(fault) && !remade) {
      remade = true;
      database.reset();
      history::Database::remove(path);
      open_index(options.build_index);
    } else if (fault.code == ErrorCode::NotFound && !write) {
      write = true;
    } else {
      give_up_index(fault.message);
    }
  }
  if (!collections) collections = std::make_unique<history::Collections>(nullptr, history::Head{});
  return work();
}

}  // namespace stet
