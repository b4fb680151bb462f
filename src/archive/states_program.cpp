// SPDX-License-Identifier: Apache-2.0
//
// States as git's own program tells of them: a few processes for a comparison, however many documents differ. Texts
// come from one `git cat-file --batch`. Working files go through git's filters by being written as objects into a
// folder of their own, which nothing else sees and which is gone afterwards.
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <filesystem>
#include <map>
#include <set>

#include "archive/files.hpp"
#include "archive/states.hpp"
#include "fmt/format.h"

namespace stet::archive {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kNotFetched = "could not fetch";  // From git, of an object that a partial clone left out.

/// A folder for a while. Signals that end the program wait until it is gone.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    sigset_t held;
    sigemptyset(&held);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&held, signal);
    pthread_sigmask(SIG_BLOCK, &held, &before_);
    std::error_code none;
    path_ = (fs::temp_directory_path(none) / "stet-objects-XXXXXX").string();
    if (::mkdtemp(path_.data()) == nullptr) path_.clear();
  }
  ~TemporaryFolder() {
    if (!path_.empty()) remove_tree(path_);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
  sigset_t before_{};
};

/// In double quotes, as git reads paths in lists.
std::string in_quotes(std::string_view path) {
  std::string text = "\"";
  for (const char byte : path) {
    if (byte == '\n')
      text += "\\n";
    else if (byte == '"' || byte == '\\')
      text += fmt::format("\\{}", byte);
    else
      text += byte;
  }
  return text + '"';
}

std::string lines_of(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word + '\n';
  return text;
}

/// One object of `git cat-file --batch`.
struct BatchAnswer {
  std::string id;
  std::string type;  ///< "missing" and "ambiguous" too.
  std::string bytes;
};

/// Takes the next answer off the front of what was written; nothing where it was cut off.
std::optional<BatchAnswer> take_answer(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view header = rest.substr(0, end);
  const std::size_t last = header.rfind(' ');
  if (last == std::string_view::npos) return std::nullopt;
  const std::string_view word = header.substr(last + 1);
  std::size_t size = 0;
  const auto [stop, fault] = std::from_chars(word.data(), word.data() + word.size(), size);
  if (fault != std::errc() || stop != word.data() + word.size()) {
    rest.remove_prefix(end + 1);
    return BatchAnswer{std::string(header.substr(0, last)), std::string(word), {}};
  }
  if (rest.size() < end + 1 + size + 1) return std::nullopt;
  const std::size_t space = header.find(' ');
  BatchAnswer answer{std::string(header.substr(0, space)), std::string(header.substr(space + 1, last - space - 1)),
                     std::string(rest.substr(end + 1, size))};
  rest.remove_prefix(end + 1 + size + 1);
  return answer;
}

/// The value of a commit's header line, such as "tree "; empty where there is none.
std::string header_value(std::string_view commit, std::string_view key) {
  for (const std::string_view line : split_lines(commit.substr(0, commit.find("\n\n"))))
    if (line.starts_with(key)) return std::string(line.substr(key.size()));
  return {};
}

std::uint32_t octal(std::string_view text) {
  std::uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value, 8);
  return value;
}

/// The changes of `--raw -z`: ":MODE MODE ID ID STATUS", then a path, or two for a rename.
/// @param unmerged  Gets the paths that the index has conflicts for.
std::vector<FileDifference> raw_changes(std::string_view output, StateKind target, std::set<std::string>& unmerged) {
  std::vector<FileDifference> changes;
  const std::vector<std::string_view> pieces = split_at_nul(output);
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
    if (!pieces[i].starts_with(':')) continue;
    std::vector<std::string_view> fields;
    std::string_view rest = pieces[i].substr(1);
    for (std::size_t space = rest.find(' '); space != std::string_view::npos; space = rest.find(' ')) {
      fields.push_back(rest.substr(0, space));
      rest.remove_prefix(space + 1);
    }
    if (fields.size() != 4 || rest.empty()) continue;
    const std::string before_path(pieces[++i]);
    const bool renamed = (rest[0] == 'R' || rest[0] == 'C') && i + 1 < pieces.size();
    const std::string after_path = renamed ? std::string(pieces[++i]) : before_path;
    if (rest[0] == 'U') {
      unmerged.insert(before_path);
      continue;
    }
    FileDifference change;
    if (const auto mode = octal(fields[0]))
      change.before = {before_path, mode, std::string(fields[2]), StateKind::Committed};
    if (const auto mode = octal(fields[1])) change.after = {after_path, mode, std::string(fields[3]), target};
    // Git gives the id where the file is as the index has it, which a sparse checkout may leave out.
    const bool is_known = change.after.id.find_first_not_of('0') != std::string::npos;
    if (target == StateKind::Working && is_known) change.after.kind = StateKind::Staged;
    changes.push_back(std::move(change));
  }
  return changes;
}

