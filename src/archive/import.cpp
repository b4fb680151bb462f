// SPDX-License-Identifier: Apache-2.0
#include "stet/import.hpp"

#include <algorithm>
#include <memory>
#include <span>

#include "archive/import_batch.hpp"
#include "archive/import_target.hpp"
#include "archive/working_tree.hpp"
#include "archive/writer.hpp"
#include "fmt/format.h"

namespace stet {
namespace {

using archive::ImportBatch;
using archive::ImportTarget;
using archive::Writer;

/// How often an import looks at the archive anew because someone else committed meanwhile.
constexpr int kMaxTurns = 8;

void add(Imported& sum, Imported&& part) {
  sum.recorded += part.recorded;
  sum.withdrawals += part.withdrawals;
  sum.present += part.present;
  sum.found_late += part.found_late;
  for (NotRead& not_read : part.not_read) sum.not_read.push_back(std::move(not_read));
}

Result<archive::Signatures> signatures_of(git_repository* repository) {
  archive::Signatures signatures;
  for (const bool author : {true, false}) {
    const auto who = archive::signature_at(repository, author ? "author" : "committer", 0);
    if (!who) return std::unexpected(who.error());
    (author ? signatures.author : signatures.committer) = fmt::format("{} <{}>", (*who)->name, (*who)->email);
  }
  return signatures;
}

/// An import from the look at the archive until someone else moves the branch, or its end.
class Turn {
 public:
  Turn(const archive::RepositoryState& state, Writer& writer, const Incoming& incoming, const ImportSettings& settings,
       const archive::Signatures& signatures)
      : state_(state),
        writer_(writer),
        incoming_(incoming),
        settings_(settings),
        signatures_(signatures),
        objects_(writer.objects()) {}

  /// What the branch has, and whether the import may write.
  Result<void> look(std::vector<NotRead>& not_read) {
    const auto head = archive::archive_head(state_.repository.get(), objects_, state_.directory);
    if (!head) return std::unexpected(head.error());
    plan_.branch = head->branch;
    begin_ = tip_ = *head->tip;
    auto target = archive::import_target(objects_, tip_, incoming_, not_read);
    if (!target) return std::unexpected(std::move(target).error());
    target_ = std::move(*target);
    if (state_.is_bare()) return {};
    plan_.behind = archive::hex(tip_);
    plan_.worktree = archive::WorkingTree(state_.repository.get()).relative_git_directory();
    auto accepted = archive::check_working_tree(state_, objects_, tip_, incoming_, target_);
    if (!accepted) return std::unexpected(std::move(accepted).error());
    accepted_ = std::move(*accepted);
    return {};
  }

  /// The versions that have a place, in the order of publication.
  std::vector<std::uint32_t> order() const {
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < incoming_.versions.size(); ++i) {
      const std::uint32_t release = target_.releases_by_file[incoming_.versions[i].file];
      if (release != ImportTarget::kPassedOver) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [this](std::uint32_t left, std::uint32_t right) {
      return incoming_.versions[left].published < incoming_.versions[right].published;
    });
    return order;
  }

  /// Records the versions from `done` on, which moves along. False where someone else moved the branch.
  Result<bool> record(std::span<const std::uint32_t> order, std::size_t& done, Imported& imported) {
    auto recorded = record_batches(order, done, imported);
    // What landed stands, so the working tree follows whatever came afterwards.
    auto caught_up = has_journal_ ? writer_.catch_up(plan_, archive::hex(tip_), accepted_) : Result<void>();
    for (const archive::ImportRelease& release : target_.releases) imported.releases += release.is_changed ? 1 : 0;
    if (recorded && !caught_up) {
      Error error = std::move(caught_up).error();
      error.message += "; the versions are recorded, and the next writer brings the working tree up to date";
      return std::unexpected(std::move(error));
    }
    return recorded;
  }

 private:
  Result<bool> record_batches(std::span<const std::uint32_t> order, std::size_t& done, Imported& imported) {
    archive::TreeDraft draft(objects_, {});
    const auto tree = archive::tree_of(objects_, tip_);
    if (!tree) return std::unexpected(tree.error());
    draft = archive::TreeDraft(objects_, *tree);
    ImportBatch batch(objects_, begin_, incoming_, settings_, signatures_, order, target_);
    while (done < order.size() && !imported.is_stopped) {
      const std::size_t end = end_of_batch(order, done);
      auto landed = record_batch(batch, draft, done, end, imported);
      if (!landed || !*landed) return landed;
      if (!imported.is_stopped) done = end;
    }
    return true;
  }

  /// Equal versions are counted within their second, which is therefore in one batch.
  std::size_t end_of_batch(std::span<const std::uint32_t> order, std::size_t begin) const {
    std::size_t end = std::min(order.size(), begin + std::max<std::size_t>(settings_.batch, 1));
    const auto published = [&](std::size_t i) { return incoming_.versions[order[i]].published; };
    while (incoming_.repeats_count && end < order.size() && published(end) == published(end - 1)) ++end;
    return end;
  }

