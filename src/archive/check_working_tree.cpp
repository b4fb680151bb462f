// SPDX-License-Identifier: Apache-2.0
//
// What lies beside git's data: working files, and what a writer that was killed left.
#include <fcntl.h>
#include <sys/file.h>

#include <filesystem>
#include <set>

#include "archive/names.hpp"
#include "archive/verify.hpp"
#include "archive/working_tree.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

namespace fs = std::filesystem;

/// Whether a writer is at work: then nothing beside the branch is at rest.
bool is_writer_active(const Workshop& workshop) {
  const Descriptor lock(::open(workshop.lock().c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  return lock && ::flock(lock.get(), LOCK_SH | LOCK_NB) != 0;
}

constexpr std::string_view kFinish = "the next `stet publish` in this archive finishes or clears it";

Problem leftover(std::string where, std::string message, std::string remedy) {
  return {"leftover", std::move(where), std::move(message), std::move(remedy)};
}

void check_leftovers(VerifyContext& context, const Workshop& workshop, const Head& head) {
  git_repository* const raw = context.state.repository.get();
  const bool unfinished = status_of(workshop.journal()).has_value();
  if (unfinished) {
    context.findings.add_note(
        leftover(workshop.journal(), "a writer was killed before it had finished", std::string(kFinish)));
  } else if (status_of(workshop.temporary(""))) {
    context.findings.add_note(
        leftover(workshop.temporary(""), "temporary files of a writer that was killed", std::string(kFinish)));
  }
  if (unfinished) return;  // What else lies about may be that writer's.
  for (const std::string& lock :
       {std::string(git_repository_path(raw)) + "index.lock", workshop.common() + head.branch + ".lock",
        std::string(git_repository_path(raw)) + "HEAD.lock", workshop.common() + "packed-refs.lock"}) {
    if (!status_of(lock)) continue;
    context.findings.add(leftover(lock, "a lock, so that nothing can be recorded",
                                  fmt::format("if no git is running here, `rm -f {}`", shell_word(lock))));
  }
}

class WorkingFiles {
 public:
  WorkingFiles(VerifyContext& context, const CheckedHistory& history)
      : context_(context), history_(history), tree_(context.state.repository.get()) {}

  void check(const std::string& folder, const git_oid& tree) {
    const auto object = context_.objects.read(tree, GIT_OBJECT_TREE);
    if (!object) return;
    check_beside(folder);
    TreeCursor cursor(bytes_of(*object));
    while (const auto entry = cursor.next()) {
      const std::string path = folder + std::string(entry->name);
      if (entry->is_tree()) {
        check(path + "/", entry->id);
      } else if (entry->is_file()) {
        check_file(path, entry->id);
      }
    }
  }

 private:
  /// New files of a killed writer wait beside their place where that is on another file system.
  void check_beside(const std::string& folder) {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(tree_.absolute(folder), none)) {
      const std::string name = entry.path().filename().string();
      if (!name.starts_with(".stet-") || name.size() < 24) continue;
      context_.findings.add(leftover(folder + name, "a temporary file of a writer that was killed",
                                     fmt::format("`rm -f {}`", shell_word(folder + name))));
    }
  }

  void check_file(const std::string& path, const git_oid& committed) {
    const auto release = history_.releases.find(std::string(release_of(path)));
    if (release == history_.releases.end()) return;
    std::set<std::string> known{hex(committed)};
    for (const FoundVersion& version : release->second) known.insert(hex(version.blob));
    if (tree_.known_blob_at(path, known)) return;
    context_.findings.add({"working-file", path, "the working file is no recorded version",
                           fmt::format("`stet publish {0} --as {1}` records it, `git checkout HEAD -- {0}` drops it",
                                       shell_word(path), shell_word(release->first))});
  }

  VerifyContext& context_;
  const CheckedHistory& history_;
  WorkingTree tree_;
};

}  // namespace

void check_working_tree(VerifyContext& context, const Head& head, const CheckedHistory& history) {
  git_repository* const raw = context.state.repository.get();
  const Workshop workshop(git_repository_commondir(raw));
  if (is_writer_active(workshop)) return;
  const auto now = read_head(raw);
  if (!now || !now->tip || git_oid_equal(&*now->tip, &*head.tip) == 0) return;  // A writer came and went.
  check_leftovers(context, workshop, head);
  if (context.state.is_bare() || !history.complete) return;
  if (const auto tree = tree_of(context.objects, *head.tip)) WorkingFiles(context, history).check("", *tree);
}

}  // namespace stet::archive