/// What git ended with. Before that it may say more than one thing; the last names the object.
std::string fatal_reason(const Finished& ran) {
  std::string reason;
  for (const std::string_view line : split_lines(ran.err))
    for (const std::string_view prefix : {"fatal: ", "error: "})
      if (line.starts_with(prefix)) reason = one_line(line.substr(prefix.size()));
  return reason.empty() ? reason_of(ran) : reason;
}

class ProgramStates : public States {
 public:
  explicit ProgramStates(GitProgram program) : program_(std::move(program)) {}

  [[nodiscard]] Result<Snapshot> snapshot(const std::string& revision) const override {
    if (revision == kEmptyTree || revision == kEmptyTreeSha256) return Snapshot{revision, {}, {}};
    if (revision.find_first_of(std::string_view("\n\0", 2)) != std::string::npos)
      return std::unexpected(unknown_revision(revision, context()));
    const auto named = program_.run({"cat-file", "--batch-check"}, revision + "\n");
    if (!named) return std::unexpected(named.error());
    const auto lines = split_lines(named->out);
    // A whole id that is not here, which a partial clone's promisor may have.
    const bool is_left_out = lines.empty() && named->err.find(kNotFetched) != std::string::npos;
    if (is_left_out) return std::unexpected(unknown_revision(revision, context()));
    if (lines.empty()) return std::unexpected(broken(*named));
    if (lines[0].ends_with(" ambiguous")) return std::unexpected(ambiguous_revision(revision));
    const bool is_damaged = named->err.find("error: ") != std::string::npos;
    if (lines[0].ends_with(" missing"))
      return std::unexpected(is_damaged ? broken(*named) : unknown_revision(revision, context()));
    return peeled(revision, std::string(lines[0].substr(0, lines[0].find(' '))));
  }

  [[nodiscard]] Result<Snapshot> head() const override {
    return is_unborn() ? Snapshot{"HEAD", {}, {}} : snapshot("HEAD");
  }

  [[nodiscard]] Result<Snapshot> merge_base(const Snapshot& before, const Snapshot& after) const override {
    if (before.commit.empty() || after.commit.empty()) return std::unexpected(needs_two_commits(before, after));
    const auto ran = program_.run({"merge-base", before.commit, after.commit});
    if (!ran) return std::unexpected(ran.error());
    if (ran->status == 1 && ran->out.empty()) return std::unexpected(no_merge_base(before, after, is_shallow()));
    if (ran->status != 0) return std::unexpected(broken(*ran));
    const std::string id = ran->out.substr(0, ran->out.find('\n'));
    auto found = snapshot(id);
    if (found) found->label = id.substr(0, kShortId);
    return found;
  }

  [[nodiscard]] Result<std::vector<FileDifference>> differing(const Sides& sides, const PathFilter& filter,
                                                              const BeforeRenames& before_renames) const override {
    auto changes = compare(sides, {"--no-renames"}, {});
    if (!changes) return changes;
    std::erase_if(*changes, [&](const FileDifference& change) { return !passes(filter, change); });
    if (auto ready = before_renames(*changes); !ready) return std::unexpected(std::move(ready).error());
    return with_renames(sides, filter, std::move(*changes));
  }

