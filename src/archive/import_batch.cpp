// SPDX-License-Identifier: Apache-2.0
//
// A batch goes over its versions twice. First release by release: each text is read, and compressed as a delta against
// the one before it, so that two texts are in memory at a time whatever the batch holds. Then in the order of
// publication: each new version sets its file in the folders that are kept in memory, and folders and commit are
// written. The pack has all texts first, then folders and commits as they follow each other.
#include "archive/import_batch.hpp"

#include <algorithm>

#include "archive/trailers.hpp"
#include "fmt/format.h"
#include "unicode/utf8.hpp"

namespace stet::archive {
namespace {

/// Whether an error is about one text, which can be passed over, and not about the archive.
bool is_about_text(const Error& error) {
  return error.code == ErrorCode::NotADocument || error.code == ErrorCode::NotReadable ||
         error.code == ErrorCode::NotFound;
}

/// What git allows in a name or an address: no brackets, no controls, no spaces at the ends.
std::string as_name(std::string_view text) {
  std::string name = unicode::replace_invalid(text);
  std::erase_if(name, [](char c) { return c == '<' || c == '>' || static_cast<unsigned char>(c) < 0x20; });
  const std::size_t begin = name.find_first_not_of(' ');
  if (begin == std::string::npos) return {};
  return name.substr(begin, name.find_last_not_of(' ') + 1 - begin);
}

bool is_offset(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.size() == 5 && (text[0] == '+' || text[0] == '-') && std::all_of(text.begin() + 1, text.end(), is_digit);
}

/// The message of a commit that takes a release's file away. It has no trailers of ours, whatever the note says.
std::string withdrawal_message(const std::string& release, std::string_view note) {
  std::string message = tidy_note(note);
  if (message.empty()) message = fmt::format("{}: withdrawn", release);
  if (!release_in(message).empty()) message += fmt::format("\n\n{}: withdrawn", release);
  return message += '\n';
}

}  // namespace

ImportRelease& ImportBatch::release_of(std::uint32_t version) {
  return target_.releases[target_.releases_by_file[incoming_.versions[version].file]];
}

bool ImportBatch::goes_on(std::size_t done) const {
  return !settings_.proceed || settings_.proceed({done, order_.size()});
}

Result<ImportBatch::Outcome> ImportBatch::write(std::size_t begin, std::size_t end, const git_oid& tip,
                                                TreeDraft& draft, PackWriter& pack) {
  outcome_ = {};
  outcome_.tip = tip;
  prepared_.assign(end - begin, {});
  const auto written = write_blobs(begin, end, pack);
  if (!written) return std::unexpected(written.error());
  outcome_.is_stopped = !*written;
  for (std::size_t i = begin; i < end && !outcome_.is_stopped; ++i) {
    const Prepared& prepared = prepared_[i - begin];
    if (prepared.fate == Fate::Present) ++outcome_.counts.present;
    if (prepared.fate != Fate::New) continue;
    const bool is_withdrawal = incoming_.versions[order_[i]].is_withdrawal;
    auto done = is_withdrawal ? write_withdrawal(order_[i], prepared, draft, pack)
                              : write_version(order_[i], prepared, draft, pack);
    if (!done) return std::unexpected(std::move(done).error());
    (void)goes_on((begin + i + end - begin) / 2);  // What is read is recorded, now that it takes a moment.
  }
  return std::move(outcome_);
}

Result<bool> ImportBatch::write_blobs(std::size_t begin, std::size_t end, PackWriter& pack) {
  std::vector<std::uint32_t> by_release;
  for (std::size_t i = begin; i < end; ++i) by_release.push_back(static_cast<std::uint32_t>(i - begin));
  const auto release_at = [&](std::uint32_t i) {
    return target_.releases_by_file[incoming_.versions[order_[begin + i]].file];
  };
  std::stable_sort(by_release.begin(), by_release.end(),
                   [&](std::uint32_t left, std::uint32_t right) { return release_at(left) < release_at(right); });
  std::uint32_t release = ImportTarget::kPassedOver;
  Source before;
  std::optional<Packed> packed;
  for (std::size_t i = 0; i < by_release.size(); ++i) {
    if (!goes_on(begin + i / 2)) return false;
    if (release_at(by_release[i]) != release) packed.reset();
    release = release_at(by_release[i]);
    auto prepared = prepare(order_[begin + by_release[i]], before, packed, pack);
    if (!prepared) return std::unexpected(std::move(prepared).error());
    prepared_[by_release[i]] = *prepared;
  }
  return true;
}

/// @param before  The text of the release that was written last,
/// @param packed  and where; both become those of this version.
Result<ImportBatch::Prepared> ImportBatch::prepare(std::uint32_t version, Source& before, std::optional<Packed>& packed,
                                                   PackWriter& pack) {
  const IncomingVersion& incoming = incoming_.versions[version];
  ImportRelease& release = release_of(version);
  Prepared prepared;
  const auto is_present = [&] {
    const VersionKey key{incoming.published, prepared.sha256};
    if (incoming_.repeats_count) prepared.occurrence = release.occurrences.next(key);
    if (release.record.count(key) < prepared.occurrence) return false;
    prepared.fate = Fate::Present;
    return true;
  };
  if (incoming.is_withdrawal) {
    (void)is_present();
    return prepared;
  }
  auto source = incoming_.bytes(version);
  if (!source) {
    if (!is_about_text(source.error())) return std::unexpected(std::move(source).error());
    prepared.fate = Fate::NotRead;
    outcome_.counts.not_read.push_back({incoming_.place(version), std::move(source).error().message});
    return prepared;
  }
  prepared.sha256 = sha256_of(source->bytes());
  if (is_present()) return prepared;
  const DeltaBase base{packed.value_or(Packed{}), before.bytes()};
  const auto added = pack.add(GIT_OBJECT_BLOB, source->bytes(), packed ? &base : nullptr);
  if (!added) return std::unexpected(added.error());
  prepared.blob = added->id;
  packed.reset();
  before = {};
  if (source->bytes().size() <= PackWriter::kLargestDelta) {
    packed = *added;
    before = std::move(*source);
  }
  return prepared;
}

Result<IncomingDetails> ImportBatch::details_of(std::uint32_t version) const {
  return incoming_.details ? incoming_.details(version) : IncomingDetails{};
}

std::string ImportBatch::author_of(const IncomingDetails& details, Timestamp published) const {
  std::string author = signatures_.author;
  const std::string email = as_name(details.author_email);
  std::string name = as_name(details.author_name);
  if (!name.empty() || !email.empty()) {
    if (name.empty()) name = email.substr(0, email.find('@'));
    author = fmt::format("{} <{}>", name.empty() ? "unknown" : name, email);
  }
  // git holds no author date before 1970; the trailer does.
  return fmt::format("{} {} {}", author, std::max<Timestamp>(published, 0),
                     is_offset(details.author_offset) ? details.author_offset : "+0000");
}

Result<void> ImportBatch::write_version(std::uint32_t version, const Prepared& prepared, TreeDraft& draft,
                                        PackWriter& pack) {
  const IncomingVersion& incoming = incoming_.versions[version];
  ImportRelease& release = release_of(version);
  const VersionKey key{incoming.published, prepared.sha256};
  if (release.record.count(key) >= prepared.occurrence) {  // Twice in this very batch.
    ++outcome_.counts.present;
    return {};
  }
  const auto details = details_of(version);
  if (!details) return std::unexpected(details.error());
  const bool is_late = !release.record.empty() && incoming.published < release.record.latest_published();
  const Record record{release.name,    release.record.highest() + 1, incoming.published,
                      details->source, hex(prepared.sha256),         details->note};
  const std::string& path = target_.paths[incoming.file];
  if (auto set = set_file(release, path, prepared.blob, draft); !set) return set;
  auto written = write_commit(author_of(*details, incoming.published), format_version(record), draft, pack);
  if (!written) return written;
  release.record.add(key, record.number);
  release.is_changed = true;
  ++outcome_.counts.recorded;
  if (is_late) return restore_latest(release, draft, pack);
  release.latest = {path, prepared.blob};
  return {};
}

Result<void> ImportBatch::write_withdrawal(std::uint32_t version, const Prepared& prepared, TreeDraft& draft,
                                           PackWriter& pack) {
  const IncomingVersion& incoming = incoming_.versions[version];
  ImportRelease& release = release_of(version);
  const VersionKey key{incoming.published, {}};
  // Of what was never recorded, or is gone already, there is nothing to be withdrawn.
  if (release.path.empty() || release.record.empty() || release.record.count(key) >= prepared.occurrence) return {};
  const auto details = details_of(version);
  if (!details) return std::unexpected(details.error());
  const bool is_late = incoming.published < release.record.latest_published();
  if (auto set = set_file(release, {}, std::nullopt, draft); !set) return set;
  auto written = write_commit(author_of(*details, incoming.published), withdrawal_message(release.name, details->note),
                              draft, pack);
  if (!written) return written;
  release.record.add(key, std::nullopt);
  release.is_changed = true;
  ++outcome_.counts.withdrawals;
  if (is_late) return restore_latest(release, draft, pack);
  release.latest.emplace();
  return {};
}

Result<void> ImportBatch::restore_latest(ImportRelease& release, TreeDraft& draft, PackWriter& pack) {
  if (!release.latest) {
    const auto versions = recorded_versions_of(objects_, begin_, release.name);
    if (!versions) return std::unexpected(versions.error());
    release.latest.emplace();
    if (!versions->empty() && !versions->back().withdrawn) {
      const auto blob = parse_id(versions->back().blob);
      if (!blob) return std::unexpected(blob.error());
      release.latest = {versions->back().path, *blob};
    }
  }
  ++outcome_.counts.found_late;
  if (auto set = set_file(release, release.latest->path, release.latest->blob, draft); !set) return set;
  return write_commit(fmt::format("{} {} +0000", signatures_.author, settings_.now),
                      format_restoration(release.name, release.record.latest_number()), draft, pack);
}

/// Makes `path` the release's only file, or (no blob) leaves it none.
Result<void> ImportBatch::set_file(ImportRelease& release, const std::string& path, const std::optional<git_oid>& blob,
                                   TreeDraft& draft) {
  if (!release.path.empty() && (release.path != path || !blob)) {
    if (auto gone = draft.set(release.path, std::nullopt); !gone) return gone;
  }
  release.path = blob ? path : std::string();
  return blob ? draft.set(path, blob) : Result<void>();
}

Result<void> ImportBatch::write_commit(const std::string& author, std::string_view message, TreeDraft& draft,
                                       PackWriter& pack) {
  const auto tree = draft.write(pack);
  if (!tree) return std::unexpected(tree.error());
  const std::string commit = fmt::format("tree {}\nparent {}\nauthor {}\ncommitter {} {} +0000\n\n{}", hex(*tree),
                                         hex(outcome_.tip), author, signatures_.committer, settings_.now, message);
  const auto written = pack.add(GIT_OBJECT_COMMIT, commit);
  if (!written) return std::unexpected(written.error());
  outcome_.tip = written->id;
  ++outcome_.commits;
  return {};
}

}  // namespace stet::archive