  Result<bool> record_batch(ImportBatch& batch, archive::TreeDraft& draft, std::size_t begin, std::size_t end,
                            Imported& imported) {
    const auto folder = writer_.pack_folder();
    if (!folder) return std::unexpected(folder.error());
    auto pack = archive::PackWriter::create(*folder);
    if (!pack) return std::unexpected(std::move(pack).error());
    draft.begin_pack();
    auto outcome = batch.write(begin, end, tip_, draft, **pack);
    if (!outcome) return std::unexpected(std::move(outcome).error());
    imported.is_stopped = outcome->is_stopped;
    if (outcome->is_stopped) return true;
    if (outcome->commits > 0) {
      if (auto finished = (*pack)->finish(); !finished) return std::unexpected(std::move(finished).error());
      plan_.before = archive::hex(tip_);
      plan_.after = archive::hex(outcome->tip);
      has_journal_ = true;
      const auto landed = writer_.land(plan_, fmt::format("import: {} versions", outcome->counts.recorded));
      if (!landed || !*landed) return landed;
      tip_ = outcome->tip;
    }
    add(imported, std::move(outcome->counts));
    return true;
  }

  const archive::RepositoryState& state_;
  Writer& writer_;
  const Incoming& incoming_;
  const ImportSettings& settings_;
  const archive::Signatures& signatures_;
  archive::Objects objects_;
  archive::Plan plan_;
  git_oid begin_{};
  git_oid tip_{};
  ImportTarget target_;
  std::map<std::string, std::string> accepted_;
  bool has_journal_ = false;
};

/// Each reason once for a path, with how many versions it is about.
std::vector<NotRead> gathered(std::vector<NotRead> all) {
  std::sort(all.begin(), all.end());
  std::vector<NotRead> once;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i;
    while (end < all.size() && all[end] == all[i]) ++end;
    if (end - i > 1) all[i].reason += fmt::format(" ({} versions)", end - i);
    once.push_back(std::move(all[i]));
    i = end;
  }
  return once;
}

}  // namespace

Result<Imported> import_versions(Archive& archive, const Incoming& incoming, const ImportSettings& settings) {
  const archive::RepositoryState& state = Revisions::state(archive);
  // Before anything is written, the lock among it: this may be no archive at all.
  const auto head = archive::archive_head(state.repository.get(), state.objects(), state.directory);
  if (!head) return std::unexpected(head.error());
  const auto signatures = signatures_of(state.repository.get());
  if (!signatures) return std::unexpected(signatures.error());
  auto writer = Writer::begin(state, settings.now);
  if (!writer) return std::unexpected(std::move(writer).error());
  Imported imported;
  std::size_t done = 0;
  for (int i = 0; i < kMaxTurns; ++i) {
    Turn turn(state, **writer, incoming, settings, *signatures);
    std::vector<NotRead> not_read;
    if (auto looked = turn.look(not_read); !looked) return std::unexpected(std::move(looked).error());
    const auto recorded = turn.record(turn.order(), done, imported);
    if (!recorded) return std::unexpected(recorded.error());
    if (!*recorded) continue;
    imported.not_read.insert(imported.not_read.end(), not_read.begin(), not_read.end());
    imported.not_read.insert(imported.not_read.end(), incoming.not_read.begin(), incoming.not_read.end());
    imported.not_read = gathered(std::move(imported.not_read));
    return imported;
  }
  return failure(ErrorCode::Busy, "another program keeps committing to this archive: try again", state.directory);
}

Result<void> check_names(const Incoming& incoming) { return archive::check_new_names(incoming); }

Incoming joined(std::vector<Incoming> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  Incoming whole;
  auto shared = std::make_shared<std::vector<Incoming>>(std::move(parts));
  auto begins = std::make_shared<std::vector<std::size_t>>();
  for (Incoming& part : *shared) {
    const auto first_file = static_cast<std::uint32_t>(whole.files.size());
    begins->push_back(whole.versions.size());
    for (IncomingVersion version : part.versions) {
      version.file += first_file;
      whole.versions.push_back(version);
    }
    std::move(part.files.begin(), part.files.end(), std::back_inserter(whole.files));
    std::move(part.warnings.begin(), part.warnings.end(), std::back_inserter(whole.warnings));
    std::move(part.not_read.begin(), part.not_read.end(), std::back_inserter(whole.not_read));
  }
  const auto with = [shared, begins](std::size_t version, const auto& ask) {
    const auto after = std::upper_bound(begins->begin(), begins->end(), version);
    const auto part = static_cast<std::size_t>(after - begins->begin() - 1);
    return ask((*shared)[part], version - (*begins)[part]);
  };
  whole.bytes = [with](std::size_t version) {
    return with(version, [](const Incoming& part, std::size_t i) { return part.bytes(i); });
  };
  whole.details = [with](std::size_t version) {
    return with(version, [](const Incoming& part, std::size_t i) {
      return part.details ? part.details(i) : Result<IncomingDetails>(IncomingDetails{});
    });
  };
  whole.place = [with](std::size_t version) {
    return with(version, [](const Incoming& part, std::size_t i) { return part.place(i); });
  };
  return whole;
}

}  // namespace stet
