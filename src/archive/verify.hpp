// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "archive/id_set.hpp"
#include "archive/sha256.hpp"
#include "archive/state.hpp"
#include "stet/verify.hpp"

// What `verify` is made of, a step a file: objects, history, what the branch lost, the working tree, signatures.
namespace stet::archive {

/// What was found to be wrong so far.
class Findings {
 public:
  void add(Problem problem) { problems_.push_back(std::move(problem)); }
  /// Something that mends itself.
  void add_note(Problem note) { notes_.push_back(std::move(note)); }
  [[nodiscard]] std::vector<Problem> take_notes() { return std::move(notes_); }
  /// An object that cannot be used. It is reported once, however often it is met.
  void add_object(const git_oid& id, Problem problem);
  /// An object that cannot be used for the reason that was added last.
  void add_object_of_last(const git_oid& id) { objects_.try_emplace(id, Known{problems_.size() - 1, "", false}); }
  [[nodiscard]] bool is_known(const git_oid& id) const { return objects_.contains(id); }
  /// The version that an object's problem keeps from being read.
  void add_need(const git_oid& id, const std::string& version);
  /// What else needs it, in case that no version does.
  void add_other_need(const git_oid& id, const std::string& what);
  /// All that was added, with what needs each object in its message.
  [[nodiscard]] std::vector<Problem> finish();

 private:
  struct Known {
    std::size_t problem;
    std::string need;
    bool is_version = false;
  };
  std::vector<Problem> problems_;
  std::vector<Problem> notes_;
  std::map<git_oid, Known, IdLess> objects_;
};

/// The SHA-256 of a blob's bytes.
struct BlobDigest {
  git_oid blob{};
  Sha256 sha256{};
};

/// What a repository's object folders hold.
struct Database {
  IdSet sound;                      ///< Every object that has the hash it is named by.
  std::vector<git_oid> commits;     ///< Among them.
  std::vector<BlobDigest> digests;  ///< Of the blobs, by id, where they were asked for.
};

/// Reads every object of the repository, and of the repositories that it borrows from, hashes and parses it, and checks
/// the packs' and their indexes' own checksums.
[[nodiscard]] Database check_database(const RepositoryState& state, bool digests, const VerifyRequest& request,
                                      Findings& findings);

/// A version that the branch holds, or (number 0) a withdrawal.
struct FoundVersion {
  std::uint32_t number = 0;
  Timestamp published = 0;
  git_oid commit{};
  git_oid blob{};         ///< Null where the release has no file there.
  std::string extension;  ///< Of its file.
};

/// What the commits below the branch say and hold.
struct CheckedHistory {
  std::map<std::string, std::vector<FoundVersion>> releases;  ///< By publication, then number.
  IdSet commits;                                              ///< All that were reached.
  std::vector<git_oid> signed_commits;                        ///< Newest first.
  std::vector<git_oid> unsigned_versions;  ///< Newer than a signed commit; the newest where there is none.
  std::optional<git_oid> merge;            ///< The newest merge.
  bool complete = true;                    ///< False where an object could not be read.
};

/// Where to look objects up, and what is known of them.
struct VerifyContext {
  const RepositoryState& state;
  const VerifyRequest& request;
  const Objects& objects;
  const Database* database;  ///< None where names were given: then objects are hashed as they are read.
  Findings& findings;
  bool promised;  ///< A partial clone: what is missing can be fetched.
  std::size_t missing_promised = 0;
  IdSet trees;                 ///< All objects below commits that were looked at.
  std::set<std::string> lost;  ///< Releases of which the branch lost versions.

  [[nodiscard]] bool wants(std::string_view release) const;
};

/// Walks the branch's commits, and checks trailers, dates, digests, numbers and that no object is missing.
[[nodiscard]] CheckedHistory check_history(VerifyContext& context, const Head& head);
/// Checks numbers, and that the branch holds of each release what was published last.
void check_releases(VerifyContext& context, const Head& head, const CheckedHistory& history);
/// Looks for versions that the branch does not hold: in reflogs, other branches, and anywhere in the database.
void check_lost(VerifyContext& context, const Head& head, const CheckedHistory& history);
/// Every object that a tree needs is there.
void check_tree(VerifyContext& context, const git_oid& tree, const std::string& needed_by, CheckedHistory* history);
/// Working files are versions, and no killed writer left something.
void check_working_tree(VerifyContext& context, const Head& head, const CheckedHistory& history);
/// What git's own program says of the signatures.
void check_signatures(VerifyContext& context, const CheckedHistory& history);

/// A commit with what its fields point into.
struct LoadedCommit {
  git_oid id{};
  OdbObject object;
  CommitFields fields;
};
/// The commit; where it cannot be had, nothing, and a problem.
[[nodiscard]] std::optional<LoadedCommit> load_commit(VerifyContext& context, const git_oid& id);

/// Ten digits of an id, as people write it.
[[nodiscard]] std::string short_id(const git_oid& id);
/// A word as a shell takes it.
[[nodiscard]] std::string shell_word(std::string_view word);
/// "un/plan@3".
[[nodiscard]] std::string version_label(std::string_view release, std::uint32_t number);
/// The branch's name without `refs/heads/`.
[[nodiscard]] std::string branch_name(const Head& head);
/// Reports what is wrong with HEAD or its branch; false where nothing is, and the commit it names is there.
[[nodiscard]] bool is_head_damaged(const VerifyContext& context, const Result<Head>& head);
/// Records again a version that the branch lost.
[[nodiscard]] std::string publish_command(const std::string& release, const FoundVersion& version);

}  // namespace stet::archive