  [[nodiscard]] Result<std::optional<FileState>> find(const Snapshot& snapshot,
                                                      const std::string& path) const override {
    if (snapshot.tree.empty()) return std::nullopt;
    const auto ran = program_.run({"ls-tree", "-z", "--full-tree", snapshot.tree, "--", path});
    if (!ran) return std::unexpected(ran.error());
    if (ran->status != 0) return std::unexpected(broken(*ran));
    for (const std::string_view entry : split_at_nul(ran->out)) {  // "MODE TYPE ID\tPATH"
      const std::size_t tab = entry.find('\t');
      const std::size_t id = entry.rfind(' ', tab);
      if (tab == std::string_view::npos || entry.substr(tab + 1) != path) continue;
      return FileState{path, octal(entry.substr(0, entry.find(' '))), std::string(entry.substr(id + 1, tab - id - 1)),
                       StateKind::Committed};
    }
    return std::nullopt;
  }

  [[nodiscard]] Result<bool> tracks(const std::string& path) const override {
    const auto listed = program_.answer({"ls-files", "-z", "--cached", "--", path});
    if (!listed) return std::unexpected(listed.error());
    return !listed->empty();
  }

  [[nodiscard]] Result<std::vector<std::string>> left_out(const std::vector<std::string>& ids) const override {
    std::vector<std::string> absent;
    const auto partial =
        program_.run({"config", "--get-regexp", "^(extensions\\.partialclone|remote\\..*\\.promisor)$"});
    if (!partial) return std::unexpected(partial.error());
    if (partial->status != 0 || ids.empty()) return absent;
    // The one command that looks for objects and asks no promisor for them.
    const auto listed = program_.answer({"rev-list", "--objects", "--no-object-names", "--no-walk", "--ignore-missing",
                                         "--missing=allow-any", "--stdin"},
                                        lines_of(ids));
    if (!listed) return std::unexpected(listed.error());
    const auto lines = split_lines(*listed);
    const std::set<std::string_view> here(lines.begin(), lines.end());
    std::ranges::copy_if(ids, std::back_inserter(absent), [&](const std::string& id) { return !here.contains(id); });
    return absent;
  }

  [[nodiscard]] std::vector<Result<std::string>> blobs(const std::vector<std::string>& ids) const override {
    return objects(ids, {});
  }

  [[nodiscard]] std::vector<Result<std::string>> working_files(const std::vector<std::string>& paths) const override {
    const TemporaryFolder folder;
    if (folder.path().empty()) {
      const Error error = system_error(ErrorCode::CannotWrite, "cannot make a folder for temporary files", "");
      return {paths.size(), Result<std::string>(std::unexpected(error))};
    }
    std::vector<std::string> ids;
    std::map<std::size_t, Error> failures;
    const std::vector<std::string> variables = {
        "GIT_OBJECT_DIRECTORY=" + folder.path(),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES=" + in_quotes(program_.place().common_directory + "/objects")};
    // One that cannot be read ends the program: it goes on behind that.
    while (ids.size() < paths.size()) {
      std::string input;
      for (std::size_t i = ids.size(); i < paths.size(); ++i) input += in_quotes(paths[i]) + '\n';
      const auto ran = program_.run({"hash-object", "-w", "--stdin-paths"}, input, Network::Never, variables);
      if (ran)
        for (const std::string_view id : split_lines(ran->out)) ids.emplace_back(id);
      if (ids.size() >= paths.size()) break;
      const std::string reason = ran ? reason_of(*ran) : ran.error().message;
      failures.emplace(ids.size(), Error{ErrorCode::NotReadable, reason, paths[ids.size()]});
      ids.emplace_back(program_.empty_tree());
    }
    std::vector<Result<std::string>> texts = objects(ids, variables);
    for (auto& [position, failure] : failures) texts[position] = std::unexpected(std::move(failure));
    return texts;
  }

  [[nodiscard]] Result<CommitRange> commits(const Snapshot& before, const Snapshot& after) const override {
    CommitRange range;
    if (after.commit.empty()) return range;
    std::vector<std::string> words{"rev-list", "--topo-order", after.commit};
    if (!before.commit.empty()) words.push_back("^" + before.commit);
    const auto listed = program_.answer(std::move(words));
    if (!listed) return std::unexpected(listed.error());
    std::vector<std::string> ids;
    for (const std::string_view id : split_lines(*listed)) ids.emplace_back(id);
    const std::set<std::string> ends = shallow_commits();
    const auto texts = objects(ids, {});
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (!texts[i]) return std::unexpected(texts[i].error());
      range.is_cut = range.is_cut || ends.contains(ids[i]);
      const std::size_t end = texts[i]->find("\n\n");
      range.commits.push_back({ids[i], end == std::string::npos ? std::string() : texts[i]->substr(end + 2)});
    }
    return range;
  }

