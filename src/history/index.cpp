// SPDX-License-Identifier: Apache-2.0
// The index's life: opened, read, brought up to date, made anew when it cannot be trusted, done without.
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "archive/history.hpp"
#include "archive/state.hpp"
#include "fmt/format.h"
#include "history/engine_digest.hpp"
#include "history/state.hpp"
#include "text/hash.hpp"
#include "text/packed.hpp"
#include "unicode/properties.hpp"

namespace stet {
namespace history {
namespace {

constexpr std::string_view kIndexFile = "stet/index.sqlite";
/// Bytes of new items after which they are stored: some seconds' work, and little memory.
constexpr std::size_t kCheckpointBytes = 64 << 20;

std::string pack_head(const Head& head) {
  text::PackedWriter writer;
  writer.text(head.engine).text(head.tip).number(head.archive ? 1 : 0);
  writer.number(head.sentences).number(head.blocks).number(head.releases);
  return writer.take();
}

Result<Head> unpack_head(std::string_view bytes) {
  text::PackedReader reader(bytes);
  Head head;
  head.engine = reader.text();
  head.tip = reader.text();
  head.archive = reader.number() != 0;
  head.sentences = static_cast<std::uint32_t>(reader.number());
  head.blocks = static_cast<std::uint32_t>(reader.number());
  head.releases = static_cast<std::uint32_t>(reader.number());
  if (!reader.ok() || !reader.at_end())
    return std::unexpected(index_damaged("the index's head is not what was stored"));
  return head;
}

bool same_text(const Step& step, const Version& version) {
  return step.blob == version.blob &&
         (version.withdrawn || step.markdown == (type_of_path(version.path) == TextType::Markdown));
}

/// Steps lead from one text to the next: they hold up to the first version that has another text.
void drop_outdated_steps(Record& record) {
  std::size_t same = 0;
  while (same < record.steps.size() && same < record.versions.size() &&
         same_text(record.steps[same], record.versions[same]))
    ++same;
  record.steps.resize(same);
}

/// Where the index is: beside the repository's own data, or else in the user's cache.
std::string place_of(const std::string& git_directory, const std::string& cache_directory) {
  const std::string own = git_directory + std::string(kIndexFile);
  std::error_code ignored;
  const std::string folder = git_directory + "stet";
  const std::string writable = std::filesystem::exists(folder, ignored) ? folder : git_directory;
  if (::access(writable.c_str(), W_OK) == 0 || cache_directory.empty()) return own;
  return fmt::format("{}/stet/{:016x}.sqlite", cache_directory, text::hash(git_directory));
}

}  // namespace

std::string engine_digest(const SegmentOptions& options) {
  text::PackedWriter words;
  for (const LanguageWords& language : options.words) {
    words.text(language.language).number(language.abbreviations.size());
    for (const std::string& word : language.abbreviations) words.text(word);
    words.number(language.starters.size());
    for (const std::string& word : language.starters) words.text(word);
  }
  return fmt::format("{} {} {:016x}", kEngineSources, unicode::icu_version(), text::hash(words.bytes()));
}

}  // namespace history

History::State::State(const Archive& of, const HistoryOptions& with) : archive(of), options(with) {
  engine = history::engine_digest(options.segment);
  const bool usual = !options.type && options.segment.unit == SegmentUnit::Sentence && options.segment.language.empty();
  if (!options.use_index || !usual) return;
  path = history::place_of(Revisions::common_directory(archive), options.cache_directory);
  open_index(options.build_index);
}

void History::State::open_index(bool create) {
  auto opened = history::Database::open(path, create);
  if (!opened && history::is_damage(opened.error()) && !options.remake_index)
    return give_up_index(opened.error().message);
  if (!opened && history::is_damage(opened.error())) {
    history::Database::remove(path);
    opened = history::Database::open(path, create);
  }
  if (opened)
    database = std::make_unique<history::Database>(std::move(*opened));
  else if (create)
    give_up_index(opened.error().message);
}

void History::State::give_up_index(const std::string& why) {
  collections.reset();
  records.clear();
  database.reset();
  writing = false;
  head = {};
  complaints.push_back(why);
}

Result<void> History::State::begin(bool write) {
  if (auto begun = database->begin(write); !begun) return begun;
  writing = write;
  auto now = Revisions::tip(archive);
  if (!now) return std::unexpected(std::move(now).error());
  tip = std::move(*now);
  auto stored = database->head();
  if (!stored) return std::unexpected(std::move(stored).error());
  // What was read from the same state before is still right.
  if (collections && !seen_head.empty() && *stored == seen_head && !write) return {};
  seen_head = *stored;
  records.clear();
  head = {};
  if (!stored->empty()) {
    auto read = history::unpack_head(*stored);
    if (!read) return std::unexpected(std::move(read).error());
    head = std::move(*read);
  }
  const bool is_archive = archive.is_archive();
  if (head.engine != engine || head.archive != is_archive) {
    head = {.engine = engine, .tip = "", .archive = is_archive};
    if (write && !stored->empty())
      if (auto cleared = database->clear(); !cleared) return cleared;
  }
  collections = std::make_unique<history::Collections>(database.get(), head);
  return {};
}

Result<void> History::State::save() {
  if (!writing) return database->commit();
  seen_head.clear();
  if (auto put = database->put_items('s', collections->sentences); !put) return put;
  if (auto put = database->put_items('b', collections->blocks); !put) return put;
  head.sentences = collections->sentences.size();
  head.blocks = collections->blocks.size();
  if (auto put = database->put_head(history::pack_head(head)); !put) return put;
  if (auto done = database->commit(); !done) return done;
  writing = false;
  return {};
}

Result<void> History::State::checkpoint() {
  if (!writing || collections->sentences.new_bytes() < history::kCheckpointBytes) return {};
  if (auto saved = save(); !saved) return saved;
  collections->sentences.stored_now();
  collections->blocks.stored_now();
  const std::string stored = history::pack_head(head);
  if (auto begun = database->begin(true); !begun) return begun;
  writing = true;
  const auto now = database->head();
  if (!now) return std::unexpected(now.error());
  // Someone else wrote in between: what was counted here no longer holds.
  return *now == stored ? Result<void>() : std::unexpected(history::index_incomplete());
}

Result<void> History::State::merge_versions(const std::string& name, std::vector<Version> versions, bool complete) {
  const auto stored = database->release(name);
  if (!stored) return std::unexpected(stored.error());
  history::Record record;
  if (*stored) {
    auto old = history::unpack_record(**stored);
    if (!old) return std::unexpected(std::move(old).error());
    record = std::move(*old);
  } else {
    ++head.releases;
  }
  if (complete) record.versions.clear();
  record.versions.insert(record.versions.end(), std::make_move_iterator(versions.begin()),
                         std::make_move_iterator(versions.end()));
  if (head.archive)
    archive::sort_by_publication(record.versions);
  else
    archive::number_in_order(record.versions);
  history::drop_outdated_steps(record);
  return database->put_release(name, history::pack(record));
}

Result<void> History::State::bring_versions_up_to_date() {
  auto found = archive::versions_since(archive, head.tip);
  if (!found) return std::unexpected(std::move(found).error());
  if (found->tip == head.tip) return {};
  if (found->complete && !head.tip.empty()) {
    const auto names = database->names();
    if (!names) return std::unexpected(names.error());
    for (const std::string& name : *names) {
      if (found->releases.contains(name)) continue;
      if (auto dropped = database->drop_release(name); !dropped) return dropped;
      --head.releases;
    }
    if (auto dropped = database->drop_followed(); !dropped) return dropped;
  }
  for (auto& [name, versions] : found->releases) {
    const bool only_withdrawn = std::ranges::all_of(versions, &Version::withdrawn);
    if (head.archive && only_withdrawn) {
      // A file that was deleted and never was a release.
      const auto known = database->release(name);
      if (!known) return std::unexpected(known.error());
      if (!*known) continue;
    }
    if (auto merged = merge_versions(name, std::move(versions), found->complete); !merged) return merged;
  }
  head.tip = found->tip;
  return {};
}

Result<Source> History::State::read(const Release& release, const Version& version) const {
  if (version.withdrawn) return Source::of("", version.path, type_of_path(version.path));
  auto source = archive.read(version);
  if (!source) return source;
  const std::string label = version.number ? fmt::format("{}@{}", release.name, *version.number) : release.name;
  return source->with_label(label).with_type(options.type.value_or(type_of_path(version.path)));
}

Result<void> History::State::count_against_withdrawn(const Release& release, const history::Record& record,
                                                     std::size_t position, const Source& source,
                                                     history::Step& step) const {
  const auto readable = [&](std::size_t at) { return record.steps[at].unreadable.empty(); };
  std::size_t before = position;
  while (before > 0 && !readable(before - 1)) --before;
  if (before == 0 || !record.versions[before - 1].withdrawn) return {};
  while (before > 0 && (!readable(before - 1) || record.versions[before - 1].withdrawn)) --before;
  if (before == 0) return {};
  const auto last = read(release, record.versions[before - 1]);
  if (!last) return std::unexpected(last.error());
  const auto compared = diff(*last, source, {.segment = options.segment});
  if (!compared) return std::unexpected(compared.error());
  step.summary = compared->summary;
  step.bounded = compared->bounded;
  return {};
}

Result<void> History::State::follow(const Release& release, history::Record& record, history::Depth depth) {
  if (depth > record.depth) record.steps.clear();
  record.depth = std::max(record.depth, depth);
  history::Follower follower(collections->sentences, collections->blocks, options.segment, record.depth);
  history::KnownSteps known(record);
  for (std::size_t i = 0; i < record.steps.size(); ++i)
    if (auto gone = known.go_on(); !gone) return gone;
  bool stands_there = record.steps.empty();  // The follower stands at the text that the next one is compared with.
  while (record.steps.size() < record.versions.size()) {
    const Version& version = record.versions[record.steps.size()];
    const bool markdown = options.type.value_or(type_of_path(version.path)) == TextType::Markdown;
    auto again = version.withdrawn ? std::nullopt : known.step_to(version.blob, markdown);
    if (again) {
      record.steps.push_back(std::move(*again));
      stands_there = false;
    } else {
      if (!stands_there && known.last())
        if (auto resumed = resume(release, record, follower, known); !resumed) return resumed;
      stands_there = true;
      auto step = new_step(release, record, follower);
      if (!step) return std::unexpected(std::move(step).error());
      record.steps.push_back(std::move(*step));
    }
    if (auto gone = known.go_on(); !gone) return gone;
  }
  return {};
}

Result<void> History::State::resume(const Release& release, const history::Record& record, history::Follower& follower,
                                    const history::KnownSteps& known) const {
  const auto source = read(release, record.versions[*known.last()]);
  if (!source) return std::unexpected(source.error());
  return follower.resume(*source, known.blocks(), record.steps[*known.last()].language);
}

Result<history::Step> History::State::new_step(const Release& release, const history::Record& record,
                                               history::Follower& follower) const {
  const std::size_t position = record.steps.size();
  const Version& version = record.versions[position];
  const auto source = read(release, version);
  if (!source) return std::unexpected(source.error());
  auto step = follower.next(*source);
  if (!step) {
    if (step.error().code != ErrorCode::NotADocument) return step;
    history::Step unreadable;
    unreadable.unreadable = step.error().message;
    step = std::move(unreadable);
  }
  step->blob = version.blob;
  step->markdown = source->type() == TextType::Markdown;
  if (record.depth == history::Depth::Counts && !version.withdrawn && step->unreadable.empty())
    if (auto counted = count_against_withdrawn(release, record, position, *source, *step); !counted)
      return std::unexpected(std::move(counted).error());
  return step;
}

Result<const history::Record*> History::State::stored(const history::RecordKey& key) {
  if (const auto known = records.find(key); known != records.end()) return &known->second;
  const auto row = database->release(key.first, key.second);
  if (!row) return std::unexpected(row.error());
  if (!*row) return nullptr;
  auto record = history::unpack_record(**row);
  if (!record) return std::unexpected(std::move(record).error());
  return &records.emplace(key, std::move(*record)).first->second;
}

Result<const history::Record*> History::State::followed(const Release& release, history::Depth depth) {
  const history::RecordKey key = history::key_of(release);
  const bool current = database && head.tip == tip;
  if (current)
    if (const auto read = stored(key); !read) return read;
  const auto known = records.find(key);
  const bool is_same = known != records.end() && history::same_versions(known->second.versions, release.versions);
  if (is_same && known->second.steps.size() == release.versions.size() && known->second.depth >= depth)
    return &known->second;
  history::Record record;
  record.versions = release.versions;
  // The versions of a release's own history are brought up to date by themselves, these are when they are asked for.
  const bool is_stored = current && (is_same || key.second);
  if (known != records.end()) {
    if (is_stored) {
      record = std::move(known->second);
      record.versions = release.versions;
      history::drop_outdated_steps(record);
    }
    records.erase(known);
  }
  if (database && !writing) return std::unexpected(history::index_incomplete());
  if (auto done = follow(release, record, depth); !done) return std::unexpected(std::move(done).error());
  if (is_stored)
    if (auto put = database->put_release(key.first, history::pack(record), key.second); !put)
      return std::unexpected(std::move(put).error());
  if (database)
    if (auto saved = checkpoint(); !saved) return std::unexpected(std::move(saved).error());
  return &records.emplace(key, std::move(record)).first->second;
}

}  // namespace stet
