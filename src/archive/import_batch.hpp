// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "archive/import_target.hpp"
#include "archive/tree_draft.hpp"

namespace stet::archive {

/// Who an import's commits are by, without their times: "Name <mail>".
struct Signatures {
  std::string author;
  std::string committer;
};

/// Makes a batch's blobs, trees and commits into one pack.
class ImportBatch {
 public:
  /// @param order      All versions, in the order of publication.
  /// @param tip        The branch's commit before the import.
  ImportBatch(const Objects& objects, const git_oid& tip, const Incoming& incoming, const ImportSettings& settings,
              const Signatures& signatures, std::span<const std::uint32_t> order, ImportTarget& target)
      : objects_(objects),
        begin_(tip),
        incoming_(incoming),
        settings_(settings),
        signatures_(signatures),
        order_(order),
        target_(target) {}

  /// What became of the versions of `order` from `begin` up to `end`.
  struct Outcome {
    git_oid tip{};  ///< The last commit; the one it was given where nothing is new.
    std::size_t commits = 0;
    bool is_stopped = false;  ///< Nothing of it may be used.
    Imported counts;
  };
  [[nodiscard]] Result<Outcome> write(std::size_t begin, std::size_t end, const git_oid& tip, TreeDraft& draft,
                                      PackWriter& pack);

 private:
  enum class Fate : std::uint8_t { New, Present, NotRead };
  struct Prepared {
    git_oid blob{};
    Sha256 sha256{};
    std::size_t occurrence = 1;  ///< Among its equals; the archive needs so many.
    Fate fate = Fate::New;
  };

  [[nodiscard]] ImportRelease& release_of(std::uint32_t version);
  [[nodiscard]] bool goes_on(std::size_t done) const;
  [[nodiscard]] Result<bool> write_blobs(std::size_t begin, std::size_t end, PackWriter& pack);
  [[nodiscard]] Result<Prepared> prepare(std::uint32_t version, Source& before, std::optional<Packed>& packed,
                                         PackWriter& pack);
  [[nodiscard]] Result<void> write_version(std::uint32_t version, const Prepared& prepared, TreeDraft& draft,
                                           PackWriter& pack);
  [[nodiscard]] Result<void> write_withdrawal(std::uint32_t version, const Prepared& prepared, TreeDraft& draft,
                                              PackWriter& pack);
  [[nodiscard]] Result<void> restore_latest(ImportRelease& release, TreeDraft& draft, PackWriter& pack);
  [[nodiscard]] Result<void> set_file(ImportRelease& release, const std::string& path,
                                      const std::optional<git_oid>& blob, TreeDraft& draft);
  [[nodiscard]] Result<void> write_commit(const std::string& author, std::string_view message, TreeDraft& draft,
                                          PackWriter& pack);
  [[nodiscard]] Result<IncomingDetails> details_of(std::uint32_t version) const;
  [[nodiscard]] std::string author_of(const IncomingDetails& details, Timestamp published) const;

  const Objects& objects_;
  git_oid begin_;
  const Incoming& incoming_;
  const ImportSettings& settings_;
  const Signatures& signatures_;
  std::span<const std::uint32_t> order_;
  ImportTarget& target_;
  std::vector<Prepared> prepared_;
  Outcome outcome_;
};

}  // namespace stet::archive