  [[nodiscard]] Result<std::vector<std::string>> paths_changed_by(const std::string& commit) const override {
    const auto listed = program_.answer({"diff-tree", "-r", "-z", "--root", "--name-only", "--no-commit-id",
                                         "--no-renames", "--diff-merges=first-parent", commit});
    if (!listed) return std::unexpected(listed.error());
    std::vector<std::string> paths;
    for (const std::string_view path : split_at_nul(*listed)) paths.emplace_back(path);
    return paths;
  }

 private:
  /// Why git could not go on: an object that a partial clone left out, or damage.
  [[nodiscard]] static Error broken(const Finished& ran) {
    const bool left_out = ran.err.find(kNotFetched) != std::string::npos;
    if (left_out) return {ErrorCode::Incomplete, "a partial clone left out what is compared", ""};
    return {ErrorCode::NotReadable, fmt::format("{}: `git fsck` says more", fatal_reason(ran)), ""};
  }

  /// The commit or tree that an object is, or is a tag of.
  [[nodiscard]] Result<Snapshot> peeled(const std::string& revision, const std::string& id) const {
    const auto ran = program_.run({"cat-file", "--batch"}, id + "^{commit}\n");
    if (!ran) return std::unexpected(ran.error());
    std::string_view written = ran->out;
    const auto commit = take_answer(written);
    if (!commit) return std::unexpected(broken(*ran));
    if (commit->type == "commit") return Snapshot{revision, commit->id, header_value(commit->bytes, "tree ")};
    const auto tree = program_.run({"cat-file", "--batch-check"}, id + "^{tree}\n");
    if (!tree) return std::unexpected(tree.error());
    const std::string_view line = std::string_view(tree->out).substr(0, tree->out.find('\n'));
    if (line.empty()) return std::unexpected(broken(*tree));
    if (line.ends_with(" missing")) return std::unexpected(no_commit(revision));
    return Snapshot{revision, {}, std::string(line.substr(0, line.find(' ')))};
  }

  [[nodiscard]] bool is_unborn() const {
    const auto ran = program_.run({"rev-parse", "--verify", "--quiet", "HEAD"});
    return ran && ran->status != 0 && ran->err.empty();
  }

  [[nodiscard]] std::set<std::string> shallow_commits() const {
    const auto text = read_file(program_.place().common_directory + "/shallow");
    std::set<std::string> commits;
    if (text)
      for (const std::string_view line : split_lines(*text)) commits.emplace(line);
    return commits;
  }
  [[nodiscard]] bool is_shallow() const { return !shallow_commits().empty(); }

  [[nodiscard]] RevisionContext context() const {
    RevisionContext context{{}, is_shallow(), is_unborn()};
    const auto listed = program_.answer({"for-each-ref", "--format=%(refname)"});
    if (listed)
      for (const std::string_view name : split_lines(*listed)) context.references.emplace_back(name);
    return context;
  }

  /// Objects' bytes. What the program cannot read ends it: it goes on behind that.
  [[nodiscard]] std::vector<Result<std::string>> objects(const std::vector<std::string>& ids,
                                                         const std::vector<std::string>& variables) const {
    std::vector<Result<std::string>> texts;
    while (texts.size() < ids.size()) {
      const std::vector<std::string> rest(ids.begin() + static_cast<std::ptrdiff_t>(texts.size()), ids.end());
      const auto ran = program_.run({"cat-file", "--batch"}, lines_of(rest), Network::Never, variables);
      if (!ran) {
        texts.resize(ids.size(), std::unexpected(ran.error()));
        break;
      }
      std::string_view written = ran->out;
      while (auto answer = take_answer(written)) {
        if (answer->type == "missing")
          texts.emplace_back(
              failure(ErrorCode::NotReadable, "the object is not here: `git fsck` says more", answer->id));
        else
          texts.emplace_back(std::move(answer->bytes));
      }
      if (texts.size() < ids.size()) {
        Error error = broken(*ran);
        error.place = ids[texts.size()];
        texts.emplace_back(std::unexpected(std::move(error)));
      }
    }
    return texts;
  }

  [[nodiscard]] std::string tree_of_side(const Snapshot& snapshot) const {
    return snapshot.tree.empty() ? program_.empty_tree() : snapshot.tree;
  }

  [[nodiscard]] Result<std::vector<FileDifference>> compare(const Sides& sides, const std::vector<std::string>& options,
                                                            const std::vector<std::string>& paths) const {
    std::vector<std::string> words{sides.target == StateKind::Committed ? "diff-tree" : "diff-index",
                                   "-r",
                                   "-z",
                                   "--raw",
                                   "--no-abbrev",
                                   "--ignore-submodules=dirty",
                                   "--no-ext-diff"};
    if (sides.target == StateKind::Staged) words.emplace_back("--cached");
    words.insert(words.end(), options.begin(), options.end());
    words.push_back(tree_of_side(sides.before));
    if (sides.target == StateKind::Committed) words.push_back(tree_of_side(sides.after));
    words.emplace_back("--");
    words.insert(words.end(), paths.begin(), paths.end());
    const auto ran = program_.run(std::move(words));
    if (!ran) return std::unexpected(ran.error());
    if (ran->status != 0) return std::unexpected(broken(*ran));
    std::set<std::string> unmerged;
    auto changes = raw_changes(ran->out, sides.target, unmerged);
    if (sides.target == StateKind::Staged && !unmerged.empty())
      return std::unexpected(conflicts_in_index(*unmerged.begin()));
    return changes;
  }

  /// Pairs what went with what came, as git does among these files alone.
  [[nodiscard]] Result<std::vector<FileDifference>> with_renames(const Sides& sides, const PathFilter& filter,
                                                                 std::vector<FileDifference> changes) const {
    constexpr std::size_t kMostArguments = 1'000'000;  // Bytes; the system's limit is the double.
    std::vector<std::string> paths;
    std::size_t size = 0;
    bool came = false;
    bool went = false;
    for (const FileDifference& change : changes) {
      if (change.before.is_there() && change.after.is_there()) continue;
      paths.push_back(change.before.is_there() ? change.before.path : change.after.path);
      size += paths.back().size() + 1 + sizeof(char*);
      came = came || change.after.is_there();
      went = went || change.before.is_there();
    }
    if (!came || !went) return changes;
    const bool are_too_many = size > kMostArguments;
    if (are_too_many) paths.clear();
    auto paired = compare(sides, {fmt::format("-M{}%", kRenameThreshold), fmt::format("-l{}", kRenameLimit)}, paths);
    if (!paired) return paired;
    if (are_too_many) {
      // Then git looked among all files.
      std::erase_if(*paired, [&](const FileDifference& change) {
        const bool is_rename =
            change.before.is_there() && change.after.is_there() && change.before.path != change.after.path;
        return !is_rename && !passes(filter, change);
      });
      return paired;
    }
    std::erase_if(changes,
                  [](const FileDifference& change) { return !change.before.is_there() || !change.after.is_there(); });
    std::ranges::move(*paired, std::back_inserter(changes));
    return changes;
  }

  GitProgram program_;
};

}  // namespace

std::unique_ptr<States> program_states(GitProgram program) {
  return std::make_unique<ProgramStates>(std::move(program));
}

}  // namespace stet::archive
